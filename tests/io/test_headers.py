import pytest

from khcn_analytics.errors import WrongUseError
from khcn_analytics.io.headers import match_headers, recognise_dataset
from khcn_analytics.schemas.inspections import INSPECTIONS
from khcn_analytics.schemas.tasks import TASKS


def test_names_labels_and_aliases_are_matched_without_accents():
    headers = ["task_id", "TEN NHIEM VU", "Trong đó: NSNN", "Ghi chú"]

    assert match_headers(headers, TASKS) == {"task_id": 0, "title": 1, "state_budget_vnd": 2}


def test_two_headers_for_one_column_are_refused():
    with pytest.raises(WrongUseError, match="cùng là title") as caught:
        match_headers(["Tên nhiệm vụ", "Tên đề tài"], TASKS)
    assert "both mean title" in caught.value.en


def test_dataset_is_recognised_by_its_required_columns():
    assert recognise_dataset(["Mã cuộc", "Sở", "Hình thức", "Ngày bắt đầu", "Số cơ sở"]) is INSPECTIONS


def test_unrecognised_headers_ask_for_the_dataset():
    with pytest.raises(WrongUseError, match="--dataset"):
        recognise_dataset(["x", "y"])


def test_accents_tell_the_number_from_the_department():
    assert match_headers(["Mã số", "Mã sở"], TASKS) == {"task_id": 0, "department": 1}


def test_what_accents_alone_tell_apart_is_not_guessed_without_them():
    assert match_headers(["MA SO"], TASKS) == {}
