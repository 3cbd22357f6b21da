"""Logging contacts and agreeing on the next one, from the opportunity (O5)."""

from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools import html2plaintext

from ..shared.arguments import need_one, record_of


class CrmLead(models.Model):
    _inherit = "crm.lead"

    @api.private
    def plan_follow_up_on(self, values, done):
        """Plan the contact that was agreed on in ``done``, whatever the cadence says."""
        self.ensure_one()
        user = self.user_id if self.user_id.active else done.user_id
        row = {
            "lead_id": self.id,
            "partner_id": self.partner_id.commercial_partner_id.id,
            "user_id": user.id,
            "team_id": self.team_id.id,
            "grade": self.grade,
            "method": done.method or "phone",
            "state": "planned",
            **values,
        }
        planned = self.env["sales_toolkit.follow_up"].with_derivation().create(row)
        planned._start_planned()
        return planned

    def action_log_contact(self):
        """Open the minutes of the contact that was planned next; where none was, those of a new one."""
        need_one(self)
        self.check_access("write")
        planned = self.get_open_follow_ups()[:1].sudo(False)
        if planned and planned.has_access("write"):
            return planned.action_open_done()
        return self._open_new_minutes({})

    def action_minutes_from_message(self, message_id):
        """Open the minutes of a contact with the text of a message of this opportunity.

        :raise UserError: when the message is not one of this opportunity's
        """
        need_one(self)
        self.check_access("write")
        id_ = record_of(self.env, "mail.message", message_id).id if message_id else 0
        message = self.env["mail.message"].search([("id", "=", id_)])
        if not message or (message.model, message.res_id) != (self._name, self.id):
            raise UserError(self.env._("This message does not belong to the opportunity."))
        text = html2plaintext(message.body or "").strip()
        values = {"minutes": text, "outcome": message.subject or False, "method": "email"}
        values["done_at"] = min(message.date, self.env.cr.now())
        return self._open_new_minutes(values)

    def _open_new_minutes(self, values):
        values = {"lead_id": self.id, "partner_id": self.partner_id.id, "state": "done", **values}
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Log a Contact"),
            "res_model": "sales_toolkit.follow_up",
            "views": [(self.env.ref("sales_toolkit.follow_up_view_form_done").id, "form")],
            "target": "new",
            "context": {f"default_{name}": value for name, value in values.items()},
        }
