import tempfile
from pathlib import Path

import polars as pl
import pytest
from builders import funding, inspections, tasks
from hypothesis import given, settings
from hypothesis import strategies as st

from khcn_analytics.errors import (
    DataNotFoundError,
    InvalidDataError,
    KhcnError,
    UnreadableDataError,
    WrongUseError,
)
from khcn_analytics.io.bundled import bundled_folder
from khcn_analytics.io.checking import check_all
from khcn_analytics.progress import listening
from khcn_analytics.schemas.tasks import TASKS
from khcn_analytics.schemas.validation import check_frame
from khcn_analytics.store import importing, tables, versions
from khcn_analytics.store.history import undo
from khcn_analytics.store.importing import import_files
from khcn_analytics.store.versions import OvertakenError, newest_number, publish
from khcn_analytics.store.workspace import open_workspace

from .conftest import CARD, contents


def counts(report):
    return [(each.read, each.added, each.changed, each.unchanged, each.quarantined) for each in report.files]


def test_records_come_in_by_key(folder, file):
    first = import_files(folder, file(tasks(title=["Một", "Hai"])))
    second = import_files(folder, file(tasks(title=["Một", "Hai sửa", "Ba"])))

    assert (first.version, second.version) == (1, 2)
    assert counts(first) == [(2, 2, 0, 0, 0)]
    assert counts(second) == [(3, 1, 1, 1, 0)]
    assert open_workspace(folder).datasets["tasks"]["title"].to_list() == ["Một", "Hai sửa", "Ba"]


def test_what_comes_out_is_what_went_in(folder, file):
    given_tasks = tasks(
        kind=["topic", None], serves_agriculture=[True, None], started_on=["2024-01-31", None], budget_vnd=[10**12, 1]
    )

    import_files(folder, [file(given_tasks), file(inspections(subjects=[0, 7]), "inspections.csv")])

    workspace = open_workspace(folder)
    assert workspace.datasets["tasks"].equals(given_tasks)
    assert workspace.datasets["inspections"]["subjects"].to_list() == [0, 7]
    assert workspace.datasets["tasks"].schema == given_tasks.schema


def test_the_same_file_twice_changes_nothing(folder, file):
    path = file(tasks(title=["Một", "Hai"], budget_vnd=[5_000_000, -1]))
    import_files(folder, path)
    before = contents(folder)

    again = import_files(folder, path)

    assert again.version is None
    assert counts(again) == [(2, 0, 0, 1, 1)]
    assert contents(folder) == before


def test_a_file_named_twice_is_read_once(folder, file):
    path = file(tasks())

    assert len(import_files(folder, [path, path.parent / "." / path.name]).files) == 1


def test_columns_a_file_lacks_keep_their_values(folder, file):
    import_files(folder, file(tasks(started_on="2024-01-01", unit="Phòng A")))

    report = import_files(folder, file(tasks(title="Tên mới").select("task_id", "department", "title", "level")))

    row = open_workspace(folder).datasets["tasks"].row(0, named=True)
    assert counts(report) == [(1, 0, 1, 0, 0)]
    assert (row["title"], row["unit"], str(row["started_on"])) == ("Tên mới", "Phòng A", "2024-01-01")


def test_a_record_completed_from_the_store_is_judged_as_a_whole(folder, file):
    import_files(folder, file(tasks(started_on="2024-05-01")))
    columns = ["task_id", "department", "title", "level", "accepted_on"]

    report = import_files(folder, file(tasks(accepted_on="2023-01-01").select(columns), "new.csv"))

    workspace = open_workspace(folder)
    assert report.kept_out == workspace.kept_out == 1
    assert workspace.datasets["tasks"]["accepted_on"].to_list() == [None]
    assert "started_on_before_accepted_on" in report.problems.filter(severity="error")["rule"].to_list()
    assert workspace.problems["file"].unique().to_list() == ["new.csv"]


