import shutil
import zipfile
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import builders
import openpyxl
import polars as pl
import pytest
from hypothesis import given, settings
from python_calamine import CalamineWorkbook, SheetVisibleEnum

from khcn_analytics.errors import InvalidDataError, WrongUseError
from khcn_analytics.io.checking import check
from khcn_analytics.io.templates.writing import GUIDE_SHEET, LISTS_SHEET, write_records, write_template
from khcn_analytics.schemas.columns import column_cards, required_columns
from khcn_analytics.schemas.examples import example_record
from khcn_analytics.schemas.initiatives import INITIATIVES
from khcn_analytics.schemas.inspections import INSPECTIONS
from khcn_analytics.schemas.published import PUBLISHED
from khcn_analytics.schemas.registry import DATASETS
from khcn_analytics.schemas.rules import rules_of
from khcn_analytics.schemas.tasks import TASKS
from khcn_analytics.vocabulary.award_codes import CATEGORY_OF_AWARD, TITLES_OF_COLLECTIVES

pytestmark = pytest.mark.usefixtures("workbooks_are_read_here")

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
every_dataset = pytest.mark.parametrize("dataset", DATASETS.values(), ids=DATASETS)


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """The template of a dataset, written once."""
    folder = tmp_path_factory.mktemp("templates")

    @cache
    def write(dataset):
        path = folder / f"mau-{dataset.name}.xlsx"
        write_template(dataset, path)
        return path

    return write


@pytest.fixture
def template(written, tmp_path):
    """A copy of the template of a dataset, to do with it what one likes."""
    return lambda dataset: Path(shutil.copy(written(dataset), tmp_path))


def xml(path, part="xl/worksheets/sheet1.xml"):
    with zipfile.ZipFile(path) as parts:
        return ET.fromstring(parts.read(part))


def sheet(path, name):
    return CalamineWorkbook.from_path(path).get_sheet_by_name(name).to_python(skip_empty_area=False)


def validations(path):
    """Column letter -> type, formulas and range of what may be entered."""
    found = {}
    for each in xml(path).iter(f"{MAIN}dataValidation"):
        formulas = [each.findtext(f"{MAIN}formula{place}") for place in (1, 2)]
        first, last = each.attrib["sqref"].split(":")
        assert (first[-1], last.endswith("1048576")) == ("2", True)
        found[first.rstrip("2")] = (each.attrib["type"], *formulas)
    return found


def letter(dataset, name):
    return chr(ord("A") + list(column_cards(dataset.model)).index(name))


# --- templates ----------------------------------------------------------------------------------


@every_dataset
def test_the_example_row_is_told_until_it_is_deleted(template, dataset):
    checked = check(template(dataset))

    assert checked.dataset is dataset
    assert checked.problems.select("row", "rule").rows() == [(2, "example_row")]
    assert checked.clean.is_empty()


@every_dataset
def test_a_filled_template_reads_back_with_no_problem(template, dataset):
    path = template(dataset)
    book = openpyxl.load_workbook(path)
    data = book.worksheets[0]
    # Another record under the drop-downs and formats of the template, the example deleted.
    data.cell(2, 1 + list(column_cards(dataset.model)).index(dataset.key[-1])).value = builders.other_key(dataset)
    book.save(path)

    checked = check(path)
    assert checked.problems.is_empty()
    assert checked.clean.drop(dataset.key[-1]).equals(example_record(dataset).drop(dataset.key[-1]))


@every_dataset
def test_headers_are_the_labels(template, dataset):
    path = template(dataset)

    assert sheet(path, dataset.label.vi)[0] == [each.label.vi for each in column_cards(dataset.model).values()]


@every_dataset
def test_the_data_come_first_the_lists_are_hidden(template, dataset):
    sheets = CalamineWorkbook.from_path(template(dataset)).sheets_metadata

    assert [each.name for each in sheets] == [dataset.label.vi, GUIDE_SHEET, LISTS_SHEET]
    assert [each.visible for each in sheets] == [*[SheetVisibleEnum.Visible] * 2, SheetVisibleEnum.Hidden]


@every_dataset
def test_every_part_is_well_formed_and_holds_no_formula_or_link(template, dataset):
    with zipfile.ZipFile(template(dataset)) as parts:
        for name in parts.namelist():
            tags = {each.tag for each in ET.fromstring(parts.read(name)).iter()}
            assert not tags & {f"{MAIN}f", f"{MAIN}hyperlink"}


@every_dataset
def test_drop_downs_show_the_labels_of_the_code_list(template, dataset):
    path = template(dataset)
    lists, found = sheet(path, LISTS_SHEET), validations(path)

    for name, card in column_cards(dataset.model).items():
        if not card.codes:
            continue
        kind, source, _ = found[letter(dataset, name)]
        sheet_name, cells = source.split("!")
        place, first, last = ord(cells[1]) - ord("A"), *(int(each.split("$")[2]) for each in cells.split(":"))
        assert (kind, sheet_name) == ("list", f"'{LISTS_SHEET}'")
        assert [lists[row - 1][place] for row in range(first, last + 1)] == [e.label.vi for e in card.codes.entries]


