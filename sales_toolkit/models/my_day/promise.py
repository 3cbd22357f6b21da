"""A promise kept with one click (O5)."""

from odoo import models
from odoo.exceptions import AccessError, UserError


class Promise(models.Model):
    _inherit = "sales_toolkit.promise"

    def action_keep(self):
        """Tick these promises off; their activities are done.

        :raise AccessError: when somebody else promised one
        :raise UserError: when one has been kept already
        """
        self.check_access("read")
        if any(promise.user_id != self.env.user for promise in self):
            raise AccessError(self.env._("Only who promised something ticks it off."))
        if any(not promise.activity_id.active for promise in self):
            raise UserError(self.env._("This promise has been kept already."))
        self.activity_id.action_feedback()
        return True
