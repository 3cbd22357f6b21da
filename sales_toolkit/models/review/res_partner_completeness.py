"""How complete a customer's registration is: the figures that are stored (C4)."""

from functools import cache

from odoo import api, fields, models
from odoo.tools import SQL

from ...rules.completeness import assess
from ..profile.res_partner_contact import CONTACT_FIELDS
from .requirement import CONFIDENTIAL_ITEMS

# The fields in which an item is kept, one of which is enough; contact_… is the main contact's.
ITEM_FIELDS = {
    "name": ("name",),
    "credit_code": ("vat",),
    "contact_name": ("contact_name",),
    "contact_title": ("contact_title",),
    "phone": ("contact_phone",),
    "email": ("contact_email",),
    "industry": ("industry_id",),
    "size": ("headcount_min", "headcount_max", "annual_revenue_min", "annual_revenue_max"),
    "main_business": ("main_business",),
    "pain_points": ("pain_points",),
    "consumption_preferences": ("consumption_preferences",),
    "tags": ("category_id",),
    "need_description": ("need_description",),
    "need_type": ("need_type_id",),
    "intent": ("intent",),
    "channel": ("channel_id",),
    "budget": ("budget_text",),
    "decision_chain": ("decision_maker_ids",),
    "internal_notes": ("internal_decision_notes",),
    "family_situation": ("family_situation",),
}
OPEN_FIELDS = [name for item in ITEM_FIELDS.keys() - CONFIDENTIAL_ITEMS for name in ITEM_FIELDS[item]]
CONFIDENTIAL_FIELDS = [name for item in CONFIDENTIAL_ITEMS for name in ITEM_FIELDS[item]]
CUSTOMER_FIELDS = ["registered_on", "is_company", "company_id"]
# What the stored figures follow from. Not main_contact_id.name and so on, which would cost a search with each
# write of any partner in the ERP: a main contact that is no child is found by its update records.
STORED_DEPENDS = [
    *CUSTOMER_FIELDS,
    *(name for name in OPEN_FIELDS if not name.startswith("contact_")),
    *("function", "phone", "email", "main_contact_id"),
    *(f"child_ids.{name}" for name in ("type", "is_company", "active", "name", "function", "phone", "email")),
]
FIGURES = ("completeness", "missing_items")
# Whoever writes one of these, as such a value, writes nothing else by it, and it stands there as given.
# Amounts would be rounded.
PLAIN_FIELDS = {
    **dict.fromkeys(("name", "vat", "function", "phone", "email"), str),
    **dict.fromkeys(("need_description", "pain_points", "main_business", "consumption_preferences"), str),
    **dict.fromkeys(("headcount_min", "headcount_max"), int),
}


def is_filled(value):
    """Whether a value says something: blanks and slashes do not."""
    return bool(value.strip(" \n\t/") if isinstance(value, str) else value)


