"""The hand-over of an opportunity (O10)."""

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..shared.arguments import need_one
from ..shared.batches import do_or_leave_out
from ..shared.item_field import TOOLKIT_USERS


class CrmLead(models.Model):
    _inherit = "crm.lead"

    handover_ids = fields.One2many(
        "sales_toolkit.handover",
        "lead_id",
        string="Hand-over",
        readonly=True,
        copy=False,
        groups=TOOLKIT_USERS,
        help="What delivery was told of the won opportunity, and its plan.",
    )
    handover_progress = fields.Char(
        "Hand-over Progress",
        compute="_compute_handover_progress",
        groups=TOOLKIT_USERS,
        help="How many steps of the plan are done.",
    )

    @api.model
    def _get_derived_fields(self):
        message = self.env._("Hand-overs are prepared when an opportunity is won.")
        return super()._get_derived_fields() | {"handover_ids": message}

    @api.depends("handover_ids.step_ids.state")
    @api.depends_context("uid", "lang")
    def _compute_handover_progress(self):
        for lead in self:
            lead.handover_progress = lead.handover_ids[:1].progress_text

    # What happens to an opportunity ---------------------------------------------------------------------

    @api.private
    def on_won(self):
        result = super().on_won()
        # a win always succeeds: what can't be prepared is logged, and the button does it by hand
        do_or_leave_out(
            self.env, self, self.env["sales_toolkit.handover"].prepare_for, "Hand-over of opportunity"
        )
        return result

    @api.private
    def on_reopened(self):
        self.env["sales_toolkit.handover"].pause_for(self)
        return super().on_reopened()

    def write(self, vals):
        if "user_id" not in vals:
            return super().write(vals)
        # sudo: as in prepare_for()
        before = {lead: lead.user_id for lead in self.sudo() if lead.outcome == "won"}
        result = super().write(vals)
        changed = self.browse().sudo().union(*(lead for lead, user in before.items() if lead.user_id != user))
        for (old, new), leads in changed.grouped(lambda lead: (before[lead], lead.user_id)).items():
            leads.handover_ids._hand_on("salesperson", old, new)
        changed.handover_ids._hand_question_on()
        return result

    def unlink(self):
        # sudo: they go with their opportunity, and their activities with them
        rows = self.env["sales_toolkit.handover"].sudo().with_context(active_test=False)
        rows.search([("lead_id", "in", self.ids)]).unlink()
        return super().unlink()

    @api.private
    def erase_handovers(self):
        """Questions and answers are free texts, which may tell of people (C12); the plan stays."""
        # sudo: decided by a manager or by the retention rule
        rows = self.env["sales_toolkit.handover"].sudo().with_context(active_test=False)
        rows = rows.search([("lead_id", "in", self.ids)])
        rows.question_ids.write_derived({"question": self.env._("Erased"), "answer": False})
        rows.step_ids.write({"description": False})
        rows.message_ids.unlink()

    def _take_as_won(self):
        """One that was won before the toolkit was there is looked after from now on."""
        # sudo: derived, for whoever may write the deal
        lead = self.sudo()
        if not lead.outcome:
            won_at = lead.date_closed or fields.Datetime.now()
            lead.store_derived({"outcome": "won", "outcome_at": won_at})

    # What people do -------------------------------------------------------------------------------------

    def action_open_handover(self):
        """Open the hand-over; one that is not there yet is prepared.

        :raise UserError: when the opportunity has not been won
        """
        need_one(self)
        self.check_access("read")
        if not self.handover_ids:
            self.check_access("write")
            if self.won_status != "won":
                raise UserError(self.env._("Only won opportunities are handed over."))
            self._take_as_won()
            self.env["sales_toolkit.handover"].prepare_for(self, asked=True)
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Hand-over"),
            "res_model": "sales_toolkit.handover",
            "res_id": self.handover_ids[:1].id,
            "views": [(False, "form")],
        }
