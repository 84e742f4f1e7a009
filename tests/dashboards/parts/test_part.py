import pytest

from khcn_analytics.dashboards.filters import Chosen, Filters
from khcn_analytics.dashboards.parts.part import Part, html, section_head
from khcn_analytics.dashboards.store import Store
from khcn_analytics.errors import WrongUseError
from khcn_analytics.store.workspace import reconstructed_workspace

ATTACK = "<img src=x onerror=alert(1)>"


class Told(Part[str]):
    """A text."""

    def __init__(self, make, **settings):
        super().__init__(make, **settings)
        self.pane = html("")

    @property
    def view(self):
        return self.pane

    def fill(self, made, chosen):  # noqa: ARG002 - as parts are filled
        self.pane.object = made

    def say(self, told):
        self.pane.object = told


@pytest.fixture
def filters():
    return Filters(Chosen.of(Store(reconstructed_workspace("kon_tum_2022"))))


def shown(make, filters, **settings) -> Told:
    part = Told(make, **settings)
    part.begin(filters)
    part.show()
    return part


def test_a_part_says_that_it_is_to_come_until_it_is_there(filters):
    part = Told(lambda chosen: chosen["period"])

    part.begin(filters)
    assert "Đang tính số liệu" in part.pane.object

    part.show()
    assert part.pane.object == "2022"


def test_a_part_is_made_again_only_if_what_it_depends_on_changes(filters):
    made = []

    def make(chosen):
        made.append(chosen["unit"])
        return chosen.language

    part = shown(make, filters, on=("period",))
    filters.change(unit=filters.chosen.store.units[0])
    part.show()
    filters.change(language="en")
    part.show()

    assert made == ["", filters.chosen.store.units[0]]
    assert part.pane.object == "en"


def test_what_one_session_made_serves_the_others(filters):
    made = []

    def make(chosen):
        made.append(chosen["period"])
        return "text"

    shown(make, filters)
    shown(make, Filters(filters.chosen))

    assert made == ["2022"]


def test_nothing_is_told_in_words(filters):
    part = shown(lambda _: None, filters)

    assert "Không có dữ liệu" in part.pane.object


def test_an_error_of_ours_is_told_in_the_language_and_escaped(filters):
    def make(_):
        raise WrongUseError(f"Sai {ATTACK}", "Wrong")

    part = shown(make, filters)
    assert "Sai &lt;img" in part.pane.object

    filters.change(language="en")
    part.show()
    assert "Wrong" in part.pane.object


def test_any_other_failure_is_told_and_logged_and_not_kept(filters, caplog):
    tries = []

    def make(_):
        tries.append(1)
        if len(tries) == 1:
            raise KeyError("secret")
        return "there"

    part = shown(make, filters)
    assert "Không hiển thị được phần này" in part.pane.object
    assert "secret" not in part.pane.object
    assert "could not be shown" in caplog.text

    assert shown(make, filters).pane.object == "there"


def test_texts_of_headings_are_escaped():
    assert "<img" not in section_head(ATTACK, ATTACK)


def test_a_heading_has_its_buttons_beside_it():
    assert '<div class="files"><button></button></div>' in section_head("Bảng", buttons="<button></button>")
    assert "files" not in section_head("Bảng")


def test_no_two_parts_have_the_same_code_and_a_part_has_no_files_of_itself(filters):
    one, other = shown(lambda _: "x", filters), shown(lambda _: "x", filters)

    assert one.code != other.code
    assert one.file("csv") is None


def test_a_part_without_a_session_says_so():
    with pytest.raises(RuntimeError):
        Told(lambda _: "x").show()
