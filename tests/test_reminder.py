"""Reminders: one activity per person and kind, in step with what waits (X1)."""

from datetime import timedelta

from odoo.exceptions import AccessError
from odoo.fields import Date
from odoo.tests import tagged

from common_review import ReviewCase


@tagged("post_install", "-at_install")
class TestReminder(ReviewCase):
    def reminder(self, user):
        self.settle()
        return self.env["sales_toolkit.reminder"].search([("user_id", "=", user.id), ("kind", "=", "review")])

    def run_cron(self):
        with self.enter_registry_test_mode():
            self.env.ref("sales_toolkit.cron_refresh_reminders").method_direct_trigger()
        self.settle()

    def test_running_again_changes_nothing(self):
        self.submitted()
        reminder = self.reminder(self.leader)
        before = reminder.activity_ids.read(["summary", "date_deadline", "write_date"])
        self.run_cron()
        self.run_cron()
        self.assertEqual(reminder.activity_ids.read(["summary", "date_deadline", "write_date"]), before)

    def test_the_day_moves_along_and_one_activity_stays(self):
        self.submitted()
        activity = self.reminder(self.leader).activity_ids
        activity.date_deadline = Date.today() - timedelta(days=3)
        self.run_cron()
        self.assertEqual(self.reminder(self.leader).activity_ids, activity)
        self.assertEqual(activity.date_deadline, self.leader.get_today())

    def test_a_reminder_that_was_ticked_off_comes_back_while_work_waits(self):
        self.submitted()
        self.reminder(self.leader).activity_ids.with_user(self.leader).action_feedback(feedback="later")
        self.run_cron()
        self.assertEqual(len(self.reminder(self.leader).activity_ids), 1)

    def test_nobody_is_mailed(self):
        before = self.env["mail.mail"].search_count([])
        self.submitted()
        self.settle()
        self.assertEqual(self.env["mail.mail"].search_count([]), before)

    def test_each_sees_their_own_and_opens_it(self):
        self.submitted()
        reminder = self.reminder(self.leader)
        self.assertEqual(reminder.with_user(self.leader).action_open()["res_model"], "sales_toolkit.review")
        for user in (self.rep, self.manager, self.outsider):
            with self.assertRaises(AccessError):
                reminder.with_user(user).action_open()
        with self.assertRaises(AccessError):
            reminder.with_user(self.leader).count = 0

    def test_the_clock_menu_shows_it(self):
        self.submitted()
        self.settle()
        groups = self.env["res.users"].with_user(self.leader)._get_activity_groups()
        ours = [group for group in groups if group["model"] == "sales_toolkit.reminder"]
        self.assertEqual([group["today_count"] for group in ours], [1])
