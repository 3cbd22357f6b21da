"""Works out when, how and what for the next contacts of opportunities are (O2, O3)."""

from collections import Counter, defaultdict
from datetime import timedelta
from math import ceil

from odoo import fields
from odoo.tools import SQL

from ...rules.cadence import plan_contacts
from ..grading.grading import Grading
from ..working_days.zone import today_of

# How far ahead working days are looked up, besides two periods of the longest cadence.
HORIZON = 45


class Planner:
    """Gathers once what planning many opportunities needs. Superuser; nothing is written."""

    def __init__(self, leads, without=None):
        """
        :param leads: the opportunities, as superuser
        :param without: follow-ups that don't count as load, because they are planned anew
        """
        self.env = leads.env
        self.leads = leads
        self.without = set(without.ids) if without else set()
        self.policies, self.working, self.goals, self.channels = {}, {}, {}, {}
        self.grading = Grading(self.env)
        self.last, self.counts = self._get_last_contacts()
        self.loads = self._get_loads()
        self.near = self._get_near_activities()

    def prepare(self):
        """Values of the follow-ups of all opportunities."""
        return [row for lead in self.leads for row in self.prepare_for(lead)]

    def prepare_for(self, lead):
        """Values of the follow-ups of one period; none where the grade has no cadence."""
        policy = self.get_policy(lead)
        cadence = policy and policy.get_cadence()
        if not cadence:
            return []
        user = lead.user_id
        today = user.get_today()
        load, limit = self.loads[user.id], self._get_limit(lead)
        working = self._get_working(user, today, cadence)
        days = plan_contacts(self.last.get(lead.id, today), today, cadence, working, load, limit)
        adopted = self.near.get(lead.id)
        rows = []
        if adopted and adopted[1] <= days[0] + timedelta(days=ceil(cadence.gap / 2)):
            rows = [self._prepare_values(lead, policy, adopted[1], 0) | self._adopt(adopted)]
            days = [day for day in days[1:] if day > adopted[1]]
        rows += [self._prepare_values(lead, policy, day, len(rows) + at) for at, day in enumerate(days)]
        for day in days:
            load[day] += 1
        return rows

    def is_near(self, lead, day, planned):
        """Whether ``day`` is early enough to stand for a contact that is planned on ``planned``."""
        policy = self.get_policy(lead)
        cadence = policy and policy.get_cadence()
        return bool(cadence and day <= planned + timedelta(days=ceil(cadence.gap / 2)))

    def get_policy(self, lead):
        """The record of the opportunity's grade that holds for its company and team."""
        key = lead.get_grading_company(), lead.team_id
        if key not in self.policies:
            self.policies[key] = self.env["sales_toolkit.grade"].get_policies(*key)
        return self.policies[key].get(lead.grade)

    # What goes into a row -----------------------------------------------------------------------------

    def _prepare_values(self, lead, policy, day, place):
        turn = self.counts.get(lead.id, 0) + place
        steps = policy.step_ids
        step = steps[turn % len(steps)] if steps else steps
        return {
            "lead_id": lead.id,
            "partner_id": lead.partner_id.commercial_partner_id.id or None,
            "user_id": lead.user_id.id,
            "team_id": lead.team_id.id or None,
            "grade": lead.grade,
            "cadence": policy.get_cadence_text(),
            "method": step.method or "phone",
            "channel_id": self._get_channel_id(step.method or "phone"),
            "goal": self._get_goal(lead, policy, step, turn),
            "planned_date": day,
            "slot_date": day,
            "state": "planned",
        }

    def _get_goal(self, lead, policy, step, turn):
        """One of the suggestions, another at each turn; else what such contacts are about."""
        lang = lead.user_id.lang
        missing = tuple(finding.item for finding in self.grading.assess(lead).missing)
        key = policy, lead.stage_id, missing, lang
        if key not in self.goals:
            speaking = lead.with_context(lang=lang)
            self.goals[key] = speaking.get_goal_suggestions(policy.with_context(lang=lang), missing)
        goals = self.goals[key]
        return goals[turn % len(goals)] if goals else step.with_context(lang=lang).focus or None

    def _get_channel_id(self, method):
        if method not in self.channels:
            channel = self.env["sales_toolkit.follow_up"].get_channel(method)
            self.channels[method] = channel.id or None
        return self.channels[method]

    def _adopt(self, activity):
        id_, _day, summary = activity
        return {"activity_id": id_} | ({"goal": summary} if summary else {})

    # What is known of the opportunities and their people ----------------------------------------------

    def _get_last_contacts(self):
        """({lead id: day that the cadence counts from}, {lead id: contacts so far})."""
        self.env["sales_toolkit.follow_up"].flush_model()
        rows = self.env.execute_query(
            SQL(
                """SELECT lead_id, max(done_at) FILTER (WHERE state = 'done'),
                          max(planned_date) FILTER (WHERE skipped AND state = 'cancelled'),
                          count(*) FILTER (WHERE state = 'done')
                     FROM sales_toolkit_follow_up WHERE lead_id = ANY(%s) AND state != 'planned'
                    GROUP BY lead_id""",
                self.leads.ids,
            )
        )
        days, counts = {}, {}
        for lead_id, done_at, skipped, count in rows:
            counts[lead_id] = count
            tz = self.leads.browse(lead_id).user_id.get_zone()
            done = done_at and fields.Datetime.context_timestamp(self.leads.with_context(tz=tz), done_at)
            known = [day for day in (done and done.date(), skipped) if day]
            if known:
                days[lead_id] = max(known)
        return days, counts

    def _get_loads(self):
        """{user id: {day: follow-ups planned}}."""
        rows = self.env.execute_query(
            SQL(
                """SELECT user_id, planned_date, count(*) FROM sales_toolkit_follow_up
                    WHERE state = 'planned' AND user_id = ANY(%s) AND id != ALL(%s)
                    GROUP BY user_id, planned_date""",
                self.leads.user_id.ids,
                list(self.without),
            )
        )
        loads = defaultdict(Counter)
        for user_id, day, count in rows:
            loads[user_id][day] = count
        return loads

    def _get_near_activities(self):
        """{lead id: (id, day, summary)} of open activities of people that serve as a follow-up."""
        self.env["mail.activity"].flush_model()
        rows = self.env.execute_query(
            SQL(
                """SELECT DISTINCT ON (activity.res_id)
                          activity.res_id, activity.id, activity.date_deadline, activity.summary
                     FROM mail_activity AS activity
                     JOIN mail_activity_type AS type ON type.id = activity.activity_type_id
                     JOIN crm_lead AS lead ON lead.id = activity.res_id AND lead.user_id = activity.user_id
                     JOIN res_users AS person ON person.id = lead.user_id
                    WHERE activity.res_model = 'crm.lead' AND activity.res_id = ANY(%s) AND activity.active
                      AND type.serves_follow_up AND activity.automated IS NOT TRUE
                      AND activity.date_deadline >= %s
                      AND NOT EXISTS (SELECT FROM sales_toolkit_follow_up AS known
                                       WHERE known.activity_id = activity.id)
                    ORDER BY activity.res_id, activity.date_deadline, activity.id""",
                self.leads.ids,
                today_of("person"),
            )
        )
        return {lead_id: tuple(rest) for lead_id, *rest in rows}

    def _get_working(self, user, today, cadence):
        key = (*user.get_work_key(), max(cadence.per_days * 2, HORIZON))
        if key not in self.working:
            days = user.get_working_days(today, today + timedelta(days=key[-1]))
            self.working[key] = days or [user.add_working_days(today, 0)]
        return self.working[key]

    def _get_limit(self, lead):
        return lead.get_grading_company().follow_up_daily_load
