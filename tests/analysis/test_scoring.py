from dataclasses import replace
from datetime import date

import polars as pl
import pytest

import khcn_analytics as kh
from khcn_analytics.analysis.scoring import score
from khcn_analytics.errors import UnknownNameError, WrongUseError
from khcn_analytics.scoring.supposing import Supposition

OFFICES, CENTRES = "Khối phòng chuyên môn", "Khối đơn vị trực thuộc"


@pytest.fixture(scope="module")
def example():
    return kh.example_workspace()


@pytest.fixture(scope="module")
def scoring(example):
    return score(example, "mau_100", 2025)


def test_units_are_ranked_within_their_groups(scoring):
    found = scoring.ranks.select("rank_group", "unit", "rank").rows()

    assert [(unit, rank) for group, unit, rank in found if group == OFFICES] == [
        ("Văn phòng", 1),
        ("Phòng Quản lý khoa học", 2),
        ("Phòng Quản lý công nghệ và Chuyển đổi số", 3),
    ]


def test_a_criterion_counts_what_compute_counts(scoring, example):
    values = kh.analyse(example, [2025], ["unit"], ["initiatives.grassroots_recognised"]).values
    counted = dict(values.select("unit", "value").iter_rows())

    for unit, actual in scoring.points.filter(code="A1").select("unit", "actual").iter_rows():
        assert actual == counted[unit]


def test_who_lacks_a_decision_is_not_ranked_and_it_is_said_why(scoring):
    row = scoring.totals.filter(unit="Trung tâm Ứng dụng tiến bộ KH&CN").row(0, named=True)

    assert (row["total"], row["reason"], row["blocked_by"]) == (None, "blocked", "B3")


def test_an_earlier_layer_scores_with_its_own_points(example):
    own = score(example, "mau_100", 2025, "self")

    assert own.totals["total"].null_count() == 0


def test_accounts_add_up_to_totals(scoring):
    for unit, total in scoring.totals.drop_nulls("total").select("unit", "total").iter_rows():
        assert scoring.explain(unit).lines["points"].sum() == pytest.approx(total)


def test_layers_stand_side_by_side(scoring):
    found = scoring.differences().filter(pl.col("review_change") != 0)

    assert found.height > 0
    assert found.filter(kind="criterion")["reviewed_reason"].null_count() == 0


def test_ranges_hold_the_ranks_and_are_reproducible(scoring):
    once, again = scoring.ranges(draws=500), scoring.ranges(draws=500)

    assert once.equals(again)
    assert ((once["lowest"] <= once["rank"]) & (once["rank"] <= once["highest"])).all()


def test_what_a_criterion_and_a_weight_do_can_be_asked(scoring):
    assert scoring.leave_one_out()["criterion"].n_unique() == 11
    assert scoring.overtaking("Văn phòng", "Phòng Quản lý khoa học").height == 11
    assert scoring.sensitivity(samples=50).height == 11
    assert scoring.sensitivity("Văn phòng", samples=50).height == 11


def test_suppositions_and_goals_are_asked_of_the_same_scores(scoring):
    found = scoring.what_if([Supposition("Phòng Quản lý khoa học", "B1", 10, "points")]).totals()
    needed = scoring.reach("Phòng Quản lý khoa học", rank=1)

    assert found.filter(unit="Phòng Quản lý khoa học")["change"].item() >= 0
    assert needed.filter("reached")["supposed_rank"].to_list() == [1] * needed["reached"].sum()


def test_it_shows_itself_as_a_table(scoring):
    page = scoring._repr_html_()

    assert "Văn phòng" in page
    assert "89,1" in page
    assert "B3" in page


def test_a_scheme_of_ones_own_can_be_given(example, tmp_path):
    path = tmp_path / "rieng.toml"
    kh.write_scheme_file(kh.bundled_scheme("mau_100"), path)

    assert score(example, path, 2025).totals.equals(score(example, "mau_100", 2025).totals)


@pytest.mark.parametrize("period", [2022, "6T/2025"])
def test_a_period_that_the_scheme_does_not_score_is_refused(example, period):
    with pytest.raises(WrongUseError):
        score(example, "mau_100", period)


def test_a_scheme_that_has_ended_is_refused(example):
    ended = replace(kh.bundled_scheme("mau_100"), valid_to=date(2024, 12, 31))

    with pytest.raises(WrongUseError, match="không có hiệu lực"):
        score(example, ended, 2025)


def test_without_groups_it_says_how_to_enter_them(example):
    others = {name: frame for name, frame in example.datasets.items() if name != "score_groups"}

    with pytest.raises(WrongUseError, match="khcn template score_groups"):
        score(replace(example, datasets=others), "mau_100", 2025)


def test_an_unknown_scheme_is_told_with_those_there_are(example):
    with pytest.raises(UnknownNameError, match="mau_100"):
        score(example, "mau_10", 2025)


def test_names_of_those_who_gave_points_are_not_needed(example, scoring):
    assert score(example.without_personal_data(), "mau_100", 2025).totals.equals(scoring.totals)
