"""Every public method of ours, with whatever a client may send, as people who may much, little and
nothing."""

import json
import warnings
from functools import partial

from hypothesis import strategies as st

from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import SQL, mute_logger

from common import REP, ToolkitCase, ToolkitHttpCase
from proof import fuzz, rpc, values
from proof.scene import Filler

PEOPLE = ("rep", "outsider", "portal", "manager", "stranger")
CLEAN_NAMES = (
    "UserError",
    "ValidationError",
    "AccessError",
    "MissingError",
    "AccessDenied",
    "RedirectWarning",
)
CASES = 2200
MOST = 400  # over real HTTP
JSON = {"Content-Type": "application/json"}
BELONGING = {"company_id", "partner_id", "lead_id"}


class FuzzCase:
    """Two companies with rows in every model."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.other = cls.env["res.company"].create({"name": "Elsewhere"})
        companies = {"company_id": cls.other.id, "company_ids": [Command.set(cls.other.ids)]}
        cls.stranger = cls.new_users({"stranger": [REP]}, passwords=True, **companies)
        cls.own = cls._fill(cls.company, cls.rep)
        cls.foreign = cls._fill(cls.other, cls.stranger)
        cls.pool = {model: ids + cls.foreign.get(model, []) for model, ids in cls.own.items()}
        for model in (
            "res.users",
            "sales_toolkit.channel",
            "crm.stage",
            "mail.activity.type",
            "res.currency",
        ):
            cls.pool[model] = cls.env[model].search([], limit=5).ids
        cls.people = {name: getattr(cls, name) for name in PEOPLE}
        cls.methods = rpc.our_methods(cls.env)

    @classmethod
    def _fill(cls, company, user):
        partner = cls.env["res.partner"].create(
            {"name": f"Of {company.name}", "is_company": True, "company_id": company.id, "user_id": user.id,
             "registered_on": "2024-03-15"}
        )  # fmt: skip
        lead = cls.env["crm.lead"].create(
            {"name": "Deal", "type": "opportunity", "partner_id": partner.id, "company_id": company.id,
             "user_id": user.id, "team_id": False}
        )  # fmt: skip
        filler = Filler(cls.env, company, user, partner, lead)
        # a team that companies share may be deleted by each of them
        filler.known["crm.team"] = cls.env["crm.team"].create({"name": "Fuzz", "company_id": company.id})
        return filler.fill() | {"res.partner": partner.ids, "crm.lead": lead.ids, "res.company": company.ids}

    def strategy(self, method, every=()):
        """(person, ids, arguments, values of the dialog, context)"""
        known = self.own.get(method.model) or self.env[method.model].search([], limit=3).ids
        names = {name: values.argument(self.env, method, name, self.pool) for name in method.parameters}
        return st.tuples(
            st.sampled_from(PEOPLE),
            values.ids(known, self.foreign.get(method.model)),
            st.fixed_dictionaries(names),
            values.values_of(self.env, method.model, self.pool, most=6),
            values.contexts(self.pool),
        )

    def shares(self, cases):
        """Each method with its number of cases: twice as many for what nobody but us defines."""
        weights = {
            method: (2 if method.own else 1) * (1 + bool(method.parameters)) for method in self.methods
        }
        whole = sum(weights.values())
        return [(method, max(3, round(cases * weight / whole))) for method, weight in weights.items()]


@tagged("post_install", "-at_install")
class TestFuzz(FuzzCase, ToolkitCase):
    def test_every_public_method_bears_anything(self):
        self.findings = fuzz.Findings()
        self.print_of_others = self.others()
        self.enterContext(warnings.catch_warnings())
        warnings.simplefilter("ignore")  # the ERP's, about domains
        for method, number in self.shares(fuzz.cases(CASES)):
            fuzz.draw(str(method), self.strategy(method), number, partial(self.run_case, method))
        print(dict(self.findings.outcomes))
        self.assertGreaterEqual(sum(self.findings.outcomes.values()), 2000)
        self.assertFalse(str(self.findings), f"\n{self.findings}")

    def run_case(self, method, case):
        person, ids, arguments, dialog, context = case
        env = self.env(user=self.people[person], su=False, context={})
        outcome, said = "done", method
        if self.env[method.model]._transient and method.own:
            said = creation = rpc.Method(method.model, "create", False, False, ())
        savepoint = self.env.cr.savepoint()
        try:
            if said is not method:
                ids, said = rpc.call(env, creation, [], {"vals_list": [dialog]}), method
            rpc.call(env, method, ids, arguments, context)
            if person != "stranger" and self.others() != self.print_of_others:
                self.findings.add(f"{method}: another company's row changed", case)
        except Exception as error:
            outcome = "refused" if rpc.is_clean(error) else "unclean"
            if outcome == "unclean" and not self.is_core_s(said, ids, error):
                place, _last = rpc.blame(error)
                self.findings.add(f"{method}: {type(error).__name__} {str(error)[:90]} at {place}", case)
        finally:
            self.env.cr.precommit.clear()
            self.env.cr.postcommit.clear()
            self.env.transaction.clear()
            savepoint.close(rollback=True)
        self.findings.outcomes[outcome] += 1

    def is_core_s(self, method, ids, error):
        """Whether the ERP's own methods fail in the same way: on nonsense as ids, or values that are no
        field's."""
        place, last = rpc.blame(error)
        if not method.own:
            return not last
        if method.on_ids and not _are_ids(ids):
            return True
        return not place

    def others(self):
        """A checksum of the other company's rows."""
        if not hasattr(type(self), "_query"):
            parts = []
            for model, ids in self.foreign.items():
                if not BELONGING & {name for name, field in self.env[model]._fields.items() if field.store}:
                    continue  # settings that companies share
                parts.append(
                    SQL(
                        "SELECT md5(string_agg(row::text, '' ORDER BY row.id)) FROM %s AS row WHERE id = ANY(%s)",  # noqa: E501
                        SQL.identifier(self.env[model]._table),
                        ids,
                    )
                )
            type(self)._query = SQL(" UNION ALL ").join(parts)
        self.env.cr.execute(self._query)
        return self.env.cr.fetchall()


