"""The database behind `./dev run`: made once, upgraded when the sources have changed."""

import json

from . import proc
from .layers import (
    CHINESE,
    QUICK,
    addon_names,
    addons,
    base_modules,
    installed_addons,
    languages,
    sources_hash,
)
from .say import Trouble, say, step


class RunDatabase:
    NAME = "sales_toolkit"

    def __init__(self, odoo):
        self.odoo, self.cluster = odoo, odoo.cluster

    def ensure(self, demo, language=None):
        """Make it, or upgrade it; a database is only used when it was made to the end."""
        known = self._note()
        if known is None:
            self._make(demo, language)
        elif known["sources"] != sources_hash(addons()):
            self._upgrade(known)
        if known and known["demo"] != demo:
            say(f"- the database was made with{'out' * (not known['demo'])} demo data: --fresh makes it anew")

    def settle(self, address, language, logins):
        """What may differ from one start to the next."""
        for key in ("web.base.url", "report.url"):
            self._sql(
                "INSERT INTO ir_config_parameter (key, value) VALUES"
                f" ('{key}', '{address}') ON CONFLICT (key) DO UPDATE SET value = excluded.value"
            )
        if language:
            self._sql(
                f"UPDATE res_partner SET lang = '{language}' WHERE id IN"
                f" (SELECT partner_id FROM res_users WHERE login IN ({_quoted(logins)}))"
            )

    def logins(self, wanted):
        """Those of the wanted logins that there are."""
        found = self._sql(f"SELECT login FROM res_users WHERE active AND login IN ({_quoted(wanted)})")
        return {login: who for login, who in wanted.items() if login in found.split()}

    def _make(self, demo, language):
        self.odoo.drop(self.NAME)
        self.cluster.sql(f"CREATE DATABASE {self.NAME} TEMPLATE template0")
        trouble = "Odoo cannot make the database", "mend it and run this again"
        demo_data = ["--with-demo"] * demo
        sources = sources_hash(addons())
        with step("making the database (about a minute, once)"):
            self._odoo(["-i", base_modules(), "--load-language", languages(language), *demo_data], *trouble)
            if demo and language == "zh_CN":
                self._sql(CHINESE)
            self._odoo(["-i", addon_names(), *demo_data], *trouble)
        self._set_note(sources, demo)

    def _upgrade(self, known):
        names = self._sql("SELECT name FROM ir_module_module WHERE state <> 'uninstalled'").split()
        old = [addon.name for addon in addons() if addon.name in names]
        new = [addon.name for addon in installed_addons() if addon.name not in names]
        arguments = ["-u", ",".join(old)] * bool(old) + ["-i", ",".join(new)] * bool(new)
        sources = sources_hash(addons())
        with step("upgrading the database to the changed add-on"):
            self._odoo(arguments, "the add-on cannot be upgraded", "mend it, or begin anew with --fresh")
        self._set_note(sources, known["demo"])

    def _odoo(self, arguments, trouble, advice):
        try:
            self.odoo.run("-d", self.NAME, *arguments, *QUICK, log="install")
        except proc.Failed as failed:
            why = "it took too long" if failed.timed_out else failed.last_line()
            raise Trouble(f"{trouble} ({why}): {advice}; see {self.odoo.state.log('install')}") from None

    def _note(self):
        """What is noted on the database itself, last of all when it was made."""
        comment = self.cluster.sql(
            f"SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = '{self.NAME}'"
        )
        return json.loads(comment) if comment else None

    def _set_note(self, sources, demo):
        note = json.dumps({"sources": sources, "demo": demo})
        self.cluster.sql(f"COMMENT ON DATABASE {self.NAME} IS '{note}'")

    def _sql(self, statement):
        return self.cluster.sql(statement, self.NAME)


def _quoted(names):
    return ", ".join(f"'{name}'" for name in names)
