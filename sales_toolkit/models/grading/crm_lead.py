"""The grade of an opportunity: what it is, and what it goes by (O1)."""

from odoo import api, fields, models

from .grade import GRADES

NEED_CLARITY = [("clear", "Clear"), ("partial", "Partly Clear"), ("vague", "Vague")]
BUDGET_FIT = [("matched", "Matched"), ("unconfirmed", "To Be Confirmed"), ("undecided", "Undecided")]
DECISION_CLARITY = [("clear", "Clear"), ("partial", "Partly Clear"), ("unclear", "Unclear")]
COMPETITION = [("ahead", "We Are Ahead"), ("even", "Even"), ("behind", "We Are Behind")]


class CrmLead(models.Model):
    _inherit = "crm.lead"

    need_clarity = fields.Selection(NEED_CLARITY)
    budget_fit = fields.Selection(BUDGET_FIT)
    decision_clarity = fields.Selection(DECISION_CLARITY)
    competition = fields.Selection(COMPETITION)
    grade = fields.Selection(GRADES, readonly=True, copy=False, index="btree_not_null")

    @api.private
    def on_grade_changed(self, changes):
        """Called once after grades have changed, however; rooms extend it.

        :param changes: {lead: (old grade, new grade)}, None for not graded
        """
