"""The retrospective of a closed opportunity (销售机会复盘表, O11)."""

from odoo import fields, models

from ..outcome.crm_lead import OUTCOMES

STATES = [("draft", "To Fill In"), ("submitted", "Submitted"), ("closed", "Closed")]


class Retrospective(models.Model):
    """What happened in one opportunity, what went well, and what to improve."""

    _name = "sales_toolkit.retrospective"
    _inherit = ["sales_toolkit.derived_fields.mixin", "mail.thread", "mail.activity.mixin"]
    _description = "Retrospective"
    _order = "due_date, id"

    lead_id = fields.Many2one("crm.lead", string="Opportunity", required=True, index=True, ondelete="cascade")
    active = fields.Boolean(default=True)
    outcome = fields.Selection(OUTCOMES, required=True, readonly=True, index=True)
    outcome_at = fields.Datetime("Won or Lost on", required=True, readonly=True, index=True)
    due_date = fields.Date(readonly=True, index=True)
    state = fields.Selection(STATES, required=True, readonly=True, default="draft", index=True, copy=False)
    user_id = fields.Many2one("res.users", string="Salesperson", readonly=True, index=True)
    team_id = fields.Many2one("crm.team", string="Sales Team", readonly=True, index="btree_not_null")
    company_id = fields.Many2one("res.company", readonly=True, index="btree_not_null")
    grade = fields.Selection(related="lead_id.grade")
    success_tag_ids = fields.Many2many(
        "sales_toolkit.retrospective_tag",
        "sales_toolkit_retrospective_success_rel",
        domain=[("kind", "=", "success")],
    )
    improvement_tag_ids = fields.Many2many(
        "sales_toolkit.retrospective_tag",
        "sales_toolkit_retrospective_improvement_rel",
        domain=[("kind", "=", "improvement")],
    )
