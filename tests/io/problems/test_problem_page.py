import json
import os
import re
from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace

import polars as pl
import pytest

from khcn_analytics.errors import UnreadableDataError, WrongUseError
from khcn_analytics.io.cells.parsing import COERCIONS
from khcn_analytics.io.checking import check
from khcn_analytics.io.problems.problem_page import (
    ROWS_A_RULE,
    ROWS_A_RULE_IN_NOTEBOOK,
    pieces,
    problem_fragment,
    problem_page,
    write_problem_page,
)
from khcn_analytics.io.tables.finding import SKIPPED
from khcn_analytics.io.tables.understanding import UNDERSTOOD
from khcn_analytics.schemas.columns import column_types
from khcn_analytics.schemas.inspections import INSPECTIONS
from khcn_analytics.schemas.results import Problems

ATTACKS = [
    "<script>window.hacked = 1</script>",
    "<img src=x onerror='window.hacked = 1'>",
    '" onmouseover="window.hacked = 1',
    "</style><svg onload=window.hacked=1>",
    "</textarea></title><iframe srcdoc='<script>parent.hacked=1</script>'>",
    "{{ 7 * 7 }}{% raw %}",
    "javascript:window.hacked=1",
    "&lt;b&gt;",
]


def problem(row=2, column="D", header="Ngày bắt đầu", severity="error", **changes):
    base = {
        "file": "list.csv",
        "sheet": None,
        "row": row,
        "column": column,
        "header": header,
        "field": "started_on",
        "value": "hôm qua",
        "rule": "unreadable",
        "severity": severity,
        "suggestion": None,
        "message_vi": f"Không đọc được {header}",
        "message_en": f"{header} can't be read",
        "fix_vi": "Viết theo mẫu: 05/06/2024",
        "fix_en": "Write it like: 05/06/2024",
    }
    return {**base, **changes}


def checked(problems=(), *, file="list.csv", skipped=(), coercions=(), understood=(), clean=10, kept_out=0):
    """A checked file with what a test is about."""
    return SimpleNamespace(
        file=file,
        dataset=INSPECTIONS,
        clean=pl.DataFrame({"x": range(clean)}),
        quarantined=pl.DataFrame({"x": range(kept_out)}),
        rows_read=clean + kept_out,
        problems=pl.DataFrame(list(problems), schema=column_types(Problems)),
        skipped=pl.DataFrame(list(skipped), schema=SKIPPED, orient="row"),
        coercions=pl.DataFrame(list(coercions), schema=COERCIONS, orient="row"),
        understood=pl.DataFrame(list(understood), schema=UNDERSTOOD, orient="row"),
    )


class Tags(HTMLParser):
    """Every tag and attribute of a page, and its text."""

    def __init__(self, page):
        super().__init__()
        self.tags, self.attributes, self.inside = set(), set(), ""
        self.parts: list[str] = []
        self.feed(page)
        self.text = "".join(self.parts)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.inside = tag
        self.parts += [" "] if tag in ("td", "th", "li", "p", "summary", "h2", "label") else []

    def handle_endtag(self, _):
        self.inside = ""

    def handle_data(self, data):
        if self.inside != "style":
            self.parts.append(data)


def words(page):
    return re.sub(r"\s+", " ", Tags(page).text)


def test_the_headline_tells_the_counts_in_vietnamese_and_english():
    file = checked([problem(), problem(severity="warning", rule="odd")], clean=1204, kept_out=331)

    assert "1.535 dòng đã đọc 1.204 dòng dùng được 331 dòng bị giữ lại 1 lỗi 1 cảnh báo" in words(problem_page(file))
    assert "1,535 rows read 1,204 usable rows 331 rows kept out 1 errors 1 warnings" in words(problem_page(file, "en"))
    assert '<html lang="en">' in problem_page(file, "en")


def test_a_problem_has_its_place_value_message_fix_and_suggestion():
    page = words(problem_page(checked([problem(sheet="Biểu 1", suggestion="05/06/2024"), problem(9, sheet="Biểu 2")])))

    assert "Trang Dòng Cột Giá trị Có phải" in page
    assert "Biểu 1 2 D Ngày bắt đầu hôm qua 05/06/2024" in page
    assert "Không đọc được Ngày bắt đầu 2" in page
    assert "Cách sửa: Viết theo mẫu: 05/06/2024" in page


def test_groups_are_errors_first_then_the_largest():
    problems = [problem(severity="warning", rule="odd") for _ in range(9)]
    problems += [problem(rule="required"), *(problem(header=each) for each in ("Ngày", "Số", "Số"))]

    page = problem_page(checked(problems))
    assert re.findall(r'<details class="(\w+)"( open)?', page) == [("error", " open"), ("error", ""), ("warning", "")]
    assert "Không đọc được giá trị 3 Số: 2, Ngày" in words(page)


