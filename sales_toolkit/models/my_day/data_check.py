"""A check of which nothing comes, with one click (C10)."""

from odoo import models

from ..shared.arguments import need_one


class DataCheck(models.Model):
    _inherit = "sales_toolkit.data_check"

    def action_nothing_changed(self):
        """Put on record that the customer was asked, as the user asked last time, and nothing has changed.

        :raise AccessError: when the customer is neither the user's nor their team's
        :raise UserError: when it has been done already
        """
        need_one(self)
        last = self.search([("done_by", "=", self.env.uid)], order="done_at desc", limit=1)
        return self.action_done(last.method or "phone")
