"""Contacts that took place: minutes on time, contacts for each deal won (O5)."""

from odoo import fields, models
from odoo.tools import SQL

from ..follow_up.method import METHODS
from ..grading.inputs import GRADES


class ContactReport(models.Model):
    """One row for each contact that took place about an opportunity."""

    _name = "sales_toolkit.contact_report"
    _description = "Contacts"
    _auto = False
    _order = "done_at desc, id desc"
    _rec_name = "lead_id"

    lead_id = fields.Many2one("crm.lead", string="Opportunity", readonly=True, aggregator="count_distinct")
    partner_id = fields.Many2one("res.partner", string="Customer", readonly=True)
    user_id = fields.Many2one("res.users", string="Salesperson", readonly=True)
    team_id = fields.Many2one("crm.team", string="Sales Team", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    industry_id = fields.Many2one("res.partner.industry", readonly=True)
    grade = fields.Selection(GRADES, readonly=True)
    method = fields.Selection(METHODS, readonly=True)
    outcome_id = fields.Many2one("sales_toolkit.outcome", string="Result", readonly=True)
    won_status = fields.Selection(
        [("won", "Won"), ("lost", "Lost"), ("pending", "Pending")], string="Opportunity Is", readonly=True
    )
    done_at = fields.Datetime(readonly=True)
    contacts = fields.Integer(readonly=True)
    minutes_asked = fields.Integer("Minutes Asked For", readonly=True)
    minutes_on_time = fields.Integer("Minutes on Time", readonly=True)
    minutes_late = fields.Integer(readonly=True, help="Written late, or late and not written.")

    @property
    def _table_query(self):
        return SQL(
            """SELECT row.id, row.lead_id, row.partner_id, row.user_id, lead.team_id, row.grade, row.method,
                      row.outcome_id, lead.won_status, row.done_at, 1 AS contacts,
                      COALESCE(lead.company_id, person.company_id) AS company_id, customer.industry_id,
                      (row.minutes_due IS NOT NULL)::int AS minutes_asked,
                      COALESCE(row.minutes_at <= row.minutes_due, false)::int AS minutes_on_time,
                      (COALESCE(row.minutes_at, now() AT TIME ZONE 'UTC') > row.minutes_due)::int
                          AS minutes_late
                 FROM sales_toolkit_follow_up AS row
                 JOIN crm_lead AS lead ON lead.id = row.lead_id
                 LEFT JOIN res_users AS person ON person.id = row.user_id
                 LEFT JOIN res_partner AS customer ON customer.id = row.partner_id
                WHERE row.state = 'done'"""
        )
