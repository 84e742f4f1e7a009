"""No bad record gets through, none is lost, and each is told of with its row.

The doors pandera leaves open on polars are tried one by one: lazy frames, switches in the
environment, coercion, NaN, rules that answer for fewer rows than they were asked about.
"""

import os
import subprocess
import sys
from typing import Any

import pandera.polars as pa
import polars as pl
import pytest
from builders import inspections, published, tasks
from hypothesis import given
from hypothesis import strategies as st
from pandera.config import ValidationDepth, config_context
from pandera.errors import SchemaError, SchemaErrors

from khcn_analytics.errors import InvalidDataError, MissingColumnsError, UnreadableDataError
from khcn_analytics.schemas.columns import Number, Text, column_types
from khcn_analytics.schemas.inspections import INSPECTIONS
from khcn_analytics.schemas.published import PUBLISHED
from khcn_analytics.schemas.registry import DATASETS
from khcn_analytics.schemas.rules import Severity
from khcn_analytics.schemas.tasks import TASKS
from khcn_analytics.schemas.validation import (
    CheckedFrame,
    _is_flawless,
    as_result,
    certified,
    check_frame,
    only_valid,
    problem,
    problem_frame,
)
from khcn_analytics.vocabulary.labels import Label

WORDS = Label("không đọc được", "can't be read")


def rows_and_rules(checked: CheckedFrame[Any]) -> list[tuple[Any, ...]]:
    return checked.problems.select("row", "rule").rows()


class TestNothingGetsThroughUnchecked:
    def test_a_lazy_frame_is_checked_like_any_other(self):
        frame = inspections(subjects=[3, -1, 5])
        lazy, eager = check_frame(frame.lazy(), INSPECTIONS), check_frame(frame, INSPECTIONS)
        assert rows_and_rules(lazy) == rows_and_rules(eager) == [(2, "at_least")]
        assert lazy.clean["subjects"].to_list() == [3, 5]

    @pytest.mark.parametrize("depth", [ValidationDepth.SCHEMA_ONLY, ValidationDepth.DATA_ONLY])
    @pytest.mark.parametrize("enabled", [True, False])
    def test_a_switch_in_the_process_changes_nothing(self, enabled, depth):
        with config_context(validation_enabled=enabled, validation_depth=depth):
            checked = check_frame(inspections(subjects=[3, -1]), INSPECTIONS)
        assert rows_and_rules(checked) == [(2, "at_least")]

    @pytest.mark.parametrize(
        "switch",
        [
            {"PANDERA_VALIDATION_ENABLED": "False"},
            {"PANDERA_VALIDATION_DEPTH": "SCHEMA_ONLY"},
            {"PANDERA_USE_NARWHALS_BACKEND": "True"},
        ],
        ids=str,
    )
    def test_a_switch_in_the_environment_changes_nothing(self, switch):
        code = (
            "from builders import inspections\n"
            "from khcn_analytics.schemas.inspections import INSPECTIONS\n"
            "from khcn_analytics.schemas.validation import check_frame\n"
            "frame = inspections(subjects=[None, 3, -1, 5], fines_vnd=[0, 0, 0, -1])\n"
            "print(check_frame(frame, INSPECTIONS).problems.select('row', 'rule').rows())\n"
        )
        environment = {**os.environ, **switch, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        run = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False)
        assert run.stderr == ""
        assert run.stdout.strip() == "[(1, 'required'), (3, 'at_least'), (4, 'at_least')]"

    @pytest.mark.parametrize("value", [float("nan"), float("inf"), float("-inf")])
    def test_a_number_that_is_none_is_kept_out(self, value):
        checked = check_frame(published(value=[1.0, value]), PUBLISHED)
        assert (checked.clean.height, checked.quarantined.height) == (1, 1)

    def test_nothing_is_coerced_to_make_it_fit(self):
        frame = inspections(subjects=[3]).with_columns(subjects=pl.lit(2.7))
        with pytest.raises(UnreadableDataError):
            check_frame(frame, INSPECTIONS)


