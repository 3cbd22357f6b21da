"""The daily action: what meetings of the past woke, and who has been quiet for too long."""

from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ...rules.dormancy import quiet_limit
from ..shared.batches import do_first, do_or_leave_out, tries_again

BATCH = 1000
# A meeting that was over longer ago has been noticed, or the action was off for that long.
MEETINGS_SINCE = timedelta(days=60)


class ResPartner(models.Model):
    _inherit = "res.partner"

    @api.model
    @tries_again
    def _cron_mark_dormant_customers(self):
        """Mark who has been without interaction for long, and draft a plan for each. Once a day."""
        self._tidy_gone()
        plans = self.env["sales_toolkit.activation_plan"]
        do_first(self.env, plans._find_orphans(), lambda rows: rows.hand_over(), "Plan to hand over")
        partners = self.with_context(active_test=True)
        met = partners._get_customers_met()
        domain = partners._get_dormancy_domain()
        remaining = len(met) + partners.search_count(domain)
        cron = self.env["ir.cron"]
        if remaining:
            cron._commit_progress(remaining=remaining)
            self._mark_in_batches(met, domain)
        # also when nothing is left: the last run may have ended just before
        self.env["sales_toolkit.reminder"].refresh_everyone("activation_plan")

    @api.model
    def _mark_in_batches(self, met, domain):
        partners, cron = self.with_context(active_test=True), self.env["ir.cron"]
        for start in range(0, len(met), BATCH):
            batch = met[start : start + BATCH]
            do_or_leave_out(self.env, batch, partners._note_meetings, "Customer met")
            if not cron._commit_progress(len(batch)):
                return
        last_id = 0
        while batch := partners.search(domain & Domain("id", ">", last_id), order="id", limit=BATCH):
            last_id = batch[-1].id
            do_or_leave_out(self.env, batch, lambda rows: rows._mark_quiet(), "Quiet customer")
            if not cron._commit_progress(len(batch)):
                return

    @api.model
    def _note_meetings(self, met):
        self.note_interactions([(self.browse(id_), stop, "meeting") for id_, stop in met])

    # Meetings ---------------------------------------------------------------------------------------

    @api.model
    def _get_customers_met(self):
        """[(customer id, moment)] of meetings that have been over for a while without anybody noticing."""
        now = fields.Datetime.now()
        for model, names in self._get_interaction_models().items():
            self.env[model].flush_model(names)
        self.flush_model(["last_contact_at", "registered_on"])
        return self.env.execute_query(
            SQL(
                """WITH over AS (SELECT id, stop, opportunity_id FROM calendar_event
                                 WHERE active AND stop BETWEEN %s AND %s),
                        met AS (
                    SELECT rel.res_partner_id AS partner_id, over.stop
                    FROM over JOIN calendar_event_res_partner_rel AS rel ON rel.calendar_event_id = over.id
                    WHERE NOT EXISTS (
                        SELECT 1 FROM calendar_attendee AS attendee WHERE attendee.event_id = over.id
                        AND attendee.partner_id = rel.res_partner_id AND attendee.state = 'declined')
                    UNION ALL
                    SELECT lead.partner_id, over.stop
                    FROM over JOIN crm_lead AS lead ON lead.id = over.opportunity_id)
                   SELECT customer.id, max(met.stop)
                   FROM met JOIN res_partner AS person ON person.id = met.partner_id
                   JOIN res_partner AS customer ON customer.id = person.commercial_partner_id
                   WHERE customer.registered_on IS NOT NULL
                     AND (customer.last_contact_at IS NULL OR customer.last_contact_at < met.stop)
                   GROUP BY customer.id ORDER BY customer.id""",
                now - MEETINGS_SINCE,
                now,
            )
        )

    # Who is due -------------------------------------------------------------------------------------

    @api.model
    def _get_dormancy_domain(self):
        """Registered customers that are due to be marked today, each by its tags' or company's number."""
        companies = self.env["res.company"].search([("active", "=", True)])
        return (
            Domain("registered_on", "!=", False)
            & Domain("dormant", "!=", True)
            & ~self._get_contact_domain()
            & Domain.OR([self._get_company_dormancy_domain(company) for company in companies])
        )

    @api.model
    def _get_company_dormancy_domain(self, company):
        """Customers of ``company``, or shared ones that it looks after, that are due under its numbers.

        The smallest number of a customer's tags counts, so that it is enough that any one has passed.
        """
        shared = Domain("user_id.company_id", "=", company.id)
        if company == self.get_first_company():
            shared |= Domain("user_id", "=", False)
        today = company.get_today()
        tags = self.env["res.partner.category"].search([("dormancy_days", ">", 0)])
        quiet = Domain.FALSE
        if company.dormancy_days:
            quiet = self._get_quiet_domain(today - timedelta(days=company.dormancy_days))
            quiet &= Domain("category_id", "not in", tags.ids) if tags else Domain.TRUE
        for days, group in tags.grouped("dormancy_days").items():
            quiet |= Domain("category_id", "in", group.ids) & self._get_quiet_domain(
                today - timedelta(days=days)
            )
        owned = Domain("company_id", "=", company.id) | (Domain("company_id", "=", False) & shared)
        return quiet & owned

    @api.model
    def _get_quiet_domain(self, limit):
        """The last interaction, or where there was none the registration, was on ``limit`` or before."""

        def to_sql(_model, alias, _query):
            table = SQL.identifier(alias)
            return SQL(
                "COALESCE(%(table)s.last_contact_date, %(table)s.registered_on) <= %(limit)s",
                table=table,
                limit=limit,
            )

        return Domain.custom(to_sql=to_sql)

    # Marking ----------------------------------------------------------------------------------------

    def _mark_quiet(self):
        """Mark these customers, with one write for each reason, and draft their plans at once."""
        groups = {}
        for customer in self:
            company = customer.get_home_company()
            limit = quiet_limit(company.dormancy_days, customer.category_id.mapped("dormancy_days"))
            groups.setdefault((customer.get_home_lang(), limit), []).append(customer.id)
        for (lang, limit), ids in groups.items():
            customers = self.browse(ids)
            reason = self.with_context(lang=lang).env._("No interaction for %(days)s days", days=limit)
            customers.mark_dormant(reason).draft_activation_plans(
                reason,
                self.env.ref("sales_toolkit.dormancy_reason_quiet", raise_if_not_found=False),
                remind=False,
            )
