"""The facts of a closed opportunity (O11): its cycle against the team's, and what was given away."""

from odoo import models
from odoo.tools import SQL

from ...rules.retrospective import discount, to_days


class Retrospective(models.Model):
    _inherit = "sales_toolkit.retrospective"

    def _get_cycle_facts(self):
        medians = self._get_team_medians()
        facts = {}
        for row in self:
            begun = row.lead_id.date_conversion or row.lead_id.create_date
            days = max(to_days(row.outcome_at - begun), 0) if begun else 0
            facts[row.id] = {"cycle_days": days, "team_median_days": medians.get(row.id) or 0}
        return facts

    def _get_team_medians(self):
        """{id: the median cycle of the team's deals that ended alike within a year}."""
        self.env["crm.lead"].flush_model()
        self.flush_model()
        # one median for each moment that several deals were won at
        query = SQL(
            """SELECT own.id, median.days FROM sales_toolkit_retrospective AS own
                 JOIN (SELECT closed.team_id, closed.outcome, closed.outcome_at, (
                              SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY EXTRACT(
                                  epoch FROM lead.date_closed
                                  - COALESCE(lead.date_conversion, lead.create_date)) / 86400)
                                FROM crm_lead AS lead
                               WHERE lead.team_id = closed.team_id AND lead.won_status = closed.outcome
                                 AND lead.won_status IN ('won', 'lost') AND lead.type = 'opportunity'
                                 AND lead.date_closed > closed.outcome_at - interval '1 year'
                                 AND lead.date_closed < closed.outcome_at + interval '1 minute'
                              ) AS days
                         FROM (SELECT DISTINCT team_id, outcome, outcome_at FROM sales_toolkit_retrospective
                                WHERE id = ANY(%(ids)s)) AS closed) AS median
                   ON median.team_id = own.team_id AND median.outcome = own.outcome
                  AND median.outcome_at = own.outcome_at
                WHERE own.id = ANY(%(ids)s)""",
            ids=self.ids,
        )
        return dict(self.env.execute_query(query))

    def _get_amount_facts(self):
        amounts = self.lead_id.get_first_quotation_amounts()
        facts = {}
        for row in self:
            first, final, currency = amounts.get(row.lead_id.id) or (None, None, None)
            percentage = discount(first, final)
            facts[row.id] = {
                "currency_id": currency or row.company_id.currency_id.id,
                "first_amount": first or 0,
                "final_amount": final or 0,
                "has_discount": percentage is not None,
                "discount": percentage or 0,
            }
        return facts
