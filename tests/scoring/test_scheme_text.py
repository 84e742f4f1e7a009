import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scoring.scheme_texts import SMALL, line_with
from scoring.strategies import schemes

from khcn_analytics.errors import SchemeError
from khcn_analytics.scoring.rules import Band, Bands, Manual, Proportional
from khcn_analytics.scoring.scheme_text import parse_scheme
from khcn_analytics.scoring.scheme_writing import write_scheme
from khcn_analytics.scoring.schemes import Ranking, Rounding
from khcn_analytics.vocabulary.labels import Label
from khcn_analytics.vocabulary.units import Direction


def mistakes(text):
    with pytest.raises(SchemeError) as caught:
        parse_scheme(text)
    return caught.value.mistakes


def test_a_scheme_is_what_its_text_says():
    scheme = parse_scheme(SMALL)

    assert (scheme.code, scheme.label) == ("nho", Label("Bảng tiêu chí nhỏ", "Small scheme"))
    assert (scheme.valid_from, scheme.valid_to) == (date(2024, 1, 1), date(2025, 12, 31))
    assert (scheme.maximum, scheme.bonus_cap, scheme.penalty_cap, scheme.floor) == (50, 5, None, None)
    assert scheme.order == ("content", "penalty", "bonus", "floor", "ceiling")
    assert [each.code for each in scheme.children("B")] == ["B.1"]
    assert scheme.criterion("A1").rule == Bands((Band(None, 0), Band(5, 4), Band(9, 10)))
    assert scheme.criterion("A2").rule == Proportional(0.95, 0.5, 1.2)
    assert scheme.criterion("B1").rule == Manual()
    assert scheme.events[0].cap == 4


def test_what_is_left_out_has_its_default():
    scheme = parse_scheme(SMALL.replace('tie_breakers = ["A", "T1"]', ""))

    assert scheme.rounding == Rounding()
    assert scheme.ranking == Ranking()


def test_the_indicator_tells_which_way_is_better():
    scheme = parse_scheme(SMALL)

    assert scheme.criterion("A2").direction is Direction.HIGHER
    assert scheme.criterion("B1").direction is Direction.HIGHER


def test_line_ends_and_byte_order_marks_of_windows_change_nothing():
    assert parse_scheme("\ufeff" + SMALL.replace("\n", "\r\n")) == parse_scheme(SMALL)


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ('code = "nho"', 'code = "nho', 1),
        ("maximum = 50", "maximum = 5,0", 11),
        ("maximum = 50", "maximum = 50\nmaximum = 50", 12),
        ('parent = "B"', 'parent = "B"\n\nx = """', 36),
        ("maximum = 50", "maximum = " + "9" * 5000, 0),
        ('source = "Tự đặt"', "source = " + "[" * 100_000, 0),
    ],
)
def test_what_is_no_toml_is_told_with_its_line(old, new, line):
    text = SMALL.replace(old, new, 1)
    (mistake,) = mistakes(text)

    assert "TOML" in mistake.vi
    assert mistake.line == line or (line in {0, 36} and mistake.line <= text.count("\n") + 1)


ENTRIES = [
    ("bonus_cap = 5", "bonuscap = 5", "bonuscap = 5", r"Không có mục “bonuscap”. Có phải: bonus_cap"),
    ('label_en = "Award"\n', "", "[[events]]", "thiếu mục “label_en”"),
    ("maximum = 50\n", "", 'code = "nho"', "thiếu mục “maximum”"),
    ('label_en = "Award"', 'label_en = " "', 'label_en = " "', "văn bản không trống"),
    ('code = "T1"', 'code = "T 1"', 'code = "T 1"', "mã gồm chữ cái không dấu"),
    ("points_each = 2", 'points_each = "2"', 'points_each = "2"', "“points_each” cần một số"),
    ("points_each = 2", "points_each = true", "points_each = true", "cần một số"),
    ("points_each = 2", "points_each = 0", "points_each = 0", "lớn hơn 0"),
    ("points_each = 2", "points_each = nan", "points_each = nan", "cần một số"),
    ("points_each = 2", "points_each = -inf", "points_each = -inf", "cần một số"),
    ("valid_to = 2025-12-31", 'valid_to = "2025-12-31"', 'valid_to = "2025', "không có dấu ngoặc kép"),
    ("valid_to = 2025-12-31", "valid_to = 2025-12-31T00:00:00", "valid_to", "cần một ngày"),
    ('scored = "unit"', 'scored = "units"', 'scored = "units"', "Có phải: unit"),
    ('kind = "bonus"', 'kind = ["bonus"]', 'kind = ["bonus"]', "một trong các giá trị bonus, penalty"),
    ('kind = "manual"', 'kind = "manul"', 'kind = "manul"', "Có phải: manual"),
    ('{ kind = "manual" }', "{ points = 3 }", "{ points = 3 }", "thiếu mục “kind”"),
    ('{ kind = "manual" }', '"manual"', 'rule = "manual"', "“rule” cần một bảng"),
    ('kind = "manual"', 'kind = "manual", cap = 2', 'kind = "manual", cap', "Không có mục “cap”"),
    ("{ bound = 5, points = 4 }", "{ bound = 5 }", "{ bound = 5 }", "thiếu mục “points”"),
    ("{ bound = 5, points = 4 }", "{ bound = 5, points = 4, x = 1 }", "{ bound = 5", "Không có mục “x”"),
    ("floor = 0.5", "floor = -0.5", "floor = -0.5", "“floor” cần một số từ 0"),
    ("cap = 1.2", "cap = 0.9", "cap = 0.9", "“cap” cần một số từ 1"),
    ("[ranking]", "[rounding]\ndecimals = 7\n[ranking]", "decimals = 7", "số nguyên từ 0 đến 6"),
    ("[ranking]", "[rounding]\ndecimals = 1.5\n[ranking]", "decimals = 1.5", "số nguyên"),
    (
        "[ranking]",
        '[rounding]\nat = ["totals"]\n[ranking]',
        '"totals"',
        "Không có giá trị của “at”: “totals”. Có phải: total",
    ),
    ('["A", "T1"]', '["A", "A"]', '["A", "A"]', "bị lặp"),
    ("[ranking]", "[rankin]", "[rankin]", "Có phải: ranking"),
]