def test_columns_a_sheet_lacks_keep_their_values_whatever_other_sheets_have(folder, file, workbook):
    import_files(folder, file(tasks(unit=["Phòng A", "Phòng B"], budget_vnd=[5_000_000, 6_000_000])))
    columns = ("Mã nhiệm vụ", "Tên nhiệm vụ", "Cấp quản lý")

    report = import_files(
        folder,
        workbook(
            một=[columns, ("NV-001", "Tên mới 1", "Cấp tỉnh")],
            hai=[(*columns, "Tổng kinh phí (đồng)"), ("NV-002", "Tên mới 2", "Cấp tỉnh", None)],
        ),
    )

    assert counts(report) == [(2, 0, 2, 0, 0)]
    assert open_workspace(folder).datasets["tasks"].select("title", "unit", "budget_vnd").rows() == [
        ("Tên mới 1", "Phòng A", 5_000_000),
        ("Tên mới 2", "Phòng B", None),
    ]


def test_the_only_department_need_not_be_in_the_file(folder, file):
    report = import_files(folder, file(tasks(title="Tên").drop("department")))

    assert counts(report) == [(1, 1, 0, 0, 0)]
    assert open_workspace(folder).datasets["tasks"].select("department", "title").rows() == [("cao_bang", "Tên")]


def test_text_in_a_legacy_encoding_is_converted_when_asked(folder, file):
    path = file(tasks(title="NHIEÄM VUÏ KHOA HOÏC"))

    import_files(folder, path, legacy="vni")

    assert open_workspace(folder).datasets["tasks"]["title"].to_list() == ["NHIỆM VỤ KHOA HỌC"]


def test_bad_rows_are_kept_out_and_the_good_ones_come_in(folder, file):
    report = import_files(folder, file(tasks(budget_vnd=[5_000_000, -1], department=["cao_bang", "cao_bang"])))

    assert report.kept_out == 1
    assert open_workspace(folder).datasets["tasks"].height == 1
    assert open_workspace(folder).kept_out == 1
    assert "at_least" in open_workspace(folder).problems["rule"].to_list()


def test_records_of_a_department_the_card_does_not_name_are_kept_out(folder, file):
    report = import_files(folder, file(tasks(department=["cao_bang", "kon_tum", "kon_tum"])))

    assert counts(report) == [(3, 1, 0, 0, 2)]
    assert report.problems["rule"].to_list() == ["unknown_department"] * 2
    assert report.problems["value"].to_list() == ["kon_tum"] * 2
    assert open_workspace(folder).problems["rule"].to_list() == ["unknown_department"] * 2


def test_strict_refuses_everything_for_one_bad_row(folder, file):
    before = contents(folder)

    with pytest.raises(InvalidDataError, match="1 lỗi") as told:
        import_files(folder, [file(tasks(budget_vnd=[5_000_000, -1])), file(inspections(), "i.csv")], strict=True)

    assert "tasks.csv" in told.value.en
    assert contents(folder) == before


def test_the_same_key_in_two_files_comes_in_once_if_the_values_agree(folder, file):
    report = import_files(
        folder, [file(tasks(), "a.csv"), file(tasks(task_id=["NV-001", "NV-002"], title=["Nhiệm vụ 1", "x"]), "b.csv")]
    )

    assert counts(report) == [(1, 1, 0, 0, 0), (2, 1, 0, 1, 0)]
    assert report.problems.is_empty()


def test_the_same_key_in_two_files_with_other_values_is_an_error_of_the_later(folder, file):
    report = import_files(folder, [file(tasks(title="A"), "a.csv"), file(tasks(title=["B", "C"]), "b.csv")])

    assert counts(report) == [(1, 1, 0, 0, 0), (2, 1, 0, 0, 1)]
    assert report.problems.select("file", "rule", "value").rows() == [("b.csv", "key_in_two_files", "NV-001")]
    assert open_workspace(folder).datasets["tasks"]["title"].to_list() == ["A", "C"]


@pytest.mark.parametrize(
    ("name", "content", "error"),
    [
        ("none.csv", None, DataNotFoundError),
        ("rubbish.xlsx", b"PK\x03\x04 rubbish", UnreadableDataError),
        ("columns.csv", "Mã nhiệm vụ,Cấp quản lý\nA,B\n".encode(), KhcnError),
        ("empty.csv", b"", KhcnError),
    ],
)
def test_a_bad_file_leaves_the_workspace_byte_for_byte(folder, file, name, content, error):
    good, other = file(tasks()), file(tasks(title="Khác"), "other.csv")
    import_files(folder, good)
    before, bad = contents(folder), good.with_name(name)
    if content is not None:
        bad.write_bytes(content)

    with pytest.raises(error):
        import_files(folder, [other, bad])

    assert contents(folder) == before


