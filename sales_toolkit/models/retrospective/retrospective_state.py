"""How a retrospective is submitted, closed or returned, by its buttons (O11)."""

from odoo import api, fields, models
from odoo.exceptions import LockError, UserError

from ...rules.retrospective import local_day
from ..shared.arguments import need_one
from ..shared.labels import label_of
from .retrospective import TEXTS
from .retrospective_life import Schedule


class Retrospective(models.Model):
    _inherit = "sales_toolkit.retrospective"

    can_decide = fields.Boolean(compute="_compute_can_decide", help="Whether the reader may close it.")
    can_fill_in = fields.Boolean(compute="_compute_can_decide", help="Whether the reader may write on it.")

    @api.depends("state", "user_id", "leader_id", "team_id.user_id", "submitted_by", "active")
    @api.depends_context("uid")
    def _compute_can_decide(self):
        writable = self._origin._filtered_access("write")
        for row in self:
            open_ = row.active and row.state == "draft"
            row.can_fill_in = open_ and row._origin in writable
            row.can_decide = row.active and row.state == "submitted" and row._may_decide()

    def action_submit(self):
        """Hand these to the leader; the facts are frozen as they are now.

        :raise UserError: when nothing is filled in, or a colleague was quicker
        """
        self._lock("draft")
        self.check_access("write")
        self._check_filled_in()
        # sudo: who may fill it in submits it, and its facts
        rows = self.sudo()
        rows.refresh_facts()
        now = fields.Datetime.now()
        for row in rows:
            late = {} if row.submitted_at else {"days_late": row._count_days_late(now)}
            row.write_derived(
                {
                    "state": "submitted",
                    "submitted_by": self.env.uid,
                    "submitted_at": now,
                    "returned": False,
                    "escalated_to": False,
                    **late,
                }
            )
        self._tell(self._fallback_lang().env._("Submitted."))
        return True

    def _count_days_late(self, moment):
        return (local_day(moment, self.company_id.get_zone()) - self.due_date).days

    def _check_filled_in(self):
        """
        :raise UserError: when a tag or a text is missing
        """
        for row in self:
            texts = any((row[name] or "").strip() for name in TEXTS)
            if not (row.success_tag_ids or row.improvement_tag_ids or texts):
                raise UserError(
                    self.env._(
                        "“%s” can't be submitted yet: choose a success factor or an improvement point, or "
                        "write what went well, what to improve or what to repeat.",
                        row.display_name,
                    )
                )

    def action_close(self, comment=None):
        """The leader has read these, and closes them.

        :param comment: what the leader says to it; None or empty: nothing
        :raise AccessError: when it is not for the user to close one
        :raise UserError: when a colleague was quicker
        """
        comment = self._read_comment(comment)
        values = {"closed_by": self.env.uid, "closed_at": fields.Datetime.now()}
        self._decide({"state": "closed", "leader_comment": comment, **values})
        self._tell(self._fallback_lang().env._("Closed."))
        return True

    def action_return(self, comment=None):
        """The leader wants to read more: these are to be filled in further.

        :param comment: what is missing
        :raise AccessError: when it is not for the user to return one
        :raise UserError: when nothing is said, or a colleague was quicker
        """
        comment = self._read_comment(comment)
        if not comment:
            raise UserError(self.env._("Say what is to be added, so that the salesperson can."))
        self._decide({"state": "draft", "leader_comment": comment, "returned": True, "reminded": True})
        now, schedule = fields.Datetime.now(), Schedule()
        # sudo: when it is due again follows from today
        for row in self.sudo():
            row.write_derived(schedule.get(row.company_id, now))
        self.sudo()._give_activities()  # sudo: the activity is the salesperson's
        self._tell(self._fallback_lang().env._("Returned."))
        return True

    @api.model
    def _read_comment(self, comment):
        """
        :raise UserError: when a client sends anything but a text
        """
        if comment and not isinstance(comment, str):
            raise UserError(self.env._("The comment must be a text."))
        return (comment or "").strip()

    def _decide(self, values):
        self._lock("submitted")
        self._check_may_decide()
        # sudo: leaders decide on what they may not write
        self.sudo().write_derived(values)

    def _tell(self, note):
        """What has happened goes into the chatter and to the reminders; nothing of what was written."""
        # sudo: as in action_submit(); the author is the user all the same
        rows = self.sudo()
        author = self.env.user.partner_id.id
        rows._message_log_batch(bodies=dict.fromkeys(self.ids, note), author_id=author)
        rows.filtered(lambda row: row.state != "draft").activity_ids.unlink()
        rows._refresh_reminders(rows._get_people())

    def _lock(self, state):
        """
        :raise UserError: when a colleague was quicker
        """
        self.check_access("read")
        try:
            self.sudo().lock_for_update()  # sudo: nothing but the lock, after the check
        except LockError:
            raise UserError(
                self.env._("A colleague is working on this retrospective at this moment. Try again.")
            ) from None
        self.invalidate_recordset(["state", "active"])
        for row in self:
            if not row.active:
                raise UserError(self.env._("The deal “%s” is open again.", row.display_name))
            if row.state != state:
                raise UserError(
                    self.env._(
                        "“%(deal)s” is: %(state)s. A colleague may have been quicker; look at it again.",
                        deal=row.display_name,
                        state=label_of(row, "state"),
                    )
                )

    # Dialogs --------------------------------------------------------------------------------------------

    def action_open_close(self):
        """Open the dialog in which the leader comments and closes."""
        return self._open_decision(self.env._("Close the Retrospective"), "close")

    def action_open_return(self):
        """Open the dialog in which the leader says what is missing."""
        return self._open_decision(self.env._("Return the Retrospective"), "return")

    def _open_decision(self, name, decision):
        need_one(self)
        self._check_may_decide()
        return {
            "type": "ir.actions.act_window",
            "name": name,
            "res_model": "sales_toolkit.retrospective_decision",
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_retrospective_id": self.id, "default_verdict": decision},
        }

    def action_open_lead(self):
        """Open the deal."""
        need_one(self)
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "res_model": "crm.lead",
            "res_id": self.lead_id.id,
            "views": [(False, "form")],
        }
