import polars as pl

from khcn_analytics.charts.marks_told import breaks_told, gaps_told, marks_told
from khcn_analytics.vocabulary.units import Unit


def rows(**columns) -> pl.DataFrame:
    nothing = dict.fromkeys(("break_text", "low", "high", "target"))
    types = {"break_text": pl.String, "low": pl.Float64, "high": pl.Float64, "target": pl.Float64}
    years = ["năm 2019", "năm 2020", "năm 2021"]
    plain = {"group_name": "Toàn sở", "period_name": years, "value": [3.0, 4.0, 6.0], "estimated": False}
    return pl.DataFrame({**plain, **nothing, **columns}, schema_overrides=types)


def test_nothing_marked_is_nothing_told():
    assert marks_told(rows(), Unit.TASK) == []


def test_a_period_in_between_that_no_line_has_is_a_gap():
    assert marks_told(rows(value=[3.0, None, 6.0]), Unit.TASK) == ["không có giá trị: năm 2020"]
    assert gaps_told(rows(value=[3.0, None, 6.0]), "en") == ["no values: năm 2020"]
    one_has_it = pl.concat([rows(value=[3.0, None, 6.0]), rows(group_name="Văn phòng")])
    assert gaps_told(one_has_it) == []


def test_what_lies_before_the_first_and_after_the_last_value_is_no_gap():
    assert gaps_told(rows(value=[None, 4.0, None])) == []
    assert gaps_told(rows(value=pl.Series([None] * 3, dtype=pl.Float64))) == []


def test_a_break_of_several_lines_is_told_once():
    both = pl.concat([rows(break_text=[None, "Quy chế mới.", None])] * 2)

    assert breaks_told(both) == ["gãy chuỗi từ năm 2020 (Quy chế mới)"]
    assert breaks_told(both, "en") == ["broken from năm 2020 on (Quy chế mới)"]


def test_an_estimate_is_told_with_its_range():
    last = {"estimated": [False, False, True], "low": [None, None, 6], "high": [None, None, 9]}

    assert marks_told(rows(**last), Unit.TASK) == ["năm 2021 là ước, trong khoảng 6 – 9"]
    assert marks_told(rows(estimated=[False, False, True]), Unit.TASK, "en") == ["năm 2021 is an estimate"]
    several = pl.concat([rows(**last), rows(**last, group_name="Văn phòng")])
    assert marks_told(several, Unit.TASK) == ["năm 2021 là ước"]


def test_targets_are_told_by_the_first_and_the_last():
    assert marks_told(rows(target=[0.8, None, 0.9]), Unit.SHARE) == ["chỉ tiêu từ 80 % (năm 2019) đến 90 % (năm 2021)"]
    assert marks_told(rows(target=[None, None, 9]), Unit.TASK, "en") == ["target 9 (năm 2021)"]


def test_targets_of_several_lines_name_their_line():
    several = pl.concat([rows(), rows(target=[None, 5, None], group_name="Văn phòng")])

    assert marks_told(several, Unit.TASK) == ["chỉ tiêu của Văn phòng 5 (năm 2020)"]