class TestColumns:
    def test_a_missing_required_column_is_named_in_both_languages(self):
        with pytest.raises(MissingColumnsError, match=r"lacks 2 required column\(s\): title, level") as caught:
            check_frame(tasks().drop("title", "level"), TASKS)
        assert "thiếu 2 cột bắt buộc: “Tên nhiệm vụ” (title), “Cấp quản lý” (level)" in caught.value.vi

    def test_a_missing_optional_column_is_added_empty(self):
        checked = check_frame(tasks().drop("accepted_on", "budget_vnd"), TASKS)
        assert dict(checked.clean.schema) == column_types(TASKS.model)
        assert checked.clean.select("accepted_on", "budget_vnd").row(0) == (None, None)
        assert checked.problems.is_empty()

    def test_an_unknown_column_is_left_out_and_told(self):
        checked = check_frame(tasks(ghi_chu="x"), TASKS)
        assert "ghi_chu" not in checked.clean.columns
        told = checked.problems.row(0, named=True)
        assert (told["rule"], told["severity"], told["row"], told["field"]) == (
            "unknown_column",
            "warning",
            None,
            "ghi_chu",
        )
        assert "“ghi_chu” không có trong bộ dữ liệu" in told["message_vi"]
        assert "“ghi_chu” is not part of tasks" in told["message_en"]

    def test_a_quarantined_record_keeps_its_unknown_columns(self):
        checked = check_frame(tasks(title=["a", None], ghi_chu=["x", "y"]), TASKS)
        assert checked.quarantined["ghi_chu"].to_list() == ["y"]

    def test_columns_in_another_order_come_out_in_the_order_of_the_dataset(self):
        shuffled = tasks().select(reversed(tasks().columns))
        assert check_frame(shuffled, TASKS).clean.columns == list(column_types(TASKS.model))

    @pytest.mark.parametrize(
        ("column", "given"),
        [
            ("subjects", pl.Int8()),
            ("subjects", pl.Int32()),
            ("subjects", pl.UInt32()),
            ("activity", pl.Categorical()),
            ("activity", pl.Enum(["check", "inspection"])),
            ("fines_vnd", pl.Null()),
            ("ended_on", pl.Null()),
            ("planned", pl.Null()),
            ("unit", pl.Null()),
        ],
        ids=str,
    )
    def test_a_type_that_loses_nothing_is_taken(self, column, given):
        frame = inspections(subjects=[3, 5])
        clean = check_frame(frame.with_columns(pl.col(column).cast(given)), INSPECTIONS).clean
        assert clean.equals(frame)

    @pytest.mark.parametrize("given", [pl.Int64(), pl.Int16(), pl.Float32()], ids=str)
    def test_a_figure_may_be_any_kind_of_number(self, given):
        clean = check_frame(published(value=9.0).with_columns(pl.col("value").cast(given)), PUBLISHED).clean
        assert clean["value"].to_list() == [9.0]

    @pytest.mark.parametrize(
        ("column", "wrong"),
        [
            ("subjects", pl.lit(3.0)),
            ("subjects", pl.lit("3")),
            ("subjects", pl.lit(3, pl.UInt64)),
            ("subjects", pl.lit(value=True)),
            ("planned", pl.lit(1)),
            ("planned", pl.lit("có")),
            ("started_on", pl.lit("2020-01-01")),
            ("started_on", pl.datetime(2020, 1, 1, 8)),
            ("activity", pl.lit(1)),
            ("unit", pl.lit(1.5)),
        ],
        ids=str,
    )
    def test_a_wrong_type_is_refused_in_both_languages(self, column, wrong):
        with pytest.raises(UnreadableDataError, match=f"column {column} has type .* is needed") as caught:
            check_frame(inspections().with_columns(wrong.alias(column)), INSPECTIONS)
        assert f"cột {column} có kiểu" in caught.value.vi

    def test_a_number_too_large_for_the_column_is_refused(self):
        frame = inspections().with_columns(fines_vnd=pl.lit(2**100, pl.UInt128))
        with pytest.raises(UnreadableDataError):
            check_frame(frame, INSPECTIONS)


