"""What was quoted first, and what was agreed: orders know it better than the expected revenue (O11)."""

from odoo import models

from odoo.addons.sales_toolkit.models.retrospective.tracked_changes import get_tracked_changes

QUOTED = ("draft", "sent", "sale")


class CrmLead(models.Model):
    _inherit = "crm.lead"

    def _get_first_quotation_amounts(self):
        """The first quotation as the customer saw it first, against the confirmed orders.

        Of a lost deal, the last quotation stands for what was agreed.
        """
        amounts = super()._get_first_quotation_amounts()
        # sudo: totals, for who may see the deal's retrospective
        orders = self.env["sale.order"].sudo().search([("opportunity_id", "in", self.ids)], order="id")
        by_lead = orders.grouped("opportunity_id")
        quoted = orders.browse(own[0].id for own in by_lead.values())._get_quoted_totals()
        for lead, own in by_lead.items():
            agreed = own._get_agreed_total(own[0].currency_id, lead.won_status)
            amounts[lead.id] = quoted[own[0].id], agreed, own[0].currency_id.id
        return amounts


class SaleOrder(models.Model):
    _inherit = "sale.order"

    def _get_quoted_totals(self):
        """{id: the total with which the order ceased to be a draft, as far as the chatter knows}."""
        states = get_tracked_changes(self, "state", "char")
        changes = get_tracked_changes(self, "amount_total", "float")
        totals = {}
        for order in self:
            left_at = states[order.id][0][0] if states[order.id] else None
            later = [old for moment, old, _new in changes[order.id] if left_at and moment > left_at]
            totals[order.id] = later[0] if later else order.amount_total
        return totals

    def _get_agreed_total(self, currency, status):
        """The sum of the confirmed orders in this currency; None without any."""
        agreed = self.filtered(lambda order: order.state == "sale")
        if not agreed and status == "lost":
            agreed = self.filtered(lambda order: order.state in QUOTED)[-1:]
        if not agreed:
            return None
        return sum(
            order.currency_id._convert(
                order.amount_total, currency, order.company_id, order.date_order.date()
            )
            for order in agreed
        )
