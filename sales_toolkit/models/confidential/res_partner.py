"""The confidential sheet on the customer form, in place, for the people concerned (C13).

The items here are computed as the reader and never stored, so that they can neither be searched,
sorted, grouped nor read by anyone who may not read the sheet itself.
"""

from odoo import api, fields, models
from odoo.exceptions import AccessError, ValidationError

from ...rules.registration_form.problems import Problem
from ...rules.registration_form.ranges import MoneyRange, format_money_range, parse_range
from ..profile.messages import explain, form_language
from ..shared.item_field import TOOLKIT_USERS, computed
from .confidential import ITEMS

SHEET_FIELDS = {
    "budget_min": "budget_min",
    "budget_max": "budget_max",
    "budget_currency_id": "currency_id",
    "internal_decision_notes": "internal_notes",
    "family_situation": "family_situation",
}
READER = ("uid", "allowed_company_ids")


def _sheet_item(field_class, name, string, **kwargs):
    def getter(partner):
        return partner.confidential_id[SHEET_FIELDS[name]]

    depends = ["user_id", f"confidential_ids.{SHEET_FIELDS[name]}"]
    return field_class(
        string=string,
        compute=computed(name, getter, depends, READER),
        inverse="_inverse_confidential_items",
        groups=TOOLKIT_USERS,
        copy=False,
        **kwargs,
    )


