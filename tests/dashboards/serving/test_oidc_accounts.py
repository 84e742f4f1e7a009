import pytest
from dashboards.serving.oidc_provider_here import EMAIL

from khcn_analytics.dashboards.serving.listening import Listening
from khcn_analytics.dashboards.serving.oidc_accounts import open_accounts
from khcn_analytics.dashboards.serving.oidc_allowed import OFF_LIST
from khcn_analytics.errors import WrongUseError

CLAIMS = {"sub": "1", "email": EMAIL, "email_verified": True}


def test_the_list_is_that_of_the_file_as_it_is_now(oidc_file):
    where = Listening()
    accounts = open_accounts(oidc_file(where), where)
    assert accounts.why_not(CLAIMS) is None

    oidc_file(where, 'domains = ["khac.gov.vn"]')
    assert accounts.why_not(CLAIMS) is OFF_LIST
    oidc_file(where, "# đang sửa dở")
    assert accounts.why_not(CLAIMS) is OFF_LIST
    oidc_file(where)
    assert accounts.why_not(CLAIMS) is None


def test_readers_must_come_back_to_this_server(oidc_file):
    path = oidc_file(Listening(port=5006))

    with pytest.raises(WrongUseError, match=r"http://127\.0\.0\.1:5007/login/callback"):
        open_accounts(path, Listening(port=5007))


def test_the_provider_is_asked_at_once(oidc_file, provider):
    path = oidc_file(Listening())
    provider.down = {"/.well-known/openid-configuration"}

    with pytest.raises(WrongUseError, match="trả lời 503"):
        open_accounts(path, Listening())
