"""Code lists of emulation and commendation.

Emulation titles (danh hiệu thi đua) and forms of commendation (hình thức khen thưởng) are different
in law and are two lists; a record names one award of either.
"""

from khcn_analytics.vocabulary.codes import Code, CodeList
from khcn_analytics.vocabulary.labels import Label

_LAWS = "Luật 06/2022/QH15 (từ 01/01/2024); trước đó Luật 15/2003/QH11"

AWARD_CATEGORIES = CodeList(
    Label("loại khen thưởng", "category of award"),
    (
        Code("title", Label("danh hiệu thi đua", "emulation title"), ("danh hiệu", "thi đua")),
        Code("commendation", Label("hình thức khen thưởng", "form of commendation"), ("khen thưởng", "hình thức")),
    ),
    source=_LAWS,
)

EMULATION_TITLES = CodeList(
    Label("danh hiệu thi đua", "emulation title"),
    (
        Code(
            "advanced_labour",
            Label("Lao động tiên tiến", "advanced labourer"),
            ("LĐTT", "danh hiệu Lao động tiên tiến", "Chiến sĩ tiên tiến"),
        ),
        Code(
            "emulation_fighter_grassroots",
            Label("Chiến sĩ thi đua cơ sở", "grassroots emulation fighter"),
            ("CSTĐCS", "CSTĐ cơ sở", "CSTĐ cấp cơ sở", "Chiến sĩ thi đua cấp cơ sở"),
        ),
        Code(
            "emulation_fighter_provincial",
            Label("Chiến sĩ thi đua bộ, ban, ngành, tỉnh", "emulation fighter of a ministry or province"),
            (
                *("CSTĐ tỉnh", "CSTĐ cấp tỉnh", "CSTĐ bộ", "CSTĐ cấp bộ", "Chiến sĩ thi đua tỉnh"),
                *("Chiến sĩ thi đua cấp tỉnh", "Chiến sĩ thi đua bộ", "Chiến sĩ thi đua cấp bộ"),
                *("Chiến sĩ thi đua cấp bộ, cấp tỉnh", "Chiến sĩ thi đua bộ, tỉnh"),
            ),
        ),
        Code(
            "emulation_fighter_national",
            Label("Chiến sĩ thi đua toàn quốc", "national emulation fighter"),
            ("CSTĐTQ", "CSTĐ toàn quốc"),
        ),
        Code(
            "advanced_labour_collective",
            Label("Tập thể lao động tiên tiến", "advanced labour collective"),
            ("TTLĐTT", "Tập thể LĐTT", "Đơn vị tiên tiến"),
        ),
        Code(
            "excellent_labour_collective",
            Label("Tập thể lao động xuất sắc", "excellent labour collective"),
            ("TTLĐXS", "Tập thể LĐXS", "Đơn vị quyết thắng"),
        ),
        Code(
            "emulation_flag_provincial",
            Label("Cờ thi đua của bộ, ban, ngành, tỉnh", "emulation flag of a ministry or province"),
            (
                *("Cờ thi đua tỉnh", "Cờ thi đua cấp tỉnh", "Cờ thi đua của UBND tỉnh", "Cờ thi đua UBND tỉnh"),
                *("Cờ thi đua của Bộ", "Cờ thi đua cấp bộ", "Cờ thi đua của Bộ KH&CN"),
            ),
        ),
        Code(
            "emulation_flag_government",
            Label("Cờ thi đua của Chính phủ", "emulation flag of the Government"),
            ("Cờ thi đua Chính phủ", "Cờ Chính phủ"),
        ),
    ),
    source=_LAWS,
)

