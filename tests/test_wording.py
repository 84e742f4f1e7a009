import polars as pl
from builders import inspections

from khcn_analytics.indicators.engine import compute
from khcn_analytics.periods import years
from khcn_analytics.trends.change import change
from khcn_analytics.wording import group_name, in_words


def words(language="vi", **overrides):
    frame = inspections(
        started_on=["2019-05-01", "2020-05-01"],
        activity="check",
        subjects=[20, 25],
        violating_subjects=[5, 5],
        **overrides,
    )
    codes = ["inspections.checked_subjects", "inspections.violation_rate"]
    return in_words(change(compute({"inspections": frame}, years(2019, 2020), indicators=codes)), language)


def test_values_and_changes_are_written_in_vietnamese():
    row = words().filter(indicator="inspections.checked_subjects").row(-1, named=True)

    assert row["indicator_name"] == "Cơ sở được kiểm tra"
    assert row["period_name"] == "năm 2020"
    assert row["change_text"] == "+5 (+25 %)"


def test_shares_change_in_points():
    # 5 of 20 is 25 %, 5 of 25 is 20 %.
    row = words().filter(indicator="inspections.violation_rate").row(-1, named=True)

    assert (row["value_text"], row["base_text"], row["change_text"]) == ("20 %", "25 %", "−5 điểm %")


def test_english():
    row = words("en").filter(indicator="inspections.violation_rate").row(-1, named=True)

    assert (row["indicator_name"], row["change_text"]) == ("Share of subjects in violation", "−5 pp")


def test_a_missing_base_is_a_dash_and_a_reason():
    row = words().filter(indicator="inspections.checked_subjects").row(0, named=True)

    assert (row["change_text"], row["note"]) == ("–", "không có kỳ gốc để so sánh")


def test_groups_have_names():
    assert group_name("level", "provincial", "tasks") == "cấp tỉnh"
    assert group_name("level", "unknown", "tasks", "en") == "unknown"
    assert group_name("unit", "Văn phòng", "tasks") == "Văn phòng"
    assert group_name("unit", None, "tasks") == "Toàn sở"


def test_rows_and_figures_are_untouched():
    frame = inspections(started_on=["2020-05-01"], activity="check", subjects=[7])
    changes = change(compute({"inspections": frame}, years(2020, 2020)))

    assert in_words(changes).select(changes.columns).equals(pl.DataFrame(changes))