def test_dates_numbers_and_yes_or_no_are_validated(template):
    tasks, initiatives = validations(template(TASKS)), validations(template(INITIATIVES))

    last_day = (date(2200, 12, 31) - date(1899, 12, 30)).days
    assert tasks[letter(TASKS, "started_on")] == ("date", "1", str(last_day))
    assert tasks[letter(TASKS, "budget_vnd")] == ("whole", "0", "10000000000000")
    assert initiatives[letter(INITIATIVES, "initiative_year")] == ("whole", "1990", "2200")
    assert tasks[letter(TASKS, "serves_agriculture")] == ("list", '"có,không"', None)
    assert validations(template(PUBLISHED))[letter(PUBLISHED, "value")][0] == "decimal"
    assert letter(TASKS, "title") not in tasks


def test_columns_have_the_format_of_their_type(template):
    path = template(INITIATIVES)
    styles = xml(path, "xl/styles.xml")
    own = {each.attrib["numFmtId"]: each.attrib["formatCode"] for each in styles.iter(f"{MAIN}numFmt")}
    built_in = {"0": "General", "1": "0", "3": "#,##0", "49": "@"}
    formats = [{**built_in, **own}[each.attrib["numFmtId"]] for each in styles.find(f"{MAIN}cellXfs").iter(f"{MAIN}xf")]
    columns = [formats[int(each.attrib["style"])] for each in xml(path).iter(f"{MAIN}col") for _ in _places(each)]

    wanted = {"title": "@", "submitted_on": "dd/mm/yyyy", "benefit_vnd": "#,##0", "initiative_year": "0"}
    names = list(column_cards(INITIATIVES.model))
    assert {name: columns[names.index(name)] for name in wanted} == wanted


def _places(each):
    return range(int(each.attrib["min"]), int(each.attrib["max"]) + 1)


def test_the_header_stays_in_sight(template):
    assert xml(template(TASKS)).find(f".//{MAIN}pane").attrib["topLeftCell"] == "A2"


@every_dataset
def test_comments_say_what_a_column_is_in_both_languages(template, dataset):
    comments = {
        each.attrib["ref"]: "".join(each.itertext())
        for each in xml(template(dataset), "xl/comments1.xml").iter(f"{MAIN}comment")
    }

    for name, card in column_cards(dataset.model).items():
        told = comments[f"{letter(dataset, name)}1"]
        assert all(each in told for each in (card.description.vi, card.description.en, card.example))
        assert ("Bắt buộc" in told) == ("Required" in told) == (name in required_columns(dataset.model))
        assert card.unit is None or f"Đơn vị tính: {card.unit.label.vi}" in told
    assert "xóa cả dòng" in comments["A2"]


@every_dataset
def test_the_guide_has_every_column_code_and_rule_in_both_languages(template, dataset):
    told = {cell for line in sheet(template(dataset), GUIDE_SHEET) for cell in line}

    for card in column_cards(dataset.model).values():
        assert any(str(each).startswith(card.description.en) for each in told)
        assert card.label.vi in told
        if card.codes:
            labels = [each.label for each in card.codes.entries]
            assert {"; ".join(each.vi for each in labels), "; ".join(f"{e.vi} ({e.en})" for e in labels)} <= told
    for rule in rules_of(dataset.model):
        assert {rule.message.vi, rule.message.en, rule.fix.vi, rule.fix.en} <= told


def test_the_same_schema_gives_the_same_bytes(tmp_path):
    for name in ("a.xlsx", "b.xlsx"):
        write_template(TASKS, tmp_path / name)

    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


# --- records ------------------------------------------------------------------------------------


@settings(max_examples=10, deadline=None)
@given(data=builders.any_data())
def test_valid_records_read_back_equal(tmp_path_factory, data):
    path = tmp_path_factory.getbasetemp() / "records.xlsx"
    for name, frame in data.items():
        if frame.is_empty():
            continue
        write_records(DATASETS[name], frame, path, overwrite=True)
        checked = check(path)

        assert checked.dataset.name == name
        assert checked.clean.equals(frame)


# Coded column -> what the record of each of its codes must hold to be valid.
_WHAT_CODES_NEED: dict[str, dict[str, Any]] = {
    "recipient_kind": {"category": "commendation", "award": "provincial_merit"},
    "category": {"award": ["advanced_labour", "provincial_merit"]},
    "award": {
        "category": list(CATEGORY_OF_AWARD.values()),
        "recipient_kind": [
            "collective" if award in TITLES_OF_COLLECTIVES else "direct_worker" for award in CATEGORY_OF_AWARD
        ],
    },
    "operator": {"upper_target": [None, None, None, 12.0]},
}


@every_dataset
def test_every_code_reads_back_as_itself(tmp_path, dataset):
    for name, card in column_cards(dataset.model).items():
        if card.codes:
            path = tmp_path / f"{name}.xlsx"
            columns = {**_WHAT_CODES_NEED.get(name, {}), name: card.codes.codes}
            write_records(dataset, builders.records(dataset, **columns), path)
            assert check(path).clean[name].to_list() == card.codes.codes


