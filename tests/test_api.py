"""The calls in docs/api.md, executed as they stand there: a key, /json/2, and the answer."""

import json
import re
from datetime import timedelta

from odoo import fields
from odoo.tests import tagged

from common import ToolkitHttpCase
from devtools.state import ROOT

CALL = re.compile(r"```http\nPOST (/json/2/\S+) +\((\w+)(?: → (\w+))?\)\n(.*?)```", re.DOTALL)


@tagged("post_install", "-at_install")
class TestApi(ToolkitHttpCase):
    def key(self, user):
        keys = self.env["res.users.apikeys"].with_user(user)
        return keys.sudo()._generate("rpc", "docs", fields.Datetime.now() + timedelta(days=1))

    def post(self, path, key, body):
        headers = {"Authorization": f"bearer {key}", "Content-Type": "application/json"}
        return self.url_open(path, data=body.encode(), headers=headers)

    def test_calls_in_the_docs(self):
        calls = CALL.findall((ROOT / "docs" / "api.md").read_text())
        self.assertGreater(len(calls), 8)
        keys = {name: self.key(getattr(self, name)) for name in {user for _path, user, _as, _body in calls}}
        today = fields.Date.today()
        known = {"channel": self.phone.id, "rep": self.rep.id, "today": today}
        known["in_two_weeks"] = today + timedelta(days=14)
        answers = []
        for path, user, name, body in calls:
            body = re.sub(r"\{(\w+)\}", lambda found: str(known[found[1]]), body)
            with self.subTest(path=path):
                response = self.post(path, keys[user], body)
                self.assertEqual(response.status_code, 200, response.text[:1000])
                answers.append(response.json())
                if name:
                    known[name] = answers[-1][0]
        self.env.invalidate_all()
        customer = self.env["res.partner"].browse(known["customer"])
        self.assertEqual((customer.contact_title, customer.review_state), ("采购总监", "approved"))
        record = next(
            answer for answer in answers if isinstance(answer, list) and answer and "reason" in str(answer)
        )
        self.assertEqual(record[0]["reason"], "职务调整")
        self.assertEqual(self.env["crm.lead"].browse(known["lead"]).grade, "a")
        self.assertEqual(self.env["sales_toolkit.follow_up"].browse(known["follow_up"]).state, "done")
        self.assertEqual(answers[-1]["deal"]["grade"], "a")

    def test_refusals_are_plain(self):
        customer = self.customer()
        response = self.post(
            "/json/2/res.partner/write",
            self.key(self.rep),
            json.dumps({"ids": customer.ids, "vals": {"review_state": "approved"}}),
        )
        self.assertEqual(response.status_code // 100, 4, response.text[:500])
        self.assertIn("Submit the customer", response.json()["message"])

    def test_without_a_key(self):
        response = self.post("/json/2/res.partner/search", "nonsense", json.dumps({"domain": []}))
        self.assertEqual(response.status_code, 401)
