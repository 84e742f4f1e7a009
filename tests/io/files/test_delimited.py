import csv
import json
import os
import tempfile
import threading
import time
import unicodedata
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khcn_analytics.errors import UnreadableDataError
from khcn_analytics.io.files import delimited, guard
from khcn_analytics.io.files.delimited import read_delimited


@pytest.fixture(scope="module")
def messy() -> Path:
    folder = os.environ.get("KHCN_REFERENCE")
    if folder is None:
        pytest.skip("KHCN_REFERENCE is not set: no collected files to try")
    return Path(folder) / "messy"


def read(content, encoding="utf-8"):
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "a.csv"
        file.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
        return read_delimited(file)


def grid(content, encoding="utf-8"):
    return read(content, encoding).sheet.cells.rows()


TABLE = "Mã số,Tên nhiệm vụ\nNV-1,Nghiên cứu giống lúa ở Đắk Lắk\n"
ROWS = [("Mã số", "Tên nhiệm vụ"), ("NV-1", "Nghiên cứu giống lúa ở Đắk Lắk")]


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (TABLE.encode(), "utf-8"),
        (b"\xef\xbb\xbf" + TABLE.encode(), "utf-8"),
        (b"\xff\xfe" + TABLE.encode("utf-16-le"), "utf-16-le"),
        (b"\xfe\xff" + TABLE.encode("utf-16-be"), "utf-16-be"),
        (TABLE.encode("utf-16-le"), "utf-16-le"),
        (TABLE.encode("utf-16-be"), "utf-16-be"),
    ],
)
def test_unicode_is_known_with_and_without_its_mark(content, encoding):
    result = read(content)

    assert result.sheet.cells.rows() == ROWS
    assert result.encoding == encoding


def in_windows_1258(text):
    """As Windows writes it: letters such as ê have a place, their tone follows."""
    tones = "\u0300\u0309\u0303\u0301\u0323"
    parts = []
    for letter in text:
        decomposed = unicodedata.normalize("NFD", letter)
        tone = "".join(each for each in decomposed if each in tones)
        parts.append(unicodedata.normalize("NFC", "".join(e for e in decomposed if e not in tones)) + tone)
    return "".join(parts).encode("windows-1258")


def test_windows_1258_is_read_and_its_tones_are_put_on_their_letters():
    result = read(in_windows_1258(TABLE + "NV-2,Sở KH&CN tỉnh Hậu Giang: kế hoạch của nhà nước\n"))

    assert result.sheet.cells.rows()[:2] == ROWS
    assert result.sheet.cells.row(2)[1] == "Sở KH&CN tỉnh Hậu Giang: kế hoạch của nhà nước"
    assert result.encoding == "windows-1258"


@pytest.mark.parametrize("line", ["Hµ Néi,Së Khoa häc vµ C«ng nghÖ", "KHOA HOÏC,QUAÛN LYÙ"])
def test_text_of_an_old_font_keeps_its_signs(line):
    result = read(line.encode("windows-1252"))

    assert ",".join(result.sheet.cells.row(0)) == line
    assert result.encoding == "windows-1252"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("a,b\n".encode("utf-32"), "UTF-32"),
        (b"Ng\xc3\xa0y,T\xc3\xaan \xc4\x91\xe1\xbb\x81 t\xc3\xa0i\n1,\xe1\xbb\n", "dòng 2 có byte hỏng .*UTF-8"),
        (b"a,b\r\r\n\x8d\xff,1\n", "bảng mã .dòng 3"),
        (b"a,b\n\x00,2\n", "dòng 2 có ký tự NUL"),
        (b"\xff\xfea\x00,\x00\n", "UTF-16"),
        ('a,b\n1,"x\n', "dòng 2 có dấu"),
        ('a,b\n"x"y,2\n', "dòng 2 có dấu"),
        ('sep=,\na,b\n"c\nd",e\n\n"x"y,2\n', "dòng 6 có dấu"),
        ("x" * 2**20 + "x,1\n", "dòng 1 dài"),
        ('a,b\n"' + "x" * 2**20 + 'x",1\n', "dòng 2 có dấu"),
        ("a,b\n" + "," * 2000 + "x\n", "dòng 2 có hơn 2000 cột"),
        ('"a",b\n' + "," * 2000 + "x\n", "dòng 2 có hơn 2000 cột"),
        ("a\n" * (2**20 + 1), "1048576 dòng"),
        ('"a"\n' + "\n" * 2**20, "1048576 dòng"),
        ("x," * 5_000_000, "dòng 1 "),
        ("a\n" * 100_000 + "," * 1500 + "x", "quá lớn"),
    ],
    ids=range(16),
)
def test_what_cannot_be_read_for_sure_is_refused(content, message):
    with pytest.raises(UnreadableDataError, match=message):
        read(content)


def test_a_file_over_the_limit_is_refused(monkeypatch):
    monkeypatch.setattr(guard, "LARGEST_FILE", 3)

    with pytest.raises(UnreadableDataError, match="chia thành nhiều tệp"):
        read("a,b\n")


