import io

from tqdm.std import tqdm

from khcn_analytics.progress import listen_always, report
from khcn_analytics.progress_bars import ProgressBar, show_in_notebook, shown_in_terminal
from khcn_analytics.vocabulary.labels import Label

FIRST, SECOND = Label("Đọc các trang", "Reading sheets"), Label("Kiểm tra", "Checking")


def drawn(language, *reports):
    """What a bar draws for some reports, without waiting for the first half second."""
    output = io.StringIO()

    def bar(**options):
        return tqdm(**{**options, "delay": 0, "mininterval": 0, "file": output})

    shown = ProgressBar(language, bar, disable=False)
    for each in reports:
        shown(*each)
    shown.close()
    return output.getvalue()


def test_the_step_its_share_and_the_time_left_are_shown():
    text = drawn("vi", (FIRST, 0, 4), (FIRST, 1, 4), (FIRST, 2, 4))

    assert "Đọc các trang" in text
    assert "50%" in text
    assert "2/4 [00:00<00:00]" in text


def test_each_step_has_a_bar_of_its_own_in_the_language_asked_for():
    text = drawn("en", (FIRST, 1, 2), (SECOND, 1, 2))

    assert text.index("Reading sheets") < text.index("Checking")


def test_nothing_is_drawn_where_standard_error_is_no_terminal(capsys):
    with shown_in_terminal("vi"):
        report(FIRST, 1, 2)

    assert capsys.readouterr().err == ""


def test_short_work_shows_no_bar_in_a_notebook(capsys):
    show_in_notebook("vi")
    report(FIRST, 1, 2)
    report(FIRST, 2, 2)
    listen_always(None)

    assert "Đọc" not in capsys.readouterr().err
