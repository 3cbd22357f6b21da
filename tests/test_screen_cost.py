"""What opening screens costs: counted and explained, because seconds depend on the machine."""

from unittest.mock import patch

from odoo.sql_db import Cursor
from odoo.tests import tagged

from common import ToolkitCase

OURS = ("need_description", "dormant", "completeness", "registered_on")


@tagged("post_install", "-at_install")
class TestScreenCost(ToolkitCase):
    def queries(self, read):
        """What is asked of the database when nothing is cached but what a running server has."""
        execute = Cursor.execute
        for _round in range(2):
            seen = []

            def note(cursor, query, *args, seen=seen, **kwargs):
                seen.append(str(getattr(query, "code", query)))
                return execute(cursor, query, *args, **kwargs)

            self.settle()
            with patch.object(Cursor, "execute", note):
                read()
        return seen

    def test_the_erp_reads_its_own_columns_alone(self):
        """For a name or a picture, not those of the toolkit as well."""
        partner = self.customer().with_user(self.rep)
        company, lead = self.env.company, self.env["crm.lead"].create({"name": "Deal"})
        for record, name, ours in (
            (partner, "email", OURS),
            (company, "name", ("data_check_interval_days", "duplicate_name_similarity")),
            (lead, "name", ("grade", "stalled", "need_clarity")),
        ):
            with self.subTest(model=record._name):
                found = self.queries(lambda record=record, name=name: record[name])
                read = " ".join(text for text in found if f'"{record._table}"."{name}"' in text)
                self.assertTrue(read)
                self.assertFalse([column for column in ours if f'"{column}"' in read])

    def test_the_toolkit_s_own_come_together(self):
        partner = self.customer().with_user(self.rep)
        found = self.queries(lambda: [partner[name] for name in OURS])
        self.assertEqual(len([query for query in found if '"need_description"' in query]), 1)
        self.assertLessEqual(len([query for query in found if 'FROM "res_partner"' in query]), 1)

    def test_my_customers_come_in_order_from_an_index(self):
        self.env.cr.execute("SET LOCAL enable_seqscan = off")
        self.env.cr.execute("SET LOCAL enable_sort = off")
        query = self.env["res.partner"]._search([("user_id", "=", self.rep.id)], limit=80).select()
        plan = "\n".join(line for [line] in self.env.execute_query(type(query)("EXPLAIN %s", query)))
        self.assertIn("res_partner_salesperson_names", plan)
        self.assertNotIn("Sort", plan)

    def test_who_may_be_the_same_is_one_question(self):
        """By the keys alone: neither phones nor contacts of the others are read for it."""
        known = [self.customer(f"Hengli Trading {number}", phone="138 0000 1234") for number in range(5)]
        partner = self.customer("Hengli Trade", phone="138 0000 1234").with_user(self.rep)
        partner.child_ids.create({"name": "Li", "parent_id": partner.id})
        found = self.queries(lambda: self.assertEqual(len(partner.duplicate_hints), 3))
        self.assertEqual(len([query for query in found if "sales_toolkit_duplicate" in query]), 1)
        children = [query for query in found if '"res_partner"."parent_id" IN' in query]
        self.assertLessEqual(len(children), 1, known)
