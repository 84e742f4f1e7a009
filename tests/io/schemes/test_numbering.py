import pytest

from khcn_analytics.io.schemes.numbering import tree_of


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ("I 1 2 II 1", "I I.1<I I.2<I II II.1<II"),
        ("I. 1.1 1.2. II 2.1", "I I.1.1<I I.1.2<I II II.2.1<II"),
        ("1 1.1 1.2 2 2.1", "1 1.1<1 1.2<1 2 2.1<2"),
        ("1 1.1 1.1.1 1.2", "1 1.1<1 1.1.1<1.1 1.2<1"),
        ("A I 1 1.1 B I 1", "A A.I<A A.I.1<A.I A.I.1.1<A.I.1 B B.I<B B.I.1<B.I"),
        ("I I.1 I.2 II II.1", "I I.1<I I.2<I II II.1<II"),
        ("A A.1 A.2 B B.1", "A A.1<A A.2<A B B.1<B"),
        ("A B C D", "A B C D"),
        ("1 a) b) 2", "1 1.a<1 1.b<1 2"),
        ("1 - - 2 -", "1 1.1<1 1.2<1 2 2.1<2"),
        ("1 2 3", "1 2 3"),
    ],
)
def test_lines_stand_under_the_nearest_higher_kind_of_number(numbers, expected):
    tree = [each for each in tree_of(numbers.split()) if each]

    assert " ".join(f"{each.code}<{each.parent}" if each.parent else each.code for each in tree) == expected


def test_one_letter_is_roman_unless_the_alphabet_came_to_it():
    letters = [*"ABCDEFGHI"]

    assert [each and each.parent for each in tree_of(letters)] == [None] * 9
    assert [each and each.code for each in tree_of(letters)] == letters
    assert [each and each.code for each in tree_of(["I", "1", "V", "X"])] == ["I", "I.1", "V", "X"]


@pytest.mark.parametrize("number", [None, "", "Ghi chú", "IIII", "1..2", "một", "Ô"])
def test_what_is_no_number_has_no_place(number):
    assert list(tree_of([number])) == [None]
