"""Whatever shows itself does so in a notebook and as text; hostile texts stay texts."""

import copy
import pickle
import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

import polars as pl
import pytest
from builders import inspections, tasks
from IPython.lib.pretty import pretty

import khcn_analytics as kh
from khcn_analytics.displays.display import Display, Listing
from khcn_analytics.displays.shown import Shown, as_html
from khcn_analytics.indicators.explain import explain
from khcn_analytics.io.bundled import bundled_folder
from khcn_analytics.vocabulary.labels import Label

HOSTILE = '<img src=x onerror="alert(1)">{{ 7*7 }}</style></div><script>alert(1)</script>'


class Tags(HTMLParser):
    """The tags and attributes of a page, as a browser would see them."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.attributes, self.open = [], [], []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += [name for name, _ in attrs]
        self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def is_harmless(html):
    seen = Tags(html)
    assert seen.open == []
    assert not {"img", "script", "iframe", "a", "link", "object"} & set(seen.tags)
    assert not [name for name in seen.attributes if name.startswith("on")]
    # One block that needs nothing from elsewhere.
    assert "http:" not in html.replace("http://www.w3.org", "")
    assert "url(" not in html
    return True


class Cup(Shown):
    def _shown(self):
        return Display(
            Label(HOSTILE, HOSTILE),
            HOSTILE,
            code=HOSTILE,
            facts=[(Label(HOSTILE, HOSTILE), HOSTILE)],
            listings=[Listing(Label(HOSTILE, HOSTILE), (Label(HOSTILE, HOSTILE),), [(HOSTILE,)], 2)],
            warning=HOSTILE,
            then=[HOSTILE],
        )


def test_every_text_of_a_display_is_escaped():
    html = Cup()._repr_html_()
    assert is_harmless(html)
    assert html.count("&lt;img src=x onerror=&#34;alert(1)&#34;&gt;{{ 7*7 }}") == 11


def test_a_card_can_be_had_in_english():
    html = as_html(kh.Period("half", 2024, 1)._shown(), "en")
    assert 'lang="en"' in html
    assert "H1 2024" in html


def test_colours_follow_the_theme_of_jupyterlab():
    html = kh.Period("year", 2024)._repr_html_()
    outside = re.sub(r"var\(--jp-[\w-]+, #[0-9a-f]{3,6}\)", "", html)
    assert not re.search(r"#[0-9a-f]{3,6}\b", outside.split("</style>")[0])
    assert "prefers-color-scheme" not in html


def test_inside_a_list_it_is_one_line_and_by_itself_all_of_it():
    period = kh.Period("year", 2024)
    assert pretty([period]) == f"[{period!r}]"
    assert pretty(period).splitlines() == ["Kỳ: năm 2024 (2024)", "  Từ ngày, đến hết ngày: 01/01/2024 – 31/12/2024"]
    assert repr(period) == "Period(kind='year', year=2024, number=1, calendar='calendar')"
    assert str(period) == "năm 2024"


def test_what_shows_itself_can_still_be_copied_and_sent_to_another_process():
    period = kh.Period("year", 2024)
    assert pickle.loads(pickle.dumps(period)) == copy.deepcopy(period) == period
    assert hash(period) == hash(kh.Period("year", 2024))
    assert not hasattr(period, "__dict__")


INDEX = kh.composite.CompositeIndex(
    (
        kh.composite.Node("score", "aggregate", name_vi=HOSTILE, name_en=HOSTILE),
        kh.composite.Node("patents", "indicator", "score", weight=3, name_vi="Sáng chế"),
        kh.composite.Node("late", "indicator", "score", weight=1, direction="lower"),
    )
)
DATA = pl.DataFrame({"unit": [HOSTILE, "B", "C"], "patents": [3.0, 5.0, None], "late": [1.0, 2.0, 0.0]})


@pytest.fixture(scope="module")
def values(example_copy):
    scoring = kh.score(example_copy, "mau_100", 2025)
    unit = scoring.totals["unit"][0]
    frame = inspections(inspection_id=["TT-1", "TT-2"], activity="check", subjects=[3, -1], unit=HOSTILE)
    result = kh.composite.build(INDEX, DATA, kh.composite.Recipe(kh.composite.MinMax(0, 100)))
    pairs = pl.DataFrame({"first": ["a", "a", "b"], "second": ["b", HOSTILE, HOSTILE], "ratio": [2, 4, 2]})
    records = {"tasks": tasks(unit=HOSTILE, title=HOSTILE, accepted_on="2024-03-05", started_on="2023-01-01")}
    return {
        "Workspace": example_copy,
        "WorkspaceCard": kh.WorkspaceCard(
            Label(HOSTILE, HOSTILE), "department", {"a": Label(HOSTILE, HOSTILE)}, example_copy.coverage
        ),
        "Coverage": example_copy.coverage["tasks"],
        "Dataset": kh.DATASETS["tasks"],
        "Datasets": kh.DATASETS,
        "Indicators": kh.INDICATORS,
        "Indicator": kh.INDICATORS["tasks.accepted"],
        "Period": kh.Period("half", 2024, 1, "administrative"),
        "CheckedFrame": kh.check_frame(frame, kh.DATASETS["inspections"]),
        "Explanation": explain(records, "tasks.accepted", kh.Period("year", 2024)),
        "ExplainedValue": kh.explain(example_copy, "tasks.accepted", "2024"),
        "Analysis": kh.analyse(example_copy, ["2024", "2025"], indicators=["tasks.accepted"]),
        "Eligibility": kh.eligibility(example_copy, 2024),
        "LawRule": kh.rules_in_force(date(2024, 1, 1))[0],
        "LawParameter": kh.LawParameter("TD-01", "cap", 0.5, citation=HOSTILE),
        "Break": kh.trends.known_breaks()[0],
        "Layout": kh.Layout(
            dataset="tasks", sheets=(HOSTILE,), columns={"task_id": HOSTILE}, defaults={"department": HOSTILE}
        ),
        "Scheme": scoring.scheme,
        "Scoring": scoring,
        "Scores": scoring.scores,
        "ScoreAccount": scoring.explain(unit),
        "ScoreInputs": scoring.scores.inputs,
        "ScoreMatrix": scoring.scores.matrix(),
        "WhatIf": scoring.what_if(),
        "CompositeIndex": INDEX,
        "CompositeResult": result,
        "Stage": result.stage("normalised"),
        "PairwiseWeights": kh.composite.weights_of_pairs(pairs),
    }


@pytest.fixture(scope="module")
def example_copy():
    """The example, in which a unit and a dataset's department have hostile names."""
    workspace = kh.example_workspace()
    office = pl.col("unit").replace("Văn phòng", HOSTILE)
    named = {
        name: frame.with_columns(office) if "unit" in frame.columns else frame
        for name, frame in workspace.datasets.items()
    }
    department = next(iter(workspace.departments))
    return replace(
        workspace, name=Label(HOSTILE, HOSTILE), departments={department: Label(HOSTILE, HOSTILE)}, datasets=named
    )


