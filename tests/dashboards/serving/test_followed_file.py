import pytest

from khcn_analytics.dashboards.serving.followed_file import FollowedFile
from khcn_analytics.errors import UnreadableDataError


def read(path):
    text = path.read_text("utf-8")
    if text == "hỏng":
        raise UnreadableDataError(path, vi="hỏng", en="damaged")
    return text


@pytest.fixture
def path(tmp_path):
    made = tmp_path / "ai-duoc-vao.txt"
    made.write_text("giám đốc", "utf-8")
    return made


def test_it_is_read_again_when_it_changed_and_not_before(path):
    times = []

    def read_and_count(each):
        times.append(each)
        return read(each)

    file = FollowedFile(path, read_and_count, "không ai")
    assert file.now == file.now == "giám đốc"
    assert len(times) == 1

    path.write_text("phó giám đốc", "utf-8")

    assert file.now == file.now == "phó giám đốc"
    assert len(times) == 2


def test_a_file_that_is_damaged_or_gone_lets_nobody_in_until_it_is_mended(path):
    def read_or_fail(each):
        if not each.exists():
            raise UnreadableDataError(each, vi="mất", en="gone")
        return read(each)

    file = FollowedFile(path, read_or_fail, "không ai")

    path.write_text("hỏng", "utf-8")
    assert file.now == "không ai"
    path.unlink()
    assert file.now == "không ai"
    path.write_text("giám đốc", "utf-8")
    assert file.now == "giám đốc"


def test_the_first_time_what_is_wrong_is_told(path):
    path.write_text("hỏng", "utf-8")

    with pytest.raises(UnreadableDataError, match="hỏng"):
        FollowedFile(path, read, "không ai")
