"""Who is reminded of a retrospective when, and whose leader is told (O11)."""

from datetime import datetime
from unittest.mock import patch

from odoo import fields
from odoo.tests import tagged
from odoo.tools import mute_logger

from common_retrospective import FRIDAY_EVENING, RetrospectiveCase


@tagged("post_install", "-at_install")
class TestRetrospectiveReminders(RetrospectiveCase):
    def test_a_day_before_on_the_day_and_after(self):
        row = self.win(at=FRIDAY_EVENING)
        self.run_daily(datetime(2026, 11, 30, 3))
        self.assertEqual(self.waiting(self.rep), 0)
        # Tuesday 00:30 in Shanghai
        self.run_daily(datetime(2026, 11, 30, 16, 30))
        self.assertEqual(self.waiting(self.rep), 1)
        self.assertEqual(self.waiting(self.leader, "retrospective_late"), 0)
        self.run_daily(datetime(2026, 12, 3, 3))
        self.assertEqual(self.waiting(self.leader, "retrospective_late"), 0)
        self.run_daily(datetime(2026, 12, 4, 3))
        self.assertEqual(self.waiting(self.leader, "retrospective_late"), 1)
        self.assertEqual(row.escalated_to, self.leader)
        row.with_user(self.rep).success_tag_ids = self.good
        row.with_user(self.rep).action_submit()
        self.assertEqual((self.waiting(self.rep), self.waiting(self.leader, "retrospective_late")), (0, 0))

    def test_again_it_does_nothing(self):
        self.win(at=FRIDAY_EVENING)
        late = datetime(2026, 12, 10, 3)
        self.run_daily(late)
        messages = self.env["mail.message"].search_count([])
        with patch.object(type(self.env["ir.cron"]), "_commit_progress") as progress:
            self.run_daily(late)
        progress.assert_not_called()
        self.assertEqual(self.env["mail.message"].search_count([]), messages)

    def test_one_activity_for_many(self):
        for n in range(3):
            self.win(name=f"Deal {n}", at=FRIDAY_EVENING)
        self.run_daily(datetime(2026, 12, 2, 3))
        self.assertEqual(self.waiting(self.rep), 3)

    @mute_logger("odoo.addons.sales_toolkit.models.shared.batches")
    def test_one_bad_row_stops_nobody(self):
        rows = self.env["sales_toolkit.retrospective"]
        for n in range(3):
            rows |= self.win(name=f"Deal {n}", at=FRIDAY_EVENING)
        bad, remind = rows[1], type(rows)._remind

        def fail(batch):
            if bad in batch:
                raise ZeroDivisionError
            return remind(batch)

        with patch.object(type(rows), "_remind", fail):
            self.run_daily(datetime(2026, 12, 2, 3))
        self.assertEqual(rows.mapped("reminded"), [True, False, True])

    def test_who_has_left(self):
        row = self.submitted()
        other = self.filled_in()
        self.leader.active = False
        self.run_daily()
        self.assertTrue(row.leader_id.active)
        self.assertTrue(other.leader_id.active)
        self.rep.active = False
        self.run_daily()
        self.assertNotEqual(other.user_id, self.rep)

    def test_the_reminder_opens_what_waits(self):
        row = self.win(at=FRIDAY_EVENING)
        self.run_daily(datetime(2026, 12, 10, 3))
        for user, kind in ((self.rep, "retrospective"), (self.leader, "retrospective_late")):
            reminder = self.env["sales_toolkit.reminder"].search(
                [("user_id", "=", user.id), ("kind", "=", kind)]
            )
            action = reminder.with_user(user).action_open()
            self.assertEqual(action["res_model"], row._name)
            self.assertIn("1", reminder.display_name)

    def test_two_companies_each_on_its_own_day(self):
        row = self.win(at=FRIDAY_EVENING)
        other = self.env["res.company"].create({"name": "Honolulu"})
        other.partner_id.tz = "Pacific/Honolulu"
        twin = self.win(name="Twin", at=FRIDAY_EVENING)
        twin.store_derived({"company_id": other.id})
        # Tuesday in Shanghai, still Monday in Honolulu
        self.run_daily(datetime(2026, 12, 1, 3))
        self.assertEqual((row.reminded, twin.reminded), (True, False))

    def test_the_day_is_a_day(self):
        self.assertIsInstance(self.win().due_date, type(fields.Date.today()))
