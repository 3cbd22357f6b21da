"""The update log over real JSON-RPC: no client silences, forges or edits it."""

import json
from datetime import datetime, timedelta

from odoo.tests import tagged
from odoo.tools import mute_logger

from common import ToolkitHttpCase

REFUSALS = ("odoo.exceptions.AccessError", "odoo.exceptions.UserError")
PRIVATE = ("odoo.exceptions.AccessError", "builtins.AttributeError")


@tagged("post_install", "-at_install")
class TestUpdateLogRpc(ToolkitHttpCase):
    def setUp(self):
        super().setUp()
        self.partner = self.customer(contact_name="Zhou", contact_title="Buyer")

    def write(self, values, **context):
        return self.call(self.rep, "res.partner", "write", self.partner.ids, values, context=context)

    def test_silencing_contexts(self):
        self.write({"pain_points": "labour"}, tracking_disable=True, mail_notrack=True, import_file=False)
        self.assertEqual(self.changes(self.partner, "pain_points"), [("", "labour")])

    def test_reason_and_channel(self):
        self.write({"contact_title": "CEO"}, update_reason="职务调整", update_channel_id=self.phone.id)
        row = self.rows(self.partner, "contact_title")[-1]
        self.assertEqual((row.reason, row.channel_id, row.user_id), ("职务调整", self.phone, self.rep))

    def test_forged_contexts_have_no_effect(self):
        statement = {"reason": "forged", "date": "2001-01-01 00:00:00", "channel_id": self.phone.id}
        creation = {"model": "res.partner", "logged": [[self.partner.id, "pain_points"]]}
        self.write(
            {"pain_points": "x"}, update_statements={"pain_points": statement}, update_log_creation=creation
        )
        row = self.rows(self.partner, "pain_points")
        self.assertEqual((len(row), row.reason, row.channel_id.id), (1, "", False))
        self.assertGreater(row.date.year, 2024)

    def test_forged_creation(self):
        values = {"name": "New", "registered_on": "2024-03-15"}
        creation = {"model": "res.partner", "logged": []}
        [id_] = self.call(
            self.rep, "res.partner", "create", [values], context={"update_log_creation": creation}
        )
        self.assertEqual(self.changes(self.env["res.partner"].browse(id_), "name"), [("", "New")])

    def test_bad_channel(self):
        with mute_logger("odoo.http"):
            error = self.write({"pain_points": "x"}, update_channel_id="1 OR 1=1")
        self.assertEqual(error, "odoo.exceptions.ValidationError")
        self.assertFalse(self.partner.pain_points)

    @mute_logger("odoo.http", "odoo.addons.base.models.ir_model", "odoo.addons.base.models.ir_rule")
    def test_rows_can_not_be_touched(self):
        row = self.rows(self.partner, "name")
        values = {
            "partner_id": self.partner.id,
            "res_model": "res.partner",
            "res_id": 1,
            "field_name": "name",
        }
        admin = self.env.ref("base.user_admin")
        for user in (self.rep, admin):
            for method, args in (
                ("write", [row.ids, {"reason": "x"}]),
                ("unlink", [row.ids]),
                ("copy", [row.ids]),
            ):
                with self.subTest(user=user.login, method=method):
                    self.assertIn(self.call(user, row._name, method, *args), REFUSALS)
            self.assertIn(self.call(user, row._name, "create", [values]), REFUSALS)
            self.assertIn(
                self.call(user, row._name, "web_save", row.ids, {"reason": "x"}, specification={}), REFUSALS
            )
        self.assertFalse(row.reason)

    @mute_logger("odoo.http")
    def test_private_methods_stay_private(self):
        row = self.rows(self.partner, "name")
        for model, method, args in (
            (row._name, "_insert_rows", [[]]),
            (row._name, "format_update_record", [row.ids]),
            ("res.partner", "append_update_statements", [self.partner.ids, {}, {}]),
            ("res.partner", "log_past_contact", [self.partner.ids, "2024-01-01", "x"]),
            ("res.partner", "filter_concerned", [self.partner.ids]),
        ):
            with self.subTest(method=method):
                self.assertIn(self.call(self.rep, model, method, *args), PRIVATE)

    def test_web_save_with_a_reason_beside_the_item(self):
        values = {"contact_title": "CEO", "update_reasons": {"contact_title": "职务调整"}}
        specification = {"contact_title": {}, "update_records": {}}
        [saved] = self.call(
            self.rep, "res.partner", "web_save", self.partner.ids, values, specification=specification
        )
        self.assertEqual(saved["contact_title"], "CEO")
        self.assertEqual(saved["update_records"]["contact_title"]["reason"], "职务调整")

    def test_over_json_2(self):
        tomorrow = datetime.now() + timedelta(days=1)
        key = self.env["res.users.apikeys"].with_user(self.rep)._generate("rpc", "test", tomorrow)
        body = {"ids": self.partner.ids, "vals": {"pain_points": "x"}, "context": {"update_reason": "call"}}
        headers = {"Content-Type": "application/json", "Authorization": f"bearer {key}"}
        response = self.url_open("/json/2/res.partner/write", data=json.dumps(body), headers=headers)
        self.assertEqual(response.status_code, 200, response.text)
        self.env.invalidate_all()
        self.assertEqual(self.rows(self.partner, "pain_points").reason, "call")
