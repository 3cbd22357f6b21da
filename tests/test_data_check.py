"""The periodic check of customers' data: days, findings, answers (C10)."""

from collections import Counter
from datetime import timedelta
from unittest.mock import patch

from odoo.exceptions import AccessError, UserError
from odoo.fields import Date
from odoo.tests import Form, tagged

from common import ToolkitHttpCase
from common_data_check import DataCheckCase

ACCESS, USER = "odoo.exceptions.AccessError", "odoo.exceptions.UserError"


@tagged("post_install", "-at_install")
class TestDays(DataCheckCase):
    def test_registered_customers_get_a_working_day(self):
        day = self.customer().next_check_date
        today = self.rep.get_today()
        self.assertTrue(today + timedelta(days=24) <= day <= today + timedelta(days=30))
        self.assertIn(day, self.rep.get_working_days(day, day))
        self.assertFalse(self.customer("Stranger", registered_on=False).next_check_date)

    def test_many_at_once_are_spread_evenly_over_the_interval(self):
        partners = self.env["res.partner"].create(
            [{"name": f"C {number:03}", "is_company": True, "user_id": self.rep.id} for number in range(200)]
        )
        partners.with_user(self.rep).action_register_customer()
        self.settle()
        counts = Counter(partners.mapped("next_check_date"))
        today = self.rep.get_today()
        days = self.rep.get_working_days(today + timedelta(days=1), today + timedelta(days=30))
        self.assertEqual(set(counts), set(days))
        self.assertLessEqual(max(counts.values()) - min(counts.values()), 1)

    def test_registering_many_costs_no_query_each(self):
        def cost(number):
            values = [{"name": f"C {i}", "is_company": True, "user_id": self.rep.id} for i in range(number)]
            partners = self.env["res.partner"].create(values)
            self.settle()
            before = self.env.cr.sql_log_count
            partners.write({"registered_on": "2024-01-01"})
            self.env.flush_all()
            return self.env.cr.sql_log_count - before

        cost(1)
        self.assertLess(cost(60), cost(10) + 25)

    def test_tags_and_companies_say_how_often(self):
        tag = self.env.ref("sales_toolkit.tag_high_potential")
        tag.check_interval_days = 7
        customer = self.customer(category_id=[(4, tag.id)])
        self.assertLessEqual(customer.next_check_date, self.rep.get_today() + timedelta(days=10))
        self.company.data_check_interval_days = 100
        self.assertGreater(self.customer("B").next_check_date, self.rep.get_today() + timedelta(days=75))

    def test_dormant_and_archived_customers_have_no_day(self):
        customer = self.customer()
        customer.action_mark_dormant("quiet")
        self.assertFalse(customer.next_check_date)
        customer.action_wake()
        self.assertTrue(customer.next_check_date)
        customer.active = False
        self.assertFalse(customer.next_check_date)

    def test_who_lacks_a_day_gets_one_over_night(self):
        customers = self.customer("A") | self.customer("B")
        customers.write_derived({"next_check_date": False})
        self.run_cron("schedule_data_checks")
        self.assertTrue(all(customers.mapped("next_check_date")))
        before = customers.mapped("next_check_date")
        self.run_cron("schedule_data_checks")
        self.assertEqual(customers.mapped("next_check_date"), before)

    def test_what_piles_up_is_levelled(self):
        customers = self.env["res.partner"].browse([self.customer(f"C {n}").id for n in range(60)])
        day = max(customers.mapped("next_check_date"))
        customers.write_derived({"next_check_date": day})
        self.run_cron("schedule_data_checks")
        counts = Counter(customers.mapped("next_check_date"))
        self.assertLess(max(counts.values()), 12)
        self.run_cron("schedule_data_checks")
        self.assertEqual(Counter(customers.mapped("next_check_date")), counts)

    def test_nobody_is_due_on_a_day_that_is_no_working_day_any_more(self):
        customer = self.customer()
        off = customer.next_check_date
        self.env["sales_toolkit.working_day"].create({"date": off, "working": False})
        self.run_cron("schedule_data_checks")
        self.assertNotEqual(customer.next_check_date, off)
        self.assertTrue(customer.next_check_date)

    def test_fewer_days_between_two_checks_reach_everybody(self):
        tag = self.env.ref("sales_toolkit.tag_high_potential")
        customer, tagged_one = self.customer("A"), self.customer("B")
        later = self.rep.get_today() + timedelta(days=20)
        self.assertGreater(min(customer.next_check_date, tagged_one.next_check_date), later)
        tagged_one.category_id = tag
        tag.check_interval_days = 2
        self.run_cron("schedule_data_checks")
        self.assertLess(tagged_one.next_check_date, later)
        self.assertGreater(customer.next_check_date, later)
        self.company.data_check_interval_days = 3
        self.run_cron("schedule_data_checks")
        self.assertLess(customer.next_check_date, later)

    def test_days_without_work_are_no_reason_to_choose_again(self):
        self.company.data_check_interval_days = 3
        customer = self.customer()
        today = self.rep.get_today()
        days = [{"date": today + timedelta(days=number), "working": False} for number in range(30)]
        self.env["sales_toolkit.working_day"].create(days)
        self.run_cron("schedule_data_checks")
        self.assertGreaterEqual(customer.next_check_date, today + timedelta(days=30))
        self.assertFalse(self.env["sales_toolkit.data_check"]._get_misplaced_customers())

    def test_working_days_are_worked_out_once_for_all_who_share_them(self):
        for user in (self.rep, self.leader):
            self.customer(f"Of {user.name}", user_id=user.id)
        users, asked = type(self.env["res.users"]), []
        work_out = users.get_working_days

        def note(user, *days):
            asked.append(user)
            return work_out(user, *days)

        with patch.object(users, "get_working_days", note):
            self.assertFalse(self.env["sales_toolkit.data_check"]._get_misplaced_customers())
        self.assertEqual(len(asked), 1)

    def test_the_day_can_not_be_typed(self):
        with self.assertRaises(UserError):
            self.customer().with_user(self.rep).next_check_date = "2099-01-01"


