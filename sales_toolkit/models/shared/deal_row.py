"""Rows that people put below an opportunity, which they must be able to read."""

from odoo import api, models

from .arguments import record_of


class DealRowMixin(models.AbstractModel):
    """Whoever writes ``lead_id`` may read that opportunity.

    Rules ask of a row that is written only before the fact, and of one that a form is about to create not at
    all: with somebody else's opportunity in it, what is worked out of that would be told (C13).
    """

    _name = "sales_toolkit.deal_row.mixin"
    _description = "Row of an Opportunity"

    @api.model_create_multi
    def create(self, vals_list):
        self._check_deals(vals_list)
        return super().create(vals_list)

    def write(self, vals):
        self._check_deals([vals])
        return super().write(vals)

    @api.model
    def default_get(self, fields):
        values = super().default_get(fields)
        self._check_deals([values])
        return values

    def onchange(self, values, field_names, fields_spec):
        self._check_deals([values])
        return super().onchange(values, field_names, fields_spec)

    @api.model
    def _check_deals(self, vals_list):
        """
        :raise AccessError: when the user may not read an opportunity that is given
        :raise UserError: when what is given for it is none
        """
        if self.env.su:
            return
        given = [vals.get("lead_id") for vals in vals_list if isinstance(vals, dict)]
        # while the opportunity's own form is being filled in, it comes with what was typed there
        given = [lead.get("id") if isinstance(lead, dict) else lead for lead in given]
        ids = {record_of(self.env, "crm.lead", lead).id for lead in given if lead}
        self.env["crm.lead"].browse(ids).check_access("read")