class TestEveryRecordIsKeptOrQuarantined:
    # Column -> a value that breaks a rule of its own, across columns, or only a warning.
    CORRUPTIONS = (
        ("title", None),
        ("level", "xxx"),
        ("field", "402x"),
        ("budget_vnd", -1),
        ("task_id", "NV-001"),
        ("state_budget_vnd", 10**12),
        ("outcome", "passed"),
        ("department", None),
    )

    @given(st.lists(st.sets(st.sampled_from(CORRUPTIONS), max_size=3), max_size=8))
    def test_whatever_is_wrong_with_them(self, wrong):
        frame = self._corrupted([dict(each) for each in wrong])
        checked = check_frame(frame, TASKS)
        kept = [place for place in range(frame.height) if place not in checked.kept_out]
        assert checked.quarantined.equals(frame[checked.kept_out])
        assert checked.clean.equals(frame[kept])
        blamed = checked.problems.filter(pl.col("severity") == "error")["row"].unique().sort()
        assert blamed.to_list() == [place + 1 for place in checked.kept_out]
        assert certified(checked.clean, TASKS).height == len(kept)

    @staticmethod
    def _corrupted(changes: list[dict[str, Any]]) -> pl.DataFrame:
        valid = tasks(title=["a"] * len(changes), budget_vnd=10**9)
        rows = [row | change for row, change in zip(valid.iter_rows(named=True), changes, strict=True)]
        return pl.DataFrame(rows, schema=valid.schema)

    def test_a_warning_lets_the_record_in(self):
        checked = check_frame(tasks(outcome="passed"), TASKS)
        assert (checked.clean.height, checked.quarantined.height) == (1, 0)
        assert checked.problems["severity"].to_list() == ["warning"]

    def test_the_warnings_of_a_bad_record_are_told_too(self):
        checked = check_frame(tasks(title=None, outcome="passed"), TASKS)
        assert set(checked.problems["rule"]) == {"required", "rated_task_has_acceptance_date"}
        assert checked.clean.is_empty()

    def test_every_rule_a_record_breaks_is_told(self):
        checked = check_frame(tasks(title=None, level="xxx", field="402x", budget_vnd=-1), TASKS)
        assert sorted(checked.problems["rule"]) == ["at_least", "format", "one_of", "required"]

    def test_a_warning_is_told_once_although_records_are_judged_twice(self):
        checked = check_frame(tasks(title=[None, "a"], outcome=[None, "passed"]), TASKS)
        assert rows_and_rules(checked) == [(1, "required"), (2, "rated_task_has_acceptance_date")]

    @pytest.mark.parametrize("dataset", DATASETS.values(), ids=DATASETS)
    def test_a_frame_without_records_is_valid(self, dataset):
        checked = check_frame(pl.DataFrame(schema=column_types(dataset.model)), dataset)
        assert (checked.clean.height, checked.quarantined.height, checked.problems.height) == (0, 0, 0)

    def test_a_frame_of_bad_records_only_leaves_none(self):
        checked = check_frame(tasks(title=[None, None]), TASKS)
        assert checked.clean.is_empty()
        assert checked.kept_out.to_list() == [0, 1]


class TestSharedKeys:
    def test_every_record_of_a_shared_key_is_kept_out(self):
        checked = check_frame(tasks(task_id=["A", "B", "A", "A"]), TASKS)
        assert rows_and_rules(checked) == [(row, "key_is_unique") for row in (1, 3, 4)]
        assert checked.clean["task_id"].to_list() == ["B"]

    def test_records_alike_in_everything_are_all_kept_out(self):
        frame = pl.concat([tasks(), tasks()])
        assert check_frame(frame, TASKS).kept_out.to_list() == [0, 1]

    def test_the_same_number_in_another_department_is_another_record(self):
        assert check_frame(tasks(task_id="A", department=["cao_bang", "kon_tum"]), TASKS).problems.is_empty()

    def test_the_duplicate_of_a_record_that_is_itself_bad_is_kept_out_with_it(self):
        # Which of the two is the right one is for a person to say: the bad one may be the newer.
        checked = check_frame(tasks(task_id=["A", "A"], title=[None, "b"]), TASKS)
        assert rows_and_rules(checked) == [(1, "required"), (1, "key_is_unique"), (2, "key_is_unique")]

    def test_the_duplicate_of_a_record_refused_before_is_valid(self):
        # The refused record's key was perhaps never read, so it is not held against the other.
        unreadable = problem(rule="unreadable", severity=Severity.ERROR, message=WORDS, fix=WORDS, rows=pl.Series([1]))
        checked = check_frame(tasks(task_id=["A", "A"]), TASKS, refused=[unreadable])
        assert rows_and_rules(checked) == [(1, "unreadable")]
        assert checked.kept_out.to_list() == [0]

    def test_is_found_among_records_of_which_a_cell_was_refused_too(self):
        # Which of the two is right is for the planner to tell, whatever else is wrong with one.
        unreadable = problem(
            rule="unreadable", severity=Severity.ERROR, field="due_on", message=WORDS, fix=WORDS, rows=pl.Series([1])
        )
        checked = check_frame(tasks(task_id=["A", "A"]), TASKS, refused=[unreadable])
        assert rows_and_rules(checked) == [(1, "unreadable"), (1, "key_is_unique"), (2, "key_is_unique")]
        assert checked.clean.is_empty()


