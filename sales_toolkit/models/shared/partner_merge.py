"""The one place where the rooms bring their rows together when customers are merged (C15)."""

from odoo import models


class BasePartnerMerge(models.TransientModel):
    _inherit = "base.partner.merge.automatic.wizard"

    def _update_foreign_keys_generic(self, model, src_records, dst_record):
        """Where core is about to move the rows: the rooms go first."""
        if model == "res.partner":
            self._merge_toolkit_rows(src_records, dst_record)
            # core goes on with SQL, and deletes rows for which it finds no room
            self.env.flush_all()
        return super()._update_foreign_keys_generic(model, src_records, dst_record)

    def _merge_toolkit_rows(self, src_partners, dst_partner):
        """Bring the toolkit's rows of both together, where moving them is not enough. Rooms extend it.

        Called once per merge, when it is certain that the user may merge these customers, before core
        moves what still points at ``src_partners`` to ``dst_partner`` (key notes, follow-ups, update
        records …) and deletes rows for which there is no room. Write here as superuser and say why:
        who merges need not be allowed to read what is merged, and must not learn it.
        """
