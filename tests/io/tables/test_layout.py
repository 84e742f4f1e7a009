import pytest

from khcn_analytics.errors import DataNotFoundError, UnknownNameError, UnreadableDataError, WrongUseError
from khcn_analytics.io.tables.layout import Layout, read_layout, write_layout

WHOLE = Layout(
    dataset="tasks",
    sheets=("Danh mục", "2024"),
    header_rows=(4, 5),
    columns={"task_id": "Số hiệu", "budget_vnd": 'Kinh phí "duyệt"'},
    units={"budget_vnd": "triệu đồng"},
    defaults={"department": "cao_bang"},
)


@pytest.mark.parametrize("layout", [WHOLE, Layout(), Layout(columns={"task_id": "y"})])
def test_a_layout_reads_back_as_it_was_written(tmp_path, layout):
    write_layout(layout, tmp_path / "a.toml")

    assert read_layout(tmp_path / "a.toml") == layout


def test_a_file_that_is_there_is_not_replaced_by_chance(tmp_path):
    write_layout(Layout(), tmp_path / "a.toml")

    with pytest.raises(WrongUseError, match=r"ghi đè \(overwrite\)"):
        write_layout(WHOLE, tmp_path / "a.toml")
    write_layout(WHOLE, tmp_path / "a.toml", overwrite=True)
    assert read_layout(tmp_path / "a.toml") == WHOLE


def test_a_layout_that_is_not_there(tmp_path):
    with pytest.raises(DataNotFoundError):
        read_layout(tmp_path / "a.toml")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("dataset = ", "TOML"),
        ("\udcff", "TOML"),
        ('colums = { task_id = "x" }', "colums"),
        ("header_rows = [true]", "header_rows"),
        ('header_rows = "3"', "header_rows"),
        ("[columns]\ntask_id = 3", "columns"),
        ("sheets = [1]", "sheets"),
    ],
)
def test_what_a_layout_does_not_have_is_refused(tmp_path, text, message):
    (tmp_path / "a.toml").write_text(text, "utf-8", errors="surrogateescape")

    with pytest.raises(UnreadableDataError, match=message):
        read_layout(tmp_path / "a.toml")


@pytest.mark.parametrize("rows", [(3, 5), (1, 2, 3), (0,), (5, 4)])
def test_header_rows_are_one_row_or_two_neighbours(rows):
    with pytest.raises(WrongUseError, match="hai dòng liền nhau"):
        Layout(header_rows=rows)


def test_unknown_datasets_columns_and_units_are_refused():
    with pytest.raises(UnknownNameError, match="taks"):
        Layout(dataset="taks")
    with pytest.raises(UnknownNameError, match="task_no"):
        Layout(dataset="tasks", columns={"task_no": "Mã"})
    with pytest.raises(UnknownNameError, match="nope"):
        Layout(columns={"nope": "Mã số"})
    with pytest.raises(WrongUseError, match="triệu đồng"):
        Layout(units={"title": "triệu đồng"})
    with pytest.raises(WrongUseError, match="USD"):
        Layout(dataset="tasks", units={"budget_vnd": "USD"})
    with pytest.raises(WrongUseError, match="triệu đồng"):
        Layout(dataset="tasks", units={"title": "triệu đồng"})
