"""What published figures and targets share: the code of an indicator and what its ending says."""

import pytest
from builders import broken_rules, published

from khcn_analytics.schemas.indicator_codes import is_share
from khcn_analytics.schemas.published import PUBLISHED

CODES = [("a.b_share", True), ("a.b_rate", True), ("a.share_holders", False), ("a.rate", False), ("a.b_vnd", False)]


@pytest.mark.parametrize(("code", "share"), CODES)
def test_a_share_is_told_by_the_end_of_its_code(code, share):
    assert is_share(code) is share


@pytest.mark.parametrize(("code", "share"), CODES)
def test_the_rule_of_records_takes_the_same_codes_for_shares(code, share):
    broken = broken_rules(published(indicator=code, value=85.0), PUBLISHED)

    assert broken == ([("share_between_0_and_1", "error")] if share else [])
