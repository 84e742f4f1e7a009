"""How the pages become a site: ``python3 run.py docs`` builds it, offline and with warnings as errors.

The top of the checkout is the source, so that links of the pages lead on the site where they lead in the checkout.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from khcn_analytics import __version__

project = "khcn_analytics"
author = "khcn_analytics"
project_copyright = "Apache-2.0"
release = __version__
language = "vi"
# Blocks that say no language are commands.
highlight_language = "none"
# What the theme says itself, where Sphinx has no Vietnamese for it.
locale_dirs = ["docs/locale"]
root_doc = "docs/index"
source_suffix = {".md": "markdown"}

include_patterns = ["docs/**.md", "datasets/*/README.md", "CHANGELOG.md", "CONTRIBUTING.md"]
exclude_patterns = [".*", "build", "dist", "src", "tests", "benchmarks", "notebooks", "dashboards", "**/__pycache__"]

extensions = [
    "myst_parser",
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
    *("site_extensions.navigation", "site_extensions.front_door", "site_extensions.vietnamese_search"),
    *("site_extensions.names", "site_extensions.properties"),
]

# GitHub's anchors, so that a link that works there works here.
myst_heading_anchors = 6

html_theme = "furo"
html_title = "khcn_analytics"
# Their summaries would be fetched, which a browser refuses where the site is opened as files.
html_show_search_summary = False
html_copy_source = False
html_show_sourcelink = False
html_show_sphinx = False
html_last_updated_fmt = None
html_theme_options = {
    "top_of_page_buttons": [],
    # The colours of the dashboard.
    "light_css_variables": {"color-brand-primary": "#0b5c8a", "color-brand-content": "#0b5c8a"},
    "dark_css_variables": {"color-brand-primary": "#7cc0e8", "color-brand-content": "#7cc0e8"},
}

autodoc_typehints = "signature"
autodoc_member_order = "bysource"
autodoc_default_options = {"members": True}
autodoc_preserve_defaults = True
python_use_unqualified_type_names = True
python_maximum_signature_line_length = 88
napoleon_google_docstring = True
napoleon_numpy_docstring = False
napoleon_use_rtype = False

nitpicky = True
nitpick_ignore_regex = [
    # Pages of other projects: the site is built offline, so nothing leads there.
    ("py:class", r"(collections\.abc|datetime|pathlib|numpy|polars|pandera|pl|altair|great_tables)\..+"),
    # Types that the description of an attribute writes in short, which Sphinx cuts at the first comma.
    ("py:class", r"Path|Language|(tuple|collections\.abc\.Mapping)\[.+"),
    # The model of a dataset's records: its columns are told by the data dictionary.
    ("py:class", r"khcn_analytics\.schemas\.(dataset\.Model|published\.Published)"),
    # What a scale of composite indices is asked with; only the scales themselves are called by people.
    ("py:class", r"khcn_analytics\.composite\.scales\.Directed"),
    # Lists of codes and functions inside the library, named for those who read its code.
    ("py:data", r"khcn_analytics\.io\..+\.[A-Z]+"),
    ("py:func", r"problem|problem_page|khcn_analytics\.io\.schemes\.workbook\.write_scheme_workbook"),
    ("py:mod", r"scheme_digest"),
]