@tagged("post_install", "-at_install")
class TestFindings(DataCheckCase):
    def test_one_check_and_one_reminder_with_a_count(self):
        for name in ("A", "B", "C"):
            self.customer(name).write_derived({"next_check_date": Date.today()})
        self.run_cron()
        self.run_cron()
        checks = self.env["sales_toolkit.data_check"].search([])
        self.assertEqual(checks.mapped("state"), ["due"] * 3)
        self.assertEqual(checks.user_id, self.rep)
        self.assertEqual(
            self.reminders(self.rep), {"data_check": "Customers whose data are to be checked: 3"}
        )

    def test_nothing_before_its_day(self):
        self.customer()
        self.run_cron()
        self.assertFalse(self.env["sales_toolkit.data_check"].search([]))
        self.assertEqual(self.reminders(self.rep), {})

    def test_missed_ones_are_shown_to_the_leader(self):
        _customer, check = self.due(days=8)
        self.run_cron()
        self.assertEqual((check.state, check.leader_id), ("missed", self.leader))
        self.assertEqual(
            self.reminders(self.leader), {"data_check_missed": "Data checks that your team has missed: 1"}
        )
        self.assertIn("data_check", self.reminders(self.rep))
        check.with_user(self.rep).action_done("phone")
        self.assertEqual(self.reminders(self.leader) | self.reminders(self.rep), {})

    def test_dormant_customers_are_asked_nothing(self):
        customer, check = self.due()
        customer.action_mark_dormant("quiet")
        self.run_cron()
        self.assertEqual(check.state, "cancelled")
        self.assertEqual(self.reminders(self.rep), {})

    def test_merging_leaves_one_open(self):
        target, check = self.due("Target")
        source, other = self.due("Source")
        self.env["base.partner.merge.automatic.wizard"].create({})._merge([source.id, target.id], target)
        self.settle()
        self.assertEqual((check.state, other.state), ("due", "cancelled"))
        self.assertEqual(other.partner_id, target)


