"""A salesperson's day: what is due, in which order, for whom, and what it costs (X5)."""

from datetime import timedelta

from odoo.exceptions import AccessError, UserError
from odoo.fields import Datetime
from odoo.tests import tagged

from common_follow_up import FollowUpCase


class MyDayCase(FollowUpCase):
    def look(self, user=None):
        self.settle()
        return self.env["sales_toolkit.my_day"].with_user(user or self.rep).get()


@tagged("post_install", "-at_install")
class TestSmoke(MyDayCase):
    def test_smoke(self):
        self.customer("Hengli", contact_phone="+86 10 1234")
        lead = self.deal("a")
        self.overdue(lead, 2)
        self.deal("b")
        import pprint; pprint.pprint(self.look())
