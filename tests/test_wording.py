import polars as pl
import pytest
from builders import day, inspections, values

from khcn_analytics.errors import UnknownNameError
from khcn_analytics.indicators.engine import compute
from khcn_analytics.periods import Period, year_to_date, years
from khcn_analytics.schemas.results import CHANGE_REASONS, VERDICTS
from khcn_analytics.trends.change import change, compare
from khcn_analytics.wording import REASONS, group_name, in_words
from khcn_analytics.wording import VERDICTS as VERDICT_LABELS


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


def test_a_target_without_unit_is_the_departments_own():
    assert group_name("unit", "unknown", "targets") == "chỉ tiêu của toàn sở"
    assert group_name("unit", "unknown", "targets", "en") == "targets of the whole department"


def test_rows_and_figures_are_untouched():
    frame = inspections(started_on=["2020-05-01"], activity="check", subjects=[7])
    changes = change(compute({"inspections": frame}, years(2020, 2020)))

    assert in_words(changes).select(changes.columns).equals(pl.DataFrame(changes))


def test_a_year_to_date_is_named_by_its_last_day():
    frame = values(period=[year_to_date(day("2019-08-20")), year_to_date(day("2020-08-20"))], value=[4, 5])
    row = in_words(change(frame)).row(-1, named=True)

    assert (row["period_name"], row["base_name"]) == ("từ đầu năm đến 20/8/2020", "từ đầu năm đến 20/8/2019")


def test_a_base_year_is_named():
    row = in_words(change(values(year=[2017, 2020], value=[4, 5]), 2017), "en").row(-1, named=True)

    assert (row["base_name"], row["change_text"]) == ("2017", "+1 (+25 %)")


def test_periods_of_different_kinds_stand_side_by_side_with_a_remark():
    half, year = Period("half", 2020, 1), Period("year", 2019)
    changes = compare(values(period=[year, half], value=[10, 6]), half, year, allow_different_kinds=True)
    row = in_words(changes).row(0, named=True)

    assert (row["period_name"], row["base_name"]) == ("6 tháng đầu năm 2020", "năm 2019")
    assert row["note"] == "hai kỳ khác loại, không xét tốt hay xấu"


def test_every_verdict_and_reason_has_words():
    assert set(VERDICTS) <= set(VERDICT_LABELS)
    # Points say all there is to say of a share; a break has a text of its own.
    assert set(CHANGE_REASONS) - {"share", "break"} <= set(REASONS)


def test_a_language_that_does_not_exist_is_told_even_of_no_rows():
    changes = change(values(year=[2019], value=[1])).clear()
    with pytest.raises(UnknownNameError, match="Không có ngôn ngữ “fr”"):
        in_words(changes, "fr")  # type: ignore[arg-type]
