"""The four-eyes review: submitting, deciding, and changes of what was approved (C9)."""

from unittest.mock import patch

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged

from common_review import COMPLETE, ReviewCase


@tagged("post_install", "-at_install")
class TestSubmit(ReviewCase):
    def test_a_quick_draft_can_be_kept_and_not_submitted(self):
        draft = self.customer("Trade show", phone="123")
        self.assertEqual(draft.review_state, "draft")
        with self.assertRaises(UserError) as caught:
            draft.with_user(self.rep).action_submit_for_review()
        self.assertIn("Trade show", str(caught.exception))
        self.assertEqual(draft.review_state, "draft")

    def test_submitting_tells_the_team_leader(self):
        customer = self.submitted()
        review = self.review(customer)
        self.assertEqual(
            (customer.review_state, review.state, review.kind, review.submitted_by, review.reviewer_id),
            ("pending", "pending", "registration", self.rep, self.leader),
        )
        self.assertEqual(self.reminders(self.leader), {"review": "Customers to review: 1"})

    def test_the_review_holds_each_item_entered(self):
        review = self.review(self.submitted(main_business="Lasers"))
        seen = review.with_user(self.leader).update_log_ids
        self.assertLessEqual({"name", "phone", "need_description", "main_business"}, set(seen.mapped("item")))
        self.assertEqual(review.version, len(seen))

    def test_only_registered_drafts_can_be_submitted(self):
        customer = self.submitted()
        with self.assertRaisesRegex(UserError, "waits"):
            customer.with_user(self.rep).action_submit_for_review()
        stranger = self.customer("Not ours", registered_on=False, **COMPLETE)
        with self.assertRaisesRegex(UserError, "not registered"):
            stranger.with_user(self.rep).action_submit_for_review()

    def test_customers_that_were_there_before_are_drafts_and_wait_for_nobody(self):
        partner = self.env["res.partner"].create({"name": "Old", "is_company": True})
        self.assertFalse(partner.review_state)
        partner.with_user(self.rep).action_register_customer()
        self.assertEqual(partner.review_state, "draft")
        self.assertFalse(self.review(partner))

    def test_one_activity_for_many_reviews(self):
        for number in range(3):
            self.submitted(f"Customer {number}")
        reminder = self.env["sales_toolkit.reminder"].search([("user_id", "=", self.leader.id)])
        self.assertEqual(reminder.activity_ids.mapped("summary"), ["Customers to review: 3"])
        reviews = self.env["sales_toolkit.review"].search([])
        reviews[0].with_user(self.leader).action_approve()
        self.assertEqual(self.reminders(self.leader), {"review": "Customers to review: 2"})
        reviews[1:].with_user(self.leader).action_approve()
        self.assertEqual(self.reminders(self.leader), {})
        self.assertFalse(reminder.activity_ids)

    def test_the_reviewer_reads_it_in_their_language(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        self.leader.lang = "zh_CN"
        self.submitted()
        self.assertIn("复核", self.reminders(self.leader)["review"])


@tagged("post_install", "-at_install")
class TestArchived(ReviewCase):
    def waiting(self):
        """How many reviews the leader and the group Reviewer are told of."""
        told = [self.reminders(user).get("review", "0")[-1] for user in (self.leader, self.rep2)]
        mine = (
            self.env["sales_toolkit.review"].with_user(self.leader).search_count([("can_decide", "=", True)])
        )
        return "".join(told), mine

    def test_nobody_is_asked_about_an_archived_customer(self):
        self.rep2.group_ids += self.env.ref("sales_toolkit.group_reviewer")
        customer, other = self.submitted(), self.submitted("Other")
        self.review(other).sudo().write_derived({"reviewer_id": False})
        self.review(other)._refresh_reminders(self.leader)
        both = customer | other
        self.assertEqual(self.waiting(), ("11", 1))
        both.with_user(self.manager).action_archive()
        self.assertEqual(self.waiting(), ("00", 0))
        self.assertFalse(self.review(customer).with_user(self.leader).can_decide)
        both.with_user(self.manager).action_unarchive()
        self.assertEqual((self.waiting(), self.review(customer).state), (("11", 1), "pending"))

    def test_nobody_is_told_of_an_archived_customer_that_was_returned(self):
        customer = self.submitted()
        self.review(customer).with_user(self.leader).action_return("The phone?")
        self.assertIn("review_returned", self.reminders(self.rep))
        customer.action_archive()
        self.assertNotIn("review_returned", self.reminders(self.rep))


@tagged("post_install", "-at_install")
class TestDecision(ReviewCase):
    def test_approving(self):
        customer = self.submitted()
        review = self.review(customer)
        review.with_user(self.leader).action_approve()
        self.assertEqual(customer.review_state, "approved")
        self.assertEqual((review.state, review.decided_by), ("approved", self.leader))
        self.assertTrue(review.decided_at)

    def test_returned_mended_and_approved(self):
        customer = self.submitted()
        with self.assertRaises(UserError):
            self.review(customer).with_user(self.leader).action_return(" ")
        self.review(customer).with_user(self.leader).action_return("Which laser?")
        self.assertEqual(customer.review_state, "returned")
        self.assertEqual(customer.with_user(self.rep).review_comment, "Which laser?")
        self.assertEqual(
            self.reminders(self.rep), {"review_returned": "Customers returned by the reviewer: 1"}
        )
        customer.with_user(self.rep).need_description = "a 6 kW laser cutter"
        customer.with_user(self.rep).action_submit_for_review()
        self.assertEqual(self.reminders(self.rep), {})
        again = self.review(customer, state="pending")
        self.assertLessEqual(
            {"a laser cutter", "a 6 kW laser cutter"}, set(again.update_log_ids.mapped("new_value"))
        )
        again.with_user(self.leader).action_approve()
        self.assertEqual(customer.review_state, "approved")

    def test_what_was_said_is_shown_beside_a_review_of_confidential_items(self):
        """Which waits still, or was approved later; it was returned for what others can see."""
        customer = self.submitted(budget_text="100-150万元")
        public, hidden = (self.review(customer, confidential=value) for value in (False, True))
        public.with_user(self.leader).action_return("Which laser?")
        self.settle()
        self.assertEqual(customer.with_user(self.rep).review_comment, "Which laser?")
        hidden.with_user(self.leader).action_approve()
        self.settle()
        self.assertEqual(customer.with_user(self.rep).review_comment, "Which laser?")
        customer.with_user(self.rep).action_submit_for_review()
        self.settle()
        self.assertFalse(customer.with_user(self.rep).review_comment)

    def test_what_is_decided_is_decided(self):
        review = self.review(self.approved())
        for decide in (review.action_approve, lambda: review.action_return("no")):
            with self.assertRaisesRegex(UserError, "decided already"):
                decide()

    def test_a_change_between_look_and_approval_is_told(self):
        customer = self.submitted()
        review = self.review(customer).with_user(self.leader)
        seen = {review.id: review.version}
        customer.with_user(self.rep).main_business = "Lasers"
        self.settle()
        with self.assertRaisesRegex(UserError, "changed since"):
            review.action_approve(seen)
        with self.assertRaisesRegex(UserError, "changed since"):
            review.with_context(seen_versions=seen[review.id]).action_return("no")
        self.assertIn("Lasers", review.update_log_ids.mapped("new_value"))
        review.action_approve({str(review.id): review.version})
        self.assertEqual(customer.review_state, "approved")

    def test_several_at_once(self):
        customers = [self.submitted(f"Customer {number}") for number in range(3)]
        reviews = self.env["sales_toolkit.review"].search([]).with_user(self.leader)
        reviews.action_approve({review.id: review.version for review in reviews})
        self.assertEqual({customer.review_state for customer in customers}, {"approved"})


@tagged("post_install", "-at_install")
class TestChange(ReviewCase):
    def test_a_change_opens_a_review_of_that_change_alone(self):
        customer = self.approved()
        customer.with_user(self.rep).with_context(update_reason="职务调整").contact_title = "Buyer"
        review = self.review(customer)
        self.assertEqual((customer.review_state, review.state, review.kind), ("pending", "pending", "change"))
        self.assertEqual(review.update_log_ids.mapped("item"), ["contact_title"])
        self.assertEqual(review.update_log_ids.reason, "职务调整")

    def test_changes_while_it_waits_join(self):
        customer = self.approved()
        customer.with_user(self.rep).main_business = "Lasers"
        customer.with_user(self.rep).pain_points = "Slow"
        reviews = self.env["sales_toolkit.review"].search(
            [("partner_id", "=", customer.id), ("state", "=", "pending")]
        )
        self.assertEqual(len(reviews), 1)
        self.assertEqual(set(reviews.update_log_ids.mapped("item")), {"main_business", "pain_points"})
        self.assertEqual(reviews.version, 2)

    def test_changes_of_contacts_count(self):
        customer = self.approved()
        customer.child_ids.with_user(self.rep).phone = "0519-11111111"
        self.assertEqual(self.review(customer).update_log_ids.mapped("item"), ["phone"])

    def test_drafts_and_strangers_are_left_alone(self):
        draft = self.customer("Draft")
        draft.main_business = "x"
        stranger = self.customer("Stranger", registered_on=False)
        stranger.main_business = "x"
        self.assertFalse(self.review(draft) | self.review(stranger))

    def test_no_registered_item_no_review(self):
        customer = self.approved()
        customer.with_user(self.rep).write({"comment": "x", "website": "https://x.example"})
        customer.action_mark_dormant("quiet")
        self.assertEqual(customer.review_state, "approved")

    def test_many_changes_cost_no_query_each(self):
        def cost(number):
            """Queries that reviewing takes when so many change at once, beyond the change itself."""
            queries = []
            for make in (self.customer, self.approved):
                customers = self.env["res.partner"].browse(
                    [make(f"C {n}", **COMPLETE).id for n in range(number)]
                )
                self.settle()
                before = self.env.cr.sql_log_count
                customers.write({"pain_points": "Slow"})
                self.env.flush_all()
                queries.append(self.env.cr.sql_log_count - before)
            self.assertEqual(set(customers.mapped("review_state")), {"pending"})
            return queries[1] - queries[0]

        cost(1)  # what is read once
        self.assertLess(cost(9), cost(3) + 6)


@tagged("post_install", "-at_install")
class TestReviewer(ReviewCase):
    def test_a_person_named_for_the_team_comes_before_its_leader(self):
        self.env["crm.team"].search([("name", "=", "East")]).reviewer_id = self.rep2
        self.assertEqual(self.review(self.submitted()).reviewer_id, self.rep2)

    def test_nobody_is_asked_who_could_not_see_it(self):
        team = self.env["crm.team"].search([("name", "=", "East")])
        team.reviewer_id = self.outsider
        self.assertEqual(self.review(self.submitted()).reviewer_id, self.leader)
        team.reviewer_id = self.rep2
        elsewhere = self.env["res.company"].create({"name": "Elsewhere"})
        self.rep2.write({"company_ids": [Command.set(elsewhere.ids)], "company_id": elsewhere.id})
        customer = self.submitted("Other", company_id=self.company.id)
        self.assertEqual(self.review(customer).reviewer_id, self.leader)

    def test_a_leaders_own_customer_goes_to_the_company_reviewer(self):
        self.company.customer_reviewer_id = self.manager
        customer = self.submitted(user=self.leader)
        self.assertEqual(self.review(customer).reviewer_id, self.manager)

    def test_without_anybody_the_group_reviews(self):
        self.rep2.group_ids += self.env.ref("sales_toolkit.group_reviewer")
        customer = self.submitted(user=self.leader)
        review = self.review(customer)
        self.assertFalse(review.reviewer_id)
        self.assertEqual(self.reminders(self.rep2), {"review": "Customers to review: 1"})
        with self.assertRaises(AccessError):
            review.with_user(self.manager).action_approve()
        review.with_user(self.rep2).action_approve()
        self.assertEqual(customer.review_state, "approved")

    def test_a_reviewer_who_changes_something_hands_it_on(self):
        self.company.customer_reviewer_id = self.manager
        customer = self.submitted()
        customer.with_user(self.leader).main_business = "Lasers"
        self.assertEqual(self.review(customer).reviewer_id, self.manager)
        with self.assertRaises(AccessError):
            self.review(customer).with_user(self.leader).action_approve()

    def test_a_new_leader_takes_over_what_waits(self):
        review = self.review(self.submitted())
        self.env["crm.team"].search([("name", "=", "East")]).user_id = self.manager
        self.assertEqual(review.reviewer_id, self.manager)
        self.assertEqual(self.reminders(self.leader), {})

    def test_reviews_go_along_with_the_salesperson(self):
        """To the leader of the other team, the confidential ones too; nobody else could decide them."""
        customer = self.submitted(budget_text="100-150万元")
        reviews = self.review(customer, confidential=False) | self.review(customer, confidential=True)
        self.assertEqual(len(reviews), 2)
        self.assertEqual(reviews.reviewer_id, self.leader)
        customer.user_id = self.rep2
        self.settle()
        self.assertEqual(reviews.reviewer_id, self.manager)
        self.assertEqual((self.reminders(self.leader), len(self.reminders(self.manager))), ({}, 1))
        # and back, with the salesperson's own change of teams
        west = self.env["crm.team.member"].search([("user_id", "=", self.rep2.id)])
        west.crm_team_id = self.env["crm.team"].search([("name", "=", "East")])
        self.settle()
        self.assertEqual(reviews.reviewer_id, self.leader)

    def test_what_was_handed_over_by_hand_stays_there(self):
        customer = self.submitted(budget_text="100-150万元")
        public, hidden = (self.review(customer, confidential=value) for value in (False, True))
        public.with_user(self.leader).action_set_reviewer(self.sensitive.id)
        hidden.with_user(self.leader).action_set_reviewer(self.sensitive.id)
        customer.user_id = self.rep2
        self.settle()
        self.assertEqual((public | hidden).reviewer_id, self.sensitive)

    def test_handed_over_to_another_candidate_it_stays_there(self):
        team = self.env["crm.team"].search([("name", "=", "East")])
        team.reviewer_id = self.manager
        review = self.review(self.submitted())
        review.with_user(self.manager).action_set_reviewer(self.leader.id)
        review.partner_id.user_id = self.rep2
        self.settle()
        self.assertEqual(review.reviewer_id, self.leader)

    def test_writing_what_stands_there_asks_nothing(self):
        customer = self.submitted()
        member = self.env["crm.team.member"].search([("user_id", "=", self.rep.id)])
        for change in (
            lambda: customer.write({"user_id": self.rep.id}),
            lambda: member.write({"active": True, "crm_team_id": member.crm_team_id.id}),
        ):
            with patch.object(type(self.env["sales_toolkit.review"]), "_going_along") as going:
                change()
            self.assertFalse(going.called)

    def test_the_reviewer_may_work_in_fewer_companies(self):
        other = self.env["res.company"].create({"name": "Second"})
        boss = self.new_users(
            {"boss": ["sales_team.group_sale_manager", "sales_toolkit.group_confidential"]},
            company_ids=[Command.set([self.company.id, other.id])],
        )  # noqa: E501
        customer = self.submitted(budget_text="100-150万元")
        hidden = self.review(customer, confidential=True)
        hidden.with_user(self.leader).action_set_reviewer(self.sensitive.id)
        both = customer.with_user(boss).with_context(allowed_company_ids=[self.company.id, other.id])
        both.user_id = self.rep2
        self.assertEqual(customer.user_id, self.rep2)

    def test_a_confidential_one_that_its_reviewer_can_not_see_is_found(self):
        """As it was before reviews went along."""
        customer = self.submitted(budget_text="100-150万元")
        review = self.review(customer, confidential=True)
        self.env.cr.execute("UPDATE res_partner SET user_id = %s WHERE id = %s", [self.rep2.id, customer.id])
        self.settle()
        with self.enter_registry_test_mode():
            self.env.ref("sales_toolkit.cron_reassign_reviews").method_direct_trigger()
        self.settle()
        self.assertEqual(review.reviewer_id, self.manager)

    def test_handing_over(self):
        review = self.review(self.submitted())
        mine = self.env["sales_toolkit.review"].with_user(self.leader).search([("can_decide", "=", True)])
        self.assertEqual(mine, review)
        for user in (self.rep, self.rep2, self.manager):
            self.assertFalse(mine.with_user(user).search([("can_decide", "=", True)]))
            self.assertFalse(mine.with_user(user).can_decide)
        with self.assertRaises(AccessError):
            review.with_user(self.rep2).action_set_reviewer(self.rep2.id)
        with self.assertRaisesRegex(UserError, "entered some"):
            review.with_user(self.leader).action_set_reviewer(self.rep.id)
        review.with_user(self.leader).action_set_reviewer(self.manager.id)
        self.assertEqual(review.reviewer_id, self.manager)
        self.assertEqual(self.reminders(self.leader), {})

    def test_whoever_has_left_is_replaced(self):
        self.env["crm.team"].search([("name", "=", "East")]).reviewer_id = self.rep2
        review = self.review(self.submitted())
        self.rep2.active = False
        with self.enter_registry_test_mode():
            self.env.ref("sales_toolkit.cron_reassign_reviews").method_direct_trigger()
        self.settle()
        self.assertEqual(review.reviewer_id, self.leader)
