import pytest

from khcn_analytics.dashboards.serving.oidc_allowed import OFF_LIST, UNVERIFIED, Allowed, account_name, email_key

EMAIL = "giamdoc@so.gov.vn"


def claims(**named):
    return {"sub": "1", "email": EMAIL, "email_verified": True, **named}


@pytest.mark.parametrize("email", [EMAIL, "GiamDoc@SO.gov.vn"])
def test_an_address_on_the_list_comes_in_however_it_is_written(email):
    assert Allowed(emails=frozenset({EMAIL})).why_not(claims(email=email)) is None


@pytest.mark.parametrize(
    "email",
    [
        "vanthu@so.gov.vn",
        f"x{EMAIL}",
        f"{EMAIL}.evil.vn",
        f"{EMAIL}@evil.vn",
        "giamdoc@\u212ao.gov.vn",
        "",
        None,
        5,
        [EMAIL],
    ],
)
def test_any_other_does_not(email):
    assert Allowed(emails=frozenset({EMAIL})).why_not(claims(email=email)) is OFF_LIST


@pytest.mark.parametrize(
    ("email", "why"),
    [
        (EMAIL, None),
        ("ai@SO.GOV.VN", None),
        ("ai@phong.so.gov.vn", OFF_LIST),
        ("ai@khacso.gov.vn", OFF_LIST),
        ("so.gov.vn", OFF_LIST),
        ("@so.gov.vn", OFF_LIST),
    ],
)
def test_a_domain_is_what_stands_behind_the_at_and_nothing_else(email, why):
    assert Allowed(domains=frozenset({"so.gov.vn"})).why_not(claims(email=email)) is why


@pytest.mark.parametrize("verified", [False, None, "true", 1])
def test_where_the_address_decides_it_must_be_verified(verified):
    allowed = Allowed(emails=frozenset({EMAIL}), domains=frozenset({"so.gov.vn"}))

    assert allowed.why_not(claims(email_verified=verified)) is UNVERIFIED


@pytest.mark.parametrize(
    ("groups", "why"),
    [
        ("lanh-dao", None),
        (["nhan-vien", "lanh-dao"], None),
        (["nhan-vien"], OFF_LIST),
        ("lanh-dao-cu", OFF_LIST),
        ({"lanh-dao": True}, OFF_LIST),
        ([["lanh-dao"]], OFF_LIST),
        (None, OFF_LIST),
    ],
)
def test_a_claim_lets_in_by_a_whole_value_and_needs_no_address(groups, why):
    allowed = Allowed(claims={"groups": frozenset({"lanh-dao"})})

    assert allowed.why_not({"sub": "1", "groups": groups}) is why


def test_without_a_list_nobody_may_come_in():
    assert Allowed().is_nobody
    assert Allowed(claims={"groups": frozenset()}).is_nobody
    assert Allowed().why_not(claims()) is OFF_LIST


@pytest.mark.parametrize(
    ("told", "name"),
    [
        ({"sub": "1", "email": EMAIL}, EMAIL),
        ({"sub": "1", "preferred_username": "giamdoc"}, "giamdoc"),
        ({"sub": "1", "name": "a\nb\x1b[31m"}, "ab[31m"),
        ({"sub": "x" * 99}, "x" * 64),
        ({}, "?"),
    ],
)
def test_an_account_has_a_name_that_can_be_printed(told, name):
    assert account_name(told) == name


def test_letters_that_only_look_alike_stay_different():
    assert email_key("K@SO.VN") == "k@so.vn"
    assert email_key("\u212a@so.vn") != "k@so.vn"
