import pytest

from khcn_analytics import dashboards


@pytest.mark.parametrize("name", dashboards.__all__)
def test_every_view_loads_and_is_completed(name):
    assert callable(getattr(dashboards, name))
    assert name in dir(dashboards)


def test_a_view_that_is_not_there_is_an_attribute_error():
    with pytest.raises(AttributeError, match="nothing_like_it"):
        dashboards.nothing_like_it  # noqa: B018
