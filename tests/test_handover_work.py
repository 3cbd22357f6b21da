"""Delivery accepts, asks back, works through the steps; activities and steps keep in step (O10)."""

from datetime import date, timedelta

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from common_handover import HandoverCase


@tagged("post_install", "-at_install")
class TestHandoverQuestions(HandoverCase):
    def test_accepting(self):
        handover = self.started()
        activity = handover.activity_id
        handover.with_user(self.fitter).action_accept()
        self.assertEqual((handover.state, handover.accepted_by), ("accepted", self.fitter))
        self.assertTrue(handover.accepted_at)
        self.assertFalse(activity.active)
        notified = self.env["mail.notification"].search([("res_partner_id", "=", self.rep.partner_id.id)])
        self.assertIn("accepted", " ".join(notified.mail_message_id.mapped("body")))
        with self.assertRaises(UserError):
            handover.with_user(self.installer).action_accept()

    def test_only_delivery_accepts_and_asks(self):
        handover = self.started()
        for user in (self.rep, self.leader, self.manager):
            with self.assertRaises(AccessError):
                handover.with_user(user).action_accept()
            with self.assertRaises(AccessError):
                handover.with_user(user).action_ask_back("?")
        with self.assertRaises(AccessError):
            handover.with_user(self.other).action_accept()

    def test_not_before_it_has_started(self):
        handover = self.won().with_user(self.installer)
        for call in (
            handover.action_accept,
            lambda: handover.action_ask_back("?"),
            handover.step_ids[0].action_done,
        ):
            with self.assertRaises(UserError):
                call()

    def test_asking_and_answering(self):
        handover = self.started()
        handover.with_user(self.installer).action_ask_back("Which voltage?")
        self.assertEqual((handover.state, handover.answer_user_id), ("queried", self.rep))
        self.assertEqual(handover.open_question, "Which voltage?")
        activity = handover.question_activity_id
        self.assertEqual(activity.user_id, self.rep)
        with self.assertRaises(AccessError):
            handover.with_user(self.installer).action_answer("Ours")
        with self.assertRaises(AccessError):
            handover.with_user(self.rep2).action_answer("Not mine")
        handover.with_user(self.rep).action_answer("380 V")
        self.assertEqual((handover.state, handover.open_question), ("started", False))
        question = handover.question_ids
        self.assertEqual((question.asked_by, question.answered_by), (self.installer, self.rep))
        self.assertEqual((question.question, question.answer), ("Which voltage?", "380 V"))
        self.assertFalse(activity.active)
        with self.assertRaises(UserError):
            handover.with_user(self.rep).action_answer("Again")

    def test_a_question_is_part_of_the_day_until_it_is_answered(self):
        handover = self.started()
        handover.with_user(self.installer).action_ask_back("Which voltage?")
        day = self.env["sales_toolkit.my_day"].with_user(self.rep)
        [section] = [one for one in day.get()["sections"] if one["code"] == "handover"]
        self.assertEqual(
            (section["items"][0]["id"], section["buttons"][0]["method"]), (handover.id, "action_answer")
        )
        done = day.get()["done"]
        handover.with_user(self.rep).action_answer("380 V")
        self.settle()
        self.assertEqual(day.get()["done"], done + 1)
        self.assertFalse([one for one in day.get()["sections"] if one["code"] == "handover"])

    def test_feedback_on_the_activity_is_the_answer(self):
        handover = self.started()
        handover.with_user(self.installer).action_ask_back("Which voltage?")
        handover.question_activity_id.with_user(self.rep).action_feedback("380 V")
        self.assertEqual((handover.state, handover.question_ids.answer), ("started", "380 V"))

    def test_accepting_without_an_answer_drops_the_question(self):
        handover = self.started()
        handover.with_user(self.installer).action_ask_back("Which voltage?")
        activity = handover.question_activity_id
        handover.with_user(self.installer).action_accept()
        self.assertFalse(activity.exists())

    def test_texts(self):
        handover = self.started().with_user(self.installer)
        for text in ("  ", 5, ["x"]):
            with self.assertRaises(UserError):
                handover.action_ask_back(text)
        with self.assertRaises(ValidationError):
            handover.action_ask_back("Is 11010519491231002X the buyer?")
        self.assertEqual(handover.state, "started")
        self.assertEqual(handover.action_ask_back()["res_model"], "sales_toolkit.handover_ask")


