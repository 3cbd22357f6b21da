"""What is erased of a customer, step by step (C12)."""

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import ormcache

from ..shared.statement import Derivation, Statement
from .items import (
    ADDRESS_FIELDS,
    CONTACT_FIELDS,
    CUSTOMER_FIELDS,
    ERASURE,
    FOLLOW_UP_TEXTS,
    FORMER_FIELDS,
    ITEMS,
    MANAGERS,
    PERSONAL_ITEMS,
    PRIVATE_FIELDS,
    TABLES,
)


class ResPartner(models.Model):
    _inherit = "res.partner"

    erasure_ids = fields.One2many(
        "sales_toolkit.erasure",
        "partner_id",
        string="Erasure of Personal Data",
        groups=MANAGERS,
        copy=False,
        help="Findings about clearing the personal and confidential items of this customer (C12).",
    )

    # Whose retention period -----------------------------------------------------------------------

    @api.private
    @api.model
    def get_first_company(self):
        """The company for customers that belong to no company and have no salesperson."""
        # sudo: only which one it is.
        return self.env["res.company"].sudo().browse(self._find_first_company_id())

    @api.model
    @ormcache()
    def _find_first_company_id(self):
        """Asked for each of many records; the ERP forgets it with each change of companies."""
        # sudo: as above
        return self.env["res.company"].sudo().search([], order="id", limit=1).id

    @api.private
    def get_retention_company(self):
        """The company whose retention period applies to this customer."""
        self.ensure_one()
        return self.company_id or self.user_id.company_id or self.get_first_company()

    # Erasing --------------------------------------------------------------------------------------

    @api.private
    def erase_personal_items(self, statement):
        """Clear the personal and confidential items of this customer and of its contacts.

        :param statement: why, for the update log
        :return: keys of the items that were cleared as far as there were any
        :raise UserError: when this is no customer, or a user or a company of this ERP
        """
        self.ensure_one()
        self._check_erasable()
        # sudo: decided by a manager or by the retention rule, and nothing of it is shown to anyone.
        # The context is a fresh one, so that no default or reason of a client gets into the rows;
        # without tracking, which would keep in the chatter what is to go.
        lang = self.sudo().get_retention_company().partner_id.lang
        context = {"tracking_disable": True, "active_test": False, "lang": lang, "unreviewed": Derivation()}
        customer = self.sudo().with_context(context)  # pylint: disable=context-overridden
        people = customer._get_people_to_erase()
        (customer | people)._track_discard()
        items = customer._get_erased_items()
        customer._erase_items(people)
        self.env.flush_all()
        customer._erase_traces(people, items)
        self.env.invalidate_all()
        customer.append_update_statements({ERASURE: [Statement(reason=statement)]}, {})
        return items

    def _check_erasable(self):
        # sudo: whether users or companies of this ERP are meant, which says nothing about customers.
        partner = self.sudo()
        if partner.commercial_partner_id != self:
            raise UserError(
                self.env._("%s is a contact of a company. Open the company to erase.", partner.display_name)
            )
        if partner._get_colleagues() or self.env["res.company"].sudo().search_count(
            [("partner_id", "=", self.id)], limit=1
        ):
            raise UserError(self.env._("Users and companies of this system can't be erased as customers."))

    def _get_colleagues(self):
        """Those among these partners who are internal users."""
        users = self.env["res.users"].with_context(active_test=False)
        return users.search([("partner_id", "in", self.ids), ("share", "=", False)]).partner_id

    def _get_people_to_erase(self):
        """The people of this customer: its contacts and addresses, and a private customer itself."""
        people = self.search([("commercial_partner_id", "=", self.id), ("is_company", "=", False)])
        return people - people._get_colleagues()

    def _get_erased_items(self):
        """Keys of the items that an erasure clears: a matter of the kind of customer only."""
        return ITEMS if self.is_company else (*PERSONAL_ITEMS, *ITEMS)

    def _erase_items(self, people):
        """Clear the items themselves. Rooms with items of their own extend this.

        :param people: this customer's contacts, and a private customer itself
        """
        everyone = [("partner_id", "in", (self | people).ids)]
        for model in TABLES:
            self.env[model].search(everyone).unlink()
        follow_ups = self.env["sales_toolkit.follow_up"].search(everyone)
        follow_ups.write(dict.fromkeys(FOLLOW_UP_TEXTS, False))
        follow_ups.erase_minutes()
        self._erase_activation_plans()
        self._erase_partner_fields(people)
        new_names = people._replace_names(self)
        leads = self.env["crm.lead"].search(everyone)
        leads._track_discard()
        leads.erase_personal_items(not self.is_company, new_names)

    def _erase_partner_fields(self, people):
        """The customer first: an address that a contact shares with it would find its way back."""
        names = {*CUSTOMER_FIELDS, *(() if self.is_company else PRIVATE_FIELDS)}
        self.write_derived(dict.fromkeys(names, False))
        contacts = people - self
        contacts.write(dict.fromkeys((*CONTACT_FIELDS, *FORMER_FIELDS), False))
        # a company's addresses are the company's, but for those of its people
        own = contacts.filtered(lambda contact: not self.is_company or contact.type == "other")
        own.write(dict.fromkeys(ADDRESS_FIELDS, False))

    def _replace_names(self, customer):
        """Give these people neutral names; returns {the old name: the new one}."""
        new_names = {}
        for person in self.filtered("name"):
            private = person == customer
            neutral = self.env._("Customer %s", person.id) if private else self.env._("Contact %s", person.id)
            new_names[person.name] = neutral
            person.name = neutral
        return new_names

    def _erase_traces(self, people, items):
        """Clear what other tables have kept of the items: the update log, tracking, names of activities."""
        log = self.env["sales_toolkit.update_log"]
        log.erase_values(self | people, people, items)
        if not self.is_company:
            log.erase_reasons(self | people)
        leads = self.env["crm.lead"].search([("partner_id", "in", (self | people).ids)])
        tracking, activities = self.env["mail.tracking.value"], self.env["mail.activity"]
        for records in (self | people, leads):
            tracking.erase_values_of(records)
            activities |= activities.search(
                [("res_model", "=", records._name), ("res_id", "in", records.ids)]
            )
        tracking.erase_names_of(people)
        # the ERP stores what an activity's record was called when it was planned
        self.env.add_to_compute(activities._fields["res_name"], activities)
        self.env.flush_all()

    def _get_item_source(self, item):
        if item == ERASURE:
            return self._name, self.id, "erasure_ids"
        return super()._get_item_source(item)
