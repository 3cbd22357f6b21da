"""What counts as an interaction, and what follows from it (C11)."""

from datetime import timedelta

from odoo.exceptions import UserError
from odoo.fields import Date, Datetime
from odoo.tests import tagged

from common_dormancy import SECRET, Interacting


@tagged("post_install", "-at_install")
class TestLastContact(Interacting):
    """Derived from all of them, and taken back with them."""

    def test_nothing_yet(self):
        self.assertEqual(self.last(), ("", ""))

    def test_messages(self):
        for record in (self.partner, self.contact, self.lead):
            with self.subTest(record=record):
                message = self.note(record.with_user(self.rep))
                self.assertEqual(self.last(), (self.today(), "Message to the customer"))
                message.sudo().unlink()
                self.assertEqual(self.last(), ("", ""))
        self.note(self.lead, message_type="email", author_id=self.contact.id)
        self.assertEqual(self.last(), (self.today(), "E-mail from the customer"))

    def test_a_colleague_who_answers_by_e_mail_writes_to_the_customer(self):
        self.note(self.lead, message_type="email", author_id=self.rep.partner_id.id)
        self.assertEqual(self.last()[1], "Message to the customer")

    def test_notes_and_what_the_system_writes_are_none(self):
        robot = self.env.ref("base.partner_root").id
        for values in (
            {"subtype_xmlid": "mail.mt_note"},
            {"message_type": "notification"},
            {"message_type": "auto_comment"},
            {"message_type": "email_outgoing"},
            {"author_id": robot},
        ):
            with self.subTest(values=values):
                self.note(self.partner.with_user(self.rep), **values)
                self.assertEqual(self.last(), ("", ""))

    def test_meetings_of_the_past(self):
        event = self.meeting()
        self.assertEqual(self.last(), (self.today(), "Meeting"))
        event.write({"start": Datetime.now() + timedelta(days=2), "stop": Datetime.now() + timedelta(days=3)})
        self.assertEqual(self.last(), ("", ""))
        event.write(
            {"start": Datetime.now() - timedelta(days=2), "stop": Datetime.now() - timedelta(hours=30)}
        )
        self.assertEqual(self.last()[1], "Meeting")
        event.active = False
        self.assertEqual(self.last(), ("", ""))
        self.meeting(partner_ids=[], opportunity_id=self.lead.id).unlink()
        self.assertEqual(self.last(), ("", ""))
        self.meeting(partner_ids=[], opportunity_id=self.lead.id)
        self.assertEqual(self.last()[1], "Meeting")

    def test_a_meeting_that_the_contact_declined_is_none(self):
        event = self.meeting()
        event.attendee_ids.filtered(lambda row: row.partner_id == self.contact).state = "declined"
        self.assertEqual(self.last(), ("", ""))

    def test_a_meeting_ahead_counts_once_it_is_over(self):
        event = self.meeting(hours=5)
        self.assertEqual(self.last(), ("", ""))
        self.env.cr.execute(
            "UPDATE calendar_event SET start = start - interval '1 day', stop = stop - interval '1 day' "
            "WHERE id = %s",
            [event.id],
        )
        self.env.invalidate_all()
        self.run_cron()
        self.assertEqual(self.last()[1], "Meeting")

    def test_activities_that_were_done(self):
        for record in (self.partner, self.contact, self.lead):
            with self.subTest(record=record):
                activity = record.with_user(self.rep).activity_schedule(
                    "mail.mail_activity_data_call", summary=SECRET, user_id=self.rep.id
                )
                self.assertEqual(self.last(), ("", ""))
                activity.action_feedback(SECRET)
                self.assertEqual(self.last(), (str(Date.today()), "Activity done"))
                activity.sudo().unlink()
                self.assertEqual(self.last(), ("", ""))

    def test_changes_of_stage(self):
        stages = self.env["crm.stage"].search([], limit=2)
        self.lead.stage_id = stages - self.lead.stage_id
        self.assertEqual(self.last(), (self.today(), "Stage changed"))
        other = self.customer("Other")
        self.lead.partner_id = other
        self.assertEqual((self.last(), self.last(other)[1]), (("", ""), "Stage changed"))
        self.lead.sudo().unlink()
        self.assertEqual(self.last(other), ("", ""))

    def test_the_text_of_a_follow_up_says_most_on_its_day(self):
        done = self.follow_up(done_at=Datetime.now() - timedelta(seconds=2))
        self.note(self.partner.with_user(self.rep))
        self.assertEqual(self.last(), (self.today(), "offer sent"))
        done.done_at = "2024-06-01 02:00:00"
        self.assertEqual(self.last(), (self.today(), "Message to the customer"))
        done.write_derived({"state": "cancelled"})
        self.assertEqual(self.last(), (self.today(), "Message to the customer"))

    def test_unregistered_partners_have_none(self):
        partner = self.customer(registered_on=False)
        self.note(partner.with_user(self.rep))
        self.assertEqual(self.last(partner), ("", ""))
        partner.action_register_customer()
        self.assertEqual(self.last(partner)[1], "Message to the customer")

    def test_a_contact_takes_its_history_along(self):
        other = self.customer("Other")
        self.note(self.contact.with_user(self.rep))
        self.assertTrue(self.last()[0])
        self.contact.parent_id = other
        self.assertEqual((self.last(), self.last(other)[1]), (("", ""), "Message to the customer"))

    def test_many_at_once_cost_as_much_as_one(self):
        partners = self.env["res.partner"].create(
            [{"name": f"C{i}", "is_company": True, "registered_on": "2024-01-01"} for i in range(30)]
        )
        counts = []
        for group in (partners[:1], partners[1:3], partners[3:]):
            self.settle()
            before = self.cr.sql_log_count
            self.env["sales_toolkit.follow_up"].create(
                [{"partner_id": partner.id, "outcome": "x"} for partner in group]
            )
            self.env.flush_all()
            counts.append(self.cr.sql_log_count - before)
        self.assertLessEqual(counts[2], counts[1] + 4, counts)

    def test_messages_of_others_cost_nothing_to_speak_of(self):
        partner = self.customer("Unregistered", registered_on=False)
        messages = self.env["mail.message"]
        values = {"model": "res.partner", "res_id": partner.id, "message_type": "comment"}
        values["subtype_id"] = self.env.ref("mail.mt_comment").id
        message = messages.create(values)
        self.settle()
        message._is_interaction()
        message.author_id.user_ids.mapped("share")
        before = self.cr.sql_log_count
        message._note_interactions()
        self.assertLessEqual(self.cr.sql_log_count - before, 2)


