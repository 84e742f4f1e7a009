import pytest

from khcn_analytics.dashboards.parts.uploading import UploadField, file_of


@pytest.fixture
def taken():
    return []


@pytest.fixture
def field(taken):
    return UploadField(lambda name, content: taken.append((name, content)))


def test_a_file_is_handed_over(field, taken):
    field._handle_msg({"name": "a.csv", "content": "w6A="})

    assert taken == [("a.csv", "à".encode())]
    assert field.received == 1


def test_an_empty_file_is_a_file(field, taken):
    field._handle_msg({"name": "a.csv", "content": ""})

    assert taken == [("a.csv", b"")]


def test_none_is_taken_while_another_is_worked_on(field, taken):
    field.is_busy = True

    field._handle_msg({"name": "a.csv", "content": "eA=="})

    assert taken == []


@pytest.mark.parametrize(
    "message",
    [None, 3, "?page=x", [], {}, {"name": "a"}, {"name": 1, "content": "eA=="}, {"name": "a", "content": "không"}],
)
def test_what_is_no_file_is_not_taken(message, field, taken):
    field._handle_msg(message)

    assert file_of(message) is None
    assert taken == []
