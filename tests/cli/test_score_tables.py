import polars as pl
import pytest
from scoring.building import criterion, scheme

from khcn_analytics.cli.score_tables import print_compared, print_differences, print_ranks, print_reach
from khcn_analytics.schemas.columns import column_types
from khcn_analytics.scoring.comparing import ComparedScores
from khcn_analytics.scoring.reaching import Reach
from khcn_analytics.scoring.results import LayerDifferences
from khcn_analytics.scoring.robustness import RankRanges
from khcn_analytics.scoring.rules import PerCount, Proportional

DISBURSED = "funding.disbursement_rate"
MADE = scheme(
    criterion("A1"),
    criterion("A2", Proportional(0.9), indicator=DISBURSED),
    criterion("A3", PerCount(1.0)),
)


@pytest.fixture(autouse=True)
def wide(monkeypatch):
    monkeypatch.setenv("COLUMNS", "300")


def frame(model, *rows):
    return pl.DataFrame(
        [{"department": "cao_bang", "rank_group": "Khối 1", **row} for row in rows], schema=column_types(model)
    )


def line(capsys, start):
    (found,) = [each for each in capsys.readouterr().out.splitlines() if each.startswith(start)]
    return " ".join(found.split())


def test_a_rank_that_rises_falls_or_stays_is_told_by_its_sign(capsys):
    rows = [
        {"unit": "A", "way": "một", "rank": 1.0, "total": 9.0, "shift": 0.0},
        {"unit": "A", "way": "hai", "rank": 3.0, "total": 90.0, "shift": -2.0},
        {"unit": "A", "way": "ba", "rank": 0.5, "total": 90.5, "shift": 0.5},
        {"unit": "A", "way": "bốn", "rank": None, "total": None, "shift": None},
    ]
    print_compared(frame(ComparedScores, *rows), {}, "vi")

    assert line(capsys, "A ") == "A 1 (9) 3 (90) ▼2 0,5 (90,5) ▲0,5 –"


def test_a_unit_that_only_another_scheme_scores_is_shown(capsys):
    rows = [
        {"unit": "A", "way": "một", "rank": 1.0, "total": 9.0},
        {"unit": "B", "way": "hai", "rank": 1.0, "total": 8.0},
    ]
    print_compared(frame(ComparedScores, *rows), {}, "vi")

    assert line(capsys, "B ") == "B – 1 (8)"


def test_what_is_needed_is_told_in_the_unit_it_is_counted_in(capsys):
    told = {"kind": "criterion", "reached": True, "supposed_total": 25.5, "supposed_rank": 1.0}
    rows = [
        {"code": "A1", "what": "points", "actual": 7.0, "needed": 8.5, **told},
        {"code": "A2", "what": "actual", "actual": 0.8, "needed": 0.85, **told},
        {"code": "A3", "what": "actual", "actual": 3.0, "needed": 5.0, **told},
    ]
    print_reach(MADE, pl.DataFrame(rows, schema=column_types(Reach)), None, 25.5, "vi")
    out = capsys.readouterr().out

    assert "Để đạt 25,5 điểm:" in out
    found = [" ".join(each.split()) for each in out.splitlines()]
    assert "A1. Tiêu chí A1 7 điểm 8,5 điểm 25,5 điểm, hạng 1 đủ" in found
    assert "A2. Tiêu chí A2 80 % 85 % 25,5 điểm, hạng 1 đủ" in found
    assert "A3. Tiêu chí A3 3 5 25,5 điểm, hạng 1 đủ" in found


def test_what_is_out_of_reach_tells_the_most_there_is(capsys):
    row = {"code": "A1", "kind": "criterion", "what": "points", "actual": 7.0, "most": 28.0, "reached": False}
    print_reach(MADE, pl.DataFrame([{**row, "reason": "out_of_reach"}], schema=column_types(Reach)), 1, None, "en")

    assert line(capsys, "A1").endswith("7 points – – not even the most of this line is enough (28 points at most)")


def test_only_lines_that_differ_between_layers_are_shown(capsys):
    columns = ("unit", "code", "self", "reviewed", "decided", "review_change", "decision_change")
    rows = [
        ("A", "A1", 9.0, 8.0, 8.0, -1.0, 0.0),
        ("A", "A2", 9.0, 9.0, 9.0, 0.0, 0.0),
        ("A", "A3", None, None, None, None, None),
        ("B", "A1", 9.0, 9.0, None, 0.0, None),
    ]
    told = [{"department": "cao_bang", **dict(zip(columns, each, strict=True))} for each in rows]
    print_differences(MADE, pl.DataFrame(told, schema=column_types(LayerDifferences)), {}, "vi")
    out = capsys.readouterr().out

    # A1 of A was changed, A1 of B awaits the decision; A3 has nothing in any layer.
    assert "2 trong 4 dòng" in out
    assert [each.split()[0] for each in out.splitlines() if "A1." in each] == ["A", "B"]
    assert "A2." not in out


def test_a_range_of_one_rank_is_one_number(capsys):
    words = pl.DataFrame(
        {
            "department": "cao_bang",
            "unit": ["A", "B"],
            "rank_group": "Khối 1",
            "rank_text": ["1", "2"],
            "unit_name": ["A", "B"],
            "total_text": ["9", "8"],
            "gap_text": ["1", "–"],
            "note": [None, "đồng hạng"],
        }
    )
    same = {"rank": 1.0, "median": 1.0, "first": 0.75, "top": 1.0, "places": 3, "draws": 100}
    ranges = frame(
        RankRanges,
        {"unit": "A", "lowest": 1.0, "highest": 1.0, **same},
        {"unit": "B", "lowest": 1.0, "highest": 2.5, **same},
    )
    print_ranks(words, ranges, "vi")
    found = [" ".join(each.split()) for each in capsys.readouterr().out.splitlines()]

    assert "1 A 9 1 1 75 % 100 %" in found
    assert "2 B 8 – 1–2,5 75 % 100 % đồng hạng" in found
