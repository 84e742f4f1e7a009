import polars as pl
import pytest

from khcn_analytics.dashboards.filters import Chosen
from khcn_analytics.dashboards.pages.quality_problems import problem_table, stored_problems
from khcn_analytics.dashboards.store import Store
from khcn_analytics.io.checking import check
from khcn_analytics.store.workspace import example_workspace


@pytest.fixture
def problems(tmp_path):
    file = tmp_path / "list.csv"
    text = "Mã cuộc,Sở,Hình thức,Ngày bắt đầu,Số cơ sở\nA,x,kiểm tra,05/06/2024,3\nB,x,kiểm tra,05/06/2024,-3\n"
    file.write_text(text, "utf-8")
    return check(file, "inspections").problems


def test_a_problem_is_told_with_its_place_and_fix(problems):
    table = problem_table(problems.filter(severity="error"), "vi")

    row = table.rows.row(0, named=True)
    assert (row["Cột"], row["Dòng"], row["Mức"], row["Giá trị"]) == ("E · Số cơ sở", "3", "Lỗi", "-3")
    assert row["Vấn đề"]
    assert row["Cách sửa"]
    assert "Trang" not in table.rows.columns
    assert table.verdicts == {"Mức": ["worse"]}


def test_errors_come_first_and_what_is_wrong_with_a_table_before_its_rows(problems):
    error = problems.filter(severity="error")
    given = pl.concat(
        [
            error.with_columns(severity=pl.lit("warning")),
            error,
            error.with_columns(row=pl.lit(None, pl.Int64), column=None, header=None, field=None),
        ]
    )

    rows = problem_table(given, "en").rows

    assert rows["Severity"].to_list() == ["Error", "Error", "Warning"]
    assert rows["Row"].to_list() == [None, "3", "3"]
    assert rows["Column"].to_list()[0] == "(the whole table)"


def test_what_is_left_is_told_with_its_file():
    chosen = Chosen.of(Store(example_workspace()))

    table = stored_problems(chosen)

    assert table.rows.height == 11
    assert table.rows.columns[:3] == ["Cột", "Dòng", "Tệp"]
    assert table.rows["Tệp"].unique().sort().to_list() == [
        "awards.csv",
        "dossiers.csv",
        "funding.csv",
        "initiatives.csv",
        "inspections.csv",
        "tasks.csv",
    ]
