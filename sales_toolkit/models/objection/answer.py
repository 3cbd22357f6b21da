"""The library of answers that worked (O7)."""

from odoo import api, fields, models

from ...rules.objections import score, success_rate
from ..shared.arguments import need_one

MANAGERS = "sales_team.group_sale_manager"


class Answer(models.Model):
    """An answer to objections of a type. Managers look after the library; salespeople propose."""

    _name = "sales_toolkit.answer"
    _description = "Answer to Objections"
    _order = "type_id, name, id"

    type_id = fields.Many2one("sales_toolkit.objection_type", required=True, index=True, ondelete="restrict")
    name = fields.Char("Title", required=True, translate=True)
    text = fields.Text("Answer", required=True, translate=True, help="What to tell the customer.")
    active = fields.Boolean(default=True)
    approved = fields.Boolean(
        default=True, help="Only approved answers are suggested. A manager approves what salespeople propose."
    )
    used_count = fields.Integer(
        "Used", compute="_compute_success", compute_sudo=True, help="How many objections got this answer."
    )
    success_rate = fields.Float(
        "Success (%)",
        compute="_compute_success",
        compute_sudo=True,
        digits=(5, 1),
        help="Of the closed objections that got this answer, how many percent were solved.",
    )

    @api.depends_context("uid")
    def _compute_success(self):
        counts = self._count_outcomes()
        for answer in self:
            used, closed, solved = counts.get(answer._origin.id, (0, 0, 0))
            answer.used_count = used
            answer.success_rate = success_rate(closed, solved)

    def _count_outcomes(self):
        """{id: (used, closed, solved)}."""
        # sudo: numbers over all opportunities, which tell of none of them
        objections = self.env["sales_toolkit.objection"].sudo()
        domain = [("answer_id", "in", self._origin.ids), ("answered_at", "!=", False)]
        counts = {}
        for answer, state, count in objections._read_group(domain, ["answer_id", "state"], ["__count"]):
            used, closed, solved = counts.get(answer.id, (0, 0, 0))
            closed += count if state in ("solved", "accepted", "lost") else 0
            solved += count if state == "solved" else 0
            counts[answer.id] = (used + count, closed, solved)
        return counts

    @api.private
    def sort_best_first(self):
        """These answers, those that worked most surely first."""
        counts = self._count_outcomes()

        def key(answer):
            used, closed, solved = counts.get(answer.id, (0, 0, 0))
            return -score(closed, solved), -used, answer.id

        return self.sorted(key)

    def action_approve(self):
        """Suggest these answers from now on."""
        self.write({"approved": True})
        return True

    def action_use(self):
        """Take this answer for the objection of the context."""
        need_one(self)
        self.check_access("read")
        objection = self.env["sales_toolkit.objection"].browse(self.env.context.get("objection_id")).exists()
        if objection:
            objection.use_answer(self)
        return True
