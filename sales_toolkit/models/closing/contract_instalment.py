"""How the amount of a contract is paid (O9)."""

from odoo import api, fields, models
from odoo.exceptions import UserError

from ...rules.instalments import split


class ContractInstalment(models.Model):
    """One payment: a share of the amount in percent, which follows the amount, or a sum of its own."""

    _name = "sales_toolkit.contract_instalment"
    _inherit = ["sales_toolkit.below.mixin", "sales_toolkit.privacy_guard.mixin"]
    _description = "Instalment"
    _order = "sequence, id"
    _below = {"contract_id": ("sales_toolkit.contract", "write")}

    contract_id = fields.Many2one("sales_toolkit.contract", required=True, index=True, ondelete="cascade")
    sequence = fields.Integer(default=10)
    name = fields.Char("Instalment", required=True)
    percent = fields.Float("%", digits=(6, 2), aggregator=None, help="0: the amount is typed in.")
    currency_id = fields.Many2one(related="contract_id.currency_id", related_sudo=False)
    amount = fields.Monetary(
        compute="_compute_amount", store=True, readonly=False, precompute=False, aggregator=None
    )
    due_date = fields.Date("Due")
    due_days = fields.Integer("Days after Signature", help="When it is due, where no date is given.")

    _percent = models.Constraint(
        "CHECK (percent >= 0 AND percent <= 100)", "An instalment is from 0 to 100 percent."
    )
    _amount = models.Constraint("CHECK (amount >= 0)", "An instalment can't be negative.")

    @api.depends(
        "percent",
        "sequence",
        "contract_id.amount",
        "contract_id.currency_id",
        "contract_id.instalment_ids.percent",
    )
    def _compute_amount(self):
        """Those in percent are worked out together, so that rounding loses nothing."""
        for contract, lines in self.grouped("contract_id").items():
            amounts = lines._get_shares(contract)
            for line in lines:
                line.amount = amounts.get(line, line.amount)

    def _get_shares(self, contract):
        """{line: its part of the amount}, of all lines of ``contract`` that are in percent."""
        shares = (contract.instalment_ids | self).filtered("percent")
        rounding = contract.currency_id.rounding or 0.01
        parts = split(contract.amount or 0, shares.mapped("percent"), rounding)
        return dict(zip(shares, parts, strict=True))

    @api.onchange("amount")
    def _onchange_amount(self):
        """A sum that is typed in is no share any more."""
        part = self._get_shares(self.contract_id).get(self)
        if part is not None and self.currency_id.compare_amounts(part, self.amount):
            self.percent = 0

    @api.model
    def _get_guarded_fields(self):
        return frozenset({"name"})

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        lines.contract_id.check_edit()
        lines.contract_id.note_edit()
        return lines

    def write(self, vals):
        if "contract_id" in vals and any(line.contract_id.id != vals["contract_id"] for line in self):
            raise UserError(self.env._("An instalment stays with its contract."))
        self.contract_id.check_edit()
        result = super().write(vals)
        self.contract_id.note_edit()
        return result

    def unlink(self):
        contracts = self.contract_id
        contracts.check_edit()
        result = super().unlink()
        contracts.note_edit()
        return result
