"""A contact done with one click, where there is nothing to write (O5)."""

from odoo import models
from odoo.exceptions import UserError

from ..shared.arguments import need_one


class FollowUp(models.Model):
    _inherit = "sales_toolkit.follow_up"

    def action_done_with_result(self, outcome_id):
        """This contact took place, with a result that needs no minutes, such as: no answer.

        The next one is planned as the result says.

        :param outcome_id: id of the result
        :raise UserError: when minutes are to be written about it, or it is not planned any more
        """
        need_one(self)
        self.check_access("write")
        outcome = self._get_quick_outcome(outcome_id)
        self._lock_planned()
        values = {"outcome_id": outcome.id, "outcome": outcome.name}
        if outcome.retry_days:
            user = self.user_id or self.env.user
            values["next_date"] = user.add_working_days(user.get_today(), outcome.retry_days)
            values["next_method"] = outcome.retry_method or self.method
        self.write(values)
        return self.action_done()

    def _get_quick_outcome(self, outcome_id):
        """
        :raise UserError: when there is no such result, or minutes are to be written about it
        """
        outcomes = self.env["sales_toolkit.outcome"]
        if type(outcome_id) is int:
            outcomes = outcomes.search([("id", "=", outcome_id), ("needs_minutes", "=", False)])
        if not outcomes:
            raise UserError(self.env._("With this result there is something to write. Open the minutes."))
        return outcomes
