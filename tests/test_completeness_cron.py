"""A change of the policy reaches every customer, in batches, and costs little (C4)."""

from contextlib import contextmanager
from datetime import date
from unittest.mock import patch

from psycopg2.errors import SerializationFailure
from test_completeness import Completeness

from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.base.models.ir_cron import IrCron
from odoo.addons.sales_toolkit.models.review import completeness_walk


class Killed(Exception):
    pass


@tagged("post_install", "-at_install")
class TestRecomputing(Completeness):
    def setUp(self):
        super().setUp()
        self.walk()
        self.walks = self.env["sales_toolkit.completeness_walk"]
        self.assertFalse(self.walks.search([]))
        self.customers = self.env["res.partner"].concat(
            *(self.customer(f"C{n}", phone="1") for n in range(5))
        )
        self.person = self.customer("Li", is_company=False, phone="1")
        self.other = self.env["res.partner"].create({"name": "Other", "is_company": True})
        self.settle()

    @contextmanager
    def watched(self, stop_after=None):
        """Batches of two, and each UPDATE of partners; optionally killed at a commit."""
        progress, commits = IrCron._commit_progress, []

        def commit(cron, *args, **kwargs):
            commits.append(args)
            if stop_after is not None and len(commits) > stop_after:
                raise Killed
            return progress(cron, *args, **kwargs)

        with (
            patch.object(completeness_walk, "BATCH", 2),
            patch.object(IrCron, "_commit_progress", commit),
        ):
            yield commits

    def all_missing(self):
        self.settle()
        return self.customers.mapped("missing_items")

    def test_each_change_starts_a_walk_of_those_concerned(self):
        row = self.policy.search([("kind", "=", "company"), ("item", "=", "tags")])
        row.level = "off"
        self.assertEqual([(w.kind, w.company_id.id) for w in self.walks.search([])], [("company", False)])
        triggers = self.env["ir.cron.trigger"].search(
            [("cron_id", "=", self.env.ref("sales_toolkit.cron_recompute_completeness").id)]
        )
        self.assertTrue(triggers)
        self.assertIn("tags", self.all_missing()[0])
        self.walk()
        self.assertFalse(self.walks.search([]))
        self.assertEqual({*self.all_missing()}, {"contact_name, need_description, industry"})

    def test_editing_adding_and_deleting_take_effect(self):
        self.require("company", size=1)
        self.walk()
        self.assertIn("size", self.customers[4].missing_items)
        self.assertNotIn("size", self.person.missing_items or "")
        row = self.policy.search([("item", "=", "size")])
        row.write({"level": "required", "weight": 50})
        self.walk()
        self.assertEqual(
            self.customers[0].missing_items, "contact_name, size, need_description, industry, tags"
        )
        before = self.customers[0].completeness
        row.unlink()
        self.walk()
        self.assertNotIn("size", self.customers[4].missing_items)
        self.assertGreater(self.customers[0].completeness, before)

    def test_a_company_has_its_own(self):
        mine = self.customers[0]
        mine.sudo().company_id = self.company
        self.require("company", "off", company=self.company, tags=1)
        self.walk()
        self.assertNotIn("tags", mine.missing_items)
        self.assertIn("tags", self.customers[1].missing_items)
        mine.sudo().company_id = False
        self.assertIn("tags", self.figures(mine)[1])

    def test_a_change_of_the_policy_does_not_wait_for_one_that_was_left_out(self):
        self.policy.search([("item", "=", "tags")]).unlink()
        self.walks.search([]).write({"last_id": 2**30, "retry_from": 1, "paused_on": date.today()})
        self.require("company", "recommended", tags=1)
        self.walk()
        self.assertFalse(self.walks.search([]))
        self.assertTrue(all("tags" in missing for missing in self.all_missing()))

    def test_killed_and_run_again(self):
        """At each of its commits, among them those between two batches."""
        expected = "contact_name, need_description, industry"
        cron = self.env.ref("sales_toolkit.cron_recompute_completeness")
        for stop_after in range(5):
            self.policy.search([("item", "=", "tags")]).unlink()
            with self.watched(stop_after), self.enter_registry_test_mode(), mute_logger("odoo.addons.base"):
                cron.method_direct_trigger()
            self.env.invalidate_all()
            self.assertTrue(self.walks.search([]))
            self.walk()
            self.assertEqual({*self.all_missing()}, {expected})
            self.require("company", "recommended", tags=1)
            self.walk()
            self.assertEqual({*self.all_missing()}, {expected + ", tags"})

    def test_only_rows_that_change_are_written(self):
        full = self.customers[0]
        full.category_id = self.tag
        self.settle()
        self.env.cr.execute("SELECT id, xmin::text, ctid::text, write_date FROM res_partner ORDER BY id")
        before = {row[0]: row[1:] for row in self.env.cr.fetchall()}
        # no weight, and only one lacks it
        others = self.customers - full
        self.policy.search([("item", "=", "tags")]).unlink()
        self.walk()
        self.env.cr.execute("SELECT id, xmin::text, ctid::text, write_date FROM res_partner ORDER BY id")
        after = {row[0]: row[1:] for row in self.env.cr.fetchall()}
        moved = {id_ for id_ in before if before[id_][1] != after[id_][1]}
        self.assertLessEqual({*others.ids}, moved)
        self.assertFalse(moved & {self.other.id, self.person.id})
        self.assertEqual(
            {id_: row[2] for id_, row in before.items()}, {id_: row[2] for id_, row in after.items()}
        )

    def test_nothing_to_do_is_silent(self):
        with self.watched() as commits:
            self.policy._cron_recompute_completeness()
        self.assertFalse(commits)

    def test_a_change_meanwhile_starts_again(self):
        with self.watched(), self.enter_registry_test_mode():
            self.require("company", size=1)
            walk = self.walks.search([])
            walk._step()
            self.assertGreater(walk.last_id, 0)
            self.require("company", main_business=1)
            self.assertEqual(walk.last_id, 0)

    def test_somebody_saves_a_customer_meanwhile(self):
        """The batch is done once more, in another transaction, and nobody waits for tomorrow."""
        refresh, calls = type(self.customers).refresh_completeness, []

        def disturbed(partners):
            calls.append(partners)
            refresh(partners)
            if len(calls) == 2:
                raise SerializationFailure

        self.require("company", size=1)
        with self.watched(), patch.object(type(self.customers), "refresh_completeness", disturbed):
            self.walk()
        self.assertEqual(calls[1], calls[2])
        self.assertTrue(all("size" in missing for missing in self.all_missing()))

    def test_an_industry_is_deleted(self):
        self.customers[0].industry_id = self.industry
        self.settle()
        self.assertNotIn("industry", self.customers[0].missing_items)
        self.industry.unlink()
        self.walk()
        self.assertIn("industry", self.customers[0].missing_items)

    def test_archived_customers_too(self):
        self.customers[0].sudo().active = False
        self.require("company", size=1)
        self.walk()
        self.assertIn("size", self.customers[0].missing_items)


