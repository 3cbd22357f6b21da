"""What a leader has chosen to look at, as plain values for all figures of the board."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from pytz import UTC, timezone

from odoo.fields import Domain

from ...rules.periods import get_weeks


@dataclass(frozen=True)
class Scope:
    """Teams and period.

    :param teams: ids of the teams; None: all that the user may see
    :param people: ids of the users in these teams, leaders included; None for all
    """

    teams: tuple | None
    people: tuple | None
    first: date
    last: date
    today: date
    now: datetime
    tz: str
    week_start: int

    def filter_team(self, metric):
        """A metric is about a team by its deal or row, or else by whose the record is."""
        if self.teams is None:
            return Domain.TRUE
        if metric.get("team"):
            return Domain(metric["team"], "in", self.teams)
        return Domain(metric["user"], "in", self.people)

    def in_period(self, name):
        """For a date field."""
        return self.between(name, self.first, self.last)

    @staticmethod
    def between(name, first, last):
        return Domain(name, ">=", first.isoformat()) & Domain(name, "<=", last.isoformat())

    def in_period_at(self, name):
        """For a field with a time: the days are the user's own."""
        start, stop = self._get_midnight(self.first), self._get_midnight(self.last + timedelta(days=1))
        return Domain(name, ">=", start) & Domain(name, "<", stop)

    def _get_midnight(self, day):
        moment = timezone(self.tz).localize(datetime.combine(day, time.min)).astimezone(UTC)
        return moment.strftime("%Y-%m-%d %H:%M:%S")

    def get_weeks(self):
        return get_weeks(self.first, self.last, self.week_start)