@pytest.mark.parametrize(
    "text",
    [
        *("=1+1", "@SUM(A1)", "+84 912 345 678", "-1", "'", "007", "1e5", "TRUE", "1.234"),
        *("http://x", "https://x.vn/?a=1&b=2", "mailto:a@b", "internal:A1", "external:c:\\x"),
        *("<b>&amp;\"'", "<r>a</r>", "<r><t>b</t></r>", "_x0041_", "_x000D_", "😀 Ⅳ", "]]>", "{=1}"),
        "ă" * 32_767,
    ],
    ids=lambda text: text[:12],
)
def test_text_stays_the_text_it_is(tmp_path, text):
    path = tmp_path / "list.xlsx"
    write_records(TASKS, builders.tasks(title=text), path)

    assert check(path).clean["title"].to_list() == [text]
    assert xml(path).find(f".//{MAIN}f") is None
    assert xml(path).find(f".//{MAIN}hyperlink") is None


@pytest.mark.parametrize("value", [0.1 + 0.2, 1 / 3, 1e300, -0.25, 123456789012345678.0, 0.0])
def test_numbers_keep_every_digit(tmp_path, value):
    write_records(PUBLISHED, builders.published(value=value), tmp_path / "list.xlsx")

    assert check(tmp_path / "list.xlsx").clean["value"].to_list() == [value]


@pytest.mark.parametrize("day", [date(1900, 1, 1), date(1900, 2, 28), date(1900, 3, 1), date(2200, 12, 31)])
def test_days_read_back(tmp_path, day):
    write_records(TASKS, builders.tasks(started_on=[day]), tmp_path / "list.xlsx")

    assert check(tmp_path / "list.xlsx").clean["started_on"].to_list() == [day]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"title": "x" * 32_768}, "dài 32768 ký tự"),
        ({"title": "😀" * 16_384}, "dài 32768 ký tự"),
        ({"title": "a\uffffb"}, "ký tự"),
        ({"started_on": "1899-12-31"}, "1900"),
    ],
)
def test_what_does_not_fit_is_refused_and_nothing_is_written(tmp_path, changes, message):
    path = tmp_path / "list.xlsx"
    path.write_bytes(b"before")

    with pytest.raises(WrongUseError, match=message):
        write_records(TASKS, builders.tasks(**changes), path, overwrite=True)
    assert path.read_bytes() == b"before"


@every_dataset
def test_every_whole_number_that_is_valid_is_exact_in_a_spreadsheet(dataset):
    for name, column in dataset.model.to_schema().columns.items():
        if column.dtype.type == pl.Int64:
            bounds = [check.statistics["max_value"] for check in column.checks if "max_value" in check.statistics]
            assert bounds, name
            assert min(bounds) < 2**53


def test_only_valid_records_of_the_dataset_are_written(tmp_path):
    with pytest.raises(InvalidDataError):
        write_records(TASKS, builders.tasks(budget_vnd=-1), tmp_path / "list.xlsx")
    with pytest.raises(WrongUseError, match="“colour”"):
        write_records(TASKS, builders.tasks(colour="red"), tmp_path / "list.xlsx")
    assert list(tmp_path.iterdir()) == []


def test_more_records_than_a_sheet_holds_are_refused(tmp_path):
    one = builders.published(department="cao_bang")
    many = one.select(pl.all().repeat_by(1_048_576).explode())

    with pytest.raises(WrongUseError, match="1048575"):
        write_records(PUBLISHED, many, tmp_path / "list.xlsx")


# --- where it is written ------------------------------------------------------------------------


def test_a_file_is_replaced_only_when_asked(tmp_path):
    path = tmp_path / "mau.xlsx"
    path.write_bytes(b"before")

    with pytest.raises(WrongUseError, match="already there"):
        write_template(INSPECTIONS, path)
    assert path.read_bytes() == b"before"
    write_template(INSPECTIONS, path, overwrite=True)
    assert check(path).dataset is INSPECTIONS


@pytest.mark.parametrize(
    ("name", "vietnamese", "english"),
    [
        ("không có/mau.xlsx", "Không có thư mục", "There is no folder"),
        ("mau.xls", "cần đuôi .xlsx", "must end in .xlsx"),
        ("mau", "cần đuôi .xlsx", "must end in .xlsx"),
    ],
)
def test_a_place_that_can_not_be_is_told(tmp_path, name, vietnamese, english):
    with pytest.raises(WrongUseError) as told:
        write_template(TASKS, tmp_path / name)

    assert vietnamese in told.value.vi
    assert english in told.value.en


def test_a_folder_is_not_overwritten(tmp_path):
    (tmp_path / "mau.xlsx").mkdir()

    with pytest.raises(WrongUseError, match="Không ghi được"):
        write_template(TASKS, tmp_path / "mau.xlsx", overwrite=True)
