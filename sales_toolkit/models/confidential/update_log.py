"""Update records of confidential items hold what the sheet held: reading them is an opening too (C13)."""

from odoo import models


class UpdateLog(models.Model):
    """A review shows these rows, and so does a list of update records."""

    _name = "sales_toolkit.update_log"
    _inherit = ["sales_toolkit.update_log", "sales_toolkit.opening.mixin"]

    _confidential_domain = (("confidential", "=", True),)
    _confidential_fields = frozenset({"old_value", "new_value", "old_reference", "new_reference"})
