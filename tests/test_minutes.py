"""Minutes: the form on which a contact is done, the 24 hours, promises, facts, the next step (O5)."""

from datetime import timedelta

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Datetime
from odoo.tests import Form, tagged
from odoo.tools.safe_eval import safe_eval

from common_follow_up import FollowUpCase

VIEW = "sales_toolkit.follow_up_view_form_done"
# How many queries the ERP takes to mark one activity as done and say so in the chatter
MESSAGE = 20


class MinutesCase(FollowUpCase):
    def contact(self, grade="b", **values):
        """The next planned contact of a new deal, as its salesperson."""
        lead = self.deal(grade, **values)
        return self.planned(lead)[:1].with_user(self.rep)

    def outcome(self, name):
        return self.env.ref(f"sales_toolkit.outcome_{name}")

    def remind(self):
        self.settle()
        with self.enter_registry_test_mode():
            result = self.env.ref("sales_toolkit.cron_remind_minutes").method_direct_trigger()
        self.assertIs(result, True)
        self.settle()

    def reminders(self, user):
        """{kind: summary} of what waits for the user."""
        self.settle()
        rows = self.env["sales_toolkit.reminder"].with_user(user).search([("count", ">", 0)])
        return {row.kind: row.activity_ids.summary for row in rows}


@tagged("post_install", "-at_install")
class TestForm(MinutesCase):
    def test_no_answer_try_again_tomorrow(self):
        contact = self.contact()
        with Form(contact.with_context(opened_as_planned=True), VIEW) as form:
            form.outcome_id = self.outcome("no_answer")
        contact.action_done()
        self.settle()
        self.assertEqual((contact.state, contact.minutes_due), ("done", False))
        self.assertIn("No answer", contact.outcome)
        following = self.planned(contact.lead_id)
        self.assertEqual(following.planned_date, self.rep.add_working_days(self.rep.get_today(), 1))
        self.assertEqual((following.method, len(following)), (contact.method, 1))

    def test_trying_again_takes_nothing_of_what_is_planned(self):
        contact, visit = self.planned(self.deal("a")).with_user(self.rep)
        visit.write({"method": "visit", "goal": "Show the machine"})
        contact.write({"goal": "Tell the last price"})
        self.settle()
        self.env.cr.execute(
            """UPDATE sales_toolkit_follow_up SET create_date = create_date - interval '1 day'
                WHERE id = ANY(%s)""",
            [(contact | visit).ids],
        )
        self.env.invalidate_all()
        day, planned = visit.planned_date, self.rep.add_working_days(self.rep.get_today(), 1)
        visit.sudo().write_derived({"planned_date": max(day, self.rep.add_working_days(planned, 1))})
        contact.action_done_with_result(self.outcome("no_answer").id)
        self.settle()
        again, after = self.planned(contact.lead_id)
        self.assertEqual((after, after.method, after.goal), (visit, "visit", "Show the machine"))
        self.assertEqual((again.planned_date, again.method), (planned, contact.method))
        self.assertEqual(again.goal, "Tell the last price")

    def test_the_next_step_is_the_next_follow_up(self):
        contact = self.contact()
        day = self.rep.add_working_days(self.rep.get_today(), 3)
        contact.write({"minutes": "Long talk", "next_date": day, "next_step": "Show the machine"})
        contact.write({"next_method": "visit"})
        contact.action_done()
        following = self.planned(contact.lead_id)
        self.assertEqual(
            (following.planned_date, following.goal, following.method), (day, "Show the machine", "visit")
        )
        self.assertEqual(following.activity_id.summary, "Show the machine")
        self.assertEqual(contact.lead_id.next_follow_up_date, day)

    def test_where_a_second_one_is_planned_it_moves(self):
        contact = self.contact("a")
        second = self.planned(contact.lead_id)[1]
        day = self.rep.add_working_days(self.rep.get_today(), 2)
        contact.write({"next_date": day, "next_step": "Sign"})
        contact.action_done("Fine")
        self.assertEqual(self.planned(contact.lead_id), second)
        self.assertEqual((second.planned_date, second.goal), (day, "Sign"))

    def test_none_that_the_cadence_gives_comes_before_the_agreed_one(self):
        contact, last = self.planned(self.deal("a")).with_user(self.rep)
        contact.action_done("Fine")
        day = self.rep.add_working_days(self.rep.get_today(), 15)
        last.write({"next_date": day, "next_step": "After their board meeting"})
        last.action_done("Fine")
        [agreed] = self.planned(last.lead_id)
        self.assertEqual((agreed.planned_date, agreed.goal), (day, "After their board meeting"))
        self.assertEqual(last.lead_id.next_follow_up_date, day)
        self.assertEqual(len(last.lead_id.activity_ids), 1)
        agreed.with_user(self.rep).action_done("Met")
        self.assertEqual(len(self.planned(last.lead_id)), 2)

    def test_the_agreed_one_stays_when_the_opportunity_changes_hands_or_grade(self):
        contact = self.planned(self.deal("a"))[1].with_user(self.rep)
        lead = contact.lead_id.sudo()
        day = self.rep.add_working_days(self.rep.get_today(), 15)
        contact.write({"next_date": day})
        contact.action_done("Fine")
        [agreed] = self.planned(lead)
        for values in ({"user_id": self.rep2.id}, {"need_clarity": "vague"}, self.deal_values("a")):
            lead.with_user(self.manager).write(values)
            self.assertEqual(self.planned(lead), agreed)
            self.assertEqual((agreed.planned_date, agreed.activity_id.date_deadline), (day, day))
            self.assertEqual((agreed.user_id, agreed.grade), (lead.user_id, lead.grade))

    def test_an_activity_of_somebody_s_own_before_the_agreed_one_stays(self):
        first, second = self.planned(self.deal("a")).with_user(self.rep)
        second.planned_date = self.rep.add_working_days(second.planned_date, 1)
        first.write({"next_date": self.rep.add_working_days(self.rep.get_today(), 15)})
        moved = second.planned_date
        third = self.env["sales_toolkit.follow_up"].with_user(self.rep)
        third = third.create({"lead_id": first.lead_id.id, "state": "planned", "planned_date": self.day(4)})
        first.action_done("Fine")
        self.assertEqual((second | third).mapped("state"), ["planned", "planned"])
        self.assertIn(moved, (second | third).mapped("planned_date"))

    def test_a_contact_of_a_deal_that_is_not_graded(self):
        lead = self.deal(None).with_user(self.rep)
        action = lead.action_log_contact()
        self.assertFalse(action.get("res_id"))
        context = {key: value for key, value in action["context"].items()}
        with Form(
            self.env["sales_toolkit.follow_up"].with_user(self.rep).with_context(**context), VIEW
        ) as form:
            form.minutes = "He called"
            form.next_date = self.day(5)
            form.next_step = "Call back"
        self.settle()
        done = lead.follow_up_ids.filtered(lambda row: row.state == "done")
        self.assertEqual((done.minutes, bool(done.minutes_at)), ("He called", True))
        self.assertEqual(self.planned(lead).goal, "Call back")

    def test_logging_opens_the_one_that_was_planned(self):
        contact = self.contact()
        self.assertEqual(contact.lead_id.action_log_contact()["res_id"], contact.id)

    def test_a_contact_that_is_logged_is_about_an_open_deal(self):
        lead, won, lost = (self.deal(None) for _ in range(3))
        won.action_set_won()
        lost.action_set_lost()
        self.settle()
        view = "sales_toolkit.follow_up_view_form"
        form = Form(self.env["sales_toolkit.follow_up"].with_user(self.rep), view)
        [node] = form._view["tree"].xpath("//field[@name='lead_id']")
        domain = safe_eval(node.get("domain"), {"partner_id": False})
        self.assertEqual(self.env["crm.lead"].search(domain) & (lead | won | lost), lead)

    def test_promises_become_activities_of_who_promised(self):
        contact = self.contact()
        due = self.day(2)
        contact.promise_ids = [
            (0, 0, {"name": "Send the drawings", "user_id": self.leader.id, "due_date": due}),
            (0, 0, {"name": "Call the plant"}),
        ]
        self.assertFalse(contact.promise_ids.activity_id)
        contact.action_done("Fine")
        self.settle()
        first, second = contact.promise_ids.sorted(lambda row: row.user_id != self.leader)
        self.assertEqual(first.activity_id.user_id, self.leader)
        self.assertEqual(first.activity_id.summary, "Send the drawings")
        self.assertEqual(second.activity_id.user_id, self.rep)
        first.activity_id.with_user(self.leader).action_feedback("Sent")
        self.assertTrue(first.done)
        contact.with_user(self.rep).write({"minutes": "All of it"})
        contact.action_write_minutes()
        self.assertEqual(len(contact.promise_ids.activity_id), 2)

    def test_promises_of_who_leaves_are_kept_by_others(self):
        """Those that are open: by who looks after the deal, or leads whom it was looked after by."""
        contact = self.contact()
        day = self.rep.get_today() + timedelta(days=3)
        common = {"due_date": day, "user_id": self.rep2.id}
        contact.promise_ids = [(0, 0, {"name": name, **common}) for name in ("Drawings", "Samples")]
        contact.promise_ids = [(0, 0, {"name": "Prices", "due_date": day, "user_id": self.rep.id})]
        contact.action_done("They want to see it")
        self.settle()
        kept, owed, own = contact.promise_ids.sorted("id")
        kept.activity_id.with_user(self.rep2).action_feedback()
        self.rep2.action_archive()
        self.settle()
        self.assertEqual((kept.user_id, kept.done), (self.rep2, True))
        self.assertEqual((owed.user_id, owed.activity_id.user_id), (self.rep, self.rep))
        self.assertEqual((owed.activity_id.date_deadline, owed.activity_id.summary), (day, "Samples"))
        self.rep.action_archive()
        self.settle()
        for promise in owed | own:
            self.assertEqual((promise.user_id, promise.activity_id.user_id), (self.leader, self.leader))

    def test_objections_are_raised_and_seen(self):
        contact = self.contact()
        kind = self.env.ref("sales_toolkit.objection_type_price")
        values = {"lead_id": contact.lead_id.id, "type_id": kind.id, "description": "Too expensive"}
        contact.objection_ids = [(0, 0, values)]
        contact.action_done("Fine", "Long talk")
        self.settle()
        raised = contact.lead_id.objection_ids
        self.assertEqual((raised.follow_up_id, raised.state, raised.raised_by), (contact, "open", self.rep))
        following = self.planned(contact.lead_id).with_user(self.rep)
        self.assertEqual(following.open_objection_ids, raised)
        self.assertFalse(contact.open_objection_ids)

    def test_needs_and_facts_go_to_the_customer_with_the_minutes_as_reason(self):
        customer = self.customer(need_description="A laser cutter", main_business="Steel")
        contact = self.contact(partner_id=customer.id)
        contact.write({"new_needs": "And a press", "write_needs": True})
        contact.fact_ids = [
            (0, 0, {"item": "main_business", "value": "Steel and wood"}),
            (0, 0, {"item": "pain_points", "value": "Scrap", "write_back": False}),
        ]
        contact.action_done("Fine", "Long talk")
        self.settle()
        self.assertEqual(customer.need_description, "A laser cutter\nAnd a press")
        self.assertEqual((customer.main_business, customer.pain_points), ("Steel and wood", False))
        row = self.rows(customer, "main_business")[-1]
        self.assertIn("minutes of", row.reason)
        self.assertEqual(row.channel_id, self.phone)
        contact.action_write_minutes()
        self.assertEqual(len(self.rows(customer, "main_business")), len(self.rows(customer, "main_business")))
        self.assertEqual(customer.need_description, "A laser cutter\nAnd a press")

    def test_a_fact_that_can_not_be_read_stops_it_and_loses_nothing(self):
        customer = self.customer()
        contact = self.contact(partner_id=customer.id)
        contact.fact_ids = [(0, 0, {"item": "size", "value": "large"})]
        self.env.flush_all()
        with self.assertRaisesRegex(UserError, "Company size"), self.env.cr.savepoint():
            contact.action_done("Fine")
        self.env.invalidate_all()
        self.assertEqual(contact.state, "planned")
        self.assertEqual(contact.fact_ids.value, "large")

    def test_confidential_items_are_no_facts(self):
        items = dict(self.env["sales_toolkit.follow_up_fact"]._fields["item"].selection)
        self.assertFalse({"budget", "decision_chain", "internal_notes", "family_situation"} & items.keys())


