"""Whatever shows itself can be read in JupyterLab's light and dark look, and outside JupyterLab."""

import pytest

import khcn_analytics as kh
from khcn_analytics.io.bundled import bundled_folder

# As JupyterLab 4 sets them.
LIGHT = {
    "--jp-layout-color0": "white",
    "--jp-layout-color1": "white",
    "--jp-layout-color2": "#eee",
    "--jp-border-color2": "#e0e0e0",
    "--jp-content-font-color1": "rgba(0, 0, 0, 0.87)",
    "--jp-brand-color1": "#1976d2",
    "--jp-success-color1": "#388e3c",
    "--jp-warn-color1": "#f57c00",
    "--jp-error-color1": "#d32f2f",
}
DARK = {
    **LIGHT,
    "--jp-layout-color0": "#111",
    "--jp-layout-color1": "#212121",
    "--jp-layout-color2": "#424242",
    "--jp-border-color2": "#616161",
    "--jp-content-font-color1": "white",
    "--jp-brand-color1": "#2196f3",
}
# The contrast of each text with what it stands on (WCAG 2.2), the worst first.
FAINTEST = """() => {
    const context = Object.assign(document.createElement("canvas"), {width: 1, height: 1})
        .getContext("2d", {willReadFrequently: true})
    const painted = layers => {
        context.clearRect(0, 0, 1, 1)
        for (const each of layers) { context.fillStyle = each; context.fillRect(0, 0, 1, 1) }
        return [...context.getImageData(0, 0, 1, 1).data].slice(0, 3)
    }
    const luminance = colour => {
        const [red, green, blue] = colour.map(each => each / 255)
            .map(each => each <= 0.04045 ? each / 12.92 : ((each + 0.055) / 1.055) ** 2.4)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue
    }
    const told = []
    for (const each of document.querySelectorAll("#shown *")) {
        const own = [...each.childNodes].filter(node => node.nodeType === 3 && node.data.trim())
        if (!own.length || each.closest("style")) continue
        const behind = []
        for (let at = each; at; at = at.parentElement) behind.unshift(getComputedStyle(at).backgroundColor)
        const ground = luminance(painted(["white", ...behind]))
        const ink = luminance(painted(["white", ...behind, getComputedStyle(each).color]))
        const [low, high] = [ground, ink].sort((one, other) => one - other)
        told.push([(high + 0.05) / (low + 0.05), own[0].data.trim().slice(0, 40)])
    }
    return told.sort((one, other) => one[0] - other[0])
}"""


@pytest.fixture(scope="module")
def shown():
    workspace = kh.example_workspace()
    scoring = kh.score(workspace, "mau_100", 2025)
    analysis = kh.analyse(workspace, ["2024", "2025"], indicators=["tasks.accepted", "dossiers.on_time_rate"])
    messy = bundled_folder("messy") / "danh-muc-nhiem-vu.xlsx"
    values = [
        *(
            workspace,
            scoring,
            analysis,
            scoring.scheme,
            kh.INDICATORS["tasks.accepted"],
            kh.eligibility(workspace, 2024),
        ),
        *(kh.explain(workspace, "tasks.accepted", "2024"), kh.explain(workspace, "tasks.accepted", "2000")),
        kh.check(messy, "inspections", defaults={"department": "vi_du"}),
    ]
    # Folds are opened: what they hold is to be read too.
    return "".join(each._repr_html_() for each in values).replace("<details", "<details open")


@pytest.mark.browser
@pytest.mark.parametrize("theme", [LIGHT, DARK, {}], ids=["light", "dark", "elsewhere"])
def test_every_text_stands_out_from_what_is_behind_it(browser, shown, theme):
    page = browser.new_page(viewport={"width": 1100, "height": 900})
    ground = theme.get("--jp-layout-color0", "white")
    style = "".join(f"{name}: {value};" for name, value in theme.items())
    page.set_content(
        f"<!doctype html><meta charset=utf-8><style>body {{ {style} background: {ground} }}</style>"
        f"<div id=shown>{shown}</div>"
    )
    contrasts = page.evaluate(FAINTEST)
    page.close()

    assert len(contrasts) > 200
    assert [each for each in contrasts if each[0] < 4.5] == []
