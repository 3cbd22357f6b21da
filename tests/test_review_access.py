"""Nobody approves what they entered, and nobody learns of confidential changes by reviews (C9, C13)."""

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged

from common import ToolkitHttpCase
from common_review import COMPLETE, ReviewCase

ACCESS, USER = "odoo.exceptions.AccessError", "odoo.exceptions.UserError"


@tagged("post_install", "-at_install")
class TestFourEyes(ReviewCase):
    def test_not_even_an_administrator_approves_their_own(self):
        admin = self.env.ref("base.user_admin")
        admin.group_ids += self.env.ref("sales_toolkit.group_reviewer")
        customer = self.submitted(user=admin, user_id=admin.id)
        review = self.review(customer)
        for attempt in (review.with_user(admin), review.with_user(admin).sudo()):
            with self.assertRaisesRegex(AccessError, "yourself"):
                attempt.action_approve()

    def test_whoever_changed_an_item_does_not_approve_it(self):
        self.rep2.group_ids += self.env.ref("sales_toolkit.group_reviewer")
        customer = self.submitted()
        customer.with_user(self.rep2).main_business = "Lasers"
        with self.assertRaisesRegex(AccessError, "yourself"):
            self.review(customer).with_user(self.rep2).action_approve()

    def test_whoever_created_the_customer_does_not_approve_its_registration(self):
        partner = self.env["res.partner"].with_user(self.leader).create({"name": "Old", "is_company": True})
        partner.with_user(self.rep).action_register_customer()
        partner.with_user(self.rep).write(COMPLETE)
        partner.with_user(self.rep).action_submit_for_review()
        review = self.review(partner)
        self.assertFalse(review.reviewer_id)
        with self.assertRaises(AccessError):
            review.with_user(self.leader).action_approve()

    def test_the_state_can_not_be_written(self):
        customer = self.submitted()
        admin = self.env.ref("base.user_admin")
        for user in (self.rep, self.leader, admin):
            with self.assertRaises(UserError):
                customer.with_user(user).review_state = "approved"
        with self.assertRaises(UserError):
            self.review(customer).sudo().state = "approved"
        with self.assertRaises(UserError):
            self.env["res.partner"].with_user(self.rep).create({"name": "X", "review_state": "approved"})
        sly = self.env["res.partner"].with_user(self.rep).with_context(default_review_state="approved")
        self.assertEqual(sly.create({"name": "X", "registered_on": "2024-01-01"}).review_state, "draft")
        self.env["ir.default"].with_user(self.rep).set(
            "res.partner", "review_state", "approved", user_id=True
        )
        self.assertEqual(self.customer("Y").review_state, "draft")
        with self.assertRaises(UserError):
            self.review(customer).sudo().unlink()

    def test_a_token_from_a_client_is_none(self):
        customer = self.submitted().with_user(self.rep).with_context(derivation={"x": 1})
        with self.assertRaises(UserError):
            customer.review_state = "approved"

    def test_copying_an_approved_customer_makes_a_draft(self):
        copy = self.approved().with_user(self.rep).copy()
        self.assertFalse(copy.review_state)


@tagged("post_install", "-at_install")
class TestConfidentialChanges(ReviewCase):
    def test_they_are_reviewed_apart_and_the_state_tells_nothing(self):
        customer = self.approved()
        customer.with_user(self.rep).budget_text = "800-1000万元"
        self.settle()
        self.assertEqual(customer.review_state, "approved")
        review = self.review(customer)
        self.assertEqual((review.confidential, review.reviewer_id), (True, self.leader))
        self.assertEqual(set(review.with_user(self.leader).update_log_ids.mapped("item")), {"budget"})
        reviews = self.env["sales_toolkit.review"]
        for user in (self.rep2, self.manager, self.auditor):
            seen = reviews.with_user(user).search([("partner_id", "=", customer.id)])
            self.assertNotIn(review.id, seen.ids)
            with self.assertRaises(AccessError):
                review.with_user(user).read(["state"])
        self.assertNotEqual(customer.with_user(self.rep2).review_id, review)
        review.with_user(self.leader).action_approve()
        self.assertEqual((customer.review_state, review.state), ("approved", "approved"))

    def test_those_entered_before_submitting_are_apart_too(self):
        customer = self.customer(**COMPLETE, budget_text="800-1000万元")
        customer.with_user(self.rep).action_submit_for_review()
        public, confidential = (self.review(customer, confidential=value) for value in (False, True))
        self.assertFalse(any(public.update_log_ids.mapped("confidential")))
        self.assertTrue(all(confidential.update_log_ids.mapped("confidential")))
        public.with_user(self.leader).action_approve()
        self.assertEqual(customer.review_state, "approved")

    def test_the_group_reviewer_hears_nothing_of_them(self):
        self.rep2.group_ids += self.env.ref("sales_toolkit.group_reviewer")
        customer = self.customer(user=self.leader, user_id=self.leader.id, **COMPLETE)
        customer.with_user(self.leader).budget_text = "800-1000万元"
        customer.with_user(self.leader).action_submit_for_review()
        self.assertTrue(self.review(customer, confidential=True))
        self.assertEqual(self.reminders(self.rep2), {"review": "Customers to review: 1"})


