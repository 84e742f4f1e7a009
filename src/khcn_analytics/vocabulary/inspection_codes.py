"""Code lists of inspections. "Thanh tra" and "kiểm tra" are different in law and are never mixed."""

from khcn_analytics.vocabulary.codes import Code, CodeList
from khcn_analytics.vocabulary.labels import Label

INSPECTION_ACTIVITIES = CodeList(
    Label("hình thức", "activity"),
    (
        Code("inspection", Label("thanh tra", "inspection"), ("thanh tra chuyên ngành", "thanh tra hành chính")),
        Code("check", Label("kiểm tra", "check"), ("kiểm tra chuyên ngành", "kiểm tra nhà nước về chất lượng")),
        Code("survey", Label("khảo sát", "survey"), ("khảo sát chất lượng",)),
    ),
    source="Luật Thanh tra 84/2025/QH15; Nghị định 217/2025/NĐ-CP",
)

INSPECTION_FIELDS = CodeList(
    Label("lĩnh vực thanh tra, kiểm tra", "field of inspection"),
    (
        Code(
            "goods",
            Label("chất lượng, đo lường, nhãn hàng hóa", "quality, measurement and labels of goods"),
            ("chất lượng, đo lường, ghi nhãn hàng hóa", "tiêu chuẩn đo lường chất lượng"),
        ),
        Code("measurement", Label("đo lường", "measurement")),
        Code("quality", Label("chất lượng sản phẩm, hàng hóa", "product quality"), ("chất lượng",)),
        Code("labels", Label("nhãn hàng hóa", "labels of goods"), ("ghi nhãn hàng hóa",)),
        Code("radiation", Label("an toàn bức xạ, hạt nhân", "radiation safety"), ("an toàn bức xạ",)),
        Code("industrial_property", Label("sở hữu công nghiệp", "industrial property"), ("sở hữu trí tuệ",)),
        Code("technology_transfer", Label("chuyển giao công nghệ", "technology transfer")),
        Code("st_activities", Label("hoạt động KH&CN", "S&T activities"), ("hoạt động khoa học và công nghệ",)),
        Code("iso_9001", Label("hệ thống quản lý chất lượng TCVN ISO 9001", "ISO 9001 systems"), ("ISO 9001",)),
    ),
    source="báo cáo của các Sở KH&CN",
)
