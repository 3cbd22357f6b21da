"""How a hand-over goes on, by its buttons (O10)."""

from odoo import fields, models
from odoo.exceptions import AccessError, UserError

from .handover_people import LEADERS


class Handover(models.Model):
    _inherit = "sales_toolkit.handover"

    def action_start(self):
        """Start these plans now, whatever they wait for.

        :raise UserError: when one has started, or its contract is on its way and the user leads nobody
        """
        self._lock("write", ("draft",))
        if not self.env.user.has_group(LEADERS) and self._filter_waiting():
            raise UserError(
                self.env._("The plan starts with its contract. Only a sales leader starts it before.")
            )
        # sudo: checked above; activities and dates of colleagues follow
        self.sudo()._start()
        return True

    def _filter_waiting(self):
        """Those whose contract is on its way: a leader alone starts them before."""
        # sudo: whether there is a contract to wait for
        waiting = self.sudo().filtered(lambda row: row.contract_id.active and not row._is_ready())
        return waiting.sudo(self.env.su)

    def action_accept(self):
        """Delivery takes these over; the salespeople are told.

        :raise UserError: when one has not started, or was accepted already
        :raise AccessError: when it is another team's to accept
        """
        self._lock("write", ("started", "queried"))
        self._check_delivery()
        # sudo: checked above; the state is nobody's to type
        rows = self.sudo()
        now = fields.Datetime.now()
        users = rows._get_waiting_users()
        rows.write_derived(
            {"state": "accepted", "accepted_at": now, "accepted_by": self.env.uid, "escalated_to_id": False}
        )
        rows._finish_activities("activity_id")
        rows._drop_question()
        for row in rows:
            body = row.with_context(lang=row.user_id.lang).env._("Delivery has accepted the hand-over.")
            row._tell_person(row.user_id, body)
        rows._finish_if_complete()
        rows._refresh_reminders(users)
        return True

    def _check_delivery(self):
        """
        :raise AccessError: when the user is not of the team that delivers
        """
        for row in self:
            if not row._may_accept():
                raise AccessError(
                    self.env._(
                        "%s is for the delivery team to accept or to ask about.",
                        row.display_name,
                    )
                )

    def _finish_activities(self, field):
        """What stands in a clock menu for these is done, by whoever did it."""
        activities = self[field].filtered("active")
        if activities:
            activities.with_context(from_handover=True).with_user(self.env.user).sudo()._action_done()

    def _finish_if_complete(self):
        """Done once no step is left."""
        self._leave_trace()
        complete = self.filtered(
            lambda row: (
                row.state in ("started", "accepted")
                and row.step_ids
                and "planned" not in row.step_ids.mapped("state")
            )
        )
        if complete:
            complete.write_derived({"state": "done", "done_at": fields.Datetime.now()})
            activities = complete.activity_id.filtered("active")
            activities.with_context(from_handover=True).unlink()

    def _reopen(self):
        """A step of these is to be done again."""
        self._leave_trace()
        done = self.filtered(lambda row: row.state == "done")
        for state, rows in done.grouped(lambda row: "accepted" if row.accepted_at else "started").items():
            rows.write_derived({"state": state, "done_at": False})
        done.filtered(lambda row: row.state == "started")._tell()
