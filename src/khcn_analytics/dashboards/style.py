"""Look of the pages. No font, style or script comes from outside the server.

Colours are named once for light and once for dark pages; every part uses the names.
"""

from __future__ import annotations

from typing import Any

from khcn_analytics.charts.theme import BRAND, FONT, GRID, GROUPS, INK, MUTED, PALE, SHADES, TARGET, VERDICT_COLOURS

THEME = {
    "palette": {"primary": {"main": BRAND}},
    "typography": {"fontFamily": FONT, "fontSize": 14},
    "shape": {"borderRadius": 10},
    # Headings are ours: those of the library, some of them empty, would stand among them.
    "components": {"MuiTypography": {"defaultProps": {"variantMapping": {"h3": "p", "h5": "p", "subtitle2": "span"}}}},
}

_LIGHT = {
    "--ground": "#f2f5f7",
    "--paper": "#ffffff",
    "--ink": INK,
    "--muted": "#52626e",
    "--line": "#dbe3e8",
    "--edge": "#7d8d99",
    "--soft": "#eaf1f5",
    "--brand": BRAND,
    "--bar": BRAND,
    "--better": "#17744a",
    "--worse": "#a83818",
    "--warned": "#6b4a00",
    "--warning": "#fff3d6",
}
_DARK = {
    "--ground": "#10181f",
    "--paper": "#18232c",
    "--ink": "#e6edf2",
    "--muted": "#a9b8c3",
    "--line": "#2f3e49",
    "--edge": "#6d8190",
    "--soft": "#213039",
    "--brand": "#7cc0e8",
    "--bar": "#0d2b3d",
    "--better": "#62d39c",
    "--worse": "#ff9f7d",
    "--warned": "#ffdd94",
    "--warning": "#3b3016",
}
# Colours of charts -> those that are read on a dark page.
_ON_DARK = {
    BRAND: "#6db8e3",
    INK: "#e6edf2",
    MUTED: "#a9b8c3",
    GRID: "#2f3e49",
    PALE: "#4a5a66",
    TARGET: "#ff9f7d",
    GROUPS[6]: "#b9a0e6",
    # What is over, beside what goes on in the lighter blue.
    SHADES[2]: SHADES[3],
    VERDICT_COLOURS["better"]: "#62d39c",
    VERDICT_COLOURS["worse"]: "#ff9f7d",
    # Marks have a rim of the ground they stand on.
    "white": _DARK["--paper"],
}


def page(*, is_dark: bool) -> dict[str, Any]:
    """The colours of a page, by name, and its ground."""
    colours = _DARK if is_dark else _LIGHT
    ground = {"backgroundColor": "var(--ground)"}
    return {
        **colours,
        "colorScheme": "dark" if is_dark else "light",
        **ground,
        "& main": ground,
        "& .MuiAppBar-root": {"backgroundColor": "var(--bar)", "backgroundImage": "none", "boxShadow": "none"},
        "& .MuiToolbar-root": {"minHeight": "52px !important"},
        # Never at work, since it is told otherwise; without a name it would be read out as a riddle.
        "& .MuiAppBar-root .MuiLinearProgress-root": {"display": "none"},
        # The name is ours: the library's leads away from the session, and stands before what skips the bar.
        "& .MuiAppBar-root a:has(> .title)": {"display": "none !important"},
    }


def on_dark(spec: Any) -> Any:
    """A chart in the colours of a dark page; one of shades stays as it is, on white."""
    if SHADES[1] in str(spec):
        return {**spec, "config": {**spec["config"], "background": "white"}}
    return _recoloured(spec)


def _recoloured(part: Any) -> Any:
    if isinstance(part, dict):
        # Data are not looks.
        return {name: each if name in {"data", "datasets"} else _recoloured(each) for name, each in part.items()}
    if isinstance(part, list):
        return [_recoloured(each) for each in part]
    return _ON_DARK.get(part, part) if isinstance(part, str) else part


