"""What a finding says, in both languages."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from khcn_analytics.law.results import REASON_LABELS
from khcn_analytics.law.rules import LawRule
from khcn_analytics.law.shares import most_within
from khcn_analytics.schemas.columns import column_cards
from khcn_analytics.schemas.registry import DATASETS
from khcn_analytics.vocabulary.award_codes import AWARDS_OF_BOTH_LISTS
from khcn_analytics.vocabulary.formats import format_date, format_number, format_value
from khcn_analytics.vocabulary.labels import LANGUAGES, Label, Language
from khcn_analytics.vocabulary.units import Unit

Row = Mapping[str, Any]
_Words = Callable[[LawRule, Row, Language], Mapping[str, str]]

_HELD, _BROKEN = True, False
_VERDICTS = {
    ("capped_share", _HELD): Label(
        "{numerator} {counted} / {denominator} {base}{share}: không quá {cap}.",
        "{numerator} {counted} / {denominator} {base}{share}: within {cap}.",
    ),
    ("capped_share", _BROKEN): Label(
        "{numerator} {counted} / {denominator} {base}{share}: quá {cap}, nhiều nhất là {most}.",
        "{numerator} {counted} / {denominator} {base}{share}: over {cap}, at most {most}.",
    ),
    ("as_many", _HELD): Label(
        "{numerator} {counted}, không nhiều hơn {denominator} {base}.",
        "{numerator} {counted}, no more than {denominator} {base}.",
    ),
    ("as_many", _BROKEN): Label(
        "{numerator} {counted}, nhiều hơn {denominator} {base}.",
        "{numerator} {counted}, more than {denominator} {base}.",
    ),
    ("title_chain", _HELD): Label(
        "Có {numerator} lần {needed} trong {window} năm, cần {limit}.",
        "{numerator} times {needed} within {window} years, {limit} needed.",
    ),
    ("title_chain", _BROKEN): Label(
        "Mới có {numerator} lần {needed} trong {window} năm, cần {limit}.",
        "Only {numerator} times {needed} within {window} years, {limit} needed.",
    ),
    ("rewarded_once", _HELD): Label(
        "Không ai có hai khen thưởng cùng năm, cùng phương thức.", "Nobody has two awards of one year and mode."
    ),
    ("rewarded_once", _BROKEN): Label(
        "Cùng người nhận, cùng phương thức có {numerator} khen thưởng; xem lại có phải một thành tích.",
        "One recipient has {numerator} awards of one mode; see whether they are for one achievement.",
    ),
    ("none_recorded", _HELD): Label("Không có {counted} nào từ {since}.", "No {counted} since {since}."),
    ("none_recorded", _BROKEN): Label(
        "Có {numerator} {counted} từ {since}; xem lại hình thức.",
        "{numerator} {counted} since {since}; see what they were.",
    ),
    ("author_limit", _HELD): Label(
        "Nhiều nhất {numerator} tác giả một sáng kiến, mức là {limit}.",
        "At most {numerator} authors an initiative, the limit is {limit}.",
    ),
    ("author_limit", _BROKEN): Label(
        "{numerator} tác giả, mức là {limit}.", "{numerator} authors, the limit is {limit}."
    ),
    ("batches_complete", _HELD): Label("Đủ các đợt từ 1 đến {limit}.", "All batches from 1 to {limit} are there."),
    ("batches_complete", _BROKEN): Label(
        "Có đến đợt {limit} nhưng thiếu {gaps} đợt: {subject}.", "Batches go up to {limit}, but lack {gaps}: {subject}."
    ),
}
_UNTOLD_BATCHES = Label(
    "{untold}/{denominator} sáng kiến chưa ghi đợt.", "{untold} of {denominator} initiatives tell no batch."
)
_COLUMNS = {
    "author_limit": ("initiatives", "authors"),
    "batches_complete": ("initiatives", "batch"),
    "title_chain": ("awards", "mode"),
    "rewarded_once": ("awards", "mode"),
}
"""Check -> the column without which it can't judge."""


def message(rule: LawRule, row: Row, missing: Sequence[str] = ()) -> Label:
    """What a finding says.

    Args:
        rule: The rule that was held against the records.
        row: The finding, before it has a message.
        missing: The datasets that the rule takes and that are not there.
    """
    template = _template(rule, row)
    return Label(*(template.text(each).format_map(_words(rule, row, missing, each)) for each in LANGUAGES))


def _template(rule: LawRule, row: Row) -> Label:
    if row["reason"] is not None:
        return REASON_LABELS[row["reason"]]
    if rule.check == "capped_share" and row["limit"] == 1:
        return _VERDICTS["as_many", row["holds"]]
    if rule.check == "batches_complete" and row["denominator"] is not None:
        return _UNTOLD_BATCHES
    return _VERDICTS[rule.check or "", row["holds"]]


def _words(rule: LawRule, row: Row, missing: Sequence[str], language: Language) -> Mapping[str, str]:
    """Everything a message may speak of."""
    numbers = {name: format_number(row[name], language) for name in ("numerator", "denominator", "limit")}
    words = {
        **numbers,
        "subject": row["subject"] or "",
        "parameter": f"{rule.id}.{rule.settings.get('parameter', '')}",
        "datasets": ", ".join(DATASETS[each].label.text(language).lower() for each in missing),
    }
    if rule.check in _COLUMNS:
        dataset, name = _COLUMNS[rule.check]
        words["column"] = column_cards(DATASETS[dataset].model)[name].label.text(language)
    of_check = _WORDS.get(rule.check or "")
    return words if of_check is None else {**words, **of_check(rule, row, language)}


def _words_of_share(rule: LawRule, row: Row, language: Language) -> Mapping[str, str]:
    counted, base = rule.settings["numerator"], rule.settings["denominator"]
    words = {"counted": counted[f"name_{language}"], "base": base[f"name_{language}"], "share": ""}
    if row["denominator"]:
        words["share"] = f" = {format_value(row['numerator'] / row['denominator'], Unit.SHARE, language)}"
    if row["limit"] is not None and row["denominator"] is not None:
        words["cap"] = format_value(row["limit"], Unit.SHARE, language)
        words["most"] = format_number(most_within(row["limit"], row["denominator"]), language)
    return words


def _words_of_chain(rule: LawRule, _: Row, language: Language) -> Mapping[str, str]:
    return {
        "needed": AWARDS_OF_BOTH_LISTS.label(rule.settings["needs"], language),
        "window": str(rule.settings["within_years"]),
    }


def _words_of_none(rule: LawRule, _: Row, language: Language) -> Mapping[str, str]:
    return {"counted": rule.settings[f"name_{language}"], "since": format_date(rule.first_day, language)}


def _words_of_batches(_: LawRule, row: Row, language: Language) -> Mapping[str, str]:
    told = row["numerator"] or 0
    return {
        "untold": format_number((row["denominator"] or 0) - told, language),
        "gaps": format_number((row["limit"] or 0) - told, language),
    }


_WORDS: dict[str, _Words] = {
    "capped_share": _words_of_share,
    "title_chain": _words_of_chain,
    "none_recorded": _words_of_none,
    "batches_complete": _words_of_batches,
}
