from odoo import api, models

from ..shared.statement import Derivation


class UpdateLog(models.Model):
    _inherit = "sales_toolkit.update_log"

    @api.model
    def _on_changes_logged(self, rows):
        """What changes on a customer that has been approved, or waits for it, goes to review."""
        # an erasure is decided elsewhere, and leaves nothing to look at
        if not isinstance(self.env.context.get("unreviewed"), Derivation):
            self.env["sales_toolkit.review"].add_changes(rows)
        return super()._on_changes_logged(rows)
