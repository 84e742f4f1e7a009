import re
from pathlib import Path
from typing import get_args

from khcn_analytics.io.problems import page_texts, problem_page
from khcn_analytics.io.tables.finding import SkipReason
from khcn_analytics.io.tables.headers import How
from khcn_analytics.schemas.rules import Severity


def test_every_text_is_shown_somewhere():
    source = Path(problem_page.__file__)
    template = source.with_name("problem_page.html.jinja").read_text("utf-8")
    used = set(re.findall(r"\bt\.(\w+)", template)) | set(re.findall(r'TEXTS\["(\w+)"\]', source.read_text("utf-8")))
    used |= {"value", "message", "fix", "suggestion"}  # the columns that not every rule has
    used |= {f"{each.code}_word" for each in Severity}

    assert used == page_texts.TEXTS.keys()


def test_codes_are_those_of_reading():
    assert page_texts.HOW.keys() == set(get_args(How))
    assert page_texts.REASONS.keys() == set(get_args(SkipReason))


def test_no_two_texts_are_the_same():
    texts = [(each.vi, each.en) for each in page_texts.TEXTS.values()]

    assert len(set(texts)) == len(texts)


def test_errors_come_before_warnings_in_the_order_of_the_page():
    assert sorted(each.code for each in Severity) == ["error", "warning"]
