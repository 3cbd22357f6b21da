"""Access that comes and goes, who asked for it, and who looked (C13)."""

from unittest.mock import patch

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged, test_cursor
from odoo.tools import mute_logger

from common import ToolkitCase, ToolkitHttpCase

commit = test_cursor.TestCursor.commit


def commit_with_hooks(cursor):
    """Odoo's test cursors forget what is to be done after a commit; real ones do it."""
    hooks = list(cursor.postcommit._funcs)
    commit(cursor)
    for hook in hooks:
        hook()


@tagged("post_install", "-at_install")
class TestComingAndGoing(ToolkitHttpCase):
    def setUp(self):
        super().setUp()
        self.partner = self.customer(budget_min=7314159)
        self.settle()

    def test_access_follows_the_salesperson_at_once(self):
        read = ("res.partner", "web_read", self.partner.ids, {"budget_min": {}})
        self.assertEqual(self.call(self.rep, *read)[0]["budget_min"], 7314159)
        self.assertFalse(self.call(self.rep2, *read)[0]["budget_min"])
        self.call(self.rep, "res.partner", "write", self.partner.ids, {"user_id": self.rep2.id})
        self.assertFalse(self.call(self.rep, *read)[0]["budget_min"])
        self.assertEqual(self.call(self.rep2, *read)[0]["budget_min"], 7314159)

    @mute_logger("odoo.http", "odoo.addons.base.models.ir_rule")
    def test_a_form_that_was_open_fails_cleanly(self):
        self.partner.sudo().user_id = self.rep2
        self.settle()
        with self.assertRaises(AccessError) as caught:
            self.partner.with_user(self.rep).web_save({"budget_min": 1}, {"budget_min": {}})
        self.assertNotIn("314", str(caught.exception))
        self.assertEqual(
            self.call(
                self.rep, "res.partner", "web_save", self.partner.ids, {"budget_min": 1}, specification={}
            ),
            "odoo.exceptions.AccessError",
        )

    def looks(self, user):
        self.env.flush_all()
        rows = (
            self.env["sales_toolkit.access_log"]
            .sudo()
            .search([("user_id", "=", user.id), ("partner_id", "=", self.partner.id)], order="id")
        )
        return rows.mapped("way")

    def test_update_records_of_a_confidential_item_are_openings(self):
        """A review shows the budget without its sheet: whoever reads that has looked."""
        rows = self.rows(self.partner, "budget")
        self.partner.sudo().name = "Other"
        log = "sales_toolkit.update_log"
        ours = [("partner_id", "=", self.partner.id)]
        self.assertTrue(rows)
        with patch.object(test_cursor.TestCursor, "commit", commit_with_hooks):
            self.call(self.leader, log, "formatted_read_group", ours, ["item"], ["__count"])
            self.call(self.leader, log, "web_search_read", [*ours, ("item", "=", "name")], {"new_value": {}})
        self.assertEqual(self.looks(self.leader), [])
        for attempt in (
            ("web_read", rows.ids, {"new_value": {}}),
            ("formatted_read_group", ours, ["new_value"], ["__count"]),
            ("web_search_read", ours, {"old_value": {}}),
        ):
            before = len(self.looks(self.leader))
            with patch.object(test_cursor.TestCursor, "commit", commit_with_hooks):
                found = self.call(self.leader, log, *attempt)
            self.assertTrue(isinstance(found, (list, dict)) and found, attempt)
            self.assertEqual(len(self.looks(self.leader)), before + 1, attempt)
        before = len(self.looks(self.rep2))
        self.call(self.rep2, log, "web_search_read", ours, {"new_value": {}})
        self.assertEqual(len(self.looks(self.rep2)), before)

    def test_each_opening_is_a_row(self):
        read = {"budget_min": {}, "confidential_ids": {"fields": {"budget_max": {}}}}
        self.call(
            self.leader,
            "res.partner",
            "web_read",
            self.partner.ids,
            read,
            context={"tracking_disable": True, "access_log": False},
        )
        self.assertEqual(self.looks(self.leader), ["form"])
        self.authenticate(self.leader.login, self.leader.login)
        with patch.object(test_cursor.TestCursor, "commit", commit_with_hooks):  # printing reads only
            self.url_open(f"/report/html/sales_toolkit.report_paper_form/{self.partner.id}")
        self.assertEqual(self.looks(self.leader), ["form", "print"])
        with patch.object(test_cursor.TestCursor, "commit", commit_with_hooks):
            self.call(
                self.leader,
                "sales_toolkit.confidential",
                "formatted_read_group",
                [],
                ["budget_min"],
                ["__count"],
            )
        self.assertEqual(len(self.looks(self.leader)), 3)

    def test_who_is_not_concerned_opens_nothing(self):
        self.call(self.rep2, "res.partner", "web_read", self.partner.ids, {"budget_min": {}})
        self.assertFalse(self.looks(self.rep2))

    @mute_logger("odoo.http")
    def test_only_auditors_see_who_looked(self):
        for user in (self.rep, self.leader, self.manager, self.sensitive, self.outsider, self.portal):
            with self.subTest(user=user.login), mute_logger("odoo.addons.base.models.ir_model"):
                self.assertEqual(
                    self.call(user, "sales_toolkit.access_log", "search_read", []),
                    "odoo.exceptions.AccessError",
                )
        self.assertIsInstance(self.call(self.auditor, "sales_toolkit.access_log", "search_read", []), list)

    def test_a_reader_rolled_back_is_logged_all_the_same(self):
        with self.registry.cursor() as cr:
            partner = self.partner.with_env(self.env(cr=cr, user=self.leader.id))
            self.assertEqual(partner.budget_min, 7314159)
            cr.flush()
            cr.rollback()  # runs the hooks, as at the end of a request that failed
            cr.commit()
        self.assertEqual(len(self.looks(self.leader)), 1)


