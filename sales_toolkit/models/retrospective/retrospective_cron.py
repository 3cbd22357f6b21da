"""The daily action: whom to remind of a retrospective, and whose leader to tell (O11)."""

from odoo import api, models

from ..shared.batches import do_or_leave_out, tries_again

BATCH = 500


class Retrospective(models.Model):
    _inherit = "sales_toolkit.retrospective"

    @api.model
    @tries_again
    def _cron_remind_retrospectives(self):
        """Remind of what is nearly due, tell leaders of what is late, and find out who has left."""
        jobs = [
            (lambda rows: rows.hand_over(), self._find_orphans()),
            (lambda rows: rows._remind(), self._find_due("remind_date", [("reminded", "=", False)])),
            (
                lambda rows: rows._escalate(),
                self._find_due("escalate_date", [("escalated_to", "=", False), ("leader_id", "!=", False)]),
            ),
        ]
        cron, total = self.env["ir.cron"], sum(len(rows) for _job, rows in jobs)
        if not total:
            return
        cron._commit_progress(remaining=total)
        for job, rows in jobs:
            for start in range(0, len(rows), BATCH):
                batch = rows[start : start + BATCH]
                do_or_leave_out(self.env, batch, job, "Retrospective")
                if not cron._commit_progress(len(batch)):
                    return

    @api.model
    def _find_due(self, name, domain):
        """Those to be filled in whose day has come, where their company is."""
        found = self.browse()
        for company in self.env["res.company"].search([("active", "=", True)]):
            found |= self.search(
                [
                    ("state", "=", "draft"),
                    ("company_id", "=", company.id),
                    (name, "<=", company.get_today()),
                    *domain,
                ]
            )
        return found

    @api.model
    def _find_orphans(self):
        """As far as there is anybody else."""
        found = super()._find_orphans()
        return found.filtered(
            lambda row: any(
                row[name].id != value
                for name, value in self._get_people_values(row.lead_id, row.company_id).items()
                if name in self._told
            )
        )

    def _remind(self):
        rows = self.filtered(lambda row: row.state == "draft")
        rows.store_derived({"reminded": True})
        self.env["sales_toolkit.reminder"].refresh("retrospective", rows.user_id)

    def _escalate(self):
        rows = self.filtered(lambda row: row.state == "draft")
        for leader, late in rows.grouped("leader_id").items():
            late.store_derived({"escalated_to": leader.id})
        self.env["sales_toolkit.reminder"].refresh("retrospective_late", rows.leader_id)
