import re
import subprocess
import sys
from pathlib import Path

import pytest

import khcn_analytics as kh

SOURCE = Path(kh.__file__).read_text("utf-8")


@pytest.mark.parametrize("name", kh.__all__)
def test_every_public_name_loads(name):
    assert getattr(kh, name) is not None


@pytest.mark.parametrize("name", [name for name in kh.__all__ if callable(getattr(kh, name))])
def test_every_public_function_and_class_says_what_it_does(name):
    text = getattr(kh, name).__doc__

    assert text
    assert text.strip().splitlines()[0].endswith(".")


def test_the_type_checker_is_told_the_same_names():
    told = SOURCE.split("if TYPE_CHECKING:")[1].split("__version__")[0]
    names = set(re.findall(r"\b\w+\b", re.sub(r"from [\w.]+ import", "", told)))

    assert set(kh.__all__) == names


def test_a_name_that_is_not_there_is_an_attribute_error():
    with pytest.raises(AttributeError, match="nothing_like_it"):
        kh.nothing_like_it  # noqa: B018


def test_importing_loads_nothing_heavy():
    script = "import sys, khcn_analytics; print(sorted({'polars', 'pandera', 'altair', 'panel'} & set(sys.modules)))"
    result = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)

    assert result.stdout.strip() == "[]"


def test_names_are_completed():
    assert set(kh.__all__) <= set(dir(kh))
