"""Build the site into build/docs: warnings are errors, nothing is fetched, every link must lead somewhere.

.venv/bin/python docs/build_site.py [FOLDER]
"""

from __future__ import annotations

import sys
from pathlib import Path

import links
from sphinx.cmd.build import build_main

DOCS = Path(__file__).parent
SITE = DOCS.parent / "build" / "docs"


def build(folder: Path) -> int:
    """Build the site; 0 if nothing is wrong with it."""
    # Anew each time (-E): what an earlier build remembers would hide or repeat what is wrong.
    strict = ["-q", "-E", "-W", "--keep-going", "-n", "-j", "auto"]
    code = build_main([*strict, "-c", str(DOCS), str(DOCS.parent), str(folder)])
    return code or links.main([str(folder)])


def main(arguments: list[str]) -> int:
    """Build the site and tell where it is."""
    # ``--check`` of the other pages: the site is built for it all the same.
    named = [each for each in arguments if not each.startswith("-")]
    folder = Path(named[0]) if named else SITE
    code = build(folder)
    if not code:
        sys.stdout.write(f"{folder / 'index.html'}\n")
    return code


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
