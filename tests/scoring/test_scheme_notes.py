from scoring.scheme_texts import SMALL, with_rule

from khcn_analytics.scoring.scheme_notes import notes
from khcn_analytics.scoring.scheme_text import parse_scheme


def told(text):
    return [each.vi for each in notes(parse_scheme(text))]


QUIET = SMALL.replace("bonus_cap = 5", "bonus_cap = 5\nceiling = 50")


def test_nothing_is_told_of_a_scheme_without_surprises():
    assert told(QUIET) == []


def test_points_within_the_rank_group_depend_on_who_is_in_it():
    for rule in ('{ kind = "min_max" }', '{ kind = "relative_to_best", target = 3 }'):
        (note, _) = told(with_rule(rule, indicator="tasks.accepted"))
        assert note.startswith("“X”: ")
        assert "thêm hoặc bớt một đơn vị" in note


def test_bonus_without_a_ceiling_may_exceed_the_maximum():
    assert told(SMALL) == ["Có điểm thưởng và không có trần: tổng điểm có thể vượt 50."]


def test_points_that_nobody_can_earn_are_told():
    text = QUIET.replace("maximum = 30", "maximum = 32.5").replace("maximum = 50", "maximum = 52.5")
    assert told(text) == ["Nhóm “A” có 32,5 điểm nhưng bên trong chỉ có 30."]

    text = QUIET.replace("points = 10 }", "points = 8 }")
    assert told(text) == ["“A1”: mức tốt nhất được 8, không tới 10 điểm tối đa."]


def test_what_earns_points_twice_is_told():
    text = QUIET.replace("cap = 4", 'cap = 4\nindicator = "initiatives.grassroots_recognised"')

    assert told(text) == ["Chỉ số “initiatives.grassroots_recognised” tính điểm ở 2 nơi: “A1”, “T1”."]