class ResPartner(models.Model):
    _inherit = "res.partner"

    completeness = fields.Integer(
        compute="_compute_completeness",
        store=True,
        compute_sudo=True,
        aggregator="avg",
        help="How much of what is asked for (Configuration, Required Items) is there, in percent, by weight. "
        "Confidential items do not count. 0 for who is not registered.",
    )
    missing_items = fields.Text(
        compute="_compute_completeness",
        store=True,
        compute_sudo=True,
        help="Keys of the items that are asked for and missing, such as: phone, need_description. Required "
        "ones come first; confidential ones are left out. In the reader's language: Missing.",
    )

    @api.depends(*STORED_DEPENDS)
    def _compute_completeness(self):
        figures = self.filtered("registered_on")._assess_completeness()
        for partner in self:
            found = figures.get(partner.id)
            partner.completeness = found.percentage if found else 0
            partner.missing_items = (found and ", ".join(found.missing)) or False

    @api.model
    def _get_derived_fields(self):
        message = self.env._(
            "The completeness follows from what is filled in and can't be typed. Fill in what is missing."
        )
        return super()._get_derived_fields() | dict.fromkeys(FIGURES, message)

    def write(self, vals):
        """What is there and stays there changes no figure: none is worked out for it."""
        if not self._stays_filled(vals):
            return super().write(vals)
        # sudo: the customers whose figures follow from these contacts are left alone, not read
        customers = self | self.sudo().parent_id.sudo(self.env.su)
        with self.env.protecting([self._fields[name] for name in FIGURES], customers):
            return super().write(vals)

    def _stays_filled(self, vals):
        """Whether ``vals`` is nothing but plain texts and numbers, each in the place of another one."""
        if not all(
            type(value) is PLAIN_FIELDS.get(name) and is_filled(value) for name, value in vals.items()
        ):
            return False
        # sudo: only whether something is there
        partners = self.sudo()
        if "vat" in vals and partners.parent_id:
            return False  # the ERP takes the tax id of a contact over to its company
        return all(is_filled(partner[name]) for partner in partners for name in vals)

    # What is there ------------------------------------------------------------------------------------

    def _assess_completeness(self, confidential=False, policy_rows=None):
        """{id: Completeness} of these customers, by the open items or by the confidential ones.

        :param policy_rows: what ``get_rows()`` gave to who assesses twice
        """
        if not self:
            return {}
        if policy_rows is None:
            policy_rows = self.env["sales_toolkit.requirement"].get_rows()
        get_policy = cache(policy_rows.get_policy)
        chains = self._get_ids_with_decision_chain() if confidential else frozenset()
        figures = {}
        for partner in self:
            policy = get_policy("company" if partner.is_company else "individual", partner.company_id)
            asked = [rule for rule in policy if (rule.item in CONFIDENTIAL_ITEMS) == confidential]
            filled = {rule.item for rule in asked if partner._has_item(rule.item)}
            if partner.id in chains:
                filled.add("decision_chain")
            figures[partner.id] = assess(filled, asked)
        return figures

    def _get_ids_with_decision_chain(self):
        """Asked anew, in one query: the one2many is cached for all."""
        domain = [("partner_id", "in", self.ids)]
        # sudo: confidential items are assessed of customers that the user is concerned with, who sees the
        # whole chain; only whether there is one is told.
        makers = self.env["sales_toolkit.decision_maker"].sudo()
        return {partner.id for [partner] in makers._read_group(domain, ["partner_id"])}

    def _has_item(self, item):
        """Whether the item holds something. An add-on that puts another item on the form extends this."""
        if item == "family_situation" and not self.family_situation_enabled:
            return True  # nobody may fill it in
        if item == "decision_chain" and self == self._origin:
            return False  # see _get_ids_with_decision_chain()
        values = [self._get_held_value(name) for name in ITEM_FIELDS.get(item, ())]
        return any(map(is_filled, values))

    def _get_held_value(self, name):
        """What stands in one of ITEM_FIELDS.

        The main contact's is asked of the contact: the field of the customer would then be in the cache, and
        each write of a customer would search for those that it may be the main contact of. While a form is
        being filled in, it is the field that was typed into.
        """
        if name in CONTACT_FIELDS and self == self._origin:
            return self.get_main_contact_value(CONTACT_FIELDS[name])
        return self[name]

    @api.private
    def refresh_completeness(self):
        """Bring the stored figures of these customers in line with the policy as it is now.

        SQL, because nothing of the customer has changed: neither who wrote it last nor when. Figures only,
        for whoever may read the customer; all values are parameters, and a row that stays is not written.
        """
        self.flush_recordset(["completeness", "missing_items"])
        figures = self._assess_completeness()
        rows = self.env.execute_query(
            SQL(
                """UPDATE res_partner AS partner
                      SET completeness = new.completeness, missing_items = new.missing
                     FROM unnest(%s::int[], %s::int[], %s::text[]) AS new(id, completeness, missing)
                    WHERE partner.id = new.id AND (partner.completeness, partner.missing_items)
                          IS DISTINCT FROM (new.completeness, new.missing)
                RETURNING partner.id""",
                [*figures],
                [found.percentage for found in figures.values()],
                [", ".join(found.missing) or None for found in figures.values()],
            )
        )
        changed = self.browse([id_ for [id_] in rows])
        changed.invalidate_recordset(["completeness", "missing_items"], flush=False)
        changed.modified(["completeness", "missing_items"])
