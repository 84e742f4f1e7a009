"""What one mistake says, in both languages."""

from scoring.building import criterion, entered, inputs, scheme

from khcn_analytics.scoring.input_mistakes import input_mistakes

MADE = scheme(criterion("B1"))


def found(**frames):
    given = inputs(MADE)
    rest = {name: getattr(given, name) for name in ("participants", "values", "targets", "entries", "events")}
    return input_mistakes(MADE, **{**rest, **frames})


def test_what_is_right_has_no_mistake():
    assert found() == []


def test_a_mistake_says_what_where_and_how_many_in_both_languages():
    wrong = inputs(scheme(criterion("B1", maximum=20)), entries=entered(B1={"X": 12})).entries
    [only] = found(entries=wrong)

    assert only.vi == "điểm chấm cao hơn điểm tối đa của tiêu chí: 1 dòng (cao_bang · X · B1 · decided · 12)"
    assert only.en == "points above the maximum of the criterion: 1 row(s) (cao_bang · X · B1 · decided · 12)"