CONTENT = {
    "max-width": "1400px",
    "margin": "0 auto",
    "padding": "6px 12px 30px",
    "width": "100%",
    "box-sizing": "border-box",
    # Panel would have columns no higher than what they stand in, which here is the window.
    "max-height": "none",
}
PAPER = {
    "background-color": "var(--paper)",
    "padding": "16px 18px 12px",
    "border": "1px solid var(--line)",
    "border-radius": "12px",
}
# What stands beside one another is as high as the highest.
ROWS = f"""
:host {{ display: grid; grid-template-columns: minmax(0, 1fr); gap: 16px; padding: 8px 4px; box-sizing: border-box; max-height: none; }}
.cell {{ align-self: stretch; min-width: 0; height: auto; max-height: none; }}
@media (min-width: 1200px) {{
  :host {{ grid-template-columns: repeat(12, minmax(0, 1fr)); }}
  {" ".join(f".of-{share} {{ grid-column-end: span {share}; }}" for share in range(1, 13))}
  .first {{ grid-column-start: 1; }}
}}
"""
QUIET_BUTTON = {
    "minWidth": 0,
    "padding": "2px 9px",
    "fontSize": "12.5px",
    "lineHeight": 1.5,
    "color": "var(--brand)",
    "backgroundColor": "transparent",
    "border": "1px solid var(--line)",
    "boxShadow": "none",
    "&:hover": {"backgroundColor": "var(--soft)", "boxShadow": "none"},
    "&:focus-visible": {"outline": "3px solid var(--brand)", "outlineOffset": "2px"},
    "textTransform": "none",
    "@media print": {"display": "none"},
}
_TEXT = f":host {{ width: 100%; font-family: {FONT}; color: var(--ink); }} * {{ box-sizing: border-box; }}"
_FOCUS = "a:focus-visible, summary:focus-visible, .scroll:focus-visible { outline: 3px solid var(--brand); outline-offset: 2px; }"

CHOICES = f"""
{_TEXT}
.bar {{ display: grid; grid-template-columns: repeat(12, minmax(0, 1fr)); gap: 12px 16px; padding: 10px 4px 8px; }}
.bar:empty {{ display: none; }}
.field {{ position: relative; grid-column: span var(--xs); align-self: end; }}
label {{ display: block; padding: 0 2px 3px; color: var(--muted); font-size: 13px; line-height: 1.3; }}
input {{ width: 100%; height: 40px; padding: 0 32px 0 12px; font: inherit; font-size: 15px; color: var(--ink); cursor: pointer;
         text-overflow: ellipsis; background: var(--paper); border: 1px solid var(--edge); border-radius: 8px; }}
input:hover:enabled {{ border-color: var(--brand); }}
input:focus-visible {{ outline: 3px solid var(--brand); outline-offset: 1px; }}
input:disabled {{ color: var(--muted); border-color: var(--line); cursor: default; opacity: 1; -webkit-text-fill-color: currentColor; }}
.field::after {{ content: ""; position: absolute; right: 14px; bottom: 17px; width: 7px; height: 7px; pointer-events: none;
                 border: solid var(--muted); border-width: 0 2px 2px 0; transform: rotate(45deg); }}
.field:has(:disabled)::after {{ display: none; }}
ul, p:not(:empty) {{ position: absolute; z-index: 30; top: 100%; left: 0; right: 0; margin: 4px 0 0; padding: 4px 0;
      font-size: 15px; line-height: 1.4; background: var(--paper); border: 1px solid var(--edge); border-radius: 8px;
      box-shadow: 0 6px 24px rgba(0, 0, 0, .22); }}
ul {{ max-height: min(340px, 60vh); overflow-y: auto; list-style: none; }}
li {{ padding: 8px 12px; cursor: pointer; overflow-wrap: anywhere; }}
li:hover {{ background: var(--soft); }}
li[aria-selected=true] {{ color: var(--brand); font-weight: 600; }}
li.active {{ background: var(--soft); box-shadow: inset 3px 0 var(--brand); }}
p {{ margin: 0; color: var(--muted); }} p:not(:empty) {{ padding: 10px 12px; }}
[hidden] {{ display: none; }}
@media (min-width: 600px) {{ .field {{ grid-column: span var(--sm, var(--xs)); }} }}
@media (min-width: 900px) {{ .field {{ grid-column: span var(--md, var(--sm, var(--xs))); }} }}
@media (min-width: 1200px) {{
  .few {{ grid-template-columns: none; grid-auto-columns: minmax(0, 1fr); grid-auto-flow: column; }}
  .few .field {{ grid-column: auto; }}
}}
/* A telephone would move the whole page to a field in smaller letters. */
@media (max-width: 760px) {{ input {{ font-size: 16px; }} }}
@media print {{ .bar {{ display: none; }} }}
"""

