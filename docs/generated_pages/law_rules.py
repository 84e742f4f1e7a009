"""The page of rules of law: each with its days, its source and how sure it is."""

from __future__ import annotations

from datetime import date

from generated_pages.writing import WRITTEN, both, table
from khcn_analytics.law.rules import SEVERITY_LABELS, LawRule, law_rules
from khcn_analytics.vocabulary.formats import format_date, format_number
from khcn_analytics.vocabulary.law_codes import CONFIDENCE_LABELS

_ABOUT = """\
# Các quy định đã ghi / The rules of law that are recorded

Quy định là dữ liệu (`src/khcn_analytics/law/rules.toml`), có ngày đầu, ngày cuối, căn cứ và độ chắc chắn; trang này viết ra từ
đó. Kiểm tra thế nào: [law.md](../law.md); điều chưa biết: [limits-of-the-law.md](../explanation/limits-of-the-law.md). **Không
phải tư vấn pháp lý.**
*Rules are dated data with a citation and a confidence. This is no legal advice.*

"""


def page() -> str:
    """Every rule, and how many are how sure."""
    rules = law_rules()
    counts = [
        (both(label), format_number(sum(each.confidence == confidence for each in rules)))
        for confidence, label in CONFIDENCE_LABELS.items()
    ]
    return "".join(
        [
            *(WRITTEN, _ABOUT, table(["độ chắc chắn / confidence", "số quy định / rules"], counts)),
            *(_section(each) for each in rules),
        ]
    )


def _section(rule: LawRule) -> str:
    checked = "kiểm tra trên bản ghi / checked against records" if rule.check else "chỉ liệt kê / only listed"
    lines = [
        f"- hiệu lực / in force: {_days(rule.first_day, rule.last_day)}",
        f"- mức / severity: {both(SEVERITY_LABELS[rule.severity])}; {checked}",
        f"- độ chắc chắn / confidence: **{both(CONFIDENCE_LABELS[rule.confidence])}**",
        f"- căn cứ / citation: {rule.citation}",
        *([f"- đã đọc ở / read at: {rule.seen}"] if rule.seen else []),
        *([f"- {rule.note.vi} / *{rule.note.en}*"] if rule.note else []),
    ]
    return f"\n## {rule.id}\n\n{rule.text.vi}\n*{rule.text.en}*\n\n" + "".join(f"{line}\n" for line in lines)


def _days(first: date, last: date | None) -> str:
    return f"từ {format_date(first)}" + ("" if last is None else f" đến {format_date(last)}")
