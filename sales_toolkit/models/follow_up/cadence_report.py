"""Cadence kept: which of the planned follow-ups were done on time (O3)."""

from odoo import fields, models
from odoo.tools import SQL

from ..grading.inputs import GRADES
from ..working_days.zone import zone_of
from .method import METHODS


class CadenceReport(models.Model):
    """One row for each follow-up that was planned and is done or missed by now."""

    _name = "sales_toolkit.cadence_report"
    _description = "Cadence Kept"
    _auto = False
    _order = "planned_date desc, id desc"
    _rec_name = "lead_id"

    lead_id = fields.Many2one("crm.lead", string="Opportunity", readonly=True)
    partner_id = fields.Many2one("res.partner", string="Customer", readonly=True)
    user_id = fields.Many2one("res.users", string="Salesperson", readonly=True)
    team_id = fields.Many2one("crm.team", string="Sales Team", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    grade = fields.Selection(GRADES, readonly=True, help="The grade when the follow-up was planned.")
    method = fields.Selection(METHODS, readonly=True)
    planned_date = fields.Date(readonly=True)
    planned = fields.Integer("Planned Contacts", readonly=True, help="Follow-ups whose day has come.")
    on_time = fields.Integer(
        "Done on Time", readonly=True, help="Done on the planned day or before, or within the days of grace."
    )
    late = fields.Integer("Done Late or Missed", readonly=True)
    moved = fields.Integer(
        "Moved to a Later Day", readonly=True, help="Done, but on a later day than the cadence had given."
    )
    kept = fields.Float(
        "Cadence Kept (%)",
        readonly=True,
        aggregator="avg",
        help="Of the follow-ups that were planned, how many percent were done on time.",
    )

    @property
    def _table_query(self):
        """The day on which something was done is the salesperson's own: it was on time before that day's
        midnight where they are. The midnight is worked out and not the day, which takes four times as long.

        Their time zones are looked up once each.
        """
        return SQL(
            """WITH owner AS MATERIALIZED (
                   SELECT person.id, person.company_id, home.follow_up_grace_days AS grace, %s AS tz
                     FROM res_users AS person
                     LEFT JOIN res_company AS home ON home.id = person.company_id)
               SELECT row.id, row.lead_id, row.partner_id, row.user_id, row.team_id, row.grade, row.method,
                      row.planned_date, COALESCE(lead.company_id, row.home_id) AS company_id,
                      1 AS planned, row.on_time, 1 - row.on_time AS late, row.on_time * 100.0 AS kept,
                      (row.state = 'done' AND row.planned_date > row.slot_date)::int AS moved
                 FROM (SELECT own.*, owner.company_id AS home_id, (own.state = 'done' AND own.done_at < (
                                  (own.planned_date + COALESCE(owner.grace, 0) + 1)::timestamp
                                  AT TIME ZONE COALESCE(owner.tz, 'UTC')
                              ) AT TIME ZONE 'UTC')::int AS on_time
                         FROM sales_toolkit_follow_up AS own
                         LEFT JOIN owner ON owner.id = own.user_id
                        WHERE own.state IN ('done', 'missed') AND own.slot_date IS NOT NULL) AS row
                 LEFT JOIN crm_lead AS lead ON lead.id = row.lead_id""",
            zone_of("person"),
        )