@tagged("post_install", "-at_install")
class TestCost(Completeness):
    def many(self, count, **values):
        return self.env["res.partner"].create(
            [
                {
                    "name": f"C{number}",
                    "is_company": True,
                    "registered_on": "2024-01-01",
                    "category_id": [Command.link(self.tag.id)],
                    "child_ids": [Command.create({"name": f"P{number}", "phone": str(number)})],
                    **values,
                }
                for number in range(count)
            ]
        )

    def test_a_batch_of_a_thousand(self):
        few, many = self.many(3), self.many(1000)
        counts = []
        for partners in (few, few, many):
            self.settle()
            before = self.env.cr.sql_log_count
            partners.refresh_completeness()
            counts.append(self.env.cr.sql_log_count - before)
        # partners, contacts, tags and their like; the same for 3 and for 1,000
        self.assertEqual(counts[1], counts[2])
        self.assertLessEqual(counts[2], 9)

    def test_working_out_a_thousand(self):
        """As after an import: core's UPDATEs take a hundred rows or so at once."""
        few, many = self.many(3, need_description="x"), self.many(1000, need_description="x")
        counts = []
        for partners in (few, few, many):
            self.settle()
            before = self.env.cr.sql_log_count
            partners.mark_completeness()
            self.env.flush_all()
            counts.append(self.env.cr.sql_log_count - before)
        self.assertLessEqual(counts[2], counts[1] + 12)

    def test_who_is_not_registered_costs_nothing(self):
        def write_one():
            partner = self.env["res.partner"].create({"name": "A", "is_company": True, "phone": "1"})
            self.env.flush_all()
            partner.write({"phone": "2", "child_ids": [Command.create({"name": "B"})]})
            self.settle()
            before = self.env.cr.sql_log_count
            partner.child_ids.write({"phone": "2"})
            self.env.flush_all()
            return self.env.cr.sql_log_count - before

        model = type(self.env["res.partner"])
        with_figures = [write_one() for _round in range(2)]
        with (
            patch.object(type(self.policy), "get_rows", side_effect=AssertionError),
            patch.object(model, "_compute_completeness", lambda partners: None),
        ):
            without = write_one()
        self.assertEqual(with_figures[1], without)