COMMENDATIONS = CodeList(
    Label("hình thức khen thưởng", "form of commendation"),
    (
        Code(
            "order",
            Label("Huân chương", "order"),
            (
                *("Huân chương Lao động", "Huân chương Lao động hạng Nhất", "Huân chương Lao động hạng Nhì"),
                *("Huân chương Lao động hạng Ba", "Huân chương Độc lập"),
            ),
        ),
        Code("medal", Label("Huy chương", "medal"), ("Huy chương Hữu nghị",)),
        Code(
            "state_honour",
            Label("Danh hiệu vinh dự nhà nước", "state honorary title"),
            ("Anh hùng Lao động", "Danh hiệu vinh dự"),
        ),
        Code("ho_chi_minh_prize", Label("Giải thưởng Hồ Chí Minh", "Hồ Chí Minh Prize")),
        Code("state_prize", Label("Giải thưởng Nhà nước", "State Prize")),
        Code(
            "commemorative_medal",
            Label("Kỷ niệm chương, Huy hiệu", "commemorative medal or badge"),
            ("Kỷ niệm chương", "KNC", "Huy hiệu", "Kỷ niệm chương Vì sự nghiệp KH&CN"),
        ),
        Code(
            "prime_minister_merit",
            Label("Bằng khen của Thủ tướng Chính phủ", "Prime Minister's certificate of merit"),
            ("Bằng khen Thủ tướng", "Bằng khen của Thủ tướng", "Bằng khen TTg", "Bằng khen Thủ tướng Chính phủ"),
        ),
        Code(
            "provincial_merit",
            Label("Bằng khen của bộ, ban, ngành, tỉnh", "certificate of merit of a ministry or province"),
            (
                *("Bằng khen tỉnh", "Bằng khen cấp tỉnh", "Bằng khen UBND tỉnh", "Bằng khen của UBND tỉnh"),
                *("Bằng khen của Chủ tịch UBND tỉnh", "Bằng khen Chủ tịch UBND tỉnh"),
                *("Bằng khen của Bộ", "Bằng khen cấp bộ", "Bằng khen của Bộ trưởng", "Bằng khen của Bộ KH&CN"),
            ),
        ),
        Code(
            "director_commendation",
            Label("Giấy khen của Giám đốc Sở", "department director's certificate of commendation"),
            ("Giấy khen Giám đốc Sở", "Giấy khen Giám đốc", "Giấy khen cấp sở", "Giấy khen của Sở"),
        ),
        Code(
            "district_commendation",
            Label("Giấy khen của Chủ tịch UBND cấp huyện", "district chairman's certificate of commendation"),
            ("Giấy khen cấp huyện", "Giấy khen UBND huyện", "Giấy khen của Chủ tịch UBND huyện"),
        ),
        Code(
            "commune_commendation",
            Label("Giấy khen của Chủ tịch UBND cấp xã", "commune chairman's certificate of commendation"),
            ("Giấy khen cấp xã", "Giấy khen UBND xã", "Giấy khen của Chủ tịch UBND xã"),
        ),
    ),
    source=_LAWS,
)

AWARDS_OF_BOTH_LISTS = CodeList(
    Label("danh hiệu, hình thức khen thưởng", "title or commendation"),
    (*EMULATION_TITLES.entries, *COMMENDATIONS.entries),
    source=_LAWS,
)

CATEGORY_OF_AWARD: dict[str, str] = {
    **dict.fromkeys(EMULATION_TITLES.codes, "title"),
    **dict.fromkeys(COMMENDATIONS.codes, "commendation"),
}

TITLES_OF_COLLECTIVES = frozenset(
    {
        "advanced_labour_collective",
        "excellent_labour_collective",
        "emulation_flag_provincial",
        "emulation_flag_government",
    }
)
TITLES_OF_INDIVIDUALS = frozenset(EMULATION_TITLES.codes) - TITLES_OF_COLLECTIVES

AWARD_AUTHORITIES = CodeList(
    Label("cấp quyết định khen thưởng", "who decides the award"),
    (
        Code(
            "department_director",
            Label("Giám đốc Sở", "department director"),
            ("Sở", "cấp sở", "Giám đốc Sở KH&CN", "Thủ trưởng đơn vị"),
        ),
        Code(
            "commune_chairman", Label("Chủ tịch UBND cấp xã", "commune chairman"), ("UBND xã", "Chủ tịch UBND xã", "xã")
        ),
        Code(
            "district_chairman",
            Label("Chủ tịch UBND cấp huyện", "district chairman"),
            ("UBND huyện", "Chủ tịch UBND huyện", "huyện"),
        ),
        Code(
            "provincial_chairman",
            Label("Chủ tịch UBND tỉnh", "provincial chairman"),
            ("UBND tỉnh", "tỉnh", "cấp tỉnh", "Chủ tịch UBND tỉnh, thành phố", "Chủ tịch UBND thành phố"),
        ),
        Code(
            "minister",
            Label("Bộ trưởng, thủ trưởng ban, ngành", "minister or head of a central agency"),
            ("Bộ", "cấp bộ", "Bộ trưởng", "Bộ trưởng Bộ KH&CN", "Bộ KH&CN"),
        ),
        Code(
            "prime_minister",
            Label("Thủ tướng Chính phủ", "Prime Minister"),
            ("Thủ tướng", "Chính phủ", "TTg"),
        ),
        Code("president", Label("Chủ tịch nước", "President"), ("nhà nước",)),
    ),
    source="Luật 06/2022/QH15; báo cáo của các Sở KH&CN (Giám đốc Sở); cấp huyện đến 30/6/2025",
)

_DEPARTMENT = frozenset({"department_director"})
_PROVINCE_OR_MINISTRY = frozenset({"provincial_chairman", "minister"})
_PRIME_MINISTER = frozenset({"prime_minister"})
_PRESIDENT = frozenset({"president"})