@tagged("post_install", "-at_install")
class TestReviewMerge(ReviewCase):
    def merge(self, source, target):
        wizard = self.env["base.partner.merge.automatic.wizard"].create({})
        wizard._merge([source.id, target.id], target)
        self.settle()

    def test_what_waits_still_waits(self):
        target, source = self.approved("Target"), self.submitted("Source")
        waiting = self.review(source)
        self.merge(source, target)
        self.assertEqual(target.review_state, "pending")
        self.assertEqual(waiting.partner_id, target)
        self.assertEqual(waiting.state, "pending")

    def test_two_that_wait_become_one(self):
        target, source = self.submitted("Target"), self.submitted("Source")
        rows = self.review(target).update_log_ids | self.review(source).update_log_ids
        self.merge(source, target)
        waiting = self.env["sales_toolkit.review"].search(
            [("partner_id", "=", target.id), ("state", "=", "pending")]
        )
        self.assertEqual(len(waiting), 1)
        self.assertLessEqual(set(rows.ids), set(waiting.update_log_ids.ids))

    def test_a_draft_does_not_become_approved(self):
        target, source = self.approved("Target"), self.customer("Source")
        self.merge(source, target)
        self.assertNotEqual(target.review_state, "approved")


@tagged("post_install", "-at_install")
class TestReviewRpc(ToolkitHttpCase):
    def setUp(self):
        super().setUp()
        self.record = self.customer(**COMPLETE)

    def test_over_rpc(self):
        ids = self.record.ids
        self.assertEqual(self.call(self.outsider, "res.partner", "action_submit_for_review", ids), ACCESS)
        self.assertIs(self.call(self.rep, "res.partner", "action_submit_for_review", ids), True)
        review = self.env["sales_toolkit.review"].search([("partner_id", "=", self.record.id)])
        self.assertEqual(self.call(self.rep, review._name, "action_approve", review.ids), ACCESS)
        self.assertEqual(self.call(self.rep, review._name, "write", review.ids, {"state": "approved"}), USER)
        self.assertEqual(self.call(self.rep2, review._name, "action_approve", review.ids), ACCESS)
        self.assertEqual(self.call(self.outsider, review._name, "action_approve", review.ids), ACCESS)
        for method in ("submit", "add_changes"):
            self.assertEqual(self.call(self.rep, review._name, method, ids), ACCESS)
        self.assertEqual(self.call(self.leader, review._name, "action_return", review.ids, ""), USER)
        self.assertEqual(
            self.call(self.leader, review._name, "action_approve", review.ids, {str(review.id): 99}), USER
        )
        self.assertIs(self.call(self.leader, review._name, "action_approve", review.ids), True)
        self.assertEqual(self.record.review_state, "approved")

    def test_rows_of_a_company_stay_in_it(self):
        company = self.env["res.company"].create({"name": "Elsewhere"})
        self.record.with_user(self.rep).action_submit_for_review()
        self.record.company_id = self.env.company
        stranger = self.rep2
        stranger.write({"company_ids": [Command.set(company.ids)], "company_id": company.id})
        self.assertEqual(self.call(stranger, "sales_toolkit.review", "search_count", []), 0)
