"""The mail of the day: one for each person, in their language, about what they want to know (X5)."""

from datetime import datetime, timedelta
from unittest.mock import patch

from freezegun import freeze_time

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from common_follow_up import FollowUpCase

CRON = "sales_toolkit.cron_mail_reminders"
# A Monday, eight o'clock in Shanghai: midnight in Greenwich.
MONDAY = datetime(2026, 11, 30, 0, 5)


class ReminderMailCase(FollowUpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.mails = cls.env["mail.mail"].sudo()
        cls.env["sales_toolkit.reminder"].search([]).unlink()
        cls.env["sales_toolkit.follow_up"].search([("state", "=", "planned")]).unlink()
        cls.env["res.users"].search([]).company_id.reminder_mail = True
        cls.company.resource_calendar_id.tz = "Asia/Shanghai"

    def run_at(self, moment=MONDAY):
        """The hourly action at ``moment``: the mails that it has written."""
        self.settle()
        before = self.mails.search([])
        with freeze_time(moment), self.enter_registry_test_mode():
            result = self.env.ref(CRON).method_direct_trigger()
        self.assertIs(result, True)
        self.settle()
        return self.mails.search([("id", "not in", before.ids)])

    def due(self, number=1, user=None, day=None):
        """Deals of ``user`` with a follow-up that is due."""
        for _number in range(number):
            values = self.deal_values("a", name="Packaging", user_id=(user or self.rep).id)
            lead = self.env["crm.lead"].create(values)
            first, *others = self.planned(lead)
            for row in others:
                row.with_derivation().unlink()
            first.write_derived({"planned_date": day or MONDAY.date()})
        self.settle()

    def remind(self, kind="stalled", count=2, user=None, day=None):
        """A reminder as if that much waited."""
        waiting = {(user or self.rep).id: (count, day or MONDAY.date())}
        reminders = type(self.env["sales_toolkit.reminder"])
        original = reminders._count_waiting

        def count_waiting(model, of, users):
            found = original(model, of, users)
            mine = waiting if of == kind else {}
            return found | {id_: pair for id_, pair in mine.items() if users is None or id_ in users.ids}

        patcher = patch.object(reminders, "_count_waiting", count_waiting)
        patcher.start()
        self.addCleanup(patcher.stop)
        self.env["sales_toolkit.reminder"].refresh(kind, user or self.rep)


@tagged("post_install", "-at_install")
class TestReminderMail(ReminderMailCase):
    def test_one_mail_for_thirty_things(self):
        self.due(7)
        self.remind("stalled", 12)
        self.remind("data_check", 11)
        mail = self.run_at()
        self.assertEqual(len(mail), 1)
        self.assertEqual((mail.email_to, mail.subject), (self.rep.email_formatted, "30 things wait for you"))
        for text in ("Follow-ups due: 7", "Stalled A deals to explain: 12", "/odoo/my-day"):
            self.assertIn(text, mail.body_html)
        self.assertIn(f"/odoo/my-preferences/{self.rep.id}", mail.headers)
        self.assertIn(f"/odoo/my-preferences/{self.rep.id}", mail.body_html)

    def test_once_a_day(self):
        self.due()
        self.assertEqual(len(self.run_at()), 1)
        self.assertFalse(self.run_at())
        self.remind()
        self.assertFalse(self.run_at(MONDAY + timedelta(hours=5)))
        self.assertEqual(len(self.run_at(MONDAY + timedelta(days=1))), 1)

    def test_what_comes_during_the_day_waits_for_the_next_morning(self):
        self.due(day=MONDAY.date() + timedelta(days=1))
        self.assertFalse(self.run_at())
        self.remind()
        self.assertFalse(self.run_at(MONDAY + timedelta(hours=6)))
        mail = self.run_at(MONDAY + timedelta(days=1))
        self.assertEqual(mail.subject, "3 things wait for you")

    def test_in_their_morning_and_on_their_working_days(self):
        self.due()
        self.assertFalse(self.run_at(MONDAY - timedelta(hours=1)))
        self.due(day=MONDAY.date() - timedelta(days=1))
        self.assertFalse(self.run_at(MONDAY - timedelta(days=1)))
        self.company.reminder_mail_working_days = False
        self.assertEqual(len(self.run_at(MONDAY - timedelta(days=1))), 1)
        self.rep.tz = "America/New_York"
        self.company.reminder_mail_hour = 9
        self.assertFalse(self.run_at(MONDAY + timedelta(hours=13)))
        self.assertEqual(len(self.run_at(MONDAY + timedelta(hours=14))), 1)

    def test_in_their_language(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        self.rep.lang = "zh_CN"
        self.due(2)
        self.remind("stalled", 3)
        mail = self.run_at()
        self.assertEqual(mail.subject, "有 5 件事等您处理")
        for text in ("待跟进：2", "打开我的一天", "2026年11月30日"):
            self.assertIn(text, mail.body_html)
        for text in ("Follow", "Hello", "Stalled", "Choose"):
            self.assertNotIn(text, mail.body_html)

    def test_what_was_switched_off_is_left_out(self):
        self.due(2)
        self.remind("stalled", 3)
        kinds = self.env["sales_toolkit.reminder_kind"].search([("code", "!=", "stalled")])
        self.rep.with_user(self.rep).write({"reminder_mail_kind_ids": [(6, 0, kinds.ids)]})
        self.assertEqual(self.run_at().subject, "2 things wait for you")
        self.rep.with_user(self.rep).write({"reminder_mail_kind_ids": [(5,)]})
        self.assertFalse(self.run_at(MONDAY + timedelta(days=1)))

    def test_everyone_chooses_for_themselves(self):
        kinds = self.env["sales_toolkit.reminder_kind"].search([])
        self.settle()
        rep = self.rep.with_user(self.rep)
        self.assertEqual(rep.read(["reminder_mail_kind_ids"])[0]["reminder_mail_kind_ids"], kinds.ids)
        with self.assertRaises(AccessError):
            self.rep2.with_user(self.rep).write({"reminder_mail_kind_ids": [(5,)]})
        self.outsider.with_user(self.outsider).write({"reminder_mail_kind_ids": [(5,)]})
        self.assertEqual(self.outsider.reminder_mail_off_ids, kinds)

    def test_each_kind_can_be_switched_off(self):
        known = set(self.env["sales_toolkit.reminder_kind"].search([]).mapped("code"))
        self.assertEqual(known, {*self.env["sales_toolkit.reminder"]._get_kinds(), "follow_up"})

    def test_who_gets_none(self):
        self.due(1, self.rep2)
        self.due(1, self.leader)
        self.due(1, self.manager)
        self.due(1, self.sensitive)
        self.due()
        self.rep2.email = False
        self.leader.notification_type = "inbox"
        other = self.env["res.company"].create({"name": "Elsewhere", "reminder_mail": False})
        self.manager.write({"company_ids": [(4, other.id)], "company_id": other.id})
        self.sensitive.active = False
        self.assertEqual(self.run_at().email_to, self.rep.email_formatted)

    def test_nothing_due_no_mail(self):
        self.assertFalse(self.run_at())
        self.due(day=MONDAY.date() + timedelta(days=3))
        self.remind(day=MONDAY.date() + timedelta(days=2))
        self.assertFalse(self.run_at())

    def test_no_name_of_a_customer_leaves_the_erp(self):
        self.customer("Secret Machines Ltd")
        self.due()
        self.remind()
        body = self.run_at().body_html
        for name in ("Secret", "Packaging", "Confirm the technical"):
            self.assertNotIn(name, body)

    def test_one_person_who_makes_it_fail_stops_nobody(self):
        self.due()
        self.due(1, self.rep2)
        model = type(self.env["sales_toolkit.reminder_mail"])
        original = model._prepare_mail

        def prepare(mail, user, lines, address):
            if user == self.rep:
                raise ValueError("secret")
            return original(mail, user, lines, address)

        with (
            patch.object(model, "_prepare_mail", prepare),
            self.assertLogs("odoo.addons.sales_toolkit.models.reminder.reminder_mail", "WARNING") as logs,
        ):
            self.assertEqual(self.run_at().email_to, self.rep2.email_formatted)
        self.assertNotIn("secret", "".join(logs.output))
        self.assertFalse(self.run_at())

    def test_killed_between_two_batches_nobody_is_mailed_twice(self):
        users = (self.rep, self.rep2, self.leader)
        for user in users:
            self.due(1, user)
        model = type(self.env["sales_toolkit.reminder_mail"])
        original, batches = model._write_mails, []

        def write_mails(mail, batch):
            batches.append(batch)
            original(mail, batch)
            if len(batches) == 2:
                raise RuntimeError("killed")

        with (
            patch("odoo.addons.sales_toolkit.models.reminder.reminder_mail.BATCH", 1),
            patch.object(model, "_write_mails", write_mails),
            mute_logger("odoo.addons.base.models.ir_cron"),
        ):
            # the ERP tries again at once: the second person's mail was taken back with all that belongs to it
            written = self.run_at()
        self.assertGreater(len(batches), len(users))
        written |= self.run_at()
        self.assertEqual(sorted(written.mapped("email_to")), sorted(u.email_formatted for u in users))

    def test_the_hour_is_one_of_a_day(self):
        with self.assertRaises(ValidationError):
            self.company.reminder_mail_hour = 24

    def test_only_administrators_see_who_was_mailed(self):
        self.due()
        self.run_at()
        row = self.env["sales_toolkit.reminder_mail"].search([("user_id", "=", self.rep.id)])
        self.assertEqual((row.day, row.kinds), (MONDAY.date(), 1))
        for user in (self.rep, self.manager, self.auditor, self.portal):
            with self.assertRaises(AccessError):
                row.with_user(user).read(["day"])
