"""The favourites that come with the reports, in the reader's language."""

from odoo import api, models

MODELS = (
    "crm.lead",
    "sales_toolkit.cadence_report",
    "sales_toolkit.contact_report",
    "sales_toolkit.grade_history",
    "sales_toolkit.objection",
    "sales_toolkit.stall",
)


class IrFilters(models.Model):
    _inherit = "ir.filters"

    @api.model
    def get_filters(self, model, action_id=None, embedded_action_id=None, embedded_parent_res_id=None):
        """The ERP can't translate the names of favourites; ours are, unless somebody has renamed them."""
        filters = super().get_filters(model, action_id, embedded_action_id, embedded_parent_res_id)
        if model in MODELS:
            names = self._get_toolkit_names()
            for row in filters:
                row["name"] = names.get(row["name"], row["name"])
        return filters

    @api.model
    def _get_toolkit_names(self):
        """{name as it is shipped: in the reader's language}"""
        return {
            "Cadence kept per salesperson and week": self.env._("Cadence kept per salesperson and week"),
            "Cadence kept per team and grade": self.env._("Cadence kept per team and grade"),
            "Contacts late or missed, by method": self.env._("Contacts late or missed, by method"),
            "Minutes on time per salesperson": self.env._("Minutes on time per salesperson"),
            "Contacts per opportunity won": self.env._("Contacts per opportunity won"),
            "Objections: solved rate by type": self.env._("Objections: solved rate by type"),
            "Objections: hours to answer per salesperson": self.env._(
                "Objections: hours to answer per salesperson"
            ),
            "Stalled now, per salesperson": self.env._("Stalled now, per salesperson"),
            "Causes of stalls per team": self.env._("Causes of stalls per team"),
            "Changes of grade per month": self.env._("Changes of grade per month"),
            "What made grades worse": self.env._("What made grades worse"),
            "Expected revenue by stage and grade": self.env._("Expected revenue by stage and grade"),
            "Open A opportunities per salesperson": self.env._("Open A opportunities per salesperson"),
        }