def test_rows_are_capped_and_the_count_is_not():
    file = checked([problem(row) for row in range(1, 1235)], kept_out=1234)

    assert problem_page(file).count('<td class="row">') == ROWS_A_RULE
    assert f"Đang hiện {ROWS_A_RULE} trong số 1.234 dòng." in words(problem_page(file))
    assert "khcn check TỆP --json" in problem_page(file)
    assert problem_fragment(file).count('<td class="row">') == ROWS_A_RULE_IN_NOTEBOOK


def test_what_was_understood_skipped_and_interpreted_is_told():
    page = words(
        problem_page(
            checked(
                skipped=[("Biểu 1", 1, 4, 3, "title", "SỞ KHCN"), ("Bìa", None, None, None, "sheet", "Báo cáo")],
                coercions=[(None, "started_on", "ambiguous", 1204, 9, "05/06/2024", "2024-06-05")],
                understood=[
                    ("Biểu 1", "B", "Tiền (triệu đồng)", "fines_vnd", "Tiền phạt", "Fines", "close", "triệu đồng", 5),
                    ("Biểu 1", "C", "Ghi chú", None, None, None, None, None, 5),
                    ("Biểu 1", "A", "TT", None, None, None, "number", None, 5),
                ],
            )
        )
    )

    assert "Các cột đã hiểu 2 1 không dùng, 1 nhận theo tên gần giống" in page
    assert "A TT số thứ tự" in page
    assert "B Tiền (triệu đồng) Tiền phạt triệu đồng tên gần giống, hãy xem lại" in page
    assert "Các dòng bỏ qua vì không phải bản ghi 3" in page
    assert "Biểu 1 1–4 tiêu đề phía trên bảng SỞ KHCN" in page
    assert "có thể hiểu hai cách 1.204 9 05/06/2024 2024-06-05" in page


def test_a_good_file_says_so():
    assert "Không có lỗi nào: mọi dòng dùng được." in problem_page(checked())
    assert "Không có lỗi, không có cảnh báo." in problem_page(checked())


def test_problems_without_a_cell_say_what_they_are_about():
    page = words(
        problem_page(
            checked([problem(None, None, None, field=None), problem(None), problem(7, None, None, field=None)])
        )
    )

    assert "cả bảng" in page
    assert "tiêu đề D Ngày bắt đầu" in page
    assert "7 cả dòng" in page


def test_a_column_the_file_does_not_have_is_called_by_its_name():
    missing = [problem(row, None, None, field=name) for name in ("ended_on", "subjects") for row in (2, 3)]

    page = words(problem_page(checked([*missing, problem(None, None, None, field="unit")])))
    assert "Ngày kết thúc: 2, Số cơ sở: 2, Đơn vị" in page
    assert "2 Ngày kết thúc" in page
    assert "cả bảng Đơn vị" in page
    assert not any(name in page for name in ("ended_on", "subjects", "unit"))


def test_a_file_that_could_not_be_checked_is_on_the_page():
    refused = {"hỏng.xlsx": UnreadableDataError("hỏng.xlsx", vi="tệp bị hỏng", en="damaged")}

    assert "Không kiểm tra được: hỏng.xlsx" in words(problem_page([], refused=refused))


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("a\u200bb", ["a", "U+200B", "b"]),
        ("\u202eabc", ["U+202E", "abc"]),
        (" a b  ", ["␣", "a b", "␣", "␣"]),
        ("a\nb", ["a", "↵", "\nb"]),
        ("\x00\ufeff\ufffe", ["U+0000", "U+FEFF", "U+FFFE"]),
        ("10\u00a0000", ["10", "⍽", "000"]),
        ("Tiếng Việt 😀", ["Tiếng Việt 😀"]),
    ],
)
def test_what_cannot_be_seen_is_shown(text, seen):
    assert [each.text for each in pieces(text)] == seen


def test_long_texts_are_cut_and_the_cut_is_told():
    assert "… còn 9.700 ký tự" in problem_page(checked([problem(value="x" * 10_000)]))


def hostile(texts):
    """Every text a file gives, in every place it can come to."""
    return [
        checked(
            [problem(value=each, header=each, sheet=each, field=each, suggestion=each, rule=each, column="A")],
            file=each,
            skipped=[(each, 1, 1, 1, each, each)],
            coercions=[(each, each, each, 1, 1, each, each)],
            understood=[(each, "A", each, each, each, each, each, each, 1)],
        )
        for each in texts
    ]


