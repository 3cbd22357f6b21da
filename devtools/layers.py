"""Template databases in two layers: Odoo's own modules (rarely made anew), and the add-on on top (cheap)."""

import ast
import hashlib
import os
import shutil
from contextlib import contextmanager

from . import proc
from .say import Trouble, step
from .state import ROOT

# The list views' import, which normally installs itself
ALWAYS = {"base_import"}
LANGUAGES = "en_US", "zh_CN"
# What the company of the demo data has in China, besides the language
CHINESE = """
    UPDATE res_currency SET active = true WHERE name = 'CNY';
    UPDATE res_company SET currency_id = (SELECT id FROM res_currency WHERE name = 'CNY');
    UPDATE res_partner SET country_id = (SELECT id FROM res_country WHERE code = 'CN'), state_id = NULL,
        zip = '200120', city = '上海', street = '世纪大道100号', street2 = NULL, vat = NULL
        WHERE id IN (SELECT partner_id FROM res_company);
"""
QUICK = ["--stop-after-init", "--skip-auto-install", "--no-http"]
KEPT = 3  # add-on layers of earlier states of the sources
IGNORED = {"__pycache__", "build", "dist", "node_modules", ".state", ".ruff_cache", ".pytest_cache"}


def addons():
    """The add-ons of this repository, or those of them that SALES_TOOLKIT_ADDONS names."""
    chosen = os.environ.get("SALES_TOOLKIT_ADDONS", "").replace(",", " ").split()
    folders = sorted(manifest.parent for manifest in ROOT.glob("sales_toolkit*/__manifest__.py"))
    return [folder for folder in folders if not chosen or folder.name in chosen]


def installed_addons():
    """Those that one installs. Bridges are left out: they are for where another app is too."""
    if os.environ.get("SALES_TOOLKIT_ADDONS"):
        return addons()
    return [addon for addon in addons() if "sales_toolkit" not in manifest_of(addon)["depends"]]


def manifest_of(addon):
    return ast.literal_eval((addon / "__manifest__.py").read_text())


def addon_names(chosen=None):
    return ",".join(addon.name for addon in chosen or installed_addons())


def base_modules(chosen=None):
    """What the add-ons depend on, without themselves."""
    chosen = chosen or installed_addons()
    needed = {name for addon in chosen for name in manifest_of(addon)["depends"]} | ALWAYS
    return ",".join(sorted(needed - {addon.name for addon in chosen}))


def languages(first=None):
    """All of them, as Odoo takes them. The first is the default of users and of the company."""
    return ",".join(sorted(LANGUAGES, key=lambda language: language != (first or LANGUAGES[0])))


def sources_hash(chosen=None):
    """Changes with any file of the add-ons."""
    digest = hashlib.sha256()
    for addon in chosen or installed_addons():
        for path in sorted(addon.rglob("*")):
            relative = path.relative_to(ROOT)
            if path.is_file() and not IGNORED & set(relative.parts) and path.suffix != ".pyc":
                digest.update(f"{relative}\0".encode() + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


class Layers:
    """Make databases by copying templates; make the templates when they are missing."""

    def __init__(self, odoo, demo=False, language=None):
        self.odoo, self.cluster, self.language = odoo, odoo.cluster, language
        self.languages = languages(language)
        self.demo = ["--with-demo"] if demo else []

    def base(self, modules=None):
        """The template without the add-ons: with `modules`, or with all that they depend on."""
        modules = modules or base_modules()
        release = (self.odoo.packages / "odoo/release.py").read_bytes()
        recipe = [str(self.odoo.packages), modules, self.languages, *self.demo]
        name = "tpl_base_" + hashlib.sha256(release + repr(recipe).encode()).hexdigest()[:12]
        if not self.exists(name):
            with step("making the database with Odoo's own modules (about a minute, once)"):
                self._build(name, None, ["-i", modules, "--load-language", self.languages])
            if self.demo and self.language == "zh_CN":
                self.cluster.sql(CHINESE, name)
        return name

    def addon(self):
        """The template with the add-on as its files are now."""
        base = self.base()
        name = f"tpl_addon_{sources_hash()}_{base[-6:]}"
        if not self.exists(name):
            self._forget_old()
            with step(f"installing {addon_names()}"):
                self._build(name, base, ["-i", addon_names()])
        return name

    def create(self, database, template=None):
        """A database of one's own: from the add-on layer, or from `base()`."""
        return self._copy(template or self.addon(), database, self.cluster.place_of_copies())

    def _copy(self, template, database, place=""):
        self.odoo.drop(database)
        self.cluster.sql(f'CREATE DATABASE "{database}" TEMPLATE "{template}"{place}')
        if self.odoo.filestore(template).is_dir():
            shutil.copytree(self.odoo.filestore(template), self.odoo.filestore(database))
        return database

    @contextmanager
    def temporary(self, database, template=None):
        """As `create`, for the length of a `with` block."""
        try:
            yield self.create(database, template)
        finally:
            self.odoo.drop(database)

    def exists(self, database):
        return self.cluster.sql(f"SELECT 1 FROM pg_database WHERE datname = '{database}'") == "1"

    def _build(self, name, base, arguments):
        """Under another name until it is complete, so that half a template is never used."""
        part = "building"
        if base:
            self._copy(base, part)
        else:
            self.odoo.drop(part)
            self.cluster.sql(f'CREATE DATABASE "{part}" TEMPLATE template0')
        try:
            self.odoo.run("-d", part, *arguments, *QUICK, *self.demo, log="install")
        except proc.Failed as failed:
            why = "it took too long" if failed.timed_out else failed.last_line()
            log = self.odoo.state.log("install")
            raise Trouble(
                f"Odoo cannot install {arguments[1]} ({why}): the whole story is in {log}"
            ) from None
        self.cluster.sql(f'ALTER DATABASE "{part}" RENAME TO "{name}"')
        if self.odoo.filestore(part).is_dir():
            shutil.rmtree(self.odoo.filestore(name), ignore_errors=True)
            self.odoo.filestore(part).rename(self.odoo.filestore(name))

    def _forget_old(self):
        names = self.cluster.sql(
            "SELECT datname FROM pg_database WHERE datname LIKE 'tpl\\_addon%' ORDER BY oid"
        )
        for name in names.split()[: -(KEPT - 1)]:
            self.odoo.drop(name)
