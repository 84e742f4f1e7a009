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
        "Nguyễn Văn An cùng Trần Thị Bình",
        "Nguyễn Văn An - Trần Thị Bình",
        "Nguyễn Văn An – Trần Thị Bình",
        "Nguyễn Văn An | Trần Thị Bình",
        "Nguyễn Văn An\tTrần Thị Bình",
        "1. ThS. Nguyễn Văn An (chủ trì); 2. Bà Trần Thị Bình",
        "1/ ThS Nguyễn Văn An; 2/ Đ/c Trần Thị Bình",
        "a) PGS, TS Nguyễn Văn An; b) Thạc sĩ Trần Thị Bình",
        "- TS. NGUYỄN VĂN AN / CN. Trần Thị Bình;",
        "Nguyễn Văn An: 60%; Trần Thị Bình: 40%",
        "Nguyễn Văn An 66,7 %, Trần Thị Bình 33,3 %",
        "Chủ trì: Nguyễn Văn An; thành viên: Trần Thị Bình",
        "Nguyễn Văn An (chủ trì; Trần Thị Bình",
        "Nguyễn Văn An (Phòng Quản lý khoa học); Trần Thị Bình.",
        "Nguyễn Văn An; Trần Thị Bình; NGUYỄN VĂN AN",
    ],
)
def test_the_names_of_a_cell(text):
    assert tuple(names_in(text)) == ((AN, BINH), True)


@pytest.mark.parametrize("text", [None, "", " – ; ", "(không rõ)"])
def test_a_cell_without_names(text):
    assert tuple(names_in(text)) == ((), False)


@pytest.mark.parametrize(
    "text",
    [
        "Trần Thị Bình và cộng sự",
        "Trần Thị Bình, CỘNG SỰ",
        "Trần Thị Bình và nhóm nghiên cứu",
        "Trần Thị Bình, et al.",
        "Trần Thị Bình, …",
        "Trần Thị Bình...",
        "Trần Thị Bình; Tập thể Trung tâm Ứng dụng",
        "Trần Thị Bình, Phó Giám đốc Sở",
        "Trần Thị Bình - Phòng QLKH",
        "Trần Thị Bình (cùng Nguyễn Văn An)",
        "Trần Thị Bình; Nguyễn V. A.",
        "trần thị bình",
    ],
)
def test_what_is_no_plain_name_may_stand_for_more_people(text):
    read = names_in(text)
    assert (BINH in read.keys, read.all_read) == (True, False)


@pytest.mark.parametrize("text", ["Nguyễn Văn An Trần Thị Bình", "Lê An Trần Thị Bình"])
def test_names_without_a_separator_are_not_guessed_at(text):
    read = names_in(text)
    assert (len(read.keys), read.all_read) == (1, False)


@pytest.mark.parametrize("name", ["Cao Bá Quát", "Ông Thị Nga", "Tsàn A Tài", "Lê Bàng", "Cán bộ 001", "K'Brit Ya"])
def test_a_name_that_begins_like_a_title_is_the_same_everywhere(name):
    assert tuple(names_in(f"{name}; Nguyễn Văn An")) == ((name_key(name), AN), True)


@pytest.mark.parametrize(
    "written",
    [
        *("ThS Nguyễn Văn An", "TS. Nguyễn Văn An", "Th.S Nguyễn Văn An", "PGS.TS. Nguyễn Văn An", "CN Nguyễn Văn An"),
        *("BSCKII Nguyễn Văn An", "BS.CKII. Nguyễn Văn An", "Thạc sĩ Nguyễn Văn An", "Đ/c Nguyễn Văn An"),
        *("Ông: Nguyễn Văn An", "đồng chí Nguyễn Văn An", "Anh Nguyễn Văn An", "Nguyễn Văn An, Phó Giám đốc Sở"),
    ],
)
def test_titles_and_posts_make_no_other_person(written):
    assert name_key(written) == AN


def test_a_family_name_is_no_form_of_address():
    assert name_key("Ông Văn Tùng") != name_key("Văn Tùng")


def test_tone_marks_case_and_spaces_make_no_other_person():
    assert name_key("Lê Hoà  Bình") == name_key("LÊ HÒA BÌNH")
    assert name_key("Lê Hoa Bình") != name_key("Lê Hòa Bình")
