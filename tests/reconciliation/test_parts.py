import pytest
from builders import published

from khcn_analytics.reconciliation.figures import figures_of, quantities_of
from khcn_analytics.reconciliation.parts import judge_relations
from khcn_analytics.reconciliation.relations import AtMost, PartsOf, ShareOf, ShareOfBoth

SUM = PartsOf("tasks.running", ("tasks.carried_over", "tasks.started"))
USUAL_SUM = PartsOf("tasks.running", ("tasks.carried_over", "tasks.started"), by_definition=False)
WITHIN = AtMost("tasks.selected", "tasks.approved")
SHARE = ShareOf("tasks.agriculture_share", "tasks.running_for_agriculture", "tasks.running")


def found(relation, figures, **columns):
    codes, values = [each.replace("*", "") for each in figures], [float(each) for each in figures.values()]
    frame = published(indicator=codes, value=values, **columns)
    return list(judge_relations(quantities_of(figures_of(frame)), [relation]))


def kinds(relation, figures, **columns):
    return [(each.kind, each.severity) for each in found(relation, figures, **columns)]


def summands(whole, carried_over, started):
    return {"tasks.running": whole, "tasks.carried_over": carried_over, "tasks.started": started}


def test_parts_that_make_the_whole():
    told = found(SUM, summands(28, 19, 9), printed_unit="đề tài")

    assert [(each.kind, each.severity) for each in told] == [("sum_holds", "holds")]
    assert told[0].message.vi == "“tasks.running” (năm 2020) bằng tổng các phần: 19 + 9 = 28; số in là 28 đề tài."


@pytest.mark.parametrize("started", [8, 10])
def test_parts_that_do_not(started):
    told = found(SUM, summands(28, 19, started))

    assert [(each.kind, each.severity) for each in told] == [("sum_differs", "contradiction")]
    assert f"19 + {started} = {19 + started}" in told[0].message.vi


def test_what_usually_holds_is_looked_at_where_it_does_not():
    assert kinds(USUAL_SUM, summands(10, 8, 1)) == [("sum_differs", "look")]


def test_a_part_that_is_not_printed_may_be_anything_but_less_than_nothing():
    assert kinds(SUM, {"tasks.running": 28, "tasks.carried_over": 19}) == []
    assert kinds(SUM, {"tasks.running": 28, "tasks.carried_over": 29}) == [("sum_differs", "contradiction")]
    assert kinds(SUM, {"tasks.carried_over": 19, "tasks.started": 9}) == []


@pytest.mark.parametrize(
    ("qualifiers", "kind"),
    [
        (["exact", "more_than", "exact"], "sum_differs"),
        (["exact", "at_least", "exact"], "sum_holds"),
        (["more_than", "more_than", "exact"], "sum_holds"),
        (["about", "exact", "exact"], "sum_holds"),
    ],
)
def test_sums_honour_qualifiers(qualifiers, kind):
    assert [each[0] for each in kinds(SUM, summands(28, 19, 9), qualifier=qualifiers)] == [kind]


def test_a_sum_that_is_no_number_is_not_told_as_one():
    told = found(SUM, summands(28, 19, 9), qualifier=["exact", "more_than", "exact"])

    assert told[0].message.vi.endswith("cộng lại là hơn 19 + 9.")


def test_money_is_added_in_its_own_unit():
    relation = PartsOf("a.all_vnd", ("a.state_vnd", "a.other_vnd"))
    amounts = {"a.all_vnd": 1_500_000_000, "a.state_vnd": 1_000_000_000, "a.other_vnd": 500_000_000}

    told = found(relation, amounts, printed_unit=["tỷ đồng", "triệu đồng", "đồng"])

    assert [each.kind for each in told] == ["sum_holds"]
    assert "1 + 0,5 = 1,5; số in là 1,5 tỷ đồng" in told[0].message.vi


@pytest.mark.parametrize("other", [{"department": ["a", "b", "a"]}, {"status": ["actual", "plan", "actual"]}])
def test_figures_of_other_departments_and_statuses_are_not_added(other):
    # Of the one there is the whole and 9 of it; of the other a single part.
    assert kinds(SUM, summands(28, 20, 9), **other) == []


def test_figures_that_contradict_each_other_are_not_added():
    frame = {"tasks.running": 28, "tasks.running*": 27, "tasks.carried_over": 19, "tasks.started": 9}

    assert kinds(SUM, frame) == [("not_judged", "note")]


@pytest.mark.parametrize(("selected", "kind"), [(7, "within_whole"), (8, "within_whole"), (9, "exceeds_whole")])
def test_a_part_is_within_its_whole(selected, kind):
    assert [each[0] for each in kinds(WITHIN, {"tasks.selected": selected, "tasks.approved": 8})] == [kind]


def test_one_of_the_two_alone_says_nothing():
    assert kinds(WITHIN, {"tasks.selected": 8}) == []


@pytest.mark.parametrize(
    ("share", "kind"),
    [
        # 23/28 = 82.142... %
        (0.82, "share_holds"),
        (0.821, "share_holds"),
        (0.8214, "share_holds"),
        (0.83, "share_differs"),
        (0.822, "share_differs"),
        (1.0, "share_differs"),
    ],
)
def test_a_printed_share_is_what_its_numbers_give_to_the_printed_digits(share, kind):
    numbers = {"tasks.agriculture_share": share, "tasks.running_for_agriculture": 23, "tasks.running": 28}

    assert [each.kind for each in found(SHARE, numbers)] == ["within_whole", kind]


