import polars as pl
import pytest
from builders import day, targets, values

from khcn_analytics.indicators.derived import judged_targets
from khcn_analytics.periods import Period
from khcn_analytics.schemas.results import IndicatorValues
from khcn_analytics.trends.breaks import Break
from khcn_analytics.trends.yearly import yearly
from khcn_analytics.vocabulary.flags import FLAG_LABELS
from khcn_analytics.vocabulary.labels import Label
from khcn_analytics.yearly_wording import yearly_in_words


def words(base, value, indicator="tasks.accepted", language="vi", **target):
    figures = values(year=[2019, 2020], value=[base, value], indicator=indicator)
    records = targets(unit=None, indicator=indicator, **target)
    judged = judged_targets(records, ["tasks", "initiatives"], lambda *_: figures, "calendar")
    return yearly_in_words(yearly(figures, Period("year", 2020), judged), language).row(0, named=True)


@pytest.mark.parametrize(
    ("operator", "target", "upper", "shown", "result"),
    [
        # 12 of 9 is 133.3 %.
        ("at_least", 9.0, None, "≥ 9", "133,3 % (đạt)"),
        ("at_most", 10.0, None, "≤ 10", "120 % (không đạt)"),
        ("equal", 0.0, None, "0", "không đạt"),
        ("between", 10.0, 15.0, "10 – 15", "đạt"),
    ],
)
def test_the_plan_and_what_came_of_it(operator, target, upper, shown, result):
    row = words(8, 12, operator=operator, target=target, upper_target=upper)
    assert (row["target_text"], row["target_change_text"]) == (shown, result)


def test_shares_are_told_in_points():
    row = words(0.8, 0.85, "initiatives.recognition_rate", target=0.9)
    assert (row["target_text"], row["target_change_text"]) == ("≥ 90 %", "−5 điểm % (không đạt)")


def test_english():
    row = words(8, 12, language="en", target=9.0)
    assert row["target_change_text"] == "133.3 % (met)"


def test_notes_say_why_in_a_sentence():
    assert words(0, 5)["change_note"] == "Kỳ gốc bằng 0, không tính được tỷ lệ."
    assert words(None, 5)["base_note"] == "Dữ liệu không bao trùm kỳ này."
    assert words(5, None)["value_note"] == "Dữ liệu không bao trùm kỳ này."
    assert words(5, 6, target=0.0)["target_note"] == "Kế hoạch bằng 0 nên không tính tỷ lệ thực hiện."
    alone = yearly_in_words(yearly(values(year=[2020], value=[5]), Period("year", 2020)))
    assert alone["base_note"].to_list() == ["Kỳ này năm trước chưa được tính."]


def test_what_needs_no_note_has_none():
    row = words(8, 12)
    assert [row[name] for name in row if name.endswith("_note")] == [None] * 4
    assert words(0, 0)["change_note"] is None


def test_a_value_that_is_missing_is_a_dash_against_the_plan():
    row = words(8, None, target=9.0)
    assert (row["value_text"], row["target_change_text"]) == ("–", "–")


def test_every_flag_has_words():
    flags = IndicatorValues.to_schema().columns["flag"].checks[0].statistics["allowed_values"]
    assert set(flags) == set(FLAG_LABELS)


def test_no_rows_have_no_words():
    empty = yearly(values(year=[2020], value=[5]).clear(), Period("year", 2020))
    assert isinstance(yearly_in_words(empty), pl.DataFrame)


def test_a_break_is_a_note_of_the_change():
    new_way = Break("new-way", Label("Cách tính mới.", "A new way."), day("2020-07-01"))
    rows = yearly(values(year=[2019, 2020], value=[4, 5]), Period("year", 2020), breaks=[new_way])
    assert yearly_in_words(rows)["change_note"].to_list() == ["Cách tính mới."]
    assert yearly_in_words(rows, "en")["change_note"].to_list() == ["A new way."]
