"""What the page of awards shows: who may be proposed, how much of caps is used, what was granted over the years."""

from __future__ import annotations

from typing import Any

import polars as pl

from khcn_analytics import charts
from khcn_analytics.analysis.drawing import source_of
from khcn_analytics.analysis.eligibility import eligibility
from khcn_analytics.dashboards import reckoning
from khcn_analytics.dashboards.eligibility_counts import FEWEST_PEOPLE, VERDICTS, counted
from khcn_analytics.dashboards.filters import Chosen
from khcn_analytics.dashboards.keeping import kept
from khcn_analytics.dashboards.parts.tables import Table
from khcn_analytics.dashboards.store import Store
from khcn_analytics.errors import WrongUseError
from khcn_analytics.indicators.dimensions import DIMENSION_LABELS
from khcn_analytics.law.eligibility_results import Eligibility
from khcn_analytics.law.quotas import quotas as quotas_of
from khcn_analytics.periods import Period
from khcn_analytics.vocabulary.award_codes import AWARD_STATUSES, AWARDS_OF_BOTH_LISTS
from khcn_analytics.vocabulary.formats import format_value
from khcn_analytics.vocabulary.labels import Label, Language
from khcn_analytics.vocabulary.law_codes import CONFIDENCE_LABELS, VERDICT_LABELS
from khcn_analytics.vocabulary.units import Unit

_YEARS_SHOWN = 6
_INDICATORS = ("awards.titles", "awards.commendations")
_NAMED = {"reviews": "subject", "awards": "recipient"}

_AWARD = Label("Danh hiệu, hình thức", "Award")
_COUNTS = Label("Đủ điều kiện đề nghị, năm {}: số lượng", "Eligible for {}: how many")
_ALREADY = Label("đã đề nghị hoặc đã khen", "proposed or granted")
_SOURCE = Label("Căn cứ", "Source")
_NOT_VERIFIED = Label("chưa đối chiếu được điều kiện", "conditions not verified")
_COUNTS_NOTE = Label(
    "Xét theo hồ sơ đánh giá, khen thưởng, sáng kiến, nhiệm vụ đã nhập; thiếu hồ sơ là “chưa xét được”.",
    "Judged by the reviews, awards, initiatives and tasks there are; what is missing is “unknown”.",
)
_FEW_PEOPLE = Label(
    "“–”: có dưới {fewest} người được xét nên không nêu số, để không lộ kết luận về từng người.",
    "“–”: fewer than {fewest} people were judged, so no counts are told, lest they tell of each of them.",
)
_NOT_COUNTED = Label(
    "Chưa đếm được ai đủ điều kiện: hồ sơ đánh giá, khen thưởng chưa nhập, không ghi họ tên hoặc còn sai. "
    "Bàn làm việc của người lập kế hoạch (khcn studio) và lệnh khcn eligibility nói rõ thiếu gì.",
    "Who is eligible could not be counted: reviews and awards are not there, tell no names or are wrong. "
    "The planner's studio (khcn studio) and khcn eligibility say what is missing.",
)
_STUDIO_ONLY = Label(
    "Ai đủ điều kiện được xét từ hồ sơ có họ tên, nên chỉ xem được ở bàn làm việc của người lập kế hoạch "
    "(khcn studio) hoặc bằng khcn eligibility. Bảng điều khiển này không giữ họ tên.",
    "Who is eligible is judged from records with names, so it is told in the planner's studio (khcn studio) or by "
    "khcn eligibility. This dashboard holds no names.",
)
_PEOPLE = Label("Danh sách xét, năm {} (có họ tên, chỉ dùng nội bộ)", "Who was judged for {} (names people, internal)")
_PEOPLE_NOTE = Label(
    "Đủ điều kiện trước. Chọn danh hiệu ở bộ lọc; tệp tải về có đủ danh sách.",
    "Eligible first. Choose an award above; downloads hold the whole list.",
)
_PEOPLE_HEADERS = (
    Label("Cá nhân, tập thể", "Who"),
    Label("Đơn vị", "Unit"),
    _AWARD,
    Label("Kết luận", "Verdict"),
    Label("Vì sao", "Why"),
    Label("Tình trạng", "Status"),
    _SOURCE,
)
_CONDITIONS = Label(
    "Từng điều kiện, năm {} (có họ tên, chỉ dùng nội bộ)", "Each condition, {} (names people, internal)"
)
_CONDITION_HEADERS = (
    Label("Cá nhân, tập thể", "Who"),
    _AWARD,
    Label("Điều kiện", "Condition"),
    Label("Đạt", "Holds"),
    Label("Hồ sơ ghi", "Found"),
    _SOURCE,
)
_CONDITIONS_NOTE = Label(
    "Chỉ nêu điều kiện chưa đạt (✗) hoặc chưa rõ (?); tệp tải về có đủ.",
    "Only conditions that fail (✗) or are not known (?); downloads hold all.",
)
_TICKS = {True: "✓", False: "✗", None: "?"}
_QUOTAS = Label("Tỷ lệ khống chế, năm {}", "Caps of {}")
_QUOTA_HEADERS = (
    Label("Tỷ lệ", "Share of"),
    Label("Đã dùng", "Used"),
    Label("Trong đó đề nghị", "Proposed"),
    Label("Trên tổng", "Base"),
    Label("Tỷ lệ đạt", "Share"),
    Label("Mức", "Cap"),
    Label("Nhiều nhất", "At most"),
    Label("Còn", "Left"),
    Label("Kết luận", "Verdict"),
)
_OVER = Label("{counted} trên {base} ({rule})", "{counted} over {base} ({rule})")
_WITHIN, _BEYOND = Label("trong mức", "within"), Label("vượt mức", "beyond")
_BY_AWARD = Label("Khen thưởng đã quyết định, theo danh hiệu và hình thức", "Awards granted, by award")
_BY_RECIPIENT = Label("Khen thưởng đã quyết định, theo đối tượng", "Awards granted, by recipient")
_KIND = Label("Loại", "Category")
_CATEGORIES = (Label("danh hiệu", "title"), Label("hình thức", "commendation"))
_DECIDED_NOTE = Label(
    "Tính theo ngày ký quyết định, dù thành tích của năm nào.",
    "Counted by the day of the decision, whatever year they are for.",
)
_LINES = Label("Danh hiệu thi đua đã tặng, theo đối tượng", "Emulation titles granted, by recipient")
_ONE_AWARD = Label("Đã tặng qua các năm: {}", "Granted over the years: {}")
_AWARD_LINES = Label("Danh hiệu thi đua đã tặng, theo danh hiệu", "Emulation titles granted, by title")


