"""What is registered about a customer (C1, C2, C3, C6)."""

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

from ...rules.credit_code import check_credit_code, normalise_credit_code
from .items import CONTACT_ITEMS, CUSTOMER_ITEMS, OWN_FIELDS
from .messages import explain, form_language

INTENTS = [("strong", "Strong"), ("medium", "Medium"), ("weak", "Weak")]


class ResPartner(models.Model):
    _name = "res.partner"
    _inherit = ["res.partner", "sales_toolkit.own_columns.mixin"]
    _read_with_the_erp = frozenset({"registered_on", "was_registered"})

    registered_on = fields.Date(
        index="btree_not_null",
        copy=False,
        default=lambda self: self._default_registered_on(),
        help="The day from which the sales toolkit looks after this customer. Empty: not registered, "
        "and nothing of the toolkit (reminder, check, review) ever touches it.",
    )
    was_registered = fields.Boolean(
        readonly=True,
        copy=False,
        help="It was registered once: its changes are still put on record, so that nobody changes it unseen "
        "by taking it out for a while.",
    )
    need_description = fields.Text(help="What the customer needs, in a sentence or two (需求描述).")
    pain_points = fields.Text(
        "Current Pain Points", help="The needs and pain points of the moment (当前需求痛点)."
    )
    main_business = fields.Text(help="What the company makes or does (主营业务).")
    headcount_min = fields.Integer("Headcount From", help="Employees, lower bound; 0 is not known or open.")
    headcount_max = fields.Integer("Headcount To", help="Employees, upper bound; 0 is not known or open.")
    annual_revenue_min = fields.Monetary(
        "Annual Revenue From",
        currency_field="annual_revenue_currency_id",
        help="Revenue per year in the company currency, lower bound; 0 is not known or open.",
    )
    annual_revenue_max = fields.Monetary(
        "Annual Revenue To",
        currency_field="annual_revenue_currency_id",
        help="Revenue per year in the company currency, upper bound; 0 is not known or open.",
    )
    annual_revenue_currency_id = fields.Many2one(
        "res.currency", compute="_compute_annual_revenue_currency_id"
    )
    need_type_id = fields.Many2one(
        "sales_toolkit.need_type",
        index="btree_not_null",
        ondelete="restrict",
        help="What kind of need it is (需求类型).",
    )
    intent = fields.Selection(INTENTS, help="How strongly the customer intends to work with us (合作意向).")
    channel_id = fields.Many2one(
        "sales_toolkit.channel",
        string="Collection Channel",
        index="btree_not_null",
        ondelete="restrict",
        help="Through which channel this customer was first learned of (C3).",
    )
    classification = fields.Char(
        compute="_compute_classification",
        help="Industry, need type and intent in one label: 制造业-设备采购-意向强 (C6).",
    )
    consumption_preferences = fields.Text(help="What a private customer likes and how they buy (消费偏好).")

    # "My Customers", in the order in which they are listed, without looking at everybody else's
    _salesperson_names = models.Index("(user_id, complete_name, id DESC) WHERE user_id IS NOT NULL")
    _headcount_range = models.Constraint(
        "CHECK (headcount_min >= 0 AND headcount_max >= 0 "
        "AND (headcount_max = 0 OR headcount_max >= headcount_min))",
        "The headcount must be 0 or more, and its upper bound not below its lower bound.",
    )
    _annual_revenue_range = models.Constraint(
        "CHECK (annual_revenue_min >= 0 AND annual_revenue_max >= 0 "
        "AND (annual_revenue_max = 0 OR annual_revenue_max >= annual_revenue_min))",
        "The annual revenue must be 0 or more, and its upper bound not below its lower bound.",
    )

    @api.model
    def _default_registered_on(self):
        """Today for what is created from the toolkit's own menus (their context says so)."""
        return fields.Date.context_today(self) if self.env.context.get("register_customer") else False

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            if vals.get("parent_id") and not vals.get("is_company"):
                # A contact below a company is part of that company's registration, not a customer.
                vals.setdefault("registered_on", False)
            elif self.env.context.get("register_customer") and not vals.get("user_id"):
                # Who registers a customer looks after it, also where an import left the cell empty.
                vals["user_id"] = self.env.uid
        return super().create(vals_list)

    @api.depends("company_id")
    @api.depends_context("company")
    def _compute_annual_revenue_currency_id(self):
        for partner in self:
            # sudo: the currency of the customer's company, also when another one is active.
            partner.annual_revenue_currency_id = (partner.company_id or self.env.company).sudo().currency_id

    @api.depends("industry_id", "need_type_id", "intent")
    @api.depends_context("lang")
    def _compute_classification(self):
        intents = dict(self._fields["intent"]._description_selection(self.env))
        for partner in self:
            intent = partner.intent and self.env._("intent %(level)s", level=intents[partner.intent].lower())
            parts = (partner.industry_id.name, partner.need_type_id.name, intent)
            partner.classification = "-".join(part for part in parts if part) or False

    # The credit code -----------------------------------------------------------------------------

    def _has_chinese_credit_code(self):
        """Whether the tax id of this partner is a unified social credit code."""
        self.ensure_one()
        country = self.country_id or (self.company_id or self.env.company).country_id
        return self.is_company and country.code == "CN" and bool(self.vat) and self.vat != "/"

    @api.constrains("vat", "country_id", "is_company")
    def _check_credit_code(self):
        for partner in self:
            if partner._has_chinese_credit_code() and (problem := check_credit_code(partner.vat)):
                raise ValidationError(
                    self.env._(
                        "Unified social credit code of %(customer)s: %(problem)s",
                        customer=partner.display_name,
                        problem=explain(self.env, problem),
                    )
                )

    @api.onchange("vat")
    def _onchange_credit_code(self):
        if self._has_chinese_credit_code():
            self.vat = normalise_credit_code(self.vat)

    # What the update log asks ----------------------------------------------------------------------

    @api.model
    def _get_update_log_fields(self):
        return frozenset(CUSTOMER_ITEMS)

    def _get_update_log_customer(self):
        return self.commercial_partner_id

    def _get_update_log_item(self, field_name):
        if self == self.commercial_partner_id:
            return CUSTOMER_ITEMS[field_name]
        if field_name not in CONTACT_ITEMS:
            return None
        is_main = self == self.commercial_partner_id.get_main_contact()
        return CONTACT_ITEMS[field_name] if is_main else "other_contacts"

    @api.model
    def _get_update_log_moves(self):
        return frozenset({"parent_id", "active", "is_company", "type"}), frozenset(CONTACT_ITEMS)

    def _get_update_log_place(self):
        customer = self.commercial_partner_id
        return customer if self.active and customer != self and self.type == "contact" else self.browse()

    def _get_item_source(self, item):
        contact_fields = {item: field for field, item in CONTACT_ITEMS.items()}
        if item in contact_fields and self.is_company and self.get_main_contact():
            return self._name, self.get_main_contact().id, contact_fields[item]
        for field, key in CUSTOMER_ITEMS.items():
            if key == item:
                return self._name, self.id, field
        return super()._get_item_source(item)

    def _filter_update_logged(self, names):
        """Registered customers and their contacts; others once somebody uses the form on them."""
        if not names & self._get_update_log_fields():
            return self.browse()
        if (
            names & OWN_FIELDS
            or self.env.context.get("update_reason")
            or self.env.context.get("update_reasons")
        ):
            return self
        # sudo: whether the customer is registered decides, also where only the contact is visible.
        return (
            self.sudo()
            .filtered(
                lambda p: p.commercial_partner_id.registered_on or p.commercial_partner_id.was_registered
            )
            .sudo(self.env.su)
        )

    # Importing -------------------------------------------------------------------------------------

    @api.model
    def get_import_templates(self):
        """Offer a template with the items of the registration form, one column each (C14)."""
        template = "customers_zh_CN" if form_language(self.env) == "zh" else "customers"
        ours = {
            "label": self.env._("Import Template for Customers (registration form)"),
            "template": f"/sales_toolkit/static/xls/{template}.xlsx",
        }
        return [ours, *super().get_import_templates()]

    @api.model
    def _get_contact_domain(self):
        """People below a company, or below another person: never customers."""
        return Domain("parent_id", "!=", False) & Domain("is_company", "=", False)

    def _is_contact(self):
        """As ``_get_contact_domain()``, of one partner."""
        return self.commercial_partner_id not in (self, self._origin)

    # Registering -----------------------------------------------------------------------------------

    def action_register_customer(self):
        """Let the toolkit look after these customers from today on (their contacts' companies)."""
        customers = self.commercial_partner_id.filtered(lambda partner: not partner.registered_on)
        customers.check_access("write")
        customers.write({"registered_on": fields.Date.context_today(self)})
        customers.filtered(lambda partner: not partner.user_id).write({"user_id": self.env.uid})
        return True
