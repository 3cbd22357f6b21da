"""The pages in docs/ say what the sources say."""

import re

import pytest

from devtools import docs
from devtools.cli import COMMANDS
from devtools.state import ROOT

PAGES = sorted((ROOT / "docs").glob("*.md"))


def test_tables_are_up_to_date():
    stale = [page.name for page in PAGES if docs.refresh(page, check=True)]
    assert not stale, "run ./dev docs"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_methods_that_are_named_exist(page):
    text = "\n".join(path.read_text() for path in docs.ADDON.glob("**/*.py"))
    exist = set(re.findall(r"def (\w+)\(", text))
    assert {name for name in docs.named(page) if not name.endswith("_")} <= exist


@pytest.mark.parametrize("page", [*PAGES, ROOT / "README.md"], ids=lambda page: page.name)
def test_links_and_pictures_lead_somewhere(page):
    for target in re.findall(r"\]\(([^)#]+)", page.read_text()):
        if not target.startswith("http"):
            assert (page.parent / target).exists(), target


@pytest.mark.parametrize("page", [*PAGES, ROOT / "README.md"], ids=lambda page: page.name)
def test_commands_exist(page):
    named = re.findall(r"(?:^    |`)\./dev ([a-z0-9]+)", page.read_text(), re.MULTILINE)
    assert set(named) <= COMMANDS.keys()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_menus_that_are_named_exist(page):
    """What a page puts in italics with an arrow between is a way through our menus, or Odoo's own."""
    menus = (docs.ADDON / "views" / "menu_views.xml").read_text()
    for way in re.findall(
        r"\*((?:Configuration|Customers|Opportunities|Reviews|Reporting) → [^*]+)\*", page.read_text()
    ):
        for name in re.split(" → |, ", way):
            assert f'name="{name}"' in menus or name in ("Settings",), way


def test_every_table_has_rows():
    for name, build in docs.TABLES.items():
        assert build().count("\n") > 5, name


def test_every_cron_and_method_says_what_it_does():
    for build in (docs.crons, docs.methods):
        silent = [line for line in build().splitlines() if line.endswith("|  |")]
        assert not silent
