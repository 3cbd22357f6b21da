"""The demo data load, and tell a story from registration to retrospective (O9-O11)."""

import ast
from pathlib import Path

from odoo.tests import TransactionCase, tagged
from odoo.tools import convert_file

MANIFEST = Path(__file__).parents[1] / "sales_toolkit/__manifest__.py"
ENDS = {
    # deal: contract, hand-over, retrospective
    "deal_won_machinery": ("signed", "accepted", "closed"),
    "deal_won_logistics": ("submitted", "draft", "draft"),
    "deal_won_clinic": ("returned", "draft", "submitted"),
}


@tagged("post_install", "-at_install")
class TestDemo(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for path in ast.literal_eval(MANIFEST.read_text())["demo"]:
            convert_file(cls.env, "sales_toolkit", path, {}, mode="init", noupdate=True)

    def one(self, model, lead):
        return self.env[f"sales_toolkit.{model}"].search([("lead_id", "=", lead.id)])

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
