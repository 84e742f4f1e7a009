"""Code lists of scoring: who gave the points, and whether a bonus or penalty counts."""

from khcn_analytics.vocabulary.codes import Code, CodeList
from khcn_analytics.vocabulary.labels import Label

SCORE_LAYERS = CodeList(
    Label("bước chấm", "layer of scoring"),
    (
        Code(
            "self",
            Label("tự chấm", "self-scored"),
            ("tự chấm điểm", "đơn vị tự chấm", "điểm tự chấm", "tự đánh giá", "đơn vị tự đánh giá"),
        ),
        Code(
            "reviewed",
            Label("thẩm định", "reviewed"),
            (
                *("điểm thẩm định", "phúc tra", "phúc tra, thẩm định", "thẩm định, phúc tra"),
                *("trưởng khối thẩm định", "khối thẩm định", "cụm, khối thẩm định", "tổ thẩm định"),
            ),
        ),
        Code(
            "decided",
            Label("quyết định", "decided"),
            ("điểm quyết định", "hội đồng quyết định", "hội đồng chấm", "hội đồng", "kết luận", "điểm chính thức"),
        ),
    ),
    source="Hướng dẫn 804/HD-SNV ngày 18/7/2018 của Sở Nội vụ Thừa Thiên Huế; cách làm của các khối thi đua",
)
"""From the first to the last: each comes after those before it."""

SCORE_EVENT_STATUSES = CodeList(
    Label("trạng thái điểm thưởng, điểm trừ", "status of the bonus or penalty"),
    (
        Code("claimed", Label("đề nghị", "claimed"), ("đang đề nghị", "đơn vị đề nghị", "đề xuất", "đang xét")),
        Code(
            "accepted",
            Label("công nhận", "accepted"),
            ("được công nhận", "đã công nhận", "chấp nhận", "được tính", "đồng ý"),
        ),
        Code(
            "rejected",
            Label("không công nhận", "rejected"),
            ("không được công nhận", "không chấp nhận", "không được tính", "bác", "không đồng ý"),
        ),
    ),
    source="Hướng dẫn 804/HD-SNV ngày 18/7/2018 của Sở Nội vụ Thừa Thiên Huế; cách làm của các khối thi đua",
)
