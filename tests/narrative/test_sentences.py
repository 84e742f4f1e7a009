from khcn_analytics.narrative.sentences import Narrative, Sentence
from khcn_analytics.periods import Period
from khcn_analytics.vocabulary.labels import Label

PERIODS = (Period("year", 2020), Period("year", 2019))
TASKS = Label("Nhiệm vụ", "Tasks")


def sentence(text, theme=None):
    return Sentence(text, (), (), PERIODS, theme)


def test_a_theme_is_a_paragraph_led_by_its_name():
    told = Narrative((sentence("Một."), sentence("Hai.", TASKS), sentence("Ba.", TASKS), sentence("Bốn.")), "vi")

    assert told.text == str(told) == "Một.\n\nNhiệm vụ. Hai. Ba.\n\nBốn."


def test_themes_follow_the_language():
    assert Narrative((sentence("One.", TASKS),), "en").text == "Tasks. One."


def test_markup_is_shown_not_run():
    assert Narrative((sentence("<b>", TASKS),), "vi")._repr_html_() == "<p><b>Nhiệm vụ.</b> &lt;b&gt;</p>"
