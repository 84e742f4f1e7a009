"""Code lists of yearly ratings. A level is exclusive: "tốt trở lên" is two levels and no spelling of one."""

from khcn_analytics.vocabulary.codes import Code, CodeList
from khcn_analytics.vocabulary.labels import Label

RATING_SUBJECT_KINDS = CodeList(
    Label("đối tượng xếp loại", "kind of subject"),
    (
        Code("party_cell", Label("chi bộ", "Party cell"), ("chi bộ trực thuộc", "tổ chức đảng", "party cells")),
        Code("party_member", Label("đảng viên", "Party member"), ("party members",)),
        Code("civil_servant", Label("công chức", "civil servant"), ("cán bộ, công chức", "civil servants")),
        Code("public_employee", Label("viên chức", "public employee"), ("public employees",)),
        Code(
            "employee",
            Label("người lao động", "contract employee"),
            ("NLĐ", "lao động hợp đồng", "hợp đồng lao động", "employees"),
        ),
        Code(
            "individual",
            Label("công chức, viên chức nói chung", "individuals, not told apart"),
            (
                *("cá nhân", "công chức, viên chức", "CBCCVC", "CCVC", "cán bộ, công chức, viên chức"),
                *("công chức, viên chức, người lao động", "CBCCVC và NLĐ", "CCVC, NLĐ", "individuals"),
            ),
        ),
        Code(
            "collective",
            Label("tập thể", "collective"),
            ("phòng, đơn vị", "phòng", "đơn vị", "đơn vị trực thuộc", "phòng, đơn vị trực thuộc", "collectives"),
        ),
    ),
    source="báo cáo của các Sở KH&CN",
)

RATING_LEVELS = CodeList(
    Label("mức xếp loại", "level"),
    (
        Code(
            "excellent",
            Label("hoàn thành xuất sắc nhiệm vụ", "excellent"),
            ("HTXSNV", "HTXS", "HTXSNV (xuất sắc)", "hoàn thành xuất sắc", "xuất sắc", "loại xuất sắc"),
        ),
        Code(
            "good",
            Label("hoàn thành tốt nhiệm vụ", "good"),
            ("HTTNV", "HTT", "HTTNV (tốt)", "hoàn thành tốt", "tốt", "loại tốt"),
        ),
        Code("completed", Label("hoàn thành nhiệm vụ", "completed"), ("HTNV", "HT", "hoàn thành")),
        Code(
            "not_completed",
            Label("không hoàn thành nhiệm vụ", "not completed"),
            ("KHTNV", "KHT", "không hoàn thành", "chưa hoàn thành nhiệm vụ", "chưa hoàn thành"),
        ),
    ),
    source="Nghị định 90/2020/NĐ-CP; Nghị định 48/2023/NĐ-CP; Nghị định 335/2025/NĐ-CP; Quy định 366-QĐ/TW",
)
