"""What the docstrings of public names must say: what goes in, what comes out, what can go wrong, an example."""

import dataclasses
import inspect
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import khcn_analytics as kh

NAMESPACES = (kh, kh.trends, kh.charts, kh.scoring, kh.composite, kh.dashboards, kh.indicators)
ROOT = Path(__file__).parents[2]


def public() -> Iterator[tuple[str, Any]]:
    """Every public function and class once, under the shortest name."""
    seen = set()
    for namespace in NAMESPACES:
        for name in namespace.__all__:
            value = getattr(namespace, name)
            if callable(value) and id(value) not in seen:
                seen.add(id(value))
                yield f"{namespace.__name__}.{name}".removeprefix("khcn_analytics."), value


PUBLIC = dict(public())
FUNCTIONS = {name: value for name, value in PUBLIC.items() if not inspect.isclass(value)}
CLASSES: dict[str, Any] = {name: value for name, value in PUBLIC.items() if inspect.isclass(value)}
# Frames go out of these: people want to know their columns.
FRAMES = {
    name: value for name, value in FUNCTIONS.items() if "DataFrame" in str(inspect.signature(value).return_annotation)
}


def sections(value: Callable[..., Any]) -> dict[str, str]:
    """The sections of a Google docstring; what stands before them is called ``summary``."""
    text = inspect.getdoc(value) or ""
    parts = re.split(r"^(Args|Attributes|Returns|Yields|Raises|Examples):$", text, flags=re.MULTILINE)
    return {"summary": parts[0], **dict(zip(parts[1::2], parts[2::2], strict=True))}


def described(section: str) -> set[str]:
    return set(re.findall(r"^    (\w+):", section, re.MULTILINE))


@pytest.mark.parametrize("name", PUBLIC)
def test_the_first_line_is_a_sentence(name):
    first = sections(PUBLIC[name])["summary"].splitlines()[0]
    assert re.search(r"[.?]$", first), first


@pytest.mark.parametrize("name", FUNCTIONS)
def test_every_argument_is_described(name):
    arguments = set(inspect.signature(FUNCTIONS[name]).parameters)
    assert described(sections(FUNCTIONS[name]).get("Args", "")) == arguments


@pytest.mark.parametrize("name", [name for name, each in CLASSES.items() if dataclasses.is_dataclass(each)])
def test_every_attribute_is_described(name):
    attributes = {each.name for each in dataclasses.fields(CLASSES[name]) if not each.name.startswith("_")}
    assert described(sections(CLASSES[name]).get("Attributes", "")) >= attributes


@pytest.mark.parametrize("name", FUNCTIONS)
def test_what_comes_out_is_described(name):
    returns = inspect.signature(FUNCTIONS[name]).return_annotation
    assert ("Returns" in sections(FUNCTIONS[name])) == (returns not in ("None", None))


@pytest.mark.parametrize("name", FRAMES)
def test_a_frame_that_comes_out_has_its_columns_or_rows_described(name):
    told = sections(FRAMES[name])["Returns"]
    assert re.search(r"``|:class:|row|columns", told), told


@pytest.mark.parametrize("name", PUBLIC)
def test_there_is_an_example_that_is_run(name):
    # Doctests of every module are run (``--doctest-modules``).
    assert ">>> " in sections(PUBLIC[name]).get("Examples", "")


def raised_in(value: Callable[..., Any]) -> set[str]:
    """The errors of ours that the body of a function raises itself."""
    return set(re.findall(r"^\s+raise (\w+Error)\(", inspect.getsource(value), re.MULTILINE))


@pytest.mark.parametrize("name", FUNCTIONS)
def test_what_a_function_raises_is_told(name):
    told = sections(FUNCTIONS[name]).get("Raises", "")
    for error in raised_in(FUNCTIONS[name]):
        assert error in told or "KhcnError" in told


@pytest.mark.parametrize("namespace", NAMESPACES, ids=lambda namespace: namespace.__name__)
def test_every_public_name_is_in_the_reference(namespace):
    pages = "".join(page.read_text("utf-8") for page in (ROOT / "docs" / "reference" / "api").glob("*.md"))
    named = set(re.findall(r"(?<=\.)\w+\b", pages))
    assert {name for name in namespace.__all__ if not inspect.ismodule(getattr(namespace, name))} <= named
