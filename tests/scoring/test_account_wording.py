"""How each rule is told."""

import pytest
from scoring.building import criterion, item, scheme

from khcn_analytics.scoring.account_wording import how_changed, how_item, how_points
from khcn_analytics.scoring.rules import (
    Band,
    Bands,
    Deadline,
    Goalposts,
    MinMax,
    PerCount,
    Proportional,
    RelativeToBest,
    YesNo,
)


def row(actual=85.0, target=80.0, share=1.0, origin="computed", reason=None):
    return {"actual": actual, "target": target, "share": share, "origin": origin, "reason": reason}


@pytest.mark.parametrize(
    ("rule", "vi", "en"),
    [
        (Proportional(), "85, chỉ tiêu 80", "85, target 80"),
        (Proportional(cap=1.2), "85, chỉ tiêu 80, đủ điểm khi đạt 120 %", "85, target 80, all points at 120 %"),
        (Bands((Band(None, 1),)), "85, theo bậc điểm", "85, by steps"),
        (YesNo(), "đạt", "yes"),
        (YesNo(threshold=7.5), "85, mức phải đạt 7,5", "85, 7.5 needed"),
        (PerCount(0.5), "85 × 0,5 điểm", "85 × 0.5 points"),
        (Deadline(1), "85, mỗi lần chậm trừ 1 điểm", "85, each late one costs 1 points"),
        (
            RelativeToBest(),
            "85, chỉ tiêu 80; phần vượt so với đơn vị tốt nhất của khối",
            "85, target 80; what is above it beside the best of the rank group",
        ),
        (Goalposts(20, 70), "85, tính từ 20 đến 70", "85, from 20 to 70"),
        (MinMax(), "85, so với kém nhất và tốt nhất của khối", "85, between the worst and the best of the rank group"),
    ],
)
def test_every_rule_is_told(rule, vi, en):
    how = how_points(criterion(rule=rule), row(), "decided")
    assert (how.vi, how.en) == (f"{vi}, tối đa 10", f"{en}, at most 10")


def test_a_no_is_told():
    assert how_points(criterion(rule=YesNo()), row(actual=0, share=0), "self").vi == "không đạt, tối đa 10"


def test_shares_are_told_in_percent():
    share = criterion(rule=YesNo(threshold=0.9), indicator="inspections.violation_rate")
    assert how_points(share, row(actual=0.825), "self").vi == "82,5 %, mức phải đạt 90 %, tối đa 10"


@pytest.mark.parametrize(
    ("layer", "told"), [("self", "điểm đơn vị tự chấm"), ("reviewed", "điểm thẩm định"), ("decided", "điểm quyết định")]
)
def test_entered_points_name_their_layer(layer, told):
    assert how_points(criterion(), row(origin="entered"), layer).vi == f"{told}, tối đa 10"


@pytest.mark.parametrize(
    ("missing", "told"),
    [
        ("not_applicable", "chưa có điểm chấm ở bước này: không xét, điểm chia lại trong nhóm"),
        ("zero", "chưa có điểm chấm ở bước này: tính 0 điểm"),
        ("block", "chưa có điểm chấm ở bước này: chưa có tổng điểm"),
    ],
)
def test_what_is_missing_says_why_and_what_comes_of_it(missing, told):
    assert how_points(criterion(missing=missing), row(reason="not_entered"), "decided").vi == told


def test_an_item_without_figures_is_not_counted():
    assert (
        how_item(item(indicator="x.y"), row(reason="not_in_values")).en
        == "there are no figures of this unit: not counted"
    )


def test_limits_are_told():
    made = scheme(criterion(), events=(item(cap=4),), bonus_cap=8, penalty_cap=5.5, floor=0, ceiling=100)
    told = [
        how_changed(made, step, code, ()).vi
        for step, code in (
            ("capped", "T1"),
            ("bonus_capped", None),
            ("penalty_capped", None),
            ("floor", None),
            ("ceiling", None),
        )
    ]
    assert told == ["tối đa 4 điểm", "tối đa 8 điểm", "tối đa 5,5 điểm", "không dưới 0 điểm", "tối đa 100 điểm"]