def test_a_cell_of_a_mebibyte_is_read():
    for quote in ('"', ""):
        assert grid(f"{quote}{'x' * 2**20}{quote},1\n")[0][0] == "x" * 2**20


@pytest.mark.parametrize(
    ("content", "delimiter", "rows"),
    [
        ("a,b\n1,2\n", ",", [("a", "b"), ("1", "2")]),
        ("Năm;Tỷ lệ\n2020;1,5\n2021;2,5\n", ";", [("Năm", "Tỷ lệ"), ("2020", "1,5"), ("2021", "2,5")]),
        ("a\tb, c\td\n1\t2, 3\t4\n", "\t", [("a", "b, c", "d"), ("1", "2, 3", "4")]),
        ("a|b\n1|2\n", "|", [("a", "b"), ("1", "2")]),
        ('"a;b","c;d"\n"1;2","3;4"\n', ",", [("a;b", "c;d"), ("1;2", "3;4")]),
        ("Báo cáo\n\na;b\n1;2\n", ";", [("Báo cáo", None), ("a", "b"), ("1", "2")]),
        ("Tên\nMột\n", ",", [("Tên",), ("Một",)]),
        ("sep=;\na,x;b\n", ";", [("a,x", "b")]),
        ("\ufeffSEP=^\r\na,x^b\r\n", "^", [("a,x", "b")]),
        ("sep=\t\na\t\tb", "\t", [("a", None, "b")]),
    ],
)
def test_delimiters_are_known_by_what_they_cut(content, delimiter, rows):
    result = read(content)

    assert result.delimiter == delimiter
    assert result.sheet.cells.rows() == rows


def test_a_line_that_says_the_delimiter_counts_as_a_row():
    assert read("sep=;\na;b\n\n1;2\n").sheet.rows.to_list() == [2, 4]
    assert read('sep=;\n"a";b\n\n1;2\n').sheet.rows.to_list() == [2, 4]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("last", ["", "\x1a", "END"])
@pytest.mark.parametrize("quote", ["", '"'])
def test_every_line_end_is_one(end, last, quote):
    last = end if last == "END" else last

    result = read(f"{quote}a{quote},b{end}{end}1,2{end},{end}3,4{last}")

    assert result.sheet.cells.rows() == [("a", "b"), ("1", "2"), ("3", "4")]
    assert result.sheet.rows.to_list() == [1, 3, 5]
    assert result.sheet.marks.is_empty()


def test_mixed_line_ends_and_line_breaks_within_quotes():
    result = read('a,b\r1,"x\r\ny\nz\rw"\r\n3,4\n')

    assert result.sheet.cells.rows() == [("a", "b"), ("1", "x\r\ny\nz\rw"), ("3", "4")]
    assert result.sheet.rows.to_list() == [1, 2, 3]


@pytest.mark.parametrize("quote", ["", '"'])
def test_records_of_another_length_are_marked_and_never_padded_in_silence(quote):
    content = f"{quote}Tiêu đề{quote}\n\na,b,c\n1,2,3\n1,2\n1,2,3,4,\n1,2,3,,\n,,,,\n1,2,\n"

    result = read(content)

    told = [(1, "1"), (5, "2"), (6, "5"), (7, "5")]  # an empty cell too many may have moved the others
    assert result.sheet.marks.rows() == [(row, None, "ragged", size) for row, size in told]
    assert result.sheet.rows.to_list() == [1, 3, 4, 5, 6, 7, 9]
    assert result.sheet.cells.width == 4
    assert result.sheet.cells.row(4) == ("1", "2", "3", "4")


def test_texts_are_those_of_the_file():
    assert grid("a, b \n 001,\u00a0x\n") == [("a", " b "), (" 001", "\u00a0x")]


@pytest.mark.parametrize("content", ["", "\n\n", ",,\n", '""\n', "sep=;", "\ufeff", " \t \n"])
def test_nothing_but_blanks_has_no_rows(content):
    assert read(content).sheet.cells.height == 0