def counts(chosen: Chosen) -> Table:
    """How many may be proposed for each award; never who."""
    language = chosen.language
    found = _of_award(_counted(chosen), chosen)
    names = [each.text(language) for each in (_AWARD, *VERDICT_LABELS.values(), _ALREADY, _SOURCE)]
    rows = found.select(
        pl.Series(names[0], [AWARDS_OF_BOTH_LISTS.label(each, language) for each in found["award"]], dtype=pl.String),
        *(pl.col(each).alias(name) for each, name in zip((*VERDICTS, "standing"), names[1:-1], strict=True)),
        pl.Series(names[-1], [_cited(row, language) for row in found.iter_rows(named=True)], dtype=pl.String),
    )
    few = [_FEW_PEOPLE.text(language).format(fewest=FEWEST_PEOPLE)] if found["judged"].null_count() else []
    return Table(
        title=_COUNTS.text(language).format(chosen.period.year),
        rows=rows,
        note="\n".join([_COUNTS_NOTE.text(language), *few]),
        quiet=names[-1:],
    )


def people(chosen: Chosen) -> Table:
    """Who may be proposed and why; for the studio alone."""
    language, found = chosen.language, judged(chosen)
    headers = [each.text(language) for each in _PEOPLE_HEADERS]
    order = list(VERDICT_LABELS)
    shown = _of_award(found.verdicts, chosen).sort(
        pl.col("verdict").replace_strict(order, range(len(order))), maintain_order=True
    )
    rows = [
        (
            row["subject"],
            row["unit"] or "",
            AWARDS_OF_BOTH_LISTS.label(row["award"], language),
            VERDICT_LABELS[row["verdict"]].text(language),
            row[f"reason_{language}"],
            "" if row["status"] is None else AWARD_STATUSES.label(row["status"], language),
            _cited(row, language),
        )
        for row in shown.iter_rows(named=True)
    ]
    looks = {"eligible": "met", "not_eligible": "missed"}
    return Table(
        title=_PEOPLE.text(language).format(found.year),
        rows=pl.DataFrame(rows, schema=dict.fromkeys(headers, pl.String), orient="row"),
        note=_PEOPLE_NOTE.text(language),
        verdicts={headers[3]: [looks.get(each) for each in shown["verdict"]]},
        quiet=[headers[4], headers[6]],
    )


