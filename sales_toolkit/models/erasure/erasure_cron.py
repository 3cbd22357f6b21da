"""The two scheduled actions of the retention rule: propose, and erase what nobody decided to keep."""

import logging

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ..shared.batches import COLLISIONS, do_or_leave_out, tries_again

_logger = logging.getLogger(__name__)
BATCH = 500


class Erasure(models.Model):
    _inherit = "sales_toolkit.erasure"

    @api.model
    @tries_again
    def _cron_propose_erasures(self):
        """Propose each customer that has been dormant for longer than its retention period, once."""
        domain = self._get_candidate_domain()
        partners = self.env["res.partner"].with_context(active_test=False)
        remaining = partners.search_count(domain)
        cron = self.env["ir.cron"]
        if not remaining:
            return
        cron._commit_progress(remaining=remaining)
        last_id = 0
        while batch := partners.search(domain & Domain("id", ">", last_id), order="id", limit=BATCH):
            last_id = batch[-1].id
            do_or_leave_out(self.env, batch, self._propose, "Customer past its retention period")
            if not cron._commit_progress(len(batch)):
                return

    @api.model
    @tries_again
    def _cron_run_due_erasures(self):
        """Erase what is due; what fails is reported on its finding and tried again another day."""
        self._keep_woken()
        due = self.search(self._get_due_domain(), order="due_date, id")
        due = due.filtered(lambda erasure: erasure._is_past_retention())
        cron = self.env["ir.cron"]
        if not due:
            return
        cron._commit_progress(remaining=len(due))
        for erasure in due:
            do_or_leave_out(self.env, erasure, lambda row: row._run_or_report(), "Erasure")
            if not cron._commit_progress(1):
                return

    # Proposing ------------------------------------------------------------------------------------

    @api.model
    def _get_candidate_domain(self):
        """Customers past their retention period about whom there is no finding yet."""
        companies = self.env["res.company"].search([("retention_months", ">", 0)])
        return (
            Domain("registered_on", "!=", False)
            & Domain("dormant", "=", True)
            & Domain.OR(self._get_company_domain(company) for company in companies)
            & Domain.custom(to_sql=self._without_finding)
        )

    @api.model
    def _get_company_domain(self, company):
        """Customers to whom ``company``'s retention period applies and who are past it.

        As ``res.partner.get_retention_company()`` says it: a customer that all companies share goes
        by its salesperson's company, or else by the first one.
        """
        shared = Domain("user_id.company_id", "=", company.id)
        if company == self.env["res.partner"].get_first_company():
            shared |= Domain("user_id", "=", False)
        return Domain("dormant_since", "<=", company.get_retention_limit()) & (
            Domain("company_id", "=", company.id) | (Domain("company_id", "=", False) & shared)
        )

    @api.model
    def _without_finding(self, _model, alias, _query):
        """Compares two columns, which a domain can't: a finding counts for one time of being dormant."""
        return SQL(
            """NOT EXISTS (SELECT 1 FROM sales_toolkit_erasure AS finding
                           WHERE finding.partner_id = %(partner)s.id AND finding.reason = 'retention'
                             AND finding.dormant_since = %(partner)s.dormant_since)""",
            partner=SQL.identifier(alias),
        )

    @api.model
    def _propose(self, partners):
        today = fields.Date.context_today(self)
        self.create(
            [
                {
                    "partner_id": partner.id,
                    "reason": "retention",
                    "dormant_since": partner.dormant_since,
                    "proposed_on": today,
                    "due_date": fields.Date.add(
                        today, days=partner.get_retention_company().retention_grace_days
                    ),
                }
                for partner in partners
            ]
        )

    # Erasing --------------------------------------------------------------------------------------

    def _is_about_now(self):
        """Whether the customer is still dormant, for the time that this finding is about."""
        partner = self.partner_id
        return partner.dormant and partner.dormant_since == self.dormant_since

    def _is_past_retention(self):
        """Whether the finding still holds under the retention period as it is now."""
        company = self.partner_id.get_retention_company()
        return (
            self._is_about_now()
            and company.retention_months > 0
            and self.dormant_since <= company.get_retention_limit()
        )

    @api.model
    def _get_due_domain(self):
        today = fields.Date.context_today(self)
        return (
            Domain("state", "=", "proposed")
            & Domain("reason", "=", "retention")
            & Domain("due_date", "<=", today)
            & (Domain("retry_date", "=", False) | Domain("retry_date", "<=", today))
        )

    @api.model
    def _keep_woken(self):
        """A customer that has woken keeps its items, and nobody needs to decide about it."""
        proposed = self.search([("state", "=", "proposed"), ("reason", "=", "retention")])
        woken = proposed.filtered(lambda erasure: not erasure._is_about_now())
        for company, erasures in woken.grouped(lambda row: row.partner_id.get_retention_company()).items():
            lang = company.partner_id.lang
            erasures._keep(self.with_context(lang=lang).env._("The customer is no longer dormant."))

    def _run_or_report(self):
        """Erase this one; an error names its kind only, since its message could quote what is to go."""
        if not self.try_lock_for_update():
            return
        self.invalidate_recordset()
        if self.state != "proposed" or not self._is_past_retention():
            return
        try:
            with self.env.cr.savepoint():
                self._run()
        except COLLISIONS:
            raise
        except Exception as error:  # pylint: disable=broad-except  # one bad record must not stop the others
            kind = type(error).__name__
            _logger.warning("Erasure %s failed with %s and is tried again tomorrow", self.id, kind)
            self.write({"failure": kind, "retry_date": fields.Date.add(fields.Date.today(), days=1)})
