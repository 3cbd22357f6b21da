"""The brief's part about open objections, where that room is there (O4, O7)."""

from odoo import models

from ...rules.brief import clip
from .crm_lead import SCREEN
from .question import OBJECTIONS

MODEL = "sales_toolkit.objection"
OPEN = ("open", "help", "answered")
LIMIT = 10


class CrmLead(models.Model):
    _inherit = "crm.lead"

    def _get_brief_objections(self):
        """Open objections, and what has become of the help that was asked for."""
        rows = self._get_open_objections()
        states = dict(rows._fields["state"]._description_selection(self.env)) if rows else {}
        return [
            {
                "id": row.id,
                "type": row.type_id.name or "",
                "text": clip(row.description, SCREEN),
                "state": states.get(row.state, ""),
                "helper": row.sudo().helper_id.name or "",  # sudo: the name of a colleague
                "due": self._say_date(row.help_due) if "help_due" in row._fields else "",
            }
            for row in rows
        ]

    def _get_open_objections(self):
        """As far as the reader may see them; none where there is no such model."""
        if MODEL not in self.env:
            return self.browse()
        domain = [("lead_id", "=", self.id), ("state", "in", OPEN)]
        return self.env[MODEL].search(domain, limit=LIMIT)

    def _get_open_objection_codes(self):
        """The types of open objections, as questions name them."""
        rows = self._get_open_objections()
        if not rows:
            return ()
        types = {
            code: self.env.ref(f"sales_toolkit.objection_type_{code}", raise_if_not_found=False)
            for code, _label in OBJECTIONS
        }
        return tuple(code for code, kind in types.items() if kind and kind in rows.type_id)
