"""Ways around the four-eyes check and the rules of who sees what, tried by an attacker: all closed (C9)."""

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import tagged

from common_review import ReviewCase


@tagged("post_install", "-at_install")
class TestApprovalIsNotForged(ReviewCase):
    def attempt(self, customer, *writes):
        """As its salesperson, one write after the other."""
        for values in writes:
            customer.with_user(self.rep).write(values)
            self.settle()
        return customer.review_state

    def test_hiding_a_customer_below_a_shell(self):
        customer = self.approved()
        shell = self.env["res.partner"].with_user(self.rep).create({"name": "Shell", "is_company": True})
        forged = {"name": "Forged", "main_business": "forged"}
        back = {"parent_id": False, "is_company": True}
        state = self.attempt(customer, {"parent_id": shell.id, "is_company": False}, forged, back)
        self.assertEqual(state, "draft")
        review = self.env["sales_toolkit.review"].search([("partner_id", "=", customer.id)], limit=1)
        self.assertEqual((review.withdrawn, review.decided_by), (True, self.rep))
        customer.with_user(self.rep).action_submit_for_review()
        self.assertEqual(self.review(customer).kind, "registration")

    def test_taking_a_customer_out_for_a_while(self):
        customer = self.submitted()
        review = self.review(customer)
        customer.with_user(self.leader).write({"registered_on": False})
        customer.with_user(self.leader).write({"name": "Forged"})
        self.settle()
        self.assertEqual(self.rows(customer, "name")[-1].user_id, self.leader)
        with self.assertRaises(UserError):
            review.with_user(self.leader).action_approve()
        customer.with_user(self.rep).action_register_customer()
        customer.with_user(self.rep).action_submit_for_review()
        with self.assertRaises(AccessError):
            self.review(customer).with_user(self.leader).action_approve()

    def test_taking_a_draft_out_for_a_while(self):
        """It stays on record, and that it was registered can't be denied."""
        customer = self.customer(phone="0519-11111111").with_user(self.rep)
        customer.write({"registered_on": False})
        with self.assertRaises(UserError):
            customer.write({"was_registered": False})
        customer.write({"phone": "0519-22222222"})
        customer.action_register_customer()
        self.settle()
        self.assertEqual(self.changes(customer, "phone")[-1], ("0519-11111111", "0519-22222222"))

    def test_a_contact_that_is_no_contact_for_a_while(self):
        customer = self.approved()
        contact = customer.child_ids.with_user(self.rep)
        contact.is_company = True
        self.settle()
        contact.write({"phone": "0519-66666666"})
        contact.is_company = False
        self.settle()
        self.assertEqual(customer.review_state, "pending")

    def test_another_contact_in_front(self):
        customer = self.approved()
        customer.with_user(self.rep).child_ids = [Command.create({"name": "Second", "phone": "0519-1"})]
        self.settle()
        self.review(customer).with_user(self.leader).action_approve()
        customer.child_ids.sorted("id")[0].with_user(self.rep).type = "other"
        self.settle()
        self.assertEqual(customer.review_state, "pending")

    def test_the_main_contact_is_an_own_one(self):
        customer, other = self.customer(), self.customer("Other", contact_name="Zed")
        with self.assertRaises(ValidationError):
            customer.with_user(self.rep).main_contact_id = other.child_ids

    def test_people_who_come_along_in_a_merge(self):
        customer = self.approved(email="a@b.example")
        shell = self.env["res.partner"].create({"name": "S", "is_company": True, "email": "a@b.example"})
        self.env["res.partner"].create({"name": "Sneaky", "phone": "0519-7777", "parent_id": shell.id})
        wizard = self.env["base.partner.merge.automatic.wizard"]
        wizard = wizard.create(
            {"partner_ids": [(6, 0, (shell | customer).ids)], "dst_partner_id": customer.id}
        )
        wizard.action_merge()
        self.settle()
        self.assertEqual(customer.review_state, "draft")

    def test_no_client_says_what_an_import_is_called(self):
        customer = self.approved()
        customer.with_user(self.rep).with_context(review_source="import.xlsx").main_business = "x"
        self.assertFalse(self.review(customer, state="pending").source)

    def test_nobody_types_when_a_stage_changed(self):
        lead = self.env["crm.lead"].with_user(self.rep).create({"name": "x", "user_id": self.rep.id})
        with self.assertRaises(UserError):
            lead.stage_moved_at = "9999-12-31 23:59:59"
        with self.assertRaises(UserError):
            lead.create({"name": "y", "stage_moved_at": "2031-01-01 00:00:00"})


@tagged("post_install", "-at_install")
class TestNothingIsLearnt(ReviewCase):
    def setUp(self):
        super().setUp()
        self.customer_ = self.approved("Secret Ltd")
        self.customer_.with_user(self.rep).budget_text = "500-800万元"
        self.hidden = self.review(self.customer_, confidential=True)

    def test_dialogs_about_what_one_may_not_see(self):
        self.assertTrue(self.hidden)
        spec = {"review_id": {"fields": {"display_name": {}}}}
        for model in ("review_return", "review_handover"):
            for user in (self.rep2, self.manager):
                dialog = self.env[f"sales_toolkit.{model}"].with_user(user)
                values = {"review_id": self.hidden.id, "comment": "x", "user_id": user.id}
                values = {name: value for name, value in values.items() if name in dialog._fields}
                with self.assertRaises(AccessError):
                    dialog.create(values)
                with self.assertRaises(AccessError):
                    dialog.onchange({"review_id": self.hidden.id}, ["review_id"], spec)
                forced = dialog.with_context(default_review_id=self.hidden.id)
                self.assertNotIn("Secret", str(forced.onchange({}, [], spec)))

    def test_searching_a_customer_by_the_number_of_a_hidden_row(self):
        rows = {"review_ids": self.hidden, "update_log_ids": self.rows(self.customer_, "budget")[-1]}
        for name, row in rows.items():
            for operator, value in (("in", row.ids), ("=", row.id)):
                domain = [(name, operator, value)]
                partners = self.env["res.partner"]
                self.assertTrue(partners.with_user(self.rep).search(domain))
                self.assertFalse(partners.with_user(self.rep2).search(domain), domain)

    def test_answers_that_make_no_sense(self):
        customer = self.submitted("Other Ltd")
        review = self.review(customer).with_user(self.leader)
        for user_id in ("x", [1], 1.5, {}, None, -1, 2**40):
            with self.subTest(user_id), self.assertRaises(UserError):
                review.action_set_reviewer(user_id)
        for versions in ("x", [1], {"²": 1, "x": 2}):
            with self.subTest(versions), self.assertRaises(UserError):
                review.with_user(self.rep).action_approve(versions)

    def test_numbers_that_would_stop_the_daily_actions(self):
        tag = self.env["res.partner.category"].with_user(self.rep).create({"name": "x"})
        for name in ("dormancy_days", "check_interval_days"):
            with self.assertRaises(ValidationError):
                tag.write({name: 2147483647})
