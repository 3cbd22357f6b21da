"""A follow-up and its activity say the same, and what people make counts too (O3)."""

from datetime import timedelta

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from odoo.addons.sales_toolkit.models.follow_up.planner import Planner

from common_follow_up import FollowUpCase


@tagged("post_install", "-at_install")
class TestInStep(FollowUpCase):
    def test_done_on_the_activity(self):
        lead = self.deal("b")
        row = self.planned(lead)
        row.activity_id.with_user(self.rep).action_feedback("Will decide on Friday")
        self.settle()
        self.assertEqual((row.state, row.outcome), ("done", "Will decide on Friday"))
        self.assertTrue(row.done_at)
        self.assertEqual(len(self.planned(lead)), 1)

    def test_duplicated(self):
        row = self.planned(self.deal("b"))
        copy = row.with_user(self.rep).copy()
        self.assertEqual((copy.state, copy.planned_date, copy.goal), ("planned", row.planned_date, row.goal))
        self.assertFalse(copy.slot_date or copy.grade or copy.cadence or copy.activity_id == row.activity_id)
        self.plan()
        self.assertEqual((row | copy).mapped("state"), ["planned", "planned"])

    def test_logged_from_an_opportunity_by_a_default(self):
        customer = self.customer()
        lead = self.deal(None, partner_id=customer.id)
        values = {"minutes": "Talked"}
        logged = self.env["sales_toolkit.follow_up"].with_user(self.rep).with_context(default_lead_id=lead.id)
        self.assertEqual(logged.create(values).partner_id, customer)
        values["lead_id"] = lead.id
        logged.create([values])
        self.assertEqual(set(values), {"minutes", "lead_id"})

    def test_long_feedback_is_the_minutes(self):
        row = self.planned(self.deal("b"))
        row.activity_id.with_user(self.rep).action_feedback("One\nTwo")
        self.assertEqual((row.outcome, row.minutes), (False, "One\nTwo"))

    def test_done_on_the_follow_up(self):
        lead = self.deal("b")
        row = self.planned(lead)
        activity = row.activity_id
        row.with_user(self.rep).action_done("Agreed", "Long talk", "Send the draft")
        self.settle()
        self.assertEqual((row.state, row.outcome, row.minutes), ("done", "Agreed", "Long talk"))
        self.assertFalse(activity.active)
        self.assertIn("Agreed", activity.feedback)
        following = self.planned(lead)
        self.assertGreater(following.planned_date, self.rep.get_today() + timedelta(days=2))

    def test_of_two_the_second_stays(self):
        lead = self.deal("a")
        first, second = self.planned(lead)
        first.with_user(self.rep).action_done("Talked")
        self.assertEqual(self.planned(lead), second)
        second.with_user(self.rep).action_done("Visited")
        self.assertEqual(len(self.planned(lead)), 2)
        self.assertEqual(self.planned(lead).mapped("method"), ["phone", "visit"])

    def test_only_once(self):
        row = self.planned(self.deal("b")).with_user(self.rep)
        row.action_done("Talked")
        with self.assertRaisesRegex(UserError, "not planned any more"):
            row.action_done("Again")
        with self.assertRaises(UserError):
            row.action_cancel()
        self.assertEqual(row.outcome, "Talked")

    def test_moved_on_either_side(self):
        row = self.planned(self.deal("b"))
        day = row.planned_date + timedelta(days=1)
        row.activity_id.with_user(self.rep).date_deadline = day
        self.settle()
        self.assertEqual((row.planned_date, row.lead_id.next_follow_up_date), (day, day))
        row.with_user(self.rep).write({"planned_date": day + timedelta(days=1), "goal": "Other"})
        self.settle()
        self.assertEqual(row.activity_id.date_deadline, day + timedelta(days=1))
        self.assertEqual(row.activity_id.summary, "Other")

    def test_given_to_a_colleague(self):
        lead = self.deal("b")
        row = self.planned(lead)
        row.activity_id.with_user(self.leader).user_id = self.leader
        self.settle()
        self.assertEqual(row.user_id, self.leader)
        lead.with_user(self.rep).priority = "2"
        self.plan()
        self.assertEqual(row.user_id, self.leader)

    def test_cancelled_on_either_side(self):
        lead = self.deal("b")
        row = self.planned(lead)
        day = row.planned_date
        row.activity_id.with_user(self.rep).unlink()
        self.settle()
        self.assertEqual((row.state, row.skipped), ("cancelled", True))
        following = self.planned(lead)
        self.assertGreater(following.planned_date, day)
        activity = following.activity_id
        following.with_user(self.rep).action_cancel()
        self.assertFalse(activity.exists())
        self.assertGreater(self.planned(lead).planned_date, following.planned_date)

    def test_an_activity_that_is_lost_comes_back(self):
        row = self.planned(self.deal("b"))
        self.env.cr.execute("DELETE FROM mail_activity WHERE id = %s", [row.activity_id.id])
        self.env.invalidate_all()
        self.plan()
        self.assertEqual(row.activity_id.date_deadline, row.planned_date)


