"""Approving, returning and signing a contract (O9)."""

import base64
import binascii

from odoo import fields, models
from odoo.exceptions import UserError

from ..shared.arguments import need_one


class Contract(models.Model):
    _inherit = "sales_toolkit.contract"

    approved_at = fields.Datetime("Approved on", readonly=True, copy=False)

    # Approving and returning ----------------------------------------------------------------------------

    def _decide(self, state, comment):
        asked = self._get_asked()
        if state == "returned":
            self._return(comment)
        else:
            self._approve()
        self._refresh_reminders(asked)

    def _return(self, comment):
        for contract in self:
            contract.note_decision(comment, state="returned", turn=contract.turn + 1)
        self.log_step("returned", dict.fromkeys(self, "submitted"), comment)
        self._end_approval()

    def _approve(self):
        """The level asked now approves; after the last one the contract is approved."""
        before = dict.fromkeys(self, "submitted")
        done = self.browse()
        for contract in self:
            level = contract.level_id
            rest = contract.waiting_level_ids - level
            contract.note_decision(
                False,
                turn=contract.turn + 1,
                approved_by_ids=[fields.Command.link(self.env.uid)],
                waiting_level_ids=[fields.Command.set(rest.ids)],
                level_id=rest[:1].id,
            )
            if not rest:
                done |= contract
                contract.write_derived({"state": "approved", "approved_at": fields.Datetime.now()})
            contract.log_step("approved", before, level=level)
        (self - done)._ask()
        if done:
            done._end_approval()
            done._tell(
                done._fallback_lang().env._("The contract is approved."), {row: row.user_id for row in done}
            )
            done._on_approved()

    def _end_approval(self):
        """Nobody is asked any more."""
        self.store_derived(
            {
                "approver_id": False,
                "asked_at": False,
                "reminded_at": False,
                "level_id": False,
                "waiting_level_ids": [fields.Command.clear()],
            }
        )

    # Signing --------------------------------------------------------------------------------------------

    def action_sign(self, signed_on=None, scan=None, filename=None):
        """The contract was signed by both parties.

        :param signed_on: the day of the signature
        :param scan: the signed contract, a file in base64; the dialog opens without
        :param filename: how the file is called
        :raise UserError: when it is not approved, the file is missing, or the day is still to come
        """
        need_one(self)
        self.check_access("write")
        if not scan:
            return self.action_open_sign()
        self._lock_or_refuse()
        self._check_signable()
        values = self._prepare_signature(signed_on, scan, filename)
        # sudo: states are written by the toolkit only; who may sign was checked above
        contract = self.sudo()
        contract.write_derived({**values, "state": "signed", "turn": contract.turn + 1})
        contract.log_step("signed", {contract: "approved"})
        contract._end_draft_activity()
        contract._refresh_reminders()
        contract._on_signed()
        return True

    def _check_signable(self):
        if self.state != "approved" or not self.active:
            raise UserError(self.env._("%s must be approved before it is signed.", self.display_name))

    def _prepare_signature(self, signed_on, scan, filename):
        day = fields.Date.to_date(signed_on)
        if not day or day > self._get_last_day():
            raise UserError(
                self.env._("Say on which day the contract was signed; it can't be in the future.")
            )
        try:
            content = base64.b64decode(scan, validate=False)
        except (binascii.Error, TypeError, ValueError):
            content = b""
        if not content:
            raise UserError(self.env._("Attach the scan of the signed contract."))
        name = str(filename or f"{self.name}.pdf")
        self._refuse_identifiers({"subject": name})
        return {"signed_on": day, "signed_scan": base64.b64encode(content), "signed_scan_name": name}

    def _get_last_day(self):
        """Today, where the user or the company is, whichever is further."""
        return max(self.env.user.get_today(), self.company_id.get_today())

    def action_open_sign(self):
        """Open the dialog that asks for the day and the scan."""
        need_one(self)
        self.check_access("write")
        self._check_signable()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Signed Contract"),
            "res_model": "sales_toolkit.contract_sign",
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_contract_id": self.id},
        }

    # Seams ----------------------------------------------------------------------------------------------

    def _on_approved(self):
        """Called once after the last approval of these contracts, as superuser; rooms extend it."""

    def _on_signed(self):
        """Called once after these contracts were signed, as superuser; rooms extend it."""