class TestRowsThatWereRefusedBefore:
    def test_are_told_of_their_other_cells(self):
        unreadable = problem(
            rule="unreadable", severity=Severity.ERROR, field="level", message=WORDS, fix=WORDS, rows=pl.Series([2])
        )
        checked = check_frame(
            tasks(title=["a", None, "c"], level=["provincial", None, "provincial"]), TASKS, refused=[unreadable]
        )
        assert rows_and_rules(checked) == [(2, "unreadable"), (2, "required")]
        assert checked.problems["field"].to_list() == ["level", "title"]

    def test_are_kept_out_and_told_without_being_judged_again(self):
        rows = pl.Series([2])
        unreadable = problem(rule="unreadable", severity=Severity.ERROR, message=WORDS, fix=WORDS, rows=rows)
        checked = check_frame(tasks(title=["a", None, "c"]), TASKS, refused=[unreadable])
        assert rows_and_rules(checked) == [(2, "unreadable")]
        assert checked.clean["title"].to_list() == ["a", "c"]

    def test_do_not_shift_the_rows_of_other_problems(self):
        rows = pl.Series([1, 3])
        unreadable = problem(rule="unreadable", severity=Severity.ERROR, message=WORDS, fix=WORDS, rows=rows)
        checked = check_frame(tasks(title=["a", None, "c", None, "e"]), TASKS, refused=[unreadable])
        assert rows_and_rules(checked) == [(1, "unreadable"), (2, "required"), (3, "unreadable"), (4, "required")]

    def test_may_include_a_problem_of_the_whole_table(self):
        whole = problem(rule="unknown_header", severity=Severity.WARNING, message=WORDS, fix=WORDS)
        assert rows_and_rules(check_frame(tasks(), TASKS, refused=[whole])) == [(None, "unknown_header")]


class TestProblems:
    def test_name_the_row_the_column_and_the_value(self):
        checked = check_frame(tasks(title=["a", "b", "c"], level=["provincial", "tỉnh", "provincial"]), TASKS)
        told = checked.problems.row(0, named=True)
        assert [told[name] for name in ("row", "field", "value", "rule", "severity")] == [
            2,
            "level",
            "tỉnh",
            "one_of",
            "error",
        ]

    def test_have_right_rows_after_several_bad_ones(self):
        frame = tasks(title=[None, "b", None, "d", "e", "f"], level=[*["provincial"] * 4, "xxx", "provincial"])
        assert rows_and_rules(check_frame(frame, TASKS)) == [(1, "required"), (3, "required"), (5, "one_of")]

    def test_are_sorted_by_row_those_of_the_whole_table_first(self):
        frame = tasks(level=["provincial", "provincial", "xxx"], title=["a", None, "c"], budget_vnd=[-1, 0, 0], la="x")
        rows = check_frame(frame, TASKS).problems["row"].to_list()
        assert rows == [None, 1, 2, 3]

    def test_say_in_both_languages_what_is_wrong_and_what_to_do(self):
        frame = tasks(title=[None, "b", "c", "d"], level="xxx", field="402x", budget_vnd=-1, la="x", outcome="passed")
        frame = pl.concat([frame, frame])
        told = check_frame(frame, TASKS).problems.select("message_vi", "message_en", "fix_vi", "fix_en")
        assert all(text and "{" not in text for row in told.iter_rows() for text in row)

    def test_of_a_code_list_say_the_choices(self):
        told = check_frame(tasks(level="xxx"), TASKS).problems.row(0, named=True)
        assert told["message_vi"] == "Cấp quản lý không có trong danh mục"
        assert told["message_en"] == "Level is not in the code list"
        assert told["fix_vi"] == "Chọn một trong: cấp quốc gia, cấp bộ, cấp tỉnh, cấp cơ sở"
        assert told["fix_en"] == "Choose one of: national, ministry, provincial, grassroots"

    def test_of_a_number_say_the_smallest(self):
        told = check_frame(inspections(subjects=-1), INSPECTIONS).problems.row(0, named=True)
        assert (told["message_vi"], told["message_en"]) == ("Số cơ sở nhỏ hơn 0", "Subjects is below 0")
        assert told["value"] == "-1"

    def test_of_a_missing_value_show_an_example(self):
        told = check_frame(tasks(title=None), TASKS).problems.row(0, named=True)
        assert (told["message_vi"], told["message_en"]) == ("Thiếu Tên nhiệm vụ", "Title is missing")
        assert told["fix_vi"].endswith("ví dụ: Xây dựng mô hình trồng dược liệu")
        assert told["value"] is None

    def test_of_a_frame_name_no_file(self):
        told = check_frame(tasks(title=None), TASKS).problems.row(0, named=True)
        assert [told[name] for name in ("file", "sheet", "column", "header")] == [None] * 4

    def test_none_is_a_frame_with_every_column(self):
        assert problem_frame([]).columns == check_frame(tasks(title=None), TASKS).problems.columns