NAMES = [
    *("Workspace", "WorkspaceCard", "Coverage", "Dataset", "Datasets", "Indicators", "Indicator", "Period"),
    *("CheckedFrame", "Explanation", "ExplainedValue", "Analysis", "Eligibility", "LawRule", "LawParameter"),
    *("Break", "Layout", "Scheme", "Scoring", "Scores", "ScoreAccount", "ScoreInputs", "ScoreMatrix", "WhatIf"),
    *("CompositeIndex", "CompositeResult", "Stage", "PairwiseWeights"),
]


@pytest.mark.parametrize("name", NAMES)
def test_everything_shows_itself_and_nothing_hostile_gets_through(values, name):
    value = values[name]
    html, text = value._repr_html_(), pretty(value)
    if name not in {"Analysis", "Scoring"}:  # great_tables leaves a tag of a row open
        assert is_harmless(html)
    assert "<img" not in html
    assert "<script" not in html
    # As text: what it is, of a size that fits a screen.
    assert 1 <= len(text.splitlines()) <= 60
    assert len(repr(value)) < 1500


def test_nobody_is_named_by_a_workspace_its_problems_or_eligibility(values):
    individuals = values["Workspace"].datasets["reviews"].filter(subject_kind="individual")["subject"].unique()
    assert len(individuals) > 20
    for name in ("Workspace", "Eligibility", "Analysis"):
        shown = values[name]._repr_html_() + pretty(values[name])
        assert not [each for each in individuals if each in shown]


def test_a_narrative_is_its_paragraphs_in_a_terminal(values):
    told = values["Analysis"].narrative()
    assert pretty(told) == told.text


def test_a_file_name_is_escaped(tmp_path):
    name = "<img src=x onerror=alert(1)>.csv"
    path = tmp_path / name
    path.write_text("Mã cuộc,Sở,Hình thức,Ngày bắt đầu,Số cơ sở\n<b>A</b>,x,kiểm tra,05/06/2024,-3\n", "utf-8")
    checked = kh.check(path)
    assert "<img" not in checked._repr_html_()
    assert name in pretty(checked)
    assert "&lt;img src=x" in checked._repr_html_()


def test_an_import_shows_what_came_in(tmp_path):
    bundled = bundled_folder("reconstructed") / "kon_tum_2022"
    (tmp_path / "workspace.toml").write_bytes((bundled / "workspace.toml").read_bytes())
    done = kh.import_files(tmp_path, bundled / "tasks.csv")
    assert is_harmless(done._repr_html_())
    assert pretty(done).splitlines()[0] == "Nhập dữ liệu: đã tạo phiên bản 1"
    assert "không có gì mới" in pretty(kh.import_files(tmp_path, bundled / "tasks.csv"))
