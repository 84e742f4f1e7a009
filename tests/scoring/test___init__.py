"""What holds for the names of ``kh.scoring``."""

import inspect
import subprocess
import sys

import pytest

from khcn_analytics import scoring


@pytest.mark.parametrize("name", scoring.__all__)
def test_every_name_loads_and_says_what_it_is(name):
    assert (inspect.getdoc(getattr(scoring, name)) or "").splitlines()[0].endswith(".")


def test_a_name_is_not_hidden_by_a_module():
    script = (
        "import importlib, pkgutil, khcn_analytics.scoring as scoring\n"
        "[importlib.import_module(f'{scoring.__name__}.{each.name}') for each in pkgutil.iter_modules(scoring.__path__)]\n"
        "print([name for name in scoring.__all__ if not callable(getattr(scoring, name))])"
    )
    result = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)

    assert result.stdout.strip() == "[]"


def test_a_name_that_is_not_there_is_an_attribute_error():
    with pytest.raises(AttributeError, match="nothing_like_it"):
        scoring.nothing_like_it  # noqa: B018


def test_names_are_completed():
    assert set(scoring.__all__) <= set(dir(scoring))
