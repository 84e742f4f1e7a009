from dataclasses import replace

import polars as pl
import pytest

from khcn_analytics.dashboards.filters import Chosen
from khcn_analytics.dashboards.pages import quality_figures as figures
from khcn_analytics.dashboards.store import Store
from khcn_analytics.errors import WrongUseError
from khcn_analytics.io.bundled import bundled_folder
from khcn_analytics.schemas.validation import problem_frame
from khcn_analytics.store.workspace import example_workspace, published_figures, reconstructed_workspace


@pytest.fixture(scope="module")
def chosen():
    return Chosen.of(Store(example_workspace().without_personal_data()))


@pytest.fixture(scope="module")
def with_printed():
    workspace = reconstructed_workspace("cao_bang_2020").without_personal_data()
    printed = published_figures().filter(department="cao_bang")
    return Chosen.of(Store(replace(workspace, datasets={**workspace.datasets, "published": printed})))


def test_freshness_and_counts_of_the_whole(chosen):
    told = {each.name: (each.value, each.against) for each in figures.key_figures(chosen)}

    assert told["Dòng bị giữ lại"] == ("0", "không có")
    assert told["Cảnh báo"] == ("11", "nên xem lại; vẫn được tính")
    assert told["Dữ liệu đầy đủ đến hết ngày"] == ("31/12/2025", "từ 01/01/2018")
    assert told["Phiên bản dữ liệu"][0] == example_workspace().version[:8]
    assert told["Phiên bản dữ liệu"][1].startswith("đọc lúc ")


def test_problems_are_counted_by_dataset(chosen):
    table = figures.by_dataset(chosen)

    warnings = dict(table.rows.select("Bộ dữ liệu", "Cảnh báo").iter_rows())
    assert warnings["Nhiệm vụ KH&CN"] == 5
    assert sum(warnings.values()) == 11
    days = dict(table.rows.select("Bộ dữ liệu", "Đủ đến hết ngày").iter_rows())
    assert days["Nhiệm vụ KH&CN"] == "31/12/2025"
    assert table.rows.height == len(example_workspace().datasets)


def test_problems_of_files_with_other_names_are_counted_by_file():
    workspace = example_workspace()
    first = workspace.problems.head(1)
    other = [first.with_columns(file=pl.lit(name), severity=pl.lit("error")) for name in ("q1.xlsx", "q1.xlsx", None)]
    given = replace(workspace, problems=problem_frame([workspace.problems, *other]), kept_out=2)

    store = Store(given)
    table = figures.by_dataset(Chosen.of(store))
    counted = dict(table.rows.select("Bộ dữ liệu", "Lỗi").iter_rows())
    kept_out = figures.key_figures(Chosen.of(store, {"language": "en"}))[0]

    assert (counted["Tệp q1.xlsx"], counted["Chung cho cả kho"], counted["Nhiệm vụ KH&CN"]) == (2, 1, 0)
    assert (kept_out.value, kept_out.against) == ("2", "3 errors; they count in no figure")


def test_contradictions_are_counted_and_told(with_printed):
    counts = {each.what: (each.count, each.is_fine) for each in figures.severities(with_printed)}
    told, every = figures.findings(with_printed), figures.reconciled(with_printed)
    assert told is not None
    assert every is not None

    assert counts["Mâu thuẫn"] == (str(every.rows["Mức"].to_list().count("Mâu thuẫn")), counts["Mâu thuẫn"][0] == "0")
    assert set(told.rows["Mức"]) <= {"Mâu thuẫn", "Cần xem lại"}
    assert every.rows.height == sum(int(count) for count, _ in counts.values())
    assert all(each for each in told.rows["Điều tìm thấy"])


def test_without_printed_figures_it_says_so_once(chosen):
    with pytest.raises(WrongUseError, match="chưa có bộ"):
        figures.severities(chosen)
    assert figures.findings(chosen) is None
    assert figures.reconciled(chosen) is None


def test_leaders_are_told_no_name_of_a_person(with_printed):
    people = pl.read_csv(bundled_folder("example") / "tasks.csv", infer_schema=False)["principal_investigator"]
    chosen = Chosen.of(Store(example_workspace().without_personal_data()))

    told = str(figures.key_figures(chosen)) + str(figures.by_dataset(chosen).rows.to_dicts())
    findings = figures.findings(with_printed)
    assert findings is not None
    told += str(findings.rows.to_dicts())

    assert not [name for name in people.drop_nulls().unique() if name in told]
