"""What the refusal of a record says (C13)."""

from odoo import models
from odoo.exceptions import AccessError

# Their names tell whose they are, what was said, promised or asked, or what a deal is about.
NAMELESS = {
    "sales_toolkit.coaching",
    "sales_toolkit.contract",
    "sales_toolkit.contract_instalment",
    "sales_toolkit.follow_up",
    "sales_toolkit.handover",
    "sales_toolkit.handover_question",
    "sales_toolkit.handover_step",
    "sales_toolkit.key_note",
    "sales_toolkit.objection",
    "sales_toolkit.promise",
    "sales_toolkit.retrospective",
    "sales_toolkit.retrospective_fact",
    "sales_toolkit.review",
    "sales_toolkit.stall",
}


class IrRule(models.Model):
    _inherit = "ir.rule"

    def _make_access_error(self, operation, records):
        """In debug mode core names the records, as superuser: for a decision maker or a promise, that is
        the secret."""
        error = super()._make_access_error(operation, records)
        confidential = isinstance(records, self.pool["sales_toolkit.opening.mixin"])
        if confidential or records._name in NAMELESS:
            return AccessError(
                self.env._(
                    "This is for the people concerned with the customer. Ask the salesperson for access."
                )
            )
        return error