def test_a_bad_first_file_leaves_no_store(folder, file):
    before = contents(folder)

    with pytest.raises(InvalidDataError, match=r"tasks\.csv"):
        import_files(folder, file(tasks().drop("title")), dataset=TASKS)

    assert contents(folder) == before


def test_coverage_must_be_told_before_anything_is_written(folder, file):
    (folder / "workspace.toml").write_text(CARD.split("[coverage.inspections]")[0], "utf-8")
    before = contents(folder)

    with pytest.raises(UnreadableDataError, match=r"thiếu \[coverage.…\] cho: inspections"):
        import_files(folder, [file(tasks()), file(inspections(), "inspections.csv")])

    assert contents(folder) == before


def test_figures_already_published_need_no_coverage(folder):
    path = bundled_folder("published") / "published.csv"
    card = folder / "workspace.toml"
    names = "".join(
        f'[departments.{each}]\nvi = "x"\nen = "x"\n'
        for each in pl.read_csv(path)["department"].unique()
        if each != "cao_bang"
    )
    card.write_text(CARD.replace("[coverage.tasks]", names + "[coverage.tasks]"), "utf-8")

    report = import_files(folder, path)

    assert counts(report) == [(121, 121, 0, 0, 0)]
    assert import_files(folder, path).version is None
    assert open_workspace(folder).datasets["published"].height == 121


def test_no_file_is_wrong_use(folder):
    with pytest.raises(WrongUseError, match="ít nhất một tệp"):
        import_files(folder, [])


def test_a_folder_without_card_is_no_workspace(tmp_path, file):
    with pytest.raises(DataNotFoundError, match=r"workspace\.toml"):
        import_files(tmp_path, file(tasks()))


def test_a_path_the_tables_can_not_have_is_told(tmp_path, file):
    place = tmp_path / "kho [2025]"
    place.mkdir()
    (place / "workspace.toml").write_text(CARD, "utf-8")

    with pytest.raises(WrongUseError, match="Hãy đổi tên thư mục"):
        import_files(place, file(tasks()))


@pytest.mark.parametrize("name", ["Số liệu 100% #1 ?a+b", "é 'x' {y}", "a&b=c;d"])
def test_a_workspace_lies_wherever_people_put_it(tmp_path, file, name):
    place = tmp_path / name
    place.mkdir()
    (place / "workspace.toml").write_text(CARD, "utf-8")

    import_files(place, file(tasks()))

    assert open_workspace(place).datasets["tasks"].height == 1


def test_a_writer_that_was_overtaken_starts_again_on_the_new_state(folder, file, monkeypatch):
    mine, theirs = file(tasks(title=["A", "B"]), "mine.csv"), file(tasks(task_id="NV-099"), "theirs.csv")
    overtaken = False

    def late(place, version):
        nonlocal overtaken
        if not overtaken:
            overtaken = True
            monkeypatch.setattr(importing, "publish", publish)
            import_files(folder, theirs)
        publish(place, version)

    monkeypatch.setattr(importing, "publish", late)
    report = import_files(folder, mine)

    assert overtaken
    assert report.version == 2
    assert sorted(open_workspace(folder).datasets["tasks"]["task_id"]) == ["NV-001", "NV-002", "NV-099"]


def test_a_writer_that_never_gets_its_turn_says_so(folder, file, monkeypatch):
    import_files(folder, file(tasks()))
    before = open_workspace(folder).version

    def taken(*_):
        raise OvertakenError

    monkeypatch.setattr(importing, "publish", taken)
    monkeypatch.setattr(importing, "_LONGEST_PAUSE", 0)
    monkeypatch.setattr(importing, "_TRIES", 3)

    with pytest.raises(WrongUseError, match="đã thử 3 lần"):
        import_files(folder, file(tasks(title="Khác")))
    assert open_workspace(folder).version == before


def test_a_disk_that_refuses_leaves_the_old_state(folder, file, monkeypatch):
    import_files(folder, file(tasks()))
    before = open_workspace(folder).version

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)

    with pytest.raises(WrongUseError, match="dung lượng trống"):
        import_files(folder, file(tasks(title="Khác")))
    monkeypatch.undo()
    assert open_workspace(folder).version == before
    assert import_files(folder, file(tasks(title="Khác"))).version == 2


