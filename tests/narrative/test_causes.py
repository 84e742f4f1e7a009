import polars as pl
from builders import a_break, values

from khcn_analytics.narrative.causes import by_group, cause
from khcn_analytics.periods import Period
from khcn_analytics.schemas.results import BREAK_COLUMNS
from khcn_analytics.trends.contributions import contributions

ROW = {
    "indicator": "tasks.accepted",
    "department": "cao_bang",
    "absolute": 12.0,
    "period_kind": "year",
    "group": None,
    "value": 41.0,
    "base": 29.0,
    "reason": None,
}


def frame(groups, indicator="tasks.accepted", **columns):
    parts = {"group": list(groups), "contribution": [float(each) for each in groups.values()]}
    return pl.DataFrame({"indicator": indicator, "dimension": "level", **parts, **columns}, strict=False)


def texts(contributions, language="vi", **row):
    return [each.text for each in cause({**ROW, **row}, contributions, language)]


def test_the_largest_parts_and_the_one_against():
    parts = frame({"ministry": 1, "provincial": 8, "national": -2, "grassroots": 5})
    assert texts(parts) == [
        (
            "xét theo cấp quản lý, mức tăng 12 của số nhiệm vụ nghiệm thu chủ yếu từ cấp tỉnh (+8) và cấp cơ sở (+5), "
            "trong khi cấp quốc gia (−2) theo chiều ngược lại"
        )
    ]


def test_two_parts_are_all_there_is():
    parts = frame({"provincial": -8, "grassroots": -4})
    assert texts(parts, absolute=-12.0) == [
        "xét theo cấp quản lý, mức giảm 12 của số nhiệm vụ nghiệm thu đến từ cấp tỉnh (−8) và cấp cơ sở (−4)"
    ]


def test_english():
    parts = frame({"provincial": 12})
    assert texts(parts, "en") == ["by level, the rise of 12 in tasks accepted came from provincial (+12)"]


def test_nothing_is_said_without_a_part_in_the_direction_of_the_change():
    assert texts(frame({"provincial": 3}, indicator="tasks.proposed")) == []
    assert texts(frame({"provincial": 0})) == []
    unknown = frame({"provincial": 0}).with_columns(contribution=pl.lit(None, pl.Float64))
    assert texts(unknown) == []


def test_parts_of_other_departments_are_left_alone():
    assert texts(frame({"provincial": 12}, department="kon_tum")) == []
    assert len(texts(frame({"provincial": 12}, department="cao_bang"))) == 1


def test_figures_are_the_contributions():
    found = next(cause(ROW, frame({"provincial": 14, "national": -2}), "vi"))
    assert [(each.told, each.number) for each in found.figures] == [
        ("absolute", 12),
        ("contribution", 14),
        ("contribution", -2),
    ]


def test_contributions_of_a_dimension_become_causes():
    years = [Period("year", 2019), Period("year", 2020)]
    figures = values(
        period=[years[0], years[1]] * 2, value=[4, 9, 3, 2], level=["provincial", "provincial", "national", "national"]
    )
    parts = by_group(contributions(figures, years[1], years[0], of=("level",)), "level")
    assert texts(parts, absolute=4.0) == [
        (
            "xét theo cấp quản lý, mức tăng 4 của số nhiệm vụ nghiệm thu đến từ cấp tỉnh (+5), "
            "trong khi cấp quốc gia (−1) theo chiều ngược lại"
        )
    ]


def test_parts_of_another_unit_tell_nothing():
    parts = frame({"provincial": 8, "ministry": 4}, unit=["Phòng A", "Phòng B"])
    assert texts(parts, unit="Phòng A", absolute=8.0) == [
        "xét theo cấp quản lý, mức tăng 8 của số nhiệm vụ nghiệm thu đến từ cấp tỉnh (+8)"
    ]
    assert texts(parts, unit="Phòng C") == []


def test_a_report_that_is_missing_is_told_and_not_taken_for_a_fall():
    parts = frame({"provincial": -8, "grassroots": -4}, unreported=["period", None])
    assert texts(parts, absolute=-12.0) == [
        (
            "xét theo cấp quản lý, mức giảm 12 của số nhiệm vụ nghiệm thu đến từ cấp tỉnh (−8, kỳ này chưa có báo cáo) "
            "và cấp cơ sở (−4)"
        )
    ]
    missing_base = frame({"provincial": 12}, unreported="base")
    assert texts(missing_base, "en") == [
        "by level, the rise of 12 in tasks accepted came from provincial (+12, no report in the base period)"
    ]


def test_a_missing_report_is_carried_into_the_causes():
    years = [Period("year", 2019), Period("year", 2020)]
    parts = contributions(values(period=years, value=[4, 9], level="provincial"), years[1], years[0], of=("level",))
    unreported = parts.with_columns(unreported=pl.lit("base"))
    assert by_group(unreported, "level")["unreported"].to_list() == ["base"]


def test_a_break_of_the_parts_hides_no_cause_of_a_change():
    years = [Period("year", 2019), Period("year", 2020)]
    warning = a_break("2020-01-01", severity="warning", dimensions=("level",))
    figures = values(period=years, value=[4, 9], level="provincial")
    parts = contributions(figures, years[1], years[0], of=("level",), breaks=[warning])

    assert parts["breaks"].to_list() == ["forms"]
    # Columns that stand in the change too would have to agree with it.
    assert set(by_group(parts, "level").columns).isdisjoint(BREAK_COLUMNS)
