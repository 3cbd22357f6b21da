"""Rows that belong to a customer, never to one of its contacts."""

from odoo import api, models

from .client_defaults import with_defaults


class CustomerRowMixin(models.AbstractModel):
    """Puts the company in the place of a person that works there, whoever writes ``partner_id``."""

    _name = "sales_toolkit.customer_row.mixin"
    _description = "Row of a Customer"

    @api.model_create_multi
    def create(self, vals_list):
        vals_list = [
            vals | {"partner_id": full["partner_id"]} if "partner_id" in full else vals
            for vals, full in zip(vals_list, with_defaults(self, vals_list), strict=True)
        ]
        given = [vals.get("partner_id") for vals in vals_list]
        ids = {id_ for id_ in given if isinstance(id_, int) and id_}
        # read together what is read one by one below
        self.env["res.partner"].browse(ids).fetch(["commercial_partner_id"])
        return super().create([self._with_customer(vals) for vals in vals_list])

    def write(self, vals):
        return super().write(self._with_customer(vals))

    @api.model
    def _with_customer(self, vals):
        if not isinstance(vals.get("partner_id"), int) or not vals["partner_id"]:
            return vals
        return {
            **vals,
            "partner_id": self.env["res.partner"].browse(vals["partner_id"]).commercial_partner_id.id,
        }
