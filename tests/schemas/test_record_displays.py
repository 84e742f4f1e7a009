"""Checked records are shown by kinds of problem, errors first; no value is shown."""

from builders import inspections

from khcn_analytics.displays.display import in_language
from khcn_analytics.schemas.inspections import INSPECTIONS
from khcn_analytics.schemas.record_displays import problem_listing, tone_of
from khcn_analytics.schemas.registry import DATASETS
from khcn_analytics.schemas.validation import check_frame


def checked(*subjects):
    names = [f"TT-{place}" for place in range(len(subjects))]
    return check_frame(inspections(inspection_id=names, subjects=list(subjects)), INSPECTIONS)


def test_equal_problems_are_one_row_with_their_number():
    found = checked(3, -1, -2)
    listing = problem_listing(found.problems)
    assert listing.count == 1
    severity, message, _, count = (in_language(each, "vi") for each in listing.rows[0])
    assert (severity, message, count) == ("lỗi", "Số cơ sở nhỏ hơn 0", "2")
    assert "Dùng được: 1 bản ghi" in str(found)
    assert "Giữ lại: 2 bản ghi" in str(found)


def test_the_tone_says_whether_all_is_well():
    assert tone_of(checked(3).problems) == "good"
    assert tone_of(checked(-3).problems) == "bad"
    assert tone_of(checked(3).problems, kept_out=1) == "bad"


def test_a_dataset_shows_all_its_columns():
    for dataset in DATASETS.values():
        html = dataset._repr_html_()
        assert all(f"<td>{name}</td>" in html for name in dataset.model.to_schema().columns)


def test_the_registry_is_a_table_of_datasets():
    assert repr(DATASETS) == f"<Datasets: Danh mục: {len(DATASETS)} bộ dữ liệu>"
    assert all(name in str(DATASETS) for name in DATASETS)
