"""Look of the pages. No font, style or script comes from outside the server."""

from __future__ import annotations

from khcn_analytics.charts.theme import BRAND, FONT, GRID, INK, MUTED, VERDICT_COLOURS

BACKGROUND = "#f2f5f7"

THEME = {
    "palette": {"primary": {"main": BRAND}},
    "typography": {"fontFamily": FONT, "fontSize": 14},
    "shape": {"borderRadius": 10},
}

PAGE = {"& main": {"backgroundColor": BACKGROUND}, "& .main": {"backgroundColor": BACKGROUND}}
CONTENT = {"maxWidth": "1400px", "margin": "0 auto", "padding": "14px 10px 30px"}
PAPER = {"padding": "16px 18px 10px", "border": f"1px solid {GRID}", "borderRadius": "12px", "height": "100%"}
ON_BAR = {
    "& .MuiToggleButton-root": {"color": "#fff", "borderColor": "rgba(255,255,255,.5)", "padding": "3px 12px"},
    "& .MuiToggleButton-root.Mui-selected": {"color": BRAND, "backgroundColor": "#fff"},
}

HEADING = f"""
:host {{ width: 100%; }}
.heading {{ font-family: {FONT}; color: {INK}; display: flex; flex-wrap: wrap; align-items: baseline; gap: 4px 14px; }}
.heading h1 {{ font-size: 23px; font-weight: 600; margin: 0; letter-spacing: -0.01em; }}
.heading p {{ flex-basis: 100%; color: {MUTED}; font-size: 15px; margin: 0; }}
.heading .origin {{ background: #fff3d6; color: #6b4a00; border-radius: 99px; padding: 3px 12px; font-size: 13px; }}
"""

SECTION = f"""
h2 {{ font-family: {FONT}; color: {INK}; font-size: 17px; font-weight: 600; margin: 0; }}
p {{ font-family: {FONT}; color: {MUTED}; font-size: 13px; margin: 2px 0 0; }}
"""

CARDS = f"""
:host {{ width: 100%; }}
.cards {{ display: grid; grid-template-columns: repeat(auto-fill, minmax(270px, 1fr)); gap: 14px; font-family: {FONT}; }}
.card {{ background: #fff; border: 1px solid {GRID}; border-radius: 12px; padding: 14px 16px 12px; color: {INK};
         display: flex; flex-direction: column; min-height: 128px; box-sizing: border-box; }}
.card h3 {{ font-size: 13.5px; font-weight: 500; color: {MUTED}; margin: 0; line-height: 1.3; min-height: 35px; }}
.card .figure {{ display: flex; align-items: flex-end; justify-content: space-between; gap: 8px; }}
.card .value {{ font-size: 31px; font-weight: 600; line-height: 1.15; white-space: nowrap; }}
.card .value small {{ font-size: 13px; font-weight: 400; color: {MUTED}; margin-left: 5px; }}
.card .change {{ font-size: 13px; margin: 6px 0 0; color: {MUTED}; }}
.card .change b {{ font-weight: 600; }}
.card .better b {{ color: {VERDICT_COLOURS["better"]}; }}
.card .worse b {{ color: {VERDICT_COLOURS["worse"]}; }}
"""

FOOTER = f"p {{ font-family: {FONT}; color: {MUTED}; font-size: 13px; margin: 0; }}"

# Without this a printed page is one clipped screen: the content scrolls inside 100vh.
PRINT = """
@media print {
  html, body { height: auto !important; overflow: visible !important; }
  nav, .MuiDrawer-root, .MuiAppBar-root, .no-print { display: none !important; }
  main { margin: 0 !important; width: 100% !important; overflow: visible !important; height: auto !important; }
  main *, .MuiBox-root { overflow: visible !important; }
  .MuiBox-root { height: auto !important; }
  .MuiCard-root, .MuiPaper-root { break-inside: avoid; }
}
@page { size: A4 portrait; margin: 12mm; }
"""