@tagged("post_install", "-at_install")
class TestWhatPeopleMake(FollowUpCase):
    def test_what_is_due_today_where_they_are_serves_and_not_what_was_yesterday(self):
        lead = self.deal(None)
        call = self.env.ref("mail.mail_activity_data_call")
        for zone in ("Pacific/Kiritimati", "Pacific/Niue"):
            self.rep.tz = zone
            today = self.rep.get_today()
            for day, serves in ((today - timedelta(days=1), False), (today, True)):
                with self.subTest(zone=zone, day=day):
                    activity = lead.activity_schedule(
                        activity_type_id=call.id, user_id=self.rep.id, date_deadline=day, automated=False
                    )
                    self.assertEqual(lead.id in Planner(lead.sudo()).near, serves)
                    activity.sudo().unlink()

    def call(self, lead, days=1, kind="call", user=None):
        user = user or self.rep
        return (
            self.env["mail.activity"]
            .with_user(user)
            .create(
                {
                    "res_model_id": self.env["ir.model"]._get_id("crm.lead"),
                    "res_id": lead.id,
                    "activity_type_id": self.env.ref(f"mail.mail_activity_data_{kind}").id,
                    "date_deadline": self.rep.get_today() + timedelta(days=days),
                    "summary": "My own call",
                    "user_id": user.id,
                }
            )
        )

    def test_a_contact_that_is_logged_is_the_call_and_nothing_more(self):
        """What was planned after the call stays: done once is one contact."""
        lead = self.deal("a")
        _first, second = self.planned(lead)
        activity = self.call(lead, days=0)
        self.assertEqual(self.planned(lead)[0].activity_id, activity)
        values = {"lead_id": lead.id, "outcome": "Talked"}
        contact = self.env["sales_toolkit.follow_up"].with_user(self.rep).create(values)
        self.settle()
        self.assertFalse(activity.active)
        self.assertEqual(lead.follow_up_ids.filtered(lambda row: row.state == "done"), contact)
        self.assertEqual(self.planned(lead), second)

    def test_a_call_before_planning_is_the_follow_up(self):
        lead = self.deal(None)
        activity = self.call(lead, days=2)
        lead.with_user(self.rep).write({"need_clarity": "partial", "budget_fit": "unconfirmed"})
        lead.with_user(self.rep).date_deadline = self.day(60)
        [row] = self.planned(lead)
        self.assertEqual((row.activity_id, row.goal), (activity, "My own call"))
        self.assertEqual(lead.activity_ids, activity)

    def test_a_call_after_planning_takes_over(self):
        lead = self.deal("b")
        old = self.planned(lead).activity_id
        activity = self.call(lead, days=2)
        [row] = self.planned(lead)
        self.assertEqual((row.activity_id, row.planned_date), (activity, activity.date_deadline))
        self.assertFalse(old.exists())

    def test_a_task_or_a_far_call_does_not(self):
        lead = self.deal("b")
        row = self.planned(lead)
        for kind, days in (("todo", 1), ("call", 40)):
            self.call(lead, days, kind)
            self.assertNotEqual(self.planned(lead).activity_id.summary, "My own call")
        self.call(lead, 1, user=self.leader)
        self.assertEqual(self.planned(lead), row)
        self.assertEqual(row.activity_id.user_id, self.rep)

    def test_a_call_that_was_done_without_a_plan(self):
        lead = self.deal("b")
        row = self.planned(lead)
        activity = self.call(lead, days=40)
        activity.action_feedback("Talked today")
        self.settle()
        self.assertEqual((row.state, row.outcome), ("done", "Talked today"))
        self.assertEqual(len(self.planned(lead)), 1)

    def test_a_logged_contact_is_the_planned_one(self):
        lead = self.deal("b")
        row = self.planned(lead)
        day, activity = row.planned_date, row.activity_id
        logged = (
            self.env["sales_toolkit.follow_up"]
            .with_user(self.rep)
            .create({"lead_id": lead.id, "outcome": "He called", "method": "phone"})
        )
        self.settle()
        self.assertFalse(row.exists())
        self.assertEqual((logged.planned_date, logged.slot_date, logged.state), (day, day, "done"))
        self.assertFalse(activity.active)
        self.assertEqual(len(self.planned(lead)), 1)

    def test_a_contact_of_long_ago_is_another_one(self):
        lead = self.deal("b")
        row = self.planned(lead)
        values = {"lead_id": lead.id, "outcome": "Fair", "done_at": "2024-03-01 02:00:00"}
        self.env["sales_toolkit.follow_up"].with_user(self.rep).create(values)
        self.assertEqual(self.planned(lead), row)

    def test_a_meeting_moves_its_follow_up_and_is_done_when_over(self):
        lead = self.deal("b")
        start = self.env.cr.now() + timedelta(days=2)
        event = (
            self.env["calendar.event"]
            .with_user(self.rep)
            .create(
                {
                    "name": "On site",
                    "start": start,
                    "stop": start + timedelta(hours=1),
                    "opportunity_id": lead.id,
                    "res_model_id": self.env["ir.model"]._get_id("crm.lead"),
                    "res_id": lead.id,
                    "user_id": self.rep.id,
                }
            )
        )
        [row] = self.planned(lead)
        self.assertEqual(row.activity_id.calendar_event_id, event)
        event.write({"start": start + timedelta(days=1), "stop": start + timedelta(days=1, hours=1)})
        self.settle()
        self.assertEqual(row.planned_date, row.activity_id.date_deadline)
        event.write({"start": start - timedelta(days=5), "stop": start - timedelta(days=5, hours=-1)})
        self.plan()
        self.assertEqual((row.state, row.outcome), ("done", "On site"))
        self.assertEqual(len(self.planned(lead)), 1)

    def test_a_meeting_that_is_off(self):
        self.test_a_meeting_moves_its_follow_up_and_is_done_when_over()
        lead = self.deal("b", name="Second")
        start = self.env.cr.now() + timedelta(days=2)
        values = {"name": "On site", "start": start, "stop": start, "opportunity_id": lead.id}
        model = self.env["ir.model"]._get_id("crm.lead")
        values |= {"res_model_id": model, "res_id": lead.id, "user_id": self.rep.id}
        event = self.env["calendar.event"].with_user(self.rep).create(values)
        row = self.planned(lead)
        event.unlink()
        self.settle()
        self.assertEqual(row.state, "cancelled")
        self.assertEqual(len(self.planned(lead)), 1)

    def test_planned_by_hand_on_any_opportunity(self):
        lead = self.deal(None)
        row = (
            self.env["sales_toolkit.follow_up"]
            .with_user(self.rep)
            .create(
                {"lead_id": lead.id, "state": "planned", "planned_date": self.day(3), "goal": "Say hello"}
            )
        )
        self.assertEqual(row.activity_id.summary, "Say hello")
        lead.with_user(self.rep).probability = 30
        self.plan()
        self.assertEqual(row.state, "planned")


