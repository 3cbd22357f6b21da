"""How a follow-up is done, cancelled or moved, by its buttons (O3)."""

from odoo import api, fields, models
from odoo.exceptions import LockError, UserError

from ..shared.arguments import need_one


class FollowUp(models.Model):
    _inherit = "sales_toolkit.follow_up"

    def action_done(self, outcome=None, minutes=None, next_step=None):
        """These contacts took place. Their activities are done with them, and the next are planned.

        :param outcome: what came of it, in a few words; None leaves what is there, as for the others
        :param minutes: what was said
        :param next_step: what was agreed to happen next
        :raise UserError: when one is not planned any more, because a colleague was quicker
        """
        self._lock_planned()
        texts = {"outcome": outcome, "minutes": minutes, "next_step": next_step}
        values = {name: text for name, text in texts.items() if text is not None}
        if values:
            self.write(values)
        self._set_done(fields.Datetime.now())
        return True

    def action_cancel(self):
        """These contacts are not needed; the next are planned from the days they were planned for.

        :raise UserError: when one is not planned any more
        """
        self._lock_planned()
        self._drop(skipped=True)
        # sudo: the plan of an opportunity whose contact the user has decided on
        self.sudo().lead_id.plan_follow_ups()
        return True

    def action_open_done(self):
        """Open the dialog in which the outcome is written.

        :raise UserError: when it is not planned any more
        """
        need_one(self)
        self._lock_planned()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("How Did It Go?"),
            "res_model": self._name,
            "res_id": self.id,
            "views": [(self.env.ref("sales_toolkit.follow_up_view_form_done").id, "form")],
            "target": "new",
        }

    def action_open_lead(self):
        """Open the opportunity."""
        need_one(self)
        return {
            "type": "ir.actions.act_window",
            "res_model": "crm.lead",
            "res_id": self.lead_id.id,
            "views": [(False, "form")],
        }

    def _lock_planned(self):
        self.check_access("write")
        try:
            self.lock_for_update()
        except LockError:
            raise UserError(
                self.env._("A colleague is working on this follow-up at this moment. Try again.")
            ) from None
        self.invalidate_recordset(["state"])
        for follow_up in self.filtered(lambda row: row.state != "planned"):
            states = dict(follow_up._fields["state"]._description_selection(self.env))
            raise UserError(
                self.env._(
                    "%(follow_up)s is not planned any more, but: %(state)s.",
                    follow_up=follow_up.display_name,
                    state=states[follow_up.state],
                )
            )

    def _set_done(self, moment, activities=True):
        """These were done at ``moment``; with their activities, unless those have been done already."""
        # sudo: who may write the follow-up, or do its activity, does both
        done = self.sudo()
        done.write_derived({"state": "done", "done_at": moment})
        if activities:
            for follow_up in done.filtered(lambda row: row.activity_id.active):
                feedback = follow_up.get_summary()
                follow_up.activity_id.with_user(self.env.user).sudo()._action_done(feedback=feedback)
        done.lead_id.plan_follow_ups()

    def _drop(self, skipped=False, left_behind=False):
        """Cancel these; activities that the toolkit made go with them, those of people stay."""
        # sudo: as in _set_done()
        dropped = self.sudo().filtered(lambda row: row.state == "planned")
        own = dropped.activity_id.filtered(lambda activity: activity.active and activity.automated)
        ended = {"state": "cancelled", "skipped": skipped, "left_behind": left_behind}
        dropped.write_derived({**ended, "activity_id": False})
        own.unlink()

    @api.ondelete(at_uninstall=False)
    def _unlink_activities(self):
        # sudo: as in _set_done()
        own = self.sudo().filtered(lambda row: row.state == "planned").activity_id
        own.filtered(lambda activity: activity.active and activity.automated).unlink()