NAVIGATION = f"""
{_TEXT} {_FOCUS}
:host {{ border-bottom: 1px solid var(--line); background: var(--paper); }}
nav {{ max-width: 1400px; margin: 0 auto; padding: 0 12px; }}
ul {{ display: flex; flex-wrap: wrap; gap: 0 4px; list-style: none; margin: 0; padding: 0; }}
a {{ display: block; padding: 12px 12px 9px; color: var(--muted); text-decoration: none; font-size: 14.5px;
     border-bottom: 3px solid transparent; white-space: nowrap; }}
a:hover {{ color: var(--ink); background: var(--soft); }}
a[aria-current] {{ color: var(--brand); border-color: var(--brand); font-weight: 600; }}
details {{ display: none; }}
summary {{ padding: 12px 4px; font-size: 15px; font-weight: 600; color: var(--brand); cursor: pointer; }}
details li {{ width: 100%; }} details a {{ padding: 11px 8px; font-size: 15px; border-bottom: 1px solid var(--line); }}
@media (max-width: 760px) {{ nav > ul {{ display: none; }} details {{ display: block; }} }}
@media print {{ nav {{ display: none; }} }}
"""

BAR = f"""
{_TEXT}
.bar {{ display: flex; align-items: center; gap: 14px; }}
a {{ color: #fff; text-decoration: none; white-space: nowrap; }}
a:focus-visible {{ outline: 3px solid #fff; outline-offset: 3px; border-radius: 2px; }}
.name {{ flex: 1; font-size: 21px; font-weight: 600; line-height: 1.2; white-space: normal; }}
.look {{ display: flex; align-items: center; gap: 7px; padding: 5px 8px; font-size: 14px; line-height: 1.5; }}
.look svg {{ width: 18px; height: 18px; fill: currentColor; }}
.look:hover {{ background: rgba(255, 255, 255, .14); border-radius: 8px; }}
.languages {{ display: flex; border: 1px solid rgba(255, 255, 255, .6); border-radius: 10px; }}
.languages a {{ padding: 4px 12px; font-size: 13px; line-height: 1.6; border-radius: 9px; }}
.languages a:hover {{ background: rgba(255, 255, 255, .14); }}
.languages [aria-current] {{ color: {BRAND}; background: #fff; }} .languages [aria-current]:hover {{ background: #fff; }}
.skip {{ position: fixed; top: 8px; left: 50%; z-index: 3000; transform: translate(-50%, -300%); padding: 8px 18px; border-radius: 8px;
         font-size: 15px; background: var(--paper); color: var(--brand); }}
.skip:focus {{ transform: translate(-50%, 0); outline: 3px solid var(--brand); outline-offset: -5px; }}
@media (max-width: 600px) {{ .bar {{ gap: 6px; }} .name {{ font-size: 17px; }} }}
"""

