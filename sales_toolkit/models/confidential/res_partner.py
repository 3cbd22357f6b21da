"""The confidential sheet on the customer form, in place, for the people concerned (C13).

The items here are computed as the reader and never stored, so that they can neither be searched,
sorted, grouped nor read by anyone who may not read the sheet itself.
"""

from odoo import api, fields, models

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

    def web_read(self, specification):
        """Opening the form: not in a read-only transaction, so that the log is written in it."""
        return super().web_read(specification)

    web_read._readonly = False

    def _inverse_confidential_items(self):
        """Write the sheet as the user: the record rules say whether that is allowed."""
        self._check_concerned()
        new = []
        for partner in self:
            values = {sheet_name: partner[name] for name, sheet_name in SHEET_FIELDS.items()}
            currency = values.pop("currency_id") or self.env.company.currency_id
            sheet = partner.confidential_id
            if sheet:
                changed = {name: value for name, value in values.items() if sheet[name] != value}
                sheet.write(changed | ({"currency_id": currency.id} if sheet.currency_id != currency else {}))
            elif any(values.values()):
                new.append({**values, "currency_id": currency.id, "partner_id": partner.id})
        self.env["sales_toolkit.confidential"].create(new)

    @api.depends("company_id")
    @api.depends_context("company", "lang")
    def _compute_family_situation_enabled(self):
        for partner in self:
            # sudo: a switch and its purpose, meant to be shown to users.
            company = (partner.company_id or self.env.company).sudo()
            partner.family_situation_enabled = company.family_situation_enabled
            partner.family_situation_purpose = company.family_situation_purpose
