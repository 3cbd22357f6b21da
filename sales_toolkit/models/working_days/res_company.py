"""The working days of a company: its calendar, its leaves, and the exceptions to both."""

from datetime import datetime, time, timedelta

from pytz import timezone

from odoo import api, fields, models

WEEKEND = (5, 6)
MINUTE = timedelta(minutes=1)
# How far ahead add_working_days() looks at a time, besides three days for each one wanted, and how often
# before it takes any day.
HORIZON = 7
ATTEMPTS = 8


class ResCompany(models.Model):
    _inherit = "res.company"

    @api.private
    def get_working_days(self, first, last, resource=None):
        """The days from ``first`` to ``last``, both included, on which this company works.

        :param resource: whose own hours and leaves count instead (resource.resource), if it has any
        :return: a sorted list of dates. A company without a calendar, or with an empty one, works from
            Monday to Friday.
        """
        self.ensure_one()
        days = self._get_calendar_days(first, last, resource)
        for exception in self._get_working_day_exceptions(first, last):
            (days.add if exception.working else days.discard)(exception.date)
        return sorted(days)

    @api.private
    def add_working_days(self, day, count, resource=None):
        """The ``count``-th working day after ``day``; 0 is ``day`` itself or the next one that is."""
        first = day if count <= 0 else day + timedelta(days=1)
        needed, found = max(count, 1), []
        for attempt in range(ATTEMPTS):
            last = first + timedelta(days=(HORIZON + 3 * needed) * 2**attempt)
            found += self.get_working_days(first, last, resource)
            if len(found) >= needed:
                return found[needed - 1]
            first = last + timedelta(days=1)
        return day + timedelta(days=count)

    @api.private
    def get_work_key(self):
        """As for users: what the working days depend on."""
        self.ensure_one()
        return self, self.env["resource.resource"], self.get_today()

    @api.private
    def get_zone(self):
        """The time zone where this company is, or at least works. ``zone_of_company()`` in the database."""
        # sudo: a time zone
        company = self.sudo()
        return company.partner_id.tz or company.resource_calendar_id.tz or "UTC"

    @api.private
    def get_today(self):
        """Today, where this company is."""
        return fields.Date.context_today(self.with_context(tz=self.get_zone()))

    def _get_calendar_days(self, first, last, resource):
        # sudo: which days are working days, not why somebody is away
        company = self.sudo()
        resource = resource and resource.sudo()
        calendar = (resource and resource.calendar_id) or company.resource_calendar_id
        if not calendar.attendance_ids or calendar.flexible_hours:
            return self._without_leaves(self._get_weekdays(first, last), first, last, calendar, resource)
        tz = timezone(calendar.tz or "UTC")
        start = tz.localize(datetime.combine(first, time.min))
        stop = tz.localize(datetime.combine(last, time.max))
        resources = resource or company.env["resource.resource"]
        intervals = calendar._work_intervals_batch(start, stop, resources, self._get_leave_domain())
        # leaves end with the last second of a day: what is left of a night shift after that is no work
        return {begin.date() for begin, end, _meta in intervals[resources.id] if end - begin >= MINUTE}

    def _get_weekdays(self, first, last):
        days = (first + timedelta(days=offset) for offset in range((last - first).days + 1))
        return {day for day in days if day.weekday() not in WEEKEND}

    def _get_leave_domain(self):
        """Leaves of this company only: without it, those of every company would count."""
        return [("time_type", "=", "leave"), ("company_id", "in", (self.id, False))]

    def _without_leaves(self, days, first, last, calendar, resource):
        """``days`` without those on which a leave of ``calendar`` that covers noon is on record."""
        tz = timezone((resource and resource.tz) or self.get_zone())
        # sudo: as in _get_calendar_days()
        leaves = (
            self.env["resource.calendar.leaves"]
            .sudo()
            .search(
                [
                    *self._get_leave_domain(),
                    ("calendar_id", "in", (False, calendar.id)),
                    ("resource_id", "in", (False, resource.id if resource else False)),
                    ("date_from", "<=", fields.Datetime.end_of(fields.Datetime.to_datetime(last), "day")),
                    ("date_to", ">=", fields.Datetime.to_datetime(first) - timedelta(days=1)),
                ]
            )
        )
        spans = [
            [fields.Datetime.context_timestamp(self.with_context(tz=tz.zone), at) for at in span]
            for span in leaves.mapped(lambda leave: (leave.date_from, leave.date_to))
        ]
        noon = {day: tz.localize(datetime.combine(day, time(12))) for day in days}
        return {day for day in days if not any(start <= noon[day] <= stop for start, stop in spans)}

    def _get_working_day_exceptions(self, first, last):
        """Exceptions from ``first`` to ``last``; one of the company itself comes after a general one."""
        # sudo: as in _get_calendar_days()
        return (
            self.env["sales_toolkit.working_day"]
            .sudo()
            .search([("date", ">=", first), ("date", "<=", last), ("company_id", "in", (self.id, False))])
            .sorted(lambda exception: bool(exception.company_id))
        )
