"""What the page of emulation shows of scores: ranks, accounts, what it would take, each computed once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, cast

import polars as pl

from khcn_analytics.analysis.drawing_scores import ranks_in_words, title_of
from khcn_analytics.analysis.scoring import Scoring, score
from khcn_analytics.dashboards.emulation_choices import schemes_without_file, scored_periods
from khcn_analytics.dashboards.filters import Chosen
from khcn_analytics.dashboards.keeping import kept
from khcn_analytics.dashboards.parts.tables import Table
from khcn_analytics.dashboards.parts.words import Words
from khcn_analytics.dashboards.store import Store
from khcn_analytics.errors import WrongUseError
from khcn_analytics.indicators.registry import INDICATORS
from khcn_analytics.periods import Period, parse_period
from khcn_analytics.score_wording import account_in_words, line_name, unit_names
from khcn_analytics.scoring.account_wording import number
from khcn_analytics.scoring.reaching import REACH_REASONS
from khcn_analytics.scoring.robustness import AROUND
from khcn_analytics.scoring.schemes import Criterion, EventItem, Layer, Scheme
from khcn_analytics.store.workspace import Workspace
from khcn_analytics.vocabulary.formats import MISSING, format_date, format_number, format_value
from khcn_analytics.vocabulary.labels import LANGUAGES, Label, Language
from khcn_analytics.vocabulary.units import Unit

_ORIGINS = {
    "made": Label(
        "Bảng tiêu chí tự đặt để minh họa, không phải văn bản của cơ quan nào.",
        "A made scheme, for illustration; no authority issued it.",
    ),
    "printed": Label("Bảng tiêu chí theo văn bản đã ban hành.", "The scheme as it was issued."),
}
_SCHEME_LINES = {
    "version": Label("Phiên bản", "Version"),
    "in_force": Label("Hiệu lực", "In force"),
    "maximum": Label("Thang điểm", "Points"),
    "source": Label("Căn cứ", "Source"),
    "unscored": Label("Chưa có tổng điểm", "Without a total"),
    "elsewhere": Label("Bảng tiêu chí khác", "Other schemes"),
}
_FROM = Label("từ {}", "from {}")
_UNTIL = Label("từ {} đến {}", "{} to {}")
_MAXIMUM = Label("{} điểm nội dung", "{} points of content")
_BONUS = Label("thưởng tối đa {}", "at most {} of bonus")
_PENALTY = Label("trừ tối đa {}", "at most {} of penalty")
_NO_FILE = Label(
    "Kho có khối thi đua theo {}, không đi kèm thư viện: chấm bằng khcn score --scheme TỆP.",
    "There are rank groups of {}, which do not come with the library: score them with khcn score --scheme FILE.",
)
_UNIT, _GROUP, _RANK = Label("Đơn vị", "Unit"), Label("Khối", "Rank group"), Label("Hạng", "Rank")
_RANGE, _TOTAL = Label("Khoảng hạng", "Range of ranks"), Label("Tổng điểm", "Total")
_GAP, _NOTE = Label("Chênh với hạng sau", "To the next"), Label("Ghi chú", "Note")
_RANKS = Label("Xếp hạng theo khối", "Ranks by group")
_RANGE_NOTE = Label(
    "Khoảng hạng: trong 90 % của {draws} lần thử (bỏ 5 % ở mỗi đầu), mỗi trọng số xê dịch tới ±{spread}. Bấm tên đơn vị để xem kỹ.",
    "Range: the middle 90 % of {draws} draws, each weight off by up to ±{spread}. A name leads to its details.",
)
_ACCOUNT = Label("Vì sao {} được {} điểm", "Why {} has {} points")
_NO_ACCOUNT = Label("{}: chưa có tổng điểm", "{}: no total")
_LACKING = Label("{why}. Các dòng đã có điểm:", "{why}. The lines that have points:")
_LAYER = Label("Điểm theo bước “{}”; {}.", "Points of the layer “{}”; {}.")
_LINE, _POINTS, _HOW = Label("Nội dung", "Line"), Label("Điểm", "Points"), Label("Cách tính", "How")
_LAYERS = (Label("Tự chấm", "Self-scored"), Label("Thẩm định", "Reviewed"), Label("Quyết định", "Decided"))
_DIFFERENCES = Label("Ba bước chấm của {}", "The three layers of {}")
_DIFFERENT = Label(
    "{} dòng khác nhau giữa các bước; mọi đơn vị: {} trong {} dòng. Tệp tải về có đủ các đơn vị.",
    "{} lines differ between layers; of all units: {} of {}. Downloads hold every unit.",
)
_REACH = Label("{}: cần gì để đạt hạng {}?", "{}: what would rank {} take?")
_REACH_NOTE = Label(
    "Giả định từng dòng một, các dòng khác giữ nguyên; cả thứ hạng cũng tính lại.",
    "One line at a time is supposed, all others stay; ranks are computed again.",
)
_THERE = Label(
    "{unit} đang ở hạng {rank}, không cần gì thêm để đạt hạng {goal}. Hãy chọn hạng cao hơn hoặc đơn vị khác.",
    "{unit} stands at rank {rank}: rank {goal} takes nothing more. Choose a higher rank or another unit.",
)
_WITH_IT = (
    Label("Tổng điểm khi đó", "Total then"),
    Label("Hạng khi đó", "Rank then"),
    Label("Tổng điểm nhiều nhất", "Total at most"),
)
_REACH_HEADERS = (
    Label("Chỉ thay đổi dòng này", "This line alone"),
    Label("Hiện có", "Now"),
    Label("Cần (giả định)", "Needed (supposed)"),
    Label("Khi đó", "Then"),
    Label("Kết luận", "Verdict"),
)
_THEN = Label("{total} điểm, hạng {rank}", "{total} points, rank {rank}")
_ENOUGH, _MOST = Label("đủ", "enough"), Label("{why} (nhiều nhất {most} điểm)", "{why} ({most} points at most)")
_IN_POINTS = Label("{} điểm", "{} points")
_NO_RANKS = Label("{unit}: {why}", "{unit}: {why}")


def scoring_of(chosen: Chosen) -> Scoring:
    """The scoring that was chosen."""
    return _scoring(chosen.store, chosen["scheme"], period_of(chosen), cast("Layer", chosen["layer"]))


def period_of(chosen: Chosen) -> Period:
    """The period that is scored."""
    return parse_period(chosen["scored_period"], chosen.store.workspace.calendar)


def unit_of(chosen: Chosen) -> str | None:
    """The scored unit; ``None`` is the whole department."""
    return chosen["scored_unit"] or None


def scheme_words(chosen: Chosen) -> Words:
    """Which scheme it is and where it comes from, and who has no total."""
    scoring, language = scoring_of(chosen), chosen.language
    scheme = scoring.scheme
    elsewhere = schemes_without_file(chosen.store)
    told = {
        "version": f"{scheme.code} {scheme.version}",
        "in_force": _in_force(scheme, language),
        "maximum": _points_of(scheme, language),
        "source": scheme.source,
        "unscored": "\n".join(_without_total(scoring, language)),
        "elsewhere": _NO_FILE.text(language).format(", ".join(elsewhere)) if elsewhere else "",
    }
    return Words(
        [_ORIGINS[scheme.origin].text(language)],
        note=scheme.label.text(language),
        lines={_SCHEME_LINES[name].text(language): text for name, text in told.items() if text},
    )


def ranks(chosen: Chosen) -> Table:
    """Ranks, their ranges and totals; each unit leads to its details."""
    scoring, language = scoring_of(chosen), chosen.language
    words = ranks_in_words(scoring, language)
    found = {row["unit"]: row for row in scoring.ranges().iter_rows(named=True)}
    headers = _texts((_UNIT, _RANK, _TOTAL, _RANGE, _GAP, _GROUP, _NOTE), language)
    rows = [
        (
            row["unit_name"],
            row["rank_text"],
            row["total_text"],
            _range(found.get(row["unit"]), language),
            row["gap_text"],
            row["rank_group"],
            row["note"] or "",
        )
        for row in words.iter_rows(named=True)
    ]
    varied = format_value(AROUND.share, Unit.SHARE, language)
    draws = next((format_number(each["draws"], language) for each in found.values()), MISSING)
    return Table(
        title=f"{_RANKS.text(language)} · {title_of(scoring, language)}",
        rows=pl.DataFrame(rows, schema=dict.fromkeys(headers, pl.String), orient="row"),
        figures=_rank_figures(words, found, headers),
        note=_RANGE_NOTE.text(language).format(draws=draws, spread=varied),
        links=[chosen.address(scored_unit=each or "") for each in words["unit"]],
        numbers=headers[1:5],
        quiet=headers[5:],
    )


def account(chosen: Chosen) -> Table:
    """The account of the unit, line by line; without a total it says what is missing."""
    scoring, language = scoring_of(chosen), chosen.language
    found = scoring.explain(unit_of(chosen))
    name = chosen.told("scored_unit")
    lines = account_in_words(found.lines, language)
    headers = _texts((_LINE, _POINTS, _HOW), language)
    total = _TOTAL.text(language)
    rows = [*lines.select("name", "points_text", "how").iter_rows()]
    figures = [*lines.select("name", "points", "how").iter_rows()]
    if found.reason is None:
        title = _ACCOUNT.text(language).format(name, format_value(found.total, Unit.POINT, language))
        layer = chosen.told("layer")
        note = _LAYER.text(language).format(layer, scoring.scheme.label.text(language))
        rows.append((total, format_value(found.total, Unit.POINT, language), ""))
        figures.append((total, found.total, ""))
    else:
        title = _NO_ACCOUNT.text(language).format(name)
        why = _capital(found.reason.text(language))
        note = _LACKING.text(language).format(why=why)
        rows.append((total, MISSING, why))
    return Table(
        title=title,
        rows=pl.DataFrame(rows, schema=dict.fromkeys(headers, pl.String), orient="row"),
        figures=pl.DataFrame(
            figures, schema=dict(zip(headers, (pl.String, pl.Float64, pl.String), strict=True)), orient="row"
        ),
        note=note,
        numbers=headers[1:2],
        quiet=headers[2:],
    )


def layers(chosen: Chosen) -> Table:
    """The points of the unit in the three layers; the file holds every unit. Who gave them is not told."""
    scoring, language = scoring_of(chosen), chosen.language
    every = scoring.differences()
    line, *steps = headers = _texts((_LINE, *_LAYERS), language)
    names = unit_names(every, language, departments=scoring.workspace.departments)
    lines = pl.Series([line_name(scoring.scheme, each, language) for each in every["code"]], dtype=pl.String)
    points = zip(steps, ("self", "reviewed", "decided"), strict=True)
    figures = every.select(
        names.alias(_UNIT.text(language)), lines.alias(line), *(pl.col(name).alias(header) for header, name in points)
    )
    ours = every.select(_is(chosen)).to_series()
    texts = [
        pl.Series(
            name, [format_value(each, Unit.POINT, language) for each in figures.filter(ours)[name]], dtype=pl.String
        )
        for name in steps
    ]
    differ = every.select(_differs()).to_series()
    changes = (every.filter(ours)[name].to_list() for name in ("review_change", "decision_change"))
    return Table(
        title=_DIFFERENCES.text(language).format(chosen.told("scored_unit")),
        rows=figures.filter(ours).select(headers).with_columns(texts),
        figures=figures,
        note=_DIFFERENT.text(language).format((differ & ours).sum(), differ.sum(), every.height),
        verdicts={name: list(map(_better, each)) for name, each in zip(steps[1:], changes, strict=True)},
        numbers=steps,
    )


def reaching(chosen: Chosen) -> Table:
    """What each line alone would have to come to for the rank.

    Raises:
        WrongUseError: If the unit has no total, or stands there already.
    """
    scoring, language, goal = scoring_of(chosen), chosen.language, int(chosen["goal"])
    # What is enough comes first.
    found = scoring.reach(unit_of(chosen), rank=goal).sort("reached", descending=True, maintain_order=True)
    if (rank := scoring.ranks.filter(_is(chosen))["rank"].item()) <= goal:
        told = {name: format_number(rank, name, decimals=1) for name in LANGUAGES}
        unit = chosen.told("scored_unit")
        raise WrongUseError(*(_THERE.text(name).format(unit=unit, rank=told[name], goal=goal) for name in LANGUAGES))
    line, now, needed, then, verdict = headers = _texts(_REACH_HEADERS, language)
    rows = [_reached(scoring.scheme, each, language) for each in found.iter_rows(named=True)]
    amounts = ("actual", "needed", "supposed_total", "supposed_rank", "most")
    return Table(
        title=_REACH.text(language).format(chosen.told("scored_unit"), goal),
        rows=pl.DataFrame(rows, schema=dict.fromkeys(headers, pl.String), orient="row"),
        figures=found.select(
            pl.Series(line, [each[0] for each in rows]),
            *(
                pl.col(name).alias(header)
                for name, header in zip(amounts, (now, needed, *_texts(_WITH_IT, language)), strict=True)
            ),
            pl.Series(verdict, [each[-1] for each in rows]),
        ),
        note=_REACH_NOTE.text(language),
        verdicts={verdict: ["met" if each else None for each in found["reached"]]},
        numbers=[now, needed, then],
    )


def ranking_chart(chosen: Chosen) -> Any:
    """Ranks and their ranges when weights vary."""
    return scoring_of(chosen).ranking_chart(language=chosen.language)


def points_chart(chosen: Chosen) -> Any:
    """What each total is made of."""
    return scoring_of(chosen).points_chart(chosen.language)


def waterfall(chosen: Chosen) -> Any:
    """The total of the unit, group by group; ``None`` where it has none."""
    scoring, unit = scoring_of(chosen), unit_of(chosen)
    has_total = scoring.totals.filter(_is(chosen))["total"].item() is not None
    return scoring.waterfall(unit, language=chosen.language) if has_total else None


def rank_lines(chosen: Chosen) -> Any:
    """The ranks of the rank group of the unit over the periods there are; ``None`` of a single one."""
    scoring, period = scoring_of(chosen), period_of(chosen)
    others = [each for each in scored_periods(chosen.store, chosen["scheme"]) if each.end < period.end]
    if not others:
        return None
    group = scoring.ranks.filter(_is(chosen))["rank_group"].item()
    return scoring.bump_chart(others[::-1], group, chosen.language)


@kept
def _scoring(store: Store, scheme: str, period: Period, layer: Layer) -> Scoring:
    return score(_with_scorers(store.workspace), scheme, period, layer)


def _with_scorers(workspace: Workspace) -> Workspace:
    """The workspace with nobody named as having given points, where names were left out: points need no names."""
    entries = workspace.datasets.get("score_entries")
    if entries is None or "scored_by" in entries.columns:
        return workspace
    nobody = entries.with_columns(pl.lit(None, pl.String).alias("scored_by"))
    return replace(workspace, datasets={**workspace.datasets, "score_entries": nobody})


def _in_force(scheme: Scheme, language: Language) -> str:
    since = format_date(scheme.valid_from, language)
    if scheme.valid_to is None:
        return _FROM.text(language).format(since)
    return _UNTIL.text(language).format(since, format_date(scheme.valid_to, language))


def _points_of(scheme: Scheme, language: Language) -> str:
    caps = ((_BONUS, scheme.bonus_cap), (_PENALTY, scheme.penalty_cap))
    told = [label.text(language).format(number(cap, language)) for label, cap in caps if cap is not None]
    return ", ".join([_MAXIMUM.text(language).format(number(scheme.maximum, language)), *told])


def _without_total(scoring: Scoring, language: Language) -> list[str]:
    words = ranks_in_words(scoring, language).filter(pl.col("rank").is_null())
    return [
        _NO_RANKS.text(language).format(unit=name, why=why)
        for name, why in words.select("unit_name", "note").iter_rows()
    ]


def _range(row: Mapping[str, Any] | None, language: Language) -> str:
    if row is None:
        return MISSING
    lowest, highest = (format_number(row[each], language, decimals=1) for each in ("lowest", "highest"))
    return lowest if lowest == highest else f"{lowest}–{highest}"


def _rank_figures(
    words: pl.DataFrame, ranges: Mapping[str | None, Mapping[str, Any]], headers: list[str]
) -> pl.DataFrame:
    ends = [[ranges[each][end] if each in ranges else None for each in words["unit"]] for end in ("lowest", "highest")]
    unit, rank, total, between, gap, group, note = headers
    return words.select(
        pl.col("unit_name").alias(unit),
        pl.col("rank_group").alias(group),
        pl.col("rank").alias(rank),
        pl.Series(f"{between} (1)", ends[0], dtype=pl.Float64),
        pl.Series(f"{between} (2)", ends[1], dtype=pl.Float64),
        pl.col("total").alias(total),
        pl.col("gap").alias(gap),
        pl.col("note").alias(note),
    )


def _reached(scheme: Scheme, row: Mapping[str, Any], language: Language) -> tuple[str, ...]:
    now, needed = (_amount(scheme, row, each, language) for each in ("actual", "needed"))
    then = MISSING
    if row["supposed_total"] is not None:
        total, rank = (
            format_value(row["supposed_total"], Unit.POINT, language),
            format_number(row["supposed_rank"], language, decimals=1),
        )
        then = _THEN.text(language).format(total=total, rank=rank)
    return line_name(scheme, row["code"], language), now, needed, then, _verdict(row, language)


def _amount(scheme: Scheme, row: Mapping[str, Any], name: str, language: Language) -> str:
    """A figure in the unit it is counted in."""
    if row[name] is None:
        return MISSING
    if row["what"] == "points":
        return _IN_POINTS.text(language).format(number(row[name], language))
    lines: list[Criterion | EventItem] = [*scheme.criteria, *scheme.events]
    indicator = next(each.indicator for each in lines if each.code == row["code"])
    return (
        number(row[name], language)
        if indicator is None
        else format_value(row[name], INDICATORS[indicator].unit, language)
    )


def _verdict(row: Mapping[str, Any], language: Language) -> str:
    if row["reached"]:
        return _ENOUGH.text(language)
    why = REACH_REASONS[row["reason"]].text(language)
    if row["most"] is None or row["reason"] != "out_of_reach":
        return why
    return _MOST.text(language).format(why=why, most=format_value(row["most"], Unit.POINT, language))


def _is(chosen: Chosen) -> pl.Expr:
    """Whether a row is that of the chosen unit."""
    return pl.col("unit").eq_missing(pl.lit(unit_of(chosen), pl.String))


def _differs() -> pl.Expr:
    """Whether a line has other points in another layer, or none in one of them."""
    changed = pl.any_horizontal(pl.col("review_change", "decision_change").fill_null(0) != 0)
    there = [pl.col(each).is_not_null() for each in ("self", "reviewed", "decided")]
    return changed | (pl.any_horizontal(there) & ~pl.all_horizontal(there))


def _better(change: float | None) -> str | None:
    return None if not change else "better" if change > 0 else "worse"


def _texts(labels: Iterable[Label], language: Language) -> list[str]:
    return [each.text(language) for each in labels]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
