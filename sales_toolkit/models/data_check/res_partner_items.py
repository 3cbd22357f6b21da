"""What a check asks about a customer, and how its answers are written (C10)."""

from odoo import api, fields, models
from odoo.exceptions import UserError

from ...rules.registration_form.labels import LABELS
from ...rules.registration_form.sheet import read_form
from ..profile.messages import explain, form_language
from ..review.requirement import CONFIDENTIAL_ITEMS, ITEMS
from ..shared.arguments import need_one
from ..shared.labels import colon
from .check_plan import CheckPlan
from .data_check import DATA_CHECK, OPEN


class ResPartner(models.Model):
    _inherit = "res.partner"

    def _get_item_source(self, item):
        if item == DATA_CHECK:
            return self._name, self.id, "data_check_ids"
        return super()._get_item_source(item)

    @api.private
    def get_checked_items(self):
        """{item key: what stands there, as on the registration form}, as far as the user may see it."""
        self.ensure_one()
        texts = self.get_paper_form_texts()
        requirement = self.env["sales_toolkit.requirement"]
        kind = "company" if self.is_company else "individual"
        asked = [key for key, _label in ITEMS if requirement._is_item_of_kind(key, kind)]
        hidden = {"internal_notes", *(CONFIDENTIAL_ITEMS if not self.is_concerned else ())}
        if not self.family_situation_enabled:
            hidden.add("family_situation")
        return {key: texts.get(key, "") for key in asked if key not in hidden}

    @api.private
    def write_checked_items(self, changes, channel, reason=None):
        """Write what a check has changed, as the registration form reads it.

        :param changes: {item key: text}
        :param reason: what the update records say; by default that it was a data check
        :return: keys of the items that did change
        :raise UserError: names the items that can't be read; then nothing is written
        """
        self.ensure_one()
        labels = LABELS[form_language(self.env)]
        grid = [[labels["name"], changes.get("name") or self.name]]
        grid += [[labels[key], text] for key, text in changes.items() if key != "name"]
        form = read_form(grid, fields.Date.context_today(self))
        form.kind = "company" if self.is_company else "individual"
        plan = CheckPlan(self, form, channel, reason)
        if plan.problems:
            raise UserError(
                "\n".join(
                    colon(self.env, labels.get(found.item, ""), explain(self.env, found))
                    for found in plan.problems
                )
            )
        plan.apply()
        return [change.item for change in plan.changes]

    def action_check_data(self):
        """Check this customer's data now, also before it is due.

        :raise UserError: when the customer is not registered, or dormant
        """
        need_one(self)
        self.check_access("write")
        if not self._is_checked():
            raise UserError(self.env._("Only registered customers that are not dormant are checked."))
        checks = self.env["sales_toolkit.data_check"]
        check = checks.search([("partner_id", "=", self.id), ("state", "in", OPEN)], limit=1)
        if not check:
            values = {"partner_id": self.id, "user_id": self.user_id.id}
            # sudo: checks are written by the toolkit only; the customer is one that the user may write.
            check = checks.sudo().with_derivation()
            check = check.create({**values, "due_date": fields.Date.context_today(self)}).with_env(self.env)
        return check.action_open_form()
