"""Opportunities are merged: what the toolkit has of those that go is told to the rooms, and taken over."""

from odoo import api, models
from odoo.tools import SQL


class CrmLead(models.Model):
    _inherit = "crm.lead"

    @api.private
    def on_merged(self, opportunities):
        """Take over what there is of these, which core deletes next; rooms extend it.

        Called once per merge, and only where a room has anything of these or of the one that stays.
        """

    def _merge_dependences(self, opportunities):
        result = super()._merge_dependences(opportunities)
        if (self | opportunities)._are_known():
            self.on_merged(opportunities)
        return result

    def _are_known(self):
        """Whether a room has anything of these.

        One query instead of one per room: when leads are assigned, the ERP merges hundreds of which none has
        anything.
        """
        # of whatever the user may see: only whether there is something to take along is asked
        rooms = [
            SQL("EXISTS (SELECT FROM %s WHERE lead_id = ANY(%s))", SQL.identifier(model._table), self.ids)
            for model in self._find_rooms()
        ]
        [[known]] = self.env.execute_query(SQL("SELECT %s", SQL(" OR ").join(rooms)))
        return known

    def _find_rooms(self):
        """The toolkit's tables of what hangs on an opportunity, up to date."""
        for name, model in self.env.items():
            if name.startswith("sales_toolkit.") and model._auto and not model._transient:
                field = model._fields.get("lead_id")
                if field and field.store and field.comodel_name == self._name:
                    model.flush_model(["lead_id"])
                    yield model
