"""Code lists of administrative dossiers. Whether one is late follows from its dates and is no result."""

from khcn_analytics.vocabulary.codes import Code, CodeList
from khcn_analytics.vocabulary.labels import Label

DOSSIER_FIELDS = CodeList(
    Label("lĩnh vực thủ tục hành chính", "field of administrative procedures"),
    (
        Code(
            "radiation",
            Label("an toàn bức xạ, hạt nhân", "radiation and nuclear safety"),
            ("an toàn bức xạ", "an toàn bức xạ và hạt nhân", "năng lượng nguyên tử", "bức xạ", "radiation safety"),
        ),
        Code(
            "standards_measurement_quality",
            Label("tiêu chuẩn đo lường chất lượng", "standards, measurement and quality"),
            ("tiêu chuẩn - đo lường - chất lượng", "TĐC", "TCĐLCL", "đo lường", "đo lường chất lượng"),
        ),
        Code(
            "technology",
            Label("công nghệ", "technology"),
            ("quản lý công nghệ", "chuyển giao công nghệ", "công nghệ cao", "thẩm định công nghệ"),
        ),
        Code(
            "intellectual_property",
            Label("sở hữu trí tuệ", "intellectual property"),
            ("SHTT", "sở hữu công nghiệp"),
        ),
        Code(
            "st_activities",
            Label("hoạt động KH&CN", "S&T activities"),
            ("hoạt động khoa học và công nghệ", "khoa học và công nghệ", "KH&CN"),
        ),
        Code(
            "information_technology",
            Label("công nghệ thông tin, chuyển đổi số", "information technology and digital transformation"),
            ("công nghệ thông tin", "CNTT", "chuyển đổi số", "công nghiệp công nghệ số"),
        ),
        Code(
            "post_telecommunications",
            Label("bưu chính, viễn thông", "post and telecommunications"),
            ("bưu chính", "viễn thông", "viễn thông và Internet", "tần số vô tuyến điện"),
        ),
        Code("other", Label("khác", "other"), ("lĩnh vực khác",)),
    ),
    source="danh mục thủ tục hành chính của các Sở KH&CN",
)

DOSSIER_RESULTS = CodeList(
    Label("kết quả giải quyết", "result"),
    (
        Code(
            "granted",
            Label("đã cấp", "granted"),
            (
                *("đã giải quyết", "giải quyết", "đồng ý", "chấp thuận", "được cấp", "cấp", "cấp phép", "resolved"),
                *("đã cấp phép", "đã trả kết quả", "trả kết quả", "cấp mới", "gia hạn"),
            ),
        ),
        Code("refused", Label("từ chối", "refused"), ("từ chối giải quyết", "không cấp", "không đủ điều kiện")),
        Code("withdrawn", Label("rút hồ sơ", "withdrawn"), ("công dân rút", "xin rút", "tổ chức rút hồ sơ", "rút")),
        Code("returned", Label("trả lại", "returned"), ("trả lại hồ sơ", "hồ sơ trả lại", "trả hồ sơ", "trả bổ sung")),
    ),
    source="báo cáo của các Sở KH&CN",
)
