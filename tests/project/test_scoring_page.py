"""What docs/scoring.md shows must run as it stands."""

import re
import shlex
from pathlib import Path

import pytest

from khcn_analytics.cli import WRONG_USE, main
from khcn_analytics.scoring.rules import RULES

PAGE = (Path(__file__).parents[2] / "docs" / "scoring.md").read_text("utf-8")
COMMANDS = [shlex.split(line, comments=True) for line in PAGE.splitlines() if line.startswith("khcn ")]


def test_the_code_runs_from_top_to_bottom():
    namespace: dict[str, object] = {}
    for block in re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL):
        exec(block, namespace)

    assert "heavier" in namespace


def test_the_commands_run_in_their_order(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    codes = {" ".join(each): main(each[1:]) for each in COMMANDS}

    assert len(COMMANDS) > 5
    assert WRONG_USE not in codes.values()
    assert {each.name for each in tmp_path.iterdir()} == {"diem.xlsx", "phuong-an.xlsx", "nhap-diem.xlsx"}


@pytest.mark.parametrize("kind", RULES)
def test_every_rule_is_explained(kind):
    assert f"| `{kind}` |" in PAGE
