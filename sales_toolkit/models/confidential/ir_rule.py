"""What the refusal of a record says (C13)."""

from odoo import models
from odoo.exceptions import AccessError

# Their names tell whose they are, or what was said.
NAMELESS = {"sales_toolkit.update_log", "sales_toolkit.review", "sales_toolkit.objection"}


class IrRule(models.Model):
    _inherit = "ir.rule"

    def _make_access_error(self, operation, records):
        """In debug mode core names the records, as superuser: for a decision maker, that is the secret."""
        error = super()._make_access_error(operation, records)
        confidential = isinstance(records, self.pool["sales_toolkit.opening.mixin"])
        if confidential or records._name in NAMELESS:
            return AccessError(
                self.env._(
                    "This is for the people concerned with the customer. Ask the salesperson for access."
                )
            )
        return error
