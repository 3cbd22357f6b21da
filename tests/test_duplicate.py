"""Suspected pairs: found once, decided by those who may, remembered (C15)."""

from unittest.mock import patch

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from common import CODE, ToolkitHttpCase
from common_duplicate import DuplicateCase

CRON = "odoo.addons.sales_toolkit.models.duplicate.duplicate_cron"


@tagged("post_install", "-at_install")
class TestFinding(DuplicateCase):
    def test_what_both_have_in_common(self):
        one = self.customer("江苏恒力机械有限公司", vat=CODE, email="a@b.cn")
        other = self.customer("恒力机械", vat=CODE, email="A@b.cn")
        pair = self.find()
        self.assertEqual((pair.partner_a_id, pair.partner_b_id), (one, other))
        self.assertEqual((pair.same_code, pair.same_email, pair.same_name, pair.same_phone), (1, 1, 1, 0))
        self.assertEqual(
            (pair.score, pair.why, pair.state), (100, "same credit code, same e-mail, same name", "open")
        )

    def test_found_once(self):
        _one, _other, pair = self.two()
        self.assertEqual(self.find(), pair)
        self.env["sales_toolkit.duplicate_key"].search([]).to_check = True
        self.assertEqual(self.find(), pair)

    def test_only_what_is_registered_and_active(self):
        self.customer("Hengli", phone="138 0000 1234")
        self.customer("Great Wall", phone="138 0000 1234", registered_on=False)
        self.customer("Long March", phone="138 0000 1234").active = False
        self.assertFalse(self.find())

    def test_customers_of_two_companies_are_not_compared(self):
        one = self.customer("Hengli", user=self.env.user, user_id=False, phone="138 0000 1234")
        other = self.customer("Hengda", user=self.env.user, user_id=False, phone="138 0000 1234")
        one.company_id = self.env["res.company"].create({"name": "Other"})
        other.company_id = self.company
        self.assertFalse(self.find())

    def test_what_no_longer_holds_is_taken_back(self):
        one, other, pair = self.two()
        other.phone = "139 0000 1234"
        self.assertFalse(self.find())
        other.phone = "138 0000 1234"
        self.assertEqual(len(self.find()), 1)
        other.registered_on = False
        one.phone = "138 00001234 "
        one.email = "x@y.cn"
        self.assertFalse(self.find())

    def test_what_holds_is_brought_up_to_date(self):
        one, other, pair = self.two()
        one.email = other.email = "a@b.cn"
        self.assertEqual(self.find(), pair)
        self.assertTrue(pair.same_email)

    def test_not_the_same_is_never_proposed_again(self):
        one, other, pair = self.two()
        pair.with_user(self.rep).action_mark_different()
        one.email = other.email = "a@b.cn"
        self.assertEqual(self.find(), pair)
        self.assertEqual((pair.state, pair.decided_by_id), ("different", self.rep))
        self.assertTrue(pair.decided_on)
        pair.with_user(self.rep).action_reopen()
        self.assertEqual((pair.state, pair.decided_by_id.id), ("open", False))

    def test_a_run_that_is_killed_goes_on(self):
        partners = [self.customer(f"{letter * 6} Ltd", phone="138 0000 1234") for letter in "ABCD"]
        self.settle()
        with patch(f"{CRON}.BATCH", 1), patch(f"{CRON}.Duplicate._compare_batch", side_effect=SystemExit):
            with self.assertRaises(SystemExit), self.enter_registry_test_mode():
                self.env.ref("sales_toolkit.cron_find_duplicates").method_direct_trigger()
        self.env.invalidate_all()
        with patch(f"{CRON}.BATCH", 2):
            self.assertEqual(len(self.find()), 6)
        self.assertFalse(self.keys(partners[0]).to_check)

    def test_one_that_cannot_be_compared_does_not_stop_the_others(self):
        bad = self.customer("Bad")
        known = type(self.env["res.partner"]).get_identity

        def get_identity(partner):
            if partner == bad:
                raise ValueError
            return known(partner)

        self.customer("Bad too", phone="138 0000 1234")
        bad.phone = "138 0000 1234"
        self.env.flush_all()
        with patch.object(type(bad), "get_identity", get_identity), mute_logger(CRON):
            self.customer("Great Wall", email="a@b.cn"), self.customer("Long March", email="a@b.cn")
            self.assertEqual(self.find().mapped("why"), ["same e-mail"])

    def test_after_an_import_it_runs_soon(self):
        cron = self.env.ref("sales_toolkit.cron_find_duplicates")
        before = self.env["ir.cron.trigger"].search_count([("cron_id", "=", cron.id)])
        self.customer("Hengli")
        self.assertEqual(self.env["ir.cron.trigger"].search_count([("cron_id", "=", cron.id)]), before)
        partners = self.env["res.partner"].with_user(self.rep).with_context(register_customer=True)
        fields = ["name", "is_company", "phone"]
        rows = [["Hengda", "1", "138 0000 1234"], ["Great Wall", "1", "13800001234"]]
        self.assertFalse(partners.with_context(import_file=True).load(fields, rows)["messages"])
        self.assertEqual(self.env["ir.cron.trigger"].search_count([("cron_id", "=", cron.id)]), before + 1)
        self.assertEqual(self.find().why, "same phone")

    def test_what_was_erased_is_no_key_any_more(self):
        one, other, pair = self.two()
        self.env["sales_toolkit.erasure"].with_user(self.manager).request_erasure(one)
        self.assertFalse(set(self.keys(one).keys) & set(self.keys(other).keys))
        self.assertFalse(self.find())

    def test_a_pair_of_one_that_is_gone_goes_too(self):
        self.two()
        # as the database does when a customer is deleted who has no update records
        self.env.cr.execute("UPDATE sales_toolkit_duplicate SET partner_a_id = NULL")
        self.env.invalidate_all()
        self.assertFalse(self.find())


