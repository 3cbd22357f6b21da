"""Orders are purchases too (C2)."""

from odoo import api, fields, models
from odoo.fields import Domain


class ResPartner(models.Model):
    _inherit = "res.partner"

    @api.depends("sale_order_ids.state")
    def _compute_purchase_history(self):
        return super()._compute_purchase_history()

    def _get_purchases(self):
        """Add the confirmed orders that the reader may see."""
        purchases = super()._get_purchases()
        if not self.env["sale.order"].has_access("read"):
            return purchases
        orders = self.env["sale.order"].search(
            [("partner_id.commercial_partner_id", "in", self._origin.ids), ("state", "=", "sale")]
        )
        for order in orders:
            day = fields.Datetime.context_timestamp(self, order.date_order).date()
            purchase = (day, order.name, order.amount_total, order.currency_id)
            purchases.setdefault(order.partner_id.commercial_partner_id.id, []).append(purchase)
        return purchases

    def _get_won_lead_domain(self):
        """An opportunity that was won with an order is told by the order."""
        return super()._get_won_lead_domain() & Domain("order_ids", "not any", [("state", "=", "sale")])