@tagged("post_install", "-at_install")
class TestWho(FollowUpCase):
    def test_a_colleague_with_own_opportunities_only(self):
        row = self.planned(self.deal("b")).with_user(self.rep2)
        self.assertFalse(row.search([("id", "=", row.id)]))
        for attempt in (lambda: row.action_done("x"), lambda: row.goal, row.action_cancel):
            with self.assertRaises(AccessError):
                attempt()

    def test_a_colleague_can_not_put_a_contact_below_it(self):
        """It would end the owner's plan, and copy the goal."""
        lead = self.deal("b")
        planned = self.planned(lead)
        mine = self.env["sales_toolkit.follow_up"].with_user(self.rep2)
        values = {"state": "done", "done_at": "2024-03-01 02:00:00", "partner_id": lead.partner_id.id}
        with self.assertRaises(AccessError):
            mine.create({**values, "lead_id": lead.id})
        own = mine.create({**values, "partner_id": self.customer("Other", user_id=self.rep2.id).id})
        with self.assertRaises(AccessError):
            own.write({"lead_id": lead.id})
        self.assertEqual(self.planned(lead), planned)

    def test_a_deleted_opportunity_opens_nothing(self):
        lead = self.deal("b")
        customer = lead.partner_id = self.customer()
        row = self.planned(lead)
        row.with_user(self.rep).action_done("Secret words")
        lead.with_user(self.manager).unlink()
        self.settle()
        self.assertTrue(row.with_user(self.rep).outcome)
        self.assertTrue(row.with_user(self.leader).outcome)
        colleague = self.env["sales_toolkit.follow_up"].with_user(self.rep2)
        self.assertFalse(colleague.search([("id", "=", row.id)]))
        open_one = colleague.create(
            {"partner_id": customer.id, "state": "done", "done_at": "2024-03-01 02:00:00"}
        )
        self.assertTrue(open_one.with_user(self.rep).search([("id", "=", open_one.id)]))

    def test_the_leader_and_a_stand_in(self):
        row = self.planned(self.deal("b"))
        self.assertTrue(row.with_user(self.leader).goal)
        row.activity_id.user_id = self.rep2
        self.settle()
        kind = self.env["sales_toolkit.objection_type"].search([], limit=1)
        objections = self.env["sales_toolkit.objection"].with_user(self.rep)
        values = {"lead_id": row.lead_id.id, "type_id": kind.id, "description": "Too dear"}
        objection = objections.create(values)
        self.settle()
        # the form of the minutes opens for them, without the deal's objections
        stand_in = row.with_user(self.rep2)
        spec = {"open_objection_ids": {"fields": {"description": {}}}}
        self.assertEqual(stand_in.web_read(spec)[0]["open_objection_ids"], [])
        self.assertEqual(row.with_user(self.rep).open_objection_ids, objection)
        stand_in.action_done("Stood in")
        self.assertEqual(row.state, "done")

    def test_what_was_decided_can_not_be_typed(self):
        row = self.planned(self.deal("b")).with_user(self.rep)
        for values in (
            {"state": "done"},
            {"slot_date": "2030-01-01"},
            {"grade": "a"},
            {"activity_id": False},
        ):
            with self.subTest(values), self.assertRaises(UserError):
                row.write(values)
        row.action_done("Talked")
        with self.assertRaises(UserError):
            row.planned_date = "2030-01-01"
        with self.assertRaises(UserError):
            row.create({"lead_id": row.lead_id.id, "state": "missed", "planned_date": "2024-01-01"})

    def test_of_another_company(self):
        other = self.env["res.company"].create({"name": "Elsewhere"})
        lead = self.deal("b")
        row = self.planned(lead)
        lead.write({"company_id": other.id, "user_id": False, "team_id": False})
        self.env["sales_toolkit.follow_up"].with_derivation().create(
            {"lead_id": lead.id, "state": "planned", "planned_date": self.day(3), "user_id": False}
        )
        rows = self.env["sales_toolkit.follow_up"].with_user(self.leader)
        self.assertFalse(rows.search([("lead_id", "=", lead.id)]))
        self.assertTrue(row)

    def test_a_partner_less_deal_is_readable(self):
        lead = self.deal("b", partner_id=False)
        self.assertTrue(self.planned(lead).with_user(self.rep).goal)
