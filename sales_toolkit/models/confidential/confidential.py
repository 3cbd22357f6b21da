"""The confidential sheet: what only the people concerned with a customer may see (C13)."""

from odoo import Command, api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import format_amount

from ..shared.arguments import record_of
from ..shared.client_defaults import with_defaults

ITEMS = {
    "budget_min": "budget",
    "budget_max": "budget",
    "currency_id": "budget",
    "internal_notes": "internal_notes",
    "family_situation": "family_situation",
    "reader_ids": "readers",
}


class Confidential(models.Model):
    """At most one sheet per customer, in a table of its own under record rules.

    No other table holds a copy: the customer form shows these items through this table, computed
    for each reader and never stored. That a sheet exists says nothing about the customer.
    """

    _name = "sales_toolkit.confidential"
    _inherit = ["sales_toolkit.update_log.mixin", "sales_toolkit.opening.mixin"]
    _description = "Confidential Sheet"
    _rec_name = "partner_id"

    partner_id = fields.Many2one(
        "res.partner", string="Customer", required=True, ondelete="cascade", copy=False
    )
    budget_min = fields.Monetary(
        "Budget From", copy=False, help="Lower bound of the budget; 0 is not known or open."
    )
    budget_max = fields.Monetary(
        "Budget To", copy=False, help="Upper bound of the budget; 0 is not known or open."
    )
    currency_id = fields.Many2one(
        "res.currency",
        required=True,
        default=lambda self: self.env.company.currency_id,
        help="Currency of the budget.",
    )
    internal_notes = fields.Text(
        "Internal Decision Details", copy=False, help="How the customer decides internally."
    )
    family_situation = fields.Text(
        copy=False,
        help="Family situation of a private customer: only where the company has switched it on (C12).",
    )
    reader_ids = fields.Many2many(
        "res.users",
        "sales_toolkit_confidential_reader_rel",
        string="Readers",
        copy=False,
        domain=[("share", "=", False)],
        help="Colleagues who may read and write this sheet, besides the salesperson and their team leader.",
    )

    _partner_unique = models.UniqueIndex("(partner_id)", "This customer has a confidential sheet already.")
    _budget_range = models.Constraint(
        "CHECK (budget_min >= 0 AND budget_max >= 0 AND (budget_max = 0 OR budget_max >= budget_min))",
        "The budget must be 0 or more, and its upper bound not below its lower bound.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        self._check_sheet_values(with_defaults(self, vals_list))
        return super().create(vals_list)

    def write(self, vals):
        self._check_sheet_values([vals])
        return super().write(vals)

    def _check_sheet_values(self, vals_list):
        """The rules ask after the fact, when the readers named on the sheet count already.

        :raise AccessError: when the user is not concerned with a customer that gets a sheet
        :raise UserError: when what is given for the customer is none
        :raise ValidationError: when the family situation is not registered in the company
        """
        if self.env.su:
            return
        given = [vals["partner_id"] for vals in vals_list if vals.get("partner_id")]
        ids = {record_of(self.env, "res.partner", customer).id for customer in given}
        customers = self.env["res.partner"].browse(ids)
        customers._check_concerned()
        if any(vals.get("family_situation") for vals in vals_list):
            if not all((customers | self.partner_id).mapped("family_situation_enabled")):
                raise ValidationError(self.env._("The family situation is not registered in this company."))

    def _get_update_log_customer(self):
        """The sheet's own customer: a company above it may have other people concerned."""
        return self.partner_id

    @api.model
    def _get_update_log_fields(self):
        return frozenset(ITEMS)

    def _get_update_log_item(self, field_name):
        return ITEMS[field_name]

    @api.model
    def _is_update_log_confidential(self):
        return True

    def _absorb(self, other, preferred=frozenset()):
        """Take over from ``other`` what this sheet lacks; what both have stays noted in full.

        :param preferred: keys of the items of which the other's value stands, and this one's is noted
        """
        self.ensure_one()
        values = {"reader_ids": [Command.link(user.id) for user in other.reader_ids]}
        both = self._has_budget() and other._has_budget()
        if other._has_budget() and (not both or "budget" in preferred):
            values |= {name: other[name] for name in ("budget_min", "budget_max", "currency_id")}
        budget = both and self._describe_budget(self if "budget" in preferred else other)
        for name, note in (("internal_notes", budget), ("family_situation", None)):
            texts = [self[name], other[name]]
            texts = [*(reversed(texts) if name in preferred else texts), note]
            if any(texts):
                values[name] = "\n".join(dict.fromkeys(text for text in texts if text))
        self.write(values)

    def _has_budget(self):
        return bool(self.budget_min or self.budget_max)

    def _describe_budget(self, other):
        """The budget of a merged customer, as a line of internal notes."""
        amounts = [
            format_amount(self.env, amount, other.currency_id)
            for amount in (other.budget_min, other.budget_max)
            if amount
        ]
        return self.env._(
            "Budget of %(name)s: %(budget)s", name=other.partner_id.name, budget=" - ".join(amounts)
        )
