"""The bundled printed figures against the table they were typed from, and against themselves."""

import csv
import os
import re
from pathlib import Path

import pytest

from khcn_analytics.store.workspace import published_figures
from khcn_analytics.vocabulary.units import Unit

LEFT_OUT = ("[context]", "[web counter]")
SOURCES = {
    "000": "cao_bang_2020h1",
    "001": "cao_bang_2020",
    "002": "unnamed_2020",
    "003": "lang_son_2020_plan",
    "004": "kon_tum_2022",
}

# What the typist of the table added to a name: it is told by other columns.
REMARK = re.compile(r" \((?:tử số|mẫu số|nhắc lại|số thứ (?:nhất|hai)|cận (?:dưới|trên)|hơn|tối thiểu|dự kiến)\)$")
PART = "Trong đó: "
# The table calls a repeat otherwise; the reports do not.
AS_PRINTED = {
    "Tỷ lệ hoàn thành nhiệm vụ được giao": "Tỷ lệ hoàn thành nhiệm vụ UBND tỉnh, Chủ tịch UBND tỉnh giao",
    "Tổng đề tài, dự án triển khai": "Đề tài, dự án triển khai",
}


def typed_facts() -> list[dict[str, str]]:
    reference = os.environ.get("KHCN_REFERENCE")
    table = Path(reference or ".").parent / "data" / "seed_figures.csv"
    if reference is None or not table.exists():
        pytest.skip("KHCN_REFERENCE does not lead to the table of typed facts")
    with table.open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if not row["indicator_en"].startswith(LEFT_OUT)]


def in_our_units(row: dict[str, str]) -> float:
    factor = {"%": 0.01, "triệu đồng": 1_000_000}.get(row["unit"], 1)
    return float(row["value"]) * factor


def printed_name(row: dict[str, str]) -> str:
    name = REMARK.sub("", row["indicator_vi"])
    if name.startswith(PART):
        name = name.removeprefix(PART)
        name = name[0].upper() + name[1:]
    return AS_PRINTED.get(name, name)


def test_every_typed_fact_is_found_in_order():
    facts, rows = typed_facts(), published_figures().to_dicts()

    assert len(facts) == len(rows)
    for fact, row in zip(facts, rows, strict=True):
        assert row["source"] == SOURCES[fact["source"][:3]]
        assert row["value"] == pytest.approx(in_our_units(fact))
        assert (row["printed_name"], row["printed_unit"]) == (printed_name(fact), fact["unit"])
        assert (row["status"] == "plan") == (
            fact["indicator_en"].startswith("[target]") or "dự kiến" in fact["indicator_vi"]
        )
        assert (row["qualifier"] == "more_than") == ("(hơn)" in fact["indicator_vi"])


@pytest.mark.parametrize(
    ("indicator", "source", "values"),
    [
        # Read off the reports; a sample that needs no other file.
        ("tasks.in_progress_provincial", "cao_bang_2020h1", [27]),
        ("tasks.in_progress_provincial", "cao_bang_2020", [27]),
        ("inspections.checked_subjects", "cao_bang_2020h1", [21]),
        ("inspections.checked_subjects", "cao_bang_2020", [58]),
        ("initiatives.scope_recognised", "cao_bang_2020", [52]),
        ("dossiers.radiation_resolved", "cao_bang_2020", [16, 20]),
        ("activities.support_vnd", "cao_bang_2020h1", [175_000_000]),
        ("activities.support_vnd", "cao_bang_2020", [100_000_000]),
        ("activities.donations_vnd", "cao_bang_2020h1", [29_831_000]),
        ("tasks.running", "kon_tum_2022", [28, 28]),
        ("tasks.carried_over", "kon_tum_2022", [19]),
        ("activities.technology_opinions", "kon_tum_2022", [106, 106]),
        ("tasks.approved_for_year", "cao_bang_2020", [8]),
        ("tasks.approved_for_year", "kon_tum_2022", [10]),
        ("staff.service_units_at_start", "cao_bang_2020h1", [2]),
        ("staff.service_units", "cao_bang_2020h1", [1]),
        ("activities.discipline_cases", "kon_tum_2022", [0]),
        ("activities.instruments_verified", "kon_tum_2022", [6499]),
        ("initiatives.scope_recognised_of_year", "kon_tum_2022", [25]),
    ],
)
def test_figures_are_as_printed_contradictions_included(indicator, source, values):
    found = published_figures().filter(indicator=indicator, source=source)["value"].to_list()

    assert sorted(found) == values


def test_targets_are_plans_and_bounds_keep_their_word():
    rows = published_figures().filter(source="unnamed_2020", status="plan")

    assert rows.height == 10
    assert set(rows["qualifier"]) == {"exact", "at_least", "at_most"}


def test_codes_and_sources_are_in_their_dictionaries():
    folder = Path(__file__).parents[2] / "datasets" / "published"
    rows = published_figures()

    def column(name: str, key: str) -> set[str]:
        with (folder / name).open(encoding="utf-8", newline="") as file:
            return {row[key] for row in csv.DictReader(file)}

    assert set(rows["indicator"]) == column("indicators.csv", "code")
    assert set(rows["source"]) <= column("sources.csv", "id")
    assert set(rows["department"]) <= column("departments.csv", "code")


def test_one_number_stands_under_two_printed_names():
    rows = published_figures().filter(indicator="activities.technology_opinions", source="kon_tum_2022")

    assert rows["printed_name"].n_unique() == rows["printed_unit"].n_unique() == 2


def test_units_in_the_dictionary_are_units_of_the_library():
    with (Path(__file__).parents[2] / "datasets" / "published" / "indicators.csv").open(encoding="utf-8") as file:
        units = {row["unit"] for row in csv.DictReader(file)}

    assert units <= {each.name.lower() for each in Unit}
