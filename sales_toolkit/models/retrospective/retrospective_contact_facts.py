"""The facts of a closed opportunity (O11): contacts, their minutes, and what the customer objected."""

from odoo import fields, models
from odoo.tools import SQL

from ...rules.retrospective import percent
from ..working_days.zone import zone_of_company


class Retrospective(models.Model):
    _inherit = "sales_toolkit.retrospective"

    contact_count = fields.Integer("Contacts Made", readonly=True, help="All contacts that took place.")
    follow_up_planned = fields.Integer(
        "Planned Follow-ups", readonly=True, help="Follow-ups that were planned and whose day came."
    )
    follow_up_done = fields.Integer("Done", readonly=True, help="Of the planned ones.")
    follow_up_missed = fields.Integer("Missed", readonly=True)
    follow_up_kept = fields.Float(
        "Follow-ups Kept (%)",
        readonly=True,
        digits=(16, 0),
        aggregator="avg",
        help="Of the planned follow-ups, how many percent were done.",
    )
    minutes_on_time = fields.Integer(
        readonly=True, help="Contacts whose minutes were written by the time that they were due."
    )
    minutes_late = fields.Integer(readonly=True, help="Minutes written later, or not at all.")
    objection_count = fields.Integer("Objections", readonly=True)
    objection_solved = fields.Integer("Solved Objections", readonly=True)
    objection_open = fields.Integer(
        "Open Objections", readonly=True, help="Objections that were open when the deal ended."
    )
    objection_hours = fields.Float(
        "Hours to Answer",
        readonly=True,
        digits=(16, 1),
        aggregator="avg",
        help="On average, from when an objection was raised to its answer. 0: none was answered.",
    )
    competitor_ids = fields.Many2many(
        "sales_toolkit.competitor",
        "sales_toolkit_retrospective_competitor_rel",
        string="Competitors",
        readonly=True,
        help="Those that the customer named in objections.",
    )
    objection_fact_ids = fields.One2many(
        "sales_toolkit.retrospective_fact",
        "retrospective_id",
        string="Objections and Answers",
        readonly=True,
        domain=[("kind", "=", "objection")],
    )

    def _get_contact_facts(self):
        """What stands in the follow-ups until the deal ended, by the days of its company."""
        self.env["sales_toolkit.follow_up"].flush_model()
        self.flush_model(["lead_id", "outcome_at", "company_id"])
        rows = self.env.execute_query(
            SQL(
                """SELECT own.id,
                          count(*) FILTER (WHERE contact.state = 'done'),
                          count(*) FILTER (WHERE contact.planned_date IS NOT NULL),
                          count(*) FILTER (WHERE contact.planned_date IS NOT NULL AND contact.state = 'done'),
                          count(*) FILTER (WHERE contact.state = 'missed'),
                          count(*) FILTER (WHERE contact.minutes_at <= contact.minutes_due),
                          count(*) FILTER (WHERE COALESCE(contact.minutes_at, %(now)s) > contact.minutes_due)
                     FROM sales_toolkit_retrospective AS own
                     JOIN sales_toolkit_follow_up AS contact ON contact.lead_id = own.lead_id
                     LEFT JOIN res_company AS company ON company.id = own.company_id
                    WHERE own.id = ANY(%(ids)s)
                      AND (contact.state = 'done' AND contact.done_at <= own.outcome_at
                           OR contact.state = 'missed' AND contact.planned_date <= (
                               own.outcome_at AT TIME ZONE 'UTC' AT TIME ZONE %(zone)s)::date)
                    GROUP BY own.id""",
                ids=self.ids,
                zone=zone_of_company("company"),
                now=fields.Datetime.now(),
            )
        )
        counts = {id_: numbers for id_, *numbers in rows}
        facts = {}
        for row in self:
            contacts, planned, done, missed, on_time, late = counts.get(row.id, [0] * 6)
            facts[row.id] = {
                "contact_count": contacts,
                "follow_up_planned": planned,
                "follow_up_done": done,
                "follow_up_missed": missed,
                "follow_up_kept": percent(done, planned) or 0,
                "minutes_on_time": on_time,
                "minutes_late": late,
            }
        return facts

    def _get_objection_facts(self):
        """Objections that were raised before the deal ended; with the end itself, open ones are closed."""
        domain = [("lead_id", "in", self.lead_id.ids)]
        objections = self.env["sales_toolkit.objection"].search(domain, order="raised_at, id")
        by_lead = objections.grouped("lead_id")
        return {
            row.id: row._sum_up_objections(
                by_lead.get(row.lead_id, objections.browse()).filtered(
                    lambda objection, row=row: objection.raised_at <= row.outcome_at
                )
            )
            for row in self
        }

    def _sum_up_objections(self, objections):
        end = self.outcome_at
        # the end itself closes what is open, but solves nothing
        open_then = objections.filtered(
            lambda row: (
                not row.closed_at or row.closed_at > end or (row.closed_at == end and row.state != "solved")
            )
        )
        solved = (objections - open_then).filtered(lambda row: row.state == "solved")
        hours = objections.filtered("answered_at").mapped("hours_to_answer")
        return {
            "objection_count": len(objections),
            "objection_open": len(open_then),
            "objection_solved": len(solved),
            "objection_hours": sum(hours) / len(hours) if hours else 0,
            "competitors": objections.competitor_id.ids,
            "lines": [
                {
                    "kind": "objection",
                    "sequence": place,
                    "label": row.type_id.name,
                    "objection_type_id": row.type_id.id,
                    "competitor_id": row.competitor_id.id or None,
                    "hours": row.hours_to_answer,
                    "answered": bool(row.answered_at),
                    "objection_state": row.state,
                }
                for place, row in enumerate(objections)
            ],
        }
