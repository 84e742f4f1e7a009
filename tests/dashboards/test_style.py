from typing import Any

from khcn_analytics.charts.theme import BRAND, INK, SHADES
from khcn_analytics.dashboards import style


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_texts_are_read_on_every_ground():
    for is_dark in (False, True):
        colours = style.page(is_dark=is_dark)
        for ground in ("--ground", "--paper", "--soft"):
            for ink in ("--ink", "--muted", "--brand", "--better", "--worse"):
                assert contrast(colours[ink], colours[ground]) >= 4.5, (is_dark, ink, ground)
        for ground in ("--ground", "--paper"):
            # The rim of a field.
            assert contrast(colours["--edge"], colours[ground]) >= 3
        assert contrast(colours["--warned"], colours["--warning"]) >= 4.5
        assert contrast("#ffffff", colours["--bar"]) >= 4.5


def test_both_looks_name_the_same_colours():
    light, dark = (style.page(is_dark=is_dark) for is_dark in (False, True))

    assert light.keys() == dark.keys()
    assert light["--ink"] == INK


def test_a_chart_is_recoloured_but_not_its_data():
    spec: dict[str, Any] = {
        "mark": {"color": BRAND, "stroke": "white"},
        "datasets": {"d": [{"name": BRAND}]},
        "config": {},
    }

    dark = style.on_dark(spec)

    assert dark["mark"]["color"] != BRAND
    assert dark["mark"]["stroke"] != "white"
    assert dark["datasets"] == spec["datasets"]
    assert spec["mark"]["color"] == BRAND


def test_a_chart_of_shades_stays_on_white():
    spec = {"mark": {"color": INK}, "scale": {"range": list(SHADES)}, "config": {"background": "transparent"}}

    dark = style.on_dark(spec)

    assert dark["config"]["background"] == "white"
    assert dark["mark"] == spec["mark"]
