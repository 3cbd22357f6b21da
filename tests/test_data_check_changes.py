"""Checks that are open when their customer changes hands, falls asleep or is looked after by nobody (C10)."""

from datetime import timedelta

from odoo.exceptions import AccessError, UserError
from odoo.fields import Date
from odoo.tests import tagged

from common_data_check import DataCheckCase


@tagged("post_install", "-at_install")
class TestCustomersThatChange(DataCheckCase):
    def test_another_salesperson_takes_the_open_check_over(self):
        customer, check = self.due()
        customer.with_user(self.manager).user_id = self.rep2
        self.settle()
        self.assertEqual(check.user_id, self.rep2)
        self.assertEqual(self.reminders(self.rep), {})
        self.assertIn("data_check", self.reminders(self.rep2))
        with self.assertRaises(AccessError):
            check.with_user(self.rep).action_done("phone")
        check.with_user(self.rep2).action_done("phone")
        customer.with_user(self.manager).user_id = self.rep
        self.settle()
        self.assertEqual((check.user_id, check.done_by), (self.rep2, self.rep2))

    def test_the_leader_of_the_new_salesperson_is_told(self):
        customer, check = self.due(days=8)
        self.run_cron()
        self.assertEqual(check.leader_id, self.leader)
        customer.with_user(self.manager).user_id = self.rep2
        self.run_cron()
        self.assertEqual((check.state, check.leader_id), ("missed", self.manager))
        self.assertEqual(self.reminders(self.leader), {})

    def test_an_open_check_goes_with_its_cause(self):
        for values in ({"active": False}, {"registered_on": False}, {"dormant": True}):
            with self.subTest(values):
                customer, check = self.due()
                # as the rooms write it, also past the hooks of write()
                customer.store_derived(values)
                self.run_cron()
                self.assertEqual(check.state, "cancelled")
                self.assertFalse(customer.next_check_date)

    def test_a_woken_customer_comes_up_again(self):
        customer, check = self.due()
        customer.action_mark_dormant("quiet")
        self.run_cron()
        customer.action_wake()
        self.settle()
        self.assertEqual(check.state, "cancelled")
        self.assertGreater(customer.next_check_date, Date.today())
        customer.write_derived({"next_check_date": Date.today()})
        self.run_cron()
        self.assertEqual(self.check(customer).state, "due")

    def test_what_was_done_stays_done(self):
        customer, check = self.due()
        check.with_user(self.rep).action_done("phone")
        customer.active = False
        self.settle()
        self.assertEqual(check.state, "done")


