"""The documents of a contract are approved with it: changing their content changes the contract (O9)."""

from odoo import api, models
from odoo.exceptions import MissingError, UserError

CONTRACT = "sales_toolkit.contract"
CONTENT = {"datas", "raw", "db_datas", "name", "type", "url", "res_model", "res_id", "res_field"}


class IrAttachment(models.Model):
    _inherit = "ir.attachment"

    @api.model_create_multi
    def create(self, vals_list):
        files = super().create(vals_list)
        # sudo: only what they are about, also where that is a default
        if any(file.res_model == CONTRACT and file.res_field for file in files.sudo()):
            self._refuse_scans()
        return files

    def write(self, vals):
        contracts = self._get_contracts() if CONTENT & vals.keys() else None
        if vals.get("res_model") == CONTRACT and vals.get("res_field"):
            self._refuse_scans()
        result = super().write(vals)
        if contracts:
            contracts.note_edit()
        return result

    def unlink(self):
        contracts = self._get_contracts()
        result = super().unlink()
        if contracts:
            contracts.exists().note_edit()
        return result

    def _refuse_scans(self):
        if not self.env[CONTRACT]._is_derivation():
            raise UserError(self.env._("Attach the signed contract with the button that signs it."))

    def _get_contracts(self):
        """The contracts that these are documents of."""
        contracts = self.env[CONTRACT]
        # sudo: whoever may change a file; the contract follows
        try:
            files = self.sudo().filtered(lambda file: file.res_model == CONTRACT)
        except MissingError:  # as core: deleting what is gone is no error
            files = self.sudo().exists().filtered(lambda file: file.res_model == CONTRACT)
        if not files or contracts._is_derivation():
            return contracts
        scans = files.filtered(lambda file: file.res_field == "signed_scan").mapped("res_id")
        domain = ["|", ("attachment_ids", "in", files.ids), ("id", "in", scans)]
        found = contracts.sudo().with_context(active_test=False).search(domain)
        return found.with_env(self.env)
