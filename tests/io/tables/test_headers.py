import pytest

from khcn_analytics.io.tables.headers import Header, fields_named, match_headers
from khcn_analytics.io.tables.layout import Layout
from khcn_analytics.schemas.initiatives import INITIATIVES
from khcn_analytics.schemas.inspections import INSPECTIONS
from khcn_analytics.schemas.tasks import TASKS


def matched(*texts, dataset=TASKS, layout=None):
    return match_headers([Header(place, text, (text,)) for place, text in enumerate(texts)], dataset, layout)


def fields(*texts, **options):
    return [each.field for each in matched(*texts, **options)]


def test_names_labels_and_aliases_are_matched_without_accents():
    assert fields("task_id", "TEN NHIEM VU", "Trong đó: NSNN", "Ghi chú") == [
        "task_id",
        "title",
        "state_budget_vnd",
        None,
    ]


def test_accents_tell_the_number_from_the_department():
    assert fields("Mã số", "Mã sở") == ["task_id", "department"]


def test_what_accents_alone_tell_apart_is_not_guessed_without_them():
    assert fields("MA SO") == [None]


def test_two_headers_may_mean_the_same_column():
    assert fields("Tên nhiệm vụ", "Tên đề tài") == ["title", "title"]


@pytest.mark.parametrize(
    ("header", "unit", "power"),
    [
        ("Tổng kinh phí (triệu đồng)", "triệu đồng", 6),
        ("Tổng kinh phí\n(ĐVT: Tr.đ)", "Tr.đ", 6),
        ("Tổng kinh phí [tỷ đồng]", "tỷ đồng", 9),
        ("Kinh phí, nghìn đồng", "nghìn đồng", 3),
        ("TONG KINH PHI (TRIEU DONG)", "TRIEU DONG", 6),
        ("Kinh phí (1.000 đ)", "1.000 đ", 3),
        ("Tổng kinh phí (đồng)", "đồng", 0),
        ("Tổng kinh phí", None, 0),
    ],
)
def test_the_unit_in_a_header_of_money_is_honoured(header, unit, power):
    (match,) = matched(header)

    assert (match.field, match.unit, match.power) == ("budget_vnd", unit, power)


def test_a_unit_that_money_is_not_told_in_is_not_taken_for_the_column():
    assert fields("Tổng kinh phí (USD)") == [None]


def test_what_stands_in_brackets_may_change_the_meaning():
    assert fields("Ngày nghiệm thu (dự kiến)") == [None]


def test_the_own_unit_of_a_count_in_the_header_changes_nothing():
    (match,) = matched("Số cơ sở vi phạm (cơ sở)", dataset=INSPECTIONS)

    assert (match.field, match.power) == ("violating_subjects", 0)


def test_a_typing_error_is_seen_and_said():
    (match,) = matched("Ngày nghiệm thhu")

    assert (match.field, match.how) == ("accepted_on", "close")


def test_a_typing_error_in_a_header_with_a_unit():
    (match,) = matched("Tổng kinh phíi (triệu đồng)")

    assert (match.field, match.how, match.power) == ("budget_vnd", "close", 6)


def test_what_could_be_two_columns_is_not_guessed():
    assert fields("Mã sô") == [None]  # Mã số or Mã sở


def test_a_column_that_is_there_is_not_named_again_by_a_typing_error():
    assert fields("Ngày nghiệm thu", "Ngày nghiệm thuu") == ["accepted_on", None]


def test_a_header_further_away_gets_a_suggestion_only():
    (match,) = matched("Ngày nghiệm thu dự kiến")

    assert (match.field, match.suggestion) == (None, "Ngày nghiệm thu")


@pytest.mark.parametrize("header", ["STT", "TT", "Số TT", "Số thứ tự"])
def test_running_numbers_are_known_for_what_they_are(header):
    (match,) = matched(header)

    assert (match.field, match.how) == (None, "number")


def test_a_layout_goes_before_everything_else():
    layout = Layout(dataset="tasks", columns={"task_id": "Tên nhiệm vụ", "title": "Nội dung"})

    assert [(each.field, each.how) for each in matched("Tên nhiệm vụ", "NỘI DUNG", layout=layout)] == [
        ("task_id", "layout"),
        ("title", "layout"),
    ]


def test_the_lower_row_alone_counts_where_both_rows_together_mean_nothing():
    header = Header(0, "Thời gian / Bắt đầu", ("Thời gian Bắt đầu", "Bắt đầu"))

    assert match_headers([header], TASKS)[0].field == "started_on"


def test_only_certain_names_count_where_a_header_is_looked_for():
    assert fields_named([("Mã số",), ("Ngày nghiệm thhu",), ("Sở",)], TASKS) == {"task_id", "department"}


def test_another_number_is_no_typing_error():
    assert fields("Tổng kinh phí 1") == [None]


def test_a_short_word_without_accents_is_not_taken_for_one_with():
    assert fields("Nam", dataset=INITIATIVES) == [None]
    assert fields("Năm", dataset=INITIATIVES) == ["initiative_year"]


def test_what_the_layout_calls_a_column_is_that_column_alone():
    layout = Layout(dataset="tasks", columns={"task_id": "Số hiệu"})

    assert fields("Số hiệu", "Mã số", "Tên nhiệm vụ", layout=layout) == ["task_id", None, "title"]
