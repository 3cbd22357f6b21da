"""What is being delivered to a customer (O10)."""

from odoo import api, fields, models

from ..shared.arguments import need_one
from ..shared.item_field import TOOLKIT_USERS


class ResPartner(models.Model):
    _inherit = "res.partner"

    handover_progress = fields.Char(
        "Delivery",
        compute="_compute_handover_progress",
        groups=TOOLKIT_USERS,
        help="Steps done of the plans of this customer that the reader may see.",
    )

    @api.depends_context("uid", "lang")
    def _compute_handover_progress(self):
        rows = self._get_handovers()
        by_customer = rows.grouped(lambda row: row.lead_id.partner_id.commercial_partner_id)
        for partner in self:
            own = by_customer.get(partner._origin.commercial_partner_id)
            partner.handover_progress = own and self.env._(
                "%(closed)s/%(all)s steps",
                closed=sum(own.mapped("closed_count")),
                all=sum(own.mapped("step_count")),
            )

    def _get_handovers(self):
        """As far as the reader may see them."""
        rows, customers = self.env["sales_toolkit.handover"], self._origin.commercial_partner_id
        # sudo: whose opportunities these are; which of their hand-overs show is said by the rules of these
        leads = self.env["crm.lead"].sudo().with_context(active_test=False)
        query = leads._search([("partner_id.commercial_partner_id", "in", customers.ids)])
        return rows.search([("lead_id", "in", query)]) if customers else rows

    def action_open_handovers(self):
        """Open the hand-overs of this customer."""
        need_one(self)
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id("sales_toolkit.handover_action")
        return {**action, "domain": [("id", "in", self._get_handovers().ids)], "context": {}}
