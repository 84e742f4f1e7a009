"""A value of a workspace explains itself down to its records and the version of its data."""

from khcn_analytics.analysis.analysing import analyse
from khcn_analytics.analysis.explaining import explain
from khcn_analytics.periods import Period
from khcn_analytics.store.workspace import example_workspace, reconstructed_workspace

KON_TUM = reconstructed_workspace("kon_tum_2022")


def test_explanation_and_analysis_agree_on_every_value():
    analysis = analyse(example_workspace(), ["2021"], by=("department",))

    for row in analysis.values.iter_rows(named=True):
        why = analysis.explain(row["indicator"], "2021", {"department": row["department"]})
        assert (why.value, why.numerator, why.denominator) == (row["value"], row["numerator"], row["denominator"])


def test_explain_takes_a_period_or_its_text():
    assert explain(KON_TUM, "tasks.running", "2022").value == 28
    assert explain(KON_TUM, "tasks.running", Period("year", 2022)).numerator_records.height == 28


def test_it_tells_the_group_and_the_version_of_the_data():
    workspace = example_workspace()
    text = explain(workspace, "tasks.accepted", "2024", {"unit": "Phòng Quản lý khoa học"}).text()

    assert "Phạm vi: Đơn vị: Phòng Quản lý khoa học" in text
    assert f"phiên bản {workspace.version})" in text
    assert "Group" not in text


def test_it_shows_itself_as_a_card_with_the_version_of_the_data():
    card = explain(KON_TUM, "tasks.agriculture_share", "2022")._repr_html_()

    assert "82,1 %" in card
    assert f"phiên bản {KON_TUM.version}" in card
