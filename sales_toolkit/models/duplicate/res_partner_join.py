"""A private customer that becomes a person at a company: the company is the customer from then on (C1).

What the toolkit knows of a customer belongs to the ERP's commercial partner. So it moves along, as in a
merge, but the person stays, as the company's contact.
"""

from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL

from ..data_check.data_check import OPEN as OPEN_CHECKS
from ..dormancy.activation_plan import OPEN as OPEN_PLANS
from ..dormancy.res_partner import DORMANT_FIELDS
from ..profile.items import CONTACT_ITEMS, CUSTOMER_ITEMS
from ..shared.batches import do_first

JOINING = frozenset({"parent_id", "is_company"})
# Rows that move by their number; the sheet, the decision chain and pairs are merged, see partner_merge.py.
# Reviews and erasures stay, as proof of what was done about the person; so do contracts, whose party it is.
MOVED = (
    "key_note",
    "follow_up",
    "activation_plan",
    "data_check",
    "update_log",
    "access_log",
    "retrospective",
)
# What is said of a customer as a whole; a size is a company's own, and the rest stays the person's.
FILLED = sorted(
    {*CUSTOMER_ITEMS}
    - {*CONTACT_ITEMS, "vat", "main_contact_id", "registered_on"}
    - {"headcount_min", "headcount_max", "annual_revenue_min", "annual_revenue_max"}
)