@tagged("post_install", "-at_install")
class TestHours(MinutesCase):
    def test_24_hours_from_the_contact(self):
        contact = self.contact()
        contact.action_done("Fine")
        self.assertEqual(contact.minutes_due, contact.done_at + timedelta(hours=24))
        self.assertEqual(list(self.reminders(self.rep)), ["minutes"])
        contact.write({"minutes": "Long talk"})
        contact.action_write_minutes()
        self.assertTrue(contact.minutes_at)
        self.assertEqual(self.reminders(self.rep), {})

    def test_minutes_at_once_ask_for_nothing(self):
        contact = self.contact()
        contact.action_done("Fine", "Long talk")
        self.assertTrue(contact.minutes_at <= contact.minutes_due)
        self.assertEqual(self.reminders(self.rep), {})

    def test_in_working_hours(self):
        self.company.write({"minutes_in_working_hours": True, "minutes_hours": 8})
        contact = self.contact()
        friday = Datetime.to_datetime("2024-07-05 15:00:00")
        self.company.resource_calendar_id.tz = "UTC"
        due = contact._get_minutes_due(friday)
        self.assertEqual(due.date().isoformat(), "2024-07-08")

    def test_numbers_that_make_no_sense(self):
        for values in ({"minutes_hours": 0}, {"minutes_escalation_hours": -1}, {"minutes_hours": 9999}):
            with self.subTest(values), self.assertRaises(ValidationError):
                self.company.write(values)

    def late(self, hours, **values):
        contact = self.contact(**values)
        contact.action_done("Fine")
        contact.sudo().store_derived({"minutes_due": Datetime.now() - timedelta(hours=hours)})
        self.remind()
        return contact

    def test_late_ones_are_reminded_then_escalated(self):
        contact = self.late(1)
        self.assertEqual(self.reminders(self.rep), {"minutes_late": "Minutes that are late: 1"})
        self.assertEqual(self.reminders(self.leader), {})
        contact.sudo().store_derived({"minutes_due": Datetime.now() - timedelta(hours=30)})
        self.remind()
        self.assertEqual(contact.sudo().escalated_to, self.leader)
        self.assertIn("minutes_escalated", self.reminders(self.leader))
        contact.write({"minutes": "At last"})
        contact.action_write_minutes()
        self.assertEqual(self.reminders(self.leader), {})
        self.assertEqual(self.reminders(self.rep), {})

    def test_of_somebody_in_no_team_the_leader_of_the_deal_s_team_is_told(self):
        team = self.rep.crm_team_member_ids.crm_team_id
        self.rep.crm_team_member_ids.sudo().unlink()
        contact = self.late(30, team_id=team.id)
        self.assertEqual(contact.sudo().escalated_to, self.leader)
        self.assertEqual(contact.sudo().lead_id.get_stall_people(), (self.rep, self.leader))

    def test_another_leader_takes_over(self):
        contact = self.late(30).sudo()
        team = self.rep.crm_team_member_ids.crm_team_id
        self.assertEqual(contact.escalated_to, self.leader)
        team.user_id = self.manager
        self.settle()
        self.assertEqual(contact.escalated_to, self.manager)
        self.assertEqual(self.reminders(self.leader), {})
        self.assertIn("minutes_escalated", self.reminders(self.manager))
        self.env.cr.execute("UPDATE crm_team SET user_id = %s WHERE id = %s", (self.rep2.id, team.id))
        self.env.invalidate_all()
        self.manager.active = False
        self.remind()
        self.assertEqual(contact.escalated_to, self.rep2)

    def test_nobody_is_told_where_the_leader_has_left(self):
        self.leader.active = False
        contact = self.late(30).sudo()
        self.assertFalse(contact.escalated_to)
        self.assertFalse(contact._get_late_minutes())

    def test_the_moment_of_the_contact_moves_when_minutes_are_due(self):
        contact = self.contact()
        contact.action_done("Fine")
        contact.write({"done_at": Datetime.now() - timedelta(days=3)})
        self.settle()
        self.assertEqual(contact.minutes_due, contact.done_at + timedelta(hours=24))
        self.assertEqual(list(self.reminders(self.rep)), ["minutes_late"])
        planned = self.contact(name="Other")
        planned.write({"done_at": Datetime.now()})
        self.assertFalse(planned.minutes_due)

    def test_the_report_counts_them(self):
        late, good = self.late(2), self.contact(name="Other")
        good.action_done("Fine", "Long talk")
        self.settle()
        report = self.env["sales_toolkit.contact_report"].with_user(self.rep)
        domain = [("lead_id", "in", (late | good).lead_id.ids)]
        [row] = report._read_group(
            domain, [], ["contacts:sum", "minutes_asked:sum", "minutes_on_time:sum", "minutes_late:sum"]
        )
        self.assertEqual(row, (2, 2, 1, 1))
        self.assertFalse(report.with_user(self.rep2).search(domain))

    def test_a_meeting_about_a_colleagues_opportunity_is_no_contact(self):
        """It would end the owner's plan."""
        lead = self.deal("b")
        planned = self.planned(lead)
        stop = Datetime.now() - timedelta(hours=1)
        values = {"name": "x", "start": stop - timedelta(hours=1), "stop": stop, "user_id": self.rep2.id}
        events = self.env["calendar.event"].with_user(self.rep2)
        with self.assertRaises(AccessError):
            events.create({**values, "opportunity_id": lead.id})
        event = events.create(values)
        with self.assertRaises(AccessError):
            event.write({"opportunity_id": lead.id})
        # as it may stand there from before
        event.sudo().opportunity_id = lead
        self.remind()
        self.assertEqual(self.planned(lead), planned)

    def test_promises_and_facts_stay_below_ones_own_contact(self):
        mine, theirs = self.contact(), self.contact()
        theirs.sudo().lead_id.user_id = theirs.sudo().user_id = self.rep2
        self.settle()
        below = {"follow_up_id": mine.id}
        promise = self.env["sales_toolkit.promise"].with_user(self.rep).create({**below, "name": "Drawings"})
        fact = self.env["sales_toolkit.follow_up_fact"].with_user(self.rep)
        fact = fact.create({**below, "item": "main_business", "value": "x"})
        for row in (promise, fact):
            with self.assertRaises(AccessError):
                row.write({"follow_up_id": theirs.id})

    def test_a_private_meeting_does_not_tell_its_subject(self):
        self.rep.with_user(self.rep).calendar_default_privacy = "private"
        self.test_a_finished_meeting_asks_for_its_minutes(told=False)

    def test_a_finished_meeting_asks_for_its_minutes(self, told="On site"):
        lead = self.deal("b")
        planned = self.planned(lead)
        now = Datetime.now()
        event = (
            self.env["calendar.event"]
            .with_user(self.rep)
            .create(
                {
                    "name": "On site",
                    "start": now - timedelta(hours=3),
                    "stop": now - timedelta(hours=2),
                    "opportunity_id": lead.id,
                    "user_id": self.rep.id,
                }
            )
        )
        self.remind()
        done = lead.follow_up_ids.filtered(lambda row: row.state == "done")
        self.assertEqual((done.event_id, done.outcome), (event, told))
        self.assertFalse(planned.exists())
        self.assertIn("minutes", self.reminders(self.rep))
        self.remind()
        self.assertEqual(len(lead.follow_up_ids.filtered(lambda row: row.state == "done")), 1)

    def test_two_meetings_of_one_opportunity_at_once(self):
        """Each stands for a contact of its own: the second not for what is planned after the first."""
        lead = self.deal("b")
        self.planned(lead)
        self.meetings(lead)
        self.meetings(lead)
        self.remind()
        done = lead.follow_up_ids.filtered(lambda row: row.state == "done")
        self.assertEqual(len(done), 2)
        self.assertEqual(len(done.filtered("planned_date")), 1)
        self.assertTrue(lead.follow_up_ids.filtered(lambda row: row.state == "planned"))

    def test_many_meetings_cost_about_as_many_queries_as_few(self):
        costs = []
        for number in (2, 12):
            leads = self.env["crm.lead"].union(*[self.deal("b", name=str(index)) for index in range(number)])
            leads.plan_follow_ups()
            events = self.meetings(leads)
            self.settle()
            before = self.env.cr.sql_log_count
            self.env["sales_toolkit.follow_up"].sudo()._log_meetings(events.ids)
            self.env.flush_all()
            costs.append(self.env.cr.sql_log_count - before)
            self.assertEqual(len(leads.follow_up_ids.filtered("event_id")), number)
        # a message for each that was planned and is done, as the ERP writes it
        self.assertLess((costs[1] - costs[0]) / 10, MESSAGE, costs)

    def meetings(self, leads):
        now = Datetime.now()
        values = {"name": "On site", "start": now - timedelta(hours=3), "stop": now - timedelta(hours=2)}
        values["user_id"] = self.rep.id
        events = self.env["calendar.event"].with_user(self.rep)
        return events.create([{**values, "opportunity_id": lead.id} for lead in leads])


