"""What ``khcn score`` prints: ranks, accounts, what it would take, schemes and layers side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import click
import polars as pl

from khcn_analytics.analysis.drawing_scores import title_of
from khcn_analytics.analysis.scoring import Scoring
from khcn_analytics.cli.printing import plain, print_table, text_of
from khcn_analytics.score_wording import account_in_words, line_name, reach_in_words, unit_names
from khcn_analytics.scoring.account import ScoreAccount
from khcn_analytics.scoring.account_wording import number
from khcn_analytics.scoring.results import UNIT
from khcn_analytics.scoring.robustness import Spread
from khcn_analytics.scoring.schemes import Scheme
from khcn_analytics.vocabulary.formats import MISSING, format_number, format_value
from khcn_analytics.vocabulary.labels import Label, Language
from khcn_analytics.vocabulary.units import Unit

_SCHEME = Label("{label} ({code} {version}).", "{label} ({code} {version}).")
_MADE = Label("Bảng tiêu chí tự đặt, để minh họa.", "A made scheme, for illustration.")
_RANK, _UNIT, _TOTAL = Label("Hạng", "Rank"), Label("Đơn vị", "Unit"), Label("Tổng điểm", "Total")
_LINE, _POINTS, _NOTE = Label("Nội dung", "Line"), Label("Điểm", "Points"), Label("Ghi chú", "Note")
_GAP, _HOW = Label("Chênh với hạng sau", "To the next"), Label("Cách tính", "How")
_RANGE, _FIRST, _TOP = Label("Khoảng hạng", "Range"), Label("Đứng đầu", "First"), Label("Trong {} hạng đầu", "Top {}")
_RANGE_NOTE = Label(
    "Khoảng hạng: trong 90 % của {draws} lần thử (bỏ 5 % ở mỗi đầu), mỗi trọng số xê dịch tới ±{spread}, số khởi tạo (seed) {seed}; "
    "xếp theo điểm chưa làm tròn.",
    "Range: the middle 90 % of {draws} draws, each weight off by up to ±{spread}, seed {seed}; ranked on totals "
    "before rounding.",
)
_TO_RANK, _TO_POINTS = Label("Để đạt hạng {}:", "To reach rank {}:"), Label("Để đạt {} điểm:", "To reach {} points:")
_REACH_HEADERS = (
    Label("Riêng mục này", "This line alone"),
    Label("Hiện có", "Now"),
    Label("Cần", "Needed"),
    Label("Khi đó", "Then"),
    Label("Kết luận", "Verdict"),
)
_COMPARED = Label(
    "Đặt cạnh bảng tiêu chí khác: hạng (điểm), ▲ lên, ▼ xuống", "Beside others: rank (total), ▲ up, ▼ down"
)
_LAYER_HEADERS = (
    Label("Tự chấm", "Self-scored"),
    Label("Thẩm định", "Reviewed"),
    Label("Quyết định", "Decided"),
    Label("Lý do", "Reason"),
)
_DIFFERENT = Label(
    "{different} trong {whole} dòng điểm khác nhau giữa các bước chấm.",
    "{different} of {whole} lines differ between layers.",
)
_BOLD, _DIM = "bold", "dim"


def print_heading(scoring: Scoring, language: Language) -> None:
    """What was scored, by which scheme; a made one says so."""
    scheme = scoring.scheme
    label = plain(scheme.label.text(language))
    click.echo(title_of(scoring, language))
    told = [_SCHEME.text(language).format(label=label, code=scheme.code, version=scheme.version)]
    told += [_MADE.text(language)] if scheme.origin == "made" else []
    click.echo(" ".join(told))


def print_ranks(words: pl.DataFrame, ranges: pl.DataFrame | None, language: Language) -> None:
    """The ranks of each rank group, and their ranges where there are some.

    Args:
        words: Ranks in words.
        ranges: The range of ranks of each unit that has one; where nobody has, none are shown.
        language: ``vi`` or ``en``.
    """
    if ranges is not None and ranges.is_empty():
        ranges = None
    found = {} if ranges is None else {_key(row): row for row in ranges.iter_rows(named=True)}
    for (group,), of_group in words.group_by("rank_group", maintain_order=True):
        click.echo(f"\n{plain(str(group))}")
        headers = [_RANK, _UNIT, _TOTAL, _GAP]
        texts = [each.text(language) for each in headers]
        if ranges is not None:
            texts += [_RANGE.text(language), _FIRST.text(language), _TOP.text(language).format(ranges["places"][0])]
        rows = [
            [
                *(each["rank_text"], plain(each["unit_name"]), each["total_text"], each["gap_text"]),
                *([] if ranges is None else _range(found.get(_key(each)), language)),
                plain(text_of(each["note"])),
            ]
            for each in of_group.iter_rows(named=True)
        ]
        print_table([*texts, _NOTE.text(language)], rows)


def print_range_note(ranges: pl.DataFrame, spread: Spread, seed: int, language: Language) -> None:
    """How the ranges came about."""
    if ranges.is_empty():
        return
    varied = format_value(spread.share, Unit.SHARE, language)
    draws = format_number(ranges["draws"][0], language)
    click.echo(_RANGE_NOTE.text(language).format(draws=draws, spread=varied, seed=seed))


def print_account(account: ScoreAccount, language: Language) -> None:
    """The lines of one total, and the total."""
    lines = account_in_words(account.lines, language)
    rows = [[plain(each) for each in row] for row in lines.select("name", "points_text", "how").iter_rows()]
    why = "" if account.reason is None else account.reason.text(language)
    total = [_TOTAL.text(language), format_value(account.total, Unit.POINT, language), plain(why)]
    click.echo()
    print_table(_texts((_LINE, _POINTS, _HOW), language), [*rows, total], [*[""] * len(rows), _BOLD])


def print_reach(
    scheme: Scheme, found: pl.DataFrame, rank: int | None, points: float | None, language: Language
) -> None:
    """What each line alone would have to come to for a rank or so many points."""
    goal = (
        _TO_RANK.text(language).format(rank)
        if points is None
        else _TO_POINTS.text(language).format(number(points, language))
    )
    click.echo(f"\n{goal}")
    words = reach_in_words(found, scheme, language)
    texts = words.select("name", "actual_text", "needed_text", "then_text", "verdict_text")
    rows = [[plain(name), *others] for name, *others in texts.iter_rows()]
    print_table(_texts(_REACH_HEADERS, language), rows, ["" if each else _DIM for each in found["reached"]])


def print_compared(compared: pl.DataFrame, departments: Mapping[str, Label], language: Language) -> None:
    """Ranks and totals of every way of scoring, one column each."""
    ways = compared["way"].unique(maintain_order=True).to_list()
    cells = {(*_key(row), row["way"]): _stand(row, language) for row in compared.iter_rows(named=True)}
    units = compared.select(UNIT).unique(maintain_order=True)
    names = unit_names(units, language, departments=departments)
    rows = [
        [plain(name), *(cells.get((*unit, way), MISSING) for way in ways)]
        for name, unit in zip(names, units.iter_rows(), strict=True)
    ]
    click.echo(f"\n{_COMPARED.text(language)}")
    print_table([_UNIT.text(language), *map(plain, ways)], rows)


def print_differences(
    scheme: Scheme, differences: pl.DataFrame, departments: Mapping[str, Label], language: Language
) -> None:
    """The lines whose points are not the same in all layers, with the reasons that were given."""
    named = differences.with_columns(name=unit_names(differences, language, departments=departments))
    changed = pl.any_horizontal(pl.col("review_change", "decision_change").fill_null(0) != 0)
    layers = [pl.col(each).is_null() for each in ("self", "reviewed", "decided")]
    lacking = pl.any_horizontal(layers) & ~pl.all_horizontal(layers)
    shown = named.filter(changed | lacking)
    click.echo()
    if shown.height:
        headers = _texts((_UNIT, _LINE, *_LAYER_HEADERS), language)
        print_table(headers, [_layers(scheme, each, language) for each in shown.iter_rows(named=True)])
    click.echo(_DIFFERENT.text(language).format(different=shown.height, whole=differences.height))


def _key(row: Mapping[str, Any]) -> tuple[str, str | None]:
    return row["department"], row["unit"]


def _range(row: Mapping[str, Any] | None, language: Language) -> list[str]:
    if row is None:
        return [MISSING] * 3
    lowest, highest = (format_number(row[each], language, decimals=1) for each in ("lowest", "highest"))
    shares = [format_value(row[each], Unit.SHARE, language) for each in ("first", "top")]
    return [lowest if lowest == highest else f"{lowest}–{highest}", *shares]


def _stand(row: Mapping[str, Any], language: Language) -> str:
    if row["rank"] is None:
        return MISSING
    rank, total = format_number(row["rank"], language, decimals=1), format_value(row["total"], Unit.POINT, language)
    shift = row["shift"] or 0
    moved = format_number(abs(shift), language, decimals=1)
    return f"{rank} ({total})" + (f" ▲{moved}" if shift > 0 else f" ▼{moved}" if shift < 0 else "")


def _layers(scheme: Scheme, row: Mapping[str, Any], language: Language) -> list[str]:
    points = [format_value(row[each], Unit.POINT, language) for each in ("self", "reviewed", "decided")]
    return [plain(row["name"]), plain(line_name(scheme, row["code"], language)), *points, plain("; ".join(_why(row)))]


def _why(row: Mapping[str, Any]) -> Iterator[str]:
    return (row[each] for each in ("reviewed_reason", "decided_reason") if row[each] is not None)


def _texts(labels: Sequence[Label], language: Language) -> list[str]:
    return [each.text(language) for each in labels]
