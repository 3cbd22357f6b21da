"""Every step of a contract, who took it and when: an append-only log (O9)."""

from odoo import api, fields, models

from .contract import STATES

KINDS = [
    ("prepared", "Prepared"),
    ("submitted", "Submitted"),
    ("approved", "Approved"),
    ("returned", "Returned"),
    ("changed", "Changed"),
    ("withdrawn", "Withdrawn"),
    ("revived", "Taken Up Again"),
    ("merged", "Merged"),
    ("asked", "Another Approver Asked"),
    ("signed", "Signed"),
]


class ContractStep(models.Model):
    """One step of one contract."""

    _name = "sales_toolkit.contract_step"
    _inherit = ["sales_toolkit.append_only.mixin", "sales_toolkit.bulk_insert.mixin"]
    _description = "Step of a Contract"
    _order = "date desc, id desc"

    contract_id = fields.Many2one(
        "sales_toolkit.contract", required=True, readonly=True, index=True, ondelete="cascade"
    )
    kind = fields.Selection(KINDS, string="Step", required=True, readonly=True)
    from_state = fields.Selection(STATES, string="From", readonly=True)
    to_state = fields.Selection(STATES, string="To", readonly=True)
    level_id = fields.Many2one("sales_toolkit.approval_level", readonly=True, ondelete="restrict")
    user_id = fields.Many2one("res.users", string="Handled By", readonly=True, ondelete="restrict")
    approver_id = fields.Many2one("res.users", string="Asked", readonly=True, ondelete="restrict")
    date = fields.Datetime("When", required=True, readonly=True)
    comment = fields.Text(readonly=True)
    version = fields.Integer(readonly=True)
    amount = fields.Monetary(readonly=True, aggregator=None, help="The amount of the contract at that time.")
    currency_id = fields.Many2one("res.currency", readonly=True)

    @api.depends("kind")
    @api.depends_context("lang")
    def _compute_display_name(self):
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        for step in self:
            step.display_name = kinds.get(step.kind)


class Contract(models.Model):
    _inherit = "sales_toolkit.contract"

    step_ids = fields.One2many("sales_toolkit.contract_step", "contract_id", string="Steps", readonly=True)

    @api.private
    def log_step(self, kind, before=None, comment=None, level=None):
        """Put on record what has just happened to these contracts.

        :param before: {contract: state before}; the state now where it says nothing
        """
        now, before = fields.Datetime.now(), before or {}
        # sudo: the log is written by the toolkit only
        self.env["sales_toolkit.contract_step"].sudo().insert_rows(
            [
                {
                    "contract_id": contract.id,
                    "kind": kind,
                    "from_state": before.get(contract, contract.state),
                    "to_state": contract.state,
                    "level_id": (level or contract.level_id).id or None,
                    "user_id": self.env.uid,
                    "approver_id": contract.approver_id.id or None,
                    "date": now,
                    "comment": comment or None,
                    "version": contract.version,
                    "amount": contract.amount,
                    "currency_id": contract.currency_id.id,
                }
                # sudo: the log's own bookkeeping; its rows are read by who may read the contract
                for contract in self.sudo()
            ]
        )
