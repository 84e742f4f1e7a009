import pytest

from khcn_analytics.io.tables.units import amount_unit, split_unit, unit_in_note


@pytest.mark.parametrize(
    ("text", "power"),
    [
        ("đồng", 0),
        ("VNĐ", 0),
        ("nghìn đồng", 3),
        ("ngàn đồng", 3),
        ("1.000đ", 3),
        ("1000 đồng", 3),
        ("Triệu Đồng", 6),
        ("tr.đồng", 6),
        ("trđ", 6),
        ("triệu", 6),
        ("tỷ đồng", 9),
        ("tỉ đồng", 9),
        ("nghìn tỷ đồng", 12),
    ],
)
def test_units_of_money(text, power):
    unit = amount_unit(text)

    assert unit is not None
    assert unit.power == power


@pytest.mark.parametrize("text", ["USD", "cuộc", "%", "", "1000", "nghìn USD", "đồng/năm"])
def test_what_is_no_unit_of_money(text):
    assert amount_unit(text) is None


@pytest.mark.parametrize(
    ("header", "parts"),
    [
        ("Kinh phí (triệu đồng)", ("Kinh phí", "triệu đồng")),
        ("Kinh phí - tỷ đồng", ("Kinh phí", "tỷ đồng")),
        ("Kinh phí triệu đồng", ("Kinh phí", "triệu đồng")),
        ("Số tiền phạt", None),
        ("(triệu đồng)", None),
    ],
)
def test_a_header_is_split_from_its_unit(header, parts):
    assert split_unit(header) == parts


@pytest.mark.parametrize(
    ("note", "power"),
    [
        ("ĐVT: triệu đồng", 6),
        ("Đơn vị tính: tỷ đồng; số liệu đến 31/12", 9),
        ("(Đơn vị: nghìn đồng)", 3),
        ("Đơn vị: Phòng Quản lý khoa học", None),
        ("DANH MỤC NHIỆM VỤ", None),
        ("Đơn vị: Sở X; Đơn vị tính: triệu đồng", 6),
        ("Đơn vị tính (triệu đồng)", 6),
        ("Đơn vị tính triệu đồng", 6),
        ("Số liệu tính bằng triệu đồng", 6),
        ("ĐV: nghìn đồng", 3),
        ("Đ/v tính: tỷ đồng", 9),
        ("ĐVT: triệu đồng Việt Nam", 6),
        ("ĐVT: triệu đồng - năm 2024", 6),
        ("ĐVT: 1.000đ", 3),
        ("\u0110V\u0054: tri\u00ea\u0323u \u0111\u00f4\u0300ng", 6),
        ("Đơn vị chủ trì: Trung tâm Đồng Tháp", None),
    ],
)
def test_a_note_above_a_table_may_name_the_unit_of_its_money(note, power):
    unit = unit_in_note(note)

    assert (unit.power if unit else None) == power