@tagged("post_install", "-at_install")
class TestWho(DuplicateCase):
    """Reps see pairs of which both are theirs; leaders those of their team; managers all."""

    def test_reps(self):
        _one, other, pair = self.two()
        self.assertEqual(self.pairs(self.rep), pair)
        self.assertFalse(self.pairs(self.rep2))
        other.sudo().user_id = self.rep2
        self.settle()
        self.assertFalse(self.pairs(self.rep) | self.pairs(self.rep2))
        for user in (self.leader, self.manager):
            self.assertEqual(self.pairs(user), pair)
        for user in (self.outsider, self.portal, self.auditor):
            with self.assertRaises(AccessError):
                self.pairs(user)

    def test_a_team_leader_with_own_documents_only(self):
        self.env["crm.team"].search([("name", "=", "East")]).user_id = self.rep2
        _one, _other, pair = self.two()
        self.assertEqual(pair.leader_id, self.rep2)
        self.assertEqual(self.pairs(self.rep2), pair)

    def test_companies(self):
        one, other, pair = self.two()
        one.sudo().company_id = self.env["res.company"].create({"name": "Other"})
        self.settle()
        for user in (self.rep, self.leader, self.manager):
            self.assertFalse(self.pairs(user))

    def test_what_was_merged_is_seen_by_leaders(self):
        _one, _other, pair = self.two()
        pair.write({"partner_b_id": False, "state": "merged"})
        self.settle()
        self.assertEqual(self.pairs(self.manager), pair)
        self.assertIn("Hengli", pair.with_user(self.manager).display_name)

    def test_deciding_twice(self):
        _one, _other, pair = self.two()
        pair.with_user(self.manager).action_mark_different()
        with self.assertRaises(UserError):
            pair.with_user(self.rep).action_mark_different()
        with self.assertRaises(UserError):
            pair.with_user(self.rep).action_merge()

    def test_the_leader_is_reminded_of_how_many(self):
        _one, _other, pair = self.two()
        reminder = self.env["sales_toolkit.reminder"].search([("kind", "=", "duplicate")])
        self.assertEqual((reminder.user_id, reminder.count), (self.leader, 1))
        self.assertEqual(reminder.activity_ids.summary, "1 pair of customers may be the same")
        action = reminder.with_user(self.leader).action_open()
        self.assertEqual(action["res_model"], "sales_toolkit.duplicate")
        pair.with_user(self.leader).action_mark_different()
        self.assertEqual((reminder.count, len(reminder.activity_ids)), (0, 0))

    def test_the_leader_changes_with_the_salesperson_and_the_team(self):
        one, other, pair = self.two()
        self.assertEqual(pair.leader_id, self.leader)
        (one | other).sudo().user_id = self.rep2
        self.assertEqual(pair.leader_id, self.manager)
        one.sudo().user_id = self.rep
        self.assertEqual(pair.leader_id, self.leader)
        self.env["crm.team"].search([("name", "=", "East")]).user_id = False
        self.assertEqual(pair.leader_id, self.manager)

    def test_nobody_is_reminded_of_what_has_no_team(self):
        self.env["crm.team.member"].search([]).unlink()
        _one, _other, pair = self.two()
        self.assertFalse(pair.leader_id)
        self.assertFalse(self.env["sales_toolkit.reminder"].search([("kind", "=", "duplicate")]))


@tagged("post_install", "-at_install")
class TestRpc(ToolkitHttpCase, DuplicateCase):
    def test_nobody_writes_pairs(self):
        one, other, pair = self.two()
        for user in (self.rep, self.manager):
            for method, args in (
                ("write", [pair.ids, {"state": "merged"}]),
                ("create", [{"partner_a_id": one.id, "partner_b_id": other.id}]),
                ("unlink", [pair.ids]),
                ("_decide", [pair.ids, "different"]),
                ("_set_merged", [pair.ids, one.id]),
            ):
                with self.subTest(user=user.login, method=method):
                    self.assertIn("Error", self.call(user, pair._name, method, *args))
        self.assertEqual(pair.state, "open")

    def test_others_decide_nothing(self):
        _one, _other, pair = self.two()
        for user in (self.rep2, self.outsider, self.auditor):
            for method in ("action_mark_different", "action_reopen", "action_merge", "action_open_a"):
                self.assertIn("AccessError", self.call(user, pair._name, method, pair.ids))
            self.assertIn(
                "AccessError",
                str(self.call(user, "sales_toolkit.duplicate_merge", "create", {"duplicate_id": pair.id})
                    if user != self.rep2 else "AccessError"),
            )  # fmt: skip
        self.assertIs(self.call(self.rep, pair._name, "action_mark_different", pair.ids), True)
        self.assertEqual(pair.state, "different")

    def test_a_wizard_about_a_foreign_pair_tells_nothing(self):
        _one, _other, pair = self.two()
        created = self.call(self.rep2, "sales_toolkit.duplicate_merge", "create", {"duplicate_id": pair.id})
        if isinstance(created, int):
            fields = ["comparison", "why", "both_have_sheets", "budget_a"]
            for name in fields:
                read = self.call(self.rep2, "sales_toolkit.duplicate_merge", "read", [created], [name])
                self.assertNotIn("Hengli", str(read))
            self.assertIn(
                "AccessError",
                self.call(self.rep2, "sales_toolkit.duplicate_merge", "action_merge", [created]),
            )
