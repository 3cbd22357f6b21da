"""What a manager does after installing, how far it is, and the way to each step (X6)."""

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ..shared.arguments import need_one

MANAGER = "sales_team.group_sale_manager"
# Of the steps that name people: the group that these get
GROUPS = {
    "approvers": "sales_toolkit.group_contract_approver",
    "delivery": "sales_toolkit.group_delivery",
}


class FirstStep(models.Model):
    """One thing to set up. Whether it is done is seen from the company's own records, when somebody looks.

    A room with something to set up adds a record, and answers ``_is_<code>_done()``.
    """

    _name = "sales_toolkit.first_step"
    _description = "First Step"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True, help="What is to be done.")
    code = fields.Char(required=True, readonly=True, help="Names the method that knows whether it is done.")
    description = fields.Text(translate=True, help="What it is good for.")
    sequence = fields.Integer(default=10)
    action_id = fields.Many2one(
        "ir.actions.act_window", readonly=True, ondelete="set null", help="The screen on which it is done."
    )
    done = fields.Boolean(compute="_compute_done", help="Whether the company of the reader has done it.")
    dismissed_company_ids = fields.Many2many(
        "res.company",
        "sales_toolkit_first_step_dismissed_rel",
        readonly=True,
        help="Companies that go without this step.",
    )
    dismissed = fields.Boolean(
        compute="_compute_done", help="The company of the reader goes without this step."
    )

    _code = models.UniqueIndex("(code)", "There is a first step of this kind already.")

    @api.depends_context("uid", "company")
    @api.depends("code", "dismissed_company_ids")
    def _compute_done(self):
        company = self.env.company
        for step in self:
            # sudo: whether there is such a record at all, for managers, of the company they work in.
            answer = getattr(step.sudo(), f"_is_{step.code}_done", None)
            step.done = bool(answer and answer(company))
            step.dismissed = company in step.sudo().dismissed_company_ids  # sudo: as above, of this company

    # Whether a step is done: cheap questions, one row at most -----------------------------------------

    def _is_working_hours_done(self, company):
        return not self.env["res.config.settings"].with_company(company).new({}).toolkit_calendar_warning

    def _is_customers_done(self, company):
        domain = [("registered_on", "!=", False), ("company_id", "in", (False, company.id))]
        return self.env["res.partner"].search_count(domain, limit=1)

    def _is_pipeline_done(self, company):
        stages = self.env["crm.stage"].search([("pipeline_stage_id", "!=", False)])
        return any(team.company_id in (company, company.browse()) for team in stages.team_ids)

    def _is_cadence_done(self, company):
        """Somebody has looked at the grades and changed one, or given the company its own."""
        grades = self.env["sales_toolkit.grade"].search([("company_id", "in", (False, company.id))])
        return any(grade.company_id or grade.write_uid.id != api.SUPERUSER_ID for grade in grades)

    def _is_reviewers_done(self, company):
        teams = self.env["crm.team"].search([("company_id", "in", (False, company.id))])
        members = teams.filtered("crm_team_member_ids")
        led = members and all(team.user_id or team.reviewer_id for team in members)
        return bool(company.customer_reviewer_id or led)

    def _is_approvers_done(self, company):
        return self._has_members(GROUPS["approvers"], company)

    def _is_delivery_done(self, company):
        return self._has_members(GROUPS["delivery"], company)

    def _has_members(self, group, company):
        users = self.env.ref(group).all_user_ids
        return bool(users.filtered(lambda user: user.active and company in user.company_ids))

    # What a manager does ------------------------------------------------------------------------------

    @api.model
    def get_progress(self):
        """How far the company of the caller is: {done, total}, or False where nothing is to be shown.

        For the line above the list of customers; False for who manages no sales.
        """
        if not self.env.user.has_group(MANAGER):
            return False
        steps = self._get_steps().filtered(lambda step: not step.dismissed)
        done = len(steps.filtered("done"))
        return {"done": done, "total": len(steps)} if done < len(steps) else False

    def action_open(self):
        """Open the screen on which this step is done.

        :raise UserError: when the caller may not open it, with who may
        """
        need_one(self)
        self._check_manager()
        # sudo: a window action is no secret; the screen asks for rights of its own.
        action = self.sudo().action_id
        model = action and self.env[action.res_model]
        if not action or not model.has_access("write"):
            raise UserError(
                self.env._("An administrator of the ERP does this: %(name)s. Ask one.", name=self.name)
            )
        opened = action._get_action_dict()
        if self.code in GROUPS:
            # not the list of all groups, in which it would have to be found
            opened |= {"res_id": self.env.ref(GROUPS[self.code]).id, "views": [(False, "form")]}
        return opened

    def action_dismiss(self):
        """The company of the caller goes without these steps."""
        self._check_manager()
        # sudo: steps are data of the add-on; managers say for their company only what it goes without.
        self.sudo().dismissed_company_ids = [fields.Command.link(self.env.company.id)]

    def action_take_up(self):
        """Show these steps to the company of the caller again."""
        self._check_manager()
        # sudo: as in action_dismiss()
        self.sudo().dismissed_company_ids = [fields.Command.unlink(self.env.company.id)]

    @api.model
    def action_dismiss_all(self):
        """The company of the caller goes without those that are not done; they stay in the menu."""
        self._check_manager()
        self._get_steps().filtered(lambda step: not step.done).action_dismiss()

    def _get_steps(self):
        """All of them: a handful, one for each thing to set up."""
        return self.search([("code", "!=", False)])

    def _check_manager(self):
        if not self.env.user.has_group(MANAGER):
            raise AccessError(self.env._("Sales managers set up the toolkit."))
