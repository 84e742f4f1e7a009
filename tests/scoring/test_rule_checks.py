import re

import pytest
from scoring.scheme_texts import line_with, with_rule

from khcn_analytics.errors import SchemeError
from khcn_analytics.scoring.scheme_text import parse_scheme
from khcn_analytics.vocabulary.units import Direction

COUNT, SHARE, LATE = "tasks.accepted", "tasks.accepted_on_time_rate", "tasks.overdue"
NEITHER = "inspections.checks"
HIGHER = 'direction = "higher"'

RIGHT = [
    ('{ kind = "proportional" }', COUNT, ""),
    ('{ kind = "proportional", target = 0 }', LATE, ""),
    ('{ kind = "bands", bands = [ { points = 1 }, { bound = 9, points = 1 }, { bound = 2, points = 9 } ] }', LATE, ""),
    ('{ kind = "yes_no" }', None, ""),
    ('{ kind = "per_count", points_each = 10 }', NEITHER, HIGHER),
    ('{ kind = "per_count", points_each = 2 }', None, ""),
    ('{ kind = "deadline", points_per_late = 2 }', LATE, ""),
    ('{ kind = "deadline", points_per_late = 2 }', None, ""),
    ('{ kind = "relative_to_best", target = 3 }', None, HIGHER),
    ('{ kind = "relative_to_best", target = 0 }', COUNT, ""),
    ('{ kind = "goalposts", worst = 9, best = 1, scale = "log" }', LATE, ""),
    ('{ kind = "min_max" }', SHARE, ""),
]


@pytest.mark.parametrize(("rule", "indicator", "more"), RIGHT)
def test_rules_that_make_sense(rule, indicator, more):
    assert parse_scheme(with_rule(rule, indicator=indicator, more=more)).criterion("X").indicator == indicator


def bands(*steps):
    inner = ", ".join(
        f"{{ points = {points} }}" if bound is None else f"{{ bound = {bound}, points = {points} }}"
        for bound, points in steps
    )
    return f'{{ kind = "bands", bands = [ {inner} ] }}'