def test_progress_is_told(folder, file):
    heard = []

    with listening(lambda step, done, total: heard.append((step.en, done, total))):
        import_files(folder, [file(tasks()), file(inspections(), "inspections.csv")])

    assert heard[0] == ("Reading and checking files", 0, 2)
    assert heard[-1] == ("Writing to the workspace", 2, 2)


keys = st.sampled_from(["NV-1", "NV-2", "NV-3"])
batches = st.dictionaries(keys, st.tuples(st.sampled_from("AB"), st.none() | st.sampled_from("XY")), min_size=1)


@settings(max_examples=10)
@given(st.lists(batches | st.just("undo"), max_size=5))
def test_any_imports_and_undos_are_those_of_a_dict(steps):
    states: list[dict[str, tuple[str, str | None]]] = [{}]
    with tempfile.TemporaryDirectory() as place:
        folder, path = Path(place), Path(place) / "given.csv"
        (folder / "workspace.toml").write_text(CARD, "utf-8")
        for step in steps:
            if step == "undo":
                if len(states) > 1:
                    states.pop()
                    undo(folder)
                continue
            titles, units = zip(*step.values(), strict=True)
            tasks(task_id=list(step), title=list(titles), unit=list(units)).write_csv(path)
            before = newest_number(folder)
            version = import_files(folder, path).version
            changed = {**states[-1], **step} != states[-1]
            assert version == (before + 1 if changed else None)
            if changed:
                states.append({**states[-1], **step})
        if len(states) > 1:
            stored = open_workspace(folder).datasets["tasks"].select("task_id", "title", "unit").rows()
            assert {key: (title, unit) for key, title, unit in stored} == states[-1]
        else:
            with pytest.raises(UnreadableDataError):
                open_workspace(folder)


def test_money_is_judged_beside_the_tasks_of_the_store_and_of_the_same_import(folder, file):
    import_files(folder, file(tasks(task_id=["A"])))
    money = file(funding(task_id=["A", "B", "C"]), "funding.csv")

    # The money comes first on the command line, the task it needs second.
    report = import_files(folder, [money, file(tasks(task_id=["B"]), "more.csv")])

    counts = {each.dataset: (each.added, each.quarantined) for each in report.files}
    assert counts == {"funding": (2, 1), "tasks": (1, 0)}
    assert report.problems.select("file", "row", "rule", "severity").rows() == [
        ("funding.csv", 4, "task_is_known", "error")
    ]


def test_years_of_a_task_that_are_stored_count_with_those_that_come(folder, file):
    import_files(folder, file(tasks(task_id=["A"], state_budget_vnd=500_000_000)))
    import_files(folder, file(funding(task_id=["A"], year=2020, planned_vnd=300_000_000), "funding-2020.csv"))

    report = import_files(folder, file(funding(task_id=["A"], year=2021, planned_vnd=300_000_000), "funding-2021.csv"))

    assert report.problems.select("file", "row", "rule").rows() == [
        ("funding-2021.csv", 2, "planned_within_state_budget")
    ]
    assert open_workspace(folder).datasets["funding"].height == 2


def test_a_rule_over_several_years_is_judged_with_the_years_that_are_stored(folder, file):
    years = {"task_id": "A", "planned_vnd": [500_000_000, 1_000_000], "disbursed_vnd": [None, 400_000_000]}
    both = funding(year=[2020, 2021], **years)
    import_files(folder, [file(tasks(task_id="A")), file(both.head(1), "2020.csv")])

    # On its own the file disburses what nobody planned; with 2020 all is well.
    fine = import_files(folder, file(both.tail(1), "2021.csv"))
    more = import_files(
        folder, file(funding(task_id="A", year=2022, planned_vnd=1_000_000, disbursed_vnd=200_000_000), "2022.csv")
    )

    assert fine.problems.is_empty()
    assert more.problems["rule"].to_list() == ["disbursed_within_planned"]
    assert open_workspace(folder).problems["file"].to_list() == ["2022.csv"]


