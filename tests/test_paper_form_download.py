"""Downloading forms, and the wizard as the web client drives it."""

import json
from io import BytesIO
from zipfile import is_zipfile

from odoo.tests import tagged
from odoo.tools import mute_logger

from common import SAMPLE, ToolkitHttpCase, encoded
from common_paper_form import contents


@tagged("post_install", "-at_install")
class TestDownload(ToolkitHttpCase):
    """/sales_toolkit/paper_form/<ids>"""

    def setUp(self):
        super().setUp()
        self.rep.lang = self.rep2.lang = "zh_CN"
        self.partner = self.customer("恒锂公司", budget_text="800-1000万元")

    def get(self, ids, user=None):
        if user:
            self.authenticate(user.login, user.login)
        with mute_logger("odoo.http", "odoo.addons.base.models.ir_rule", "odoo.addons.base.models.ir_model"):
            return self.url_open(f"/sales_toolkit/paper_form/{ids}", allow_redirects=False)

    def test_as_the_rep(self):
        response = self.get(self.partner.id, self.rep)
        self.assertEqual(response.status_code, 200)
        self.assertIn(".xlsx", response.headers["Content-Disposition"])
        self.assertEqual(contents(response.content)["预算范围"][0], "800-1000万元")

    def test_as_another_rep(self):
        response = self.get(self.partner.id, self.rep2)
        self.assertEqual(contents(response.content)["预算范围"], ("-", "-"))

    def test_not_as_anybody_else(self):
        self.assertEqual(self.get(self.partner.id).status_code, 303)
        for user in (self.portal, self.outsider):
            with self.subTest(user=user.login):
                response = self.get(self.partner.id, user)
                self.assertIn(response.status_code, (303, 400, 403, 404))
                self.assertFalse(is_zipfile(BytesIO(response.content)))

    def test_nonsense_ids(self):
        self.authenticate(self.rep.login, self.rep.login)
        for ids in ("0", "abc", "-1", "1;2", ",", "999999999", "9" * 40, "%00", "1,abc", "²", "٣"):
            with self.subTest(ids=ids):
                response = self.get(ids)
                self.assertIn(response.status_code, (200, 400, 403, 404, 422))

    def test_many_at_once(self):
        other = self.customer("二公司")
        response = self.get(f"{self.partner.id},{other.id}", self.rep)
        self.assertEqual(response.status_code, 200)

    def test_wizard_over_rpc(self):
        values = {"file": encoded(SAMPLE.read_bytes()).decode(), "filename": "form.xlsx"}
        wizard = self.call(self.rep, "sales_toolkit.paper_form_import", "create", [values])
        action = self.call(self.rep, "sales_toolkit.paper_form_import", "action_import", wizard)
        self.assertEqual(action["res_model"], "sales_toolkit.paper_form_import")
        partner = self.env["res.partner"].search([("name", "=", "江苏恒锂新材料科技有限公司")])
        self.assertEqual(partner.contact_title, "采购总监")

    def test_export_over_rpc(self):
        exported = self.call(self.rep, "res.partner", "export_paper_form", self.partner.ids)
        self.assertTrue(json.dumps(exported).startswith('"UEsDB'))
