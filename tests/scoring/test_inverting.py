import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scoring.building import criterion

from khcn_analytics.scoring.achieving import achieved
from khcn_analytics.scoring.inverting import needed_actual
from khcn_analytics.scoring.rules import (
    Band,
    Bands,
    Deadline,
    Goalposts,
    Manual,
    MinMax,
    PerCount,
    Proportional,
    RelativeToBest,
    YesNo,
)
from khcn_analytics.vocabulary.units import Direction

HIGHER, LOWER = Direction.HIGHER, Direction.LOWER
LINES = [
    criterion(rule=Proportional(20.0)),
    criterion(rule=Proportional(20.0, floor=0.5, cap=1.2)),
    criterion(rule=Proportional(20.0), direction=LOWER),
    criterion(rule=Bands((Band(None, 0.0), Band(3.0, 4.0), Band(6.0, 10.0)))),
    criterion(rule=Bands((Band(None, 0.0), Band(6.0, 4.0), Band(3.0, 10.0))), direction=LOWER),
    criterion(rule=YesNo()),
    criterion(rule=PerCount(2.0)),
    criterion(rule=Deadline(2.0), direction=LOWER),
    criterion(rule=RelativeToBest(20.0)),
    criterion(rule=RelativeToBest(20.0, target_share=0.7), direction=LOWER),
    criterion(rule=Goalposts(10.0, 90.0)),
    criterion(rule=Goalposts(90.0, 10.0), direction=LOWER),
    criterion(rule=Goalposts(1.0, 1000.0, "log")),
    criterion(rule=MinMax()),
    criterion(rule=MinMax(), direction=LOWER),
]
OTHERS = [12.0, 25.0, 40.0]


def share_of(line, actual):
    """The share that an actual earns beside the others."""
    rows = pl.DataFrame({"actual": [actual, *OTHERS]}).with_columns(
        rank_group=pl.lit("Khối"),
        reason=pl.lit(None, pl.String),
        target=pl.lit(20.0),
        operator=pl.lit("equal"),
    )
    return achieved(rows, line)["share"][0]


@pytest.mark.parametrize("line", LINES, ids=lambda line: f"{line.rule} {line.direction.name}")
@given(share=st.floats(0.02, 1.0))
def test_what_is_needed_earns_the_share(line, share):
    needed = needed_actual(line, share, target=20.0, others=OTHERS)

    assert needed is not None
    assert share_of(line, needed) >= share - 1e-6


@pytest.mark.parametrize("line", [each for each in LINES if not isinstance(each.rule, Bands | YesNo)])
@given(share=st.floats(0.1, 0.9))
def test_less_than_what_is_needed_does_not(line, share):
    needed = needed_actual(line, share, target=20.0, others=OTHERS)
    assert needed is not None
    worse = needed * 0.99 if line.direction is HIGHER else needed * 1.01 + 0.001

    assert share_of(line, worse) < share + 1e-9


def test_points_that_people_give_are_the_share_of_the_maximum():
    assert needed_actual(criterion(rule=Manual(), maximum=8.0), 0.75) == 6


@pytest.mark.parametrize(
    ("line", "target"),
    [
        (criterion(rule=Proportional()), None),
        (criterion(rule=RelativeToBest(20.0, "percent")), 20.0),
        (criterion(rule=RelativeToBest()), None),
    ],
)
def test_where_no_figure_is_known_none_is_told(line, target):
    assert needed_actual(line, 0.9, target=target, others=OTHERS) is None


def test_without_others_above_the_target_anything_above_it_wins_all():
    needed = needed_actual(criterion(rule=RelativeToBest(20.0)), 0.9, target=20.0, others=[10.0])

    assert needed is not None
    assert needed == pytest.approx(20, abs=1e-3)
    assert needed > 20


def test_nobody_else_leaves_min_max_without_an_answer():
    assert needed_actual(criterion(rule=MinMax()), 0.5) is None
