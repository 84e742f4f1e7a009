"""Code lists of science and technology tasks.

Levels, programmes and who manages a task are three lists, because reports cross them: a
rural-mountain project may be managed centrally or delegated to the province.
"""

from khcn_analytics.vocabulary.codes import Code, CodeList
from khcn_analytics.vocabulary.labels import Label

TASK_KINDS = CodeList(
    Label("loại nhiệm vụ", "kind of task"),
    (
        Code("topic", Label("đề tài", "research topic"), ("đề tài KH&CN", "đề tài khoa học")),
        Code("project", Label("dự án KH&CN", "S&T project"), ("dự án", "dự án khoa học và công nghệ")),
        Code("pilot_production", Label("dự án sản xuất thử nghiệm", "pilot production project"), ("dự án SXTN",)),
        Code("scheme", Label("đề án khoa học", "scientific scheme"), ("đề án",)),
        Code("programme", Label("chương trình KH&CN", "S&T programme"), ("chương trình",)),
        Code("routine", Label("nhiệm vụ thường xuyên", "routine task"), ("nhiệm vụ thường xuyên theo chức năng",)),
    ),
    source="Thông tư 07/2014/TT-BKHCN; báo cáo của các Sở KH&CN",
)

TASK_LEVELS = CodeList(
    Label("cấp quản lý", "level"),
    (
        Code("national", Label("cấp quốc gia", "national"), ("quốc gia", "cấp nhà nước")),
        Code("ministry", Label("cấp bộ", "ministry"), ("bộ", "cấp bộ, ngành", "bộ, ngành")),
        Code("provincial", Label("cấp tỉnh", "provincial"), ("tỉnh", "cấp tỉnh, thành phố", "cấp thành phố")),
        Code("grassroots", Label("cấp cơ sở", "grassroots"), ("cơ sở",)),
    ),
    source="Luật 29/2013/QH13; Thông tư 15/2018/TT-BKHCN, biểu 04/KHCN-NV",
)

TASK_PROGRAMMES = CodeList(
    Label("chương trình", "programme"),
    (
        Code("rural_mountain", Label("nông thôn miền núi", "rural and mountainous areas"), ("NTMN",)),
        Code(
            "urgent_local",
            Label("cấp thiết địa phương", "urgent local task"),
            ("cấp thiết mới phát sinh ở địa phương",),
        ),
        Code("national_product", Label("sản phẩm quốc gia", "national product"), ("sản phẩm quốc gia Sâm Ngọc Linh",)),
        Code("gene_fund", Label("quỹ gen", "gene fund"), ("bảo tồn nguồn gen",)),
        Code("other", Label("chương trình khác", "other programme"), ("khác",)),
    ),
    source="Thông tư 17/2015/TT-BKHCN (cấp thiết địa phương); báo cáo của các Sở KH&CN",
)

TASK_MANAGERS = CodeList(
    Label("cơ quan quản lý", "managed by"),
    (
        Code("central", Label("Trung ương quản lý", "managed centrally"), ("trung ương", "TW")),
        Code("delegated", Label("ủy quyền địa phương quản lý", "delegated to the province"), ("ủy quyền",)),
        Code("province", Label("tỉnh quản lý", "managed by the province"), ("tỉnh", "địa phương")),
    ),
    source="báo cáo của các Sở KH&CN",
)

TASK_SELECTIONS = CodeList(
    Label("hình thức lựa chọn", "selection"),
    (
        Code("open_selection", Label("tuyển chọn", "open selection")),
        Code("direct", Label("giao trực tiếp", "direct assignment"), ("xét giao trực tiếp",)),
        Code("order", Label("đặt hàng", "order"), ("đặt hàng nhiệm vụ",)),
        Code("grant", Label("tài trợ", "grant"), ("xét tài trợ",)),
    ),
    source="Luật 29/2013/QH13 (tuyển chọn, giao trực tiếp); Nghị định 267/2025/NĐ-CP, 268/2025/NĐ-CP (tài trợ, đặt hàng)",
)

TASK_OUTCOMES = CodeList(
    Label("kết quả", "outcome"),
    (
        Code("excellent", Label("xuất sắc", "excellent"), ("loại xuất sắc",)),
        Code("passed", Label("đạt", "passed"), ("khá", "đạt yêu cầu")),
        Code("failed", Label("không đạt", "failed")),
        Code("not_approved", Label("không được phê duyệt", "not approved"), ("không phê duyệt",)),
        Code(
            "no_applicant",
            Label("không có đơn vị tham gia tuyển chọn", "no applicant"),
            ("không có hồ sơ tuyển chọn", "không có hồ sơ"),
        ),
        Code("suspended", Label("đình chỉ", "suspended")),
        Code("terminated", Label("chấm dứt", "terminated"), ("chấm dứt hợp đồng",)),
    ),
    source="Thông tư 11/2014/TT-BKHCN; báo cáo của các Sở KH&CN",
)

RESEARCH_FIELDS = CodeList(
    Label("lĩnh vực nghiên cứu", "field of research"),
    (
        Code("1", Label("khoa học tự nhiên", "natural sciences")),
        Code("2", Label("khoa học kỹ thuật và công nghệ", "engineering and technology"), ("kỹ thuật và công nghệ",)),
        Code("3", Label("khoa học y, dược", "medical sciences"), ("y, dược",)),
        Code("4", Label("khoa học nông nghiệp", "agricultural sciences"), ("nông nghiệp",)),
        Code("5", Label("khoa học xã hội", "social sciences"), ("xã hội",)),
        Code("6", Label("khoa học nhân văn", "humanities"), ("nhân văn",)),
    ),
    source="Thông tư 24/2025/TT-BKHCN, cấp 1 (từ 15/12/2025); trước đó Quyết định 12/2008/QĐ-BKHCN",
)
