"""Planning the next contacts of opportunities, many at once (O2, O3)."""

from datetime import date

from odoo import api, models

from .planner import Planner


class CrmLead(models.Model):
    _inherit = "crm.lead"

    @api.private
    def plan_follow_ups(self):
        """Plan the contacts of one period for those of these opportunities that have none planned.

        What a salesperson who has left had planned comes back first. Running it again plans nothing new.
        """
        # sudo: follow-ups and activities are the toolkit's; each goes to the opportunity's salesperson
        leads = self.sudo().filtered(lambda lead: lead.is_followed())
        if not leads:
            return
        leads -= leads._get_open_or_left()._take_up().lead_id
        leads = leads.sorted(lambda lead: (lead.grade, lead.id))
        if leads:
            rows = Planner(leads).prepare()
            self.env["sales_toolkit.follow_up"].sudo()._insert_planned(rows)

    def _get_open_or_left(self):
        """The follow-ups that are planned, or were by somebody who has left."""
        waiting = ["|", ("state", "=", "planned"), ("left_behind", "=", True)]
        return self.env["sales_toolkit.follow_up"].sudo().search([("lead_id", "in", self.ids), *waiting])

    @api.private
    def replan_follow_ups(self):
        """Plan what is planned anew: in place, so that goals and activities stay.

        A day that somebody chose stays too, and where it is the next one, nothing comes before it.
        """
        # sudo: as in plan_follow_ups()
        leads = self.sudo().filtered(lambda lead: lead.is_followed())
        if not leads:
            return
        planned = leads.get_open_follow_ups()
        planner, by_lead = Planner(leads, without=planned), planned.grouped("lead_id")
        added = []
        for lead in leads.sorted(lambda lead: (lead.grade, lead.id)):
            rows = by_lead.get(lead, planned.browse())
            wanted = planner.prepare_for(lead)
            if fixed := rows.filtered(lambda row: row.is_fixed()):
                fixed._pass_to_salesperson()
                first = rows[0].planned_date if rows[0] in fixed else date.min
                later = [values for values in wanted if values["planned_date"] > first]
                rows, wanted = rows - fixed, later[: max(len(wanted) - len(fixed), 0)]
            for row, values in zip(rows, wanted, strict=False):
                row._move_to(values)
            rows[len(wanted) :]._drop()
            added += wanted[len(rows) :]
        self.env["sales_toolkit.follow_up"].sudo()._insert_planned(added)

    @api.private
    def is_next_contact(self, day):
        """Whether an activity on ``day`` serves as the next planned contact, by the grade's cadence."""
        self.ensure_one()
        planned = self.get_open_follow_ups()[:1]
        return bool(planned and Planner(self).is_near(self, day, planned.planned_date))

    # The suggestions ----------------------------------------------------------------------------------

    @api.private
    def get_goal_suggestions(self, policy, missing=()):
        """What the next contacts could reach, the most specific first, in the language of the context.

        Rooms extend it.

        :param policy: the record of the grade that holds
        :param missing: what the next grade asks for, as ``rules.grading`` calls it
        """
        self.ensure_one()
        goals = [goal for goal in policy.goal_ids if goal.active]
        special = [goal.name for goal in goals if self.stage_id in goal.stage_ids]
        general = [goal.name for goal in goals if not goal.stage_ids]
        asked = {
            "need_clarity": self.env._("Find out exactly what is needed"),
            "budget_fit": self.env._("Find out whether the budget fits"),
            "decision_clarity": self.env._("Find out who decides, and when"),
            "competition": self.env._("Find out how we stand against competitors"),
            "closing": self.env._("Find out when the decision falls"),
        }
        return list(dict.fromkeys(special + [asked[item] for item in missing[:1]] + general))


class FollowUp(models.Model):
    _inherit = "sales_toolkit.follow_up"

    @api.model
    def _insert_planned(self, rows):
        """Insert planned follow-ups, each with its activity."""
        if not rows:
            return self.browse()
        planned = self.insert_rows([{"activity_id": None, **row} for row in rows])
        for row in planned.filtered("activity_id"):
            row._mirror(row._get_mirrored_values())
        planned._start_planned()
        leads = planned.lead_id
        leads.invalidate_recordset(["follow_up_ids"], flush=False)
        self.env.add_to_compute(leads._fields["next_follow_up_date"], leads)
        return planned

    def _take_up(self):
        """Those that wait for somebody go to their opportunity's salesperson; returns all that are planned.

        Not those whose day is over, or that were planned for another grade.
        """
        left = self.filtered("left_behind")
        back = left.filtered(
            lambda row: (
                row.planned_date >= row.lead_id.user_id.get_today()
                and row.grade in (False, row.lead_id.grade)
            )
        )
        left.write_derived({"left_behind": False})
        back.write_derived({"state": "planned"})
        back._pass_to_salesperson()
        back._start_planned()
        return self - (left - back)

    @api.private
    def is_fixed(self):
        """Whether somebody chose the day of this contact, such as the one agreed on with the customer."""
        self.ensure_one()
        own = self.activity_id.active and not self.activity_id.automated
        return bool(own or self.planned_date != self.slot_date)

    def _pass_to_salesperson(self):
        """These are contacts of their opportunity's salesperson, team and grade of today."""
        for lead, rows in self.grouped("lead_id").items():
            values = {"user_id": lead.user_id.id, "team_id": lead.team_id.id, "grade": lead.grade}
            rows.write_derived(values)

    def _move_to(self, values):
        """Take over the day, person and grade of ``values``; a goal that somebody wrote stays."""
        self.ensure_one()
        kept = {"lead_id", "partner_id", "state", "activity_id"} | ({"goal"} if self.goal_edited else set())
        self.write_derived({name: value for name, value in values.items() if name not in kept})
