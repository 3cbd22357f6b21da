"""Who sees the brief, and what of it: by the method, over RPC and on paper (O4, C13)."""

import json

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from common import ToolkitHttpCase
from common_brief import SECRETS, BriefCase

QUIET = ("odoo.http", "odoo.addons.base.models.ir_rule", "odoo.addons.base.models.ir_model")


@tagged("post_install", "-at_install")
class TestBriefAccess(BriefCase):
    def test_who_may_read_the_deal(self):
        lead = self.scene()
        for user in (self.rep, self.leader, self.manager):
            self.assertTrue(self.brief(lead, user))
        with mute_logger(*QUIET):
            for user in (self.rep2, self.outsider, self.portal, self.auditor):
                for call in ("get_brief", "get_printed_brief", "action_open_brief"):
                    with self.subTest(user=user.login, call=call), self.assertRaises(AccessError):
                        self.settle()
                        getattr(lead.with_user(user), call)()

    def test_nothing_confidential_for_others(self):
        lead = self.scene()
        text = json.dumps(self.brief(lead, self.manager))
        for secret in (*SECRETS, "confidential"):
            self.assertNotIn(secret, text)
        self.assertIn("Boss Secret", json.dumps(self.brief(lead, self.leader)))

    def test_the_deals_salesperson_need_not_be_concerned(self):
        lead = self.scene()
        lead.user_id = self.rep2
        brief = self.brief(lead, self.rep2)
        self.assertNotIn("confidential", brief)
        self.assertTrue(brief["customer"])

    def test_one_reader_after_the_other_in_a_transaction(self):
        lead = self.scene()
        self.settle()
        self.assertIn("confidential", lead.with_user(self.rep).get_brief())
        self.assertNotIn("confidential", lead.with_user(self.manager).get_brief())

    def test_looking_is_on_record(self):
        lead = self.scene()
        self.env.cr.precommit.run()
        log = self.env["sales_toolkit.access_log"].sudo()
        before = log.search_count([("partner_id", "=", lead.partner_id.id), ("user_id", "=", self.leader.id)])
        self.brief(lead, self.leader)
        self.brief(lead, self.manager)
        self.env.cr.precommit.run()
        rows = log.search([("partner_id", "=", lead.partner_id.id)])
        self.assertEqual(len(rows.filtered(lambda row: row.user_id == self.leader)), before + 1)
        self.assertNotIn(self.manager, rows.user_id)

    def test_paper_is_read_as_who_prints(self):
        lead = self.scene()
        self.settle()
        report = self.env["ir.actions.report"]
        html, _kind = report.with_user(self.manager)._render_qweb_html("sales_toolkit.report_brief", lead.ids)
        for secret in SECRETS:
            self.assertNotIn(secret, html.decode())
        self.settle()
        with mute_logger(*QUIET, "odoo.addons.base.models.ir_qweb"), self.assertRaises(Exception) as caught:
            report.with_user(self.rep2)._render_qweb_html("sales_toolkit.report_brief", lead.ids)
        self.assertTrue(
            isinstance(caught.exception, AccessError) or isinstance(caught.exception.__cause__, AccessError)
        )

    def test_materials_are_for_reps_to_read_and_managers_to_edit(self):
        material = self.material()
        self.settle()
        self.assertEqual(material.with_user(self.rep).name, "Case")
        with mute_logger(*QUIET):
            for user in (self.rep, self.leader):
                with self.assertRaises(AccessError):
                    material.with_user(user).name = "Mine"
            for user in (self.outsider, self.portal):
                self.settle()
                with self.assertRaises(AccessError):
                    material.with_user(user).read(["name", "file"])
            question = self.env.ref("sales_toolkit.question_any_1")
            with self.assertRaises(AccessError):
                question.with_user(self.rep).name = "Mine"

    def test_materials_of_another_company(self):
        other = self.env["res.company"].create({"name": "Elsewhere"})
        foreign = self.env["sales_toolkit.material"].create(
            {"name": "Foreign", "url": "https://x.example", "company_id": other.id}
        )
        own = self.material("Own", company_id=self.company.id)
        lead = self.scene()
        self.assertEqual([row["id"] for row in self.brief(lead)["materials"]], [own.id])
        with mute_logger(*QUIET), self.assertRaises(AccessError):
            lead.with_user(self.rep).action_mark_material_sent(foreign.id)

    def test_who_may_mark_as_sent(self):
        lead, material = self.scene(), self.material()
        self.settle()
        with mute_logger(*QUIET):
            for user in (self.rep2, self.outsider, self.portal):
                for call in ("action_mark_material_sent", "action_send_material"):
                    with self.subTest(user=user.login, call=call), self.assertRaises(AccessError):
                        getattr(lead.with_user(user), call)(material.id)
            with self.assertRaises(AccessError):
                self.env["sales_toolkit.material_sent"].with_user(self.rep).create(
                    {"lead_id": lead.id, "material_id": material.id}
                )

    def test_what_was_sent_is_as_visible_as_the_deal(self):
        lead, material = self.scene(), self.material()
        lead.with_user(self.rep).action_mark_material_sent(material.id)
        sent = self.env["sales_toolkit.material_sent"]
        self.settle()
        self.assertEqual(len(sent.with_user(self.rep).search([])), 1)
        self.assertEqual(len(sent.with_user(self.leader).search([])), 1)
        self.assertFalse(sent.with_user(self.rep2).search([]))

    def test_one_takes_back_ones_own(self):
        lead, material = self.scene(), self.material()
        lead.with_user(self.leader).action_mark_material_sent(material.id)
        lead.with_user(self.rep).action_mark_material_sent(material.id)
        self.settle()
        leaders, own = lead.material_sent_ids.sorted("id")
        with mute_logger(*QUIET), self.assertRaises(AccessError):
            leaders.with_user(self.rep).unlink()
        own.with_user(self.rep).unlink()
        self.assertEqual(lead.material_sent_ids, leaders)

    def test_a_follow_up_without_deal_has_no_brief(self):
        row = (
            self.env["sales_toolkit.follow_up"].with_user(self.rep).create({"partner_id": self.customer().id})
        )
        with self.assertRaises(UserError):
            row.action_open_brief()


