from xml.etree import ElementTree as ET
from xml.sax.saxutils import escape

from hypothesis import given
from hypothesis import strategies as st
from reports.made import CONTROLS, CONTROLS_SHOWN

from khcn_analytics.reports.visible_text import unbroken, visible


def test_what_xml_cannot_hold_is_named():
    assert visible(CONTROLS) == CONTROLS_SHOWN
    assert visible("một\r\nhai\rba\tbốn") == "một\nhai\nba\tbốn"
    assert visible("\ud800\uffff") == "⟨U+D800⟩⟨U+FFFF⟩"


@given(st.text())
def test_every_text_can_be_written_to_xml(text):
    shown = visible(text)

    assert (ET.fromstring(f"<t>{escape(shown)}</t>").text or "") == shown


def test_a_percentage_stays_on_one_line():
    assert unbroken("+7 (+2,6 %)") == "+7 (+2,6\u00a0%)"
