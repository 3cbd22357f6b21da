"""Reading a confidential table puts the reader on record."""

from odoo import models


class OpeningMixin(models.AbstractModel):
    """A table whose rows belong to a customer and are read under record rules (C13)."""

    _name = "sales_toolkit.opening.mixin"
    _description = "Confidential Table"

    def _fetch_query(self, query, fields):
        """Every read of values ends here, whichever way it came; what is cached was read before.

        Code that reads as superuser shows nothing to the user and is not an opening.
        """
        fetched = super()._fetch_query(query, fields)
        if fetched and not self.env.su:
            # sudo: which customer a row belongs to, for the log
            self.env["sales_toolkit.access_log"].note_opening(fetched.sudo().partner_id.ids)
        return fetched