@tagged("post_install", "-at_install")
class TestAnswers(DataCheckCase):
    def test_all_unchanged(self):
        customer, check = self.due()
        check.with_user(self.rep).action_done("phone")
        self.assertEqual((check.state, check.method, check.done_by), ("done", "phone", self.rep))
        row = self.rows(customer, "data_check")
        self.assertEqual(row.reason, "checked by Phone, nothing changed")
        self.assertEqual(row.channel_id, self.phone)
        today = self.rep.get_today()
        self.assertGreater(customer.next_check_date, today + timedelta(days=20))

    def test_in_the_language_of_the_log(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        self.company.partner_id.lang = "zh_CN"
        customer, check = self.due()
        check.with_user(self.rep).action_done("phone")
        self.assertEqual(self.rows(customer, "data_check").reason, "电话复核,无变化")

    def test_what_changed_is_written_with_reason_and_channel(self):
        customer, check = self.due(contact_name="Li Ming", contact_title="Buyer")
        changes = {"contact_title": "采购总监", "size": "500-1000人", "tags": "高潜力客户"}
        check.with_user(self.rep).with_context(lang="en_US").action_done("visit", changes, ["email"])
        self.assertEqual(customer.contact_title, "采购总监")
        self.assertEqual((customer.headcount_min, customer.headcount_max), (500, 1000))
        self.assertIn(self.env.ref("sales_toolkit.tag_high_potential"), customer.category_id)
        row = self.rows(customer, "contact_title")[-1]
        self.assertEqual((row.old_value, row.new_value, row.reason), ("Buyer", "采购总监", "data check"))
        self.assertEqual(row.channel_id, self.env.ref("sales_toolkit.channel_visit"))
        self.assertEqual(check.unconfirmed_items, "email")
        self.assertIn("not confirmed: Contact Email", self.rows(customer, "data_check").reason)

    def test_what_can_not_be_read_changes_nothing(self):
        customer, check = self.due(contact_name="Li Ming", contact_title="Buyer")
        with self.assertRaises(UserError):
            check.with_user(self.rep).action_done("phone", {"contact_title": "CEO", "size": "many"})
        self.env.invalidate_all()
        self.assertEqual((check.state, customer.contact_title), ("due", "Buyer"))
        for method, changes in (("pigeon", {}), ("phone", {"nonsense": "x"}), ("phone", "x")):
            with self.assertRaises(UserError):
                check.with_user(self.rep).action_done(method, changes)

    def test_changes_of_an_approved_customer_are_reviewed(self):
        customer = self.approved()
        customer.write_derived({"next_check_date": Date.today()})
        self.run_cron()
        check = self.check(customer)
        check.with_user(self.rep).action_done("phone", {"main_business": "Lasers"})
        self.assertEqual(self.review(customer).update_log_ids.mapped("item"), ["main_business"])

    def test_done_once(self):
        _customer, check = self.due()
        check.with_user(self.rep).action_done("phone")
        with self.assertRaisesRegex(UserError, "not open any more"):
            check.with_user(self.leader).action_done("email")
        with self.assertRaises(UserError):
            check.sudo().state = "due"
        with self.assertRaises(UserError):
            check.sudo().unlink()

    def test_the_form_asks_item_by_item_and_goes_on(self):
        customer, check = self.due("A", contact_name="Li Ming", main_business="Steel")
        _other, following = self.due("B")
        action = check.with_user(self.rep).action_open_form()
        form = self.env["sales_toolkit.data_check_form"].with_user(self.rep).browse(action["res_id"])
        values = {line.label: line.current_value for line in form.line_ids}
        self.assertEqual((values["Contact Name"], values["Main Business"]), ("Li Ming", "Steel"))
        self.assertEqual((form.method, form.remaining), ("phone", 1))
        place = form.line_ids.mapped("item").index("main_business")
        with Form(form) as screen:
            screen.method = "email"
            with screen.line_ids.edit(place) as line:
                line.new_value = "Copper"
                self.assertEqual(line.answer, "changed")
        form = screen.record
        action = form.action_done_and_next()
        self.assertEqual(customer.main_business, "Copper")
        self.assertFalse(form.exists())
        coming = self.env["sales_toolkit.data_check_form"].with_user(self.rep).browse(action["res_id"])
        self.assertEqual((coming.check_id, coming.method), (following, "email"))
        self.assertEqual(coming.action_done()["type"], "ir.actions.act_window_close")

    def test_a_customer_can_be_checked_before_its_day(self):
        customer = self.customer()
        customer.with_user(self.rep).action_check_data()
        check = self.check(customer)
        self.assertEqual(check.state, "due")
        customer.with_user(self.rep).action_check_data()
        self.assertEqual(self.check(customer), check)
        with self.assertRaises(UserError):
            self.customer("Stranger", registered_on=False).with_user(self.rep).action_check_data()


@tagged("post_install", "-at_install")
class TestWhoChecks(DataCheckCase):
    def test_the_salesperson_their_leader_and_managers(self):
        for user in (self.rep, self.leader, self.manager):
            _customer, check = self.due(f"For {user.login}")
            check.with_user(user).action_done("phone")
            self.assertEqual(check.done_by, user)
        _customer, check = self.due("Not theirs")
        for user in (self.rep2, self.outsider, self.auditor):
            with self.assertRaises(AccessError):
                check.with_user(user).action_done("phone")

    def test_confidential_items_are_for_the_people_concerned(self):
        customer, check = self.due(budget_text="800-1000万元")
        self.assertIn("budget", customer.with_user(self.rep).get_checked_items())
        for user in (self.manager, self.rep2):
            self.assertNotIn("budget", customer.with_user(user).get_checked_items())
        with self.assertRaises(UserError):
            check.with_user(self.manager).action_done("phone", {"budget": "1-2万元"})
        check.with_user(self.rep).action_done("phone", {"budget": "900-1000万元"}, ["decision_chain"])
        self.assertEqual((check.changed_items, check.unconfirmed_items), (False, False))
        self.assertNotIn("udget", self.rows(customer, "data_check").reason)
        self.assertEqual(customer.with_user(self.rep).budget_min, 9_000_000)


@tagged("post_install", "-at_install")
class TestDataCheckRpc(ToolkitHttpCase):
    def test_over_rpc(self):
        customer = self.customer()
        customer.with_user(self.rep).action_check_data()
        check = self.env["sales_toolkit.data_check"].search([("partner_id", "=", customer.id)])
        model = check._name
        self.assertEqual(self.call(self.rep, model, "write", check.ids, {"state": "done"}), USER)
        self.assertEqual(self.call(self.rep, model, "create", [{"partner_id": customer.id}]), USER)
        self.assertEqual(self.call(self.rep2, model, "action_done", check.ids, "phone"), ACCESS)
        self.assertEqual(self.call(self.outsider, model, "action_done", check.ids, "phone"), ACCESS)
        self.assertEqual(self.call(self.rep, model, "_open_due"), ACCESS)
        self.assertEqual(self.call(self.rep, "res.partner", "schedule_first_check", customer.ids), ACCESS)
        self.assertIs(self.call(self.rep, model, "action_done", check.ids, "phone"), True)
        self.assertEqual(check.state, "done")
