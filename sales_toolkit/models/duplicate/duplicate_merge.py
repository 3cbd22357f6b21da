"""The choice of what to keep when two customers turn out to be one (C15)."""

from markupsafe import Markup

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..shared.arguments import need_one

SIDES = [("a", "The First"), ("b", "The Second")]
# What is compared side by side, as the user may read it.
COMPARED = ("name", "vat", "contact_name", "contact_phone", "contact_email", "user_id", "registered_on")
# Items of both confidential sheets, for people concerned with both customers only.
CHOICES = {
    "budget": "budget_text",
    "internal_notes": "internal_decision_notes",
    "family_situation": "family_situation",
}
# Where the choice stands: a side, never a value.
KEEP = {"budget": "keep_amount", "internal_notes": "keep_notes", "family_situation": "keep_family"}


class DuplicateMerge(models.TransientModel):
    """Shows both customers side by side, and merges them as core does, under the toolkit's rules.

    Core's own wizard takes an administrator where the e-mails differ. Here, whoever may see the pair and
    write both customers may merge them: reps their own, leaders those of all.
    """

    _name = "sales_toolkit.duplicate_merge"
    _inherit = ["sales_toolkit.dialog.mixin"]
    _description = "Merge Customers"
    _about = "duplicate_id"

    duplicate_id = fields.Many2one(
        "sales_toolkit.duplicate", string="Pair", required=True, readonly=True, ondelete="cascade"
    )
    why = fields.Char(related="duplicate_id.why", related_sudo=False)
    keep = fields.Selection(
        SIDES, required=True, default="a", help="Whose name and items stand where both have one."
    )
    comparison = fields.Html(
        compute="_compute_comparison", sanitize=False, help="Both customers, as the user may read them."
    )

    # Only for people concerned with both, computed for each reader and never stored: no other table
    # may hold a copy of what is confidential.
    budget_a = fields.Char(compute="_compute_confidential")
    budget_b = fields.Char(compute="_compute_confidential")
    internal_notes_a = fields.Text(compute="_compute_confidential")
    internal_notes_b = fields.Text(compute="_compute_confidential")
    family_situation_a = fields.Text(compute="_compute_confidential")
    family_situation_b = fields.Text(compute="_compute_confidential")
    both_have_sheets = fields.Boolean(compute="_compute_confidential")
    keep_amount = fields.Selection(SIDES, help="Whose budget stands; the other one is noted.")
    keep_notes = fields.Selection(SIDES, help="Whose text comes first; the other one follows.")
    keep_family = fields.Selection(SIDES, help="Whose text comes first; the other one follows.")

    @api.depends("duplicate_id")
    @api.depends_context("uid", "allowed_company_ids", "lang")
    def _compute_comparison(self):
        partners = self.env["res.partner"]
        link = Markup('<a href="/odoo/res.partner/%s" target="_blank" rel="noopener">%s</a>')
        row = Markup("<tr><th>%s</th><td>%s</td><td>%s</td></tr>")
        for wizard in self:
            customers = wizard.duplicate_id.partner_a_id, wizard.duplicate_id.partner_b_id
            titles = dict(wizard._fields["keep"]._description_selection(self.env))
            links = [
                link % (customer.id, titles[side]) for side, customer in zip("ab", customers, strict=True)
            ]
            rows, labels = [row % ("", *links)], self._get_labels()
            for name in COMPARED:
                field = partners._fields[name]
                values = [field.convert_to_export(customer[name], customer) for customer in customers]
                rows.append(row % (labels.get(name) or field._description_string(self.env), *values))
            table = Markup('<table class="table table-sm"><tbody>%s</tbody></table>')
            wizard.comparison = table % Markup("").join(rows)

    def _get_labels(self):
        """Of what the registration form calls otherwise than the ERP does."""
        return {
            "name": self.env._("Customer Name"),
            "vat": self.env._("Unified Social Credit Code"),
            "user_id": self.env._("Salesperson"),
        }

    @api.depends("duplicate_id")
    @api.depends_context("uid", "allowed_company_ids")
    def _compute_confidential(self):
        for wizard in self:
            customers = wizard.duplicate_id.partner_a_id, wizard.duplicate_id.partner_b_id
            concerned = all(customer and customer.is_concerned for customer in customers)
            wizard.both_have_sheets = False
            for name, source in CHOICES.items():
                values = [customer[source] if concerned else False for customer in customers]
                for side, value in zip("ab", values, strict=True):
                    wizard[f"{name}_{side}"] = value if all(values) else False
                wizard.both_have_sheets |= all(values)

    def action_merge(self):
        """Merge the two, keeping the one chosen.

        :raise UserError: when the pair has been decided, or the two can't be merged
        :raise AccessError: when the user may not change both customers, or is not concerned with one
            that has something confidential
        """
        need_one(self)
        self.check_access("write")
        pair = self.duplicate_id
        pair._check_may_decide()
        customers = pair.partner_a_id | pair.partner_b_id
        if not all(customer.registered_on for customer in customers):
            raise UserError(self.env._("One of the two is no longer registered as a customer."))
        customers.check_access("write")
        kept = pair.partner_a_id if self.keep == "a" else pair.partner_b_id
        leaders = self._get_leaders(customers)
        merge = self.env["base.partner.merge.automatic.wizard"].with_context(
            merge_preferred=self._get_preferred()
        )
        # no extra checks: they ask for the same e-mail, which two records of one customer need not have
        merge._merge(customers.ids, kept, extra_checks=False)
        self.env["sales_toolkit.reminder"].refresh("duplicate", leaders)
        return {
            "type": "ir.actions.act_window",
            "res_model": "res.partner",
            "res_id": kept.id,
            "views": [(False, "form")],
        }

    def _get_preferred(self):
        """The items of which the value of the customer that goes stands."""
        return [item for item, name in KEEP.items() if self[name] and self[name] != self.keep]

    def _get_leaders(self, customers):
        """Who was reminded of a pair with one of ``customers``."""
        # sudo: only whose reminders are to be counted anew.
        pairs = self.env["sales_toolkit.duplicate"].sudo()
        either = Domain("partner_a_id", "in", customers.ids) | Domain("partner_b_id", "in", customers.ids)
        return pairs.search(either).leader_id
