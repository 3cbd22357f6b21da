"""The objections of an opportunity (O7)."""

from odoo import api, fields, models

from ..shared.arguments import need_one
from ..shared.item_field import TOOLKIT_USERS
from .objection import OPEN


class CrmLead(models.Model):
    _inherit = "crm.lead"

    objection_ids = fields.One2many(
        "sales_toolkit.objection", "lead_id", string="Objections", groups=TOOLKIT_USERS, copy=False
    )
    open_objection_count = fields.Integer(
        "Open Objections", compute="_compute_open_objection_count", groups=TOOLKIT_USERS
    )

    @api.depends("objection_ids.state")
    def _compute_open_objection_count(self):
        rows = self.env["sales_toolkit.objection"]
        domain = [("lead_id", "in", self._origin.ids), ("state", "in", OPEN)]
        counts = dict(rows._read_group(domain, ["lead_id"], ["__count"])) if self._origin else {}
        for lead in self:
            lead.open_objection_count = counts.get(lead._origin, 0)

    @api.private
    def get_open_objections(self):
        """The objections of these opportunities that are not closed, the oldest first."""
        # sudo: callers have the opportunity, and with it its objections
        rows = self.env["sales_toolkit.objection"].sudo()
        domain = [("lead_id", "in", self.ids), ("state", "in", OPEN)]
        return rows.search(domain, order="raised_at, id") if self.ids else rows

    @api.private
    def get_goal_suggestions(self, policy, missing=()):
        """An open objection is what the next contact is for."""
        # not yet answered ones only: an answered one waits for the customer
        rows = self.get_open_objections().filtered(lambda row: row.state != "answered")
        own = [self.env._("Answer the objection: %s", kind.name) for kind in rows.type_id]
        return own + super().get_goal_suggestions(policy, missing)

    @api.private
    def erase_objections(self):
        """Clear the texts of these opportunities' objections; types and outcomes stay for the reports."""
        # sudo: decided by a manager or by the retention rule
        rows = self.env["sales_toolkit.objection"].sudo().search([("lead_id", "in", self.ids)])
        rows.write({"description": self.env._("Erased"), "answer": False, "reaction": False})
        rows.message_ids.unlink()

    def action_open_objections(self):
        """Open the objections of this opportunity."""
        need_one(self)
        action = self.env["ir.actions.act_window"]._for_xml_id("sales_toolkit.objection_action")
        context = {"default_lead_id": self.id}
        return {**action, "domain": [("lead_id", "=", self.id)], "context": context}

    @api.private
    def on_won(self):
        """A customer who bought accepted what was open."""
        result = super().on_won()
        self.get_open_objections()._set_closed("accepted", by_deal=True)
        return result

    @api.private
    def on_lost(self):
        """One who was lost was lost on it."""
        result = super().on_lost()
        self.get_open_objections()._set_closed("lost", by_deal=True)
        return result

    @api.private
    def on_reopened(self):
        """What was open when the opportunity was closed is open again; what people closed stays."""
        result = super().on_reopened()
        rows = self.env["sales_toolkit.objection"]
        rows.search([("lead_id", "in", self.ids), ("closed_by_deal", "=", True)])._give_back()
        return result

    def write(self, vals):
        result = super().write(vals)
        if vals.get("active") is False:
            # sudo: whoever archives the opportunity may; nobody is asked about it for now
            self.sudo().get_open_objections()._take_help_back()
        return result

    def unlink(self):
        # sudo: they go with their opportunity, and their activities with them
        self.env["sales_toolkit.objection"].sudo().search([("lead_id", "in", self.ids)]).unlink()
        return super().unlink()

    @api.private
    def on_merged(self, opportunities):
        """Their objections move to the opportunity that stays."""
        result = super().on_merged(opportunities)
        # sudo: whoever merges opportunities may see them
        rows = self.env["sales_toolkit.objection"].sudo().search([("lead_id", "in", opportunities.ids)])
        rows.write({"lead_id": self.id})
        return result
