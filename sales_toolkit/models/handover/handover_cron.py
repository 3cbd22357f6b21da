"""The daily action: what is late is reminded of, then told to the salesperson's leader (O10)."""

from odoo import api, fields, models

from ..shared.batches import do_or_leave_out, tries_again
from .handover_people import KINDS

BATCH = 500


class Handover(models.Model):
    _inherit = "sales_toolkit.handover"

    @api.model
    @tries_again
    def _cron_remind_handovers(self):
        """Tell the leaders of what nobody has accepted, and bring the reminders up to date. Once a day.

        What waits for people who have left is given to others first.
        """
        self._hand_over_orphans()
        ids = self._find_to_escalate()
        cron = self.env["ir.cron"]
        cron._commit_progress(remaining=len(ids) + len(KINDS))
        for start in range(0, len(ids), BATCH):
            batch = self.browse(ids[start : start + BATCH])
            do_or_leave_out(self.env, batch, lambda rows: rows._escalate(), "Hand-over to escalate")
            if not cron._commit_progress(len(batch)):
                return
        for kind in KINDS:
            self.env["sales_toolkit.reminder"].refresh_everyone(kind)
            # to the end, however long it takes: another run would begin with the same kinds
            cron._commit_progress(1)

    @api.model
    def _find_to_escalate(self):
        """Ids of started hand-overs that have waited the days of their company after their day."""
        ids = []
        domain = [("state", "=", "started"), ("escalated_to_id", "=", False), ("accept_due", "!=", False)]
        rows = self.search([*domain, ("accept_due", "<", fields.Date.today())], order="id")
        for company, own in rows.grouped(lambda row: row._get_home_company()).items():
            days, today = company.handover_escalation_days, company.get_today()
            due = {day: company.add_working_days(day, days) for day in set(own.mapped("accept_due"))}
            late = own.filtered(lambda row, due=due, today=today: due[row.accept_due] < today)
            ids += late.ids if days else []
        return sorted(ids)

    def _escalate(self):
        """Who leads the salesperson is told; where nobody does, the salesperson."""
        for user, rows in self.grouped(lambda row: row._get_told()).items():
            rows.store_derived({"escalated_to_id": user.id})

    def _get_told(self):
        seller, leader = self.lead_id.get_stall_people()
        return leader or seller
