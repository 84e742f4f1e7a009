"""Code lists of figures printed in reports."""

from khcn_analytics.vocabulary.codes import Code, CodeList
from khcn_analytics.vocabulary.labels import Label

PUBLISHED_STATUSES = CodeList(
    Label("loại số liệu", "status of the figure"),
    (
        Code("actual", Label("thực hiện", "actual")),
        Code("estimate", Label("ước thực hiện", "estimate"), ("ước",)),
        Code("plan", Label("kế hoạch", "plan"), ("chỉ tiêu", "mục tiêu", "dự kiến")),
    ),
    source="báo cáo của các Sở KH&CN; công văn 630/BKHCN-KHTC năm 2024",
)

PUBLISHED_QUALIFIERS = CodeList(
    Label("mức chính xác", "qualifier"),
    (
        Code("exact", Label("đúng", "exactly")),
        Code("more_than", Label("hơn", "more than"), ("trên",)),
        Code("at_least", Label("từ … trở lên", "at least"), ("trở lên", "tối thiểu")),
        Code("at_most", Label("không quá", "at most"), ("tối đa",)),
        Code("about", Label("khoảng", "about"), ("gần",)),
    ),
    source="cách viết trong báo cáo",
)
