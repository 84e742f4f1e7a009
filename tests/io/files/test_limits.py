import os
import subprocess
import sys

import pytest

from khcn_analytics.io.files.limits import limited_process


def test_a_module_runs_in_a_fresh_interpreter_away_from_the_current_folder(tmp_path):
    (tmp_path / "json.py").write_text("raise SystemExit('not ours')", "utf-8")
    (tmp_path / "a.json").write_text('{"a": 1}', "utf-8")
    command, environment = limited_process("json.tool", "--compact", tmp_path / "a.json")

    done = subprocess.run(command, env=environment, cwd=tmp_path, capture_output=True, text=True, check=True)

    assert done.stdout.strip() == '{"a":1}'
    assert environment.items() >= {**os.environ, "POLARS_MAX_THREADS": "1"}.items()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
def test_more_memory_than_allowed_is_not_given():
    script = "from khcn_analytics.io.files.limits import limit_memory; limit_memory(2**28); bytearray(2**29)"

    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)

    assert done.returncode == 1
    assert "MemoryError" in done.stderr
