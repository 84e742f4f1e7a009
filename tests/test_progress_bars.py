import io
import re
import shutil

import polars as pl
import pytest
from IPython.core.interactiveshell import InteractiveShell
from tqdm.notebook import tqdm as notebook_tqdm
from tqdm.std import tqdm

from khcn_analytics import progress_bars
from khcn_analytics.io.bundled import bundled_folder
from khcn_analytics.progress import listen_always, listening, report
from khcn_analytics.progress_bars import ProgressBar, show_in_notebook, shown_in_terminal
from khcn_analytics.store.importing import import_files
from khcn_analytics.vocabulary.labels import Label

FIRST, SECOND, MOMENT = Label("Đọc các trang", "Reading sheets"), Label("Kiểm tra", "Checking"), Label("Mở", "Opening")


@pytest.fixture(autouse=True)
def nobody_listens_afterwards():
    yield
    listen_always(None)
    progress_bars._in_notebook.clear()


def drawn(language, *reports):
    """What a bar draws for some reports, each state once, without waiting for the first half second."""
    output = io.StringIO()

    def bar(**options):
        return tqdm(**{**options, "delay": 0, "mininterval": 0, "file": output})

    shown = ProgressBar(language, bar, disable=False)
    for each in reports:
        shown(*each)
    shown.close()
    states = (re.sub(r"\[[^\],]*", "[", each).strip() for each in output.getvalue().split("\r"))
    return list(dict.fromkeys(each for each in states if each))


def test_the_step_its_share_and_the_time_left_are_shown():
    output = io.StringIO()
    shown = ProgressBar("vi", lambda **o: tqdm(**{**o, "delay": 0, "mininterval": 0, "file": output}), disable=False)
    for done in range(3):
        shown(FIRST, done, 4)

    assert re.search(r"Đọc các trang:  50%\|#+ +\| 2/4 \[00:00<00:00\]", output.getvalue())
    shown.close()


def test_a_step_after_another_takes_its_place():
    assert shares(drawn("en", (FIRST, 1, 2), (FIRST, 2, 2), (SECOND, 1, 2))) == ["Reading sheets 1/2", "Checking 1/2"]


def test_a_step_of_one_thing_holds_no_other():
    assert shares(drawn("en", (MOMENT, 0, 1), (SECOND, 1, 2))) == ["Opening 0/1", "Checking 1/2"]


def test_a_step_that_begins_again_ends_what_was_left_inside():
    reports = [(FIRST, 0, 3), (SECOND, 1, 2), (FIRST, 1, 3), (FIRST, 2, 3)]

    assert shares(drawn("en", *reports)) == [
        "Reading sheets 0/3",
        "Reading sheets 0/3, Checking 1/2",
        "Reading sheets 1/3",
        "Reading sheets 2/3",
    ]


def shares(states):
    """The states of a bar without the bar itself: step, count, and the step inside."""
    found = [re.fullmatch(r"(.*?): +\d+%\|.*\| (\d+/\d+) \[(, .*)?\]", each) for each in states]
    return [f"{each[1]} {each[2]}{each[3] or ''}" for each in found if each]


def test_an_import_of_three_files_shows_how_many_are_done(tmp_path):
    shutil.copy(bundled_folder("example") / "workspace.toml", tmp_path)
    files = [tmp_path.parent / f"{tmp_path.name}-{place}.xlsx" for place in range(3)]
    records = pl.read_csv(bundled_folder("example") / "inspections.csv", infer_schema=False)
    for place, file in enumerate(files):
        records[place * 5 : place * 5 + 5].write_excel(file)
    reports = []
    with listening(lambda *told: reports.append(told)):
        import_files(tmp_path, files)
    states = shares(drawn("vi", *reports))

    whole = "Đọc và kiểm tra tệp"
    of_files = [each for each in states if each.startswith(whole)]
    assert states == [*of_files, "Ghi vào kho dữ liệu 0/1"], "no other bar comes between"
    steps = ("", "Mở tệp", "Đọc trang “Sheet1” 0/6", "Đọc từng cột 3/13", "Kiểm tra quy tắc")
    wanted = [f"{whole} {place}/3{', ' * bool(step)}{step}" for place in range(3) for step in steps]
    assert [each for each in of_files if each in wanted] == wanted


def test_short_steps_that_are_long_together_are_shown(monkeypatch):
    now = [0.0]
    monkeypatch.setattr("khcn_analytics.progress_bars.time.monotonic", lambda: now[0])
    delays = []

    def bar(**options):
        delays.append(options["delay"])
        return tqdm(**options, file=io.StringIO())

    shown = ProgressBar("vi", bar, disable=False)
    for at, step in enumerate((FIRST, SECOND, FIRST, SECOND)):
        now[0] = 0.5 * at
        shown(step, 1, 2)
        shown(step, 2, 2)
    shown.close()

    assert delays == pytest.approx([0.7, 0.2, 0, 0])


def test_nothing_is_drawn_where_standard_error_is_no_terminal(capsys):
    with shown_in_terminal("vi"):
        report(FIRST, 1, 2)

    assert capsys.readouterr().err == ""


def test_short_work_shows_no_bar_in_a_notebook(capsys):
    show_in_notebook("vi")
    report(FIRST, 1, 2)
    report(FIRST, 2, 2)

    assert "Đọc" not in capsys.readouterr().err


def test_a_cell_that_ends_in_an_error_leaves_no_bar(monkeypatch):
    shell = InteractiveShell()
    monkeypatch.setattr(progress_bars, "get_ipython", lambda: shell)
    made = []

    def bar(**options):
        made.append(notebook_tqdm(**{**options, "delay": 0, "mininterval": 0, "display": False}))
        return made[-1]

    monkeypatch.setattr(progress_bars, "notebook_bar", bar)
    show_in_notebook("vi")
    show_in_notebook("vi")
    report(FIRST, 1, 4)
    report(SECOND, 1, 2)

    left, _, right = made[0].container.children
    assert "Đọc" in left.value
    assert "Kiểm" in right.value
    shell.events.trigger("post_run_cell", None)
    assert made[0].container.layout.visibility == "hidden"
    report(SECOND, 1, 2)
    assert "Kiểm" in made[1].container.children[0].value, "what follows is not inside the work that failed"