def test_all_of_them_means_every_one():
    numbers = {"tasks.agriculture_share": 1, "tasks.running_for_agriculture": 199, "tasks.running": 200}

    assert kinds(SHARE, numbers)[1] == ("share_differs", "contradiction")


def test_a_share_of_nothing_is_not_judged():
    numbers = {"tasks.agriculture_share": 1, "tasks.running_for_agriculture": 0, "tasks.running": 0}

    assert kinds(SHARE, numbers) == [("within_whole", "holds"), ("not_judged", "note")]


def test_bounds_of_a_numerator_bound_the_share():
    numbers = {"tasks.agriculture_share": 0.8, "tasks.running_for_agriculture": 7, "tasks.running": 10}
    qualifiers = ["at_most", "at_most", "exact"]

    # At most 7 of 10 are at most 70 %: that fits "at most 80 %", but not 80 %.
    assert kinds(SHARE, numbers, qualifier=qualifiers)[1] == ("share_holds", "holds")
    assert kinds(SHARE, numbers, qualifier=["exact", *qualifiers[1:]])[1] == ("share_differs", "contradiction")


def test_a_share_needs_both_its_numbers():
    assert kinds(SHARE, {"tasks.agriculture_share": 0.9, "tasks.running": 28}) == []
    assert kinds(SHARE, {"tasks.running_for_agriculture": 29, "tasks.running": 28}) == [
        ("exceeds_whole", "contradiction")
    ]


WITHIN_TOGETHER = PartsOf("dossiers.resolved", ("dossiers.on_time", "dossiers.late"), complete=False)
USUAL_SHARE = ShareOf("dossiers.on_time_rate", "dossiers.on_time", "dossiers.resolved", by_definition=False)
NO_PART = ShareOf("funding.disbursement_rate", "funding.disbursed", "funding.planned", is_part=False)
OF_BOTH = ShareOfBoth("initiatives.recognition_rate", "initiatives.recognised", "initiatives.rejected")


@pytest.mark.parametrize(("late", "expected"), [(10, []), (20, []), (21, [("sum_differs", "contradiction")])])
def test_parts_that_leave_others_out_are_within_the_whole_together(late, expected):
    numbers = {"dossiers.resolved": 100, "dossiers.on_time": 80, "dossiers.late": late}

    assert kinds(WITHIN_TOGETHER, numbers) == expected


def test_a_share_that_may_leave_records_out_is_looked_at():
    """80 of 100 are on time; 80 of the 90 that have a due day are 89 %."""
    numbers = {"dossiers.on_time_rate": 0.89, "dossiers.on_time": 80, "dossiers.resolved": 100}
    told = found(USUAL_SHARE, numbers)

    assert [(each.kind, each.severity) for each in told] == [("within_whole", "holds"), ("share_differs", "look")]
    assert "có thể không kể" in told[1].fix.vi
    assert kinds(USUAL_SHARE, {**numbers, "dossiers.on_time": 101})[0] == ("exceeds_whole", "contradiction")


def test_a_numerator_that_is_no_part_may_be_more():
    numbers = {"funding.disbursement_rate": 1.2, "funding.disbursed": 120, "funding.planned": 100}

    assert kinds(NO_PART, numbers) == [("share_holds", "holds")]
    assert kinds(NO_PART, {**numbers, "funding.disbursed": 130}) == [("share_differs", "contradiction")]


@pytest.mark.parametrize(("rejected", "kind"), [(2, "share_holds"), (3, "share_differs"), (8, "share_differs")])
def test_a_share_of_a_part_and_the_rest(rejected, kind):
    """8 of 8 + 2 are 80 %; 8 over 8 + 3 are 73 %."""
    numbers = {"initiatives.recognition_rate": 0.8, "initiatives.recognised": 8, "initiatives.rejected": rejected}
    told = found(OF_BOTH, numbers)

    assert [each.kind for each in told] == [kind]
    assert f"8/(8 + {rejected})" in told[0].message.vi


def test_a_share_of_a_part_and_the_rest_needs_all_three_and_something_to_share():
    none = {"initiatives.recognition_rate": 1, "initiatives.recognised": 0, "initiatives.rejected": 0}

    assert kinds(OF_BOTH, none) == [("not_judged", "note")]
    assert kinds(OF_BOTH, {"initiatives.recognised": 8, "initiatives.rejected": 2}) == []


def test_a_single_one_of_such_parts_is_within_the_whole_and_told_once():
    numbers = {"dossiers.resolved": 10, "dossiers.on_time": 15}
    quantities = quantities_of(figures_of(published(indicator=list(numbers), value=[10.0, 15.0])))

    told = list(judge_relations(quantities, [WITHIN_TOGETHER, USUAL_SHARE]))

    assert [(each.kind, each.severity) for each in told] == [("exceeds_whole", "contradiction")]
    assert kinds(WITHIN_TOGETHER, {**numbers, "dossiers.on_time": 9}) == [("within_whole", "holds")]
