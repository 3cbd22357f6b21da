"""Merging customers carries their update records over, and writes down what the merge changed."""

from odoo import models
from odoo.tools import SQL

from ..shared.update_log_values import snapshot


class BasePartnerMerge(models.TransientModel):
    _inherit = "base.partner.merge.automatic.wizard"

    def _merge(self, partner_ids, dst_partner=None, extra_checks=True):
        partners = self.env["res.partner"].browse(partner_ids).exists()
        if not partners._filter_update_logged({"name"}):
            return super()._merge(partner_ids, dst_partner, extra_checks)
        # what waits for the end of the transaction, such as openings of sheets, must move along
        self.env.cr.flush()
        names = ", ".join(partners.mapped(lambda partner: partner.name or partner.display_name))
        wizard = self.with_context(update_reason=self.env._("Merged: %(names)s", names=names))
        if dst_partner:
            dst_partner = dst_partner.with_env(wizard.env)
        return super(BasePartnerMerge, wizard)._merge(partner_ids, dst_partner, extra_checks)

    def _update_foreign_keys(self, src_partners, dst_partner):
        """Core moves tags with SQL; the update log learns of them here."""
        names = {"category_id"} & dst_partner._get_update_log_fields()
        logged = dst_partner._filter_update_logged(names)
        # sudo: as in the mixin, only to compare before and after.
        before = snapshot(logged.sudo(), names)
        result = super()._update_foreign_keys(src_partners, dst_partner)
        dst_partner.invalidate_recordset(names)
        # Core's SQL made the sources contacts of the destination, whose deletion would be logged.
        self.env.add_to_compute(src_partners._fields["commercial_partner_id"], src_partners)
        logged._write_update_log(before, names)
        return result

    def _update_reference_fields(self, src_partners, dst_partner):
        """The rows already belong to the destination (foreign key); let them point at it too."""
        result = super()._update_reference_fields(src_partners, dst_partner)
        # SQL, because the log refuses write() for everyone. Only the pointer moves, no content.
        self.env.cr.execute(
            SQL(
                "UPDATE sales_toolkit_update_log SET res_id = %s "
                "WHERE res_model = 'res.partner' AND res_id = ANY(%s)",
                dst_partner.id,
                src_partners.ids,
            )
        )
        self.env["sales_toolkit.update_log"].invalidate_model(flush=False)
        return result