@pytest.mark.parametrize(("old", "new", "marker", "message"), ENTRIES)
def test_an_entry_that_is_wrong_is_told_with_its_line(old, new, marker, message):
    text = SMALL.replace(old, new, 1)
    (mistake,) = mistakes(text)

    assert mistake.line == line_with(text, marker)
    assert re.search(message, mistake.vi)
    assert mistake.en


def test_everything_wrong_is_told_at_once_in_the_order_of_the_lines():
    text = SMALL
    for old, new in (
        ("valid_to = 2025-12-31", "valid_to = 2023-12-31"),
        ("maximum = 50", "maximum = 60"),
        ("bonus_cap = 5", "bonuscap = 5"),
        ('parent = "B"', 'parent = "Z"'),
        ("target = 0.95", "target = 95"),
        ("points_each = 2", "points_each = 9"),
    ):
        text = text.replace(old, new, 1)
    with pytest.raises(SchemeError, match=r"“nho.toml” có 6 lỗi") as caught:
        parse_scheme(text, "nho.toml")

    assert [each.line for each in caught.value.mistakes] == [10, 11, 12, 35, 58, 76]


def test_what_follows_from_another_mistake_is_not_told():
    # T1 is a tie breaker, and the code of B the parent of B.1.
    for old, new in (('code = "T1"', 'code = "T 1"'), ('code = "B"', "code = 2")):
        assert len(mistakes(SMALL.replace(old, new, 1))) == 1


def test_mistakes_are_told_in_both_languages():
    with pytest.raises(SchemeError) as caught:
        parse_scheme(SMALL.replace("bonus_cap = 5", "bonuscap = 5"), "nho.toml")

    assert "- dòng 12: Không có mục “bonuscap”" in caught.value.vi
    assert "- line 12: There is no entry “bonuscap”" in caught.value.en


@given(schemes())
def test_every_scheme_is_read_as_it_was_written(scheme):
    assert parse_scheme(write_scheme(scheme)) == scheme


def digest_or_lines(text):
    try:
        return parse_scheme(text).digest
    except SchemeError as error:
        return [each.line for each in error.mistakes]


WORDS = re.compile(r"^(?:label_vi|label_en|source) = ")


@given(schemes(), st.data())
def test_a_change_of_any_line_changes_the_digest_or_is_refused_with_a_line(scheme, data):
    lines = write_scheme(scheme).split("\n")
    place = data.draw(st.sampled_from([place for place, line in enumerate(lines) if " = " in line]))
    changed = [
        *lines[:place],
        *data.draw(
            st.sampled_from(
                [
                    [],
                    [lines[place].replace(" = ", "_x = ", 1)],
                    [lines[place].split(" = ")[0] + " = -1"],
                    [lines[place].split(" = ")[0] + " = 1e9"],
                    [lines[place].split(" = ")[0] + " = {}"],
                ]
            )
        ),
        *lines[place + 1 :],
    ]
    outcome = digest_or_lines("\n".join(changed))
    if isinstance(outcome, list):
        assert outcome
        assert all(1 <= each <= len(changed) for each in outcome)
    else:
        # Words do not count, and what is left out may be as it was by default.
        assert outcome != scheme.digest or WORDS.match(lines[place]) or len(changed) < len(lines)
