import tomllib

from hypothesis import given
from scoring.scheme_texts import SMALL
from scoring.strategies import schemes

from khcn_analytics.scoring.rules import Band, Bands, Deadline, MinMax, Proportional
from khcn_analytics.scoring.scheme_text import parse_scheme
from khcn_analytics.scoring.scheme_writing import inline, rule_table, scheme_tables, write_scheme


@given(schemes())
def test_what_is_written_holds_the_tables_of_the_scheme(scheme):
    assert tomllib.loads(write_scheme(scheme)) == scheme_tables(scheme)


def test_writing_what_was_read_changes_nothing():
    text = write_scheme(parse_scheme(SMALL))

    assert write_scheme(parse_scheme(text)) == text
    assert text.startswith('code = "nho"\nversion = "1"\nlabel_vi = "Bảng tiêu chí nhỏ"\n')
    assert "maximum = 50\n" in text


def test_what_is_not_set_is_not_written():
    text = write_scheme(parse_scheme(SMALL))

    assert not any(
        each in text for each in ("penalty_cap", "floor = 0\n", "ceiling =", "direction", "shared_indicator")
    )


def test_the_direction_is_written_where_the_indicator_does_not_tell():
    text = SMALL.replace('indicator = "initiatives.grassroots_recognised"', 'direction = "higher"')

    assert 'direction = "higher"' in write_scheme(parse_scheme(text))


def test_a_shared_indicator_is_declared_in_all_that_share_it():
    text = SMALL.replace('"dossiers.on_time_rate"', '"initiatives.grassroots_recognised"')
    text = text.replace('missing = "zero"', 'missing = "zero"\nshared_indicator = true')
    text = text.replace('missing = "not_applicable"', 'missing = "zero"\nshared_indicator = true')

    assert write_scheme(parse_scheme(text)).count("shared_indicator = true") == 2


def test_rules_are_written_with_their_settings():
    assert rule_table(MinMax()) == {"kind": "min_max"}
    assert rule_table(Deadline(1)) == {"kind": "deadline", "points_per_late": 1}
    assert rule_table(Proportional()) == {"kind": "proportional", "floor": 0, "cap": 1}
    assert rule_table(Bands((Band(None, 0), Band(5, 3))))["bands"] == [{"points": 0}, {"bound": 5, "points": 3}]


def test_values_are_written_in_one_line():
    assert inline({"a": [1.0, 2.5], "b": 'x "y"'}) == '{ a = [1, 2.5], b = "x \\"y\\"" }'
    assert inline("dòng 1\ndòng 2") == '"dòng 1\\ndòng 2"'
