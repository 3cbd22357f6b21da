"""The contract of a won deal is about what was ordered (O9)."""

from odoo import api, fields, models


class CrmLead(models.Model):
    _inherit = "crm.lead"

    @api.private
    def _prepare_contract_values(self):
        """Amount and currency come from the confirmed orders of the deal, where it has any.

        With taxes: it is what the customer pays in all. Orders in several currencies are added up in the
        company's, at the rates of their days.
        """
        self.ensure_one()
        # sudo: the orders of the deal, whoever wins it
        orders = self.sudo().order_ids.filtered(lambda order: order.state == "sale")
        return super()._prepare_contract_values() | (self._sum_orders(orders) if orders else {})

    def _sum_orders(self, orders):
        currency = orders.currency_id
        if len(currency) > 1:
            currency = self.get_grading_company().currency_id
        amounts = (
            order.currency_id._convert(
                order.amount_total,
                currency,
                order.company_id,
                order.date_order or fields.Datetime.now(),
            )
            for order in orders
        )
        return {"amount": currency.round(sum(amounts)), "currency_id": currency.id}