@tagged("post_install", "-at_install")
class TestHandoverSteps(HandoverCase):
    def test_done_by_button_and_by_activity(self):
        handover = self.started()
        first, second = handover.step_ids[:2]
        first.with_user(self.fitter).action_done()
        self.assertEqual((first.state, first.done_by, first.activity_id.active), ("done", self.fitter, False))
        second.activity_id.with_user(self.rep).action_feedback("Confirmed")
        self.assertEqual((second.state, second.done_by), ("done", self.rep))
        self.assertEqual((handover.progress, handover.progress_text), (40, "2/5 steps"))

    def test_skipped_with_a_reason_and_back(self):
        step = self.started().step_ids[3].with_user(self.installer)
        self.assertEqual(step.action_skip()["res_model"], "sales_toolkit.handover_skip")
        activity = step.activity_id
        step.action_skip("Trained last year")
        self.assertEqual((step.state, step.skip_reason), ("skipped", "Trained last year"))
        self.assertFalse(activity.exists())
        step.action_reopen()
        self.assertEqual((step.state, step.skip_reason, step.activity_id.active), ("planned", False, True))

    def test_done_when_no_step_is_left_and_not_any_more(self):
        handover = self.started()
        handover.with_user(self.installer).action_accept()
        steps = handover.step_ids.with_user(self.installer)
        steps[0].action_skip("No need")
        steps[1:].action_done()
        self.assertEqual((handover.state, handover.progress), ("done", 100))
        steps[4].action_reopen()
        self.assertEqual((handover.state, handover.done_at), ("accepted", False))
        self.assertTrue(steps[4].activity_id.active)

    def test_an_activity_that_is_not_done_after_all(self):
        step = self.started().step_ids[0]
        activity = step.activity_id
        activity.with_user(self.installer).action_done()
        activity.with_user(self.installer).action_unarchive()
        self.assertEqual(step.state, "planned")
        self.assertEqual(step.activity_id, activity)

    def test_moving_and_giving_away_in_both_directions(self):
        handover = self.started()
        step = handover.step_ids[0].with_user(self.installer)
        later = step.date_end + timedelta(days=2)
        step.write({"date_end": later, "user_id": self.fitter.id, "name": "Kick-off"})
        activity = step.activity_id
        self.assertEqual(
            (activity.date_deadline, activity.user_id, activity.summary), (later, self.fitter, "Kick-off")
        )
        earlier = step.date_start - timedelta(days=1)
        activity.write({"date_deadline": earlier, "user_id": self.installer.id})
        self.assertEqual((step.date_start, step.date_end, step.user_id), (earlier, earlier, self.installer))

    def test_a_deleted_activity_leaves_the_step(self):
        step = self.started().step_ids[0]
        step.activity_id.with_user(self.installer).unlink()
        self.assertEqual((step.state, bool(step.activity_id)), ("planned", False))
        step.with_user(self.installer).action_done()
        self.assertEqual(step.state, "done")

    def test_later_steps_move_on_request(self):
        handover = self.started()
        steps = handover.step_ids.with_user(self.installer)
        before = [(step.date_start, step.date_end) for step in steps]
        add = self.company.add_working_days
        steps[2].action_redate(add(steps[2].date_start, 3))
        self.assertEqual(steps[2].date_start, add(before[2][0], 3))
        self.assertEqual(steps[2].date_end, add(before[2][1], 3))
        self.assertEqual((steps[3].date_start, steps[3].date_end), before[3])
        steps[2].action_redate(before[2][0], move_later=True)
        self.assertEqual(steps[2].date_end, before[2][1])
        self.assertEqual(steps[4].activity_id.date_deadline, steps[4].date_end)
        steps[0].action_redate(add(before[0][0], 2), move_later=True)
        self.assertEqual(steps[1].date_start, add(before[1][0], 2))
        for day in ("soon", 5):
            with self.assertRaises(UserError):
                steps[0].action_redate(day)

    def test_added_steps_get_an_activity_and_deleted_ones_lose_it(self):
        handover = self.started()
        steps = self.env["sales_toolkit.handover_step"].with_user(self.installer)
        step = steps.create({"handover_id": handover.id, "name": "Crane"})
        activity = step.activity_id
        self.assertEqual(activity.user_id, self.installer)
        step.unlink()
        self.assertFalse(activity.exists())
        done = handover.step_ids[0].with_user(self.installer)
        done.action_done()
        with self.assertRaises(UserError):
            done.unlink()

    def test_what_is_refused(self):
        handover, second = self.started(), self.won(name="Second")
        step = handover.step_ids[0].with_user(self.installer)
        for vals in ({"state": "done"}, {"done_by": self.rep.id}, {"handover_id": second.id}):
            with self.assertRaises(UserError):
                step.write(vals)
        with self.assertRaises(ValidationError):
            step.date_end = step.date_start - timedelta(days=1)
        with self.assertRaises(ValidationError):
            step.user_id = self.outsider
        with self.assertRaises(ValidationError):
            step.description = "6222021234567890128"
        with self.assertRaises(UserError):
            handover.with_user(self.installer).write({"lead_id": second.lead_id.id})


