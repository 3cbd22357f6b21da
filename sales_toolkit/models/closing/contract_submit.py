"""Submitting a contract: what it must hold, its number, and the levels that it needs (O9)."""

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL, html2plaintext

from ...rules.approvers import find_empty
from ..shared.labels import in_a_row, label_of

SEQUENCE = "sales_toolkit.contract"


class Contract(models.Model):
    _inherit = "sales_toolkit.contract"

    submitted_by = fields.Many2one("res.users", readonly=True, copy=False, ondelete="restrict")
    submitted_at = fields.Datetime(readonly=True, copy=False)
    company_currency_id = fields.Many2one(related="company_id.currency_id", string="Currency of the Company")
    amount_company = fields.Monetary(
        "Amount in Company Currency",
        currency_field="company_currency_id",
        readonly=True,
        copy=False,
        help="By the rate of the day on which it was submitted; the levels go by it.",
    )

    def action_submit(self):
        """Submit these contracts to who approves them.

        :raise UserError: says what is missing, or that nobody could approve it and who could be added
        """
        self.check_access("write")
        self._lock_or_refuse()
        for contract in self:
            contract._check_submittable()
        # sudo: states are written by the toolkit only; who may submit was checked above
        contracts = self.sudo()
        before = {contract: contract.state for contract in contracts}
        for contract in contracts:
            contract._submit()
        contracts._ask()
        contracts.log_step("submitted", before)
        contracts._end_draft_activity()
        contracts._refresh_reminders()
        return True

    # What it must hold ----------------------------------------------------------------------------------

    def _check_submittable(self):
        name = self.display_name
        if self.state not in ("draft", "returned") or not self.active:
            raise UserError(
                self.env._(
                    "%(contract)s can't be submitted. Its state is: %(state)s.",
                    contract=name,
                    state=label_of(self, "state"),
                )
            )
        # sudo: whether the deal is won; who may write the contract may know
        if self.sudo().lead_id.won_status != "won":
            raise UserError(self.env._("%s: the opportunity is not won any more.", name))
        if missing := self._find_missing():
            raise UserError(
                self.env._(
                    "%(contract)s is not complete. Fill in: %(missing)s.",
                    contract=name,
                    missing=in_a_row(self.env, missing),
                )
            )
        self._check_instalments()

    def _find_missing(self):
        """What is to be filled in yet, as the form calls it. Rooms may extend it."""
        filled = {
            "partner_id": bool(self.partner_id),
            "amount": self.currency_id.compare_amounts(self.amount, 0) > 0,
            "terms": bool(html2plaintext(self.terms or "").strip()),
            "instalment_ids": bool(self.instalment_ids),
        }
        names = [name for name, there in filled.items() if not there]
        described = self.fields_get(names, ["string"]) if names else {}
        return [described[name]["string"] for name in names]

    def _check_instalments(self):
        total = sum(self.instalment_ids.mapped("amount"))
        if not self.currency_id.compare_amounts(total, self.amount):
            return
        raise UserError(
            self.env._(
                "%(contract)s: the instalments come to %(total)s, not to the amount of %(amount)s. "
                "Correct them.",
                contract=self.display_name,
                total=self.currency_id.format(total),
                amount=self.currency_id.format(self.amount),
            )
        )

    # What follows ---------------------------------------------------------------------------------------

    def _submit(self):
        """This one, as superuser, after all that could forbid it."""
        self.ensure_one()
        company, today = self.company_id, self.company_id.get_today()
        amount = self.currency_id._convert(self.amount, company.currency_id, company, today)
        levels = self.env["sales_toolkit.approval_level"].get_levels(company, amount)
        people = self.env.user | self.user_id | self.lead_id.user_id
        self.store_derived(
            {
                "state": "submitted",
                "name": self.name or self._get_next_number(),
                "version": self.version + (self.state == "returned"),
                "turn": self.turn + 1,
                "submitted_by": self.env.uid,
                "submitted_at": fields.Datetime.now(),
                "amount_company": amount,
                "author_ids": [fields.Command.link(id_) for id_ in people.ids],
                "approved_by_ids": [fields.Command.clear()],
                "waiting_level_ids": [fields.Command.set(levels.ids)],
                "level_id": levels[:1].id,
            }
        )
        self._refuse_nobody_left(levels)

    def _refuse_nobody_left(self, levels):
        """
        :raise UserError: when a level finds nobody who did not make the contract
        """
        index = find_empty([self._get_possible(level).ids for level in levels or [levels]])
        if index is None:
            return
        level = levels[index : index + 1]
        # sudo: who has the right to approve, to say whom one could ask
        pool = self._filter_entitled(
            self.env.ref("sales_toolkit.group_contract_approver").sudo().all_user_ids
        )
        others = pool - self.author_ids - level.approver_ids
        message = self.env._(
            "Nobody may approve %(contract)s on the level %(level)s: whoever could made it, or is needed on "
            "another level.",
            contract=self.display_name,
            level=level.name or "1",
        )
        if others:
            advice = self.env._(
                "A sales manager can add to this level: %s.", in_a_row(self.env, others[:5].mapped("name"))
            )
        else:
            advice = self.env._("Ask an administrator to give a colleague the right to approve contracts.")
        raise UserError("\n".join((message, advice)))

    def _get_next_number(self):
        """The next number of the company in this year."""
        sequence, today = self.company_id.get_contract_sequence(), self.company_id.get_today()
        ranges = sequence.date_range_ids
        if not ranges.filtered(lambda row: row.date_from <= today <= row.date_to):
            # who begins the year at the same time is made to start over, and finds the range
            self.env.cr.execute(
                SQL("UPDATE ir_sequence SET write_date = write_date WHERE id = %s", sequence.id)
            )
        return sequence.next_by_id(sequence_date=today)

    @api.private
    def check_edit(self):
        """
        :raise AccessError: when the user may not write these contracts
        :raise UserError: when one is signed
        """
        if not self._is_derivation():
            self.check_access("write")
            self._refuse_signed()
