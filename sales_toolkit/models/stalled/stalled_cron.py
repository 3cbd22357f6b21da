"""The daily action: which A deals are stalled, and which move again without anybody having noticed."""

from datetime import UTC, datetime, time, timedelta

from pytz import timezone

from odoo import api, models
from odoo.tools import SQL

from ..shared.batches import do_or_leave_out, tries_again
from .progress import KNOWN_BY_DAY
from .stall import OPEN

BATCH = 500


class Stall(models.Model):
    _inherit = "sales_toolkit.stall"

    @api.model
    @tries_again
    def _cron_find_stalled_deals(self):
        """End stalls that are over, and put new ones on record. Once a day."""
        self._hand_over_orphans()
        over = self._find_over()
        ids = [row[0] for row in self._find_new()]
        cron = self.env["ir.cron"]
        if not (over or ids):
            return
        cron._commit_progress(remaining=len(over) + len(ids))
        for cause in sorted({row[1] for row in over}):
            stalls = self.browse(row[0] for row in over if row[1] == cause)
            do_or_leave_out(
                self.env, stalls, lambda rows, cause=cause: rows.clear(cause), "Stalled deal to clear"
            )
            if not cron._commit_progress(len(stalls)):
                return
        for start in range(0, len(ids), BATCH):
            batch = self.env["crm.lead"].browse(ids[start : start + BATCH])
            do_or_leave_out(self.env, batch, self._open_new, "Stalled deal")
            if not cron._commit_progress(len(batch)):
                return

    @api.model
    def _open_new(self, leads):
        """Those that are stalled still: somebody may have moved one since they were looked for."""
        found = self._find_new(leads.ids)
        records = {lead.id: lead for lead in leads.browse(row[0] for row in found)}
        self.open_for([(records[id_], kind, since) for id_, kind, since in found]).refresh_reminders()

    # Looking for them -----------------------------------------------------------------------------------

    @api.model
    def _get_clocks(self):
        """SQL rows (company, today, time zone, the moment before which the last progress is too long ago)."""
        companies = self.env["res.company"].search([("active", "=", True), ("stalled_days", ">", 0)])
        rows = []
        for company in companies:
            today = company.get_today()
            zone = timezone(company.get_zone())
            first = zone.localize(
                datetime.combine(today - timedelta(days=company.stalled_days - 1), time.min)
            )
            limit = first.astimezone(UTC).replace(tzinfo=None)
            rows.append(
                SQL("(%s, %s, %s, %s, %s)", company.id, today, zone.zone, limit, company.stalled_days)
            )
        # a row that is nobody's, so that the statement is the same without any company
        rows.append(SQL("(0, NULL::date, 'UTC', NULL::timestamp, 0)"))
        return SQL(
            "(VALUES %s) AS clock (company_id, today, tz, quiet_before, days)",
            SQL(", ").join(rows),
        )

    @api.model
    def _get_company_sql(self):
        """SQL: the company whose number holds for ``lead``, as ``get_grading_company()`` says it."""
        return SQL(
            "COALESCE(lead.company_id, (SELECT rep.company_id FROM res_users AS rep "
            "WHERE rep.id = lead.user_id), %s)",
            self.env["res.partner"].get_first_company().id,
        )

    @api.model
    def _find_new(self, lead_ids=None):
        """[(lead id, kind, since)] of A deals that are stalled and not known as such.

        Read as superuser, who alone runs the scheduled action; only the people concerned are told. Being
        past an expected closing is told once for each; becoming an A deal begins the days anew.
        """
        progress = self.env["crm.lead"].get_progress_query()
        return self.env.execute_query(
            SQL(
                """
            WITH known AS (
                SELECT lead.id, lead.date_deadline, clock.today, clock.tz, clock.days, clock.quiet_before,
                       GREATEST(lead.create_date, lead.grade_since) AS begun, lead.grade_since,
                       lead.stage_moved_at,
                       lead.date_deadline < clock.today AND NOT EXISTS (
                           SELECT 1 FROM sales_toolkit_stall AS told WHERE told.lead_id = lead.id
                           AND told.kind = 'overdue' AND told.deadline = lead.date_deadline) AS overdue
                FROM crm_lead AS lead JOIN %(clocks)s ON clock.company_id = %(company)s
                WHERE lead.grade = 'a' AND lead.active AND lead.type = 'opportunity'
                  AND lead.won_status = 'pending' AND lead.stalled IS NOT TRUE AND %(scope)s),
            found AS (
                SELECT lead.*, overdue IS TRUE AS late FROM known AS lead
                WHERE overdue OR (begun < quiet_before AND NOT EXISTS (
                    SELECT 1 FROM (%(progress)s) AS progress WHERE progress.moment >= lead.quiet_before)))
            SELECT lead.id, CASE WHEN late THEN 'overdue' ELSE 'quiet' END,
                   LEAST(lead.today, CASE WHEN late THEN GREATEST(
                       date_deadline + 1,
                       (grade_since AT TIME ZONE 'UTC' AT TIME ZONE tz)::date)
                   ELSE (GREATEST(begun, (SELECT max(progress.moment) FROM (%(progress)s) AS progress))
                         AT TIME ZONE 'UTC' AT TIME ZONE tz)::date + days END)
            FROM found AS lead ORDER BY lead.id""",
                clocks=self._get_clocks(),
                company=self._get_company_sql(),
                scope=SQL("lead.id = ANY(%s)", lead_ids) if lead_ids is not None else SQL("TRUE"),
                progress=progress,
            )
        )

    @api.model
    def _find_over(self):
        """[(stall id, what ended it)] of stalls that are over without anybody having noticed.

        What is known by its day only may have been before the stall was found on the same day: it counts
        from the next one on.
        """
        progress = self.env["crm.lead"].get_progress_query()
        return self.env.execute_query(
            SQL(
                """
            SELECT id, cause FROM (
                SELECT stall.id, CASE
                    WHEN lead.won_status = 'won' THEN 'won'
                    WHEN lead.active IS NOT TRUE OR lead.won_status = 'lost'
                         OR lead.type IS DISTINCT FROM 'opportunity' THEN 'closed'
                    WHEN lead.grade IS DISTINCT FROM 'a' THEN 'regraded'
                    WHEN clock.company_id IS NULL THEN 'off'
                    WHEN stall.deadline < lead.date_deadline AND lead.date_deadline >= clock.today
                         THEN 'closing'
                    ELSE (SELECT progress.kind FROM (%(progress)s) AS progress
                          WHERE progress.moment > stall.found_at AND (progress.kind NOT IN %(by_day)s
                                OR progress.moment::date > stall.found_at::date)
                          ORDER BY progress.moment DESC LIMIT 1)
                    END AS cause
                FROM sales_toolkit_stall AS stall JOIN crm_lead AS lead ON lead.id = stall.lead_id
                LEFT JOIN %(clocks)s ON clock.company_id = %(company)s
                WHERE stall.state IN %(open)s) AS stalls
            WHERE cause IS NOT NULL ORDER BY id""",
                clocks=self._get_clocks(),
                company=self._get_company_sql(),
                progress=progress,
                by_day=KNOWN_BY_DAY,
                open=OPEN,
            )
        )
