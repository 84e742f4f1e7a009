"""A scheme as text that is right, for tests that make it wrong in one place."""

SMALL = """\
code = "nho"
version = "1"
label_vi = "Bảng tiêu chí nhỏ"
label_en = "Small scheme"
origin = "made"
source = "Tự đặt"
scored = "unit"
period_kind = "year"
valid_from = 2024-01-01
valid_to = 2025-12-31
maximum = 50
bonus_cap = 5
order = ["content", "penalty", "bonus", "floor", "ceiling"]

[ranking]
tie_breakers = ["A", "T1"]

[[groups]]
code = "A"
label_vi = "Nhóm A"
label_en = "Group A"
maximum = 30

[[groups]]
code = "B"
label_vi = "Nhóm B"
label_en = "Group B"
maximum = 20

[[groups]]
code = "B.1"
label_vi = "Nhóm B.1"
label_en = "Group B.1"
maximum = 20
parent = "B"

[[criteria]]
code = "A1"
label_vi = "Sáng kiến"
label_en = "Initiatives"
group = "A"
maximum = 10
indicator = "initiatives.grassroots_recognised"
rule = { kind = "bands", bands = [
  { points = 0 },
  { bound = 5, points = 4 },
  { bound = 9, points = 10 },
] }
missing = "zero"

[[criteria]]
code = "A2"
label_vi = "Hồ sơ đúng hạn"
label_en = "Dossiers on time"
group = "A"
maximum = 20
indicator = "dossiers.on_time_rate"
rule = { kind = "proportional", target = 0.95, floor = 0.5, cap = 1.2 }
missing = "not_applicable"

[[criteria]]
code = "B1"
label_vi = "Phối hợp"
label_en = "Cooperation"
group = "B.1"
maximum = 20
rule = { kind = "manual" }
missing = "block"

[[events]]
code = "T1"
label_vi = "Khen thưởng"
label_en = "Award"
kind = "bonus"
points_each = 2
cap = 4
"""


def line_with(text: str, marker: str) -> int:
    """The line that holds a marker, which is there once."""
    assert text.count(marker) == 1, marker
    return text[: text.index(marker)].count("\n") + 1


def with_rule(rule: str, *, indicator: str | None = None, maximum: int = 10, more: str = "") -> str:
    """The small scheme with one criterion ``X`` more, in a group of its own; its rule is in one line."""
    named = f'indicator = "{indicator}"\n' if indicator else ""
    return (
        SMALL.replace("maximum = 50", f"maximum = {50 + maximum}")
        + f"""
[[groups]]
code = "C"
label_vi = "Nhóm C"
label_en = "Group C"
maximum = {maximum}

[[criteria]]
code = "X"
label_vi = "Tiêu chí X"
label_en = "Criterion X"
group = "C"
maximum = {maximum}
{named}rule = {rule}
missing = "zero"
{more}
"""
    )
