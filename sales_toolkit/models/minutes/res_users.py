"""Promises of who leaves: the customer is still owed what was promised (O5)."""

from odoo import models


class ResUsers(models.Model):
    _inherit = "res.users"

    def action_archive(self):
        """Archive these users; what they have promised and not kept is given to others.

        The ERP deletes their activities.
        """
        # sudo: whoever may archive users; who keeps the promise follows from it
        promises = self.env["sales_toolkit.promise"].sudo()
        left = promises.search([("user_id", "in", self.ids), ("activity_id.active", "=", True)])
        result = super().action_archive()
        left._hand_on()
        return result


class Promise(models.Model):
    _inherit = "sales_toolkit.promise"

    def _hand_on(self):
        """Give these to who looks after the deal or the customer now; where nobody does, they stay."""
        heirs = self.grouped(lambda promise: promise._get_heir())
        for user, promises in heirs.items():
            if user:
                promises.write({"user_id": user.id})
                promises._start()

    def _get_heir(self):
        lead, customer = self.follow_up_id.lead_id, self.follow_up_id.get_customer()
        if lead:
            return lead.get_stall_people()[0]
        leaders = self.user_id.get_sales_teams().user_id
        return (customer.user_id | leaders).filtered("active")[:1]
