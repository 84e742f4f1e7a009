from khcn_analytics.composite.nodes import Node
from khcn_analytics.vocabulary.labels import Label


def test_a_node_without_name_is_called_by_its_code():
    assert Node("patents", "indicator").name == Label("patents", "patents")
    assert Node("patents", "indicator", name_vi="Sáng chế").name == Label("Sáng chế", "patents")


def test_denominators_and_groups_have_no_place_in_the_tree():
    assert [Node("x", role).is_scored for role in ("indicator", "aggregate", "denominator", "group")] == [
        True,
        True,
        False,
        False,
    ]
