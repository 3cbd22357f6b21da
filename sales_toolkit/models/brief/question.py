"""Questions worth asking a customer (O4): a list that a manager edits."""

from odoo import api, fields, models

from ...rules.grading import CLOSING
from ...rules.questions import Question as Rule

ITEMS = [
    ("need_clarity", "Need Clarity"),
    ("budget_fit", "Budget Fit"),
    ("decision_clarity", "Decision Chain and Cycle"),
    ("competition", "Competition"),
    (CLOSING, "Expected Closing"),
]
OBJECTIONS = [
    ("price", "Price"),
    ("solution", "Solution"),
    ("delivery", "Delivery"),
    ("service", "Service"),
    ("competitor", "Competitor"),
]


class Question(models.Model):
    """One question, and when it is suggested: all that is stated about it must hold."""

    _name = "sales_toolkit.question"
    _inherit = ["sales_toolkit.privacy_guard.mixin"]
    _description = "Suggested Question"
    _order = "sequence, id"

    name = fields.Char(
        "Question",
        required=True,
        translate=True,
        help="As one would ask it, such as: Is there any part of our solution that worries you?",
    )
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    item = fields.Selection(
        ITEMS,
        "When Missing",
        help="Suggested while this is missing for the next grade. Empty: whatever is missing.",
    )
    stage_ids = fields.Many2many(
        "crm.stage", string="Stages", help="Suggested in these stages only. Empty: in all of them."
    )
    need_type_ids = fields.Many2many(
        "sales_toolkit.need_type", string="Need Types", help="Suggested for these needs only. Empty: for any."
    )
    objection = fields.Selection(
        OBJECTIONS,
        "On Objection",
        help="Suggested while an objection of this type is open. Empty: with or without objections.",
    )

    @api.model
    def _get_guarded_fields(self):
        return frozenset({"name"})

    @api.private
    def get_rules(self):
        """When these are suggested, as ``rules.questions`` wants it."""
        return [
            Rule(
                question.id,
                {
                    "item": frozenset({question.item} if question.item else ()),
                    "objection": frozenset({question.objection} if question.objection else ()),
                    "stage": frozenset(question.stage_ids.ids),
                    "need_type": frozenset(question.need_type_ids.ids),
                },
                question.sequence,
            )
            for question in self
        ]