_FILES = """
.files { display: flex; flex-wrap: wrap; gap: 6px; }
.files button { flex: none; min-height: 26px; padding: 2px 9px; font: inherit; font-size: 12.5px; font-weight: 500; line-height: 1.5;
                color: var(--brand); background: transparent; border: 1px solid var(--line); border-radius: 10px; cursor: pointer; }
.files button:hover:enabled { background: var(--soft); }
.files button:focus-visible { outline: 3px solid var(--brand); outline-offset: 2px; }
.files button:disabled { color: var(--muted); cursor: default; }
@media print { .files { display: none; } }
"""

HEADING = f"""
{_TEXT} {_FILES}
.line {{ display: flex; flex-wrap: wrap; align-items: flex-end; gap: 6px; }} .line .heading {{ flex: 1 1 290px; }}
h1:focus {{ outline: 0; }} h1:focus-visible {{ outline: 3px solid var(--brand); outline-offset: 3px; border-radius: 2px; }}
.heading {{ display: flex; flex-wrap: wrap; align-items: baseline; gap: 2px 14px; padding-top: 10px; }}
h1 {{ font-size: 23px; font-weight: 600; margin: 0; letter-spacing: -0.01em; line-height: 1.3; }}
p {{ flex-basis: 100%; color: var(--muted); font-size: 15px; margin: 0; }}
.origin {{ background: var(--warning); color: var(--warned); border-radius: 99px; padding: 3px 12px; font-size: 13px; }}
@media (max-width: 760px) {{ h1 {{ font-size: 20px; }} p {{ font-size: 14px; }} }}
"""

SECTION = f"""
{_TEXT} {_FILES}
.head {{ display: flex; align-items: flex-start; justify-content: space-between; gap: 6px; margin-bottom: 8px; }}
.head .files {{ flex: none; }}
h2 {{ font-size: 17px; font-weight: 600; margin: 0; line-height: 1.35; }}
.head p {{ color: var(--muted); font-size: 13px; margin: 2px 0 0; line-height: 1.45; }}
.state {{ display: grid; place-content: center; text-align: center; color: var(--muted); font-size: 14.5px;
          line-height: 1.5; padding: 18px; white-space: pre-line; }}
.state b {{ color: var(--worse); font-weight: 600; }}
"""

CARDS = f"""
{_TEXT} {_FOCUS}
h2 {{ position: absolute; width: 1px; height: 1px; margin: 0; overflow: hidden; clip-path: inset(50%); }}
.cards {{ display: grid; grid-template-columns: repeat(auto-fill, minmax(min(265px, 100%), 1fr)); gap: 14px; }}
.card {{ background: var(--paper); border: 1px solid var(--line); border-radius: 12px; padding: 14px 16px 12px;
         color: inherit; text-decoration: none; display: flex; flex-direction: column; min-height: 148px; }}
.card:hover {{ border-color: var(--brand); }}
h3 {{ font-size: 13.5px; font-weight: 500; color: var(--muted); margin: 0; line-height: 1.3; min-height: 35px; }}
.figure {{ display: flex; align-items: flex-end; justify-content: space-between; gap: 8px; }}
.value {{ font-size: 31px; font-weight: 600; line-height: 1.15; white-space: nowrap; font-variant-numeric: tabular-nums; }}
.value small {{ font-size: 13px; font-weight: 400; color: var(--muted); margin-left: 5px; }}
.figure svg * {{ stroke: var(--brand); }} .figure svg circle {{ fill: var(--brand); }}
.card p {{ font-size: 13px; margin: 5px 0 0; color: var(--muted); line-height: 1.4; }}
.card p b {{ font-weight: 600; }}
@media (max-width: 560px) {{ .cards {{ gap: 10px; }} .card {{ min-height: 0; padding: 11px 14px; }} h3 {{ min-height: 0; }} .value {{ font-size: 27px; }} }}
.better b, .met b {{ color: var(--better); }} .worse b, .missed b {{ color: var(--worse); }}
"""

