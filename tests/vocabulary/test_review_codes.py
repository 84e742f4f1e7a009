from itertools import pairwise

import pytest

from khcn_analytics.vocabulary.review_codes import DISCIPLINES, REVIEW_SUBJECT_KINDS, is_below
from khcn_analytics.vocabulary.text import accent_free_key


def test_measures_are_in_order_from_none_to_dismissal():
    codes = DISCIPLINES.codes

    assert codes[:3] == ["none", "reprimand", "warning"]
    assert codes[-1] == "dismissal"
    assert all(is_below(lighter, graver) for lighter, graver in pairwise(codes))
    assert not any(is_below(each, each) for each in codes)


@pytest.mark.parametrize(
    ("codes", "written", "code"),
    [
        (DISCIPLINES, "Khiển trách", "reprimand"),
        (DISCIPLINES, "không", "none"),
        (DISCIPLINES, "sa thải", "dismissal"),
        (REVIEW_SUBJECT_KINDS, "Viên chức", "individual"),
        (REVIEW_SUBJECT_KINDS, "đơn vị trực thuộc", "collective"),
    ],
)
def test_what_people_write_is_recognised(codes, written, code):
    assert codes.spellings()[accent_free_key(written)] == code
