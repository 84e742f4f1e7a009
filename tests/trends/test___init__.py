"""What holds for the names of ``kh.trends``."""

import inspect
import subprocess
import sys

import pytest

from khcn_analytics import trends


@pytest.mark.parametrize("name", trends.__all__)
def test_every_function_says_what_it_does(name):
    assert (inspect.getdoc(getattr(trends, name)) or "").splitlines()[0].endswith(".")


def test_a_function_is_not_hidden_by_a_module_of_its_name():
    script = (
        "import importlib, pkgutil, khcn_analytics.trends as trends\n"
        "[importlib.import_module(f'{trends.__name__}.{each.name}') for each in pkgutil.iter_modules(trends.__path__)]\n"
        "print([name for name in trends.__all__ if not callable(getattr(trends, name))])"
    )
    result = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)

    assert result.stdout.strip() == "[]"


def test_loading_it_loads_no_picture_and_no_page():
    script = "import sys, khcn_analytics.trends; print(sorted({'altair', 'great_tables', 'panel'} & set(sys.modules)))"
    result = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)

    assert result.stdout.strip() == "[]"
