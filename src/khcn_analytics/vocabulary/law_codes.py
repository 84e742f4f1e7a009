"""Words of judging by law: how sure a rule is, and what is concluded about a proposal."""

from typing import Literal

from khcn_analytics.vocabulary.labels import Label

FIRST_YEAR, LAST_YEAR = 1945, 2200
"""The years that awards can be of."""

Confidence = Literal["verified", "likely", "unverified"]
CONFIDENCE_LABELS: dict[Confidence, Label] = {
    "verified": Label("đã đối chiếu", "verified"),
    "likely": Label("có khả năng đúng", "likely"),
    "unverified": Label("chưa kiểm chứng", "unverified"),
}

Verdict = Literal["eligible", "not_eligible", "unknown"]
VERDICT_LABELS: dict[Verdict, Label] = {
    "eligible": Label("đủ điều kiện", "eligible"),
    "unknown": Label("chưa xét được", "unknown"),
    "not_eligible": Label("chưa đủ điều kiện", "not eligible"),
}
"""In the order in which proposals are listed."""
