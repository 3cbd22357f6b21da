"""From which amount on a contract needs whose approval: records that a manager edits (O9)."""

from odoo import api, fields, models
from odoo.exceptions import UserError

APPROVERS = "sales_toolkit.group_contract_approver"


class ApprovalLevel(models.Model):
    """One approval that contracts from an amount on need; several are asked for one after the other."""

    _name = "sales_toolkit.approval_level"
    _description = "Approval Level"
    _order = "sequence, amount_from, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10, help="Levels are asked in this order.")
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company",
        index="btree_not_null",
        ondelete="cascade",
        help="Empty: holds for each company that has no levels of its own.",
    )
    currency_id = fields.Many2one("res.currency", compute="_compute_currency_id")
    amount_from = fields.Monetary(
        "From Amount",
        help="The level is asked for contracts of this amount or more, in the currency of the company. What "
        "is in another currency is converted by the rate of the day on which it is submitted.",
    )
    approver_ids = fields.Many2many(
        "res.users",
        "sales_toolkit_approval_level_approver_rel",
        string="Approvers",
        domain=lambda self: self._get_approver_domain(),
        help="Who approves, the first one who can being asked. Empty: any colleague with the right to "
        "approve contracts.",
    )
    anybody = fields.Boolean(
        compute="_compute_anybody",
        store=True,
        help="Nobody is named: any colleague with the right approves. One who has left is still named.",
    )
    deputy_ids = fields.Many2many(
        "res.users",
        "sales_toolkit_approval_level_deputy_rel",
        string="Deputies",
        domain=lambda self: self._get_approver_domain(),
        help="Who is asked instead while all approvers are away, or made the contract themselves.",
    )

    _amount = models.Constraint("CHECK (amount_from >= 0)", "The amount of a level can't be negative.")

    @api.depends("company_id")
    @api.depends_context("company")
    def _compute_currency_id(self):
        for level in self:
            level.currency_id = (level.company_id or self.env.company).currency_id

    @api.depends("approver_ids")
    def _compute_anybody(self):
        for level in self:
            level.anybody = not level.with_context(active_test=False).approver_ids

    @api.model
    def _get_approver_domain(self):
        return [("share", "=", False), ("all_group_ids", "in", self.env.ref(APPROVERS).ids)]

    @api.private
    @api.model
    def get_levels(self, company, amount):
        """The levels that a contract of this amount, in the currency of ``company``, needs, in order.

        The lowest one where the amount is below all of them: no contract goes without an approval.
        """
        # sudo: the policy holds whether or not the user may read it
        levels = self.sudo().with_context(active_test=True)
        own = levels.search([("company_id", "=", company.id)])
        levels = own or levels.search([("company_id", "=", False)])
        reached = levels.filtered(
            lambda level: company.currency_id.compare_amounts(level.amount_from, amount) <= 0
        )
        return reached or levels.sorted("amount_from")[:1]

    def write(self, vals):
        """Who is asked goes along with who approves."""
        result = super().write(vals)
        if {"approver_ids", "deputy_ids"} & vals.keys():
            # sudo: contracts are given to approvers by the toolkit only
            contracts = self.env["sales_toolkit.contract"].sudo()
            contracts.search([("state", "=", "submitted"), ("level_id", "in", self.ids)]).reassign()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_used(self):
        # sudo: whether it is used at all, by whichever company
        steps = self.env["sales_toolkit.contract_step"].sudo()
        contracts = self.env["sales_toolkit.contract"].sudo().with_context(active_test=False)
        waiting = contracts.search_count([("waiting_level_ids", "in", self.ids)], limit=1)
        if waiting or steps.search_count([("level_id", "in", self.ids)], limit=1):
            raise UserError(
                self.env._(
                    "Contracts were approved, or wait, on this level. Archive it instead of deleting it."
                )
            )
