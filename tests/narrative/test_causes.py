from dataclasses import replace

import polars as pl
import pytest
from builders import a_break, values

from khcn_analytics.narrative.causes import by_group, cause
from khcn_analytics.periods import Period
from khcn_analytics.trends.contributions import contributions
from khcn_analytics.vocabulary.labels import Label

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
    # The change may cross breaks that its parts don't.
    told = texts(by_group(parts, "level"), absolute=5.0, break_vi="Việc khác.", break_en="Another.")
    assert told == ["xét theo cấp quản lý, mức tăng 5 của số nhiệm vụ nghiệm thu đến từ cấp tỉnh (+5)"]


@pytest.mark.parametrize(
    ("language", "told"),
    [
        (
            "vi",
            "xét theo cấp quản lý, không tách được mức tăng 5 của số nhiệm vụ nghiệm thu vì chuỗi số liệu bị gãy (“Mới”)",
        ),
        ("en", "by level, the rise of 5 in tasks accepted can't be split: the series is broken: “New”"),
    ],
)
def test_why_there_are_no_parts_is_told(language, told):
    years = [Period("year", 2019), Period("year", 2020)]
    figures = values(period=years, value=[4, 9], level="provincial")
    forms = replace(a_break("2020-01-01", dimensions=("level",)), text=Label("Mới.", "New."))
    parts = contributions(figures, years[1], years[0], of=("level",), breaks=[forms])

    assert texts(by_group(parts, "level"), language, absolute=5.0) == [told]


def test_departments_go_by_their_names():
    parts = frame({"kon_tum": 12, "cao_bang": -1}).with_columns(dimension=pl.lit("department"))
    names = {"kon_tum": Label("Sở Kon Tum", "Department of Kon Tum")}
    (told,) = cause({**ROW, "department": None}, parts, "vi", names)
    assert told.text == (
        "xét theo sở, mức tăng 12 của số nhiệm vụ nghiệm thu đến từ Sở Kon Tum (+12), "
        "trong khi cao_bang (−1) theo chiều ngược lại"
    )


SHARE = "tasks.accepted_on_time_rate"


def test_parts_that_round_to_nothing_are_not_told():
    # 2 points up; 0.0004 is 0.04 of a point.
    parts = frame({"provincial": 0.02, "grassroots": 0.0004, "national": -0.0004}, indicator=SHARE)
    (told,) = texts(parts, indicator=SHARE, absolute=0.02, value=0.82, base=0.8)
    assert told.endswith("đến từ cấp tỉnh (+2 điểm %)")


def test_a_move_that_rounds_to_nothing_comes_from_nowhere():
    parts = frame({"provincial": 0.1, "grassroots": -0.0996}, indicator=SHARE)
    assert texts(parts, indicator=SHARE, absolute=0.0004, value=0.8004, base=0.8) == []
