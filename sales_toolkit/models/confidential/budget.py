"""The budget of a customer (预算范围) as one writes it: 800-1000万元."""

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ...rules.registration_form.problems import Problem
from ...rules.registration_form.ranges import MoneyRange, format_money_range, parse_range
from ..profile.messages import explain, form_language, warn_of
from ..shared.item_field import TOOLKIT_USERS
from .res_partner import READER


class ResPartner(models.Model):
    _inherit = "res.partner"

    budget_text = fields.Char(
        "Budget Range",
        compute="_compute_budget_text",
        inverse="_inverse_budget_text",
        groups=TOOLKIT_USERS,
        copy=False,
        help="The budget as one writes it, such as 800-1000万元 or USD 8-10 million.",
    )

    @api.depends("budget_min", "budget_max", "budget_currency_id")
    @api.depends_context("lang", *READER)
    def _compute_budget_text(self):
        for partner in self:
            budget = partner.get_budget()
            partner.budget_text = (
                budget and format_money_range(budget, budget.currency, form_language(self.env))
            ) or False

    @api.private
    def get_budget(self):
        """The budget as a MoneyRange, None where the reader sees none."""
        self.ensure_one()
        sheet = self.confidential_id
        if not (sheet.budget_min or sheet.budget_max):
            return None
        # the active ones are known without a query
        currency = sheet.currency_id
        known = currency.get_all_currencies().get(currency.id) or currency
        return MoneyRange(sheet.budget_min or None, sheet.budget_max or None, known["name"])

    @api.model_create_multi
    def create(self, vals_list):
        """What is written as text becomes values of the sheets, which are written together.

        :raise ValidationError: as for ``budget_text``
        """
        return super().create([self._with_budget(vals) for vals in vals_list])

    @api.model
    def _with_budget(self, vals):
        if not vals.get("budget_text"):
            return vals
        rest = {name: value for name, value in vals.items() if name != "budget_text"}
        budget = self._read_budget(str(vals["budget_text"]))
        values = self.browse().get_budget_values(budget) if budget else {}
        if vals.get("budget_currency_id") and budget and not budget.currency:
            del values["budget_currency_id"]  # the text says none
        return rest | values

    def _inverse_budget_text(self):
        for partner in self:
            partner.write(partner._parse_budget(partner.budget_text))

    @api.onchange("budget_text")
    def _onchange_budget_text(self):
        """As for the size. The sheet is written when the form is saved."""
        try:
            self._parse_budget(self.budget_text)
        except ValidationError as error:
            return warn_of(self.env, error)
        return None

    def _parse_budget(self, text):
        """``text`` as values of the sheet items.

        :raise ValidationError: when it is not a range of money
        """
        budget = self._read_budget(text)
        return self.get_budget_values(budget) if budget else {"budget_min": 0, "budget_max": 0}

    @api.model
    def _read_budget(self, text):
        budget = parse_range(text or "", "money")
        if isinstance(budget, Problem):
            raise ValidationError(self.env._("Budget: %(problem)s", problem=explain(self.env, budget)))
        return budget

    @api.private
    def get_budget_values(self, budget):
        """``budget`` (a MoneyRange) as values of the sheet items; its currency, the sheet's or ours."""
        currency = (
            self._find_currency(budget.currency) or self.budget_currency_id or self.env.company.currency_id
        )
        return {
            "budget_min": budget.minimum or 0,
            "budget_max": budget.maximum or 0,
            "budget_currency_id": currency.id,
        }

    @api.model
    def _find_currency(self, code):
        currencies = self.env["res.currency"].with_context(active_test=False)
        if not code:
            return currencies.browse()
        # the active ones are known without a query
        for id_, currency in currencies.get_all_currencies().items():
            if currency["name"] == code:
                return currencies.browse(id_)
        return currencies.search([("name", "=", code)], limit=1)
