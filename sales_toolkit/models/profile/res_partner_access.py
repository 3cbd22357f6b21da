"""What we note about a customer is not for the customer, who may be a portal user of this ERP (X3)."""

from odoo import api, models


class ResPartner(models.Model):
    _inherit = "res.partner"

    @api.model
    def _has_field_access(self, field, operation):
        """The toolkit's fields are for colleagues: core lets portal users read their own partner."""
        if not super()._has_field_access(field, operation):
            return False
        ours = (field._module or "").startswith("sales_toolkit")
        return not ours or self.env.su or self.env.user._is_internal()
