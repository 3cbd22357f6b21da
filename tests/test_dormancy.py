"""The mark of a dormant customer (C11)."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from common import ToolkitCase


@tagged("post_install", "-at_install")
class TestDormancy(ToolkitCase):
    """The three fields that the retention rule goes by."""

    def test_marked_and_woken_are_on_record(self):
        customer = self.customer()
        customer.action_mark_dormant("no interaction for 90 days")
        self.assertEqual(
            (customer.dormant, customer.dormant_since, customer.dormant_reason),
            (True, self.rep.get_today(), "no interaction for 90 days"),
        )
        customer.action_wake()
        self.assertEqual(
            (customer.dormant, customer.dormant_since, customer.dormant_reason), (False, False, False)
        )
        rows = self.rows(customer, "dormant_since")
        self.assertEqual(rows.mapped("reason"), ["no interaction for 90 days", ""])

    def test_a_reason_and_a_registered_customer(self):
        with self.assertRaises(UserError):
            self.customer().action_mark_dormant(" ")
        with self.assertRaises(UserError):
            self.customer(registered_on=False).action_mark_dormant("x")

    def test_those_who_may_not_write_the_customer_may_not_mark_it(self):
        with self.assertRaises(AccessError):
            self.customer().with_user(self.outsider).action_mark_dormant("x")
