from odoo import api, models


class UpdateLog(models.Model):
    _inherit = "sales_toolkit.update_log"

    @api.model
    def _on_changes_logged(self, rows):
        """Customers get their keys when they are registered."""
        result = super()._on_changes_logged(rows)
        ids = {row["partner_id"] for row in rows if row["item"] == "registered_on"}
        if ids:
            # sudo: derived rows that nobody reads but the toolkit; the change itself has been allowed.
            self.env["sales_toolkit.duplicate_key"].sudo().keep_for(
                self.env["res.partner"].sudo().browse(sorted(ids))
            )
            self._find_duplicates_after_import()
        return result

    def _find_duplicates_after_import(self):
        """Who imports many customers finds the suspected pairs soon after, not a day later."""
        cron = self.env.ref("sales_toolkit.cron_find_duplicates", raise_if_not_found=False)
        if cron and self.env.context.get("import_file"):
            # sudo: when it runs; that it runs says nothing, and a run more or less changes nothing.
            cron.sudo()._trigger()
