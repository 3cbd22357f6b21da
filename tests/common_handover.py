"""Won deals, a delivery team, and a contract that is approved."""

from odoo.fields import Command

from common import Toolkit, ToolkitCase

DELIVERY = "sales_toolkit.group_delivery"


class Handovers(Toolkit):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["sales_toolkit.delivery_team"].search([]).active = False
        cls.installer, cls.fitter, cls.other = (
            cls.delivery_user(name) for name in ("installer", "fitter", "other")
        )
        cls.team = cls.delivery_team("Installation", cls.installer, cls.fitter)
        cls.foreign_team = cls.delivery_team("Elsewhere", cls.other, sequence=20)
        cls.won_stage = cls.env["crm.stage"].search([("is_won", "=", True)], limit=1)
        cls.open_stage = cls.env.ref("crm.stage_lead2")
        cls.company.resource_calendar_id = cls.env["resource.calendar"].create(
            {"name": "Week", "tz": "Asia/Shanghai", "company_id": cls.company.id}
        )
        cls.company.partner_id.tz = "Asia/Shanghai"

    @classmethod
    def delivery_user(cls, name, **values):
        return cls.new_users({name: [DELIVERY]}, passwords=True, **values)

    @classmethod
    def delivery_team(cls, name, leader, members=(), **values):
        members = [Command.set([user.id for user in members])]
        values = {"name": name, "user_id": leader.id, "member_ids": members, **values}
        return cls.env["sales_toolkit.delivery_team"].create(values)

    def deal(self, user=None, **values):
        user = user or self.rep
        values = {"name": "Water treatment", "type": "opportunity", "user_id": user.id, **values}
        return self.env["crm.lead"].with_user(user).create(values)

    def won(self, **values):
        """The hand-over of a deal that was won."""
        deal = self.deal(**values)
        deal.action_set_won()
        self.settle()
        return self.handover(deal)

    def handover(self, deal):
        rows = self.env["sales_toolkit.handover"].with_context(active_test=False)
        return rows.search([("lead_id", "=", deal.id)]).with_context(active_test=True)

    def contract(self, handover, state="approved"):
        """A contract of the deal in this state, whichever room made it; the seam is not called."""
        contracts = self.env["sales_toolkit.contract"]
        row = contracts.search([("lead_id", "=", handover.lead_id.id)])
        row = row or contracts.with_derivation().create({"lead_id": handover.lead_id.id})
        row.store_derived({"state": state})
        return row

    def approve(self, handover):
        self.contract(handover)._on_approved()
        self.settle()

    def started(self, **values):
        handover = self.won(**values)
        self.approve(handover)
        self.assertEqual(handover.state, "started")
        return handover


class HandoverCase(Handovers, ToolkitCase):
    def waiting(self, user, kind):
        self.env.flush_all()
        reminder = self.env["sales_toolkit.reminder"].search([("user_id", "=", user.id), ("kind", "=", kind)])
        self.assertEqual(len(reminder.activity_ids), 1 if reminder.count else 0)
        return reminder.count
