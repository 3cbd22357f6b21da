"""What the update records add to writing: counted, because seconds depend on the machine."""

from unittest.mock import patch

from odoo.tests import tagged

from odoo.addons.sales_toolkit.models.shared.statement import Statement

from common import ToolkitCase

ITEMS = {"name": "Henglong", "phone": "0519-86881234", "pain_points": "x", "headcount_min": 5}


@tagged("post_install", "-at_install")
class TestCost(ToolkitCase):
    def count(self, action):
        before = self.env.cr.sql_log_count
        action()
        self.env.flush_all()
        return self.env.cr.sql_log_count - before

    def test_the_next_customer_in_a_loop_asks_for_no_keys(self):
        customers = self.customer() | self.customer() | self.customer()
        self.env.flush_all()
        self.env.invalidate_all()
        first, *others = (self.count(lambda c=customer: c.write(ITEMS)) for customer in customers)
        self.assertLess(max(others), first)
        executed = []
        execute = type(self.env.cr).execute
        customers[2].write({"name": "warm"})
        self.env.flush_all()

        def note(cr, query, *args, **kwargs):
            executed.append(str(query))
            return execute(cr, query, *args, **kwargs)

        with patch.object(type(self.env.cr), "execute", note):
            customers[1].write({"name": "Other", "phone": "0519-86881235"})
            self.env.flush_all()
        self.assertFalse([query for query in executed if 'SELECT "sales_toolkit_duplicate_key"' in query])

    def test_what_is_derived_is_asked_once(self):
        """Not once for each field of each new customer."""
        partners = self.env["res.partner"]
        partners._get_derived_names()
        with patch.object(type(partners), "_get_derived_fields", side_effect=AssertionError):
            partners.create([{"name": f"New {number}"} for number in range(3)])

    def test_the_keys_of_a_new_customer_are_worked_out_once(self):
        keys = self.env["sales_toolkit.duplicate_key"]
        worked_out = []
        prepare = type(keys)._prepare_keys

        def note(model, partner):
            worked_out.append(partner.id)
            return prepare(model, partner)

        with patch.object(type(keys), "_prepare_keys", note):
            self.customer(phone="0519-86881234")
            self.env.flush_all()
        self.assertEqual(len(worked_out), 1)

    def test_records_that_are_alike_are_all_kept(self):
        customer = self.env["res.partner"].create({"name": "Henglong", "registered_on": "2024-01-01"})
        told = [Statement(reason="Told by phone")] * 3
        customer.append_update_statements({"pain_points": told}, {"pain_points": "x"})
        rows = self.env["sales_toolkit.update_log"].search(
            [("partner_id", "=", customer.id), ("item", "=", "pain_points")]
        )
        self.assertEqual(rows.mapped("reason"), ["Told by phone"] * 3)

    def test_a_row_says_once_who_wrote_it(self):
        """The ERP's own columns for it have foreign keys that cost as much again."""
        customer = self.env["res.partner"].create({"name": "Hengfa", "registered_on": "2024-01-01"})
        rows = self.env["sales_toolkit.update_log"].search([("partner_id", "=", customer.id)])
        self.assertEqual(rows.user_id, self.env.user)
        self.assertFalse(rows.create_uid | rows.write_uid)
        self.assertTrue(all(row.create_date for row in rows))

    def test_a_new_customer_leaves_the_keys_of_others_alone(self):
        """Those that have been worked out and are not written yet."""
        known = self.customer(phone="0519-86881234")
        row = self.env["sales_toolkit.duplicate_key"].search([("partner_id", "=", known.id)])
        self.env.flush_all()
        stored = row.keys
        known.phone = "0519-86885678"
        worked_out = row.keys
        self.assertNotEqual(worked_out, stored)
        self.env["res.partner"].create({"name": "Hengda", "is_company": True, "registered_on": "2024-01-01"})
        self.env.flush_all()
        self.env.invalidate_all()
        self.assertEqual(row.keys, worked_out)
