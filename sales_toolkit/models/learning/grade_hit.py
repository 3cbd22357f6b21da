"""Whether grades keep their promise: what became of the deals that had a grade on a day (O12)."""

from odoo import fields, models

from ..grading.inputs import GRADES
from ..shared.arguments import need_one
from .spells import READ, observations

RESULTS = [
    ("hit", "Won in Time"),
    ("late", "Won Later"),
    ("lost", "Lost"),
    ("open", "Not Closed"),
    ("running", "Time Not Over"),
]


class GradeHit(models.Model):
    """One row for each deal and each day looked at on which it was open and had a grade."""

    _name = "sales_toolkit.grade_hit"
    _description = "Hit Rate of Grades"
    _auto = False
    _order = "date desc, id desc"
    _rec_name = "lead_id"
    _depends = READ

    lead_id = fields.Many2one(
        "crm.lead", string="Opportunity", readonly=True, aggregator="count_distinct", help="The deal."
    )
    date = fields.Date(
        "Graded on",
        readonly=True,
        help="A day at whose end the deal was open and had the grade: the first of each month, or each "
        "Monday, as the company has set.",
    )
    grade = fields.Selection(GRADES, readonly=True, help="The grade at the end of that day.")
    user_id = fields.Many2one(
        "res.users", string="Salesperson", readonly=True, help="Whose deal it was when it got the grade."
    )
    owner_id = fields.Many2one(
        "res.users",
        string="Salesperson Now",
        readonly=True,
        help="Whose deal it is: who sees it in the pipeline.",
    )
    team_id = fields.Many2one(
        "crm.team", string="Sales Team", readonly=True, help="The team that it was in when it got the grade."
    )
    company_id = fields.Many2one("res.company", readonly=True, help="The deal's company.")
    days = fields.Integer(
        "Promised Days",
        readonly=True,
        aggregator=None,
        help="Within how many days the grade promises the closing, by the policy of today.",
    )
    closed_on = fields.Date(readonly=True, help="The day on which the deal was won or lost.")
    result = fields.Selection(
        RESULTS,
        readonly=True,
        help="What became of the deal. Time Not Over: the promised days are not over yet, also where the "
        "deal has been closed already, because those that take longer are not known yet.",
    )
    decided = fields.Integer("Days Over", readonly=True, help="Whose promised days are over: these count.")
    hit = fields.Integer("Won in Time", readonly=True, help="Won within the promised days.")
    hit_rate = fields.Float(
        "Hit Rate (%)",
        readonly=True,
        aggregator="avg",
        help="Of those whose promised days are over, how many percent were won within them.",
    )

    @property
    def _table_query(self):
        return observations(fields.Datetime.now(), self.env["res.partner"].get_first_company().id)

    def action_open_lead(self):
        """Open the deal."""
        need_one(self)
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "res_model": "crm.lead",
            "res_id": self.lead_id.id,
            "views": [(False, "form")],
        }
