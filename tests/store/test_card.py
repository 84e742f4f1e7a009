from datetime import date

import pytest

from khcn_analytics.errors import UnreadableDataError
from khcn_analytics.store.card import need_coverage, read_card

from .conftest import CARD


def test_a_card_is_read(folder):
    card = read_card(folder)

    assert card.name.en == "Data of Cao Bằng"
    assert card.coverage["tasks"].since == date(2020, 1, 1)
    assert card.calendar == "calendar"


def test_how_finely_days_are_known_is_read(folder):
    told = CARD.replace("[coverage.funding]", 'known_by = "half"\n[coverage.funding]')
    (folder / "workspace.toml").write_text(told, "utf-8")

    coverage = read_card(folder).coverage
    assert (coverage["tasks"].known_by, coverage["funding"].known_by) == ("half", "day")

    (folder / "workspace.toml").write_text(told.replace('"half"', '"week"'), "utf-8")
    with pytest.raises(UnreadableDataError, match="known_by = “week”"):
        read_card(folder)


def test_the_only_department_is_known_where_there_is_one(folder):
    assert read_card(folder).only_department == "cao_bang"

    two = CARD.replace("[coverage.tasks]", '[departments.kon_tum]\nvi = "x"\nen = "x"\n[coverage.tasks]')
    (folder / "workspace.toml").write_text(two, "utf-8")

    assert read_card(folder).only_department is None


def test_coverage_is_needed_for_datasets_with_indicators_only(folder):
    need_coverage(folder, read_card(folder), {"tasks", "inspections", "published"})

    with pytest.raises(UnreadableDataError, match="initiatives") as told:
        need_coverage(folder, read_card(folder), {"tasks", "initiatives"})
    assert "workspace.toml" in told.value.en


BREAK = """
[[breaks]]
id = "forms"
from = 2023-01-01
text_vi = "Đổi biểu mẫu."
text_en = "New forms."
affects = ["tasks"]
departments = ["cao_bang"]
"""


def test_breaks_of_ones_own_are_read(folder):
    (folder / "workspace.toml").write_text(CARD + BREAK, "utf-8")
    (declared,) = read_card(folder).breaks

    assert (declared.id, declared.first_day, declared.affects) == ("forms", date(2023, 1, 1), ("tasks",))


@pytest.mark.parametrize(
    ("old", "new"),
    [("cao_bang", "kon_tum"), ('["tasks"]', '["task"]'), ("text_en", "text_fr"), ('"forms"', "5")],
)
def test_a_wrong_break_is_told_with_its_file(folder, old, new):
    (folder / "workspace.toml").write_text(CARD + BREAK.replace(old, new), "utf-8")

    with pytest.raises(UnreadableDataError, match=r"(?s)workspace\.toml.*breaks"):
        read_card(folder)


def with_department(folder, lines):
    """The card, its department called ``sk`` with more lines."""
    text = CARD.replace("[departments.cao_bang]", f"[departments.sk]\n{lines}")
    (folder / "workspace.toml").write_text(text, "utf-8")
    return read_card(folder)


def test_a_department_may_name_its_province(folder):
    card = with_department(folder, 'province = "Kon Tum"')

    assert card.provinces == {"sk": "kon_tum"}
    assert card.departments["sk"].en == "Department of Cao Bằng"


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ('province = "kon_tumm"', "Có phải: kon_tum"),
        ("province = 62", "Không có tỉnh"),
        ('provinces = "kon_tum"', "provinces"),
    ],
)
def test_a_wrong_province_is_told_with_its_file(folder, lines, told):
    with pytest.raises(UnreadableDataError, match=rf"(?s)workspace\.toml.*{told}"):
        with_department(folder, lines)


def test_a_province_that_was_gone_by_then_is_told_with_what_it_became(folder):
    (folder / "workspace.toml").write_text(
        CARD.replace("[departments.cao_bang]", '[departments.sk]\nprovince = "kon_tum"').replace(
            "since = 2020-01-01", "since = 2025-07-01"
        ),
        "utf-8",
    )
    with pytest.raises(UnreadableDataError, match=r"departments\.sk.*Quảng Ngãi"):
        read_card(folder)


@pytest.mark.parametrize("taken", ["inspectorates-2025", "province-quang_ngai-2025"])
def test_a_break_with_the_id_of_a_known_one_is_told(folder, taken):
    (folder / "workspace.toml").write_text(CARD + BREAK.replace("forms", taken), "utf-8")

    with pytest.raises(UnreadableDataError, match=f"mã {taken} là của mốc gãy chuỗi có sẵn"):
        read_card(folder)


def test_a_break_without_a_text_is_told_with_its_file(folder):
    (folder / "workspace.toml").write_text(CARD + BREAK.replace("New forms.", " "), "utf-8")

    with pytest.raises(UnreadableDataError, match=r"(?s)workspace\.toml.*để trống"):
        read_card(folder)
