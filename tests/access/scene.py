"""Who is there, and what is planted."""

from odoo.fields import Command
from odoo.tests import new_test_user

from common import REP, ToolkitHttpCase

from .items import CURRENCY, FAMILY, MAKER_NAME, MAKER_NOTE, MAXIMUM, MINIMUM, NOTES, READER_NAME

# Rights of daily life that a bare test user lacks: they open more doors
EXTRA = "base.group_partner_manager,base.group_allow_export"
LEADER = "sales_team.group_sale_salesman_all_leads"
ROLES = {
    "salesperson": REP,
    "leader": LEADER,
    "reader": REP,
    "sensitive": "sales_toolkit.group_confidential",
    "rep of another team": REP,
    "rep of the same team": REP,
    "leader of another team": LEADER,
    "sales manager": "sales_team.group_sale_manager",
    "internal user": "base.group_user",
    "auditor": "sales_toolkit.group_auditor",
    "contract approver": "sales_toolkit.group_contract_approver",
    "reviewer": "sales_toolkit.group_reviewer",
    "delivery": "sales_toolkit.group_delivery",
    "rep of another company": REP,
    "portal user": None,
    "public user": None,
}
ALLOWED = tuple(ROLES)[:4]
FORBIDDEN = tuple(ROLES)[4:]


class Scene(ToolkitHttpCase):
    """Two customers of one salesperson with the same secrets, a company's and a private one."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.write({"family_situation_enabled": True, "family_situation_purpose": "Gifts"})
        cls.env.ref(f"base.{CURRENCY}").active = True
        cls._plant_users()
        cls._plant_customers()
        cls._plant_traces()
        cls.env.flush_all()
        cls.env.invalidate_all()

    @classmethod
    def _plant_users(cls):
        cls.users = {"portal user": cls.portal, "public user": cls.env["res.users"]}
        for role, groups in ROLES.items():
            if groups:
                login = "atk_" + role.replace(" ", "_")
                cls.users[role] = new_test_user(cls.env, login, f"{groups},{EXTRA}", lang="en_US")
        cls.users["reader"].name = READER_NAME
        foreign = cls.env["res.company"].create({"name": "Elsewhere"})
        cls.users["rep of another company"].write(
            {"company_ids": [Command.set(foreign.ids)], "company_id": foreign.id}
        )
        teams = {
            "leader": ("salesperson", "rep of the same team"),
            "leader of another team": ("rep of another team",),
        }
        for leader, members in teams.items():
            team = cls.env["crm.team"].create({"name": f"Team {leader}", "user_id": cls.users[leader].id})
            values = [{"crm_team_id": team.id, "user_id": cls.users[member].id} for member in members]
            cls.env["crm.team.member"].create(values)

    @classmethod
    def _plant_customers(cls):
        rep, partners = cls.users["salesperson"], cls.env["res.partner"].with_user(cls.users["salesperson"])
        secrets = {
            "user_id": rep.id,
            "registered_on": "2024-03-15",
            "budget_currency_id": cls.env.ref(f"base.{CURRENCY}").id,
            "budget_min": MINIMUM,
            "budget_max": MAXIMUM,
            "internal_decision_notes": NOTES,
            "family_situation": FAMILY,
        }
        maker = {"name": MAKER_NAME, "role": "gatekeeper", "stance": "opponent", "note": MAKER_NOTE}
        cls.targets = partners.create(
            [
                {**secrets, "name": "Target Ltd", "is_company": True},
                {**secrets, "name": "Mr Target", "is_company": False, "company_id": cls.company.id},
            ]
        )
        cls.targets.write({"decision_maker_ids": [Command.create(maker)]})
        cls.decoy = partners.create({"name": "Decoy Ltd", "user_id": rep.id, "is_company": True, "budget_min": 1, "budget_max": 1,  # noqa: E501
                                     "decision_maker_ids": [Command.create({"name": "Aaron"})]})  # fmt: skip
        cls.target, cls.person = cls.targets
        cls.child = partners.create({"name": "Contact of Target", "parent_id": cls.target.id})
        cls.holding = partners.create(
            {"name": "Holding", "is_company": True, "child_ids": [Command.link(cls.target.id)]}
        )
        cls.sheets = cls.targets.confidential_ids.sudo()
        cls.makers = cls.targets.decision_maker_ids.sudo()
        cls.ghost = partners.create({"name": "Former Ltd", "user_id": rep.id, "is_company": True})
        cls.ghost.write({"decision_maker_ids": [Command.create(maker)]})
        cls.ghost.write({"decision_maker_ids": [Command.clear()]})
        cls.orphan = cls.env["res.partner"].create(
            {**secrets, "name": "Orphan", "user_id": False, "company_type": "person"}
        )

    @classmethod
    def _plant_traces(cls):
        rep = cls.users["salesperson"]
        for target in cls.targets:  # the reader asks and the salesperson grants: that leaves traces
            cls.env.invalidate_all()
            target.with_user(cls.users["reader"]).with_context(lang="en_US").action_ask_access()
            target.access_request_ids.with_user(rep).action_grant()
        cls.attachments = (
            cls.env["ir.attachment"]
            .with_user(rep)
            .create(
                [
                    {
                        "name": "n.txt",
                        "raw": NOTES.encode(),
                        "mimetype": "text/plain",
                        "res_model": s._name,
                        "res_id": s.id,
                    }
                    for s in cls.sheets
                ]
            )
        )
        cls.customer_user = new_test_user(
            cls.env, "atk_customer", "base.group_portal", name="Mr Target", partner_id=cls.person.id
        )
        cls.own, cls.leads = {}, {}
        for role, user in cls.users.items():
            cls.own[role] = cls.env["res.partner"].create(
                {
                    "name": f"Own of {role}",
                    "is_company": True,
                    "user_id": user.id,
                    "registered_on": "2024-03-15",
                }
            )
            cls.leads[role] = cls.env["crm.lead"].create(
                {"name": f"Lead of {role}", "user_id": user.id, "partner_id": cls.target.id}
            )
        cls._hand_over()
        cls.wizard = cls.env["sales_toolkit.paper_form_import"].with_user(rep).create({"filename": NOTES})
        line = {"kind": "change", "item": "Budget", "old_value": f"{MINIMUM:,}", "new_value": NOTES}
        cls.wizard.sheet_ids = [
            Command.create({"name": "s", "action": "update", "line_ids": [Command.create(line)]})
        ]

    @classmethod
    def _hand_over(cls):
        """The salesperson's deal with the target is won, and delivery has its plan."""
        delivery = cls.users["delivery"]
        cls.env["sales_toolkit.delivery_team"].search([]).unlink()
        team = {"name": "Delivery", "user_id": delivery.id, "company_id": cls.company.id}
        cls.company.write(
            {
                "delivery_team_id": cls.env["sales_toolkit.delivery_team"].create(team).id,
                "handover_start": "win",
            }
        )
        cls.leads["salesperson"].action_set_won()
        cls.env.flush_all()
        cls.handover = cls.env["sales_toolkit.handover"].search(
            [("lead_id", "=", cls.leads["salesperson"].id)]
        )
        assert cls.handover.with_user(delivery).has_access("read")
