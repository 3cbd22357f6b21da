"""What an opportunity must be to have a grade (O1): policy, edited in Configuration."""

from odoo import api, fields, models

GRADES = [("a", "A"), ("b", "B"), ("c", "C")]


class Grade(models.Model):
    """The policy of one grade, for everyone, or for one company or one sales team instead."""

    _name = "sales_toolkit.grade"
    _description = "Grade"
    _order = "code, team_id, company_id, id"
    _rec_name = "code"

    code = fields.Selection(GRADES, string="Grade", required=True, help="The grade that this is about.")
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company", ondelete="cascade", index=True, help="Empty: every company that has none of its own."
    )
    team_id = fields.Many2one(
        "crm.team",
        ondelete="cascade",
        index=True,
        help="Only for opportunities of this sales team. Empty: for all teams that have none of their own.",
    )
    horizon_days = fields.Integer(
        "Closing Within (days)",
        help="The expected closing is at most so many days ahead. 0: any time, or none stated.",
    )

    @api.private
    @api.model
    def get_policies(self, company, team):
        """{code: the record that holds for opportunities of ``team`` in ``company``}.

        One of the team comes before one of the company, and that before the general one.
        """
        # sudo: policy, no secret; whoever may see an opportunity may see what its grade goes by.
        grades = self.sudo().search(
            [("company_id", "in", (company.id, False)), ("team_id", "in", (team.id, False))]
        )
        ranked = grades.sorted(lambda grade: (bool(grade.team_id), bool(grade.company_id)))
        return {grade.code: grade for grade in ranked}
