import pytest
from composite.small_index import NODES

from khcn_analytics.composite.index_checks import mistakes_of, refuse_mistakes
from khcn_analytics.composite.nodes import Node
from khcn_analytics.errors import WrongUseError

TOP = Node("score", "aggregate")
FINE = Node("x", "indicator", "score")


def told(*nodes):
    return [each.en for each in mistakes_of(nodes)]


def test_a_sound_index_has_no_mistakes():
    assert told(*NODES) == []


@pytest.mark.parametrize(
    ("node", "mistake"),
    [
        (Node("y", "pillar", "score"), "“y”: no role “pillar” (choose indicator, aggregate, denominator, group)"),
        (Node("y", "indicator", "score", direction="down"), "“y”: no direction “down” (choose higher, lower)"),
        (Node("y", "group", direction="lower"), "“y”: only an indicator can be better when lower"),
        (
            Node("y", "indicator", "score", low=3, high=3),
            "“y”: both goalposts are needed, finite, low < high (now 3 and 3)",
        ),
        (
            Node("y", "indicator", "score", high=3),
            "“y”: both goalposts are needed, finite, low < high (now None and 3)",
        ),
        (Node("y", "indicator", "score", per=0), "“y”: per must be positive"),
        (Node("y", "indicator"), "“y”: an indicator without parent"),
        (Node("y", "indicator", "nowhere"), "“y”: there is no parent “nowhere”"),
        (Node("y", "indicator", "x"), "“y”: “x” is not an aggregate"),
        (Node("y", "indicator", "score", weight=-1), "“y”: negative weight (-1)"),
        (Node("y", "indicator", "score", weight=None), "“y”: no weight"),
        (Node("y", "indicator", "score", weight=float("nan")), "“y”: the weight must be finite (nan)"),
        (
            Node("y", "indicator", "score", low=0, high=float("inf")),
            "“y”: both goalposts are needed, finite, low < high (now 0 and inf)",
        ),
        (Node("y", "indicator", "score", target=float("nan")), "“y”: the target must be finite (now nan)"),
        (Node("y", "indicator", "score", denominator="people"), "“y”: there is no denominator “people”"),
        (Node("y", "group", denominator="x"), "“y”: only an indicator has a denominator"),
        (Node("y", "group", "score"), "“y”: a group has no parent"),
        (Node("x", "indicator", "score"), "code “x” occurs 2 times"),
        (Node("y", "aggregate", "score"), "“y”: nothing belongs to it"),
    ],
)
def test_each_mistake_is_told(node, mistake):
    assert mistake in told(TOP, FINE, node)


def test_weights_of_one_family_must_not_all_be_zero():
    assert told(TOP, Node("x", "indicator", "score", weight=0)) == ["“score”: the weights of its children add up to 0"]


def test_there_is_exactly_one_top():
    other = (Node("other", "aggregate"), Node("y", "indicator", "other"))
    assert told(TOP, FINE, *other) == [
        "exactly one aggregate must be at the top (without parent), there are 2: “score”, “other”"
    ]
    assert told(FINE)[-1] == "exactly one aggregate must be at the top (without parent), there are 0"


def test_a_circle_is_drawn_once():
    circle = (Node("a", "aggregate", "b"), Node("b", "aggregate", "c"), Node("c", "aggregate", "a"))
    assert told(TOP, FINE, *circle) == ["parents run in a circle: a → b → c → a"]


def test_everything_is_in_one_error_in_both_languages():
    with pytest.raises(WrongUseError) as caught:
        refuse_mistakes([TOP, Node("x", "indicator", "nowhere", weight=-1)])

    assert caught.value.vi == (
        "Bảng nút của chỉ số tổng hợp có 3 lỗi: “x”: không có nhóm cha “nowhere”; “x”: trọng số âm (-1); "
        "“score”: nhóm không có chỉ tiêu nào. Hãy sửa rồi chạy lại."
    )
    assert caught.value.en.startswith("The table of nodes of the composite index has 3 mistake(s): ")
