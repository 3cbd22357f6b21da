"""Three working days after the local day of the outcome, on both clocks (O11)."""

from datetime import date, datetime, timedelta

from odoo.exceptions import ValidationError
from odoo.tests import freeze_time, tagged

from common_retrospective import FRIDAY_EVENING, RetrospectiveCase


@tagged("post_install", "-at_install")
class TestRetrospectiveDue(RetrospectiveCase):
    def due(self, at):
        return self.win(at=at).due_date

    def test_friday_evening_is_due_on_wednesday(self):
        row = self.win(at=FRIDAY_EVENING)
        self.assertEqual(row.outcome_at, FRIDAY_EVENING)
        self.assertEqual(row.due_date, date(2026, 12, 2))
        self.assertEqual((row.remind_date, row.escalate_date), (date(2026, 12, 1), date(2026, 12, 4)))

    def test_the_weekend_counts_as_friday(self):
        self.assertEqual(self.due(datetime(2026, 11, 28, 3)), date(2026, 12, 2))
        self.assertEqual(self.due(datetime(2026, 11, 29, 3)), date(2026, 12, 2))
        self.assertEqual(self.due(datetime(2026, 11, 30, 3)), date(2026, 12, 3))

    def test_half_past_eleven_in_shanghai_is_the_same_day(self):
        # Thursday 23:30, and half an hour later Friday
        self.assertEqual(self.due(datetime(2026, 11, 26, 15, 30)), date(2026, 12, 1))
        self.assertEqual(self.due(datetime(2026, 11, 26, 16, 0)), date(2026, 12, 2))

    def test_with_the_clock_of_python_alone(self):
        lead = self.deal(team_id=self.east.id)
        with freeze_time(FRIDAY_EVENING):
            lead.with_user(self.rep).action_set_won()
            self.env.flush_all()
        self.assertEqual(self.rows(lead).due_date, date(2026, 12, 2))

    def test_holidays_and_make_up_days(self):
        self.holiday(date(2026, 11, 30), date(2026, 12, 1))
        self.assertEqual(self.due(FRIDAY_EVENING), date(2026, 12, 4))
        self.env["sales_toolkit.working_day"].create({"date": "2026-11-28", "note": "调休"})
        self.assertEqual(self.due(FRIDAY_EVENING), date(2026, 12, 3))

    def test_the_companys_number(self):
        self.company.write({"retrospective_days": 5, "retrospective_reminder_days": 2})
        row = self.win(at=FRIDAY_EVENING)
        self.assertEqual((row.due_date, row.remind_date), (date(2026, 12, 4), date(2026, 12, 2)))

    def test_numbers_make_sense(self):
        for number in (-1, 400):
            with self.assertRaises(ValidationError):
                self.company.retrospective_days = number

    def test_where_the_clocks_are_changed(self):
        company = self.env["res.company"].create({"name": "Berlin"})
        company.partner_id.tz = "Europe/Berlin"
        company.resource_calendar_id = self.env["resource.calendar"].create(
            {"name": "Berlin", "tz": "Europe/Berlin", "company_id": company.id}
        )
        self.rep.company_ids |= company
        # Friday 23:30 in summer time, two days before the clocks go back
        row = self.win(at=datetime(2026, 10, 23, 21, 30), company_id=company.id, user_id=False, team_id=False)
        self.assertEqual(row.due_date, date(2026, 10, 28))
        row = self.win(at=datetime(2026, 10, 23, 22, 30), company_id=company.id, user_id=False, team_id=False)
        self.assertEqual(row.due_date, date(2026, 10, 28))
        row = self.win(at=datetime(2026, 10, 25, 23, 30), company_id=company.id, user_id=False, team_id=False)
        self.assertEqual(row.due_date, date(2026, 10, 29))

    def test_the_clock_menu_and_the_deal_say_the_same(self):
        row = self.win()
        self.assertGreaterEqual(row.due_date, self.company.get_today() + timedelta(days=3))
