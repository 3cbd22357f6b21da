"""Who accepts, who answers, who takes over from whom (O10)."""

from odoo import api, models
from odoo.exceptions import LockError, UserError
from odoo.fields import Domain
from odoo.tools import SQL

LEADERS = "sales_team.group_sale_salesman_all_leads"
KINDS = ("handover_step", "handover_accept", "handover_escalated", "handover_question")


class Handover(models.Model):
    _inherit = "sales_toolkit.handover"

    def _may_accept(self):
        """The delivery team; where there is none, whoever may change the hand-over."""
        self.ensure_one()
        # sudo: who is in the team
        team = self.sudo().delivery_team_id
        if self.env.su:
            return True
        return self.env.user in team.get_people() if team else self.has_access("write")

    def _may_answer(self):
        """The salesperson and those who see all deals; for a deal of nobody, any salesperson."""
        self.ensure_one()
        user = self.env.user
        if self.env.su or not self.has_access("write"):
            return self.env.su
        # sudo: whose deal it is
        seller = self.sudo().user_id
        if user.has_group(LEADERS):
            return True
        return user == seller or (not seller and user.has_group("sales_team.group_sale_salesman"))

    def _get_answering_user(self):
        """The salesperson, or their leader where there is none who is there."""
        return self.lead_id.get_stall_people()[0]

    def _hand_on(self, role, old, new):
        """What ``old`` was to do in these as ``role``, ``new`` does."""
        if self:
            nobody = old.browse()
            steps = self.step_ids.filtered(lambda step: step.state == "planned" and step.role == role)
            steps = steps.filtered(lambda step: step.user_id in (old, nobody))
            for owner, own in steps.grouped(lambda step: step.handover_id._get_owner(role)).items():
                own.write({"user_id": owner.id})
            self.filtered(lambda row: row.active and row.state in ("draft", "started"))._tell()
            self._refresh_reminders(self._get_waiting_users() | old | new)

    @api.model
    def _get_told_domain(self):
        return Domain("active", "=", True) & Domain("state", "!=", "done")

    @api.model
    def _get_orphan_domain(self):
        left = Domain("state", "=", "planned") & Domain("user_id.active", "=", False)
        return super()._get_orphan_domain() | Domain("step_ids", "any", left)

    @api.private
    def hand_over(self):
        """People have left, or lead no longer: others accept, answer and do the steps."""
        # sudo: what follows from who is there is the toolkit's bookkeeping
        rows = self.sudo()
        users = rows._get_waiting_users()
        steps = rows.step_ids.filtered(lambda step: step.state == "planned" and step.user_id)
        left = steps.filtered(lambda step: not step.user_id.active)
        for owner, own in left.grouped(lambda step: step.handover_id._get_owner(step.role)).items():
            own.write({"user_id": owner.id})
        waiting = rows.filtered(lambda row: row.state in ("draft", "started"))
        waiting.filtered(lambda row: row.accept_user_id != row._get_accepting_user())._tell()
        queried = rows.filtered(lambda row: row.state == "queried")
        queried.filtered(lambda row: row.answer_user_id != row._get_answering_user())._hand_question_on()
        rows.filtered("escalated_to_id")._escalate()
        rows._refresh_reminders(users | rows._get_waiting_users())

    # Messages -------------------------------------------------------------------------------------------

    def _tell_person(self, user, body):
        """A message to one colleague, beside what stands in the log."""
        self.ensure_one()
        if user.active and user != self.env.user:
            self.message_notify(body=body, subject=self.lead_id.name, partner_ids=user.partner_id.ids)

    # Reminders ------------------------------------------------------------------------------------------

    def _get_waiting_users(self):
        """Whom reminders of these concern."""
        # sudo: colleagues
        rows = self.sudo()
        return rows.step_ids.user_id | rows.accept_user_id | rows.escalated_to_id | rows.answer_user_id

    @api.model
    def _refresh_reminders(self, users):
        users = users.filtered("active")
        if users:
            for kind in KINDS:
                self.env["sales_toolkit.reminder"].refresh(kind, users)

    def _leave_trace(self):
        """Steps of these have changed, by whichever way: whoever changes another one, and has looked before
        this is through, begins anew. Of two last steps each would take the other for open.

        SQL, because nothing of the plan itself changes.
        """
        self.env.cr.execute(
            SQL("UPDATE sales_toolkit_handover SET state = state WHERE id = ANY(%s)", self.ids)
        )

    # Locks ----------------------------------------------------------------------------------------------

    def _lock(self, operation, states):
        """
        :raise UserError: when a colleague was quicker
        """
        self.check_access(operation)
        try:
            # sudo: a lock, whose right was checked just above
            self.sudo().lock_for_update()
        except LockError:
            raise UserError(
                self.env._("A colleague is working on this hand-over at this moment. Try again.")
            ) from None
        self.invalidate_recordset(["state", "active"])
        names = dict(self._fields["state"]._description_selection(self.env))
        for row in self:
            if row.state not in states or not row.active:
                state = names[row.state] if row.active else self.env._("Not Won Any More")
                raise UserError(
                    self.env._(
                        "%(handover)s is: %(state)s. A colleague may have been quicker; look at it again.",
                        handover=row.display_name,
                        state=state,
                    )
                )
