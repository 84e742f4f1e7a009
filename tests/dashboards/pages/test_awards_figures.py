import polars as pl
import pytest

from khcn_analytics.analysis.eligibility import eligibility
from khcn_analytics.dashboards.eligibility_counts import VERDICTS, eligibility_counts
from khcn_analytics.dashboards.filters import Chosen
from khcn_analytics.dashboards.pages import awards_figures as figures
from khcn_analytics.dashboards.store import Store
from khcn_analytics.errors import WrongUseError
from khcn_analytics.store.workspace import example_workspace, reconstructed_workspace

FIGHTER = "emulation_fighter_grassroots"


@pytest.fixture(scope="module")
def store():
    return Store(example_workspace())


@pytest.fixture(scope="module")
def judged(store):
    return eligibility(store.workspace, 2025)


def test_counts_are_those_of_eligibility_and_name_nobody(store, judged):
    table = figures.counts(Chosen.of(store))
    row = table.rows.filter(pl.col("Danh hiệu, hình thức") == "Chiến sĩ thi đua cơ sở").row(0, named=True)

    of_award = judged.verdicts.filter(award=FIGHTER)
    for verdict, name in {"eligible": "đủ điều kiện", "not_eligible": "chưa đủ điều kiện"}.items():
        assert row[name] == of_award.filter(verdict=verdict).height
    assert "Cán bộ" not in str(table.rows.rows())


def test_people_are_listed_with_why_and_where_it_is_written(store, judged):
    table = figures.people(Chosen.of(store, {"award": FIGHTER}))

    assert table.rows.height == judged.verdicts.filter(award=FIGHTER).height
    assert table.rows["Kết luận"][0] == "đủ điều kiện"
    assert table.rows["Vì sao"][0].startswith("Đạt: ")
    assert "Luật 06/2022/QH15" in table.rows["Căn cứ"][0]


def test_conditions_that_hold_are_in_the_file_only(store, judged):
    table = figures.conditions(Chosen.of(store, {"award": FIGHTER}))
    holds = judged.conditions.filter(award=FIGHTER)["holds"]

    assert table.rows.height == (~holds.fill_null(value=False)).sum()
    assert table.figures is not None
    assert table.figures.height == holds.len()


def test_without_names_nobody_is_judged_and_the_reader_is_told_where():
    chosen = Chosen.of(Store(example_workspace().without_personal_data()))

    for make in (figures.counts, figures.people, figures.conditions):
        with pytest.raises(WrongUseError, match="khcn studio"):
            make(chosen)


def test_leaders_read_the_same_counts_as_planners(store):
    handed_over = eligibility_counts(store.workspace)
    leaders = Store(store.workspace.without_personal_data(), eligible=lambda: handed_over)

    for choices in ({"period": "2025"}, {"period": "2023"}, {"award": FIGHTER}):
        theirs, ours = (figures.counts(Chosen.of(each, choices)) for each in (leaders, store))
        assert theirs.rows.equals(ours.rows)
        assert theirs.note == ours.note
        assert theirs.title == ours.title


def test_counts_of_few_people_are_missing_with_the_reason(store):
    handed_over = eligibility_counts(store.workspace)
    assert handed_over is not None
    few = handed_over.with_columns(pl.when(pl.col("award") != FIGHTER).then(pl.col("judged", *VERDICTS, "standing")))
    leaders = Store(store.workspace.without_personal_data(), eligible=lambda: few)

    table = figures.counts(Chosen.of(leaders, {"award": FIGHTER}))

    assert table.rows.row(0)[1:5] == (None, None, None, None)
    assert "dưới 5 người được xét" in table.note
    assert "dưới 5 người" not in figures.counts(Chosen.of(store)).note


def test_caps_need_no_names_and_tell_their_base():
    chosen = Chosen.of(Store(reconstructed_workspace("kon_tum_2022").without_personal_data()))
    table = figures.quotas(chosen)

    # 2 of 35 is 5.7 %, 15 % of 35 are 5.
    assert table.rows.row(0) == (
        "Chiến sĩ thi đua cơ sở trên Lao động tiên tiến (TD-05a)",
        *(2, 0, 35, "5,7 %", "15 %", 5, 3, "trong mức"),
    )


def test_a_cap_that_nobody_fixed_is_told(store):
    table = figures.quotas(Chosen.of(store))

    assert table.rows.row(0)[-1] == "Chưa có mức của sở; khai tham số TD-05b.cap."
    english = figures.quotas(Chosen.of(store, {"language": "en"}))
    assert english.rows.row(0)[-1].startswith("The department's number is not")
    assert table.rows.row(0)[1:4] == (14, 0, 78)


def test_awards_of_each_year_by_form_and_recipient(store):
    by_form = figures.awards_by_form(Chosen.of(store))
    by_recipient = figures.awards_by_recipient(Chosen.of(store))

    assert by_form.rows.columns[2:] == ["2020", "2021", "2022", "2023", "2024", "2025"]
    assert by_form.rows.filter(pl.col(by_form.rows.columns[0]) == "Chiến sĩ thi đua cơ sở")["2025"].item() == 14
    for year in by_form.rows.columns[2:]:
        assert by_form.rows[year].sum() == by_recipient.rows[year].sum()


def test_lines_end_with_the_year_of_the_period(store):
    table = figures.awards_by_form(Chosen.of(store, {"period": "2021Q3"}))

    assert table.rows.columns[2:] == ["2018", "2019", "2020", "2021"]


def test_one_award_can_be_looked_at_alone(store):
    drawn = figures.award_lines(Chosen.of(store, {"award": FIGHTER})).to_dict()

    assert drawn["title"]["text"] == "Đã tặng qua các năm: Chiến sĩ thi đua cơ sở"
    assert figures.recipient_lines(Chosen.of(store)).to_dict()["title"]["text"]


def test_an_award_nobody_was_granted_is_an_empty_chart(store):
    drawn = figures.award_lines(Chosen.of(store, {"award": "emulation_fighter_national"}))

    assert "Chiến sĩ thi đua toàn quốc" in drawn.to_dict()["title"]["text"]