@tagged("post_install", "-at_install")
class TestNobodysCustomers(DataCheckCase):
    def nobodys(self, user):
        customer = self.customer("Nobody's", self.manager)
        customer.user_id = user
        customer.write_derived({"next_check_date": Date.today() - timedelta(days=10)})
        self.run_cron()  # opens it
        self.run_cron()  # finds it missed
        return customer, self.check(customer)

    def test_who_reviews_the_customers_is_told_when_it_is_missed(self):
        self.company.customer_reviewer_id = self.leader
        _customer, check = self.nobodys(self.env["res.users"])
        self.assertEqual((check.user_id.id, check.leader_id, check.state), (False, self.leader, "missed"))
        self.assertIn("data_check_missed", self.reminders(self.leader))
        check.with_user(self.leader).action_done("phone")
        self.assertEqual(self.reminders(self.leader), {})

    def test_one_who_has_left(self):
        self.rep.active = False
        _customer, check = self.nobodys(self.rep)
        self.assertEqual((check.state, check.leader_id), ("missed", self.leader))

    def test_one_who_leaves_as_the_erp_has_it(self):
        """The ERP archives the membership with the user."""
        self.rep.action_archive()
        _customer, check = self.nobodys(self.rep)
        self.assertEqual((check.state, check.leader_id), ("missed", self.leader))
        self.assertIn("data_check_missed", self.reminders(self.leader))
        check.with_user(self.leader).action_done("phone")
        self.assertEqual((check.state, self.reminders(self.leader)), ("done", {}))

    def test_the_leader_of_another_team_is_not_told(self):
        """Before they left, they had gone from one team to another."""
        west = self.rep2.crm_team_member_ids.crm_team_id
        self.rep.crm_team_member_ids.write({"active": False})
        self.env.cr.execute("UPDATE crm_team_member SET write_date = write_date - interval '1 day'")
        self.env.invalidate_all()
        self.env["crm.team.member"].create({"crm_team_id": west.id, "user_id": self.rep.id})
        self.rep.action_archive()
        _customer, check = self.nobodys(self.rep)
        self.assertEqual(check.leader_id, self.manager)

    def test_another_leader_is_told(self):
        _customer, check = self.nobodys(self.rep)
        self.rep.crm_team_member_ids.crm_team_id.user_id = self.manager
        self.settle()
        self.assertEqual(check.leader_id, self.manager)
        self.assertEqual(self.reminders(self.leader), {})
        self.assertIn("data_check_missed", self.reminders(self.manager))

    def test_a_team_gets_a_leader(self):
        team = self.rep.crm_team_member_ids.crm_team_id
        team.user_id = False
        _customer, check = self.nobodys(self.rep)
        self.assertFalse(check.leader_id)
        team.user_id = self.leader
        self.settle()
        self.assertEqual(check.leader_id, self.leader)

    def test_a_leader_who_has_left(self):
        self.company.customer_reviewer_id = self.manager
        _customer, check = self.nobodys(self.rep)
        self.leader.action_archive()
        self.run_cron()
        self.assertEqual((check.state, check.leader_id), ("missed", self.manager))
        self.assertIn("data_check_missed", self.reminders(self.manager))

    def test_a_salesperson_takes_them_over(self):
        self.company.customer_reviewer_id = self.leader
        customer, check = self.nobodys(self.env["res.users"])
        customer.with_user(self.manager).user_id = self.rep
        self.settle()
        self.assertEqual(check.user_id, self.rep)
        self.assertIn("data_check", self.reminders(self.rep))


@tagged("post_install", "-at_install")
class TestBadAnswers(DataCheckCase):
    def test_changed_says_to_what(self):
        customer, check = self.due(main_business="Steel")
        with self.assertRaisesRegex(UserError, "Main Business"):
            check.with_user(self.rep).action_done("phone", {"main_business": " "})
        self.assertEqual((customer.main_business, check.state), ("Steel", "due"))

    def test_what_is_no_list_of_items_is_refused(self):
        _customer, check = self.due()
        check = check.with_user(self.rep)
        both = {"email": "a@b.example"}, ["email"]
        for answers in (({}, "email"), ({}, [["email"]]), ({}, 3), (["email"],), both):
            with self.subTest(answers), self.assertRaises(UserError):
                check.action_done("phone", *answers)
        self.assertTrue(check.action_done("phone", None, None))

    def test_a_list_is_stated_as_a_whole(self):
        price = self.env.ref("sales_toolkit.tag_price_sensitive")
        customer, check = self.due(category_id=[(4, price.id)])
        high = self.env.ref("sales_toolkit.tag_high_potential")
        check.with_user(self.rep).action_done("phone", {"tags": high.name})
        self.assertEqual(customer.category_id, high)
        self.assertEqual(check.changed_items, "tags")

    def test_tags_of_which_one_is_gone(self):
        tags = self.env.ref("sales_toolkit.tag_price_sensitive") + self.env.ref(
            "sales_toolkit.tag_high_potential"
        )
        customer, check = self.due(category_id=[(6, 0, tags.ids)])
        check.with_user(self.rep).action_done("phone", {"tags": tags[0].name})
        self.assertEqual(customer.category_id, tags[0])

    def test_people_who_decide_no_more(self):
        makers = [
            (0, 0, {"name": "Wang", "role": "decision_maker"}),
            (0, 0, {"name": "Li", "role": "user"}),
        ]
        customer, check = self.due(decision_maker_ids=makers)
        text = customer.with_user(self.rep).get_checked_items()["decision_chain"]
        self.assertIn("Wang", text)
        text = text.replace("Li", "Zhao")
        check.with_user(self.rep).action_done("phone", {"decision_chain": text})
        self.assertEqual(set(customer.decision_maker_ids.mapped("name")), {"Wang", "Zhao"})

    def test_a_channel_that_was_deleted(self):
        _customer, check = self.due()
        self.env.ref("sales_toolkit.channel_email").unlink()
        check.with_user(self.rep).action_done("email")
        self.assertEqual(check.state, "done")
