from dataclasses import replace
from datetime import date

import pytest
from reports.made import workspace

from khcn_analytics.analysis.analysing import analyse
from khcn_analytics.errors import UnknownNameError, WrongUseError
from khcn_analytics.reports.content import Paragraph, Table
from khcn_analytics.reports.yearly import report
from khcn_analytics.store.workspace import example_workspace


def texts_of(made):
    return [block.text for section in made.every_section() for block in section.blocks if isinstance(block, Paragraph)]


def test_it_has_its_parts_in_order_and_points_only_by_a_scheme():
    plain = report(workspace(), 2020, department="cao_bang")
    scored = report(example_workspace(), 2025, scheme="mau_100")

    assert [each.heading for each in plain.sections] == [
        "I. Tình hình chung",
        "II. Kết quả theo lĩnh vực",
        "III. Tồn tại, hạn chế; số liệu chưa đầy đủ",
        "IV. Nguồn số liệu và căn cứ",
    ]
    assert [each.heading for each in scored.sections][2:4] == [
        "III. Thi đua: điểm và thứ hạng",
        "IV. Tồn tại, hạn chế; số liệu chưa đầy đủ",
    ]


def test_its_figures_and_sentences_are_those_of_the_analysis():
    example = example_workspace()
    analysis = analyse(example, [2025], ())
    made = report(example, 2025)
    tables = [block for section in made.sections[1].sections for block in section.blocks if isinstance(block, Table)]

    told = [each.figures for each in tables if each.figures is not None]
    figures = {row[0]: row[3:5] for frame in told for row in frame.iter_rows()}
    assert figures == {
        code: (base, value) for code, base, value in analysis.changes.select("indicator", "base", "value").rows()
    }
    text = " ".join(texts_of(made))
    assert all(each.text in text for each in analysis.narrative().sentences)


def test_what_was_asked_is_told():
    made = report(workspace(), "6T/2020", department="cao_bang", against="previous_period", as_of=date(2021, 2, 5))

    assert made.title == "Kết quả hoạt động khoa học và công nghệ 6 tháng đầu năm 2020"
    assert made.department == "Sở Cao Bằng"
    assert made.form is not None
    assert made.form.place_and_day == "……, ngày 05 tháng 02 năm 2021"
    assert made.day == date(2021, 2, 5)
    assert "so với 6 tháng cuối năm 2019" in texts_of(made)[0]


def test_data_that_are_not_the_departments_own_are_told():
    own = replace(workspace(), origin="department")

    assert report(own, 2020, department="cao_bang").origin == ""
    assert "dựng lại" in report(replace(own, origin="reconstructed"), 2020, department="cao_bang").origin


def test_it_is_told_in_english():
    made = report(workspace(), 2020, department="cao_bang", language="en")

    assert made.sections[0].heading == "I. Overview"
    assert made.form is not None
    assert made.form.state == "SOCIALIST REPUBLIC OF VIET NAM"


def test_a_period_without_data_is_reported_with_reasons():
    made = report(workspace(), 2030, department="cao_bang")

    assert any("không so sánh được" in each for each in texts_of(made))


def test_wrong_use_is_told():
    with pytest.raises(WrongUseError, match="Hãy chọn department"):
        report(workspace(), 2020)
    with pytest.raises(UnknownNameError):
        report(workspace(), 2020, department="cao_bang", language="fr")  # type: ignore[arg-type]
    with pytest.raises(WrongUseError, match="score_groups"):
        report(workspace(), 2024, department="cao_bang", scheme="mau_100")
