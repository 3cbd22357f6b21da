"""Key notes of the customer, pinned on each of its opportunities (C7)."""

from odoo import api, fields, models

from ..shared.item_field import TOOLKIT_USERS


class CrmLead(models.Model):
    _name = "crm.lead"
    _inherit = ["crm.lead", "sales_toolkit.own_columns.mixin"]

    key_note_ids = fields.Many2many(
        "sales_toolkit.key_note",
        string="Key Notes",
        compute="_compute_key_note_ids",
        groups=TOOLKIT_USERS,
        help="Key notes of the opportunity's customer (C7).",
    )

    @api.depends("partner_id.commercial_partner_id.key_note_ids")
    def _compute_key_note_ids(self):
        for lead in self:
            lead.key_note_ids = lead.partner_id.commercial_partner_id.key_note_ids
