"""What is missing, as people read it, and as the review asks for it (C4)."""

from collections import defaultdict

from odoo import api, fields, models
from odoo.fields import Domain

from ..confidential.res_partner import READER
from ..profile.messages import form_language
from ..shared.item_field import TOOLKIT_USERS
from .requirement import CONFIDENTIAL_ITEMS
from .res_partner_completeness import CONFIDENTIAL_FIELDS, CUSTOMER_FIELDS, OPEN_FIELDS


class ResPartner(models.Model):
    _inherit = "res.partner"

    missing_item_labels = fields.Text(
        "Missing",
        compute="_compute_missing_item_labels",
        search="_search_missing_item_labels",
        help="What is asked for and missing, in the reader's language.",
    )
    completeness_details = fields.Json(
        compute="_compute_completeness_details",
        groups=TOOLKIT_USERS,
        help="What the form shows: {percentage, missing: [{item, label, required, confidential}]}. "
        "Confidential items are in it for the people concerned only.",
    )

    # What is shown ------------------------------------------------------------------------------------

    @api.depends("missing_items")
    @api.depends_context("lang")
    def _compute_missing_item_labels(self):
        separator = "、" if form_language(self.env) == "zh" else ", "
        for partner in self:
            keys = (partner.missing_items or "").split(", ")
            partner.missing_item_labels = separator.join(self.describe_items(keys)) or False

    def _search_missing_item_labels(self, operator, value):
        """By what an item is called in the user's language."""
        if operator != "ilike":
            return NotImplemented
        items = self.env["sales_toolkit.requirement"]._fields["item"]._description_selection(self.env)
        keys = [key for key, label in items if value.lower() in label.lower()]
        patterns = [pattern % key for key in keys for pattern in ("%s", "%s, %%", "%%, %s", "%%, %s, %%")]
        return Domain.OR(Domain("missing_items", "=like", pattern) for pattern in patterns)

    @api.depends(*CUSTOMER_FIELDS, *OPEN_FIELDS, *CONFIDENTIAL_FIELDS, "user_id")
    @api.depends_context("lang", *READER)
    def _compute_completeness_details(self):
        """Also of what is being typed; confidential items as the reader."""
        customers = self.filtered("registered_on")
        # sudo: what is there of the open items, as the stored figures tell it to whoever sees the customer.
        rows = self.env["sales_toolkit.requirement"].get_rows()
        figures = customers.sudo()._assess_completeness(policy_rows=rows)
        concerned = customers.filtered("is_concerned")
        confidential = concerned._assess_completeness(confidential=True, policy_rows=rows)
        for partner in self:
            found = [figures.get(partner.id), confidential.get(partner.id)]
            partner.completeness_details = found[0] and {
                "percentage": found[0].percentage,
                "missing": [item for part in found if part for item in self._describe_missing(part)],
            }

    def _describe_missing(self, found):
        required = len(found.missing_required)
        return [
            {
                "item": key,
                "label": label,
                "required": place < required,
                "confidential": key in CONFIDENTIAL_ITEMS,
            }
            for place, (key, label) in enumerate(
                zip(found.missing, self.describe_items(found.missing), strict=True)
            )
        ]

    # What the review asks -----------------------------------------------------------------------------

    @api.private
    def get_missing_required(self):
        """{customer id: keys of required items that are missing}, of those customers that lack any.

        Confidential items are in it for customers that the user is concerned with. Any other customer's
        id gives an empty list.
        """
        customers = self.filtered("registered_on")
        concerned = customers.filter_concerned()
        missing = defaultdict(list)
        # sudo: as in _compute_completeness_details()
        rows = self.env["sales_toolkit.requirement"].get_rows()
        for figures in (
            customers.sudo()._assess_completeness(policy_rows=rows),
            concerned._assess_completeness(True, rows),
        ):
            for id_, found in figures.items():
                if found.missing_required:
                    missing[id_] += found.missing_required
        return missing

    @api.private
    @api.model
    def describe_items(self, keys):
        """What the items are called, in the user's language and in the order of ``keys``."""
        return self.env["sales_toolkit.requirement"].describe_items(keys)
