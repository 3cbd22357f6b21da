"""The objections of an opportunity (O7)."""

from odoo import api, fields, models

from ..shared.arguments import need_one
from ..shared.item_field import TOOLKIT_USERS
from .objection import OPEN

CLOSING = {"active", "probability", "stage_id"}


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

    def write(self, vals):
        result = super().write(vals)
        if CLOSING & vals.keys():
            self._close_objections()
        return result

    def _close_objections(self):
        """A customer who bought accepted what was open; one who was lost was lost on it."""
        # sudo: whoever won or lost the opportunity was allowed to
        closed = self.sudo().filtered(lambda lead: not lead.active or lead.won_status != "pending")
        for row in closed.get_open_objections():
            row._set_closed("accepted" if row.lead_id.won_status == "won" else "lost")

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
