"""What the tests of the brief share."""

import json

from common import encoded
from common_grading import GradingCase

PARTS = ("deal", "customer", "people", "needs", "key_notes", "contacts", "promised", "materials", "questions")
SECRETS = ("8,765,000", "8.765", "Boss Secret", "decides alone")


class BriefCase(GradingCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.industry = cls.env.ref("base.res_partner_industry_C")
        cls.need = cls.env.ref("sales_toolkit.need_type_equipment")
        cls.env["sales_toolkit.material"].search([]).active = False

    def scene(self, **values):
        """A deal of ``rep`` with everything that a brief tells of."""
        partner = self.customer(
            contact_name="Li Ming",
            contact_title="Buyer",
            contact_phone="021 5888 0000",
            industry_id=self.industry.id,
            need_type_id=self.need.id,
            pain_points="Change-overs take too long",
            need_description="Two cells",
        )
        partner.with_user(self.rep).write(
            {"budget_text": "CNY 8765000", "internal_decision_notes": "decides alone"}
        )
        self.env["sales_toolkit.decision_maker"].with_user(self.rep).create(
            {"partner_id": partner.id, "name": "Boss Secret", "role": "decision_maker"}
        )
        self.env["sales_toolkit.key_note"].with_user(self.rep).create(
            {"partner_id": partner.id, "note": "prefers demonstrations"}
        )
        lead = self.deal("b", partner_id=partner.id, **values)
        self.contact(lead, outcome="Saw the plant", next_step="Send the offer by Friday")
        self.settle()
        return lead

    def contact(self, lead, user=None, **values):
        values = {"lead_id": lead.id, "method": "visit", "done_at": "2024-05-02 03:00:00", **values}
        return (
            self.env["sales_toolkit.follow_up"]
            .with_user(user or self.rep)
            .create({**values, "state": "done"})
        )

    def material(self, name="Case", **values):
        values = {"name": name, "file": encoded(b"a case"), "filename": "case.txt", **values}
        return self.env["sales_toolkit.material"].with_user(self.manager).create(values)

    def brief(self, lead, user=None):
        """As RPC gives it: plain JSON."""
        self.settle()
        return json.loads(json.dumps(lead.with_user(user or self.rep).get_brief()))
