"""A confirmed order is an interaction with the customer (C11)."""

from odoo import api, models
from odoo.tools import SQL


class SaleOrder(models.Model):
    _inherit = "sale.order"

    @api.model_create_multi
    def create(self, vals_list):
        """An import, or another program, may create confirmed ones."""
        orders = super().create(vals_list)
        # sudo: as in res.partner.note_interactions()
        confirmed = orders.sudo().filtered(lambda order: order.state == "sale")
        self.env["res.partner"].note_interactions(
            [(order.partner_id, order.date_order, "order") for order in confirmed]
        )
        return orders

    def write(self, vals):
        if not {"state", "partner_id"} & vals.keys():
            return super().write(vals)
        # sudo: as in res.partner.note_interactions()
        before = self.sudo().filtered(lambda order: order.state == "sale")
        taken_back = [(partner, None, None) for partner in before.partner_id]
        result = super().write(vals)
        orders = self.sudo().filtered(lambda order: order.state == "sale")
        events = [
            (order.partner_id, None if order in before else order.date_order, "order") for order in orders
        ]
        self.env["res.partner"].note_interactions(taken_back + events)
        return result


class ResPartner(models.Model):
    _inherit = "res.partner"

    def _get_interaction_labels(self):
        return super()._get_interaction_labels() | {"order": self.env._("Order")}

    def _get_interaction_models(self):
        return super()._get_interaction_models() | {"sale.order": ["partner_id", "state", "date_order"]}

    def _get_interaction_queries(self):
        return [
            *super()._get_interaction_queries(),
            SQL(
                "SELECT people.customer, 'order', orders.date_order, NULL::date, NULL::int "
                "FROM sale_order AS orders JOIN people ON people.id = orders.partner_id "
                "WHERE orders.state = 'sale'"
            ),
        ]
