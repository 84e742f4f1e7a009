from datetime import UTC, date, datetime, time

import pytest

from khcn_analytics.scoring.scheme_entries import Entry, Part, fault_of, faults, usable

FORM = {"code": Entry("code", required=True), "points": Entry("number", above=0, most=1_000_000)}


def test_a_table_is_told_what_it_has_too_much_and_too_little():
    found = list(faults({"point": 3, "points": "3"}, FORM, ("groups", 1)))

    assert [(each.path, each.said.vi) for each in found] == [
        (("groups", 1, "point"), "Không có mục “point”. Có phải: points?"),
        (("groups", 1, "points"), "“points” cần một số lớn hơn 0 đến 1.000.000, không phải '3'."),
        (("groups", 1, "code"), "thiếu mục “code”."),
    ]


def test_what_is_right_can_be_used_whatever_else_is_wrong():
    assert usable({"code": "A", "points": 0, "x": 1}, FORM) == {"code": "A"}
    assert usable({"code": "A b", "points": 3}, FORM) == {"points": 3.0}


def test_minus_zero_is_zero():
    value = usable({"points": -0.0}, {"points": Entry("number")})["points"]

    assert str(value) == "0.0"


@pytest.mark.parametrize(
    ("entry", "right", "wrong"),
    [
        (Entry("text"), ["a", "a\nb"], ["", " \u200b", "a\x00", 1, None]),
        (Entry("code"), ["A1", "a.b-c_d"], ["", "ă", "A 1", "A\n", 1]),
        (Entry("number"), [1, 1.5, -(10**15)], [True, "1", float("nan"), float("inf"), 10**400]),
        (Entry("number", least=0, below=1), [0, 0.5], [-1, 1]),
        (Entry("whole", most=6), [6, 0], [7, 1.0, True]),
        (Entry("day"), [date(2024, 1, 1)], [datetime(2024, 1, 1, tzinfo=UTC), "2024-01-01"]),
        (Entry("flag"), [True, False], [1, "true"]),
        (Entry("choice", choices=("a", "b")), ["a"], ["c", ["a"], 1]),
        (Entry("choices", choices=("a", "b")), [[], ["b", "a"]], ["a"]),
        (Entry("codes"), [[], ["A", "B"]], ["A"]),
        (Entry("table"), [{}], [[], "a"]),
        (Entry("tables"), [[{}]], [[], {}, [1]]),
    ],
)
def test_every_kind_of_entry_knows_what_it_takes(entry, right, wrong):
    assert [fault_of("x", value, entry) for value in right] == [None] * len(right)
    for value in wrong:
        said = fault_of("x", value, entry)
        assert said is not None
        assert said.vi != said.en


def test_long_values_are_shown_in_short():
    said = fault_of("x", "9" * 1000, Entry("number"))

    assert said is not None
    assert len(said.vi) < 100


def test_a_part_knows_its_code_if_it_has_one():
    assert (Part((), {"code": "A"}).code, Part(()).code) == ("A", None)


LISTS = {"at": Entry("choices", choices=("group", "total")), "tie_breakers": Entry("codes")}


def test_of_a_list_every_fault_is_told_at_its_member():
    found = faults({"at": ["total", "total", "x"], "tie_breakers": ["A", "A", "B 1"]}, LISTS, ("ranking",))

    assert [(each.path, each.said.vi) for each in found] == [
        (("ranking", "at"), "“at” có phần tử bị lặp."),
        (("ranking", "at", 2), "Không có giá trị của “at”: “x”. Có thể chọn: group, total."),
        (("ranking", "tie_breakers"), "“tie_breakers” có phần tử bị lặp."),
        (
            ("ranking", "tie_breakers", 2),
            "“tie_breakers” cần một mã gồm chữ cái không dấu, chữ số, “_”, “.” hoặc “-”, không phải 'B 1'.",
        ),
    ]


def test_of_a_list_the_members_at_fault_are_left_open_in_their_places():
    assert usable({"at": ["x", "total"], "tie_breakers": ["A", 1]}, LISTS) == {
        "at": [None, "total"],
        "tie_breakers": ["A", None],
    }
    assert usable({"at": "total"}, LISTS) == {}


def test_a_character_that_nobody_sees_is_told_by_its_number_and_place():
    said = fault_of("label_vi", "ab\x0bc", Entry("text"))

    assert said is not None
    assert said.vi == "“label_vi” có ký tự điều khiển U+000B ở vị trí 3; hãy xóa ký tự ấy."


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (datetime(2024, 1, 31, 0, 0), "2024-01-31T00:00:00"),  # noqa: DTZ001
        (date(2024, 1, 31), "2024-01-31"),
        ([date(2024, 1, 31), {"a": time(7, 30)}], "[2024-01-31, {a = 07:30:00}]"),
    ],
)
def test_days_are_shown_as_days(value, shown):
    said = fault_of("maximum", value, Entry("number"))

    assert said is not None
    assert said.vi == f"“maximum” cần một số, không phải {shown}."
