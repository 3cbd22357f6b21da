"""What ends a stall, at once and without anybody's help (O8)."""

from datetime import timedelta

from odoo import fields
from odoo.exceptions import UserError
from odoo.tests import tagged

from common_stalled import StalledCase

COMMENT = {"message_type": "comment", "subtype_xmlid": "mail.mt_comment"}


@tagged("post_install", "-at_install")
class TestStalledMoves(StalledCase):
    def test_message_to_the_customer(self):
        lead = self.stalled()
        lead.with_user(self.rep).message_post(body="offer", **COMMENT)
        self.assertCleared(lead, "message")
        self.assertEqual(self.stalls(lead).days, 6)
        self.assertFalse(self.waiting(self.rep))
        self.assertFalse(self.waiting(self.leader, "stalled_team"))

    def test_message_from_the_customer(self):
        lead = self.stalled()
        partner = self.env["res.partner"].create({"name": "Zhou", "email": "zhou@example.com"})
        lead.message_post(
            body="yes", author_id=partner.id, message_type="email", subtype_xmlid="mail.mt_comment"
        )
        self.assertCleared(lead, "message")

    def test_what_is_no_progress(self):
        lead = self.stalled()
        lead.message_post(body="note", subtype_xmlid="mail.mt_note")
        lead.message_post(body="auto", message_type="notification", subtype_xmlid="mail.mt_comment")
        activity = lead.activity_schedule("mail.mail_activity_data_call", user_id=self.rep.id)
        activity.unlink()
        self.env["sales_toolkit.reminder"].refresh("stalled")
        reminders = self.env["sales_toolkit.reminder"].search([("user_id", "=", self.rep.id)])
        reminders.activity_ids.action_feedback("seen")
        lead.write({"priority": "2", "expected_revenue": 9})
        self.assertTrue(lead.stalled)

    def test_stage(self):
        lead = self.stalled()
        lead.with_user(self.rep).stage_id = self.env.ref("crm.stage_lead3")
        self.assertCleared(lead, "stage")

    def test_same_stage_is_no_move(self):
        lead = self.stalled()
        lead.write({"stage_id": lead.stage_id.id})
        self.assertTrue(lead.stalled)

    def test_later_closing(self):
        lead = self.overdue()
        self.find()
        lead.with_user(self.rep).date_deadline = self.day(20)
        self.assertCleared(lead, "closing")

    def test_closing_that_is_over_as_well(self):
        lead = self.overdue(5)
        self.find()
        lead.date_deadline = self.day(-1)
        self.assertTrue(lead.stalled)

    def test_earlier_closing(self):
        lead = self.stalled()
        lead.date_deadline = self.day(3)
        self.assertTrue(lead.stalled)

    def test_activity(self):
        lead = self.stalled()
        lead.activity_schedule("mail.mail_activity_data_call", user_id=self.rep.id).action_feedback("called")
        self.assertCleared(lead, "activity")

    def test_activity_of_the_morning_before_it_was_found(self):
        """Of an activity only its day is known, in Greenwich."""
        lead = self.overdue()
        lead.activity_schedule("mail.mail_activity_data_call", user_id=self.rep.id).action_feedback("called")
        self.find()
        morning = fields.Datetime.now().replace(hour=1)
        self.env.cr.execute("UPDATE sales_toolkit_stall SET found_at = %s", [morning])
        before = morning - timedelta(minutes=30)
        self.env.cr.execute("UPDATE mail_message SET date = %s WHERE res_id = %s", [before, lead.id])
        self.find()
        self.assertTrue(lead.stalled, "a closing that is over is told only once")
        self.env.cr.execute("UPDATE sales_toolkit_stall SET found_at = found_at - interval '1 day'")
        self.find()
        self.assertCleared(lead, "activity")

    def test_follow_up(self):
        lead = self.stalled()
        values = {"partner_id": self.customer().id, "lead_id": lead.id}
        planned = self.env["sales_toolkit.follow_up"].create(
            {**values, "state": "planned", "done_at": False, "planned_date": self.day(1)}
        )
        self.assertTrue(lead.stalled)
        planned.action_done("Talked")
        self.assertCleared(lead, "follow_up")

    def test_follow_up_of_long_ago(self):
        lead = self.stalled()
        then = fields.Datetime.now() - timedelta(days=100)
        values = {"partner_id": self.customer().id, "lead_id": lead.id, "done_at": then}
        self.env["sales_toolkit.follow_up"].create(values)
        self.assertTrue(lead.stalled)

    def meeting(self, lead, hours):
        start = fields.Datetime.now() + timedelta(hours=hours)
        values = {"name": "Demo", "start": start, "stop": start + timedelta(minutes=30)}
        return self.env["calendar.event"].create({**values, "opportunity_id": lead.id})

    def test_meeting(self):
        lead = self.stalled()
        meeting = self.meeting(lead, 5)
        self.assertTrue(lead.stalled)
        meeting.write({"start": fields.Datetime.now() - timedelta(hours=1), "stop": fields.Datetime.now()})
        self.assertCleared(lead, "meeting")

    def test_meeting_that_is_over_by_now(self):
        lead = self.stalled()
        meeting = self.meeting(lead, 5)
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE calendar_event SET stop = now() at time zone 'UTC' WHERE id = %s", [meeting.id]
        )
        self.env.cr.execute("UPDATE sales_toolkit_stall SET found_at = found_at - interval '1 day'")
        self.find()
        self.assertCleared(lead, "meeting")

    def test_bypassed(self):
        lead = self.stalled()
        self.env.cr.execute("UPDATE crm_lead SET grade = 'b' WHERE id = %s", [lead.id])
        self.find()
        self.assertCleared(lead, "regraded")

    def test_won(self):
        lead = self.stalled()
        lead.action_set_won()
        self.assertCleared(lead, "won")

    def test_lost(self):
        lead = self.stalled()
        lead.action_set_lost()
        self.assertCleared(lead, "closed")

    def test_regraded(self):
        lead = self.stalled()
        lead.with_user(self.rep).budget_fit = "unconfirmed"
        self.assertEqual(lead.grade, "b")
        self.assertCleared(lead, "regraded")

    def test_deleted(self):
        lead = self.stalled()
        lead.sudo().unlink()
        self.assertFalse(self.waiting(self.rep))

    def test_others_cost_no_query(self):
        lead = self.deal()
        self.settle()
        lead.stalled  # noqa: B018  # read, as on any form
        before = self.env.cr.sql_log_count
        self.env["crm.lead"].note_progress([(lead.id, fields.Datetime.now(), "message")])
        self.assertEqual(self.env.cr.sql_log_count, before)

    # People -----------------------------------------------------------------------------------------

    def test_given_to_a_colleague(self):
        lead = self.stalled()
        lead.user_id = self.rep2
        self.assertEqual((self.waiting(self.rep), self.waiting(self.rep2)), (0, 1))
        self.assertTrue(lead.sudo().stalled)

    def test_given_to_nobody(self):
        lead = self.stalled()
        lead.user_id = False
        self.assertEqual((self.waiting(self.rep), self.waiting(self.leader)), (0, 1))
        self.assertEqual(self.waiting(self.leader, "stalled_team"), 0, "the leader explains")

    def test_another_leader(self):
        self.stalled()
        self.east.user_id = self.manager
        self.assertEqual(self.waiting(self.leader, "stalled_team"), 0)
        self.assertEqual(self.waiting(self.manager, "stalled_team"), 1)

    def test_one_leader_for_several_teams(self):
        """Also where one of them had that leader before."""
        self.east.user_id = False
        lead = self.stalled()
        west = self.env["crm.team"].search([("name", "=", "West")], order="id desc", limit=1)
        self.assertEqual(west.user_id, self.manager)
        (self.east | west).user_id = self.manager
        self.assertEqual(self.stalls(lead).leader_id, self.manager)
        self.assertEqual(self.waiting(self.manager, "stalled_team"), 1)

    def test_who_has_left(self):
        self.stalled()
        self.rep.active = False
        self.find()
        self.assertEqual(self.waiting(self.leader), 1)

    # Merging ------------------------------------------------------------------------------------------

    def test_merge_keeps_the_stall(self):
        lead, other = self.quiet(), self.stalled()
        self.assertTrue(lead.stalled)
        stalls = self.stalls(lead) | self.stalls(other)
        kept = (lead | other)._merge_opportunity()
        self.env.flush_all()
        self.assertEqual(stalls.lead_id, kept)
        self.assertEqual(sorted(stalls.mapped("state")), ["cleared", "open"])
        self.assertTrue(kept.stalled)

    def test_merge_into_another_a_deal(self):
        stalled = self.stalled(probability=1)
        fresh = self.deal(team_id=self.east.id, probability=90)
        kept = (stalled | fresh)._merge_opportunity()
        self.env.flush_all()
        self.assertEqual((kept, kept.stalled), (fresh, True))
        self.assertEqual(self.waiting(self.rep), 1)

    def test_merge_into_a_b_deal(self):
        stalled = self.stalled(probability=1)
        stall = self.stalls(stalled)
        kept = (stalled | self.deal("b", team_id=self.east.id, probability=90))._merge_opportunity()
        self.env.flush_all()
        self.assertEqual((stall.lead_id, stall.cleared_by, kept.stalled), (kept, "merged", False))

    def test_copy_is_not_stalled(self):
        lead = self.stalled()
        self.assertFalse(lead.copy().stalled)

    def test_nobody_types_the_mark(self):
        lead = self.deal()
        for values in ({"stalled": True}, {"stalled_since": "2026-01-01"}, {"stall_ids": []}):
            with self.assertRaises(UserError):
                lead.write(values)
