import tomllib

import pytest
import tomli_w
from hypothesis import given
from hypothesis import strategies as st

from khcn_analytics.scoring.scheme_lines import line_of, lines_of

TEXT = '''# chú thích: a = 1
code = "a # b"  # = [
note = """
[[not_a_table]]
x = 1 ""\\""""""
path = \'\'\'
[y]\'\'\'\'
"khóa lạ" = 1979-05-27 07:32:00
a.b . "c.d" = 2

[rounding] # [[x]]
at = [ # ]
  "group",

  "total",
]

[[criteria]]
code = "A1"
rule = { kind = "bands", bands = [ { points = 0 },
  { bound = 5, points = 3 } ] }
[criteria.extra]
z = 1

[[criteria]]
[[criteria.parts]]
q = 0
  [[ criteria . parts ]]
  q = {}
'''


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ((), 1),
        (("code",), 2),
        (("note",), 3),
        (("path",), 6),
        (("khóa lạ",), 8),
        (("a", "b", "c.d"), 9),
        (("rounding",), 11),
        (("rounding", "at"), 12),
        (("rounding", "at", 0), 13),
        (("rounding", "at", 1), 15),
        (("criteria",), 18),
        (("criteria", 0, "code"), 19),
        (("criteria", 0, "rule", "kind"), 20),
        (("criteria", 0, "rule", "bands", 0, "points"), 20),
        (("criteria", 0, "rule", "bands", 1, "bound"), 21),
        (("criteria", 0, "extra", "z"), 23),
        (("criteria", 1), 25),
        (("criteria", 1, "parts", 0, "q"), 27),
        (("criteria", 1, "parts", 1), 28),
        (("criteria", 1, "parts", 1, "q"), 29),
    ],
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_every_form_of_entry_is_found_in_its_line(path, line, line_end):
    text = TEXT.replace("\n", line_end)
    tomllib.loads(text)

    assert lines_of(text)[path] == line


def test_what_looks_like_an_entry_within_a_text_or_a_comment_is_none():
    assert not {("not_a_table", 0), ("y",), ("x",)} & set(lines_of(TEXT))


def test_an_entry_that_is_missing_is_told_at_its_table():
    assert line_of(lines_of(TEXT), ("criteria", 1, "code")) == 25
    assert line_of(lines_of(TEXT), ("maximum",)) == 1


def test_an_empty_text_has_its_first_line():
    assert lines_of("") == {(): 1}


LEAVES = st.text(max_size=8) | st.integers(-9, 9) | st.booleans() | st.dates() | st.datetimes()
VALUES = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3)
)


def paths_in(value, path=()):
    yield path
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        yield from paths_in(inner, (*path, key))


@given(st.dictionaries(st.text(max_size=4), VALUES, max_size=4), st.booleans())
def test_whatever_is_written_is_found(content, is_multiline):
    text = tomli_w.dumps(content, multiline_strings=is_multiline)
    lines = lines_of(text)

    assert set(paths_in(tomllib.loads(text))) <= set(lines)
    assert all(1 <= each <= text.count("\n") + 1 for each in lines.values())
