"""People and customers that the tests of several rooms need, built once per class."""

import base64
import json
from pathlib import Path

from odoo.fields import Command
from odoo.tests import HttpCase, TransactionCase

DATA = Path(__file__).parent / "data"
SAMPLE = DATA / "customer_registration_form.xlsx"
REP = "sales_team.group_sale_salesman"
GROUPS = {
    "rep": REP,
    "rep2": REP,
    "leader": "sales_team.group_sale_salesman_all_leads",
    "manager": "sales_team.group_sale_manager",
    "auditor": "sales_toolkit.group_auditor",
    "sensitive": "sales_toolkit.group_confidential",
    "outsider": "base.group_user",
    "portal": "base.group_portal",
}
CODE = "91320412MA1X2Y3W4P"


class Toolkit:
    """Users, teams and a Chinese company; mixed into Odoo's test classes."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company = cls.env.company
        cls.cny = cls.env.ref("base.CNY")
        cls.cny.active = True
        cls.company.write({"country_id": cls.env.ref("base.cn").id, "currency_id": cls.cny.id})
        cls.company.partner_id.lang = "en_US"
        for login, user in zip(GROUPS, cls.create_users(), strict=True):
            setattr(cls, login, user)
        teams = cls.env["crm.team"].create(
            [{"name": "East", "user_id": cls.leader.id}, {"name": "West", "user_id": cls.manager.id}]
        )
        for team, user in zip(teams, (cls.rep, cls.rep2), strict=True):
            cls.env["crm.team.member"].create({"crm_team_id": team.id, "user_id": user.id})
        cls.phone = cls.env.ref("sales_toolkit.channel_phone")

    @classmethod
    def create_users(cls):
        """All at once; with a password only where somebody logs in."""
        passwords = issubclass(cls, HttpCase)
        return cls.new_users({login: [group] for login, group in GROUPS.items()}, passwords)

    @classmethod
    def new_users(cls, groups, passwords=False, **values):
        """Users with the groups of each login. No mail asks them to choose a password."""
        users = cls.env["res.users"].with_context(no_reset_password=True)
        values = {"tz": "Asia/Shanghai", "lang": "en_US", **values}
        rows = [
            {
                "login": f"stk_{login}",
                "name": f"Test {login}",
                "email": f"{login}@stk.example",
                "group_ids": [Command.set([cls.env.ref(group).id for group in names])],
                **({"password": f"stk_{login}"} if passwords else {}),
                **values,
            }
            for login, names in groups.items()
        ]
        return users.create(rows).with_env(cls.env)

    def customer(self, name="Hengli", user=None, **values):
        """A registered company that ``rep`` looks after, created by them."""
        values = {"name": name, "is_company": True, "registered_on": "2024-03-15", **values}
        values.setdefault("user_id", self.rep.id)
        partner = self.env["res.partner"].with_user(user or self.rep).create(values)
        self.settle()
        return partner

    def settle(self):
        """Forget what the test itself left in the cache, so that rules speak anew."""
        self.env.flush_all()
        self.env.invalidate_all()

    def rows(self, partner, item=None, **where):
        """Rows of the customer's update log, oldest first, whoever may see them."""
        self.env.flush_all()
        domain = [("partner_id", "=", partner.id)] + [(name, "=", value) for name, value in where.items()]
        if item:
            domain.append(("item", "=", item))
        return self.env["sales_toolkit.update_log"].sudo().search(domain, order="id")

    def changes(self, partner, item=None, **where):
        """The rows as (old value, new value)."""
        return [(row.old_value, row.new_value) for row in self.rows(partner, item, **where)]


class ToolkitCase(Toolkit, TransactionCase):
    pass


class ToolkitHttpCase(Toolkit, HttpCase):
    def call(self, user, model, method, *args, **kwargs):
        """A method over JSON-RPC, as the web client calls it: the result, or the error's class name."""
        self.authenticate(user.login, user.login)
        body = {"model": model, "method": method, "args": args, "kwargs": kwargs}
        body = {"jsonrpc": "2.0", "method": "call", "params": body}
        response = self.url_open(
            "/web/dataset/call_kw", data=json.dumps(body), headers={"Content-Type": "application/json"}
        ).json()
        self.env.invalidate_all()
        return response["result"] if "error" not in response else response["error"]["data"]["name"]


def encoded(content):
    return base64.b64encode(content)
