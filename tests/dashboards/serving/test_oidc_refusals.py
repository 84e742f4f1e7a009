import pytest

from khcn_analytics.dashboards.serving.oidc_refusals import UNTRUSTED, RefusedError, failed_too_often, untrusted


def test_the_log_is_told_the_reason_and_the_reader_what_to_do():
    refused = untrusted("the token is none")

    assert (refused.status, refused.told, str(refused)) == (403, UNTRUSTED, "the token is none")


@pytest.mark.parametrize(("wait", "minutes"), [(900.0, 15), (61, 2), (0.2, 1)])
def test_how_long_to_wait_is_told_in_minutes(wait, minutes):
    refused = failed_too_often(wait)

    assert isinstance(refused, RefusedError)
    assert (refused.status, refused.wait) == (429, wait)
    assert f"sau {minutes} phút" in refused.told.vi
