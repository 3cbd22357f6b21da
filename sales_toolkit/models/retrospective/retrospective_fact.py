"""Facts of a closed opportunity that come as lists: stages, grades, objections (O11)."""

from odoo import api, fields, models

from ..grading.inputs import GRADES
from ..objection.objection import STATES as OBJECTION_STATES

KINDS = [("stage", "Stage"), ("grade", "Grade"), ("objection", "Objection")]

# What is inserted of a line
COLUMNS = (
    "retrospective_id",
    "kind",
    "sequence",
    "label",
    "stage_id",
    "grade",
    "objection_type_id",
    "competitor_id",
    "days",
    "share",
    "hours",
    "answered",
    "objection_state",
)


class RetrospectiveFact(models.Model):
    """One line: a stage or a grade and how long it lasted, or an objection and when it was answered."""

    _name = "sales_toolkit.retrospective_fact"
    _inherit = ["sales_toolkit.bulk_insert.mixin"]
    _description = "Fact of a Retrospective"
    _order = "retrospective_id, kind, sequence, id"

    retrospective_id = fields.Many2one(
        "sales_toolkit.retrospective", required=True, readonly=True, index=True, ondelete="cascade"
    )
    kind = fields.Selection(KINDS, required=True, readonly=True)
    sequence = fields.Integer(readonly=True)
    name = fields.Char(
        compute="_compute_name", help="The stage, grade or type of objection, in the reader's language."
    )
    label = fields.Char(readonly=True, help="What it was called, for when it is deleted.")
    stage_id = fields.Many2one("crm.stage", readonly=True, ondelete="set null")
    grade = fields.Selection(GRADES, readonly=True)
    objection_type_id = fields.Many2one("sales_toolkit.objection_type", readonly=True, ondelete="set null")
    competitor_id = fields.Many2one("sales_toolkit.competitor", readonly=True, ondelete="set null")
    days = fields.Float(readonly=True, digits=(16, 1), help="How long the stage or grade lasted.")
    share = fields.Float(
        "Share (%)", readonly=True, aggregator="avg", help="Of the time that all stages or grades took."
    )
    hours = fields.Float(
        "Hours to Answer", readonly=True, digits=(16, 1), aggregator="avg", help="Until it was answered."
    )
    answered = fields.Boolean(readonly=True)
    objection_state = fields.Selection(
        OBJECTION_STATES, string="State", readonly=True, help="What came of the objection."
    )

    @api.depends("stage_id.name", "grade", "objection_type_id.name", "label")
    @api.depends_context("lang", "uid", "allowed_company_ids")
    def _compute_name(self):
        """Only for who may read it: other forms show the name of whatever record a client types in."""
        grades = dict(self._fields["grade"]._description_selection(self.env))
        # sudo: names only, for those who may read the retrospective
        known = {row.id: row for row in self._origin._filtered_access("read").sudo()}
        for row in self:
            fact = known.get(row._origin.id, row.browse())
            named = fact.stage_id.name or fact.objection_type_id.name or grades.get(fact.grade)
            row.name = named or fact.label
