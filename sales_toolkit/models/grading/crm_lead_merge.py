"""Merging opportunities keeps what the grades of each have been."""

from odoo import api, models

from ...rules.grading import INPUTS


class CrmLead(models.Model):
    _inherit = "crm.lead"

    def _merge_get_fields(self):
        return super()._merge_get_fields() + list(INPUTS)

    @api.private
    def on_merged(self, opportunities):
        """Core deletes the opportunities that were merged, and their history would go with them."""
        result = super().on_merged(opportunities)
        self.env["sales_toolkit.grade_history"].move_to(self, opportunities)
        return result