def conditions(chosen: Chosen) -> Table:
    """The conditions that fail or are not known, with where they are written; for the studio alone."""
    language, found = chosen.language, judged(chosen)
    every = _of_award(found.conditions, chosen)
    headers = [each.text(language) for each in _CONDITION_HEADERS]
    holds = every["holds"].to_list()
    told = every.select(
        pl.col("subject").alias(headers[0]),
        pl.Series(headers[1], [AWARDS_OF_BOTH_LISTS.label(each, language) for each in every["award"]], dtype=pl.String),
        pl.format("{}. {}", "place", f"asks_{language}").alias(headers[2]),
        pl.Series(headers[3], [_TICKS[each] for each in holds], dtype=pl.String),
        pl.col(f"found_{language}").alias(headers[4]),
        pl.col("citation").alias(headers[5]),
    )
    lacking = told.filter(pl.col(headers[3]) != _TICKS[True])
    return Table(
        title=_CONDITIONS.text(language).format(found.year),
        rows=lacking,
        figures=told,
        note=_CONDITIONS_NOTE.text(language),
        verdicts={headers[3]: ["missed" if each == _TICKS[False] else None for each in lacking[headers[3]]]},
        quiet=headers[4:],
    )


def quotas(chosen: Chosen) -> Table:
    """How much of each cap is used and left, with its base; counts alone."""
    language, year = chosen.language, chosen.period.year
    found = _quotas(chosen.store, year)
    headers = [each.text(language) for each in _QUOTA_HEADERS]
    names = [
        _OVER.text(language).format(
            counted=row[f"counted_{language}"], base=row[f"base_name_{language}"], rule=row["rule"]
        )
        for row in found.iter_rows(named=True)
    ]
    verdicts = [_within(row, language) for row in found.iter_rows(named=True)]
    figures = found.select(
        pl.Series("name", names, dtype=pl.String),
        *("used", "proposed", "base", "share", "limit", "ceiling", "room"),
        pl.Series("verdict", verdicts, dtype=pl.String),
    )
    figures.columns = headers
    shares = [
        pl.Series(name, [format_value(each, Unit.SHARE, language) for each in figures[name]], dtype=pl.String)
        for name in headers[4:6]
    ]
    return Table(
        title=_QUOTAS.text(language).format(year),
        rows=figures.with_columns(shares),
        figures=figures.with_columns(found["citation"].alias(_SOURCE.text(language))),
        note="\n".join(f"{row['rule']}: {row['citation']}" for row in found.iter_rows(named=True)),
        verdicts={headers[-1]: [{True: "met", False: "missed"}.get(each) for each in found["holds"]]},
        numbers=headers[4:6],
    )


def award_lines(chosen: Chosen) -> Any:
    """Titles granted over the years, a line each; or one award that was chosen."""
    granted = _granted(chosen, "award")
    if not chosen["award"]:
        return _lines(granted.filter(indicator=_INDICATORS[0]), _AWARD_LINES.text(chosen.language), chosen)
    title = _ONE_AWARD.text(chosen.language).format(chosen.told("award"))
    return _lines(granted.filter(award=chosen["award"]), title, chosen)


def recipient_lines(chosen: Chosen) -> Any:
    """Titles granted over the years, a line for each kind of recipient."""
    rows = _granted(chosen, "recipient_kind").filter(indicator=_INDICATORS[0])
    return _lines(rows, _LINES.text(chosen.language), chosen)


def awards_by_form(chosen: Chosen) -> Table:
    """Titles and commendations granted in each year."""
    return _by_year(chosen, "award", _BY_AWARD)