DECIDED_BY: dict[str, frozenset[str]] = {
    "advanced_labour": _DEPARTMENT,
    "emulation_fighter_grassroots": _DEPARTMENT,
    "emulation_fighter_provincial": _PROVINCE_OR_MINISTRY,
    "emulation_fighter_national": _PRIME_MINISTER,
    "advanced_labour_collective": _DEPARTMENT,
    "excellent_labour_collective": _PROVINCE_OR_MINISTRY,
    "emulation_flag_provincial": _PROVINCE_OR_MINISTRY,
    "emulation_flag_government": _PRIME_MINISTER,
    "order": _PRESIDENT,
    "medal": _PRESIDENT,
    "state_honour": _PRESIDENT,
    "ho_chi_minh_prize": _PRESIDENT,
    "state_prize": _PRESIDENT,
    "commemorative_medal": _PROVINCE_OR_MINISTRY,
    "prime_minister_merit": _PRIME_MINISTER,
    "provincial_merit": _PROVINCE_OR_MINISTRY,
    "director_commendation": _DEPARTMENT,
    "district_commendation": frozenset({"district_chairman"}),
    "commune_commendation": frozenset({"commune_chairman"}),
}
"""Award -> who may decide it, inside a department's reach, see :data:`DECIDED_BY_SOURCE`.

What Decree 152/2025 moved from one level to another could not be read, so a record that says
otherwise is questioned and not refused.
"""
DECIDED_BY_SOURCE = (
    "Luật 06/2022/QH15 (từ 01/01/2024), trước đó Luật 15/2003/QH11; báo cáo của các Sở KH&CN 2020–2022; "
    "chưa đối chiếu phân cấp theo Nghị định 152/2025/NĐ-CP (từ 01/7/2025)"
)

RECIPIENT_KINDS = CodeList(
    Label("loại đối tượng", "kind of recipient"),
    (
        Code("collective", Label("tập thể", "collective"), ("đơn vị", "tập thể nhỏ", "tập thể phòng, đơn vị")),
        Code("enterprise", Label("doanh nghiệp", "enterprise"), ("tập thể doanh nghiệp", "tập thể là doanh nghiệp")),
        Code("household", Label("hộ gia đình", "household"), ("gia đình",)),
        Code(
            "leader_ministry_province",
            Label("lãnh đạo cấp bộ, tỉnh trở lên", "leader of a ministry or province or above"),
            ("lãnh đạo cấp bộ, cấp tỉnh", "lãnh đạo tỉnh"),
        ),
        Code(
            "leader_department",
            Label("lãnh đạo cấp vụ, sở, ngành", "leader of a department"),
            ("lãnh đạo sở", "lãnh đạo cấp sở", "Giám đốc, Phó Giám đốc Sở"),
        ),
        Code("entrepreneur", Label("doanh nhân", "entrepreneur")),
        Code(
            "leader_other",
            Label("lãnh đạo khác từ phó phòng trở lên", "other leader, deputy head of division or above"),
            ("các cấp lãnh đạo từ phó phòng trở lên", "lãnh đạo phòng", "lãnh đạo cấp phòng", "lãnh đạo khác"),
        ),
        Code(
            "direct_worker",
            Label("người trực tiếp công tác, lao động", "direct worker"),
            ("người trực tiếp", "người lao động trực tiếp", "công chức, viên chức, người lao động"),
        ),
        Code(
            "individual",
            Label("cá nhân, chưa rõ nhóm", "individual, group not stated"),
            ("cá nhân",),
        ),
    ),
    source="mẫu thống kê khen thưởng của cơ quan nhà nước (tập thể, hộ gia đình và các nhóm cá nhân)",
)

COLLECTIVE_KINDS = frozenset({"collective", "enterprise"})
INDIVIDUAL_KINDS = frozenset(RECIPIENT_KINDS.codes) - COLLECTIVE_KINDS - {"household"}
LEADER_KINDS = frozenset({"leader_ministry_province", "leader_department", "leader_other"})

AWARD_MODES = CodeList(
    Label("phương thức khen thưởng", "mode of award"),
    (
        Code("regular", Label("công trạng (thường xuyên)", "by merit"), ("thường xuyên", "công trạng", "hằng năm")),
        Code("thematic", Label("chuyên đề", "thematic"), ("theo đợt", "theo chuyên đề", "theo đợt, chuyên đề")),
        Code("unscheduled", Label("đột xuất", "unscheduled")),
        Code("external", Label("đối ngoại", "external relations")),
        Code("devotion", Label("cống hiến", "devotion"), ("quá trình cống hiến",)),
        Code("service_years", Label("niên hạn", "years of service"), ("theo niên hạn",)),
        Code("resistance", Label("kháng chiến", "resistance war"), ("thành tích kháng chiến",)),
    ),
    source="Luật 06/2022/QH15; mẫu thống kê khen thưởng của cơ quan nhà nước",
)

AWARD_STATUSES = CodeList(
    Label("trạng thái khen thưởng", "status of the award"),
    (
        Code("proposed", Label("đề nghị", "proposed"), ("đang đề nghị", "đề xuất", "đang xét", "đã trình", "trình")),
        Code(
            "granted",
            Label("đã khen thưởng", "granted"),
            ("được tặng", "đã tặng", "được khen thưởng", "đã công nhận", "được công nhận", "đã quyết định"),
        ),
        Code("revoked", Label("đã thu hồi", "revoked"), ("thu hồi", "bị thu hồi", "hủy bỏ", "bị hủy bỏ")),
    ),
    source="Luật 06/2022/QH15 (hủy bỏ quyết định khen thưởng do kê khai gian dối)",
)
