import polars as pl
import pytest

from khcn_analytics.errors import UnknownNameError, WrongUseError
from khcn_analytics.scoring.scored_units import is_unit, only_unit

FRAME = pl.DataFrame({"department": ["a", "b", "a"], "unit": ["Văn phòng", "Văn phòng", None], "row": [1, 2, 3]})


@pytest.mark.parametrize(
    ("unit", "department", "row"), [("Văn phòng", "a", 1), ("Văn phòng", "b", 2), (None, "a", 3), (None, None, 3)]
)
def test_a_unit_is_found_by_its_name(unit, department, row):
    assert only_unit(FRAME, unit, department)["row"] == row


def test_a_name_of_several_is_refused():
    with pytest.raises(WrongUseError, match="a, b"):
        only_unit(FRAME, "Văn phòng")


@pytest.mark.parametrize(("unit", "department"), [("Thanh tra", None), ("Văn phòng", "c"), (None, "b")])
def test_a_name_of_nobody_is_refused(unit, department):
    with pytest.raises(UnknownNameError):
        only_unit(FRAME, unit, department)


def test_a_department_without_that_unit_is_told_with_those_that_have_it():
    with pytest.raises(UnknownNameError, match="a, b"):
        only_unit(FRAME, "Văn phòng", "zzz")


def test_where_departments_are_scored_they_are_named_as_units_are():
    whole = pl.DataFrame(
        {"department": ["a", "b"], "unit": [None, None], "row": [1, 2]}, schema_overrides={"unit": pl.String}
    )

    assert only_unit(whole, "b")["row"] == 2
    assert whole.filter(is_unit({"department": "a", "unit": None}))["row"].to_list() == [1]
