"""Working days against a slow and obvious reference: quarter of an hour by quarter of an hour (O11)."""

from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from odoo.fields import Command
from odoo.tests import tagged

from odoo.addons.sales_toolkit.models.retrospective.retrospective_life import Schedule

from common import ToolkitCase

ZONES = ["Asia/Shanghai", "Europe/Berlin", "America/New_York", "Asia/Kathmandu", "UTC"]
QUARTER = timedelta(minutes=15)
# Days around which the year ends, or the clocks change: Europe 29 March and 25 October, America 8 March and
# 1 November, the Spring Festival
EDGES = [date(2026, 2, 14), date(2026, 3, 6), date(2026, 3, 27), date(2026, 10, 23), date(2026, 10, 30)]
EDGES += [date(2026, 12, 28), date(2027, 12, 29)]
FIRST = st.builds(lambda edge, days: edge + timedelta(days=days), st.sampled_from(EDGES), st.integers(-3, 3))
HOURS = st.lists(
    st.tuples(st.integers(0, 6), st.sampled_from([(8, 12), (13, 17), (22, 24), (0, 2), (5.25, 5.5)])),
    min_size=1,
    max_size=8,
    unique=True,
)
# Whole days, as public holidays are: (days after the first, how many); and any quarters of an hour in UTC:
# (days after the first, quarters after midnight, how many)
WHOLE = st.tuples(st.integers(-3, 12), st.integers(1, 4))
PARTS = st.tuples(st.integers(-3, 20), st.integers(0, 95), st.integers(1, 500))
LEAVES = st.lists(WHOLE | PARTS, max_size=5)
EXCEPTIONS = st.dictionaries(st.integers(-1, 9), st.booleans(), max_size=6)
CALENDARS = st.fixed_dictionaries(
    {
        "zone": st.sampled_from(ZONES),
        "first": FIRST,
        "hours": HOURS,
        "leaves": LEAVES,
        "exceptions": EXCEPTIONS,
        "general": EXCEPTIONS,
    }
)


def get_span(zone, first, day, *span):
    """The moments at which a leave begins and ends."""
    begin = datetime.combine(first + timedelta(days=day), time.min)
    if len(span) == 1:
        end = begin + timedelta(days=span[0])
        return begin.replace(tzinfo=zone).astimezone(UTC), end.replace(tzinfo=zone).astimezone(UTC)
    begin = begin.replace(tzinfo=UTC) + span[0] * QUARTER
    return begin, begin + span[1] * QUARTER


class Reference:
    """What a person with a calendar on the wall would count."""

    def __init__(self, zone, first, hours, leaves, exceptions, general):
        self.zone, self.hours = ZoneInfo(zone), hours
        self.leaves = [get_span(self.zone, first, *leave) for leave in leaves]
        self.exceptions = {
            first + timedelta(days=day): working for day, working in {**general, **exceptions}.items()
        }

    def works(self, day):
        if day in self.exceptions:
            return self.exceptions[day]
        return any(
            not any(begin <= quarter < end for begin, end in self.leaves)
            for weekday, span in self.hours
            if weekday == day.weekday()
            for quarter in self.quarters(day, *span)
        )

    def quarters(self, day, start, stop):
        """The quarters of an hour between two times on the wall, as moments."""
        midnight = datetime.combine(day, time.min)
        begin, end = (
            (midnight + timedelta(hours=hour)).replace(tzinfo=self.zone).astimezone(UTC)
            for hour in (start, stop)
        )
        while begin < end:
            yield begin
            begin += QUARTER

    def add(self, day, count):
        """The slow way: one day after the other."""
        day = day if count <= 0 else day + timedelta(days=1)
        left = max(count, 1)
        for _day in range(60):
            left -= self.works(day)
            if not left:
                return day
            day += timedelta(days=1)


@tagged("post_install", "-at_install")
class TestWorkingDaysReference(ToolkitCase):
    @contextmanager
    def planted(self, zone, first, hours, leaves, exceptions, general):
        """The company as it is in one example, and as it was afterwards."""
        savepoint = self.cr.savepoint(flush=False)
        try:
            self.plant(zone, first, hours, leaves, exceptions, general)
            yield
        finally:
            self.env.invalidate_all(flush=False)
            savepoint.close(rollback=True)

    def plant(self, zone, first, hours, leaves, exceptions, general):
        company = self.company
        company.partner_id.tz = zone
        company.resource_calendar_id = calendar = self.env["resource.calendar"].create(
            {
                "name": "Example",
                "tz": zone,
                "company_id": company.id,
                "attendance_ids": [Command.clear()]
                + [
                    Command.create(
                        {
                            "name": "Hours",
                            "dayofweek": str(weekday),
                            "hour_from": span[0],
                            "hour_to": span[1],
                            "day_period": "morning",
                        }
                    )
                    for weekday, span in hours
                ],
            }
        )
        self.env["resource.calendar.leaves"].create(
            [
                {
                    "name": "Holiday",
                    "company_id": company.id,
                    "calendar_id": calendar.id if number % 2 else False,
                    "date_from": begin.replace(tzinfo=None),
                    # as people type it: the last second of a day
                    "date_to": end.replace(tzinfo=None) - timedelta(seconds=len(leave) == 2),
                }
                for number, leave in enumerate(leaves)
                for begin, end in [get_span(ZoneInfo(zone), first, *leave)]
            ]
        )
        self.env["sales_toolkit.working_day"].create(
            [
                {"date": first + timedelta(days=day), "working": working, "company_id": owner}
                for owner, days in ((company.id, exceptions), (False, general))
                for day, working in days.items()
            ]
        )
        self.env.flush_all()

    def test_against_the_reference(self):
        """One calendar at a time, as making one takes longest; each is taken back."""

        @settings(
            max_examples=60,
            deadline=None,
            database=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        )
        @given(CALENDARS, st.integers(0, 20), st.integers(0, 9), st.integers(0, 4 * 24 * 60))
        def run(calendar, length, count, minutes):
            with self.planted(**calendar):
                reference, first = Reference(**calendar), calendar["first"]
                self.check_days(reference, first, first + timedelta(days=length))
                self.check_adding(reference, first, count)
                self.check_due(reference, datetime.combine(first, time.min) + timedelta(minutes=minutes))

        run()

    def check_days(self, reference, first, last):
        expected = [day for day in days_between(first, last) if reference.works(day)]
        self.assertEqual(self.company.get_working_days(first, last), expected)

    def check_adding(self, reference, first, count):
        expected = reference.add(first, count)
        if not expected:
            return
        day = self.company.add_working_days(first, count)
        self.assertEqual(day, expected)
        if count:
            # the third working day after a day has two others between them, and works itself
            between = self.company.get_working_days(first + timedelta(days=1), day)
            self.assertEqual((len(between), between[-1]), (count, day))

    def check_due(self, reference, moment):
        """A retrospective of what was won at that moment, in UTC."""
        day = moment.replace(tzinfo=UTC).astimezone(reference.zone).date()
        due = reference.add(day, 3)
        if due:
            self.assertEqual(Schedule().get(self.company, moment)["due_date"], due)


def days_between(first, last):
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]
