"""Changes of stage are interactions with the lead's customer."""

from odoo import api, fields, models


class CrmLead(models.Model):
    _inherit = "crm.lead"

    stage_moved_at = fields.Datetime(
        copy=False,
        readonly=True,
        help="When somebody last moved this lead to another stage; being created in one does not count.",
    )

    @api.model
    def _get_derived_fields(self):
        message = self.env._("When an opportunity was moved follows from moving it and can't be typed.")
        return super()._get_derived_fields() | {"stage_moved_at": message}

    def write(self, vals):
        if not {"stage_id", "partner_id"} & vals.keys():
            return super().write(vals)
        before = self._get_customers() if "partner_id" in vals else self.env["res.partner"]
        moved = self.browse()
        if "stage_id" in vals:
            moved = self.filtered(lambda lead: lead.stage_id.id != vals["stage_id"])
        now = fields.Datetime.now()
        result = super().write(vals)
        moved.store_derived({"stage_moved_at": now})
        events = [(partner, now, "stage") for partner in moved._get_customers()]
        if "partner_id" in vals:
            events += [(partner, None, None) for partner in before | self._get_customers()]
        self.env["res.partner"].note_interactions(events)
        return result

    def unlink(self):
        before = self._get_customers()
        result = super().unlink()
        self.env["res.partner"].note_interactions([(partner, None, None) for partner in before])
        return result

    def _get_customers(self):
        # sudo: as in res.partner.note_interactions()
        return self.sudo().partner_id
