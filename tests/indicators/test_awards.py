"""Awards count on the day of the decision, once they are granted; each card's own example is in tests/spec."""

import polars as pl
import pytest
from builders import awards, figures

from khcn_analytics.indicators.awards import CARDS
from khcn_analytics.indicators.engine import compute
from khcn_analytics.periods import Period
from khcn_analytics.vocabulary.award_codes import CATEGORY_OF_AWARD, TITLES_OF_COLLECTIVES

Y2020 = Period("year", 2020)
STATE = (
    *("emulation_fighter_national", "emulation_flag_government", "order", "medal", "state_honour"),
    *("ho_chi_minh_prize", "state_prize", "prime_minister_merit"),
)
MINISTRY_OR_PROVINCE = (
    *("emulation_fighter_provincial", "excellent_labour_collective", "emulation_flag_provincial"),
    *("commemorative_medal", "provincial_merit"),
)


@pytest.fixture
def one_of_each():
    """Every award once, granted in 2020 to someone who may have it."""
    kinds = ["collective" if award in TITLES_OF_COLLECTIVES else "direct_worker" for award in CATEGORY_OF_AWARD]
    return awards(award=list(CATEGORY_OF_AWARD), category=list(CATEGORY_OF_AWARD.values()), recipient_kind=kinds)


@pytest.mark.parametrize("status", ["proposed", "revoked"])
@pytest.mark.parametrize("code", [card.code for card in CARDS if card.code != "awards.proposed"])
def test_only_what_was_granted_counts(code, status, one_of_each):
    frame = one_of_each.with_columns(status=pl.lit(status))
    assert figures(code, frame, Y2020)[1] == 0


def test_a_granted_award_is_proposed_no_more():
    frame = awards(for_year=2020, status="granted")
    assert figures("awards.proposed", frame, Y2020)[0] == 0


def test_titles_and_commendations_share_no_award(one_of_each):
    titles, commendations = (figures(f"awards.{name}", one_of_each, Y2020)[0] for name in ("titles", "commendations"))
    assert (titles, commendations) == (8, 11)


@pytest.mark.parametrize(
    ("code", "wanted"), [("awards.state_awards", STATE), ("awards.ministry_province_awards", MINISTRY_OR_PROVINCE)]
)
def test_awards_belong_to_the_level_that_law_leaves_them_to(code, wanted, one_of_each):
    found = compute({"awards": one_of_each}, [Y2020], ("award",), [code])
    assert set(found.filter(found["value"] == 1)["award"]) == set(wanted)


@pytest.mark.parametrize(("decided_on", "year"), [("2020-12-14", 2020), ("2020-12-15", 2021)])
def test_on_the_administrative_calendar_a_year_closes_on_14_december(decided_on, year):
    frame = awards(decided_on=decided_on, for_year=2020)
    found = [figures("awards.titles", frame, Period("year", each, 1, "administrative"))[0] for each in (2020, 2021)]
    assert found == [each == year for each in (2020, 2021)]


def test_shares_of_individuals_can_be_split_by_what_they_were_given():
    frame = awards(
        award=["advanced_labour", "advanced_labour", "provincial_merit"],
        category=["title", "title", "commendation"],
        recipient_kind=["leader_other", "direct_worker", "direct_worker"],
    )
    values = compute({"awards": frame}, [Y2020], ("category",), ["awards.leaders_share"])
    assert dict(values.select("category", "value").rows()) == {"title": 0.5, "commendation": 0.0}
