"""What the strategies draw is valid: properties are about records that can be there."""

from typing import Any

import pytest
from builders import ANY_RECORDS
from hypothesis import given
from hypothesis import strategies as st

from khcn_analytics.schemas.registry import DATASETS
from khcn_analytics.schemas.validation import check_frame


@pytest.mark.parametrize("name", ANY_RECORDS)
@given(st.data())
def test_records_that_are_drawn_are_let_in(name: str, data: Any) -> None:
    frame = data.draw(ANY_RECORDS[name])
    assert check_frame(frame, DATASETS[name]).quarantined.is_empty()
