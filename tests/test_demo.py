"""The demo data load, and tell a story from registration to retrospective (O9-O11)."""

import ast
import re
from pathlib import Path

from odoo.tests import TransactionCase, tagged
from odoo.tools import convert_file, html2plaintext

MANIFEST = Path(__file__).parents[1] / "sales_toolkit/__manifest__.py"
ENDS = {
    # deal: contract, hand-over, retrospective
    "deal_won_machinery": ("signed", "accepted", "closed"),
    "deal_won_logistics": ("submitted", "draft", "draft"),
    "deal_won_clinic": ("returned", "draft", "submitted"),
}


class DemoCase(TransactionCase):
    @classmethod
    def load(cls):
        for path in ast.literal_eval(MANIFEST.read_text())["demo"]:
            convert_file(cls.env, "sales_toolkit", path, {}, mode="init", noupdate=True)

    def one(self, model, lead):
        return self.env[f"sales_toolkit.{model}"].search([("lead_id", "=", lead.id)])

    def ref(self, name):
        return self.env.ref(f"sales_toolkit.{name}")


@tagged("post_install", "-at_install")
class TestDemo(DemoCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.load()

    def test_each_deal_is_as_far_as_the_story_says(self):
        for deal, states in ENDS.items():
            lead = self.env.ref(f"sales_toolkit.{deal}")
            found = [self.one(model, lead).state for model in ("contract", "handover", "retrospective")]
            self.assertEqual(tuple(found), states, deal)
            self.assertEqual((lead.outcome, lead.grade), ("won", "a"))
            self.assertTrue(lead.follow_up_ids.filtered("minutes"))

    def test_three_industries_in_two_languages(self):
        leads = self.env["crm.lead"].browse(self.env.ref(f"sales_toolkit.{deal}").id for deal in ENDS)
        self.assertEqual(len(leads.partner_id.industry_id), 3)
        self.assertEqual({lead.name.isascii() for lead in leads}, {True, False})

    def test_the_clinic_was_reviewed_by_another(self):
        customer = self.env.ref("sales_toolkit.customer_clinic")
        self.assertEqual(customer.review_state, "approved")

    def test_every_role_can_log_in(self):
        roles = ("rep", "leader", "reviewer", "approver", "delivery", "auditor", "administrator")
        logins = self.env["res.users"].search([("login", "in", roles)])
        self.assertEqual(len(logins), len(roles))

    def test_a_day_with_work(self):
        day = self.env["sales_toolkit.my_day"].with_user(self.ref("user_rep")).get()
        codes = {section["code"] for section in day["sections"]}
        self.assertLessEqual({"follow_up_a", "minutes", "stalled", "data_check", "contract"}, codes)

    def test_the_two_reviews_of_a_customer_are_told_apart(self):
        day = self.env["sales_toolkit.my_day"].with_user(self.ref("user_leader")).get()
        items = next(section for section in day["sections"] if section["code"] == "review")["items"]
        name = self.ref("customer_machinery").name
        notes = [item["note"] for item in items if item["customer"] == name]
        self.assertEqual(sorted(notes), ["Registration", "Registration · Confidential"])

    def test_a_cadence_that_is_mostly_kept(self):
        self.env.flush_all()
        rows = self.env["sales_toolkit.cadence_report"].search([("user_id", "=", self.ref("user_rep").id)])
        self.assertGreater(sum(rows.mapped("on_time")) / len(rows), 0.5)


@tagged("post_install", "-at_install")
class TestChineseDemo(DemoCase):
    """In a database whose language is Chinese, what comes from templates is Chinese."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("zh_CN")
        cls.env["ir.default"].set("res.partner", "lang", "zh_CN")
        cls.env.ref("base.main_company").partner_id.lang = "zh_CN"
        cls.env.user.lang = "zh_CN"
        cls.env["ir.module.module"]._load_module_terms(["base", "mail"], ["zh_CN"])
        cls.load()

    def test_no_english_from_templates(self):
        texts = [
            *self.one("handover", self.ref("deal_won_logistics")).step_ids.mapped("name"),
            *self.one("contract", self.ref("deal_won_logistics")).instalment_ids.mapped("name"),
            *self.ref("deal_machinery").get_open_follow_ups().mapped("goal"),
            *self.env["sales_toolkit.activation_plan"].search([]).mapped("reason"),
            *self.env["sales_toolkit.activation_plan"].search([]).step_ids.mapped("name"),
            *self.ref("deal_logistics").follow_up_ids.filtered("outcome").mapped("outcome"),
        ]
        self.assertGreater(len(texts), 10)
        self.assertFalse([text for text in texts if text.isascii()])

    def test_no_english_in_the_chatter(self):
        self.env.flush_all()
        self.env.cr.precommit.run()
        deals = self.env["crm.lead"].browse(self.ref(deal).id for deal in ENDS)
        customers = (
            self.ref("customer_clinic") | self.ref("customer_machinery") | self.ref("customer_private")
        )
        records = [deals, deals.objection_ids, customers]
        records += [
            self.one(model, deal) for deal in deals for model in ("contract", "handover", "retrospective")
        ]
        notes = self.env["mail.message"].union(*(record.message_ids for record in records))
        values = notes.sudo().tracking_value_ids
        texts = [html2plaintext(note.body).strip() for note in notes.filtered("body")]
        texts += [text for value in values for text in (value.old_value_char, value.new_value_char) if text]
        self.assertGreater(len(texts), 10)
        names = "East China|Zhang Wei|OdooBot|Li Na|Liu Qiang|Harbour Lane Logistics Ltd"
        names += "|Dock levellers for the north hall"
        self.assertFalse([text for text in texts if re.search("[A-Za-z]{2}", re.sub(names, "", text))])
