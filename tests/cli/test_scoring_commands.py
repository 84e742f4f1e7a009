from typing import get_args

import click

from khcn_analytics.cli.commands import application
from khcn_analytics.cli.scoring_commands import LAYERS
from khcn_analytics.scoring.robustness import AROUND, DRAWS
from khcn_analytics.scoring.schemes import Layer


def test_layers_are_those_of_the_calculation():
    assert get_args(Layer) == LAYERS


def test_the_help_tells_what_the_calculation_takes_where_nothing_is_said():
    options = [each for each in application("vi").commands["score"].params if isinstance(each, click.Option)]
    told = {name: each.help or "" for each in options for name in each.opts}

    assert f"bỏ trống là {AROUND.share}." in told["--spread"]
    assert f"bỏ trống là {DRAWS}." in told["--draws"]


def test_a_scheme_is_listed_checked_exported_and_filled_in():
    schemes = application("vi").commands["scheme"]

    assert isinstance(schemes, click.Group)
    assert set(schemes.commands) == {"list", "check", "export", "entries"}
