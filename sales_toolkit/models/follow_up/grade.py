"""How often, how and what for: the cadence of a grade (O2)."""

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

from ...rules.cadence import Cadence
from .method import METHODS

LONGEST = 366


class Grade(models.Model):
    _inherit = "sales_toolkit.grade"

    follow_ups = fields.Integer(
        "Contacts", default=1, help="So many contacts within the days beside it. 0: none are planned."
    )
    per_days = fields.Integer("Within (days)", default=7, help="The days within which the contacts fall.")
    step_ids = fields.One2many(
        "sales_toolkit.grade_step",
        "grade_id",
        string="Methods in Turn",
        copy=True,
        help="How the contacts take place, one after the other, and what they are about.",
    )
    goal_ids = fields.One2many(
        "sales_toolkit.goal",
        "grade_id",
        string="Goals",
        copy=True,
        help="Goals that are suggested for contacts, for a stage or for any.",
    )

    @api.constrains("follow_ups", "per_days")
    def _check_cadence(self):
        for grade in self:
            if not 0 <= grade.follow_ups <= grade.per_days or not 1 <= grade.per_days <= LONGEST:
                raise ValidationError(
                    self.env._(
                        "Grade %(grade)s: state 1 to %(longest)s days, and at most one contact a day.",
                        grade=grade.display_name,
                        longest=LONGEST,
                    )
                )

    @api.private
    def get_cadence(self):
        """The grade's cadence for ``rules.cadence``, None where no contacts are planned."""
        self.ensure_one()
        return Cadence(self.follow_ups, self.per_days) if self.follow_ups > 0 else None

    @api.private
    def get_cadence_text(self):
        """What is noted on what is planned by it; None where no contacts are planned."""
        return f"{self.follow_ups}/{self.per_days}" if self.get_cadence() else None

    @api.private
    @api.model
    def get_deals_by_policy(self):
        """{policy: domain of somebody's opportunities for which it holds}: ``pick()`` for the database."""
        places = {row: row._get_place_domain() for row in self.get_rows()}
        ranks = {row: (bool(row.team_id), bool(row.company_id)) for row in places}

        def domain(row):
            above = [other for other in places if other.code == row.code and ranks[other] > ranks[row]]
            return Domain("grade", "=", row.code) & places[row] & ~Domain.OR(places[other] for other in above)

        return {row: domain(row) for row in places}

    def _get_place_domain(self):
        """Opportunities of this row's team and company, see ``get_grading_company()``."""
        place = Domain("team_id", "=", self.team_id.id) if self.team_id else Domain.TRUE
        if company := self.company_id.id:
            own = Domain("company_id", "=", False) & Domain("user_id.company_id", "=", company)
            place &= Domain("company_id", "=", company) | own
        return place


class GradeStep(models.Model):
    """One way of contact, in its turn."""

    _name = "sales_toolkit.grade_step"
    _description = "Method of a Grade"
    _order = "sequence, id"
    _rec_name = "method"

    grade_id = fields.Many2one("sales_toolkit.grade", required=True, index=True, ondelete="cascade")
    sequence = fields.Integer(default=10)
    method = fields.Selection(METHODS, required=True, default="phone", help="How the contact takes place.")
    focus = fields.Char(translate=True, help="What such contacts are about, such as: contract terms.")
