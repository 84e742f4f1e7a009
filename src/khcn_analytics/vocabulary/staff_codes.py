"""Code lists of staff."""

from khcn_analytics.vocabulary.codes import Code, CodeList
from khcn_analytics.vocabulary.labels import Label

UNIT_KINDS = CodeList(
    Label("loại đơn vị", "kind of unit"),
    (
        Code("leadership", Label("lãnh đạo Sở", "leadership of the department"), ("Ban Giám đốc", "Lãnh đạo")),
        Code(
            "division",
            Label("phòng chuyên môn", "division"),
            ("phòng", "phòng chuyên môn, nghiệp vụ", "phòng thuộc Sở", "văn phòng", "phòng ban"),
        ),
        Code("branch", Label("chi cục", "branch"), ("chi cục trực thuộc",)),
        Code(
            "service_unit",
            Label("đơn vị sự nghiệp trực thuộc", "service unit"),
            ("đơn vị sự nghiệp", "đơn vị sự nghiệp công lập", "trung tâm", "đơn vị trực thuộc"),
        ),
    ),
    source="báo cáo của các Sở KH&CN",
)