@tagged("post_install", "-at_install")
class TestNothingIsLost(MinutesCase):
    def test_two_at_once(self):
        contact = self.contact()
        contact.write({"minutes": "Mine"})
        contact.action_done("Fine")
        second = contact.with_user(self.leader).with_context(opened_as_planned=True)
        second.write({"minutes": "Theirs", "outcome": "Other"})
        with self.assertRaises(UserError):
            second.action_done()
        self.assertIn("Mine", contact.minutes)
        self.assertIn("Theirs", contact.minutes)
        self.assertEqual(contact.outcome, "Fine")
        # what stands there already, in place of either, too; and a draft may be kept again
        self.assertIn("Other", contact.minutes)
        kept = contact.minutes
        second.write({"minutes": "Theirs", "outcome": "Other"})
        self.assertEqual(contact.minutes, kept)

    def test_of_a_cancelled_one(self):
        contact = self.contact()
        contact.action_cancel()
        contact.with_context(opened_as_planned=True).write({"minutes": "But we talked"})
        self.assertEqual(contact.minutes, "But we talked")
        for method in (contact.action_done, contact.action_write_minutes, contact.action_open_minutes):
            with self.assertRaises(UserError):
                method()

    def test_long_texts_of_any_script(self):
        contact = self.contact()
        text = "🙂 שלום 客户说 " * 8000
        contact.action_done("🙂", text)
        self.settle()
        self.assertEqual(contact.minutes, text.strip() if contact.minutes == text.strip() else text)

    def test_an_empty_page_is_no_minutes(self):
        contact = self.contact()
        contact.action_done("Fine")
        contact.write({"minutes": "   "})
        with self.assertRaises(UserError):
            contact.action_write_minutes()

    def test_a_message_becomes_minutes(self):
        lead = self.deal("b").with_user(self.rep)
        message = lead.message_post(body="We take it", message_type="email", subject="Order")
        action = lead.action_minutes_from_message(message.id)
        values = {key: value for key, value in action["context"].items()}
        self.assertEqual((values["default_minutes"], values["default_outcome"]), ("We take it", "Order"))
        other = self.deal("b", name="Other")
        for id_ in (other.message_ids[:1].id, False, 0):
            with self.assertRaises(UserError):
                lead.action_minutes_from_message(id_)

    def test_colleagues(self):
        contact = self.contact()
        contact.promise_ids = [(0, 0, {"name": "Send it"})]
        contact.action_done("Fine", "Long talk")
        other = contact.with_user(self.rep2)
        for attempt in (
            lambda: other.minutes,
            other.action_write_minutes,
            lambda: other.lead_id.action_log_contact(),
            lambda: contact.promise_ids.with_user(self.rep2).name,
        ):
            with self.assertRaises(AccessError):
                attempt()
