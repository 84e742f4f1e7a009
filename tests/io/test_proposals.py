"""The draft list as a planner opens it."""

import openpyxl
import pytest
from builders import awards, initiatives, reviews

from khcn_analytics.errors import WrongUseError
from khcn_analytics.io.proposals import write_proposals
from khcn_analytics.law.eligibility import eligibility
from khcn_analytics.law.rules import LawParameter

DATASETS = {
    "reviews": reviews(
        subject=["Lê Ấm", "Đinh An", "Bùi Ân", "Cao Ý"],
        unit=["Văn phòng", "Văn phòng", "Chi cục", None],
        year=2024,
        level=["excellent", "excellent", "completed", "good"],
        took_part=[True, True, True, None],
    ),
    "awards": awards(
        recipient=["Lê Ấm", "Người khác"],
        award=["emulation_fighter_grassroots", "advanced_labour"],
        for_year=2024,
        status=["proposed", "granted"],
        votes_for=[10, None],
        voters=[11, None],
    ),
    "initiatives": initiatives(author_names="Lê Ấm", grassroots_recognised_on="2024-06-01"),
}


def written(path, awarded=None, language="vi"):
    found = eligibility(DATASETS, 2024, awards=awarded)
    write_proposals(found.verdicts, found.conditions, found.quotas, path, language=language)
    return openpyxl.load_workbook(path)


def table(sheet):
    """Header and rows of the sheet of an award."""
    rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    top = next(place for place, row in enumerate(rows) if row[0] in ("STT", "No."))
    return rows[:top], rows[top], rows[top + 1 :]


def test_one_sheet_an_award_after_the_counts(tmp_path):
    book = written(tmp_path / "list.xlsx")

    assert book.sheetnames[:3] == ["Tổng hợp", "Lao động tiên tiến", "Chiến sĩ thi đua cơ sở"]
    assert len(book.sheetnames) == 1 + 6
    first = [row[:4] for row in book["Tổng hợp"].iter_rows(max_row=3, values_only=True)]
    assert first[1:] == [("Lao động tiên tiến", 2, 2, 1), ("Chiến sĩ thi đua cơ sở", 2, 1, 1)]


def test_conditions_are_ticked_and_the_eligible_come_first(tmp_path):
    sheet = written(tmp_path / "list.xlsx", ["emulation_fighter_grassroots"])["Chiến sĩ thi đua cơ sở"]
    above, header, rows = table(sheet)

    assert above[0][0] == "DỰ THẢO DANH SÁCH ĐỀ NGHỊ: Chiến sĩ thi đua cơ sở, năm 2024"
    assert "Luật 06/2022/QH15 (có khả năng đúng)" in above[1][0]
    assert header[4:8] == [
        "đạt tiêu chuẩn Lao động tiên tiến năm 2024",
        "xếp loại hoàn thành xuất sắc nhiệm vụ năm 2024",
        "có 1 sáng kiến được công nhận năm 2024",
        "có 1 đề tài, nhiệm vụ được nghiệm thu năm 2024",
    ]
    assert [(row[1], row[3], *row[4:8]) for row in rows] == [
        ("Đinh An", "đủ điều kiện", "✓", "✓", "✗", "?"),
        ("Lê Ấm", "đủ điều kiện", "✓", "✓", "✓", "?"),
        ("Cao Ý", "chưa xét được", "?", "✗", "✗", "?"),
        ("Bùi Ân", "chưa đủ điều kiện", "✗", "✗", "✗", "?"),
    ]
    assert rows[1][-3:] == ["Luật 06/2022/QH15", "đề nghị", "10/11"]
    assert rows[3][-3] == "Luật 06/2022/QH15, Điều 24 khoản 1"
    assert rows[3][8].startswith("Chưa đạt: đạt tiêu chuẩn Lao động tiên tiến năm 2024")


def test_two_departments_stand_apart_and_their_votes_in_the_rows(tmp_path):
    """8 of 10 votes: not the 90 % of one department, but the 80 % of the other."""
    places = ["cao_bang", "lang_son"]
    one = {"department": places, "year": 2024, "subject": "Lê Ấm", "unit": "Văn phòng"}
    ballots = awards(
        department=places, award="advanced_labour", recipient="Lê Ấm", for_year=2024, votes_for=8, voters=10
    )
    datasets = {"reviews": reviews(**one, level="good", took_part=True), "awards": ballots}
    numbers = [LawParameter("TD-14b", "votes", share, place) for share, place in zip((0.9, 0.8), places, strict=True)]
    found = eligibility(datasets, 2024, awards=["advanced_labour"], parameters=numbers)
    write_proposals(found.verdicts, found.conditions, found.quotas, tmp_path / "two.xlsx")
    book = openpyxl.load_workbook(tmp_path / "two.xlsx")
    _, header, rows = table(book["Lao động tiên tiến"])

    assert header[2] == "Sở"
    votes = header.index("phiếu đồng ý của Hội đồng")
    assert [(row[2], row[votes]) for row in rows] == [
        ("lang_son", "✓ Hội đồng đồng ý từ 80 %"),
        ("cao_bang", "✗ Hội đồng đồng ý từ 90 %"),
    ]
    caps = [row[0] for row in book["Tổng hợp"].iter_rows(values_only=True) if row[0] and "TD-05b" in row[0]]
    assert [each.split(",")[0] for each in caps] == places


def test_a_cap_that_nobody_stated_says_so(tmp_path):
    rows = list(written(tmp_path / "list.xlsx")["Tổng hợp"].iter_rows(values_only=True))
    header = next(row for row in rows if row[0] == "Tỷ lệ tối đa")
    quota = next(row for row in rows if row[0] and row[0].startswith("TD-05b"))

    assert header[-1] == "Ghi chú"
    assert quota[-1] == "Chưa có mức của sở; khai tham số TD-05b.cap."


def test_it_is_made_for_printing(tmp_path):
    sheet = written(tmp_path / "list.xlsx", ["advanced_labour"])["Lao động tiên tiến"]

    assert sheet.page_setup.orientation == "landscape"
    assert sheet.page_setup.fitToHeight == 0
    assert sheet.print_title_rows is not None
    assert sheet.freeze_panes is not None


def test_an_award_whose_text_is_not_known_says_so(tmp_path):
    above, _, rows = table(written(tmp_path / "list.xlsx", ["prime_minister_merit"])["Bằng khen Thủ tướng"])

    assert above[1][0] == "Điều kiện có hiệu lực chưa đối chiếu được."
    assert {row[3] for row in rows} == {"chưa xét được"}


def test_it_is_written_in_english_too(tmp_path):
    book = written(tmp_path / "list.xlsx", ["advanced_labour"], "en")
    _, header, rows = table(book["advanced labourer"])

    assert header[:4] == ["No.", "Subject", "Unit", "Verdict"]
    assert all(each.isascii() for each in written(tmp_path / "all.xlsx", None, "en").sheetnames)
    assert rows[0][3] == "eligible"


def test_every_award_has_a_name_that_fits_a_sheet(tmp_path):
    names = written(tmp_path / "list.xlsx").sheetnames
    assert all(len(each) <= 31 for each in names)
    assert len(set(names)) == len(names)


def test_the_same_list_is_the_same_file(tmp_path):
    for name in ("one.xlsx", "two.xlsx"):
        written(tmp_path / name)
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()


def test_a_file_that_is_there_stays(tmp_path):
    path = tmp_path / "list.xlsx"
    path.write_text("mine", encoding="utf-8")
    with pytest.raises(WrongUseError):
        written(path)
    assert path.read_text(encoding="utf-8") == "mine"
