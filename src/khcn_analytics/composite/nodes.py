"""One row of the table that makes a composite index: an indicator, an aggregate, or a column beside them."""

from __future__ import annotations

from dataclasses import dataclass

from khcn_analytics.vocabulary.labels import Label

ROLES: dict[str, Label] = {
    "indicator": Label("chỉ tiêu có số liệu", "an indicator with data"),
    "aggregate": Label("nhóm gộp từ các chỉ tiêu hoặc nhóm con", "an aggregate of indicators or aggregates"),
    "denominator": Label("mẫu số để quy đổi chỉ tiêu (dân số, GRDP…)", "what indicators are divided by"),
    "group": Label("cột phân nhóm đơn vị (vùng, cụm, khối)", "a column that groups the units"),
}
DIRECTIONS: dict[str, Label] = {
    "higher": Label("càng cao càng tốt", "higher is better"),
    "lower": Label("càng thấp càng tốt", "lower is better"),
}


@dataclass(frozen=True, slots=True)
class Node:
    """One node of an index. What makes no sense is told by the index, all at once.

    Attributes:
        code: Name of the column in the data, or of the aggregate.
        role: One of ``ROLES``.
        parent: Code of the aggregate it belongs to; none for the one at the top, denominators and groups.
        weight: Weight among the children of the parent; only its share of their sum matters.
        direction: One of ``DIRECTIONS``; of an aggregate ``higher``, for scores are always better when higher.
        low: Lower goalpost, in the unit of the indicator (once divided by its denominator).
        high: Upper goalpost.
        target: What the indicator ought to reach.
        denominator: Code of the denominator the indicator is divided by.
        per: What it is told per: 10000 for "per 10,000 people".
        name_vi: Name in Vietnamese; the code where empty.
        name_en: Name in English; the code where empty.

    Examples:
        >>> Node("late", "indicator", "score", weight=2, direction="lower", name_vi="Hồ sơ muộn").name.vi
        'Hồ sơ muộn'
    """

    code: str
    role: str
    parent: str | None = None
    weight: float | None = 1.0
    direction: str = "higher"
    low: float | None = None
    high: float | None = None
    target: float | None = None
    denominator: str | None = None
    per: float = 1.0
    name_vi: str = ""
    name_en: str = ""

    @property
    def name(self) -> Label:
        """The name in both languages."""
        return Label(self.name_vi or self.code, self.name_en or self.code)

    @property
    def is_scored(self) -> bool:
        """Whether it has a place in the tree: an indicator or an aggregate."""
        return self.role in {"indicator", "aggregate"}