@tagged("post_install", "-at_install")
class TestWaking(Interacting):
    """An interaction wakes a dormant customer by itself."""

    def setUp(self):
        super().setUp()
        self.partner.action_mark_dormant("quiet")
        self.settle()

    def woken_by(self):
        self.settle()
        self.assertFalse(self.partner.dormant or self.partner.dormant_since or self.partner.dormant_reason)
        return self.rows(self.partner, "dormant_since")[-1].reason

    def test_each_kind_wakes(self):
        stages = self.env["crm.stage"].search([], limit=2)
        activity = self.lead.activity_schedule("mail.mail_activity_data_call", user_id=self.rep.id)
        for act, reason in (
            (lambda: self.follow_up(), "Follow-up"),
            (lambda: self.note(self.contact.with_user(self.rep)), "Message to the customer"),
            (lambda: self.note(self.lead, author_id=self.contact.id), "E-mail from the customer"),
            (lambda: self.meeting(hours=-1), "Meeting"),
            (lambda: activity.action_feedback(), "Activity done"),
            (lambda: self.lead.write({"stage_id": (stages - self.lead.stage_id).id}), "Stage changed"),
        ):
            with self.subTest(reason=reason):
                self.partner.mark_dormant("quiet")
                self.partner.write_derived({"dormant_at": Datetime.now() - timedelta(hours=1)})
                self.settle()
                act()
                self.assertEqual(self.woken_by(), f"Woken by: {reason}")

    def test_what_was_before_the_mark_does_not_wake(self):
        follow_up = self.follow_up(done_at="2024-06-01 02:00:00")
        follow_up.outcome = "corrected"
        self.meeting(hours=-5)
        self.settle()
        self.assertTrue(self.partner.dormant)

    def test_a_meeting_that_is_over_wakes_with_the_daily_action(self):
        event = self.meeting(hours=5)
        self.env.cr.execute(
            "UPDATE calendar_event SET start = now() - interval '2 hours', stop = now() AT TIME ZONE 'UTC' "
            "- interval '1 minute' WHERE id = %s",
            [event.id],
        )
        self.partner.write_derived({"dormant_at": Datetime.now() - timedelta(hours=10)})
        self.run_cron()
        self.assertEqual(self.woken_by(), "Woken by: Meeting")

    def test_the_mark_can_not_be_typed(self):
        for values in (
            {"dormant": False},
            {"dormant": True},
            {"dormant_since": "2024-01-01"},
            {"dormant_reason": "x"},
            {"dormant_at": False},
        ):
            with self.subTest(values=values), self.assertRaises(UserError):
                self.partner.write(values)
            with self.subTest(values=values), self.assertRaises(UserError):
                self.customer("New", **values)
