import polars as pl
import pytest
from pandera.errors import SchemaError

from khcn_analytics.law.results import LawFindings
from khcn_analytics.schemas.columns import column_types
from khcn_analytics.schemas.validation import as_result


def finding(**columns):
    row = {
        **dict.fromkeys(column_types(LawFindings)),
        "rule": "TD-05a",
        "holds": True,
        "severity": "warning",
        "message_vi": "Đạt.",
        "message_en": "Held.",
        "citation": "Luật",
        **columns,
    }
    return pl.DataFrame([row], schema=column_types(LawFindings))


def test_what_holds_and_what_can_not_be_told_are_findings():
    assert as_result(finding(), LawFindings).height == 1
    assert as_result(finding(holds=None, reason="no_limit"), LawFindings).height == 1


@pytest.mark.parametrize("wrong", [{"holds": None}, {"reason": "no_limit"}, {"severity": "fatal"}, {"reason": "why"}])
def test_a_verdict_has_no_reason_and_a_reason_no_verdict(wrong):
    with pytest.raises(SchemaError):
        as_result(finding(**wrong), LawFindings)
