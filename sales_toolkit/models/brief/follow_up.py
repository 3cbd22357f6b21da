"""From a follow-up to the brief of its opportunity (O4)."""

from odoo import models
from odoo.exceptions import UserError

from ..shared.arguments import need_one


class FollowUp(models.Model):
    _inherit = "sales_toolkit.follow_up"

    def action_open_brief(self):
        """Open the brief for this contact.

        :raise UserError: when it is about no opportunity
        """
        need_one(self)
        self.check_access("read")
        if not self.lead_id:
            raise UserError(self.env._("This contact is about no opportunity, so there is no brief for it."))
        return self.lead_id.action_open_brief()