class ResPartner(models.Model):
    _inherit = "res.partner"

    confidential_ids = fields.One2many(
        "sales_toolkit.confidential",
        "partner_id",
        string="Confidential Sheet",
        groups=TOOLKIT_USERS,
        copy=False,
        help="At most one row; empty for everyone who is not concerned with this customer.",
    )
    confidential_id = fields.Many2one(
        "sales_toolkit.confidential",
        string="Own View of the Confidential Sheet",
        compute="_compute_confidential_id",
        groups=TOOLKIT_USERS,
        help="The confidential sheet as far as the reader may see it.",
    )
    decision_maker_ids = fields.One2many(
        "sales_toolkit.decision_maker",
        "partner_id",
        string="Decision Chain",
        groups=TOOLKIT_USERS,
        copy=False,
        help="Roles in the customer's decision (决策链角色); empty for everyone who is not concerned.",
    )
    is_concerned = fields.Boolean(
        compute="_compute_is_concerned",
        groups=TOOLKIT_USERS,
        help="Whether the reader is one of the people concerned with this customer, "
        "who may read and write its confidential sheet.",
    )
    budget_min = _sheet_item(
        fields.Monetary,
        "budget_min",
        "Budget From",
        currency_field="budget_currency_id",
        help="Lower bound of the budget, for the people concerned; 0 is not known or open.",
    )
    budget_max = _sheet_item(
        fields.Monetary,
        "budget_max",
        "Budget To",
        currency_field="budget_currency_id",
        help="Upper bound of the budget, for the people concerned; 0 is not known or open.",
    )
    budget_currency_id = _sheet_item(
        fields.Many2one, "budget_currency_id", "Budget Currency", comodel_name="res.currency"
    )
    internal_decision_notes = _sheet_item(
        fields.Text,
        "internal_decision_notes",
        "Internal Decision Details",
        help="How the customer decides internally, for the people concerned.",
    )
    family_situation = _sheet_item(
        fields.Text,
        "family_situation",
        "Family Situation",
        help="For the people concerned, and only where the company has switched it on (C12).",
    )

    budget_text = fields.Char(
        "Budget Range",
        compute="_compute_budget_text",
        inverse="_inverse_budget_text",
        groups=TOOLKIT_USERS,
        copy=False,
        help="The budget as one writes it, such as 800-1000万元 or USD 8-10 million.",
    )
    family_situation_enabled = fields.Boolean(compute="_compute_family_situation_enabled")
    family_situation_purpose = fields.Char(compute="_compute_family_situation_enabled")

    @api.private
    def get_decision_makers(self):
        """The decision chain as far as the user may see it, asked anew: the one2many is cached for all."""
        return self.env["sales_toolkit.decision_maker"].search([("partner_id", "in", self.ids)])

    def _get_item_source(self, item):
        for field, key in ITEMS.items():
            if key == item:
                return "sales_toolkit.confidential", self.confidential_id.id or self.id, field
        if item == "decision_chain":
            return "sales_toolkit.decision_maker", self.get_decision_makers()[:1].id or self.id, "role"
        return super()._get_item_source(item)

    @api.depends("confidential_ids", "user_id", "company_id")
    @api.depends_context(*READER)
    def _compute_confidential_id(self):
        """Asks the database, so that the rules speak for each reader; the one2many is cached for all."""
        sheets = self.env["sales_toolkit.confidential"]
        if sheets.has_access("read"):
            # with its items, which are what it is asked for
            items = ["partner_id", *SHEET_FIELDS.values()]
            sheets = sheets.search_fetch([("partner_id", "in", self._origin.ids)], items)
        by_partner = {sheet.partner_id.id: sheet for sheet in sheets}
        for partner in self:
            partner.confidential_id = by_partner.get(partner._origin.id)

    @api.depends("user_id", "company_id")
    @api.depends_context(*READER)
    def _compute_is_concerned(self):
        # who sees a sheet is concerned: only without one the question has to be asked
        unknown = self._origin.filtered(lambda partner: not partner.confidential_id)
        others = unknown - unknown.filter_concerned()
        for partner in self:
            partner.is_concerned = partner._origin not in others

    @api.private
    def filter_concerned(self):
        """The customers among these that the current user is concerned with, as the rules say."""
        user = self.env.user
        if self.env.su or user.has_group("sales_toolkit.group_confidential"):
            return self
        domain = fields.Domain("id", "in", self.ids) & fields.Domain.OR(
            [
                fields.Domain("user_id", "=", user.id),
                fields.Domain(
                    "user_id.crm_team_member_ids",
                    "any",
                    [
                        ("active", "=", True),
                        ("crm_team_id.active", "=", True),
                        ("crm_team_id.user_id", "=", user.id),
                    ],
                ),
                fields.Domain("confidential_ids.reader_ids", "=", user.id),
            ]
        )
        # sudo: only tells the user about themselves; whether a sheet exists stays unknown.
        return self.sudo().with_context(active_test=False).search(domain).with_env(self.env)

    def web_read(self, specification):
        """Opening the form: not in a read-only transaction, so that the log is written in it."""
        return super().web_read(specification)

    web_read._readonly = False

    def write(self, vals):
        if "user_id" in vals:
            self._check_may_reassign(vals["user_id"])
        return super().write(vals)

    def _check_may_reassign(self, user_id):
        """A new salesperson gets to see the confidential sheet: who may not, may not hand it out.

        :raise AccessError: when the user is not concerned with a customer that has something
            confidential and would get another salesperson
        """
        changed = self.filtered(lambda partner: partner.user_id.id != user_id)
        (changed - changed.filter_concerned())._check_nothing_confidential()

    def _check_nothing_confidential(self):
        self._get_confidential_holders()[:1]._check_concerned()

    def _get_confidential_holders(self):
        """Those of these customers that have, or had, anything confidential: the update log remembers."""
        domain = [("partner_id", "in", self.ids)]
        past = [*domain, ("confidential", "=", True)]
        # sudo: the tables of others are looked at for being empty, nothing of them is shown.
        sheets = self.env["sales_toolkit.confidential"].sudo().search(domain).partner_id
        makers = self.env["sales_toolkit.decision_maker"].sudo()._read_group(domain, ["partner_id"])
        rows = self.env["sales_toolkit.update_log"].sudo()._read_group(past, ["partner_id"])
        ids = {*sheets.ids, *(partner.id for [partner] in makers + rows)}
        return self.filtered(lambda partner: partner.id in ids)

    def _compute_user_id(self):
        """A person put below a company gets its salesperson, but not where that hands out a sheet."""
        # not as superuser, which stored fields are computed as: what counts is who put the person there
        known = self._origin.sudo(False)
        held = (known - known.filter_concerned())._get_confidential_holders() if known else known
        free = self.filtered(lambda partner: partner._origin.id not in held.ids)
        return super(ResPartner, free)._compute_user_id()

    def _check_concerned(self):
        """
        :raise AccessError: when the user is not one of the people concerned with these customers
        """
        for partner in self - self.filter_concerned():
            raise AccessError(
                self.env._(
                    "Budget and decision chain of %(customer)s are for the people concerned: the "
                    "salesperson, their team leader and the readers named. Ask the salesperson for access.",
                    customer=partner.name,
                )
            )

    def _inverse_confidential_items(self):
        """Write the sheet as the user: the record rules say whether that is allowed."""
        self._check_concerned()
        for partner in self:
            values = {sheet_name: partner[name] for name, sheet_name in SHEET_FIELDS.items()}
            currency = values.pop("currency_id") or self.env.company.currency_id
            sheet = partner.confidential_id
            if sheet:
                changed = {name: value for name, value in values.items() if sheet[name] != value}
                sheet.write(changed | ({"currency_id": currency.id} if sheet.currency_id != currency else {}))
            elif any(values.values()):
                sheet.create({**values, "currency_id": currency.id, "partner_id": partner.id})

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

    def _inverse_budget_text(self):
        for partner in self:
            partner.write(partner._parse_budget(partner.budget_text))

    @api.onchange("budget_text")
    def _onchange_budget_text(self):
        """Say at once what is not understood; the sheet is written when the form is saved."""
        self._parse_budget(self.budget_text)

    def _parse_budget(self, text):
        """``text`` as values of the sheet items.

        :raise ValidationError: when it is not a range of money
        """
        budget = parse_range(text or "", "money")
        if isinstance(budget, Problem):
            raise ValidationError(self.env._("Budget: %(problem)s", problem=explain(self.env, budget)))
        return self.get_budget_values(budget) if budget else {"budget_min": 0, "budget_max": 0}

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
        return self.env["res.currency"].with_context(active_test=False).search([("name", "=", code)], limit=1)

    @api.depends("company_id")
    @api.depends_context("company", "lang")
    def _compute_family_situation_enabled(self):
        for partner in self:
            # sudo: a switch and its purpose, meant to be shown to users.
            company = (partner.company_id or self.env.company).sudo()
            partner.family_situation_enabled = company.family_situation_enabled
            partner.family_situation_purpose = company.family_situation_purpose
