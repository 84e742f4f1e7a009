import pytest

from khcn_analytics.dashboards.filters import Chosen, Filters
from khcn_analytics.dashboards.parts.words import Item, ListPart, Words, WordsPart, items_html, words_html
from khcn_analytics.dashboards.store import Store
from khcn_analytics.store.workspace import reconstructed_workspace
from khcn_analytics.vocabulary.labels import Label

ATTACK = '<img src=x onerror="alert(1)">'
TITLE = Label("Nhận xét", "In words")


@pytest.fixture
def filters():
    return Filters(Chosen.of(Store(reconstructed_workspace("kon_tum_2022"))))


def test_words_tell_a_value_sentences_and_lines():
    html = words_html(Words(["Một câu."], value=("38", "nhiệm vụ"), lines={"Định nghĩa": "Đếm"}))

    assert '<p class="value">38<small>nhiệm vụ</small></p>' in html
    assert "<p>Một câu.</p>" in html
    assert "<dt>Định nghĩa</dt><dd>Đếm</dd>" in html


def test_everything_is_escaped():
    words = words_html(Words([ATTACK], value=(ATTACK, ATTACK), lines={ATTACK: ATTACK}))
    items = items_html([Item(ATTACK, ATTACK, ATTACK, f"?unit={ATTACK}", ATTACK)])

    assert "<img" not in words + items


def test_an_item_leads_somewhere_or_nowhere():
    html = items_html([Item("2", "quá hạn", address="?page=tasks&level=x"), Item("0", "lỗi", is_fine=True)])

    assert '<a href="?page=tasks&amp;level=x">' in html
    assert '<li class="fine"><span class="item">' in html


def test_parts_show_them_below_their_heading(filters):
    words = WordsPart(lambda _: Words(["Một câu."], note="Ghi chú"), title=TITLE)
    items = ListPart(lambda _: [Item("1", "việc")], title=TITLE, note=Label("Bấm vào", "Click"))
    for part in (words, items):
        part.begin(filters)
        part.show()

    assert "<h2>Nhận xét</h2><p>Ghi chú</p>" in words.pane.object
    assert "Một câu." in words.pane.object
    assert "<h2>Nhận xét</h2><p>Bấm vào</p>" in items.pane.object
    assert "việc" in items.pane.object
