"""What the tests of the four-eyes review share."""

from common import ToolkitCase

COMPLETE = {
    "contact_name": "Li Ming",
    "contact_phone": "0519-88880000",
    "need_description": "a laser cutter",
}


class ReviewCase(ToolkitCase):
    def submitted(self, name="Hengli", user=None, **values):
        """A customer that ``rep`` entered and submitted; their leader is the reviewer."""
        customer = self.customer(name, user, **{**COMPLETE, **values})
        customer.with_user(user or self.rep).action_submit_for_review()
        self.settle()
        return customer

    def approved(self, name="Hengli", **values):
        customer = self.submitted(name, **values)
        self.review(customer).with_user(self.leader).action_approve()
        self.settle()
        return customer

    def review(self, customer, **where):
        """The customer's latest review, whoever may see it."""
        self.settle()
        domain = [("partner_id", "=", customer.id)] + [(name, "=", value) for name, value in where.items()]
        return self.env["sales_toolkit.review"].search(domain, order="id desc", limit=1)

    def reminders(self, user):
        """{kind: summary of the activity} of what waits for ``user``."""
        self.settle()
        rows = self.env["sales_toolkit.reminder"].with_user(user).search([("count", ">", 0)])
        return {row.kind: row.activity_ids.summary for row in rows}
