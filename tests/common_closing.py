"""What the tests of contracts share: approvers, won deals, and the way of a contract."""

from odoo.fields import Command

from common import Toolkit, ToolkitCase, encoded

APPROVER = "sales_toolkit.group_contract_approver"
CONTRACT = "sales_toolkit.contract"
SCAN = encoded(b"%PDF-1.4 signed").decode()


class Closing(Toolkit):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.won_stage = cls.env["crm.stage"].search([("is_won", "=", True)], limit=1)
        cls.open_stage = cls.env.ref("crm.stage_lead2")
        bosses = dict.fromkeys(("boss", "boss2", "boss3"), [APPROVER])
        cls.boss, cls.boss2, cls.boss3 = cls.new_users(bosses, passwords=True)
        cls.level = cls.env.ref("sales_toolkit.approval_level_default")
        cls.buyer = cls.env["res.partner"].create(
            {
                "name": "Hengli",
                "is_company": True,
                "user_id": cls.rep.id,
                "child_ids": [Command.create({"name": "Li Ming", "function": "Buyer"})],
            }
        )

    def deal(self, **values):
        values = {"name": "Laser cutter", "type": "opportunity", "user_id": self.rep.id, **values}
        values = {"partner_id": self.buyer.id, "expected_revenue": 1000, **values}
        return self.env["crm.lead"].with_user(self.rep).create(values)

    def contract(self, lead, **where):
        self.env.flush_all()
        return self.contracts(lead, active=True)

    def contracts(self, leads, **where):
        domain = [("lead_id", "in", leads.ids)] + [(name, "=", value) for name, value in where.items()]
        return self.env[CONTRACT].with_context(active_test=False).search(domain)

    def won(self, **values):
        """The contract of a deal that ``rep`` has won."""
        lead = self.deal(**values)
        lead.action_set_won()
        contract = self.contract(lead)
        self.settle()
        return contract

    def submitted(self, **values):
        contract = self.won(**values)
        contract.with_user(self.rep).action_submit()
        self.settle()
        return contract

    def approved(self, **values):
        contract = self.submitted(**values)
        contract.with_user(self.boss).action_approve()
        self.settle()
        return contract

    def signed(self, **values):
        contract = self.approved(**values)
        contract.with_user(self.rep).action_sign(self.rep.get_today(), SCAN, "signed.pdf")
        self.settle()
        return contract

    def levels(self, *rows):
        """Levels in the place of the one that is shipped: (amount, approvers, deputies)."""
        self.level.active = False
        levels = self.env["sales_toolkit.approval_level"].create(
            [
                {
                    "name": f"Level {index}",
                    "sequence": index,
                    "amount_from": amount,
                    "approver_ids": [Command.set([user.id for user in approvers])],
                    "deputy_ids": [Command.set([user.id for user in deputies])],
                }
                for index, (amount, approvers, deputies) in enumerate(rows, 1)
            ]
        )
        self.settle()
        return levels

    def away(self, user, days=1):
        """Time off from today on."""
        calendar = self.company.resource_calendar_id
        resource = self.env["resource.resource"].create(
            {"name": user.name, "user_id": user.id, "company_id": self.company.id, "calendar_id": calendar.id}
        )
        return self.env["resource.calendar.leaves"].create(
            {
                "name": "Away",
                "resource_id": resource.id,
                "calendar_id": calendar.id,
                "company_id": self.company.id,
                "date_from": "2000-01-01 00:00:00",
                "date_to": "2100-01-01 00:00:00",
            }
        )

    def kinds(self, contract):
        self.env.flush_all()
        return contract.sudo().step_ids.sorted("id").mapped("kind")

    def run_cron(self):
        self.settle()
        with self.enter_registry_test_mode():
            result = self.env.ref("sales_toolkit.cron_remind_contract_approvals").method_direct_trigger()
        self.assertIs(result, True)
        self.settle()

    def reminded(self, user, kind="contract_approval"):
        self.env.flush_all()
        domain = [("user_id", "=", user.id), ("kind", "=", kind), ("count", ">", 0)]
        return self.env["sales_toolkit.reminder"].search(domain).count or 0


class ClosingCase(Closing, ToolkitCase):
    pass