@tagged("post_install", "-at_install")
class TestHandoverReminders(HandoverCase):
    def remind(self):
        self.settle()
        with self.enter_registry_test_mode():
            result = self.env.ref("sales_toolkit.cron_remind_handovers").method_direct_trigger()
        self.assertIs(result, True)
        self.settle()

    def age(self, records, field, days):
        day = date.today() - timedelta(days=days)
        for record in records:
            record.store_derived(
                {field: day} if field != "date_end" else {"date_start": day, "date_end": day}
            )

    def test_late_steps_are_their_owners(self):
        handover = self.started()
        self.age(handover.step_ids[:2], "date_end", 3)
        self.remind()
        self.assertEqual(self.waiting(self.installer, "handover_step"), 1)
        self.assertEqual(self.waiting(self.rep, "handover_step"), 1)
        self.assertEqual(handover.late_count, 2)
        steps = self.env["sales_toolkit.handover_step"].with_user(self.installer)
        self.assertEqual(steps.search_count([("late", "=", True)]), 2)
        handover.step_ids[0].with_user(self.installer).action_done()
        self.assertEqual(self.waiting(self.installer, "handover_step"), 0)

    def test_prepared_plans_have_no_late_steps(self):
        handover = self.won()
        self.age(handover.step_ids, "date_end", 3)
        self.remind()
        self.assertEqual(self.waiting(self.installer, "handover_step"), 0)

    def test_not_accepted(self):
        handover = self.started()
        self.assertGreater(handover.accept_due, date.today())
        self.remind()
        self.assertEqual(self.waiting(self.installer, "handover_accept"), 0)
        self.age(handover, "accept_due", 1)
        self.company.handover_escalation_days = 5
        self.remind()
        self.assertEqual(self.waiting(self.installer, "handover_accept"), 1)
        self.assertFalse(handover.escalated_to_id)
        self.age(handover, "accept_due", 20)
        self.remind()
        self.assertEqual(handover.escalated_to_id, self.leader)
        self.assertEqual(self.waiting(self.leader, "handover_escalated"), 1)
        self.remind()
        handover.with_user(self.installer).action_accept()
        self.assertEqual(self.waiting(self.leader, "handover_escalated"), 0)
        self.assertEqual(self.waiting(self.installer, "handover_accept"), 0)

    def test_the_delivery_leader_has_left(self):
        handover, prepared = self.started(), self.won()
        named = handover.step_ids.filtered(lambda step: step.role == "leader")[-1]
        named.user_id = self.fitter
        self.installer.action_archive()
        self.fitter.action_archive()
        self.env.invalidate_all()
        self.remind()
        for row in handover | prepared:
            self.assertEqual((row.accept_user_id, row.activity_id.user_id), (self.rep, self.rep))
            self.assertEqual(row.step_ids.user_id, self.rep)
        self.assertEqual(handover.step_ids.activity_id.user_id, self.rep)
        self.assertEqual(len(handover.step_ids.activity_id), len(handover.step_ids))
        self.team.user_id = self.delivery_user("new")
        self.assertEqual(prepared.activity_id.user_id, self.team.user_id)

    def test_who_sold_it_has_left(self):
        handover = self.started()
        handover.with_user(self.installer).action_ask_back("Which voltage?")
        self.rep.action_archive()
        self.env.invalidate_all()
        self.remind()
        asked = handover.answer_user_id | handover.question_activity_id.user_id
        self.assertEqual(asked, self.leader)
        mine = handover.step_ids.filtered(lambda step: step.role == "salesperson")
        self.assertEqual(mine.user_id, self.installer)

    def test_who_is_told_leads_no_longer(self):
        handover, other = self.started(), self.started(user=self.rep2)
        self.age(handover | other, "accept_due", 20)
        self.remind()
        self.assertEqual(handover.escalated_to_id, self.leader)
        team = self.env["crm.team"].search([("user_id", "=", self.leader.id)])
        team.user_id = self.rep2
        self.assertEqual(handover.escalated_to_id, self.rep2)
        self.assertEqual(self.waiting(self.leader, "handover_escalated"), 0)
        self.assertEqual(self.waiting(self.rep2, "handover_escalated"), 1)
        self.rep2.action_archive()
        self.env.invalidate_all()
        self.remind()
        self.assertEqual(handover.escalated_to_id, self.rep)

    def test_without_anybody_the_leader_is_told(self):
        (self.team | self.foreign_team).active = False
        handover = self.won()
        self.assertEqual(handover.accept_user_id, self.rep)
        self.rep.action_archive()
        self.env.invalidate_all()
        self.remind()
        self.assertEqual((handover.accept_user_id, handover.activity_id.user_id), (self.leader, self.leader))

    def test_never_told_on(self):
        self.company.handover_escalation_days = 0
        handover = self.started()
        self.age(handover, "accept_due", 90)
        self.remind()
        self.assertFalse(handover.escalated_to_id)

    def test_not_answered(self):
        handover = self.started()
        handover.with_user(self.installer).action_ask_back("Which voltage?")
        self.age(handover, "answer_due", 1)
        self.remind()
        self.assertEqual(self.waiting(self.rep, "handover_question"), 1)
        handover.with_user(self.rep).action_answer("380 V")
        self.assertEqual(self.waiting(self.rep, "handover_question"), 0)

    def test_erasing_clears_the_texts(self):
        handover = self.started()
        handover.with_user(self.installer).action_ask_back("Ask Wang?")
        handover.with_user(self.rep).action_answer("Wang knows")
        handover.lead_id.erase_handovers()
        question = handover.question_ids
        self.assertEqual((question.question, question.answer), ("Erased", False))
        self.assertFalse(handover.message_ids)
