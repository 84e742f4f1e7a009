"""Code lists of yearly reviews of single people and collectives."""

from khcn_analytics.vocabulary.codes import Code, CodeList
from khcn_analytics.vocabulary.labels import Label

REVIEW_SUBJECT_KINDS = CodeList(
    Label("đối tượng đánh giá", "who is reviewed"),
    (
        Code(
            "individual",
            Label("cá nhân", "individual"),
            (
                *("công chức", "viên chức", "người lao động", "NLĐ", "CBCCVC", "CCVC", "công chức, viên chức"),
                *("cán bộ, công chức, viên chức", "công chức, viên chức, người lao động"),
            ),
        ),
        Code(
            "collective",
            Label("tập thể", "collective"),
            ("phòng", "đơn vị", "phòng, đơn vị", "đơn vị trực thuộc", "phòng, đơn vị trực thuộc"),
        ),
    ),
    source="Nghị định 90/2020/NĐ-CP; Nghị định 335/2025/NĐ-CP (từ 01/01/2026)",
)

DISCIPLINES = CodeList(
    Label("hình thức kỷ luật", "disciplinary measure"),
    (
        Code("none", Label("không bị kỷ luật", "none"), ("không", "không có", "chưa bị kỷ luật")),
        Code("reprimand", Label("khiển trách", "reprimand"), ("kỷ luật khiển trách",)),
        Code("warning", Label("cảnh cáo", "warning"), ("kỷ luật cảnh cáo",)),
        Code("pay_cut", Label("hạ bậc lương", "pay grade lowered"), ("kỷ luật hạ bậc lương",)),
        Code("demotion", Label("giáng chức", "demotion"), ("kỷ luật giáng chức",)),
        Code("removal", Label("cách chức", "removal from office"), ("kỷ luật cách chức",)),
        Code("dismissal", Label("buộc thôi việc", "dismissal"), ("kỷ luật buộc thôi việc", "sa thải")),
    ),
    source="Nghị định 112/2020/NĐ-CP, từ nhẹ đến nặng; các hình thức từ 01/7/2025 chưa đối chiếu, mã cũ vẫn dùng được",
)
"""From none to the gravest: what is "from a warning up" follows from the order."""


def is_below(measure: str, limit: str) -> bool:
    """Whether a disciplinary measure is lighter than another.

    Examples:
        >>> is_below("reprimand", "warning"), is_below("warning", "warning"), is_below("none", "reprimand")
        (True, False, True)
    """
    return DISCIPLINES.codes.index(measure) < DISCIPLINES.codes.index(limit)
