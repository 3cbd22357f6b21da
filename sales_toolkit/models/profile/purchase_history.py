"""What a customer has bought (购买历史), derived from won opportunities (C2)."""

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import format_amount, format_date


class ResPartner(models.Model):
    _inherit = "res.partner"

    purchase_history = fields.Text(
        compute="_compute_purchase_history",
        help="What the customer has bought, newest first. Derived from won opportunities, "
        "and from orders where the Sales app is there. Only what the reader may see.",
    )

    @api.depends("opportunity_ids.won_status")
    @api.depends_context("uid", "lang", "tz", "allowed_company_ids")
    def _compute_purchase_history(self):
        purchases = self._get_purchases()
        for partner in self:
            lines = sorted(purchases.get(partner._origin.id, []), key=lambda line: line[:2], reverse=True)
            partner.purchase_history = "\n".join(self._format_purchase(*line) for line in lines) or False

    def _get_purchases(self):
        """{customer id: [(day, what, amount, currency)]}: each source of purchases adds its own."""
        purchases = {}
        if not self.env["crm.lead"].has_access("read"):
            return purchases
        for lead in self.env["crm.lead"].search(self._get_won_lead_domain()):
            day = fields.Datetime.context_timestamp(self, lead.date_closed or lead.write_date).date()
            currency = lead.get_grading_company().currency_id
            purchase = (day, lead.name, lead.expected_revenue, currency)
            purchases.setdefault(lead.partner_id.commercial_partner_id.id, []).append(purchase)
        return purchases

    def _get_won_lead_domain(self):
        """The won opportunities that stand for a purchase of these customers."""
        customers = Domain("partner_id.commercial_partner_id", "in", self._origin.ids)
        return customers & Domain("won_status", "=", "won")

    @api.model
    def _format_purchase(self, day, what, amount, currency):
        return f"{format_date(self.env, day)} {what} {format_amount(self.env, amount, currency)}"
