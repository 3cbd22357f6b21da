"""The daily action: what was missed, what moves, and what is to be planned (O3)."""

from collections import defaultdict

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ...rules.cadence import catch_up
from ..shared.batches import do_or_leave_out, tries_again
from ..working_days.zone import today_of
from .planner import Planner

BATCH = 1000


class FollowUp(models.Model):
    _inherit = "sales_toolkit.follow_up"

    @api.model
    @tries_again
    def _cron_plan_follow_ups(self):
        """Mark what was missed, make up for it once, move what lies on days off, and plan what is lacking."""
        cron = self.env["ir.cron"]
        steps = [
            (self._get_met, self._set_met),
            (self._get_out_of_step, self._set_in_step),
            (self._get_missed, self._set_missed),
            (self._get_off_cadence, self._replan),
            (self._get_on_days_off, self._replan),
            (self._get_without_activity, self._give_activities),
        ]
        remaining = sum(len(getter()) for getter, _method in steps)
        remaining += self.env["crm.lead"].search_count(self._get_unplanned_domain())
        if not remaining:
            return
        cron._commit_progress(remaining=remaining)
        for getter, method in steps:
            ids = getter()
            for start in range(0, len(ids), BATCH):
                batch = ids[start : start + BATCH]
                do_or_leave_out(self.env, batch, method, "Follow-up")
                if not cron._commit_progress(len(batch)):
                    return
        self._plan_lacking()

    @api.model
    def _plan_lacking(self):
        """Important grades first, so that they get the days with room."""
        leads, cron = self.env["crm.lead"], self.env["ir.cron"]
        for grade in dict(self._fields["grade"].selection):
            domain = self._get_unplanned_domain() & Domain("grade", "=", grade)
            last_id = 0
            while batch := leads.search(domain & Domain("id", ">", last_id), order="id", limit=BATCH):
                last_id = batch[-1].id
                do_or_leave_out(
                    self.env, batch, lambda rows: rows.plan_follow_ups(), "Follow-ups of opportunity"
                )
                if not cron._commit_progress(len(batch)):
                    return

    # What is to be done --------------------------------------------------------------------------------

    @api.model
    def _get_unplanned_domain(self):
        """Open, graded opportunities of somebody who is there, without a planned follow-up."""
        policies = self.env["sales_toolkit.grade"].get_deals_by_policy()
        return Domain(
            [
                ("grade", "!=", False),
                ("next_follow_up_date", "=", False),
                ("won_status", "=", "pending"),
                ("type", "=", "opportunity"),
                ("user_id.active", "=", True),
            ]
        ) & Domain.OR(domain for policy, domain in policies.items() if policy.get_cadence())

    @api.model
    def _select_planned(self, condition):
        """Ids of planned follow-ups for which ``condition`` holds, the important grades first."""
        self.flush_model()
        self.env["crm.lead"].flush_model(["user_id", "active", "won_status", "type", "grade"])
        rows = self.env.execute_query(
            SQL(
                """SELECT row.id FROM sales_toolkit_follow_up AS row
                     LEFT JOIN crm_lead AS lead ON lead.id = row.lead_id
                     LEFT JOIN res_users AS person ON person.id = row.user_id
                     LEFT JOIN res_company AS company
                            ON company.id = COALESCE(lead.company_id, person.company_id)
                    WHERE row.state = 'planned' AND %s ORDER BY row.grade NULLS LAST, row.id""",
                condition,
            )
        )
        return [id_ for [id_] in rows]

    @api.model
    def _get_met(self):
        """Those whose meeting is over: they took place."""
        return self._select_planned(
            SQL(
                """EXISTS (SELECT FROM mail_activity AS activity
                             JOIN calendar_event AS event ON event.id = activity.calendar_event_id
                            WHERE activity.id = row.activity_id AND event.active AND event.stop < %s)""",
                fields.Datetime.now(),
            )
        )

    @api.model
    def _get_missed(self):
        """Those whose day has passed, with the days of grace of their company."""
        return self._select_planned(
            # most are to come, whatever the time zone: today is worked out for the others
            SQL(
                """row.planned_date <= current_date
                   AND row.planned_date + COALESCE(company.follow_up_grace_days, 0) < %s""",
                today_of("person"),
            )
        )

    @api.model
    def _get_out_of_step(self):
        """Those of opportunities that are closed, not graded any more, or of nobody who is there."""
        return self._select_planned(
            SQL(
                """row.lead_id IS NOT NULL AND (
                       NOT lead.active OR lead.won_status != 'pending'
                       OR row.slot_date IS NOT NULL AND (
                           lead.type != 'opportunity' OR lead.grade IS NULL
                           OR NOT EXISTS (SELECT FROM res_users AS own
                                           WHERE own.id = lead.user_id AND own.active)))"""
            )
        )

    @api.model
    def _get_off_cadence(self):
        """Those that another cadence than today's has given; not those whose day somebody chose."""
        off = []
        for policy, domain in self.env["sales_toolkit.grade"].get_deals_by_policy().items():
            condition = SQL("row.grade = %s", policy.code)
            if cadence := policy.get_cadence_text():
                # where none is noted, the contact was planned before cadences were
                condition = SQL("%s AND row.cadence != %s", condition, cadence)
            deals = self.env["crm.lead"]._search(domain)
            off.append(SQL("(%s AND row.lead_id IN %s)", condition, deals.subselect()))
        if not off:
            return []
        return self._select_planned(
            SQL(
                """(%s) AND row.planned_date = row.slot_date
                   AND NOT EXISTS (SELECT FROM mail_activity AS activity
                                    WHERE activity.id = row.activity_id AND activity.active
                                      AND activity.automated IS NOT TRUE)""",
                SQL(" OR ").join(off),
            )
        )

    @api.model
    def _get_on_days_off(self):
        """Those that the toolkit put on a day on which their person does not work any more."""
        planned = Domain("state", "=", "planned") & Domain("slot_date", "!=", False)
        planned &= Domain("user_id.active", "=", True)
        by_user, off = defaultdict(list), []
        for user, day in self._read_group(planned, ["user_id", "planned_date:day"]):
            by_user[user].append(fields.Date.to_date(day))
        working = {}
        for user, days in by_user.items():
            key = (*user.get_work_key(), max(days))
            if key not in working:
                working[key] = set(user.get_working_days(user.get_today(), max(days)))
            today = user.get_today()
            if free := [day for day in days if day >= today and day not in working[key]]:
                off.append(Domain("user_id", "=", user.id) & Domain("planned_date", "in", free))
        # only those are read of which there are few; one that somebody moved to a day off is there on purpose
        rows = self.search(planned & Domain.OR(off), order="id")
        return rows.filtered(lambda row: row.planned_date == row.slot_date).ids

    @api.model
    def _get_without_activity(self):
        """Those whose activity went without a trace, with its kind or by hand in the database."""
        return self._select_planned(
            SQL("row.activity_id IS NULL AND row.lead_id IS NOT NULL AND row.user_id IS NOT NULL")
        )

    # Doing it -------------------------------------------------------------------------------------------

    @api.model
    def _set_met(self, ids):
        met = self.browse(ids)
        for name, rows in (
            met.filtered(lambda row: not row.outcome)
            .grouped(lambda row: row.activity_id.calendar_event_id.get_open_name())
            .items()
        ):
            rows.write_derived({"outcome": name})
        # meetings end at the full hour: many at the same moment
        for moment, rows in met.grouped(lambda row: row.activity_id.calendar_event_id.stop).items():
            rows._set_done(moment, activities=False)

    @api.model
    def _set_missed(self, ids):
        self.browse(ids).write_derived({"state": "missed"})
        self._catch_up(ids)

    @api.model
    def _set_in_step(self, ids):
        self.browse(ids).lead_id._sync_follow_ups()

    @api.model
    def _replan(self, ids):
        self.browse(ids).lead_id.replan_follow_ups()

    @api.model
    def _give_activities(self, ids):
        self.browse(ids)._start_planned()

    @api.model
    def _catch_up(self, ids):
        """One new follow-up for each opportunity that missed some, unless another comes at once anyway.

        It takes over the activity, the goal and the method of the one that was missed.
        """
        missed = self.browse(ids).sorted(lambda row: (row.grade or "z", row.planned_date, row.id))
        leads = missed.lead_id.filtered(lambda lead: lead.is_followed())
        planner = Planner(leads)
        near = {row.lead_id: row for row in reversed(leads.get_open_follow_ups())}
        rows = []
        for lead, group in missed.grouped("lead_id").items():
            values = lead in leads and self._prepare_catch_up(planner, lead, group[-1], near.get(lead))
            own = group.activity_id.filtered(lambda activity: activity.active and activity.automated)
            kept = own.browse()
            if values:
                kept = own & group[-1].activity_id
                rows.append(values | {"activity_id": kept.id or None})
            (own - kept).with_context(from_follow_up=True).unlink()
        missed.write_derived({"activity_id": False})
        self._insert_planned(rows)

    @api.model
    def _prepare_catch_up(self, planner, lead, missed, coming):
        policy = planner.get_policy(lead)
        cadence = policy and policy.get_cadence()
        if not cadence:
            return None
        user = lead.user_id
        today = user.get_today()
        load = planner.loads[user.id]
        day = catch_up(
            today, cadence, planner._get_working(user, today, cadence), load, planner._get_limit(lead)
        )
        if coming and coming.planned_date <= day:
            return None
        load[day] += 1
        kept = {"method": missed.method or "phone", "goal": missed.goal or None}
        return planner._prepare_values(lead, policy, day, 0) | kept
