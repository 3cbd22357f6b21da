"""Retrospectives are submitted, closed and returned; who is reminded when (O11)."""

from datetime import date, datetime
from unittest.mock import patch

from odoo import fields
from odoo.exceptions import AccessError, LockError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from common_retrospective import FRIDAY_EVENING, RetrospectiveCase


@tagged("post_install", "-at_install")
class TestRetrospectiveState(RetrospectiveCase):
    def test_submitting_needs_something_to_read(self):
        row = self.win().with_user(self.rep)
        with self.assertRaisesRegex(UserError, "choose a success factor"):
            row.action_submit()
        row.to_repeat = "  "
        with self.assertRaisesRegex(UserError, "what to repeat"):
            row.action_submit()
        row.to_repeat = "Invite them to a reference customer"
        row.action_submit()
        self.assertEqual(row.state, "submitted")

    def test_a_tag_is_enough(self):
        row = self.win().with_user(self.rep)
        row.success_tag_ids = self.good
        row.action_submit()
        self.assertEqual((row.state, row.submitted_by), ("submitted", self.rep))
        self.assertFalse(row.activity_ids)

    def test_after_that_it_is_read_only(self):
        row = self.submitted()
        with self.assertRaisesRegex(UserError, "Submitted"):
            row.with_user(self.rep).write({"to_improve": "More"})

    def test_twice_at_once(self):
        row = self.submitted()
        with self.assertRaisesRegex(UserError, "quicker"):
            row.with_user(self.rep).action_submit()
        row.with_user(self.leader).action_close("Good")
        with self.assertRaisesRegex(UserError, "quicker"):
            row.with_user(self.manager).action_return("More, please")
        self.assertEqual((row.state, row.closed_by, row.leader_comment), ("closed", self.leader, "Good"))

    def test_while_a_colleague_is_at_it(self):
        row = self.submitted()
        with (
            patch.object(type(row), "lock_for_update", side_effect=LockError("busy")),
            self.assertRaisesRegex(UserError, "at this moment"),
        ):
            row.with_user(self.leader).action_close("Good")

    def test_the_leader_closes(self):
        row = self.submitted()
        self.assertEqual(self.waiting(self.leader, "retrospective_to_close"), 1)
        row.with_user(self.leader).action_close()
        self.assertEqual((row.state, row.closed_by), ("closed", self.leader))
        self.assertEqual(self.waiting(self.leader, "retrospective_to_close"), 0)

    def test_the_leader_returns_it_with_a_comment(self):
        row = self.submitted()
        with self.assertRaisesRegex(UserError, "Say what"):
            row.with_user(self.leader).action_return(" ")
        with self.mock_datetime_and_now(FRIDAY_EVENING):
            row.with_user(self.leader).action_return("Why did they hesitate?")
            self.env.flush_all()
        self.settle()
        self.assertEqual(
            (row.state, row.returned, row.leader_comment), ("draft", True, "Why did they hesitate?")
        )
        self.assertEqual((row.due_date, row.activity_ids.user_id), (date(2026, 12, 2), self.rep))
        self.assertEqual(self.waiting(self.rep), 1)
        row.with_user(self.rep).to_improve = "Their head office decides"
        row.with_user(self.rep).action_submit()
        self.assertEqual((row.state, row.returned), ("submitted", False))
        self.assertEqual(self.waiting(self.rep), 0)

    def test_nobody_closes_their_own(self):
        row = self.submitted()
        for decide in ("action_close", "action_return"):
            with self.assertRaisesRegex(AccessError, "their own"):
                getattr(row.with_user(self.rep), decide)("Fine")
        # a manager whose deal it is, or who has submitted it
        row.lead_id.user_id = self.manager
        self.settle()
        with self.assertRaisesRegex(AccessError, "their own"):
            row.with_user(self.manager).action_close("Fine")

    def test_a_manager_who_submitted_it_does_not_close_it(self):
        row = self.filled_in()
        row.with_user(self.manager).action_submit()
        with self.assertRaisesRegex(AccessError, "their own"):
            row.with_user(self.manager).action_close("Fine")
        row.with_user(self.leader).action_close("Fine")

    def test_the_leader_of_another_team_does_not_close_it(self):
        row = self.submitted()
        other = self.leader.copy({"login": "stk_other", "email": "other@stk.example"})
        with self.assertRaisesRegex(AccessError, "Only the leader"):
            row.with_user(other).action_close("Fine")

    def test_a_comment_is_a_text(self):
        row = self.submitted()
        with self.assertRaisesRegex(UserError, "text"):
            row.with_user(self.leader).action_close({"a": 1})
        with self.assertRaises(ValidationError):
            row.with_user(self.leader).action_close("His passport: 11010519491231002X")
        self.assertEqual(row.state, "submitted")

    def test_texts_hold_no_identity_numbers(self):
        row = self.win().with_user(self.rep)
        for name in ("what_went_well", "to_improve", "to_repeat"):
            with self.assertRaises(ValidationError):
                row[name] = "身份证 11010519491231002X"

    def test_the_chatter_says_who_and_when_and_nothing_else(self):
        row = self.submitted(to_improve="We gave away 12 percent")
        row.with_user(self.leader).action_return("Why 12 percent?")
        messages = row.message_ids.sorted("id")
        bodies = [str(message.body) for message in messages]
        self.assertEqual(["Submitted" in bodies[0], "Returned" in bodies[1], len(bodies)], [True, True, 2])
        self.assertEqual(messages.author_id, self.rep.partner_id | self.leader.partner_id)
        self.assertNotIn("12", "".join(bodies))

    def test_the_dialog(self):
        row = self.submitted()
        with self.assertRaises(AccessError):
            row.with_user(self.rep).action_open_close()
        action = row.with_user(self.leader).action_open_return()
        dialogs = self.env[action["res_model"]].with_user(self.leader).with_context(**action["context"])
        dialogs.create({"comment": "More"}).action_decide()
        self.assertEqual((row.state, row.leader_comment), ("draft", "More"))

    def test_days_late_are_those_of_the_first_time(self):
        row = self.win(at=FRIDAY_EVENING)
        row.with_user(self.rep).success_tag_ids = self.good
        with self.mock_datetime_and_now(datetime(2026, 12, 4, 3)):
            row.with_user(self.rep).action_submit()
            self.env.flush_all()
        self.assertEqual(row.days_late, 2)
        row.with_user(self.leader).action_return("More")
        row.with_user(self.rep).action_submit()
        self.assertEqual(row.days_late, 2)

    def test_reopened_meanwhile(self):
        row = self.submitted()
        row.lead_id.write({"stage_id": self.open_stage.id, "probability": 20})
        self.settle()
        self.assertEqual(self.waiting(self.leader, "retrospective_to_close"), 0)
        with self.assertRaisesRegex(UserError, "open again"):
            row.with_user(self.leader).action_close("Fine")

    def test_what_the_buttons_go_by(self):
        row = self.filled_in()
        who = {"rep": self.rep, "leader": self.leader, "manager": self.manager}

        def buttons():
            self.settle()
            return {
                name: (row.with_user(user).can_fill_in, row.with_user(user).can_decide)
                for name, user in who.items()
            }

        no, fill, decide = (False, False), (True, False), (False, True)
        self.assertEqual(buttons(), {"rep": fill, "leader": no, "manager": fill})
        row.with_user(self.rep).action_submit()
        self.assertEqual(buttons(), {"rep": no, "leader": decide, "manager": decide})
        row.with_user(self.leader).action_close()
        self.assertEqual(buttons(), {"rep": no, "leader": no, "manager": no})


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

    @mute_logger("odoo.addons.sales_toolkit.models.retrospective.retrospective_cron")
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
