"""What an opportunity must be to have a grade (O1): policy, edited in Configuration."""

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import frozendict

from ...rules.grading import CLOSING, FLOOR, INPUTS, Policy, contradictions, findings
from .inputs import BUDGET_FIT, COMPETITION, DECISION_CLARITY, GRADES, NEED_CLARITY

MAX_DAYS = 3650
AT_LEAST = "What it must be at least. Empty, or the lowest: anything, also where nobody has stated it."


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
        string="Sales Team",
        ondelete="cascade",
        index=True,
        help="Only for opportunities of this sales team. Empty: for all teams that have none of their own.",
    )
    horizon_days = fields.Integer(
        "Closing Within (days)",
        aggregator=None,
        help="The expected closing is at most so many days ahead. 0: any time, or none stated.",
    )
    need_clarity = fields.Selection(NEED_CLARITY, help=AT_LEAST)
    budget_fit = fields.Selection(BUDGET_FIT, help=AT_LEAST)
    decision_clarity = fields.Selection(DECISION_CLARITY, string="Decision Chain and Cycle", help=AT_LEAST)
    competition = fields.Selection(COMPETITION, help=AT_LEAST)

    _once = models.UniqueIndex(
        "(code, COALESCE(company_id, 0), COALESCE(team_id, 0)) WHERE active",
        "There is a policy for this grade of this company and sales team already.",
    )

    @api.depends("code", "team_id", "company_id")
    @api.depends_context("lang")
    def _compute_display_name(self):
        labels = dict(self._fields["code"]._description_selection(self.env))
        for grade in self:
            # sudo: a name; the policy is for who may read it
            place = grade.sudo().team_id.name or grade.sudo().company_id.name
            label = labels.get(grade.code, "")
            grade.display_name = f"{label} ({place})" if place else label

    @api.onchange("code")
    def _onchange_code(self):
        """The policy of a team or company begins as that of everyone."""
        if self.code and not self._origin:
            general = self.get_policies(self.env["res.company"], self.env["crm.team"]).get(self.code)
            for name in ("horizon_days", *INPUTS):
                self[name] = general and general[name]

    # What makes no sense --------------------------------------------------------------------------------

    @api.constrains("team_id", "company_id")
    def _check_team_of_company(self):
        for grade in self:
            companies = grade.team_id.company_id | grade.company_id
            if grade.team_id.company_id and len(companies) > 1:
                raise ValidationError(
                    self.env._(
                        "The sales team %(team)s belongs to another company than this grade. "
                        "Leave the company empty.",
                        team=grade.team_id.name,
                    )
                )

    @api.constrains("code", "horizon_days", *INPUTS)
    def _check_floor(self):
        for grade in self:
            rule = grade.get_rule()
            if rule.code == FLOOR and (rule.horizon or len(findings(rule, {}, None)) > 1):
                raise ValidationError(
                    self.env._(
                        "C is what every opportunity has that is no better: it can't ask for more than the "
                        "lowest of each input, at any time (0 days)."
                    )
                )

    @api.constrains("horizon_days")
    def _check_horizon(self):
        if any(not 0 <= grade.horizon_days <= MAX_DAYS for grade in self):
            raise ValidationError(
                self.env._(
                    "The days until the expected closing must be from 0 (any time) to %(days)s.",
                    days=MAX_DAYS,
                )
            )

    @api.constrains("code", "horizon_days", "active", "team_id", "company_id", *INPUTS)
    def _check_order(self):
        """Wherever these hold, a better grade asks for at least as much as the next one."""
        rows = self.get_rows()
        for company in (self.env["res.company"], *rows.company_id):
            for team in (self.env["crm.team"], *rows.team_id):
                if not team.company_id or team.company_id == company:
                    self._check_order_of(rows.pick(company, team))

    def _check_order_of(self, grades):
        rules = [grade.get_rule() for grade in grades.values()]
        for upper, lower, item in contradictions(rules):
            if not (grades[upper] | grades[lower]) & self:
                continue
            name = "horizon_days" if item == CLOSING else item
            raise ValidationError(
                self.env._(
                    "%(lower)s would ask for more than %(upper)s: %(item)s. A better grade must ask for at "
                    "least as much as the next one; change the other one first.",
                    upper=grades[upper].display_name,
                    lower=grades[lower].display_name,
                    item=self._fields[name].get_description(self.env, ["string"])["string"],
                )
            )

    @api.private
    def get_rule(self):
        """This policy as ``rules.grading`` wants it."""
        needs = frozendict({item: self[item] or None for item in INPUTS})
        return Policy(self.code, needs, self.horizon_days)

    # What holds for an opportunity ----------------------------------------------------------------------

    @api.private
    @api.model
    def get_policies(self, company, team):
        """{code: the record that holds for opportunities of ``team`` in ``company``}.

        One of the team comes before one of the company, and that before the general one.
        """
        return self.get_rows().pick(company, team)

    @api.private
    @api.model
    def get_rows(self):
        """The whole policy, read in one go."""
        # sudo: policy, no secret; whoever may see an opportunity may see what its grade goes by.
        names = ["code", "company_id", "team_id", "horizon_days", *INPUTS]
        return self.sudo().with_context(active_test=True).search_fetch([], names)

    @api.private
    def pick(self, company, team):
        """``get_policies()`` out of these records."""
        mine = self.filtered(
            lambda grade: grade.company_id.id in (False, company.id) and grade.team_id.id in (False, team.id)
        )
        ranked = mine.sorted(lambda grade: (bool(grade.team_id), bool(grade.company_id)))
        return {grade.code: grade for grade in ranked}
