"""The daily actions: give days to who has none, open what is due, tell of what was missed (C10)."""

from datetime import timedelta

from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL

from ..shared.batches import do_or_leave_out, tries_again
from .data_check import OPEN

BATCH = 5000


class DataCheck(models.Model):
    _inherit = "sales_toolkit.data_check"

    @api.model
    @tries_again
    def _cron_schedule_data_checks(self):
        """Give a day to registered customers that have none, or whose day is no good any more."""
        partners = self.env["res.partner"]
        domain = partners._get_unscheduled_domain()
        misplaced = self._get_misplaced_customers()
        remaining = partners.search_count(domain) + len(misplaced)
        cron = self.env["ir.cron"]
        if not remaining:
            return
        cron._commit_progress(remaining=remaining)
        for start in range(0, len(misplaced), BATCH):
            batch = partners.browse(misplaced[start : start + BATCH])
            do_or_leave_out(self.env, batch, lambda rows: rows.schedule_first_check(), "Day of a check")
            if not cron._commit_progress(len(batch)):
                return
        last_id = 0
        while batch := partners.search(domain & Domain("id", ">", last_id), order="id", limit=BATCH):
            last_id = batch[-1].id
            do_or_leave_out(self.env, batch, lambda rows: rows.schedule_first_check(), "Day of a check")
            if not cron._commit_progress(len(batch)):
                return

    @api.model
    @tries_again
    def _cron_open_data_checks(self):
        """Open a check for each customer that is due, close what needs none, and tell who is late."""
        self._cancel_needless()
        self._hand_over_orphans()
        self._mark_missed()
        cron = self.env["ir.cron"]
        ids = [row[0] for row in self.env.execute_query(SQL("%s ORDER BY partner.id", self._select_due()))]
        if ids:
            cron._commit_progress(remaining=len(ids))
        for start in range(0, len(ids), BATCH):
            batch = ids[start : start + BATCH]
            do_or_leave_out(self.env, batch, self._open_due, "Data check")
            if not cron._commit_progress(len(batch)):
                break
        for kind in ("data_check", "data_check_missed"):
            self.env["sales_toolkit.reminder"].refresh_everyone(kind)

    # Opening ------------------------------------------------------------------------------------------

    @api.model
    def _select_due(self):
        """Customers whose day has come and who have no open check. Each company has its own today."""
        self.env["res.partner"].flush_model()
        self.flush_model()
        return SQL(
            """SELECT partner.id, partner.user_id, partner.next_check_date FROM res_partner AS partner
                WHERE partner.next_check_date <= %s AND partner.registered_on IS NOT NULL
                  AND partner.active AND partner.dormant IS NOT TRUE
                  AND partner.commercial_partner_id = partner.id
                  AND NOT EXISTS (SELECT 1 FROM sales_toolkit_data_check AS known
                                   WHERE known.partner_id = partner.id AND known.state IN %s)""",
            self._get_today(),
            OPEN,
        )

    @api.model
    def _open_due(self, ids):
        """Open a check for those of these customers that are due still.

        SQL, so that 20,000 cost no 20,000 creations; as superuser, who alone runs the scheduled action.
        """
        self.env.cr.execute(
            SQL(
                """INSERT INTO sales_toolkit_data_check
                       (partner_id, user_id, due_date, state, create_uid, create_date, write_uid, write_date)
                   SELECT due.id, due.user_id, due.next_check_date, 'due', %(uid)s, %(now)s, %(uid)s, %(now)s
                     FROM (%(due)s AND partner.id = ANY(%(ids)s) ORDER BY partner.id) AS due
                   ON CONFLICT DO NOTHING""",
                uid=self.env.uid,
                now=self.env.cr.now(),
                due=self._select_due(),
                ids=ids,
            )
        )
        self.invalidate_model(flush=False)

    @api.model
    def _get_today(self):
        """The day it is in the first company; one day of difference matters to nobody in a month."""
        return self.env["res.partner"].get_first_company().get_today()

    # Closing --------------------------------------------------------------------------------------------

    @api.model
    def _cancel_needless(self):
        """Customers that are dormant, archived or not ours any more are asked nothing."""
        needless = Domain("partner_id.dormant", "=", True) | Domain("partner_id.active", "=", False)
        needless |= Domain("partner_id.registered_on", "=", False)
        checks = self.search(Domain("state", "in", OPEN) & needless)
        cancel = {"state": "cancelled"}
        do_or_leave_out(self.env, checks, lambda rows: rows.store_derived(cancel), "Data check to cancel")

    @api.model
    def _mark_missed(self):
        """Tell the team leader of what has not been done within the days of grace of its company."""
        for company in self.env["res.company"].search([("active", "=", True)]):
            limit = company.get_today() - timedelta(days=company.data_check_grace_days)
            missed = self.search(
                [
                    ("state", "=", "due"),
                    ("due_date", "<", limit),
                    *self.env["res.partner"]._get_home_domain("partner_id", company),
                ]
            )

            def miss(rows, company=company):
                rows.store_derived({"state": "missed"})
                rows._tell_leaders(company)

            do_or_leave_out(self.env, missed, miss, "Missed data check")

    def _tell_leaders(self, company):
        """Note who is told that these were missed: the team's leader, or else who reviews the customers."""
        for user, checks in self.grouped("user_id").items():
            teams = user.get_sales_teams().filtered("active")
            leader = ((teams.user_id | company.customer_reviewer_id).filtered("active") - user)[:1]
            checks.store_derived({"leader_id": leader.id})

    @api.model
    def _get_told_domain(self):
        return Domain("state", "=", "missed")

    @api.private
    def hand_over(self):
        """Give these open checks to who looks after their customers now, and tell who leads them."""
        # sudo: checks are written by the toolkit only; who may change a salesperson was asked before.
        checks = self.sudo()
        moved = checks.filtered(lambda check: check.user_id != check.partner_id.user_id)
        users, leaders = moved.user_id, checks.leader_id
        for user, rows in moved.grouped(lambda check: check.partner_id.user_id).items():
            rows.store_derived({"user_id": user.id})
        missed = checks.filtered(lambda check: check.state == "missed")
        for company, rows in missed.grouped(lambda check: check.partner_id.get_home_company()).items():
            rows._tell_leaders(company)
        reminder = self.env["sales_toolkit.reminder"]
        if moved:
            reminder.refresh("data_check", users | moved.user_id)
        if missed:
            reminder.refresh("data_check_missed", leaders | missed.leader_id)
