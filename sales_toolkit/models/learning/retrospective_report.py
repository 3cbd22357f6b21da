"""The tags of retrospectives as a report (O12)."""

from odoo import fields, models
from odoo.tools import SQL

from ..grading.inputs import GRADES
from ..outcome.crm_lead import OUTCOMES
from ..retrospective.retrospective import STATES
from ..shared.arguments import need_one

KINDS = [("success", "Success Factor"), ("improvement", "Improvement Point")]


class RetrospectiveReport(models.Model):
    """One row per retrospective and tag; one without a tag for a retrospective that has none."""

    _name = "sales_toolkit.retrospective_report"
    _description = "Retrospectives by Tag"
    _auto = False
    _order = "closed_at desc, id desc"
    _rec_name = "lead_id"
    _depends = {
        "sales_toolkit.retrospective": [
            "active", "lead_id", "outcome", "outcome_at", "state", "user_id", "team_id", "company_id",
            "success_tag_ids", "improvement_tag_ids",
        ],
        "crm.lead": ["grade", "partner_id"],
        "res.partner": ["commercial_partner_id", "industry_id"],
    }  # fmt: skip

    retrospective_id = fields.Many2one(
        "sales_toolkit.retrospective",
        string="Retrospectives",
        readonly=True,
        aggregator="count_distinct",
        help="The retrospective that the tag stands in.",
    )
    lead_id = fields.Many2one("crm.lead", string="Opportunity", readonly=True)
    partner_id = fields.Many2one("res.partner", string="Customer", readonly=True)
    industry_id = fields.Many2one("res.partner.industry", readonly=True, help="The customer's industry.")
    tag_id = fields.Many2one("sales_toolkit.retrospective_tag", readonly=True)
    kind = fields.Selection(
        KINDS, string="Kind of Tag", readonly=True, help="Whether it went well, or is to be improved."
    )
    user_id = fields.Many2one("res.users", string="Salesperson", readonly=True)
    team_id = fields.Many2one("crm.team", string="Sales Team", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    grade = fields.Selection(GRADES, readonly=True, help="The grade with which the deal was closed.")
    outcome = fields.Selection(OUTCOMES, readonly=True)
    state = fields.Selection(STATES, string="Status", readonly=True)
    closed_at = fields.Datetime("Won or Lost on", readonly=True)
    mentions = fields.Integer("Tags", readonly=True, help="How often a tag was given.")
    won_share = fields.Float(
        "Won (%)", readonly=True, aggregator="avg", help="How many percent of the deals were won."
    )

    @property
    def _table_query(self):
        return SQL(
            """WITH tagged AS (
                   SELECT sales_toolkit_retrospective_id AS retrospective_id,
                          sales_toolkit_retrospective_tag_id AS tag_id, 'success' AS kind
                     FROM sales_toolkit_retrospective_success_rel
                    UNION ALL
                   SELECT sales_toolkit_retrospective_id, sales_toolkit_retrospective_tag_id, 'improvement'
                     FROM sales_toolkit_retrospective_improvement_rel)
               SELECT row.id * 2000000::bigint + COALESCE(tagged.tag_id, 0) * 2
                          + (tagged.kind = 'improvement' AND tagged.kind IS NOT NULL)::int AS id,
                      row.id AS retrospective_id, row.lead_id, row.outcome, row.outcome_at AS closed_at,
                      row.state, row.user_id, row.team_id, row.company_id, lead.grade, tagged.tag_id,
                      tagged.kind, customer.id AS partner_id, customer.industry_id,
                      (tagged.tag_id IS NOT NULL)::int AS mentions,
                      (row.outcome = 'won')::int * 100::float8 AS won_share
                 FROM sales_toolkit_retrospective AS row
                 JOIN crm_lead AS lead ON lead.id = row.lead_id
                 LEFT JOIN res_partner AS contact ON contact.id = lead.partner_id
                 LEFT JOIN res_partner AS customer ON customer.id = contact.commercial_partner_id
                 LEFT JOIN tagged ON tagged.retrospective_id = row.id
                WHERE row.active"""
        )

    def action_open_retrospective(self):
        """Open the retrospective that the tag stands in."""
        need_one(self)
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "res_model": "sales_toolkit.retrospective",
            "res_id": self.retrospective_id.id,
            "views": [(False, "form")],
        }
