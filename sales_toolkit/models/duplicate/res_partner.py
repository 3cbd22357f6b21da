"""Customers that may be the same, shown while one is typed (C15)."""

from odoo import api, fields, models

from ...rules.credit_code import normalise_credit_code
from ...rules.duplicates import REASONS, Identity, clean_phone, find_keys, judge
from ..shared.item_field import TOOLKIT_USERS
from ..shared.labels import in_a_row

# What is looked up at the most, and shown at the most: a line, not a list.
CANDIDATES, SHOWN = 20, 3
ALL_CUSTOMERS = "sales_team.group_sale_salesman_all_leads"


class ResPartner(models.Model):
    _inherit = "res.partner"

    duplicate_hints = fields.Json(
        "Perhaps the Same",
        compute="_compute_duplicate_hints",
        groups=TOOLKIT_USERS,
        help="Registered customers that may be the same as this one, as far as the reader may know: "
        "[{id, name, why, strong}]. Only on the form of one customer, never in lists; never stored.",
    )

    duplicate_key_ids = fields.One2many(
        "sales_toolkit.duplicate_key",
        "partner_id",
        string="Keys to Find Duplicates By",
        groups=fields.NO_ACCESS,
        help="The ORM finds through it whose keys follow from a change, once for many customers.",
    )

    @api.depends(
        "name",
        "vat",
        "is_company",
        "parent_id",
        "company_id",
        "country_id",
        "phone",
        "email",
        "contact_phone",
        "contact_email",
        "child_ids.phone",
        "child_ids.email",
    )
    @api.depends_context("uid", "allowed_company_ids", "lang")
    def _compute_duplicate_hints(self):
        self.duplicate_hints = False
        if len(self) == 1 and (self.is_company or not self.parent_id):
            self.duplicate_hints = self.get_duplicate_hints(self._get_typed_identity()) or False

    # Who it is ------------------------------------------------------------------------------------

    @api.private
    def get_identity(self):
        """What may tell that this customer and another one are the same."""
        return self._get_identity(self | self._get_identity_contacts())

    def _get_identity_contacts(self):
        return self.child_ids.filtered(lambda child: child.active and not child.is_company)

    def _get_identity(self, people, phones=(), emails=()):
        """The identity with the phones and e-mails of ``people``, and those given."""
        code = normalise_credit_code(self.vat) if self.vat and len(self.vat) > 1 else ""
        return Identity(
            name=self.name or "" if self.is_company else "",
            code=code,
            phones=frozenset({clean_phone(p.phone_sanitized, p.phone) for p in people} | {*phones}) - {""},
            emails=frozenset({p.email_normalized or "" for p in people} | {*emails}) - {""},
        )

    def _get_typed_identity(self):
        """The same while the form is being filled in, when the main contact is not written yet."""
        if self == self._origin:
            return self.get_identity()
        main = self.get_main_contact()
        number = self.contact_phone
        phone = clean_phone(number and self._phone_format(number=number), number)
        email = (self.contact_email or "").strip().lower()
        people = self._get_identity_contacts() | self
        return self._get_identity(people - main, [phone], [email])

    # What may be the same ---------------------------------------------------------------------------

    @api.private
    def find_duplicates(self, identity):
        """[(customer, `Likeness`)] of registered customers that may be ``identity``, the likeliest first.

        Those that the user's companies have; whoever calls says what of them may be shown. What was
        decided not to be the same as this customer is left out.
        """
        keys = find_keys(identity)
        names = {key for key, reason in keys.items() if reason == "name"}
        related = self | self.parent_id | self.child_ids
        # sudo: keys are for the toolkit alone; `companies` keeps other companies' customers out.
        candidates = (
            self.env["sales_toolkit.duplicate_key"]
            .sudo()
            .find_candidates(
                keys.keys() - names,
                self.env.companies,
                related._origin.ids,
                CANDIDATES,
                weak_keys=names,
                different_from=self._origin.id,
            )
        )
        # sudo: of whom the caller says what may be shown.
        customers = self.sudo().browse(candidates)
        customers.fetch(["name", "is_company", "vat"])
        threshold = self.env.company.duplicate_name_similarity
        found = []
        for customer in customers:
            # the keys tell what else is the same: its phones, and those of its contacts, need not be read
            same = {keys[key] for key in candidates[customer.id]}
            likeness = judge(same, identity, customer._get_identity(()), threshold)
            if likeness:
                found.append((customer, likeness))
        return sorted(found, key=lambda pair: (-pair[1].score, pair[0].id))

    @api.private
    def get_duplicate_hints(self, identity):
        """What the user may know of customers that may be ``identity``: [{id, name, why, strong}]."""
        found = self.find_duplicates(identity)[:SHOWN]
        open_to_user = self.browse(
            [customer.id for customer, _likeness in found]
        )._filter_shown_as_duplicate()
        return [
            customer._describe_duplicate(likeness, self.browse(customer.id) in open_to_user)
            for customer, likeness in found
        ]

    def _filter_shown_as_duplicate(self):
        """Those of these customers that the user may be told by name: readable, and theirs or nobody's.

        A leader who sees all documents is told all; whoever is concerned with a customer is too.
        """
        readable = self.search([("id", "in", self.ids)])
        if self.env.user.has_group(ALL_CUSTOMERS):
            return readable
        return readable.filter_concerned() | readable.filtered(lambda customer: not customer.user_id)

    def _describe_duplicate(self, likeness, shown):
        """One line of the hints; ``self`` in sudo, of which only what ``shown`` allows goes out."""
        if shown:
            name = self.display_name
        elif self.user_id:
            name = self.env._("a customer of %(salesperson)s", salesperson=self.user_id.name)
        else:
            name = self.env._("a customer that you can't open")
        return {
            "id": shown and self.id,
            "name": name,
            "why": self.explain_likeness(likeness.reasons, likeness.similarity),
            "strong": "code" in likeness.reasons,
        }

    @api.private
    def explain_likeness(self, reasons, similarity):
        """Why two customers may be the same, for people: same phone, similar name (86 %)."""
        name = (
            self.env._("same name")
            if similarity == 100
            else self.env._("similar name (%(percent)s %%)", percent=similarity)
        )
        texts = {
            "code": self.env._("same credit code"),
            "phone": self.env._("same phone"),
            "email": self.env._("same e-mail"),
            "name": name,
        }
        return in_a_row(self.env, (texts[reason] for reason in REASONS if reason in reasons))

    @api.private
    def get_similarity_company(self):
        """By whose settings its name is compared: its own, its salesperson's, or the first company's."""
        return self.company_id or self.user_id.company_id or self.get_first_company()
