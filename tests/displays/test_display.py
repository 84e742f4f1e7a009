"""What is shown is said in both languages, as text where there is only text."""

from khcn_analytics.displays.display import ROWS_OF_A_TEXT, Display, Listing
from khcn_analytics.vocabulary.labels import Label

HEADER = (Label("Tên", "Name"), Label("Số", "Count"))


def listing(count, **settings):
    rows = [(f"dòng {place}", str(place)) for place in range(count)]
    return Listing(Label("Danh sách", "List"), HEADER, rows, count, numbers=(1,), **settings)


def test_text_holds_title_code_warning_facts_lists_and_what_comes_next():
    told = Display(
        Label("Kỳ", "Period"),
        Label("năm 2024", "2024"),
        code="2024",
        facts=[(Label("Từ ngày", "From"), "01/01/2024")],
        listings=[listing(2, is_open=True)],
        warning=Label("chưa chắc", "not sure"),
        then=["a()", "b()"],
    )
    assert told.text("en").splitlines() == [
        "Period: 2024 (2024)",
        "  ! not sure",
        "  From: 01/01/2024",
        "  List:",
        "    Name    Count",
        "    dòng 0      0",
        "    dòng 1      1",
        "  Next: a() | b()",
    ]
    assert told.line() == "Kỳ: năm 2024"


def test_folded_and_empty_lists_are_left_out_of_the_text():
    told = Display(Label("Kỳ", "Period"), "x", listings=[listing(2), listing(0, is_open=True)])
    assert told.text() == "Kỳ: x"


def test_what_a_long_list_leaves_out_is_counted():
    told = Display(Label("Kỳ", "Period"), "x", listings=[listing(ROWS_OF_A_TEXT + 3, is_open=True)])
    assert told.text().splitlines()[-1] == "    … và 3 dòng nữa"
    assert listing(2).more("vi") == ""
    assert Listing(Label("a", "a"), HEADER, [], 4).more("en") == "… and 4 more"
