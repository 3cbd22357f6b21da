from odoo import api, models


class Reminder(models.Model):
    _inherit = "sales_toolkit.reminder"

    @api.model
    def _get_kinds(self):
        return super()._get_kinds() | {
            "review": {
                "model": "sales_toolkit.review",
                "domain": self.env["sales_toolkit.review"]._get_waiting_domain(),
                "user": "reviewer_id",
                "date": None,
                "action": "sales_toolkit.review_action_mine",
            },
            "review_returned": {
                "model": "res.partner",
                "domain": [("review_state", "=", "returned"), ("registered_on", "!=", False)],
                "user": "user_id",
                "date": None,
                "action": "sales_toolkit.customer_action_returned",
            },
        }

    def _get_summary(self):
        if self.kind == "review":
            return self.env._("Customers to review: %s", self.count)
        if self.kind == "review_returned":
            return self.env._("Customers returned by the reviewer: %s", self.count)
        return super()._get_summary()

    @api.model
    def _count_waiting(self, kind, users):
        """Reviews that nobody is named for wait for each member of the group Reviewer who may decide."""
        waiting = super()._count_waiting(kind, users)
        if kind != "review":
            return waiting
        # sudo: who is in the group
        pool = self.env.ref("sales_toolkit.group_reviewer").sudo().all_user_ids.filtered("active")
        for user in pool if users is None else pool & users:
            domain = [("can_decide", "=", True), ("reviewer_id", "=", False)]
            # as the user: the rules say which reviews they see
            reviews = self.env["sales_toolkit.review"].with_user(user)
            companies = user.company_ids.ids
            if number := reviews.with_context(allowed_company_ids=companies).search_count(domain):
                waiting[user.id] = (number + waiting.get(user.id, (0,))[0], None)
        return waiting
