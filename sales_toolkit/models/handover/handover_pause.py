"""A deal that is not won any more: its hand-over stops, and a new win brings it back (O10)."""

from odoo import api, models

from ..shared.labels import in_a_row
from .handover import RUNNING


class Handover(models.Model):
    _inherit = "sales_toolkit.handover"

    @api.private
    @api.model
    def pause_for(self, leads):
        """These opportunities are not won any more: what was started is told of, all of it is put away."""
        # sudo: what follows from the opportunity is the toolkit's bookkeeping
        rows = self.sudo().search([("lead_id", "in", leads.ids)])
        if not rows:
            return
        users = rows._get_waiting_users()
        rows.filtered(lambda row: row.state in RUNNING)._tell_of_pause()
        rows._take_back_activities()
        rows.store_derived({"active": False, "escalated_to_id": False})
        rows._refresh_reminders(users)
        rows._on_paused()

    def _on_paused(self):
        """Called once after these hand-overs were put away, as superuser; bridges extend it."""

    def _on_brought_back(self):
        """Called once after these hand-overs came back, as superuser; bridges extend it."""

    def _take_back_activities(self):
        self.step_ids._take_back_activities()
        activities = (self.activity_id | self.question_activity_id).filtered("active")
        self.store_derived({"activity_id": False, "question_activity_id": False})
        activities.with_context(from_handover=True).unlink()

    def _tell_of_pause(self):
        """One message for each person who works in them, however many deals come back at once."""
        for user, rows in self._group_by_people().items():
            localised = rows.with_context(lang=user.lang)
            names = in_a_row(localised.env, localised.lead_id.mapped("name"))
            body = localised.env._("Not won any more, so that the delivery is stopped: %s", names)
            rows[0]._tell_person(user, body)

    def _group_by_people(self):
        """{user: those of these hand-overs in which they accept, or have steps left}."""
        found = {}
        for row in self:
            left = row.step_ids.filtered(lambda step: step.state == "planned")
            for user in (left.user_id | row.leader_id).filtered("active"):
                found[user] = found.get(user, self.browse()) | row
        return found

    def _bring_back(self):
        """A new win: on from where it stopped, or from the beginning where the contract has to wait again."""
        if not self:
            return
        contracts = self._get_contracts(self.lead_id)
        for row in self:
            row.store_derived({"contract_id": contracts.get(row.lead_id.id) or row.contract_id.id})
        back = self.filtered(lambda row: not row.active)
        back.store_derived({"active": True})
        again = back.filtered(lambda row: row.state in RUNNING and not row._is_ready())
        again.store_derived({"state": "draft", "accepted_at": False, "accepted_by": False})
        running = back.filtered(lambda row: row.state in RUNNING)
        running.step_ids._give_activities()
        for row in running.filtered(lambda row: row.state == "queried"):
            row._give_question()
        drafts = back.filtered(lambda row: row.state == "draft")
        drafts._begin_today()
        (drafts | running.filtered(lambda row: row.state == "started"))._tell()
        back._on_brought_back()
