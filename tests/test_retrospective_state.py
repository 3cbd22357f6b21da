"""Retrospectives are submitted, closed and returned (O11)."""

from datetime import date, datetime
from unittest.mock import patch

from odoo.exceptions import AccessError, LockError, UserError, ValidationError
from odoo.tests import tagged

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