def _are_ids(ids):
    return isinstance(ids, list) and all(type(id_) is int and -(2**31) <= id_ < 2**31 for id_ in ids)


@tagged("post_install", "-at_install")
class TestFuzzOverHttp(FuzzCase, ToolkitHttpCase):
    """The same through the web server: an answer in JSON, and an error that a user can read."""

    def test_no_answer_is_a_traceback(self):
        self.findings = fuzz.Findings()
        own = [method for method in self.methods if method.own and not self.env[method.model]._transient]
        number = max(1, min(fuzz.cases(MOST), 5000) // len(own))
        self.person = "rep"
        self.authenticate(self.rep.login, self.rep.login)
        for method in own:
            fuzz.draw(f"http {method}", self.strategy(method), number, partial(self.ask, method))
        self.assertFalse(str(self.findings), f"\n{self.findings}")

    def ask(self, method, case):
        _person, ids, arguments, _dialog, _context = case
        if not _are_ids(ids):
            return
        arguments = json.loads(json.dumps(arguments, default=str))
        params = {
            "model": method.model,
            "method": method.name,
            "args": [ids] * method.on_ids,
            "kwargs": arguments,
        }
        body = json.dumps({"jsonrpc": "2.0", "method": "call", "params": params})
        savepoint = self.env.cr.savepoint()
        try:
            with mute_logger("odoo.http", "odoo.sql_db"):
                response = self.url_open("/web/dataset/call_kw", data=body, headers=JSON)
            said = response.json().get("error", {}).get("data", {}).get("name", "")
            if response.status_code != 200 or said and said.rpartition(".")[2] not in CLEAN_NAMES:
                self.findings.add(f"{method}: {response.status_code} {said}", case)
        finally:
            self.env.transaction.clear()
            savepoint.close(rollback=True)
