"""The account of a unit: its lines add up to the total, and say how."""

from typing import Any

import polars as pl
import pytest
from scoring.building import (
    YEAR,
    criterion,
    entered,
    events,
    groups_of,
    item,
    scheme,
    scored,
    targets,
    values,
)

from khcn_analytics.errors import UnknownNameError, WrongUseError
from khcn_analytics.scoring.inputs import score_inputs
from khcn_analytics.scoring.rules import PerCount, Proportional
from khcn_analytics.scoring.schemes import Rounding
from khcn_analytics.scoring.scores import score

MADE = scheme(
    criterion("A1", PerCount(2), indicator="initiatives.submitted"),
    criterion("A2", Proportional(), 30, indicator="tasks.accepted"),
    criterion("B1", maximum=60, group="B"),
    events=(item("T1", cap=4), item("P1", "penalty", 1)),
    rounding=Rounding(1),
    ceiling=70,
)
GIVEN: dict[str, Any] = {
    "values": values(initiatives__submitted={"X": 3}, tasks__accepted={"X": "not_covered"}),
    "targets": targets("tasks.accepted", {"X": 4}),
    "entries": entered(B1={"X": 48.25}),
    "events": events({"unit": "X", "item": "T1", "quantity": 3.0}, {"unit": "X", "item": "P1"}),
}


def test_the_account_line_by_line():
    account = scored(MADE, **GIVEN).explain("X")

    # A: 6 of 10 count for 40: 24. 24 + 48.25 + 4 - 1 = 75.25, at most 70.
    assert account.lines.select("code", "level", "step", "points", "how_vi").rows() == [
        ("A1", "criterion", "points", 6, "3 sáng kiến × 2 điểm, tối đa 10"),
        ("A2", "criterion", "points", 0, "dữ liệu không bao trùm kỳ này: không xét, điểm chia lại trong nhóm"),
        ("A", "group", "renormalised", 18, "không xét A2: chia lại điểm trong nhóm"),
        ("B1", "criterion", "points", 48.25, "điểm quyết định, tối đa 60"),
        ("T1", "bonus", "bonus", 6, "3 × 2 điểm"),
        ("T1", "bonus", "capped", -2, "tối đa 4 điểm"),
        ("P1", "penalty", "penalty", -1, "1 × 1 điểm"),
        (None, "total", "ceiling", -5.25, "tối đa 70 điểm"),
    ]
    assert account.total == 70 == account.lines["points"].sum()


def test_the_account_as_text():
    account = scored(MADE, **GIVEN).explain("X")
    assert account.text().splitlines()[0] == "X – Bảng thử (quyết định)"
    assert account.text().splitlines()[1] == "A1 Tiêu chí A1: 6 (3 sáng kiến × 2 điểm, tối đa 10)"
    assert account.text().splitlines()[3] == (
        "A Chia lại điểm không xét – Nhóm A: 18 (không xét A2: chia lại điểm trong nhóm)"
    )
    assert account.text().splitlines()[-2:] == ["Trần tổng điểm: −5,25 (tối đa 70 điểm)", "Tổng điểm: 70"]
    assert account.text("en").splitlines()[1] == "A1 Criterion A1: 6 (3 initiatives × 2 points, at most 10)"
    assert account.text("en").splitlines()[-1] == "Total: 70"


def test_rounding_is_a_line():
    made = scheme(criterion("A1"), rounding=Rounding(1))
    account = scored(made, entries=entered(A1={"X": 7.25})).explain("X")
    assert account.lines.select("code", "step", "points", "how_en").rows()[1:] == [
        (None, "rounded", 0.05, "to 1 decimal place(s)")
    ]


def test_without_a_total_the_account_says_why():
    made = scheme(criterion("A1", missing="block"), criterion("A2"))
    account = scored(made, entries=entered(A2={"X": 3})).explain("X")

    assert account.total is None
    assert account.text().splitlines()[-1] == "Chưa có tổng điểm: thiếu tiêu chí bắt buộc phải có điểm (A1)"


def test_who_is_not_scored_has_no_account():
    with pytest.raises(UnknownNameError, match="Phòng Q"):
        scored(MADE, ("Phòng X",), values=GIVEN["values"]).explain("Phòng Q")


def test_a_name_of_several_departments_needs_the_department():
    made = scheme(criterion("A1"))
    both = pl.concat([groups_of(["X"]), groups_of(["X"]).with_columns(department=pl.lit("kon_tum"))])
    found = score(made, YEAR, score_inputs(made, YEAR, both, entries=entered(A1={"X": 4})))

    with pytest.raises(WrongUseError, match="kon_tum"):
        found.explain("X")
    assert found.explain("X", "cao_bang").total == 4
    assert found.explain("X", "kon_tum").total is None


def test_a_whole_department_has_an_account():
    made = scheme(criterion("A1"), scored="department")
    account = scored(made, (None,), entries=entered(A1={None: 4})).explain(None)
    assert (account.total, account.text().splitlines()[0]) == (4, "cao_bang – Bảng thử (quyết định)")