WRONG = [
    (bands((None, 0), (5, 3), (4, 6)), COUNT, "", r"từ kém đến tốt \(càng cao càng tốt\)"),
    (bands((None, 0), (5, 3), (9, 6)), LATE, "", r"từ kém đến tốt \(càng thấp càng tốt\)"),
    (bands((None, 0), (5, 3), (5, 6)), COUNT, "", "không bao giờ dùng đến"),
    (bands((None, 4), (5, 3)), COUNT, "", "điểm thấp hơn mức trước"),
    (bands((None, 0), (5, 11)), COUNT, "", "vượt điểm tối đa"),
    (bands((1, 0), (5, 9)), COUNT, "", "mức đầu"),
    (bands((None, 0), (None, 9)), COUNT, "", "mức đầu"),
    (bands((None, 0)), COUNT, "", "ít nhất hai mức"),
    (bands((None, 0), (85, 9)), SHARE, "", r"từ 0 đến 1 \(85 % ghi 0.85\), không thể là 85"),
    (bands((None, 0), (5, 9)), None, "", "không rõ cao hay thấp là tốt"),
    ('{ kind = "yes_no", threshold = 100 }', SHARE, "", "từ 0 đến 1"),
    ('{ kind = "goalposts", worst = 0, best = 100 }', SHARE, "", "từ 0 đến 1"),
    ('{ kind = "relative_to_best", target = 85 }', SHARE, "", "từ 0 đến 1"),
    ('{ kind = "per_count", points_each = 11 }', COUNT, "", "điểm mỗi cái vượt"),
    ('{ kind = "per_count", points_each = 1 }', SHARE, "", "tỷ lệ hoặc bình quân, không đếm được"),
    ('{ kind = "per_count", points_each = 1 }', LATE, "", "chỉ dùng khi càng cao càng tốt"),
    ('{ kind = "deadline", points_per_late = 1 }', COUNT, "", "chỉ dùng khi càng thấp càng tốt"),
    ('{ kind = "deadline", points_per_late = 1 }', None, HIGHER, "chỉ dùng khi càng thấp càng tốt"),
    ('{ kind = "proportional", target = 0 }', COUNT, "", "“target” phải lớn hơn 0"),
    ('{ kind = "proportional", floor = 1.3, cap = 1.2 }', COUNT, "", "“floor” không được vượt “cap”"),
    ('{ kind = "proportional" }', None, HIGHER, "không có chỉ số thì hãy ghi “target”"),
    ('{ kind = "relative_to_best", target = 3, target_share = 1 }', COUNT, "", "lớn hơn 0 nhỏ hơn 1"),
    ('{ kind = "relative_to_best", target = -2 }', COUNT, "", "“target” không được nhỏ hơn 0"),
    ('{ kind = "relative_to_best", target = -2, excess = "percent" }', COUNT, "", "“target” không được nhỏ hơn 0"),
    ('{ kind = "relative_to_best", target = 0, excess = "percent" }', COUNT, "", "không có phần trăm"),
    (bands((None, 0), (5, 0)), COUNT, "", "mức nào cũng 0 điểm"),
    ('{ kind = "goalposts", worst = 5, best = 5 }', COUNT, "", "phải khác nhau"),
    ('{ kind = "goalposts", worst = 9, best = 5 }', COUNT, "", "ngược chiều"),
    ('{ kind = "goalposts", worst = 0, best = 5, scale = "log" }', COUNT, "", "thang log"),
    ('{ kind = "min_max" }', NEITHER, "", "không rõ cao hay thấp là tốt"),
    ('{ kind = "min_max" }', "tasks.acepted", "", "Không có chỉ số “tasks.acepted”. Có phải: tasks.accepted"),
    ('{ kind = "min_max" }', "campaigns.with_plan_share", "", "không chấm được cho từng đơn vị"),
    ('{ kind = "min_max" }', COUNT, 'direction = "lower"', "trái với chỉ số “tasks.accepted”: càng cao càng tốt"),
    ('{ kind = "manual" }', COUNT, "", "không có chỉ số; hãy bỏ “indicator”"),
    ('{ kind = "manual" }', None, 'direction = "lower"', "chỉ dùng khi càng cao càng tốt"),
]


@pytest.mark.parametrize(("rule", "indicator", "more", "message"), WRONG)
def test_rules_that_make_none_are_told_in_the_lines_of_the_criterion(rule, indicator, more, message):
    text = with_rule(rule, indicator=indicator, more=more)
    with pytest.raises(SchemeError) as caught:
        parse_scheme(text)

    (mistake,) = caught.value.mistakes
    assert re.search(message, mistake.vi)
    assert line_with(text, 'code = "X"') - 1 <= mistake.line <= text.count("\n") + 1


def test_the_line_is_that_of_the_band():
    steps = "{ points = 0 },\n{ bound = 5, points = 3 },\n{ bound = 4, points = 6 }"
    text = with_rule(f'{{ kind = "bands", bands = [\n{steps}\n] }}', indicator=COUNT)
    with pytest.raises(SchemeError) as caught:
        parse_scheme(text)

    assert [each.line for each in caught.value.mistakes] == [line_with(text, "bound = 4")]


def test_an_indicator_of_other_periods_is_refused():
    text = with_rule('{ kind = "min_max" }', indicator="funding.disbursement_rate").replace('"year"', '"quarter"')
    with pytest.raises(SchemeError, match="không có theo kỳ quý, chỉ theo: năm, giai đoạn"):
        parse_scheme(text)


def test_whole_departments_are_scored_by_what_only_they_have():
    text = with_rule('{ kind = "min_max" }', indicator="campaigns.with_plan_share").replace('"unit"', '"department"')

    assert parse_scheme(text).criterion("X").direction is Direction.HIGHER


def test_event_items_count_what_can_be_counted():
    for indicator, message in (("tasks.acepted", "Không có chỉ số"), (SHARE, "không đếm được")):
        text = with_rule('{ kind = "manual" }').replace("cap = 4", f'cap = 4\nindicator = "{indicator}"')
        with pytest.raises(SchemeError, match=message) as caught:
            parse_scheme(text)
        assert caught.value.mistakes[0].line == line_with(text, f'"{indicator}"')
