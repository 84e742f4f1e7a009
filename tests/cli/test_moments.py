from datetime import date, datetime
from pathlib import Path

import pytest

from khcn_analytics.cli.moments import moment_of, parse_as_of, parse_day
from khcn_analytics.errors import WrongUseError


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("12", 12),
        (" 0 ", 0),
        ("2025-12-31", date(2025, 12, 31)),
        ("31/12/2025", date(2025, 12, 31)),
        ("1/2/2025", date(2025, 2, 1)),
        ("2025-12-31T17:30", datetime.fromisoformat("2025-12-31T17:30")),
        ("2025-12-31 17:30:05", datetime.fromisoformat("2025-12-31T17:30:05")),
        ("2025-12-31T17:30+07:00", datetime.fromisoformat("2025-12-31T17:30+07:00")),
    ],
)
def test_versions_days_and_moments_are_told_apart(text, meant):
    assert parse_as_of(text) == meant
    assert type(parse_as_of(text)) is type(meant)


@pytest.mark.parametrize(
    "text", ["", "hôm qua", "31/02/2025", "2025-13-01", "-1", "31-12-2025", "12.5", "١٢", "2025-12"]
)
def test_other_texts_are_refused_with_examples(text):
    with pytest.raises(WrongUseError, match="31/12/2025"):
        parse_as_of(text)


@pytest.mark.parametrize("text", ["", "12", "31/02/2025", "2025-12-31T17:30"])
def test_a_day_is_only_a_day(text):
    with pytest.raises(WrongUseError, match="không phải là ngày"):
        parse_day(text)


def test_the_bundled_example_has_no_history():
    assert moment_of(None, None) is None
    with pytest.raises(WrongUseError, match="không có lịch sử"):
        moment_of(None, "12")


def test_a_workspace_may_be_asked_for_as_it_was():
    assert moment_of(Path("kho"), "12") == 12
