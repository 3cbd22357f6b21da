"""The size of a company (企业规模) as one writes it: 500-1000人,年营收5-10亿."""

from functools import cache

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ...rules.registration_form.problems import Problem
from ...rules.registration_form.ranges import MoneyRange, Range, Size, format_size, parse_size
from .messages import explain, form_language, warn_of


class ResPartner(models.Model):
    _inherit = "res.partner"

    size_text = fields.Char(
        "Company Size",
        compute="_compute_size_text",
        inverse="_inverse_size_text",
        help="Headcount and annual revenue as one writes them, such as 500-1000人,年营收5-10亿 "
        "or: 500-1000 employees; annual revenue 5-10 million.",
    )

    @api.depends("headcount_min", "headcount_max", "annual_revenue_min", "annual_revenue_max")
    @api.depends_context("lang")
    def _compute_size_text(self):
        for partner in self:
            size = partner.get_size()
            partner.size_text = format_size(size, form_language(self.env)) if size != Size() else False

    @api.private
    def get_size(self):
        """Headcount and annual revenue as a Size; what is 0 is open or not known."""
        self.ensure_one()
        headcount = Range(self.headcount_min or None, self.headcount_max or None)
        revenue = MoneyRange(self.annual_revenue_min or None, self.annual_revenue_max or None, None)
        return Size(
            headcount if headcount.minimum or headcount.maximum else None,
            revenue if revenue.minimum or revenue.maximum else None,
        )

    @api.model_create_multi
    def create(self, vals_list):
        """What is written as text becomes figures at once, and not customer by customer after the creation.

        :raise ValidationError: as for ``size_text``
        """
        get_default = cache(lambda: self.default_get(["company_id"]).get("company_id"))
        return super().create([self._with_size(vals, get_default) for vals in vals_list])

    @api.model
    def _with_size(self, vals, get_default_company):
        if not vals.get("size_text"):
            return vals
        given = vals["company_id"] if "company_id" in vals else get_default_company()
        company = self.env["res.company"].browse(given if type(given) is int else ()) or self.env.company
        # sudo: the currency of the customer's company
        currency = company.sudo().currency_id
        rest = {name: value for name, value in vals.items() if name != "size_text"}
        return rest | self._parse_size(str(vals["size_text"]), currency)

    def _inverse_size_text(self):
        for partner in self:
            partner.write(partner._parse_size(partner.size_text))

    @api.onchange("size_text")
    def _onchange_size_text(self):
        """What is not understood is said at once, and stays as it was typed."""
        try:
            values = self._parse_size(self.size_text)
        except ValidationError as error:
            return warn_of(self.env, error)
        self.update(values)
        return None

    def _parse_size(self, text, currency=None):
        """``text`` as headcount and revenue values.

        :param currency: the customer's, if it is not there yet
        :raise ValidationError: when it is not a company size, or in another currency than ours
        """
        size = parse_size(text or "")
        if isinstance(size, Problem):
            raise ValidationError(self.env._("Company size: %(problem)s", problem=explain(self.env, size)))
        return self.get_size_values(size, currency)

    @api.private
    def get_size_values(self, size, currency=None):
        """Values for the fields of a Size; a part that it lacks is emptied."""
        headcount, revenue = (size and size.headcount) or Range(None, None), size and size.revenue
        currency = currency or self.annual_revenue_currency_id or self.env.company.currency_id
        if revenue and revenue.currency and revenue.currency != currency.name:
            raise ValidationError(
                self.env._(
                    "The annual revenue is kept in %(currency)s; convert it, or leave the currency out.",
                    currency=currency.name,
                )
            )
        return {
            "headcount_min": headcount.minimum or 0,
            "headcount_max": headcount.maximum or 0,
            "annual_revenue_min": (revenue and revenue.minimum) or 0,
            "annual_revenue_max": (revenue and revenue.maximum) or 0,
        }
