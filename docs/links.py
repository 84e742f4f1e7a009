"""Whether links lead somewhere: in the pages as they are written, and in the site that is built of them.

    .venv/bin/python docs/links.py [SITE]      check the pages, and the site if one is named

Nothing is fetched: of a link that leads outside only its form is checked.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

ROOT = Path(__file__).parents[1]
_LINK = re.compile(r"\]\((?P<target>[^()\s]+(?:\([^()]*\))?)\)")
_FENCED = re.compile(r"^ *```.*?^ *```$", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"`[^`\n]*`")
_FETCHED = {"script": "src", "img": "src", "link": "href", "iframe": "src", "source": "src", "video": "src"}
"""What a browser fetches by itself when it shows a page."""


def pages() -> list[Path]:
    """Every page of the project."""
    return [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "datasets").rglob("*.md")]


def broken_in_page(page: Path) -> Iterator[str]:
    """The links of a page that lead nowhere."""
    for target in _targets(page):
        address = urlsplit(target)
        if address.scheme:
            if address.scheme not in {"http", "https"} or not re.fullmatch(r"[\w.-]+(:\d+)?", address.netloc):
                yield f"{_named(page)}: {target} is no address"
            continue
        path = page if not address.path else page.parent / unquote(address.path)
        if not path.exists():
            yield f"{_named(page)}: {target} leads nowhere"
        elif address.fragment and path.suffix == ".md" and unquote(address.fragment) not in anchors(path):
            yield f"{_named(page)}: {target} names no heading"


def outside() -> dict[str, list[str]]:
    """The addresses outside that pages lead to, each with its pages."""
    found: dict[str, list[str]] = {}
    for page in pages():
        for target in _targets(page):
            if urlsplit(target).scheme:
                found.setdefault(target, []).append(_named(page))
    return found


def _targets(page: Path) -> list[str]:
    text = _CODE.sub("``", _FENCED.sub("", page.read_text("utf-8")))
    return [found["target"] for found in _LINK.finditer(text)]


def _named(page: Path) -> str:
    return str(page.relative_to(ROOT))


@cache
def anchors(page: Path) -> frozenset[str]:
    """The places of a page: its headings, as GitHub and the site call them."""
    seen: dict[str, int] = {}
    found = []
    text = _FENCED.sub("", page.read_text("utf-8"))
    for heading in re.findall(r"^#{1,6} +(.+?) *$", text, re.MULTILINE):
        name = re.sub(r"[^\w\- ]", "", re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading).lower()).replace(" ", "-")
        number = seen.get(name, 0)
        seen[name] = number + 1
        found.append(f"{name}-{number}" if number else name)
    return frozenset(found)


class _Page(HTMLParser):
    """What a built page leads to, what it fetches, and the places in it."""

    def __init__(self) -> None:
        super().__init__()
        self.leads_to: list[str] = []
        self.fetches: list[str] = []
        self.places: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.places.update(given[name] for name in ("id", "name") if name in given)
        if tag == "a" and "href" in given:
            self.leads_to.append(given["href"])
        if tag in _FETCHED and _FETCHED[tag] in given and given.get("rel") != "canonical":
            self.fetches.append(given[_FETCHED[tag]])


def broken_in_site(site: Path) -> list[str]:
    """The links of a built site that lead nowhere, and what it would fetch from elsewhere."""
    site = site.resolve()
    return [told for page in sorted(site.rglob("*.html")) for told in _broken_in_built(page, site)]


def _broken_in_built(page: Path, site: Path) -> Iterator[str]:
    read = _read(page)
    for target in [*read.leads_to, *read.fetches]:
        address = urlsplit(target)
        if address.scheme or address.netloc:
            if target in read.fetches and address.scheme != "data":
                yield f"{page.relative_to(site)}: {target} is fetched from elsewhere"
            continue
        path = (page.parent / unquote(address.path)).resolve() if address.path else page
        if not path.exists() or not path.is_relative_to(site):
            yield f"{page.relative_to(site)}: {target} leads nowhere"
        elif address.fragment and path.suffix == ".html" and unquote(address.fragment) not in _read(path).places:
            yield f"{page.relative_to(site)}: {target} names no place"


@cache
def _read(page: Path) -> _Page:
    read = _Page()
    read.feed(page.read_text("utf-8"))
    return read


def main(arguments: list[str]) -> int:
    """Tell every broken link."""
    broken = [told for page in pages() for told in broken_in_page(page)]
    broken += [told for site in arguments for told in broken_in_site(Path(site))]
    sys.stderr.write("".join(f"{each}\n" for each in broken))
    return 1 if broken else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