class TestCertified:
    def test_gives_the_records_back_when_all_are_valid(self):
        frame = tasks(title=["a", "b"])
        assert certified(frame, TASKS).equals(frame)

    def test_refuses_all_when_one_is_bad(self):
        with pytest.raises(InvalidDataError, match=r"has 1 error\(s\): row 2, title = .*: Title is missing") as caught:
            certified(tasks(title=["a", None]), TASKS)
        assert "có 1 lỗi: dòng 2, title = " in caught.value.vi
        assert "Thiếu Tên nhiệm vụ" in caught.value.vi

    def test_counts_every_error_and_shows_three(self):
        with pytest.raises(InvalidDataError, match="; and 2 more") as caught:
            certified(tasks(title=[None] * 5), TASKS)
        assert caught.value.count == 5
        assert "; và 2 lỗi khác" in caught.value.vi

    def test_does_not_count_warnings(self):
        assert certified(tasks(outcome="passed", ghi_chu="x"), TASKS).height == 1

    def test_is_what_only_valid_says_of_a_checked_frame(self):
        checked = check_frame(tasks(title=["a", None]), TASKS)
        with pytest.raises(InvalidDataError, match=r"1 error\(s\)") as caught:
            only_valid(checked)
        assert "có 1 lỗi" in caught.value.vi

    def test_does_not_show_a_missing_value_as_the_word_none(self):
        with pytest.raises(InvalidDataError) as caught:
            certified(tasks(title=None), TASKS)
        assert "None" not in caught.value.vi


MISTAKES = st.tuples(
    st.sampled_from(sorted(column_types(TASKS.model))),
    st.one_of(st.none(), st.integers(-2, 10**14), st.sampled_from(["", "x", "tỉnh", "passed", "national"]), st.dates()),
)


@given(st.lists(st.tuples(st.integers(0, 2), MISTAKES), max_size=3))
def test_records_that_are_asked_all_at_once_are_fine_just_when_pandera_finds_nothing(mistakes):
    rows = tasks(task_id=["NV-1", "NV-2", "NV-3"]).to_dicts()
    types = column_types(TASKS.model)
    for place, (name, value) in mistakes:
        fits = pl.Series([value]).dtype in (pl.Null, types[name])
        rows[place][name] = value if fits else rows[place].get(name)
    frame = pl.DataFrame(rows, schema=types)
    try:
        TASKS.model.to_schema().validate(frame, lazy=True)
        is_fine = True
    except SchemaErrors:
        is_fine = False

    assert _is_flawless(frame, TASKS.model) is is_fine


@pytest.mark.parametrize(
    ("column", "values"),
    [
        ("value", [1.0, None]),
        ("value", [1.0, float("nan")]),
        ("value", [1.0, float("inf")]),
    ],
)
def test_pandera_is_asked_about_every_kind_of_mistake(column, values):
    assert not _is_flawless(published(**{column: values}), PUBLISHED.model)


def test_every_check_of_every_dataset_is_known_here():
    for each in DATASETS.values():
        frame = pl.DataFrame(schema=column_types(each.model))
        assert _is_flawless(frame, each.model)


class _Measured(pa.DataFrameModel):
    name: Text = pa.Field()
    kind: Text = pa.Field(isin=["a", "b"])
    weight: Number = pa.Field()
    note: Text = pa.Field(nullable=True)


_MEASURED = {"name": "x", "kind": "a", "weight": 1.0, "note": None}
_MEASURED_TYPES = {"name": pl.String, "kind": pl.String, "weight": pl.Float64, "note": pl.String}


@pytest.mark.parametrize(
    "wrong", [{"name": None}, {"kind": "c"}, {"kind": None}, {"weight": float("nan")}, {"weight": None}]
)
def test_a_result_is_checked_in_every_column(wrong):
    right = pl.DataFrame([_MEASURED], schema=_MEASURED_TYPES)

    assert as_result(right, _Measured).equals(right)
    with pytest.raises((SchemaError, SchemaErrors)):
        as_result(pl.DataFrame([{**_MEASURED, **wrong}], schema=_MEASURED_TYPES), _Measured)


@pytest.mark.parametrize("name", list(_MEASURED))
def test_a_result_has_every_column_in_its_type(name):
    right = pl.DataFrame([_MEASURED], schema=_MEASURED_TYPES)

    for wrong in (right.drop(name), right.with_columns(pl.lit(1).alias(name))):
        with pytest.raises((SchemaError, SchemaErrors)):
            as_result(wrong, _Measured)
