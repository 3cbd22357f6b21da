"""Which A deals are stalled, and since when (O8)."""

from datetime import timedelta
from unittest.mock import patch

from odoo import fields
from odoo.tests import tagged

from common_stalled import CRON, StalledCase


@tagged("post_install", "-at_install")
class TestStalled(StalledCase):
    def test_overdue(self):
        lead = self.overdue(3)
        self.find()
        stall = self.stalls(lead)
        self.assertEqual((stall.kind, stall.state, stall.deadline), ("overdue", "open", self.day(-3)))
        self.assertTrue(lead.stalled)
        # it became an A deal only today
        self.assertEqual(lead.stalled_since, self.day(0))

    def test_overdue_since(self):
        lead = self.quiet(date_deadline=self.day(-3))
        self.find()
        self.assertEqual((self.stalls(lead).kind, lead.stalled_since), ("overdue", self.day(-2)))

    def test_closing_today_is_not_over(self):
        lead = self.overdue(0)
        self.find()
        self.assertFalse(lead.stalled)

    def test_quiet(self):
        lead, fresh = self.quiet(20), self.quiet(10)
        self.find()
        stall = self.stalls(lead)
        self.assertEqual((stall.kind, stall.user_id, stall.leader_id), ("quiet", self.rep, self.leader))
        self.assertEqual(stall.team_id, self.east)
        self.assertEqual(lead.stalled_since, self.day(-6))
        self.assertFalse(fresh.stalled)

    def test_the_fourteenth_day(self):
        today, tomorrow = self.quiet(14), self.quiet(13)
        self.find()
        self.assertEqual((today.stalled, tomorrow.stalled), (True, False))
        self.assertEqual(today.stalled_since, self.day(0))

    def test_only_open_a_deals(self):
        leads = [self.quiet(grade="b"), self.quiet(grade=None), self.quiet(type="lead")]
        won, lost = self.quiet(), self.quiet()
        won.action_set_won()
        lost.action_set_lost()
        for lead in (won, lost):
            self.age(lead, 20)
        self.find()
        self.assertFalse(any(lead.stalled for lead in [*leads, won, lost]))

    def test_what_is_no_progress(self):
        lead = self.quiet()
        lead.message_post(body="internal", subtype_xmlid="mail.mt_note")
        lead.message_post(body="machine", message_type="notification", subtype_xmlid="mail.mt_comment")
        lead.activity_schedule("mail.mail_activity_data_call", user_id=self.rep.id)
        lead.write({"priority": "2"})
        self.find()
        self.assertTrue(lead.stalled)

    def test_what_is_progress(self):
        leads = {kind: self.quiet() for kind in ("message", "follow_up", "stage", "activity", "meeting")}
        leads["message"].with_user(self.rep).message_post(
            body="offer", message_type="comment", subtype_xmlid="mail.mt_comment"
        )
        partner = self.customer()
        self.env["sales_toolkit.follow_up"].create(
            {"partner_id": partner.id, "lead_id": leads["follow_up"].id, "outcome": "called"}
        )
        leads["stage"].stage_id = self.env.ref("crm.stage_lead3")
        leads["activity"].activity_schedule("mail.mail_activity_data_call").action_feedback("done")
        start = fields.Datetime.now() - timedelta(hours=3)
        meeting = {"name": "Demo", "start": start, "stop": start + timedelta(hours=1)}
        self.env["calendar.event"].create({**meeting, "opportunity_id": leads["meeting"].id})
        self.find()
        self.assertEqual([kind for kind, lead in leads.items() if lead.stalled], [])

    def test_number_of_days(self):
        lead = self.quiet(8)
        self.company.stalled_days = 7
        self.find()
        self.assertTrue(lead.stalled)

    def test_switched_off(self):
        leads = self.quiet() | self.overdue()
        self.company.stalled_days = 0
        self.find()
        self.assertEqual(leads.mapped("stalled"), [False, False])

    def test_switching_off_ends_what_there_is(self):
        lead = self.stalled()
        self.company.stalled_days = 0
        self.find()
        self.assertCleared(lead, "off")
        self.assertFalse(self.waiting(self.rep))

    def test_again_finds_nothing(self):
        lead = self.stalled()
        self.find()
        self.find()
        self.assertEqual(len(self.stalls(lead)), 1)
        self.assertEqual(self.waiting(self.rep), 1)

    def test_a_closing_that_is_over_is_told_once(self):
        lead = self.overdue()
        self.find()
        lead.with_user(self.rep).message_post(
            body="when?", message_type="comment", subtype_xmlid="mail.mt_comment"
        )
        self.assertCleared(lead, "message")
        self.find()
        self.assertFalse(lead.stalled)
        lead.date_deadline = self.day(-2)
        self.find()
        self.assertTrue(lead.stalled, "another expected closing that is over")

    def test_quiet_again(self):
        lead = self.stalled()
        lead.stage_id = self.env.ref("crm.stage_lead3")
        self.age(lead, 15)
        self.find()
        self.assertEqual(self.stalls(lead).mapped("state"), ["cleared", "open"])

    def test_one_bad_deal_stops_nobody(self):
        bad, good = self.quiet(), self.quiet()
        original = type(self.env["sales_toolkit.stall"]).open_for

        def open_for(stalls, findings):
            if any(lead.id == bad.id for lead, *_rest in findings):
                raise ZeroDivisionError
            return original(stalls, findings)

        with (
            patch.object(type(self.env["sales_toolkit.stall"]), "open_for", open_for),
            self.assertLogs("odoo.addons.sales_toolkit.models.shared.batches", "WARNING"),
        ):
            self.find()
        self.assertEqual((bad.stalled, good.stalled), (False, True))

    def test_silent_when_there_is_nothing_to_do(self):
        self.stalled()
        with patch.object(type(self.env["sales_toolkit.reminder"]), "refresh") as refresh:
            self.find()
        refresh.assert_not_called()

    def test_as_many_queries_for_many(self):
        def count(number):
            for _lead in range(number):
                self.quiet()
            self.settle()
            stalls = self.env["sales_toolkit.stall"]
            leads = self.env["crm.lead"].browse(row[0] for row in stalls._find_new())
            before = self.env.cr.sql_log_count
            stalls._open_new(leads)
            self.env.flush_all()
            return self.env.cr.sql_log_count - before

        count(1)
        self.assertLessEqual(count(12), count(2) + 2)

    def test_installing_is_harmless(self):
        self.assertEqual(self.env.ref(CRON).user_id, self.env.ref("base.user_root"))
        lead = self.env["crm.lead"].create(
            {"name": "Old", "type": "opportunity", "date_deadline": "2020-01-01"}
        )
        self.find()
        self.assertFalse(lead.stalled)
