"""Schemes that documents print, written as data and scored: the results are those that the documents give."""

from scoring.building import by_unit, entered, events, scored

from khcn_analytics.scoring.scheme_text import parse_scheme

HEAD = """
code = "thu"
version = "1"
label_vi = "Bảng in sẵn"
label_en = "A printed table"
origin = "printed"
scored = "unit"
period_kind = "year"
valid_from = 2008-01-01
"""

# Ho Chi Minh City, form "Bảng biểu 4": 97 + 10 = 107; the bonus is outside of the 100 and has no cap.
FORM_4 = (
    HEAD
    + """
source = "TP. Hồ Chí Minh, Bảng biểu 4"
maximum = 100
[[groups]]
code = "A"
label_vi = "Điểm của các sở"
label_en = "Points of the departments"
maximum = 100
[[criteria]]
code = "A1"
label_vi = "Điểm trong cụm"
label_en = "Points within the cluster"
group = "A"
maximum = 100
rule = { kind = "manual" }
missing = "block"
[[events]]
code = "T1"
label_vi = "Cờ thi đua của thành phố, bộ"
label_en = "Flag of the city or a ministry"
kind = "bonus"
points_each = 10
[[events]]
code = "T2"
label_vi = "Cờ thi đua của Chính phủ"
label_en = "Flag of the Government"
kind = "bonus"
points_each = 15
"""
)

# Police emulation system (2025): four types of criterion, results rounded to two decimals.
FOUR_TYPES = (
    HEAD
    + """
source = "Đặc tả hệ thống thi đua của Công an (2025)"
maximum = 19
floor = 0
[rounding]
decimals = 2
at = ["criterion"]
[[groups]]
code = "A"
label_vi = "Tiêu chí"
label_en = "Criteria"
maximum = 19
[[criteria]]
code = "DL"
label_vi = "Định lượng"
label_en = "Quantitative"
group = "A"
maximum = 10
direction = "higher"
rule = { kind = "relative_to_best", target = 80, target_share = 0.5 }
missing = "block"
[[criteria]]
code = "DT"
label_vi = "Định tính"
label_en = "Qualitative"
group = "A"
maximum = 4
rule = { kind = "yes_no" }
missing = "block"
[[criteria]]
code = "CT"
label_vi = "Chấm thẳng"
label_en = "Counted"
group = "A"
maximum = 5
rule = { kind = "per_count", points_each = 2 }
missing = "block"
[[events]]
code = "CONG"
label_vi = "Điểm cộng"
label_en = "Bonus"
kind = "bonus"
points_each = 1
cap = 2
[[events]]
code = "TRU"
label_vi = "Điểm trừ"
label_en = "Penalty"
kind = "penalty"
points_each = 3
"""
)


def test_97_and_a_flag_are_107():
    found = scored(
        parse_scheme(FORM_4),
        ["Quận A", "Quận B"],
        entries=entered(A1={"Quận A": 97, "Quận B": 97}),
        events=events({"unit": "Quận A", "item": "T1"}, {"unit": "Quận B", "item": "T2"}),
    )

    assert by_unit(found.totals, "total") == {"Quận A": 107, "Quận B": 112}


def test_the_four_types_of_the_police():
    # T = 80, M = 10: the leader M; 95 earns 5 + 5 x 15/30; the target 5; 50 earns 5 x 50/80.
    actuals = {"W": 110, "X": 95, "Y": 80, "Z": 50}
    found = scored(
        parse_scheme(FOUR_TYPES),
        list(actuals),
        entries=entered(
            "actual",
            DL=actuals,
            DT={"W": 1, "X": 0, "Y": 1, "Z": 0},
            CT={"W": 3, "X": 2, "Y": 0, "Z": 0},
        ),
        events=events(
            {"unit": "W", "item": "CONG", "quantity": 3.0},
            {"unit": "X", "item": "TRU"},
            {"unit": "Z", "item": "TRU", "quantity": 2.0},
        ),
    )

    # W: 10 + 4 + 5 (3 x 2, at most 5) + 2 (3 x 1, at most 2); X: 7,5 + 0 + 4 - 3; Z: 3,13 - 6, not below 0.
    assert by_unit(found.totals, "total") == {"W": 21, "X": 8.5, "Y": 9, "Z": 0}
    assert found.totals.filter(unit="Z")["content"].item() == 3.13
