"""The columns of a rule -> the rule as a scheme's TOML has it."""

from __future__ import annotations

import tomllib
from typing import Any

from khcn_analytics.io.schemes.cells import number_of, value_of
from khcn_analytics.io.schemes.content import Sheets
from khcn_analytics.io.schemes.rows import Row, Table
from khcn_analytics.scoring.scheme_form import CRITERION, RULE
from khcn_analytics.scoring.scheme_lines import EntryPath

# Rule -> the setting that the column of targets holds.
_TARGETED = {"proportional": "target", "relative_to_best": "target", "yes_no": "threshold"}


def rule_in(row: Row, path: EntryPath, table: Table, into: Sheets) -> dict[str, Any]:
    """The rule of a criterion; without any, people give the points.

    Args:
        row: The line of the criterion.
        path: Where the rule goes.
        table: Where the line stands.
        into: Takes what is wrong.
    """
    if any(row.cells[name].is_broken for name in ("rule", "target", "settings") if name in row.cells):
        into.follow(path, ["kind"])
        return {"kind": None}
    kind = value_of(row.cells["rule"], "rule", CRITERION["rule"]) if "rule" in row.cells else "manual"
    target = _TARGETED.get(kind)
    settings = _settings(row.cells["settings"].text) if "settings" in row.cells else {}
    if settings is None or "kind" in settings or ("target" in row.cells and target in settings):
        into.wrong(
            table.sheet,
            row.at,
            "không hiểu “Thiết lập”, hoặc trùng với cột khác; ví dụ đúng: floor = 0.5, cap = 1.2",
            "“Thiết lập” is not understood, or repeats another column; write, for example, floor = 0.5, cap = 1.2",
        )
    if settings is None:
        # What is missing may be in what was not understood, the target too.
        into.follow(path, RULE.get(kind, {}))
        into.follows |= set() if "target" in row.cells else {path}
    rule = {**(settings or {}), "kind": kind}
    if "target" in row.cells and target is not None:
        into.follows.discard((*path, target))
        rule[target] = number_of(row.cells["target"])
    elif "target" in row.cells and kind in RULE:
        into.wrong(
            table.sheet,
            row.at,
            "cách chấm này không dùng “Chỉ tiêu”; hãy ghi “Cách chấm” là theo tỷ lệ, có/không hoặc so với đơn vị "
            "cao nhất, hoặc để trống “Chỉ tiêu”.",
            "this rule takes no “Chỉ tiêu”; choose one that does, or leave it empty.",
        )
    return rule


def _settings(text: str) -> dict[str, Any] | None:
    """Settings of a rule as TOML; ``None``: not to be understood."""
    try:
        content = tomllib.loads(f"settings = {{ {text} }}")
    except (ValueError, RecursionError):
        return None
    # More than one entry: the text closed the braces itself.
    settings: dict[str, Any] | None = content["settings"] if len(content) == 1 else None
    return settings