@tagged("post_install", "-at_install")
class TestBriefRpc(ToolkitHttpCase, BriefCase):
    def test_over_rpc(self):
        lead, material = self.scene(), self.material()
        self.assertIn("confidential", self.call(self.rep, "crm.lead", "get_brief", [lead.id]))
        others = self.call(self.manager, "crm.lead", "get_brief", [lead.id])
        for secret in (*SECRETS, "confidential"):
            self.assertNotIn(secret, json.dumps(others))
        error = "odoo.exceptions.AccessError"
        with mute_logger(*QUIET):
            for user in (self.rep2, self.outsider, self.portal):
                self.assertEqual(self.call(user, "crm.lead", "get_brief", [lead.id]), error)
                marked = self.call(user, "crm.lead", "action_mark_material_sent", [lead.id], material.id)
                self.assertEqual(marked, error)
            # parts are no doors of their own
            for name in ("get_printed_brief", "_get_brief_confidential"):
                result = self.call(self.rep, "crm.lead", name, [lead.id])
                self.assertEqual(result, "odoo.exceptions.AccessError")

    def test_file_of_a_material(self):
        material = self.material()
        url = f"/web/content/sales_toolkit.material/{material.id}/file?filename_field=filename&download=true"
        self.authenticate(self.rep.login, self.rep.login)
        self.assertEqual(self.url_open(url).content, b"a case")
        for user in (self.outsider, self.portal):
            self.authenticate(user.login, user.login)
            self.assertNotEqual(self.url_open(url).content, b"a case")
