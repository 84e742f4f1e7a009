import pytest

from khcn_analytics.law.names import name_key, names_in

AN, BINH = name_key("Nguyễn Văn An"), name_key("Trần Thị Bình")


@pytest.mark.parametrize(
    "text",
    [
        "Nguyễn Văn An; Trần Thị Bình",
        "Nguyễn Văn An, Trần Thị Bình",
        "Nguyễn Văn An\nTrần Thị Bình",
        "Nguyễn Văn An và Trần Thị Bình",
        "1. ThS. Nguyễn Văn An (chủ trì); 2. Bà Trần Thị Bình",
        "- TS. NGUYỄN VĂN AN / CN. trần thị bình;",
        "Nguyễn Văn An; Trần Thị Bình; nguyễn văn an",
    ],
)
def test_the_names_of_a_cell(text):
    assert names_in(text) == (AN, BINH)


@pytest.mark.parametrize("text", [None, "", " – ; ", "(không rõ)"])
def test_a_cell_without_names(text):
    assert names_in(text) == ()


def test_names_without_a_separator_are_not_guessed_at():
    assert len(names_in("Nguyễn Văn An Trần Thị Bình")) == 1


@pytest.mark.parametrize("name", ["Cao Bá Quát", "Ông Thị Nga", "Tsàn A Tài", "Lê Bàng"])
def test_a_name_that_begins_like_a_title_is_the_same_everywhere(name):
    assert names_in(f"{name}; Nguyễn Văn An") == (name_key(name), AN)


def test_tone_marks_case_and_spaces_make_no_other_person():
    assert name_key("Lê Hoà  Bình") == name_key("LÊ HÒA BÌNH")
    assert name_key("Lê Hoa Bình") != name_key("Lê Hòa Bình")
