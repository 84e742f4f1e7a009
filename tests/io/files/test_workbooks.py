"""Typed cells become texts without loss; whole workbooks are read in test_own_process."""

from hypothesis import given
from hypothesis import strategies as st

from khcn_analytics.io.files import workbooks


@given(st.lists(st.floats(allow_nan=False, allow_infinity=False) | st.none() | st.text(max_size=3), max_size=20))
def test_numbers_keep_every_digit(column):
    texts, _ = workbooks._text(["" if each is None else each for each in column])

    assert [type(old)(new) if isinstance(old, float) else new for old, new in zip(column, texts, strict=True)] == [
        each or None if not isinstance(each, float) else each for each in column
    ]
    assert all(
        "." not in new for old, new in zip(column, texts, strict=True) if isinstance(old, float) and old.is_integer()
    )
