import polars as pl
from builders import score_groups, tasks
from reports.made import workspace

from khcn_analytics.reports.content import Paragraph, Table
from khcn_analytics.reports.findings import find, of_department
from khcn_analytics.reports.shortcomings import shortcoming_sections
from khcn_analytics.schemas.tasks import TASKS
from khcn_analytics.schemas.validation import check_frame


def told(period=2020, *, is_scored=False, **changes):
    own = of_department(workspace(**changes), "cao_bang")
    return list(shortcoming_sections(find(own, period, "same_period_last_year"), is_scored=is_scored))


def test_missed_targets_are_told_and_met_ones_are_not():
    (table,) = told()[0].blocks

    assert isinstance(table, Table)
    assert table.rows.rows() == [("Toàn sở", "Nhiệm vụ nghiệm thu", "từ 4 trở lên", "3", "−1 (−25 %)", "không đạt", "")]


def test_without_targets_that_is_said():
    (none,) = told(2019)[0].blocks

    assert isinstance(none, Paragraph)
    assert "không có chỉ tiêu" in none.text


def test_what_got_worse_is_listed():
    (table,) = told()[1].blocks

    assert isinstance(table, Table)
    assert table.rows.columns == ["Lĩnh vực", "Chỉ số", "Năm 2019", "Năm 2020", "Tăng, giảm"]
    assert ("Nhiệm vụ KH&CN", "Nhiệm vụ nghiệm thu") not in table.rows.select("Lĩnh vực", "Chỉ số").rows()


def test_what_is_not_there_is_told():
    scored = {**workspace().datasets, "score_groups": score_groups()}

    texts = [each.text for each in told(datasets=scored)[2].blocks if isinstance(each, Paragraph)]
    assert any("Kinh phí nhiệm vụ" in each and "không nói gì" in each for each in texts)
    assert any("không nêu bảng tiêu chí" in each for each in texts)
    quiet = [each.text for each in told(datasets=scored, is_scored=True)[2].blocks if isinstance(each, Paragraph)]
    assert not any("không nêu bảng tiêu chí" in each for each in quiet)


def test_indicators_without_a_value_have_a_reason():
    table = next(each for each in told(2030)[2].blocks if isinstance(each, Table))

    assert "Nhiệm vụ nghiệm thu" in table.rows["Chỉ số"]
    assert set(table.rows["Lý do"]) == {"dữ liệu không bao trùm kỳ này"}


def test_problems_are_counted_by_what_is_wrong():
    late = check_frame(tasks(started_on=["2020-05-01"] * 2, accepted_on="2020-06-01", settled_on="2020-05-15"), TASKS)
    assert late.problems.height == 2

    section = told(problems=late.problems, kept_out=3)[3]

    count, table = section.blocks
    assert isinstance(count, Paragraph)
    assert count.text.startswith("3 dòng có lỗi")
    assert isinstance(table, Table)
    assert table.rows.select("Mức", "Vấn đề", "Số chỗ").rows() == [("cảnh báo", "Thanh lý trước ngày nghiệm thu", "2")]
    assert [each.text for each in told()[3].blocks if isinstance(each, Paragraph)] == [
        "Không có lỗi, không có cảnh báo trong dữ liệu."
    ]


def test_empty_cells_are_empty_texts():
    for section in told():
        for block in section.blocks:
            if isinstance(block, Table):
                assert block.rows.null_count().sum_horizontal().item() == 0
                assert set(block.rows.dtypes) == {pl.String}