def test_the_limit_of_the_csv_module_is_left_as_it_was():
    before = csv.field_size_limit()
    threads = [threading.Thread(target=read, args=(f'"{"x" * 200_000}",b\n' * 20,)) for _ in range(4)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()

    assert csv.field_size_limit() == before


texts = st.text(st.characters(codec="utf-8", exclude_characters="\0\x1a\ufeff"), max_size=6)
grids = st.integers(1, 5).flatmap(lambda width: st.lists(st.lists(texts, min_size=width, max_size=width), max_size=8))


def written(rows, **options):
    csv.writer(file := StringIO(newline=""), **options).writerows(rows)
    return file.getvalue()


def filled(rows):
    """What is read of these rows: no blank ones, nulls for empty cells."""
    return [tuple(each or None for each in row) for row in rows if any(each.strip(" \t\u00a0") for each in row)]


@given(
    grids,
    st.sampled_from(",;\t|^"),
    # With one of the two line ends the csv module of Python 3.11 leaves the other without quotes.
    st.sampled_from([(csv.QUOTE_MINIMAL, "\r\n"), *((csv.QUOTE_ALL, end) for end in ("\n", "\r\n", "\r"))]),
)
def test_what_is_written_with_any_delimiter_is_read_back(rows, delimiter, style):
    quoting, end = style
    content = written(rows, delimiter=delimiter, quoting=quoting, lineterminator=end)

    result = read(f"sep={delimiter}{end}{content}")

    assert result.sheet.cells.rows() == filled(rows)
    assert result.sheet.marks.is_empty()


words = st.text(st.characters(codec="utf-8", categories=["L", "N"]), min_size=1, max_size=6)


@given(
    st.integers(2, 5).flatmap(lambda n: st.lists(st.lists(words, min_size=n, max_size=n), min_size=1, max_size=8)),
    st.sampled_from(",;\t|"),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_what_is_written_without_saying_the_delimiter_is_read_back(rows, delimiter, encoding):
    result = read(written(rows, delimiter=delimiter), encoding)

    assert result.delimiter == delimiter
    assert result.sheet.cells.rows() == filled(rows)


@given(st.text(st.sampled_from('ab,;\t\n\r "é\ufeff\u2028\x0b#'), max_size=60), st.sampled_from(",;\t"))
def test_texts_without_quotes_are_cut_as_the_csv_module_does(text, delimiter):
    text = text.replace('"', "")
    path = Path("a.csv")

    cut = delimited._sheet(path, delimited._cut(path, text, delimiter, 0))
    parsed = delimited._sheet(path, delimited._parsed(path, text, delimiter, 0))

    assert cut.cells.rows() == parsed.cells.rows()
    assert cut.rows.equals(parsed.rows, check_dtypes=True)
    assert cut.marks.equals(parsed.marks)


@given(st.lists(st.lists(st.sampled_from(["", "a", " ", "\ufeff", "#"]), min_size=3, max_size=3), max_size=6))
def test_even_texts_are_cut_as_the_csv_module_does(rows):
    text, path = "".join(",".join(row) + "\n" for row in rows), Path("a.csv")

    cut = delimited._sheet(path, delimited._cut(path, text, ",", 0))
    parsed = delimited._sheet(path, delimited._parsed(path, text, ",", 0))

    assert (cut.cells.rows(), cut.rows.to_list()) == (parsed.cells.rows(), parsed.rows.to_list())
    assert cut.marks.equals(parsed.marks)


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(content):
    try:
        result = read(content)
    except UnreadableDataError:
        return
    assert result.sheet.cells.height == len(result.sheet.rows)


def test_records_in_several_chunks_are_one_table(monkeypatch):
    monkeypatch.setattr(delimited, "_CELLS_AT_ONCE", 3)

    assert grid('"a"\nb,c\nd\ne,f,g\n') == [("a", None, None), ("b", "c", None), ("d", None, None), ("e", "f", "g")]


@pytest.mark.parametrize(
    "content", ["a\n" + "\n" * 1_000_000, "a,b\n" + ",\n" * 1_000_000, '"a",b\n' + ",\n" * 1_000_000]
)
def test_a_million_blank_lines_take_a_moment(content):
    began = time.perf_counter()

    assert read(content).sheet.cells.height == 1
    assert time.perf_counter() - began < 10  # under a second on an idle machine


@pytest.mark.parametrize("content", [b"a" * 50_000_000, b'"' + b"a," * 25_000_000, b'"' + b"a,\n" * 10_000_000])
def test_an_endless_line_is_refused_soon(content):
    began = time.perf_counter()

    with pytest.raises(UnreadableDataError):
        read(content)
    assert time.perf_counter() - began < 10


def test_published_files_equal_their_published_contents(messy):
    files = sorted((messy / "max-mapper__csv-spectrum").glob("csvs__*.csv"))
    for file in files:
        header, *records = read_delimited(file).sheet.cells.rows()
        expected = json.loads(
            file.with_name(file.name.replace("csvs__", "json__")).with_suffix(".json").read_text("utf-8")
        )
        if "location" in file.name:  # its JSON holds one record without a list, and another phone number
            expected = [{**expected, "Contact Phone Number": "2095257564"}]
        if "newlines_crlf" in file.name:  # the collected file has plain line breaks
            expected = json.loads(json.dumps(expected).replace("\\r\\n", "\\n"))
        assert [dict(zip(header, (each or "" for each in record), strict=True)) for record in records] == expected, file

    assert len(files) > 10


def test_published_files_of_all_kinds_are_read_or_refused(messy):
    files = sorted(each for each in messy.rglob("*") if each.suffix in (".csv", ".tsv"))
    refused = set()
    for file in files:
        try:
            result = read_delimited(file)
        except UnreadableDataError:
            refused.add(file.name)
        else:
            assert result.sheet.cells.height == len(result.sheet.rows)

    assert len(files) > 100
    assert "examples__null_byte.csv" in refused
    assert len(refused) < 0.05 * len(files)