LIST = f"""
{_TEXT} {_FOCUS}
.items {{ list-style: none; margin: 0; padding: 0; }}
.items li {{ border-top: 1px solid var(--line); }} .items li:first-child {{ border: 0; }}
.items a, .items span.item {{ display: grid; grid-template-columns: 3.6em 1fr auto; gap: 12px; align-items: baseline;
     padding: 9px 2px; color: inherit; text-decoration: none; font-size: 14.5px; line-height: 1.4; }}
.items a:hover .what {{ color: var(--brand); text-decoration: underline; }}
.items .count {{ font-size: 20px; font-weight: 600; text-align: right; font-variant-numeric: tabular-nums; color: var(--worse); }}
.items .fine .count, .items .fine.count {{ color: var(--better); }}
.items .what small {{ display: block; color: var(--muted); font-size: 13px; }}
.items .go {{ color: var(--brand); white-space: nowrap; font-size: 13px; }}
.prose {{ max-width: 78ch; }} .prose p {{ margin: 8px 0; font-size: 15px; line-height: 1.6; }} .prose p:first-child {{ margin-top: 0; }}
.value {{ font-size: 40px; font-weight: 600; margin: 0; line-height: 1.2; font-variant-numeric: tabular-nums; }}
.value small {{ font-size: 15px; font-weight: 400; color: var(--muted); margin-left: 8px; }}
dl {{ display: grid; grid-template-columns: minmax(7em, max-content) 1fr; gap: 8px 18px; margin: 10px 0 0; font-size: 14.5px; line-height: 1.5; }}
dt {{ color: var(--muted); }} dd {{ margin: 0; overflow-wrap: anywhere; white-space: pre-line; }}
@media (max-width: 560px) {{ dl {{ grid-template-columns: 1fr; gap: 0; }} dd {{ margin-bottom: 10px; }} .items .go {{ display: none; }}
  .items a, .items span.item {{ grid-template-columns: 2.8em 1fr; }} }}
"""

TABLE = f"""
{_TEXT} {_FOCUS}
.scroll {{ overflow-x: auto; }}
table {{ width: 100%; border-collapse: collapse; font-size: 14px; line-height: 1.4; }}
th {{ text-align: left; font-weight: 600; color: var(--muted); font-size: 13px; padding: 6px 10px 6px 0; border-bottom: 2px solid var(--line); vertical-align: bottom; }}
td {{ padding: 7px 10px 7px 0; border-bottom: 1px solid var(--line); vertical-align: top; }}
tr:last-child td {{ border-bottom: 0; }}
th.number, td.number {{ text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }}
td:first-child {{ min-width: 11em; }}
th:last-child, td:last-child {{ padding-right: 0; }}
td.better, td.met {{ color: var(--better); font-weight: 600; }} td.worse, td.missed {{ color: var(--worse); font-weight: 600; }}
td.quiet {{ color: var(--muted); font-size: 12.5px; min-width: 12em; }}
td a {{ color: inherit; text-decoration-color: var(--line); text-underline-offset: 3px; }} td a:hover {{ color: var(--brand); }}
.more {{ color: var(--muted); font-size: 13px; margin: 8px 0 0; }}
"""

FOOTER = f"{_TEXT} p {{ color: var(--muted); font-size: 13px; margin: 0; line-height: 1.5; }}"

# Without this a printed page is one clipped screen: the content scrolls inside 100vh.
PRINT = """
@media print {
  html, body { height: auto !important; overflow: visible !important; }
  nav, .MuiDrawer-root, .MuiAppBar-root, .MuiToolbar-root, .no-print { display: none !important; }
  main { margin: 0 !important; width: 100% !important; overflow: visible !important; height: auto !important; }
  main *, .MuiBox-root { overflow: visible !important; }
  .MuiBox-root { height: auto !important; }
  .MuiCard-root, .MuiPaper-root { break-inside: avoid; }
}
@page { size: A4 portrait; margin: 12mm; }
"""
