"""The main contact of a customer: one person whose items stand on the registration form (C1).

A private customer is its own contact. A company's contact is a child of it; typing a name where
there is none yet creates one. Nothing is stored twice.
"""

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools.misc import clean_context

from ..shared.item_field import computed

CONTACT_FIELDS = {
    "contact_name": "name",
    "contact_title": "function",
    "contact_phone": "phone",
    "contact_email": "email",
}
DEPENDS = ["is_company", "registered_on", "active", "main_contact_id.active"]
DEPENDS += [f"child_ids.{name}" for name in ("type", "is_company", "active")]
DEPENDS += [
    name
    for field in CONTACT_FIELDS.values()
    for name in (field, f"child_ids.{field}", f"main_contact_id.{field}")
]


def _contact_item(name, **kwargs):
    return fields.Char(
        compute=computed(name, lambda partner: partner.get_main_contact_value(CONTACT_FIELDS[name]), DEPENDS),
        inverse="_inverse_main_contact_items",
        **kwargs,
    )


class ResPartner(models.Model):
    _inherit = "res.partner"

    main_contact_id = fields.Many2one(
        "res.partner",
        domain="[('id', 'child_of', id), ('is_company', '=', False)]",
        copy=False,
        index="btree_not_null",
        ondelete="set null",
        help="The person to talk to first. Empty: the company's first contact.",
    )
    contact_name = _contact_item(
        "contact_name", help="Name of the main contact (联系人姓名), kept on the contact."
    )
    contact_title = _contact_item(
        "contact_title", help="Title of the main contact (联系人职务), its job position."
    )
    contact_phone = _contact_item(
        "contact_phone", help="Phone of the main contact; the company's own where there is no contact yet."
    )
    contact_email = _contact_item(
        "contact_email", help="E-mail of the main contact; the company's own where there is no contact yet."
    )

    @api.constrains("main_contact_id")
    def _check_main_contact_id(self):
        for partner in self:
            # sudo: whose contact it is
            if partner.main_contact_id.sudo().commercial_partner_id - partner.commercial_partner_id:
                raise ValidationError(
                    self.env._("The main contact of %s must be one of its own contacts.", partner.name)
                )

    @api.private
    def get_main_contact(self):
        """The person whose items stand on the form: an empty record where there is none yet."""
        if not self.is_company:
            return self
        people = self.child_ids.filtered(lambda child: not child.is_company and child.type == "contact")
        # sudo: whether that contact is still this customer's, also where it is somebody else's by now
        main = self.main_contact_id
        own = main.sudo().commercial_partner_id in (self, self._origin)
        if self.active and not main.sudo().active:
            own = False  # who is archived has left; of an archived customer everybody is
        if own and main:
            return main
        # one that a form adds comes last: otherwise the form would write it over the first one
        return people.sorted(lambda child: (not child._origin, child._origin.id))[:1]

    @api.private
    def get_other_contacts(self):
        """The people at a company besides the main contact."""
        people = self.child_ids.filtered(lambda child: not child.is_company and child.type == "contact")
        return (people - self.get_main_contact()).filtered("name").sorted("id")

    @api.private
    def set_main_contact(self, name):
        """Make the person called ``name`` the main contact, registering them if they are new."""
        person = self.get_other_contacts().filtered(lambda contact: contact.name == name)[:1]
        self.main_contact_id = person or self._create_contact({"name": name})

    @api.private
    def update_other_contacts(self, people):
        """Register ``people`` (of ``rules``) as contacts, or complete those with the same name."""
        known = {contact.name: contact for contact in self.get_other_contacts()}
        for person in people:
            details = {"function": person.title, "phone": person.phone, "email": person.email}
            details = {field: value for field, value in details.items() if value}
            if person.name in known:
                known[person.name].write(details)
            else:
                self._create_contact({**details, "name": person.name})

    def _create_contact(self, values):
        return self._create_contacts([{**values, "parent_id": self.id}])

    @api.model
    def _create_contacts(self, vals_list):
        # the defaults of the menu in which the company is being registered are not the contact's
        context = clean_context(self.env.context)
        contacts = self.env["res.partner"].with_context(context)  # pylint: disable=context-overridden
        return contacts.create([{**vals, "type": "contact", "is_company": False} for vals in vals_list])

    @api.private
    def get_main_contact_value(self, field):
        """What the main contact has in ``field``; the company's own phone or e-mail while there is none.

        A person who is no customer is nobody's main contact by name: what the ERP says of them stays as it
        was without the add-on, such as a mail template's ``object.contact_name``.
        """
        if field == "name" and not self.is_company and not self.registered_on:
            return False
        contact = self.get_main_contact()
        return contact[field] if contact or field not in ("phone", "email") else self[field]

    @api.onchange("contact_phone")
    def _onchange_contact_phone(self):
        """Written as core writes phone numbers; what is no number stays as typed."""
        number = self._phone_format(fname="contact_phone", force_format="INTERNATIONAL")
        self.contact_phone = number or self.contact_phone

    def _inverse_main_contact_items(self):
        new = []
        for partner in self:
            values = {field: partner[item] for item, field in CONTACT_FIELDS.items()}
            contact = partner.get_main_contact()
            if contact:
                # a person keeps a name: an emptied cell of an import must not take it away
                values["name"] = values["name"] or contact.name
                contact.write(
                    {field: value for field, value in values.items() if (contact[field] or False) != value}
                )
            elif values["name"] or values["function"]:
                # a title may come before a name
                name = values["name"] or values["function"]
                new.append({**values, "name": name, "parent_id": partner.id})
            else:
                partner.write({"phone": values["phone"], "email": values["email"]})
        self._create_contacts(new)