def test_nothing_of_a_file_is_markup():
    plain = Tags(problem_page(hostile(["x"])))
    refused = {each: UnreadableDataError(each, vi=each, en=each) for each in ATTACKS}

    page = Tags(problem_page(hostile(ATTACKS), refused=refused))
    assert page.tags == plain.tags | {"br"}
    assert page.attributes == plain.attributes
    assert page.text.count(ATTACKS[0]) > 10
    assert "{{ 7 * 7 }}" in page.text


def test_naughty_strings_are_no_markup():
    folder = os.environ.get("KHCN_REFERENCE")
    if not folder:
        pytest.skip("KHCN_REFERENCE does not say where the public messy files are")
    (found,) = Path(folder).glob("messy/minimaxir__*/**/blns.json")
    strings = json.loads(found.read_text("utf-8"))

    plain = Tags(problem_page(hostile(["x\u200b"])))
    for page in (problem_page(hostile(strings)), problem_page(hostile(strings), "en")):
        assert Tags(page).tags == plain.tags
        assert Tags(page).attributes == plain.attributes
    assert "script" not in plain.tags
    assert Tags(problem_fragment(hostile(strings))).tags <= plain.tags | {"div"}


def test_the_fragment_has_no_script_and_styles_only_itself():
    fragment = problem_fragment(checked([problem()]))

    assert "<script" not in fragment
    assert not {"html", "body", "link", "form", "input"} & Tags(fragment).tags
    (style,) = re.findall(r"<style>(.*?)</style>", fragment, re.DOTALL)
    rules = re.findall(r"([^{}]+)\{[^{}]*\}", re.sub(r"@media[^{]+\{", "", style))
    selectors = [part.strip() for rule in rules for part in rule.split(",")]
    assert [
        each for each in selectors if each.lstrip("} \n") and not each.lstrip("} \n").startswith(".khcn-check")
    ] == []


def test_a_real_file(tmp_path):
    file = tmp_path / "list.csv"
    file.write_text("Mã cuộc,Sở,Hình thức,Ngày bắt đầu,Số cơ sở\nA,x,kiểm traa,hôm qua,-3\n", "utf-8")

    page = words(problem_page(check(file)))
    assert "list.csv" in page
    assert "Hình thức không có trong danh mục 1" in page


def test_a_page_is_replaced_only_when_asked(tmp_path):
    path = tmp_path / "page.html"
    write_problem_page(checked(), path)
    first = path.read_text("utf-8")

    with pytest.raises(WrongUseError, match="Đã có tệp"):
        write_problem_page(checked([problem()]), path)
    assert path.read_text("utf-8") == first
    write_problem_page(checked([problem()]), path, overwrite=True)
    assert path.read_text("utf-8") != first
    assert list(tmp_path.iterdir()) == [path]
    with pytest.raises(WrongUseError, match=r"đuôi \.html"):
        write_problem_page(checked(), tmp_path / "page.xlsx")
    with pytest.raises(WrongUseError, match="Không có thư mục"):
        write_problem_page(checked(), tmp_path / "nơi nào" / "page.html")


@pytest.mark.browser
def test_data_runs_nothing_and_the_filter_needs_no_script(window, tmp_path):
    file = hostile(ATTACKS)
    warnings = [problem(severity="warning", rule="odd")]
    # The fragment comes without the policy that forbids the page any script.
    (tmp_path / "fragment.html").write_text("<!doctype html><meta charset=utf-8>" + problem_fragment(file), "utf-8")
    (tmp_path / "page.html").write_text(problem_page([*file, checked(warnings)]), "utf-8")

    for name in ("fragment.html", "page.html"):
        # From its text, since the window counts every request that is not for this machine's server.
        window.page.set_content((tmp_path / name).read_text("utf-8"))
        for fold in window.page.locator("details").all():
            fold.evaluate("each => { each.open = true }")
        window.page.wait_for_timeout(200)
        assert window.page.evaluate("window.hacked") is None
    window.page.get_by_text("Chỉ cảnh báo").click()
    assert window.page.locator("details.error:visible").count() == 0
    assert window.page.locator("details.warning:visible").count() == 1
    window.page.get_by_text("Chỉ lỗi").click()
    assert window.page.locator("details.warning:visible").count() == 0


@pytest.mark.browser
def test_a_phone_needs_no_sideways_scrolling(window):
    window.page.set_viewport_size({"width": 360, "height": 740})
    window.page.set_content(problem_page(checked([problem(value="x" * 250, header="y" * 90, sheet="Biểu 1")])))

    assert window.page.evaluate("document.documentElement.scrollWidth") <= 360
