from dataclasses import replace

import pytest
from reports.made import hostile_report

from khcn_analytics.errors import WrongUseError
from khcn_analytics.reports.content import Section
from khcn_analytics.reports.report import ENDINGS


def test_sections_come_in_reading_order():
    made = replace(hostile_report(), sections=(Section("1", (), (Section("1a", (), (Section("1aa"),)),)), Section("2")))

    assert [each.heading for each in made.every_section()] == ["1", "1a", "1aa", "2"]


@pytest.mark.parametrize("ending", ENDINGS)
def test_it_is_saved_by_the_end_of_its_name(tmp_path, ending):
    made = hostile_report()

    path = made.save(tmp_path / f"BaoCao{ending.upper()}")

    assert path.read_bytes() == made.to_bytes(ending)
    with pytest.raises(WrongUseError, match="Đã có tệp"):
        made.save(path)
    assert made.save(str(path), overwrite=True) == path


def test_other_kinds_of_file_are_refused(tmp_path):
    with pytest.raises(WrongUseError, match=r"\.docx / \.html / \.xlsx"):
        hostile_report().save(tmp_path / "bao-cao.pdf")


def test_a_terminal_is_told_what_it_is():
    made = replace(hostile_report(), title="Kết quả năm 2020", sections=(Section("I. Một"), Section("II. Hai")))

    assert repr(made) == "<Report: Báo cáo: Kết quả năm 2020>"
    assert "Nội dung: I. Một; II. Hai" in str(made)


def test_a_notebook_shows_it_in_a_frame_where_nothing_runs():
    shown = hostile_report()._repr_html_()

    assert shown.startswith("<iframe sandbox ")
    assert "<script" not in shown
    assert "&lt;!doctype html&gt;" in shown
