import polars as pl
import pytest
from pandera.errors import SchemaError

from khcn_analytics.law.eligibility_results import (
    Eligibility,
    EligibilityConditions,
    EligibilityVerdicts,
    Quotas,
)
from khcn_analytics.schemas.columns import column_types
from khcn_analytics.schemas.validation import as_result


def test_a_quota_has_a_reason_that_findings_have():
    types = column_types(Quotas)
    texts = {name: "x" for name, each in types.items() if each == pl.String}
    counts = {name: 1 for name, each in types.items() if each == pl.Int64}
    row = {**dict.fromkeys(types), **texts, **counts, "reason": "no_limit"}

    assert as_result(pl.DataFrame([row], schema=types), Quotas).height == 1
    with pytest.raises(SchemaError):
        as_result(pl.DataFrame([{**row, "reason": "why"}], schema=types), Quotas)


def test_the_frames_that_name_people_belong_to_what_says_so():
    naming = [model for model in (EligibilityVerdicts, EligibilityConditions) if "subject" in column_types(model)]

    assert len(naming) == 2
    assert Eligibility.personal
    assert "subject" not in column_types(Quotas)
