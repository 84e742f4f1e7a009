"""Every indicator on its worked example (tests/spec): values, validity of the records, explanation."""

from collections.abc import Callable
from datetime import date
from typing import Any

import polars as pl
import pytest
from builders import records
from spec.reading import REMARK, Example, Table, figures, read_examples

from khcn_analytics.indicators.engine import compute
from khcn_analytics.indicators.explain import explain
from khcn_analytics.indicators.registry import INDICATORS
from khcn_analytics.periods import parse_period
from khcn_analytics.schemas.columns import column_types
from khcn_analytics.schemas.registry import DATASETS
from khcn_analytics.schemas.validation import check_frame

EXAMPLES = read_examples(INDICATORS)
# How the cells of a column are read, by its type.
READ: dict[pl.DataType, Callable[[str], Any]] = {
    pl.Int64(): int,
    pl.Float64(): float,
    pl.Boolean(): {"true": True, "false": False}.__getitem__,
    pl.Date(): date.fromisoformat,
    pl.String(): str,
}


def frame_of(name: str, table: Table) -> pl.DataFrame:
    """The records of a table; columns that are not written hold what the builder fills in."""
    types = column_types(DATASETS[name].model)
    written = table.without(REMARK).columns
    columns = {each: [READ[types[each]](row[each]) if row[each] else None for row in table.rows] for each in written}
    return records(DATASETS[name], **columns)


def frames_of(example: Example) -> dict[str, pl.DataFrame]:
    return {name: frame_of(name, table) for name, table in example.records.items()}


def test_every_indicator_has_an_example():
    # Reading refuses an example without indicator.
    assert [code for code in INDICATORS if code not in EXAMPLES] == []


@pytest.mark.parametrize("example", EXAMPLES.values(), ids=EXAMPLES)
class TestEveryExample:
    def test_has_valid_records(self, example):
        frames = frames_of(example)
        for name, frame in frames.items():
            problems = check_frame(frame, DATASETS[name], beside=frames).problems
            assert problems.filter(severity="error").select("row", "field", "rule").rows() == []

    def test_comes_to_the_values_worked_out_by_hand(self, example):
        by = list(example.by)
        periods = {row["period"]: parse_period(row["period"]) for row in example.values.rows}
        found = compute(frames_of(example), periods.values(), by, [example.code]).rows(named=True)
        columns = (*by, "period_start", "period_end", "value", "numerator", "denominator", "flag")
        wanted = []
        for row in example.values.rows:
            period, expected = periods[row["period"]], figures(row)
            wanted.append(
                (
                    *(row[name] for name in by),
                    *(period.start, period.end),
                    *(expected.value, expected.numerator, expected.denominator, expected.flag),
                )
            )
        assert sorted((tuple(row[name] for name in columns) for row in found), key=str) == sorted(wanted, key=str)

    def test_is_explained_by_records_that_add_up(self, example):
        frames = frames_of(example)
        for row in example.values.rows:
            where = {name: row[name] for name in example.by}
            why = explain(frames, example.code, parse_period(row["period"]), where)
            wanted = figures(row)
            assert why.text("vi")
            assert why.text("en")
            if wanted.numerator is not None:
                assert why.numerator_records["counted"].sum() == wanted.numerator
            if wanted.denominator is not None:
                assert why.denominator_records is not None
                assert why.denominator_records["counted"].sum() == wanted.denominator


class TestReading:
    RECORDS = 'tasks = """\nlevel | kind | remark\n{level} | | vì sao\n"""\n'
    VALUES = 'values = """\nperiod | level | value\n2020 | {level} | 3\n2021 | {level} | 1/3\n2022 | {level} | not_covered\n"""\n'

    def test_an_example_is_read_as_it_is_written(self, tmp_path):
        (tmp_path / "tasks.toml").write_text(f'["tasks.a"]\n{self.RECORDS}{self.VALUES}', "utf-8")
        example = read_examples(["tasks.a", "tasks.b"], tmp_path)["tasks.a"]
        assert example.records["tasks"].rows == ({"level": "{level}", "kind": "", "remark": "vì sao"},)
        assert example.by == ("level",)
        found = [(each.value, each.numerator, each.flag) for each in map(figures, example.values.rows)]
        assert found == [(3, 3, None), (1 / 3, 1 / 3, None), (None, None, "not_covered")]

    def test_one_example_stands_for_codes_of_its_form_that_have_none_of_their_own(self, tmp_path):
        text = f'["tasks.{{level}}"]\n{self.RECORDS}{self.VALUES}["tasks.own"]\n{self.RECORDS}{self.VALUES}'
        (tmp_path / "tasks.toml").write_text(text, "utf-8")
        found = read_examples(["tasks.national", "tasks.own"], tmp_path)
        assert {code: each.values.rows[0]["level"] for code, each in found.items()} == {
            "tasks.national": "national",
            "tasks.own": "{level}",
        }

    @pytest.mark.parametrize(
        ("file", "text", "reason"),
        [
            ("tasks", '["tasks.x"]\nvalues = ""', "examples of no indicator"),
            ("funding", '["tasks.a"]\nvalues = "period\\n2020"', "belongs into another file"),
            ("tasks", '["tasks.a"]\nvalues = "period | value\\n2020"', "too many or too few cells"),
            ("tasks", '["tasks.a"]\nvalues = "period | value"', "no rows"),
        ],
    )
    def test_an_example_that_is_not_well_written_is_refused(self, tmp_path, file, text, reason):
        (tmp_path / f"{file}.toml").write_text(text, "utf-8")
        with pytest.raises(AssertionError, match=reason):
            read_examples(["tasks.a"], tmp_path)
