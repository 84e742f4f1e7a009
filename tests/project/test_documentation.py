"""Pages of the documentation: what they show runs, what they print is what the code prints, links lead somewhere."""

import json
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import blocks
import links
import pytest
from generated_pages import api
from playwright.sync_api import expect
from site_extensions.navigation import menus
from site_extensions.vietnamese_search import VietnameseSearch

import khcn_analytics as kh
from khcn_analytics.scoring.rules import RULES

DOCS = blocks.ROOT / "docs"
WITH_BLOCKS = [page for page in blocks.pages() if any(True for _ in blocks.blocks(page.read_text("utf-8")))]


def name_of(page: Path) -> str:
    return str(page.relative_to(blocks.ROOT))


@pytest.mark.parametrize("page", WITH_BLOCKS, ids=name_of)
def test_the_blocks_of_the_page_run_and_print_what_it_shows(page, tmp_path):
    text = page.read_text("utf-8")
    with blocks.beside_data(page, tmp_path):
        try:
            today = blocks.tried(text)
        except blocks.BrokenBlockError as broken:
            pytest.fail(f"{name_of(page)}, {broken}", pytrace=False)
    assert today == text, f"python docs/blocks.py {name_of(page)} writes what the blocks print today"


@pytest.mark.parametrize("page", WITH_BLOCKS, ids=name_of)
def test_every_block_says_what_it_is_or_why_it_is_not_run(page):
    for block in blocks.blocks(page.read_text("utf-8")):
        assert block.language in blocks.LANGUAGES or block.reason, block.text


@pytest.mark.parametrize(
    ("page", "told"),
    [
        ("```python\n1 / 0\n```\n", "line 2: ZeroDivisionError"),
        ("```\nkhcn no-such-command\n```\n", "no-such-command"),
        ("```\nkhcn serve --no-such-option\n```\n", "no-such-option"),
        ("```\npython3 run.py no-such-command\n```\n", "no-such-command"),
        ("```console\n$ rm -rf kho\n```\n", "rm is no command of ours"),
        ("```toml\na = \n```\n", "line 2"),
        ("```nginx\nserver {\n```\n", "brace"),
    ],
)
def test_a_block_that_does_not_work_is_told(page, told):
    with pytest.raises(blocks.BrokenBlockError, match=told):
        blocks.tried(page)


def test_output_is_written_below_the_block_that_prints_it():
    page = "1. Chạy:\n\n   ```python\n   print(6 * 7)\n   ```\n\n   ```text\n   41\n   ```\n"

    assert blocks.tried(page) == page.replace("41", "42")


def test_a_block_with_a_reason_is_left_alone():
    page = "<!-- not run: it takes a year -->\n```python\n1 / 0\n```\n"

    assert blocks.tried(page) == page


@pytest.mark.parametrize("page", links.pages(), ids=name_of)
def test_links_of_the_page_lead_somewhere(page):
    assert list(links.broken_in_page(page)) == []


def test_addresses_outside_are_few_and_known():
    # Each is somebody's page that may go: the pages must not need them.
    assert len(links.outside()) < 30


def test_every_public_name_is_in_the_reference():
    told = "".join(page.read_text("utf-8") for page in (DOCS / "reference" / "api").glob("*.md"))
    spaces = [name for name in kh.__all__ if isinstance(getattr(kh, name), ModuleType)]
    public = [name for name in kh.__all__ if name not in spaces]
    public += [f"{space}.{name}" for space in spaces for name in getattr(kh, space).__all__]

    assert [name for name in public if f":: khcn_analytics.{name}\n" not in told] == []


def test_every_theme_of_the_reference_is_in_its_menu():
    menu = "".join(menus((DOCS / "reference" / "api" / "index.md").read_text("utf-8")))

    assert [theme.name for theme in api.told() if f"<{theme.name}>" not in menu] == []


@pytest.mark.parametrize("kind", RULES)
def test_every_rule_of_schemes_is_explained(kind):
    pages = "".join((DOCS / name).read_text("utf-8") for name in ("schemes.md", "scoring.md"))

    assert f"| `{kind}` |" in pages


def test_search_takes_off_the_marks_of_words():
    search = VietnameseSearch({})

    assert [search.stem(word) for word in ("nghiệm", "Đặt", "ngưỡng", "task")] == ["nghiem", "dat", "nguong", "task"]


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Path:
    """The site, built as ``run.py docs`` builds it."""
    built = tmp_path_factory.mktemp("site")
    command = [sys.executable, "docs/build_site.py", str(built)]
    done = subprocess.run(command, cwd=blocks.ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return built


def test_the_site_is_built_without_warnings_its_links_lead_somewhere_and_nothing_is_fetched(site):
    assert links.broken_in_site(site) == []


def test_nothing_in_the_styles_of_the_site_is_fetched_from_elsewhere(site):
    styles = "".join(path.read_text("utf-8") for path in site.rglob("*.css"))

    assert re.findall(r"(?:@import|url\()\s*[\"']?(?:https?:)?//[^\s)]+", styles) == []


@pytest.mark.browser
@pytest.mark.parametrize("typed", ["nghiệm thu", "nghiem thu"])
def test_the_search_of_the_site_finds_words_with_and_without_marks(browser, site, typed):
    context = browser.new_context(locale="vi-VN")
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(f"{(site / 'search.html').as_uri()}?q={typed.replace(' ', '+')}")

    expect(page.locator("#search-results li").first).to_be_visible(timeout=60_000)
    found = page.locator("#search-results li > a").all_inner_texts()
    context.close()

    assert any("Chỉ số" in title for title in found), json.dumps(found, ensure_ascii=False)
    assert errors == []


def test_a_built_page_that_fetches_or_leads_nowhere_is_told(tmp_path):
    (tmp_path / "page.html").write_text(
        '<p id="here"><a href="#here">1</a><a href="#gone">2</a><a href="gone.html">3</a>'
        '<script src="https://cdn.example/x.js"></script><img src="data:,"></p>',
        "utf-8",
    )

    assert links.broken_in_site(tmp_path) == [
        "page.html: #gone names no place",
        "page.html: gone.html leads nowhere",
        "page.html: https://cdn.example/x.js is fetched from elsewhere",
    ]
