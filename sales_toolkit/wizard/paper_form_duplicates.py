"""Remarks of the preview about customers that may be the same (C15)."""

from odoo import models
from odoo.fields import Command


class PaperFormImport(models.TransientModel):
    _inherit = "sales_toolkit.paper_form_import"

    def _prepare_sheet(self, filename, sheet_name, plan):
        """A remark for each customer that the one on the sheet may be, besides the one it is matched with."""
        vals = super()._prepare_sheet(filename, sheet_name, plan)
        if not plan.is_refused:
            vals["identity"] = self.env["res.partner"].get_form_identity(plan.form)
            for message in plan.partner.describe_form_duplicates(vals["identity"]):
                vals["line_ids"].append(Command.create({"kind": "remark", "message": message}))
        return vals

    def _mark_repeated(self, sheets):
        """Sheets that may be about one customer too; those of one name are told of already."""
        result = super()._mark_repeated(sheets)
        new = {}
        for vals in sheets:
            identity = vals.pop("identity", None)
            if identity:
                new.setdefault(vals["customer_name"], (vals, identity))
        remarks = self.env["res.partner"].describe_repeated_forms(
            [(vals["name"], identity) for vals, identity in new.values()]
        )
        for place, (vals, _identity) in enumerate(new.values()):
            for message in remarks.get(place, ()):
                vals["line_ids"].append(Command.create({"kind": "remark", "message": message}))
        return result
