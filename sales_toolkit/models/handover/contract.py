"""The contract starts the plan (O10)."""

from odoo import models


class Contract(models.Model):
    _inherit = "sales_toolkit.contract"

    def _on_approved(self):
        result = super()._on_approved()
        self._start_handovers()
        return result

    def _on_signed(self):
        result = super()._on_signed()
        self._start_handovers()
        return result

    def _start_handovers(self):
        """Prepared plans of these contracts' opportunities start, where their company says so."""
        # sudo: whoever approves the contract; the plan follows from it
        rows = self.env["sales_toolkit.handover"].sudo()
        rows = rows.search([("lead_id", "in", self.lead_id.ids), ("state", "=", "draft")])
        contracts = {contract.lead_id: contract for contract in self.sorted("id")}
        for row in rows:
            row.store_derived({"contract_id": contracts[row.lead_id].id})
        rows.filtered(lambda row: row._is_ready())._start()
