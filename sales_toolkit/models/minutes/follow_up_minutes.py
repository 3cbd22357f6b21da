"""Doing a contact: minutes, promises, facts, and the next step (O5)."""

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..shared.arguments import need_one


class FollowUp(models.Model):
    _inherit = "sales_toolkit.follow_up"

    @api.model_create_multi
    def create(self, vals_list):
        follow_ups = super().create(vals_list)
        if not self._is_derivation():
            done = follow_ups.filtered(lambda row: row.state == "done" and row.lead_id)
            done._ask_for_minutes()
            done._carry_out()
        return follow_ups

    def write(self, vals):
        """The minutes of a contact that took place at another moment are due at another one."""
        result = super().write(vals)
        if "done_at" in vals and not self._is_derivation():
            # sudo: derived; whoever may write the contact
            self.sudo().filtered("minutes_due")._ask_for_minutes()
        return result

    def action_open_done(self):
        """The minutes' form; what a colleague writes meanwhile is kept beside what is typed there."""
        return super().action_open_done() | {"context": {"opened_as_planned": True}}

    def action_open_minutes(self):
        """Open the form on which the minutes of a contact that took place are written.

        :raise UserError: when it has not taken place
        """
        need_one(self)
        self.check_access("write")
        if self.state == "planned":
            return self.action_open_done()
        if self.state != "done":
            raise UserError(
                self.env._(
                    "This contact did not take place. Log a contact on the opportunity to write minutes."
                )
            )
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Minutes"),
            "res_model": self._name,
            "res_id": self.id,
            "views": [(self.env.ref("sales_toolkit.follow_up_view_form_done").id, "form")],
            "target": "new",
        }

    def action_write_minutes(self):
        """The minutes of these contacts are written: promises and facts are carried out.

        :raise UserError: when there is nothing written, or a fact can't be read
        """
        self.check_access("write")
        for follow_up in self:
            if follow_up.state != "done":
                raise UserError(self.env._("Only the minutes of a contact that took place can be written."))
            if follow_up._needs_minutes() and not follow_up._has_minutes():
                raise UserError(self.env._("Write what was said, or choose a result that needs no minutes."))
        self._note_minutes()
        self._carry_out()
        return {"type": "ir.actions.act_window_close"}

    def action_save_draft(self):
        """Keep what has been written, and close the form; the contact stays as it is."""
        self.check_access("write")
        return {"type": "ir.actions.act_window_close"}

    def _has_minutes(self):
        return bool((self.minutes or "").strip())

    def _set_done(self, moment, activities=True):
        result = super()._set_done(moment, activities)
        self._ask_for_minutes()
        self._carry_out()
        return result

    # Minutes -------------------------------------------------------------------------------------------

    def _ask_for_minutes(self):
        """Until when the minutes are due; those that have been written already are on time."""
        # sudo: derived, by whoever does the contact
        rows = self.sudo()
        for follow_up in rows.filtered(lambda row: row.state == "done" and row.done_at):
            due = follow_up._needs_minutes() and follow_up._get_minutes_due(follow_up.done_at)
            if due != follow_up.minutes_due:
                follow_up.store_derived({"minutes_due": due})
        rows._note_minutes()

    def _note_minutes(self):
        # sudo: derived, as in _ask_for_minutes()
        rows = self.sudo()
        written = rows.filtered(lambda row: row._has_minutes() and not row.minutes_at)
        written.store_derived({"minutes_at": fields.Datetime.now()})
        none = rows.filtered(lambda row: row.minutes_due and not row._needs_minutes())
        none.store_derived({"minutes_due": False})
        self._refresh_minutes_reminders(rows.user_id, rows.escalated_to)

    @api.model
    def _refresh_minutes_reminders(self, users, leaders):
        reminder = self.env["sales_toolkit.reminder"]
        if users:
            reminder.refresh("minutes", users)
            reminder.refresh("minutes_late", users)
        if leaders:
            reminder.refresh("minutes_escalated", leaders)

    # What follows --------------------------------------------------------------------------------------

    def _carry_out(self):
        """Promises get their activities, facts go to the customer, the next step becomes a follow-up."""
        self.promise_ids._start()
        for follow_up in self:
            follow_up._write_facts()
            follow_up._plan_next_step()

    def _write_facts(self):
        """What was ticked goes to the customer, with this contact as the reason.

        :raise UserError: names what can't be read; then nothing is written
        """
        customer = self.get_customer()
        facts = self.fact_ids.filtered(lambda fact: fact.write_back and not fact.written and fact.value)
        changes = {fact.item: fact.value for fact in facts}
        if self.write_needs and (self.new_needs or "").strip():
            known = changes.get("need_description") or customer.need_description or ""
            changes["need_description"] = "\n".join(filter(None, (known, self.new_needs.strip())))
        if not changes or not customer.registered_on:
            return
        customer.write_checked_items(changes, self.channel_id, self._get_reason())
        # sudo: derived
        facts.sudo().write_derived({"written": True})
        self.sudo().store_derived({"write_needs": False})

    def _get_reason(self):
        """What the update records give as the reason."""
        day = fields.Date.to_string(self.get_day())
        return self.env._("minutes of %(date)s", date=day)

    def _is_retry(self):
        """Whether nobody was reached, and the same is tried again."""
        return bool(self.outcome_id.retry_days and not self.next_step)

    def _plan_next_step(self):
        """The contact that was agreed on is the next one: what the cadence gives before it goes.

        Trying again is about the same, and takes nothing of what was planned already.
        """
        if not self.next_date or not self.lead_id.active or self.lead_id.won_status != "pending":
            return
        values = {"planned_date": self.next_date}
        if self.next_method:
            values["method"] = self.next_method
        if self.next_step:
            values |= {"goal": self.next_step, "goal_edited": True}
        elif self._is_retry() and self.goal:
            values |= {"goal": self.goal, "goal_edited": self.goal_edited}
        # sudo: the plan of an opportunity whose contact the user has done
        planned = self.sudo().lead_id.get_open_follow_ups()
        # what this contact has been followed by is planned in this transaction
        stays = self._is_retry() and planned.filtered(lambda row: row.create_date < self.env.cr.now())
        if stays:
            if stays[0].planned_date > self.next_date:
                self.sudo().lead_id.plan_follow_up_on(values, self)
        elif planned:
            planned[0].write_derived(values)
            planned[1:].filtered(
                lambda row: not row.is_fixed() and row.planned_date <= self.next_date
            )._drop()
        else:
            self.sudo().lead_id.plan_follow_up_on(values, self)
        self.sudo().store_derived({"next_date": False})
