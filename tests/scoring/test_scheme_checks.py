import re

import pytest
from scoring.scheme_texts import SMALL, line_with

from khcn_analytics.errors import SchemeError
from khcn_analytics.scoring.scheme_checks import points_text
from khcn_analytics.scoring.scheme_text import parse_scheme

GROUP_C = '[[groups]]\ncode = "C"\nlabel_vi = "c"\nlabel_en = "c"\nmaximum = 1\nparent = "B.1"\n\n'

CASES = [
    ('code = "A2"', 'code = "A"', 'code = "A"\nlabel_vi = "Hồ', "mã “A” đã dùng ở trên"),
    ('code = "T1"', 'code = "B1"', 'code = "B1"\nlabel_vi = "Khen', "mã “B1” đã dùng ở trên"),
    ('group = "B.1"', 'group = "B.2"', 'group = "B.2"', r"Không có nhóm tiêu chí “B.2”. Có phải: B.1"),
    ('parent = "B"', 'parent = "BB"', 'parent = "BB"', "Không có nhóm tiêu chí “BB”"),
    ('parent = "B"', 'parent = "B.1"', 'parent = "B.1"', "thành vòng: B.1 → B.1"),
    ("[[criteria]]", GROUP_C + "[[criteria]]", '[[groups]]\ncode = "C"', "nhóm “C” không có tiêu chí"),
    ("maximum = 50", "maximum = 60", "maximum = 60", "cộng lại được 50 điểm, mà “maximum” của bảng tiêu chí là 60"),
    ("maximum = 50", "maximum = 49.5", "maximum = 49.5", "là 49,5"),
    ("maximum = 30", "maximum = 29", "maximum = 29", r"bên trong \(30\) vượt điểm tối đa của nhóm “A” \(29\)"),
    ("cap = 4", "cap = 1.5", "cap = 1.5", "trần 1,5 điểm thấp hơn 2 điểm của một lần “T1”"),
    ("bonus_cap = 5", "bonus_cap = 1", "bonus_cap = 1", "trần 1 điểm thấp hơn 2 điểm"),
    ("bonus_cap = 5", "bonus_cap = 5\npenalty_cap = 5", "penalty_cap = 5", "không có mục nào “penalty”"),
    ("valid_to = 2025-12-31", "valid_to = 2023-12-31", "valid_to", "ngày cuối 31/12/2023 trước ngày đầu 01/01/2024"),
    ("bonus_cap = 5", "bonus_cap = 5\nfloor = 9\nceiling = 9", "ceiling = 9", "“ceiling” phải lớn hơn “floor”"),
    ('"penalty", "bonus", "floor"', '"penalty", "bonus"', "order = ", "đủ năm bước"),
    ('"content", "penalty"', '"penalty", "content"', "order = ", "bắt đầu bằng content"),
    ('"content", "penalty"', '"penalti", "content"', "order = ", "bắt đầu bằng content"),
    ('["A", "T1"]', '["A", "A",\n "T2"]', '"T2"]', "trừ “T2”. Có thể chọn: A, A1"),
    ('["A", "T1"]', '["A", "A",\n "T2"]', "tie_breakers = ", "“tie_breakers” có phần tử bị lặp"),
    ('["A", "T1"]', '["A",\n "T2"]', '"T2"]', "Không có nhóm, tiêu chí hoặc mục thưởng, trừ “T2”. Có thể chọn: A, A1"),
]


@pytest.mark.parametrize(("old", "new", "marker", "message"), CASES)
def test_what_does_not_fit_together_is_told_with_its_line(old, new, marker, message):
    text = SMALL.replace(old, new, 1)
    with pytest.raises(SchemeError) as caught:
        parse_scheme(text)

    told = [each for each in caught.value.mistakes if re.search(message, each.vi)]
    assert [each.line for each in told] == [line_with(text, marker)]


def test_a_circle_of_groups_is_told_once():
    text = SMALL.replace('label_en = "Group B"', 'label_en = "Group B"\nparent = "B.1"').replace(
        "maximum = 50", "maximum = 30"
    )
    with pytest.raises(SchemeError, match=r"thành vòng: B → B\.1 → B") as caught:
        parse_scheme(text)

    assert sum("vòng" in each.vi for each in caught.value.mistakes) == 1


def shared(*declared):
    text = SMALL.replace('indicator = "dossiers.on_time_rate"', 'indicator = "initiatives.grassroots_recognised"')
    text = text.replace("target = 0.95", "target = 20")
    for label in declared:
        text = text.replace(f'label_en = "{label}"', f'label_en = "{label}"\nshared_indicator = true')
    return text


def test_two_criteria_share_an_indicator_only_where_both_say_so():
    assert parse_scheme(shared("Initiatives", "Dossiers on time")).criterion("A2").indicator is not None
    for text in (shared(), shared("Initiatives"), shared("Dossiers on time")):
        with pytest.raises(SchemeError, match="shared_indicator = true ở mọi tiêu chí") as caught:
            parse_scheme(text)
        assert len(caught.value.mistakes) == 1


def test_sharing_is_not_declared_for_nothing():
    text = SMALL.replace('label_en = "Cooperation"', 'label_en = "Cooperation"\nshared_indicator = true')
    with pytest.raises(SchemeError, match="không tiêu chí nào khác dùng"):
        parse_scheme(text)


def test_groups_may_have_more_points_than_stand_under_them():
    text = SMALL.replace("maximum = 30", "maximum = 35").replace("maximum = 50", "maximum = 55")

    assert parse_scheme(text).maximum == 55


def test_sums_of_decimal_points_are_as_people_add_them():
    text = SMALL.replace("maximum = 30", "maximum = 30.2", 1).replace("maximum = 50", "maximum = 50.2")
    text = text.replace('group = "A"\nmaximum = 10', 'group = "A"\nmaximum = 10.1')
    text = text.replace('group = "A"\nmaximum = 20', 'group = "A"\nmaximum = 20.1')

    assert 10.1 + 20.1 > 30.2
    assert parse_scheme(text).maximum == 50.2


def test_points_are_written_as_they_are_read():
    assert (points_text(57.5), points_text(1000, "en")) == ("57,5", "1,000")


def test_a_step_that_can_not_be_read_may_be_the_one_that_is_missing():
    with pytest.raises(SchemeError) as caught:
        parse_scheme(SMALL.replace('"penalty", "bonus"', '"penalti", "bonus"'))

    assert [each.vi for each in caught.value.mistakes] == ["Không có giá trị của “order”: “penalti”. Có phải: penalty?"]
