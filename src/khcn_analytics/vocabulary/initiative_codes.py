"""Code lists of initiatives.

An initiative is recognised once, at grassroots level; a wider *scope of influence* may be
recognised later. Counting both as initiatives would count one initiative twice.
"""

from khcn_analytics.vocabulary.codes import Code, CodeList
from khcn_analytics.vocabulary.labels import Label

INITIATIVE_FIELDS = CodeList(
    Label("loại giải pháp", "kind of solution"),
    (
        Code("technical", Label("giải pháp kỹ thuật", "technical solution"), ("kỹ thuật",)),
        Code("management", Label("giải pháp quản lý", "management solution"), ("quản lý",)),
        Code("operations", Label("giải pháp tác nghiệp", "operational solution"), ("tác nghiệp",)),
        Code(
            "technology_application",
            Label("giải pháp ứng dụng tiến bộ kỹ thuật", "application of technical progress"),
            ("ứng dụng tiến bộ kỹ thuật",),
        ),
    ),
    source="Nghị định 13/2012/NĐ-CP",
)

INITIATIVE_SCOPES = CodeList(
    Label("phạm vi ảnh hưởng", "scope of influence"),
    (
        Code("provincial", Label("cấp tỉnh", "provincial"), ("tỉnh", "trong tỉnh", "cấp tỉnh, bộ")),
        Code("national", Label("toàn quốc", "national"), ("cả nước",)),
    ),
    source="Luật 06/2022/QH15; Nghị định 98/2023/NĐ-CP",
)
