"""What is shown of rules of law, of their parameters and of eligibility. Nobody is named: notebooks are passed on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from khcn_analytics.displays.display import Display, Listing, Text, Tone
from khcn_analytics.vocabulary.award_codes import AWARDS_OF_BOTH_LISTS
from khcn_analytics.vocabulary.formats import MISSING, format_date, format_number
from khcn_analytics.vocabulary.labels import Label, Language
from khcn_analytics.vocabulary.law_codes import CONFIDENCE_LABELS, VERDICT_LABELS

if TYPE_CHECKING:
    from khcn_analytics.law.eligibility_results import Eligibility
    from khcn_analytics.law.rules import LawParameter, LawRule

_LANGUAGES: tuple[Language, Language] = ("vi", "en")
_ALL = Label("mọi sở", "every department")
_CITATION = Label("Căn cứ", "Citation")


def rule_display(rule: LawRule, severity: Label) -> Display:
    """What is shown of a rule of law."""
    since, until = ([format_date(day, each) for each in _LANGUAGES] for day in (rule.first_day, rule.last_day))
    open_end = rule.last_day is None
    facts: list[tuple[Label, Text]] = [
        (
            Label("Hiệu lực", "In force"),
            Label(f"từ {since[0]}", f"from {since[1]}")
            if open_end
            else Label(f"{since[0]} – {until[0]}", f"{since[1]} – {until[1]}"),
        ),
        (Label("Mức", "Severity"), severity),
        (_CITATION, rule.citation),
        *([(Label("Đọc tại", "Read in"), rule.seen)] if rule.seen else []),
        *([(Label("Ghi chú", "Note"), rule.note)] if rule.note else []),
        (
            Label("Kiểm tra bằng máy", "Checked by the library"),
            Label("không: bản ghi không cho biết", "no: records don't tell")
            if rule.check is None
            else Label("có", "yes"),
        ),
    ]
    rows = [
        (each.name, _number(each), each.department or _ALL, _years(each), each.citation) for each in rule.parameters
    ]
    header = (
        Label("Tham số", "Parameter"),
        Label("Mức", "Value"),
        Label("Sở", "Department"),
        Label("Năm", "Years"),
        _CITATION,
    )
    return Display(
        Label("Quy định", "Rule of law"),
        rule.text,
        code=rule.id,
        facts=facts,
        listings=[Listing(Label("Tham số", "Parameters"), header, rows, len(rows), is_open=True)],
        warning=_doubt(rule),
        tone="plain" if rule.confidence == "verified" else "look",
    )


def parameter_display(parameter: LawParameter) -> Display:
    """What is shown of a parameter of a rule."""
    return Display(
        Label("Tham số của quy định", "Parameter of a rule of law"),
        f"{parameter.rule}.{parameter.name} {'>' if parameter.over else '='} {_number(parameter)}",
        facts=[
            (Label("Sở", "Department"), parameter.department or _ALL),
            (Label("Năm", "Years"), _years(parameter)),
            *([(_CITATION, parameter.citation)] if parameter.citation else []),
        ],
    )


def eligibility_display(eligibility: Eligibility) -> Display:
    """What is shown of eligibility: counts by award and verdict, and how much of each cap is used."""
    verdicts = eligibility.verdicts
    counts = verdicts.group_by("award", "verdict", maintain_order=True).len("count")
    found = {(award, verdict): count for award, verdict, count in counts.iter_rows()}
    awards = verdicts["award"].unique(maintain_order=True)
    rows: list[tuple[Text, ...]] = [
        (_award(award), *(format_number(found.get((award, each), 0)) for each in VERDICT_LABELS)) for award in awards
    ]
    header = (Label("Danh hiệu, hình thức", "Award"), *VERDICT_LABELS.values())
    in_all = {each: verdicts.filter(verdict=each).height for each in VERDICT_LABELS}
    tone: Tone = "look" if in_all["unknown"] else "plain"
    year = eligibility.year
    return Display(
        Label("Điều kiện khen thưởng", "Eligibility"),
        Label(f"năm {year}", f"{year}"),
        facts=[(label, format_number(in_all[each])) for each, label in VERDICT_LABELS.items()],
        listings=[
            Listing(Label("Danh hiệu, hình thức", "Awards"), header, rows, len(rows), is_open=True, numbers=(1, 2, 3)),
            _quotas(eligibility.quotas),
        ],
        warning=Label(
            "Bảng chi tiết có tên người: không đăng lên trang chung.",
            "The detailed frames name people: they are not for pages that everybody sees.",
        ),
        then=["….verdicts", "….conditions", "….quotas", 'kh.write_proposals(…, "de-nghi.xlsx")'],
        tone=tone,
    )


def _quotas(quotas: pl.DataFrame) -> Listing:
    rows = [
        (
            each["rule"],
            Label(each["counted_vi"], each["counted_en"]),
            format_number(each["used"]),
            format_number(each["ceiling"]),
            format_number(each["room"]),
            Label(each["reason_vi"] or "", each["reason_en"] or ""),
        )
        for each in quotas.iter_rows(named=True)
    ]
    header = (
        Label("Quy định", "Rule"),
        Label("Đếm", "Counted"),
        Label("Đã dùng", "Used"),
        Label("Tối đa", "At most"),
        Label("Còn lại", "Room"),
        Label("Vì sao chưa có mức", "Why there is no cap"),
    )
    return Listing(Label("Tỷ lệ, số lượng tối đa", "Caps"), header, rows, len(rows), numbers=(2, 3, 4))


def _award(code: str) -> Label:
    return Label(AWARDS_OF_BOTH_LISTS.label(code), AWARDS_OF_BOTH_LISTS.label(code, "en"))


def _doubt(rule: LawRule) -> Text:
    if rule.confidence == "verified":
        return ""
    told = CONFIDENCE_LABELS[rule.confidence]
    return Label(
        f"Nội dung hoặc ngày hiệu lực {told.vi}: cần đối chiếu văn bản trước khi dùng.",
        f"Its text or days are {told.en}: compare with the document before relying on it.",
    )


def _number(parameter: LawParameter) -> str:
    if parameter.value is None:
        return MISSING
    if parameter.name in {"cap", "votes"}:
        return f"{format_number(parameter.value * 100, decimals=2)} %"
    return format_number(parameter.value, decimals=2)


def _years(parameter: LawParameter) -> Text:
    if parameter.from_year is None and parameter.to_year is None:
        return Label("mọi năm", "every year")
    return f"{parameter.from_year or '…'} – {parameter.to_year or '…'}"