@tagged("post_install", "-at_install")
class TestAsking(ToolkitCase):
    def setUp(self):
        super().setUp()
        self.partner = self.customer(budget_min=7314159)
        self.settle()
        self.partner.with_user(self.rep2).action_ask_access()
        self.settle()
        self.request = self.env["sales_toolkit.access_request"].search([("partner_id", "=", self.partner.id)])

    def test_append_only_log(self):
        self.env["sales_toolkit.access_log"].note_opening(self.partner.ids)
        self.env.cr.flush()
        rows = self.env["sales_toolkit.access_log"].search([("partner_id", "=", self.partner.id)])
        self.assertTrue(rows)
        for act in (rows.unlink, rows.copy, lambda: rows.write({"way": "api"})):
            with self.assertRaises(UserError):
                act()

    def test_granted(self):
        self.request.with_user(self.rep).action_grant()
        self.settle()
        self.assertEqual(self.partner.with_user(self.rep2).budget_min, 7314159)
        with self.assertRaises(UserError):
            self.request.with_user(self.rep).action_decline()

    def test_declined(self):
        self.request.with_user(self.leader).action_decline()
        self.settle()
        self.assertFalse(self.partner.with_user(self.rep2).budget_min)

    def test_not_by_oneself_nor_by_others_and_only_once(self):
        for user in (self.rep2, self.manager):
            with (
                self.subTest(user=user.login),
                self.assertRaises(AccessError),
                mute_logger("odoo.addons.base.models.ir_rule"),
            ):
                self.request.with_user(user).action_grant()
        with self.assertRaises(UserError):
            self.partner.with_user(self.rep2).action_ask_access()
        with self.assertRaises(UserError):
            self.partner.with_user(self.rep).action_ask_access()

    def test_the_activity_does_not_name_who_asks(self):
        activity = self.partner.sudo().activity_ids
        self.assertEqual(activity.user_id, self.rep)
        self.assertNotEqual(activity.create_uid, self.rep2)
        self.assertNotIn(self.rep2.name, f"{activity.summary} {activity.note}")