def awards_by_recipient(chosen: Chosen) -> Table:
    """Titles and commendations granted in each year, by who got them."""
    return _by_year(chosen, "recipient_kind", _BY_RECIPIENT)


def judged(chosen: Chosen) -> Eligibility:
    """Who may be proposed for the awards of the year; it names people.

    Raises:
        WrongUseError: If the records hold no names.
    """
    if not _names_people(chosen.store):
        raise WrongUseError(_STUDIO_ONLY.vi, _STUDIO_ONLY.en)
    return _judged(chosen.store, chosen.period.year)


def _counted(chosen: Chosen) -> pl.DataFrame:
    """The counts of the year: of the records here, or those handed over where the records name nobody."""
    if _names_people(chosen.store):
        return counted(judged(chosen).verdicts)
    if chosen.store.eligible is None:
        raise WrongUseError(_NOT_COUNTED.vi, _NOT_COUNTED.en)
    return chosen.store.eligible.filter(year=chosen.period.year)


def _names_people(store: Store) -> bool:
    datasets = store.workspace.datasets
    return all(column in datasets[name].columns for name, column in _NAMED.items() if name in datasets)


@kept
def _judged(store: Store, year: int) -> Eligibility:
    return eligibility(store.workspace, year)


@kept
def _quotas(store: Store, year: int) -> pl.DataFrame:
    workspace = store.workspace
    return quotas_of(workspace.datasets, year, coverage=workspace.coverage, calendar=workspace.calendar)


def _of_award(frame: pl.DataFrame, chosen: Chosen) -> pl.DataFrame:
    return frame.filter(award=chosen["award"]) if chosen["award"] else frame


def _cited(row: dict[str, Any], language: Language) -> str:
    if row["citation"] is None:
        return _NOT_VERIFIED.text(language)
    confidence = next(label for name, label in CONFIDENCE_LABELS.items() if name == row["confidence"])
    return f"{row['citation']} ({confidence.text(language)})"


def _within(row: dict[str, Any], language: Language) -> str:
    if row["holds"] is None:
        return str(row[f"reason_{language}"])
    return (_WITHIN if row["holds"] else _BEYOND).text(language)


def _years(chosen: Chosen) -> tuple[Period, ...]:
    """The last years up to that of the period."""
    last = chosen.period.year
    every = [each for each in chosen.store.periods("year") if each.year <= last]
    return tuple(reversed(every[:_YEARS_SHOWN]))


def _granted(chosen: Chosen, dimension: str) -> pl.DataFrame:
    """What was granted by group and year, in words; groups that nothing was granted of are left out."""
    found = reckoning.analysis(chosen.store, _years(chosen), (dimension,), _INDICATORS)
    key = ["indicator", dimension]
    return found.in_words(chosen.language).filter((pl.col("value").fill_null(0) > 0).any().over(key))


def _lines(rows: pl.DataFrame, title: str, chosen: Chosen) -> Any:
    """A line a group."""
    language = chosen.language
    return charts.trend(
        rows.select("period_start", "period_name", "value", "value_text", "group_name"),
        unit=Unit.AWARD,
        title=title,
        source=source_of(chosen.store.workspace, language),
        language=language,
    )


def _by_year(chosen: Chosen, dimension: str, title: Label) -> Table:
    language = chosen.language
    names = dict(zip(_INDICATORS, (each.text(language) for each in _CATEGORIES), strict=True))
    years = {each.start: str(each.year) for each in _years(chosen)}
    head, kind = DIMENSION_LABELS[dimension].text(language), _KIND.text(language)
    figures = (
        _granted(chosen, dimension)
        .sort(pl.col("indicator").replace_strict(list(_INDICATORS), [0, 1]), "period_start", maintain_order=True)
        .select(
            pl.col("group_name").alias(head),
            pl.col("indicator").replace_strict(names, return_dtype=pl.String).alias(kind),
            pl.col("period_start").replace_strict(years, return_dtype=pl.String).alias("year"),
            "value",
        )
        .pivot("year", index=[head, kind], values="value", maintain_order=True)
    )
    return Table(
        title=title.text(language),
        rows=figures,
        note=_DECIDED_NOTE.text(language),
        quiet=[kind],
    )
