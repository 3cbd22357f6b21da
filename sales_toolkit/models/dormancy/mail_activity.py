"""Activities that were done are interactions."""

from odoo import api, fields, models

from ..shared.leaving import is_leaving
from .mail_message import MODELS


class MailActivity(models.Model):
    _inherit = "mail.activity"

    @api.model
    def _get_no_interaction_type(self):
        """The type of the toolkit's own activities on customers that are about colleagues only."""
        return self.env["ir.model.data"]._xmlid_to_res_id("sales_toolkit.activity_type_access_request")

    def write(self, vals):
        if not {"active", "date_deadline", "user_id"} & vals.keys():
            return super().write(vals)
        # sudo: as in res.partner.note_interactions()
        changed = self.sudo().filtered(
            lambda activity: "active" in vals and activity.active != bool(vals["active"])
        )
        result = super().write(vals)
        steps = self._get_activation_steps()
        if "active" not in vals:
            steps._follow_activity()
            return result
        done = steps if not vals["active"] else steps.browse()
        (changed - done.activity_id)._note_interactions(None if vals["active"] else fields.Datetime.now())
        if done:
            done._set_done()
        return result

    def _get_activation_steps(self):
        """The planned steps of activation plans that these activities stand for."""
        # sudo: as in res.partner.note_interactions()
        ids = self.sudo().filtered(lambda activity: activity.res_model == "res.partner").ids
        steps = self.env["sales_toolkit.activation_step"].sudo()
        return steps.search([("activity_id", "in", ids), ("state", "=", "planned")]) if ids else steps

    def unlink(self):
        # sudo: as in res.partner.note_interactions()
        done = self.sudo().filtered(lambda activity: not activity.active and activity.date_done)
        partners = done._get_interaction_partners()
        # whose activities go because they leave keep their steps until somebody else has the customer
        steps = self._get_activation_steps() if not is_leaving(self.env) else None
        plans = steps and steps.plan_id
        result = super().unlink()
        if steps:
            steps._drop()
            plans._close_when_finished()
        self.env["res.partner"].note_interactions([(partner, None, None) for partner in partners])
        return result

    def _note_interactions(self, moment):
        events = [(partner, moment, "activity") for partner in self._get_interaction_partners()]
        self.env["res.partner"].note_interactions(events)

    @api.private
    def filter_interactions(self):
        """Those among these that count once they are done: on a customer or a lead, not among colleagues."""
        own = self._get_no_interaction_type()
        return self.filtered(
            lambda activity: activity.res_model in MODELS and activity.activity_type_id.id != own
        )

    def _get_interaction_partners(self):
        """Whom these activities are about, as far as they count."""
        partners = self.env["res.partner"].sudo()
        for model, activities in self.filter_interactions().grouped("res_model").items():
            records = self.env[model].sudo().browse(activities.mapped("res_id")).exists()
            partners |= records if model == "res.partner" else records.partner_id
        return partners
