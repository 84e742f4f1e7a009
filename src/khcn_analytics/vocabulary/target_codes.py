"""Code lists of targets."""

from khcn_analytics.vocabulary.codes import Code, CodeList
from khcn_analytics.vocabulary.labels import Label

TARGET_OPERATORS = CodeList(
    Label("cách so với chỉ tiêu", "how a figure is held against a target"),
    (
        Code(
            "at_least",
            Label("từ … trở lên", "at least"),
            ("trở lên", "tối thiểu", "ít nhất", "không dưới", "đạt trên"),
        ),
        Code("at_most", Label("không quá", "at most"), ("tối đa", "không vượt quá", "trở xuống", "nhiều nhất")),
        Code("equal", Label("bằng", "equal to"), ("đúng", "đạt đúng")),
        Code("between", Label("trong khoảng", "between"), ("từ … đến …", "khoảng từ … đến …")),
    ),
    source="cách viết chỉ tiêu trong kế hoạch, bản đăng ký thi đua",
)
