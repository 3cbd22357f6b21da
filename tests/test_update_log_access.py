"""The update log is append-only, and its rows are as restricted as the items (C8)."""

from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import mute_logger

from common import ToolkitCase


@tagged("post_install", "-at_install")
class TestAppendOnly(ToolkitCase):
    """Nobody edits, deletes, copies or forges a row."""

    def test_nobody_writes_or_deletes(self):
        row = self.rows(self.customer(), "name")
        admin = self.env.ref("base.user_admin")
        for user in (
            self.rep,
            self.leader,
            self.manager,
            self.auditor,
            admin,
            self.env.ref("base.user_root"),
        ):
            for act in (
                lambda r: r.write({"reason": "x"}),
                lambda r: r.unlink(),
                lambda r: r.sudo().write({}),
            ):
                with self.subTest(user=user.login), self.assertRaises(UserError):
                    act(row.with_user(user))
        self.env.invalidate_all()
        self.assertFalse(row.reason)

    def test_nobody_creates(self):
        row = self.rows(self.customer(), "name")
        for user in (self.rep, self.manager, self.env.ref("base.user_admin"), self.env.ref("base.user_root")):
            with self.subTest(user=user.login), self.assertRaises(UserError):
                row.with_user(user).create(
                    {"partner_id": row.partner_id.id, "res_model": "res.partner", "res_id": 1}
                )
            with self.subTest(user=user.login), self.assertRaises(UserError):
                row.with_user(user).copy()

    def test_duplicating_a_customer_leaves_its_rows_behind(self):
        partner = self.customer(pain_points="labour")
        before = self.rows(partner)
        copy = partner.copy()
        self.assertEqual(self.rows(partner), before)
        self.assertFalse(copy.registered_on)
        self.assertFalse(self.rows(copy) & before)

    def test_child_commands_do_not_reach_the_rows(self):
        partner = self.customer(pain_points="labour")
        row = self.rows(partner, "pain_points")
        for command in (Command.update(row.id, {"reason": "x"}), Command.delete(row.id), Command.clear()):
            with self.subTest(command=command), self.assertRaises(UserError):
                partner.write({"update_log_ids": [command]})
        self.env.invalidate_all()
        self.assertFalse(row.reason)

    def test_a_customer_with_rows_can_not_be_deleted(self):
        partner = self.customer()
        with self.assertRaises(UserError):
            partner.with_user(self.env.ref("base.user_admin")).unlink()
        self.assertTrue(partner.exists())

    def test_user_in_the_log_can_not_be_deleted_away(self):
        partner = self.customer()
        self.assertEqual(self.rows(partner).user_id, self.rep)
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            self.rep.unlink()
            self.env.flush_all()


@tagged("post_install", "-at_install")
class TestWhoSees(ToolkitCase):
    """Rows about confidential items are as restricted as the items."""

    def setUp(self):
        super().setUp()
        self.partner = self.customer()
        self.partner.with_user(self.rep).budget_text = "800-1000万元"
        self.confidential = self.rows(self.partner, confidential=True)
        self.settle()

    def seen(self, user):
        return (
            self.env["sales_toolkit.update_log"].with_user(user).search([("id", "in", self.confidential.ids)])
        )

    def test_people_concerned_see_them(self):
        self.assertTrue(self.confidential)
        for user in (self.rep, self.leader, self.sensitive):
            with self.subTest(user=user.login):
                self.assertEqual(self.seen(user), self.confidential)

    def test_others_do_not(self):
        for user in (self.rep2, self.manager, self.auditor):
            with self.subTest(user=user.login):
                self.assertFalse(self.seen(user))
        for user in (self.outsider, self.portal):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self.seen(user)

    def test_named_readers_see_them(self):
        self.partner.confidential_ids.reader_ids = self.rep2
        self.settle()
        self.assertLessEqual(self.confidential, self.seen(self.rep2))

    def test_counts_do_not_give_them_away(self):
        everything, open_rows = len(self.rows(self.partner)), len(self.rows(self.partner, confidential=False))
        for user, count in ((self.rep, everything), (self.rep2, open_rows), (self.auditor, open_rows)):
            self.settle()
            with self.subTest(user=user.login):
                self.assertEqual(self.partner.with_user(user).update_log_count, count)
                records = self.partner.with_user(user).update_records
                self.assertEqual("budget" in records, user == self.rep)

    def test_one_users_view_is_not_served_to_another(self):
        self.assertIn("budget", self.partner.with_user(self.rep).update_records)
        self.assertNotIn("budget", self.partner.with_user(self.rep2).update_records)

    def test_plain_colleagues_can_still_open_the_customer(self):
        partner = self.partner.with_user(self.outsider)
        hidden = {"update_records", "update_log_ids", "budget_min", "budget_text", "decision_maker_ids"}
        self.assertFalse(hidden & partner.fields_get().keys())
        views = partner.get_views([(False, "form"), (False, "list"), (False, "kanban")])
        shown = views["models"]["res.partner"]["fields"]
        self.assertFalse(hidden & shown.keys())
        specification = {name: {} for name, field in shown.items() if field["type"] != "one2many"}
        self.assertEqual(partner.web_read(specification)[0]["name"], "Hengli")

    def test_rows_of_another_company_stay_there(self):
        company = self.env["res.company"].create({"name": "Second"})
        partner = self.env["res.partner"].create(
            {"name": "Far", "company_id": company.id, "registered_on": "2024-03-15", "user_id": False}
        )
        self.assertTrue(self.rows(partner))
        log = self.env["sales_toolkit.update_log"]
        self.assertFalse(log.with_user(self.rep).search([("partner_id", "=", partner.id)]))
        self.rep.company_ids += company
        allowed = log.with_user(self.rep).with_context(allowed_company_ids=company.ids)
        self.assertTrue(allowed.search([("partner_id", "=", partner.id)]))
