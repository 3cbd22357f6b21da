"""The ERP's own import goes the same way as entering by hand, grouped per import (C9)."""

from odoo import fields, models

from ..shared.statement import Source


class BaseImport(models.TransientModel):
    _inherit = "base_import.import"

    def execute_import(self, fields, columns, options, dryrun=False):
        """Customers that the import completes are submitted; what it changes is reviewed."""
        if self.res_model != "res.partner":
            return super().execute_import(fields, columns, options, dryrun=dryrun)
        source = self._get_review_source()
        wizard = self.with_context(review_source=source)
        result = super(BaseImport, wizard).execute_import(fields, columns, options, dryrun=dryrun)
        if result.get("ids") and not dryrun:
            self.env["res.partner"].browse(result["ids"]).submit_imported(source)
        return result

    def _get_review_source(self):
        day = fields.Datetime.context_timestamp(self, self.create_date)
        return Source(f"{self.file_name or self.env._('Import')} {day:%Y-%m-%d %H:%M}")