class ResPartner(models.Model):
    _inherit = "res.partner"

    def write(self, vals):
        if not JOINING & vals.keys():
            return super().write(vals)
        # sudo: whether they are customers, for who may write them
        private = self.sudo().filtered(
            lambda person: person.registered_on and not person.is_company and not person._is_contact()
        )
        result = super().write(vals)
        if joining := private.filtered("registered_on").filtered(lambda person: person._is_contact()):
            joining.with_env(self.env)._join_companies()
        return result

    def _create_contact_parent_company(self):
        """The company of a customer is the same salesperson's, and registered by what moves to it."""
        if not self.registered_on:
            return super()._create_contact_parent_company()
        person = self.with_context(register_customer=False)
        company = super(ResPartner, person)._create_contact_parent_company()
        if company:
            company.write({"user_id": self.user_id.id, "company_id": self.company_id.id})
        return company.with_env(self.env)

    def _join_companies(self):
        """Make the companies of these registered persons the customers in their place.

        :raise AccessError: when something confidential would get to other people
        :raise UserError: when it would get to another company of ours
        """
        # sudo: where the persons are now
        for company, persons in self.sudo().grouped("commercial_partner_id").items():
            persons, company = persons.with_env(self.env), company.with_env(self.env)
            persons._check_may_join(company)
            # without names, which an erasure would have to find again
            reason = self.env._("Taken over from a private customer who is a contact now")
            # sudo: the user put the persons there, and may hand out what is confidential, as checked above.
            # Nothing is shown to them; who may see the rows is said by the company's rules from now on.
            persons = persons.sudo().with_context(update_reason=reason)
            persons._join(company.with_env(persons.env))

    def _check_may_join(self, company):
        # sudo: whose they are
        theirs, ours = company.sudo(), self.sudo()
        if ours.filtered(lambda person: person.company_id != theirs.company_id):
            raise UserError(
                self.env._(
                    "%(person)s is a registered customer, and not of the same company of ours as "
                    "%(company)s. Enter the same one for both first.",
                    person=ours[:1].name,
                    company=theirs.name,
                )
            )
        holders, heir = self._get_confidential_holders(), theirs._get_heir(ours)
        holders._check_concerned()
        if theirs.user_id != heir:
            company._check_may_reassign("user_id", heir.id)
        elif holders:
            (company if theirs.user_id else company._get_confidential_holders())._check_concerned()

    def _get_heir(self, persons):
        """Who looks after this company once these persons have joined it."""
        return self.user_id or persons.user_id[:1]

    def _join(self, company):
        """Move what is registered about these persons to ``company``; as superuser."""
        wizard = self.env["base.partner.merge.automatic.wizard"]
        # what waits for the end of the transaction, such as openings of sheets, must move along
        self.env.cr.flush()
        known = company.registered_on
        days = (self | company).filtered("registered_on").mapped("registered_on")
        company.write(
            self._get_filled_values(company)
            | {"registered_on": min(days), "user_id": company._get_heir(self).id}
        )
        self._join_marks(company, known)
        wizard._keep_one_open_plan(self, company)
        wizard._merge_confidential_sheets(self, company)
        wizard._merge_toolkit_rows(self, company)
        self._move_rows(company)
        self.write({"registered_on": False})
        wizard._recompute_merged(company)
        company.mark_completeness()
        (self | company).renew_last_contact()
        if company.user_id not in self.user_id:
            company.activation_plan_ids.filtered(lambda plan: plan.state in OPEN_PLANS).hand_over()
        company.data_check_ids.filtered(lambda check: check.state in OPEN_CHECKS).hand_over()

    def _get_filled_values(self, company):
        """What the company lacks, of the first person who has it; all tags."""
        values = {}
        for name in FILLED:
            field = self._fields[name]
            source = self.filtered(name)[:1]
            if source and field.type != "many2many" and not company[name]:
                values[name] = field.convert_to_write(source[name], source)
        if tags := self.category_id - company.category_id:
            values["category_id"] = [(4, tag.id) for tag in tags]
        return values

    def _join_marks(self, company, known):
        """The mark moves to a company that is new as a customer; else who is awake keeps the other awake."""
        everyone = self | company if known else self
        dormant = everyone.filtered("dormant")
        if dormant and dormant != everyone:
            dormant.wake(self.env.context.get("update_reason"))
        elif dormant and not known:
            company.store_derived({name: self[0][name] for name in DORMANT_FIELDS})
            company._without_review(self[0].dormant_reason)._write_update_log({}, {"dormant_since"})

    def _move_rows(self, company):
        """By SQL, as core does in a merge: only the pointer moves, of rows that refuse to be written too."""
        self.env.flush_all()
        for name in MOVED:
            self.env.cr.execute(
                SQL(
                    "UPDATE %s SET partner_id = %s WHERE partner_id = ANY(%s)",
                    SQL.identifier(f"sales_toolkit_{name}"),
                    company.id,
                    self.ids,
                )
            )
        # who has asked for the company's sheet already is not told twice
        self.env.cr.execute(
            SQL(
                """UPDATE sales_toolkit_access_request AS request SET partner_id = %(company)s
                    WHERE id IN (SELECT min(id) FROM sales_toolkit_access_request
                                  WHERE partner_id = ANY(%(persons)s) GROUP BY user_id, state)
                      AND NOT EXISTS (SELECT FROM sales_toolkit_access_request AS other
                                       WHERE other.partner_id = %(company)s AND other.state = request.state
                                         AND other.user_id = request.user_id)""",
                company=company.id,
                persons=self.ids,
            )
        )
        self.env.invalidate_all()

    # What became of them without anybody's write -------------------------------------------------------

    @api.model
    def _tidy_gone(self):
        """Registered persons who became contacts before they took their rows along, or past the ORM.

        Where other people would get to see a sheet, that is left to somebody: nothing is done for them.
        """
        persons = self.with_context(active_test=False).search(
            Domain("registered_on", "!=", False) & self._get_contact_domain()
        )
        alike = persons.filtered(
            lambda person: (
                person.company_id == person.commercial_partner_id.company_id
                and person.commercial_partner_id.user_id in (person.user_id, person.user_id.browse())
            )
        )
        # a company takes some hundred queries
        do_first(self.env, alike, lambda rows: rows._join_companies(), "Contact that was a customer", 50)
        return super()._tidy_gone()
