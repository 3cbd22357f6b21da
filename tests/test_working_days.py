"""Working days: calendars, leaves, one's own hours, and make-up weekends (调休)."""

from datetime import date, datetime

from psycopg2 import IntegrityError

from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools import SQL, mute_logger

from odoo.addons.sales_toolkit.models.working_days.zone import zone_of, zone_of_company

from common import ToolkitCase

# Monday, 1 July 2024, to Sunday, 14 July
FIRST, LAST = date(2024, 7, 1), date(2024, 7, 14)
WEEKDAYS = [1, 2, 3, 4, 5, 8, 9, 10, 11, 12]


@tagged("post_install", "-at_install")
class TestWorkingDays(ToolkitCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.resource_calendar_id = cls.env["resource.calendar"].create(
            {"name": "Standard", "tz": "Asia/Shanghai", "company_id": cls.company.id}
        )

    def days(self, who=None):
        return [day.day for day in (who or self.rep).get_working_days(FIRST, LAST)]

    def leave(self, first, last, **values):
        """A leave in Shanghai's days, which is UTC+8."""
        return self.env["resource.calendar.leaves"].create(
            {
                "name": "Holiday",
                "calendar_id": self.company.resource_calendar_id.id,
                "company_id": self.company.id,
                "date_from": datetime(2024, 6, 30, 16) if first == 1 else datetime(2024, 7, first - 1, 16),
                "date_to": datetime(2024, 7, last, 15, 59),
                **values,
            }
        )

    def test_a_company_without_a_time_zone_is_where_it_works(self):
        """A new company of the ERP has none, but its working hours may."""
        self.company.partner_id.tz = False
        self.company.resource_calendar_id.tz = "Pacific/Kiritimati"
        self.rep.tz = False
        self.assertEqual(self.company.get_zone(), "Pacific/Kiritimati")
        self.assertEqual(self.rep.get_zone(), "Pacific/Kiritimati")
        self.env.flush_all()
        row = SQL(
            """SELECT %s, %s FROM res_users AS person
                 JOIN res_company AS company ON company.id = person.company_id WHERE person.id = %s""",
            zone_of("person"),
            zone_of_company("company"),
            self.rep.id,
        )
        self.assertEqual(self.env.execute_query(row), [("Pacific/Kiritimati", "Pacific/Kiritimati")])
        self.company.resource_calendar_id = False
        self.assertEqual(self.company.get_zone(), "UTC")

    def test_a_week_has_five(self):
        self.assertEqual(self.days(), WEEKDAYS)
        self.assertEqual(self.days(self.company), WEEKDAYS)

    def test_without_a_calendar_and_with_an_empty_one(self):
        self.company.resource_calendar_id.attendance_ids.unlink()
        self.assertEqual(self.days(), WEEKDAYS)
        self.company.resource_calendar_id = False
        self.assertEqual(self.days(), WEEKDAYS)
        self.leave(3, 3, calendar_id=False)
        self.assertNotIn(3, self.days())

    def test_public_holidays(self):
        self.leave(3, 4)
        self.assertEqual(self.days(), [day for day in WEEKDAYS if day not in (3, 4)])

    def test_holidays_of_another_company_are_not_ours(self):
        other = self.env["res.company"].create({"name": "Elsewhere"})
        leave = self.leave(3, 4, calendar_id=False)
        leave.company_id = other
        self.env.flush_all()
        self.assertEqual(leave.company_id, other)
        self.assertEqual(self.days(), WEEKDAYS)

    def test_make_up_working_days_and_days_off(self):
        self.env["sales_toolkit.working_day"].create(
            [
                {"date": "2024-07-06", "working": True, "note": "调休"},
                {"date": "2024-07-08", "working": False, "company_id": False},
            ]
        )
        self.assertEqual(self.days(), [1, 2, 3, 4, 5, 6, 9, 10, 11, 12])

    def test_the_companys_own_exception_comes_before_a_general_one(self):
        days = self.env["sales_toolkit.working_day"]
        days.create({"date": "2024-07-06", "working": True, "company_id": False})
        days.create({"date": "2024-07-06", "working": False})
        self.assertNotIn(6, self.days())
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError), self.cr.savepoint():
            days.create({"date": "2024-07-06"})

    def test_ones_own_time_off(self):
        resource = self.env["resource.resource"].create(
            {"name": "Rep", "user_id": self.rep.id, "company_id": self.company.id, "tz": "Asia/Shanghai"}
        )
        self.leave(2, 2, resource_id=resource.id)
        self.assertNotIn(2, self.days())
        self.assertIn(2, self.days(self.rep2))
        self.assertIn(2, self.days(self.company))

    def test_holidays_of_ones_own_flexible_hours(self):
        """Not those of the company's calendar."""
        flexible = self.env["resource.calendar"].create(
            {"name": "Flexible", "tz": "Asia/Shanghai", "company_id": self.company.id, "flexible_hours": True}
        )
        self.env["resource.resource"].create(
            {
                "name": "Rep",
                "user_id": self.rep.id,
                "company_id": self.company.id,
                "calendar_id": flexible.id,
                "tz": "Asia/Shanghai",
            }
        )
        self.leave(2, 2, calendar_id=flexible.id)
        self.leave(3, 3)
        self.leave(4, 4, calendar_id=False)
        self.assertEqual(self.days(), [day for day in WEEKDAYS if day not in (2, 4)])
        self.assertEqual(self.days(self.rep2), [day for day in WEEKDAYS if day not in (3, 4)])

    def test_adding_working_days(self):
        friday = date(2024, 7, 5)
        self.assertEqual(self.rep.add_working_days(friday, 3), date(2024, 7, 10))
        self.assertEqual(self.rep.add_working_days(friday, 0), friday)
        self.assertEqual(self.rep.add_working_days(date(2024, 7, 6), 0), date(2024, 7, 8))
        self.leave(8, 8)
        self.assertEqual(self.rep.add_working_days(friday, 1), date(2024, 7, 9))

    def test_nobody_works_ever(self):
        self.leave(1, 31, date_to=datetime(2034, 1, 1))
        self.assertTrue(self.rep.add_working_days(date(2024, 7, 5), 3))

    def test_managers_keep_the_list(self):
        days = self.env["sales_toolkit.working_day"]
        self.assertTrue(days.with_user(self.manager).create({"date": "2024-07-06"}))
        with self.assertRaises(AccessError):
            days.with_user(self.rep).create({"date": "2024-07-07"})
