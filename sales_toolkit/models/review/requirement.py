"""Which items of the registration form a customer must have: the policy, as records (C4)."""

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import SQL

from ...rules.completeness import Requirement as Rule

KINDS = [("company", "Company"), ("individual", "Individual")]
LEVELS = [("required", "Required"), ("recommended", "Recommended"), ("off", "Off")]
# Items that can be asked for, in the order of the form; each has a row item_<key> there. What is derived
# (last follow-up, purchase history) can't be filled in, so nobody is asked for it.
ITEMS = [
    ("name", "Customer Name"),
    ("credit_code", "Unified Social Credit Code"),
    ("contact_name", "Contact Name"),
    ("contact_title", "Contact Title"),
    ("phone", "Contact Phone"),
    ("email", "Contact Email"),
    ("industry", "Industry"),
    ("size", "Company Size"),
    ("main_business", "Main Business"),
    ("pain_points", "Current Pain Points"),
    ("consumption_preferences", "Consumption Preferences"),
    ("family_situation", "Family Situation"),
    ("budget", "Budget Range"),
    ("decision_chain", "Decision Chain"),
    ("tags", "Customer Tags"),
    ("need_description", "Need Description"),
    ("need_type", "Need Type"),
    ("intent", "Intent"),
    ("channel", "Collection Channel"),
    ("internal_notes", "Internal Decision Details"),
]
# Items that the form has for one kind of customer only.
COMPANY_ITEMS = frozenset(
    {"credit_code", "contact_name", "contact_title", "industry", "size", "main_business", "decision_chain"}
)
INDIVIDUAL_ITEMS = frozenset({"consumption_preferences", "family_situation"})
# Nobody but the people concerned may learn whether these are filled: they never count in stored figures.
CONFIDENTIAL_ITEMS = frozenset({"budget", "decision_chain", "internal_notes", "family_situation"})


class Requirement(models.Model):
    """One item of one kind of customer: whether it is required, and how much it counts."""

    _name = "sales_toolkit.requirement"
    _description = "Required Item"
    _order = "kind, id"
    _rec_name = "item"

    kind = fields.Selection(
        KINDS, string="Customer Kind", required=True, default="company", help="Whose item it is."
    )
    item = fields.Selection(ITEMS, required=True, help="An item of the registration form.")
    level = fields.Selection(
        LEVELS,
        required=True,
        default="recommended",
        help="Required: a customer is not submitted for review without it. Recommended: it counts for the "
        "completeness only. Off: nobody is asked for it.",
    )
    weight = fields.Integer(
        required=True,
        default=1,
        aggregator=None,
        help="How much the item counts for the completeness, compared with the others. Confidential items "
        "never count: who is not concerned must not learn from a figure whether they are filled.",
    )
    company_id = fields.Many2one(
        "res.company",
        index="btree_not_null",
        ondelete="cascade",
        help="For customers of this company only, where it comes before the row for all companies. "
        "Empty: all companies.",
    )
    confidential = fields.Boolean(
        compute="_compute_confidential",
        help="Only the people concerned with a customer are told that it is missing.",
    )

    _once = models.UniqueIndex(
        "(kind, item, COALESCE(company_id, 0))", "There is a row for this item of this kind already."
    )
    _weight_range = models.Constraint(
        "CHECK (weight BETWEEN 0 AND 100)", "The weight of an item must be from 0 to 100."
    )

    @api.depends("item")
    def _compute_confidential(self):
        for requirement in self:
            requirement.confidential = requirement.item in CONFIDENTIAL_ITEMS

    @api.constrains("kind", "item")
    def _check_item_of_kind(self):
        for requirement in self:
            if not self._is_item_of_kind(requirement.item, requirement.kind):
                kinds = dict(self._fields["kind"]._description_selection(self.env))
                raise ValidationError(
                    self.env._(
                        "The form of this kind of customer (%(kind)s) has no item “%(item)s”.",
                        kind=kinds[requirement.kind],
                        item=self.describe_items([requirement.item])[0],
                    )
                )

    @api.model
    def _is_item_of_kind(self, item, kind):
        """Whether the form of a "company" or an "individual" has the item."""
        return item not in (INDIVIDUAL_ITEMS if kind == "company" else COMPANY_ITEMS)

    @api.private
    @api.model
    def describe_items(self, keys):
        """What the items are called, in the user's language and in the order of ``keys``."""
        labels = dict(self._fields["item"]._description_selection(self.env))
        return [labels.get(key, key) for key in keys]

    # What holds for a customer ------------------------------------------------------------------------

    @api.private
    @api.model
    def get_rows(self):
        """The whole policy, read in one go.

        Not cached beyond the transaction: a scheduled action that runs for minutes must not go by a policy
        that was changed meanwhile.
        """
        # sudo: the policy is no secret, and the figures follow from it whoever writes a customer.
        return self.sudo().search_fetch([], ["kind", "item", "level", "weight", "company_id"])

    @api.private
    def get_policy(self, kind, company):
        """What these rows ask of a "company" or an "individual", as ``rules.completeness`` wants it."""
        rows = self.filtered(
            lambda row: row.kind == kind and (not row.company_id or row.company_id == company)
        )
        # the company's own rows come last, in the place of the general ones
        found = {row.item: row for row in rows.sorted(lambda row: bool(row.company_id))}
        return tuple(
            Rule(item, found[item].level == "required", found[item].weight)
            for item in self._fields["item"].get_values(self.env)
            if item in found and found[item].level != "off"
        )

    # When it changes -----------------------------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        requirements = super().create(vals_list)
        self.start_walks(requirements._get_scopes())
        return requirements

    def write(self, vals):
        scopes = self._get_scopes()
        result = super().write(vals)
        self.start_walks(scopes | self._get_scopes())
        return result

    def unlink(self):
        scopes = self._get_scopes()
        result = super().unlink()
        self.start_walks(scopes)
        return result

    def _get_scopes(self):
        """Whose completeness these rows are about: {(kind, company id or None)}."""
        return {(requirement.kind, requirement.company_id.id or None) for requirement in self}

    @api.private
    @api.model
    def start_walks(self, scopes):
        """Have the figures of these customers worked out anew, from the first one on, by the cron.

        SQL, so that two managers who change the policy at the same time meet in one row.
        """
        if not scopes:
            return
        walks = self.env["sales_toolkit.completeness_walk"]
        walks.flush_model()
        for kind, company_id in sorted(scopes, key=str):
            self.env.cr.execute(
                SQL(
                    """INSERT INTO sales_toolkit_completeness_walk (kind, company_id, last_id)
                       VALUES (%s, %s, 0)
                       ON CONFLICT (kind, COALESCE(company_id, 0)) DO UPDATE
                       SET last_id = 0, retry_from = 0, paused_on = NULL""",
                    kind,
                    company_id,
                )
            )
        walks.invalidate_model(flush=False)
        cron = self.env.ref("sales_toolkit.cron_recompute_completeness", raise_if_not_found=False)
        if cron:  # while the add-on is being removed there is none
            # sudo: only wakes the scheduled action
            cron.sudo()._trigger()
