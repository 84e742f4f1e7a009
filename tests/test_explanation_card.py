"""The card of an explanation says all of it, escapes what records hold and names nobody."""

import pytest
from builders import initiatives, inspections, staff, tasks

from khcn_analytics.explanation_card import ROWS_OF_A_CARD, explanation_card, records_shown, where_text
from khcn_analytics.indicators.explain import COUNTED, explain
from khcn_analytics.periods import Period

Y2020 = Period("year", 2020)
ACCEPTED = {
    "tasks": tasks(
        unit=["Phòng A", None],
        title=["<b>Đề tài</b>", "Đề tài 2"],
        kind="topic",
        principal_investigator="Nguyễn Văn Tên",
        started_on="2019-01-01",
        accepted_on="2020-03-05",
        due_on=["2020-12-31", None],
    )
}


def test_the_card_tells_value_definition_arithmetic_source_and_data():
    why = explain(ACCEPTED, "tasks.accepted", Y2020)
    card = explanation_card(why, data="Dữ liệu thử (phiên bản abc)")
    for told in (
        "2 nhiệm vụ",
        why.card.definition.vi,
        "đếm được 2 bản ghi",
        "Dữ liệu thử (phiên bản abc)",
        "tasks.accepted",
    ):
        assert told in card
    assert "Bản ghi được tính: <b>2</b>" in card
    assert "05/03/2020" in card


def test_what_records_hold_is_escaped():
    card = explanation_card(explain(ACCEPTED, "tasks.accepted", Y2020))
    assert "&lt;b&gt;Đề tài&lt;/b&gt;" in card
    assert "<b>Đề tài</b>" not in card


def test_nobody_is_named():
    assert "Nguyễn Văn Tên" not in explanation_card(explain(ACCEPTED, "tasks.accepted", Y2020))


def test_a_value_that_is_missing_gives_the_reason_and_no_records():
    card = explanation_card(explain(ACCEPTED, "tasks.accepted_on_time_rate", Period("year", 2018)), "en")
    assert "no value: the denominator is 0" in card
    assert "<details>" not in card


def test_both_parts_of_a_ratio_are_shown_with_their_own_columns():
    data = {
        "initiatives": initiatives(initiative_id=["A", "B"], grassroots_recognised_on="2020-05-04"),
        "staff": staff(unit="Văn phòng", year=2020, headcount=40),
    }
    card = explanation_card(explain(data, "initiatives.per_100_staff", Y2020))
    assert "Bản ghi của tử số: <b>2</b>" in card
    assert "Bản ghi của mẫu số: <b>1</b>" in card
    assert "Văn phòng" in card


def test_many_records_are_cut_and_the_rest_is_told():
    count = ROWS_OF_A_CARD + 5
    data = {"inspections": inspections(inspection_id=[f"K-{place}" for place in range(count)])}
    card = explanation_card(explain(data, "inspections.checks", Y2020))
    assert card.count("<tr><td>") == ROWS_OF_A_CARD
    assert "… và 5 bản ghi nữa" in card


@pytest.mark.parametrize(
    ("where", "vi", "en"),
    [
        ({}, "", ""),
        ({"unit": "Phòng A"}, "Đơn vị: Phòng A", "Unit: Phòng A"),
        ({"unit": "unknown"}, "Đơn vị: chưa rõ", "Unit: unknown"),
        ({"kind": "topic"}, "Loại nhiệm vụ: đề tài", "Kind: research topic"),
    ],
)
def test_the_group_is_named_as_people_say_it(where, vi, en):
    why = explain(ACCEPTED, "tasks.accepted", Y2020, where)
    assert (where_text(why), where_text(why, "en")) == (vi, en)


def test_records_show_the_key_what_counts_and_what_decided_it_first():
    why = explain(ACCEPTED, "tasks.accepted_on_time_rate", Y2020)
    shown = records_shown(why.numerator_records, "tasks", why.columns_read)
    assert shown.columns[:3] == ["Mã nhiệm vụ", "Được tính", "Loại nhiệm vụ"]
    assert {"Ngày nghiệm thu", "Ngày kết thúc theo hợp đồng"} <= set(shown.columns)
    assert shown["Loại nhiệm vụ"].to_list() == ["đề tài"]


def test_records_of_several_departments_tell_which():
    data = {
        "inspections": inspections(inspection_id=["A", "B"], department=["cao_bang", "kon_tum"], subjects=[1200, 3])
    }
    records = explain(data, "inspections.checked_subjects", Y2020).numerator_records
    shown = records_shown(records, "inspections", [COUNTED])
    assert shown["Sở"].to_list() == ["cao_bang", "kon_tum"]
    assert shown["Được tính"].to_list() == ["1.200", "3"]
