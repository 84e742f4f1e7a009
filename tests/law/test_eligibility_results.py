from khcn_analytics.law.eligibility_results import (
    Eligibility,
    EligibilityConditions,
    EligibilityVerdicts,
    Quotas,
)
from khcn_analytics.schemas.columns import column_types


def test_the_frames_that_name_people_belong_to_what_says_so():
    naming = [model for model in (EligibilityVerdicts, EligibilityConditions) if "subject" in column_types(model)]

    assert len(naming) == 2
    assert Eligibility.personal
    assert "subject" not in column_types(Quotas)