def test_a_warning_that_stands_among_all_records_keeps_its_cell(folder, file):
    import_files(folder, file(tasks(task_id="A")))

    report = import_files(
        folder, file(funding(task_id="A", year=2022, planned_vnd=1_000_000, disbursed_vnd=200_000_000), "money.csv")
    )

    row = report.problems.row(0, named=True)
    assert (row["rule"], row["row"], row["header"]) == ("disbursed_within_planned", 2, "disbursed_vnd")
    assert report.problems.height == 1


def test_a_warning_that_what_is_stored_answers_is_not_told(folder, file):
    import_files(folder, file(tasks(started_on="2023-01-01", accepted_on="2024-01-01")))

    report = import_files(folder, file(tasks(outcome="passed").drop("started_on", "accepted_on"), "outcome.csv"))

    assert report.problems.is_empty()


def test_a_record_that_is_equal_in_two_files_is_kept_out_twice(folder, file):
    money = funding(task_id=["A", "X"])
    import_files(folder, file(tasks(task_id="A")))

    report = import_files(folder, [file(money, "a.csv"), file(money, "b.csv")])

    assert counts(report) == [(2, 1, 0, 0, 1), (2, 0, 0, 1, 1)]
    assert sorted(report.problems.select("file", "row", "rule").rows()) == [
        ("a.csv", 3, "task_is_known"),
        ("b.csv", 3, "task_is_known"),
    ]


def test_each_table_is_read_once(folder, file, monkeypatch):
    both = [file(tasks(task_id="A")), file(funding(task_id="A"), "funding.csv")]
    import_files(folder, both)
    read, reading = [], tables.read_table

    def counted(place, name, version):
        read.append(name)
        return reading(place, name, version)

    monkeypatch.setattr(importing, "read_table", counted)
    import_files(folder, [file(funding(task_id="A", year=2021), "2021.csv")])

    assert sorted(read) == ["funding", "tasks"]


def test_a_file_that_changes_while_it_is_read_is_not_imported(folder, file, monkeypatch):
    path, reading = file(tasks()), check_all
    before = contents(folder)

    def slow(*given, **options):
        found = reading(*given, **options)
        tasks(title="Khác").write_csv(path)
        return found

    monkeypatch.setattr(importing, "check_all", slow)
    with pytest.raises(UnreadableDataError, match="bị thay đổi trong lúc đọc"):
        import_files(folder, path)

    assert contents(folder) == before


def test_a_file_that_may_not_be_opened_is_told(folder, file, monkeypatch):
    path, opening = file(tasks()), Path.open

    def refused(self, *given, **options):
        if self == path:
            raise PermissionError(13, "Permission denied")
        return opening(self, *given, **options)

    monkeypatch.setattr(Path, "open", refused)

    with pytest.raises(UnreadableDataError, match="không mở được tệp"):
        import_files(folder, path)


def test_a_file_in_the_place_of_the_log_is_told_before_anything_is_written(folder, file):
    (folder / "versions").write_text("x", "utf-8")
    before = contents(folder)

    with pytest.raises(WrongUseError, match="phải là thư mục nhật ký"):
        import_files(folder, file(tasks()))

    assert contents(folder) == before


def test_new_folders_are_made_durable(folder, file, monkeypatch):
    synced = []
    for module in (tables, versions):
        monkeypatch.setattr(module, "sync_folder", lambda place: synced.append(place.resolve()))

    import_files(folder, file(tasks()))

    home = folder.resolve()
    assert {home, home / "tables", home / "tables" / "tasks", home / "versions"} <= set(synced)


def test_a_record_refused_once_is_not_let_in_by_the_next_file_of_the_import(folder, file, monkeypatch):
    import_files(folder, file(tasks(task_id="A")))
    money, asked = funding(task_id=["A", "X"]), []

    def only_at_first(records, dataset, *, beside):
        asked.append(dataset.name)
        return check_frame(records, dataset, beside=beside if len(asked) == 1 else {})

    monkeypatch.setattr(importing, "check_frame", only_at_first)
    report = import_files(folder, [file(money, "a.csv"), file(money.reverse(), "b.csv")])

    assert counts(report) == [(2, 1, 0, 0, 1), (2, 0, 0, 1, 1)]
    assert sorted(report.problems.select("file", "row", "rule").rows()) == [
        ("a.csv", 3, "task_is_known"),
        ("b.csv", 2, "task_is_known"),
    ]
