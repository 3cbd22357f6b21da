"""Grading anew what is outdated: closings come nearer every day, and policies change (O1)."""

from odoo import api, models

from ..shared.batches import do_or_leave_out, tries_again
from .crm_lead_grading import NEEDED
from .grading_sql import select_outdated

BATCH = 1000


class CrmLead(models.Model):
    _inherit = "crm.lead"

    @api.model
    @tries_again
    def _cron_update_grades(self):
        """Grade anew what time or a policy has changed, and end grades set by hand. Once a day."""
        ids = self._get_outdated_ids()
        cron = self.env["ir.cron"]
        if not ids:
            return
        cron._commit_progress(remaining=len(ids))
        busy = self.browse()
        for start in range(0, len(ids), BATCH):
            batch = self.browse(ids[start : start + BATCH])
            free = batch.try_lock_for_update(allow_referencing=True)
            do_or_leave_out(self.env, free, lambda rows: rows._regrade_today(), "Opportunity to grade")
            busy |= batch - free
            if not cron._commit_progress(len(free)):
                return
        # somebody who was saving one of them has graded it, but another scheduled action has not
        do_or_leave_out(self.env, busy, lambda rows: rows._regrade_today(), "Opportunity to grade")
        cron._commit_progress(len(busy))

    @api.private
    @api.model
    def regrade_outdated(self):
        """After a change of policy: few opportunities at once, many by the scheduled action."""
        # sudo: whoever may change the policy, the grades of all follow from it
        leads = self.sudo()
        ids = leads._get_outdated_ids(BATCH + 1)
        if len(ids) <= BATCH:
            leads.browse(ids)._regrade("policy")
        elif cron := self.env.ref("sales_toolkit.cron_update_grades", raise_if_not_found=False):
            # sudo: only wakes the scheduled action
            cron.sudo()._trigger()

    def _regrade_today(self):
        """Grade these anew; where a setting by hand has come to its end, that is the reason."""
        leads = self._filter_open()
        ended = leads._end_overrides()
        ended._regrade("expired")
        (leads - ended)._regrade("time")

    @api.model
    def _get_outdated_ids(self, limit=None):
        """Open opportunities whose grade, or whose setting by hand, does not hold any more.

        SQL, because of 100,000 only few change from one day to the next. For the toolkit alone: it finds
        opportunities that the user may not see.
        """
        for model, names in (("crm.lead", ["grade", *NEEDED]), ("res.users", ["company_id"])):
            self.env[model].flush_model(names)
        first = self.env["res.partner"].get_first_company()
        query = select_outdated(self._get_grading_places(), first.id, limit)
        return [id_ for [id_] in self.env.execute_query(query)]

    @api.model
    def _get_grading_places(self):
        """[(ids of companies, their today, {id of a team or None: policies})], the same ones together."""
        rows = self.env["sales_toolkit.grade"].get_rows()
        teams = [self.env["crm.team"], *rows.team_id]
        places = {}
        # sudo: archived companies may have open opportunities too
        companies = self.env["res.company"].sudo().search([("active", "in", (True, False))], order="id")
        for company in companies:
            policies = tuple(
                (team.id or None, tuple(grade.get_rule() for grade in rows.pick(company, team).values()))
                for team in teams
            )
            places.setdefault((company.get_today(), policies), []).append(company.id)
        return [(ids, today, dict(policies)) for (today, policies), ids in places.items()]
