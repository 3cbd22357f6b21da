"""Whose stalls these are, who is told, and what ends them."""

from odoo import api, fields, models
from odoo.fields import Domain

from .stall import OPEN


class Stall(models.Model):
    _inherit = "sales_toolkit.stall"

    @api.private
    def refresh_reminders(self):
        """Bring the reminders of everyone concerned in line."""
        # sudo: only whose reminders
        stalls = self.sudo()
        self._refresh_reminders(stalls.user_id, stalls.leader_id)

    @api.model
    def _refresh_reminders(self, users, leaders):
        for kind, people in (("stalled", users), ("stalled_team", leaders)):
            if people:
                self.env["sales_toolkit.reminder"].refresh(kind, people)

    @api.private
    @api.model
    def open_for(self, findings):
        """Put new stalls on record.

        :param findings: [(lead, kind, since)]
        """
        # sudo: derived by the scheduled action
        now = fields.Datetime.now()
        rows = []
        for lead, kind, since in findings:
            user, leader = lead.get_stall_people()
            rows.append(
                {
                    "lead_id": lead.id,
                    "team_id": lead.team_id.id or None,
                    "user_id": user.id or None,
                    "leader_id": leader.id or None,
                    "kind": kind,
                    "since": since,
                    "deadline": lead.date_deadline or None,
                    "found_at": now,
                    "state": "open",
                }
            )
        stalls = self.sudo().insert_rows(rows)
        for since, group in stalls.grouped("since").items():
            group.lead_id.store_derived({"stalled": True, "stalled_since": since})
        return stalls

    @api.private
    def clear(self, cause):
        """End these stalls; ``cause`` is one of ``CLEARED_BY``. Who was concerned is not asked any more."""
        # sudo: it follows from what happened to the deal, whoever did it
        stalls = self.sudo().filtered(lambda stall: stall.state in OPEN)
        if not stalls:
            return
        facts = {"state": "cleared", "cleared_at": fields.Datetime.now(), "cleared_by": cause}
        for days, group in stalls.grouped(lambda stall: stall._count_days()).items():
            group.store_derived({**facts, "days": days})
        stalls.lead_id.store_derived({"stalled": False, "stalled_since": False})
        stalls.refresh_reminders()

    def _count_days(self):
        today = self.lead_id.get_grading_company().get_today()
        return max((today - self.since).days, 0)

    @api.model
    def _get_told_domain(self):
        return Domain("state", "in", OPEN)

    @api.private
    def hand_over(self):
        """Give these stalls to who looks after their deals now, and tell who leads them."""
        # sudo: stalls are written by the toolkit only; who may change a salesperson was asked before
        stalls = self.sudo().filtered(lambda stall: stall.state in OPEN)
        users, leaders = stalls.user_id, stalls.leader_id
        for stall in stalls:
            user, leader = stall.lead_id.get_stall_people()
            values = {"user_id": user.id, "leader_id": leader.id, "team_id": stall.lead_id.team_id.id}
            if leader != stall.leader_id:
                values["leader_seen"] = False
            stall.store_derived(values)
        if stalls:
            self._refresh_reminders(users | stalls.user_id, leaders | stalls.leader_id)

    @api.private
    def erase_help_plans(self):
        """Empty what these say in free text (C12)."""
        self.filtered("help_plan").write_derived({"help_plan": self.env._("erased")})
