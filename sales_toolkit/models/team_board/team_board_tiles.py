"""The tiles on top of the board: a few figures each, the first of them large."""

from odoo import api, models
from odoo.fields import Domain

ICONS = {
    "cadence": "fa-calendar-check-o",
    "reviews": "fa-check-square-o",
    "minutes": "fa-pencil-square-o",
    "stalled": "fa-pause-circle",
    "objections": "fa-comments-o",
    "closing": "fa-handshake-o",
    "retrospectives": "fa-history",
    "completeness": "fa-tasks",
    "checks": "fa-refresh",
    "dormancy": "fa-moon-o",
}


class TeamBoard(models.AbstractModel):
    _inherit = "sales_toolkit.team_board"

    @api.model
    def _get_tiles(self, scope, metrics, counts):
        """[{key, label, icon, figures, note}]; rooms extend it.

        :param counts: {key of a metric: [Counted]}
        """
        labels = {
            "cadence": self.env._("Cadence"),
            "reviews": self.env._("Reviews"),
            "minutes": self.env._("Minutes"),
            "stalled": self.env._("Stalled A Deals"),
            "objections": self.env._("Objections"),
            "closing": self.env._("Contracts and Hand-overs"),
            "retrospectives": self.env._("Retrospectives"),
            "completeness": self.env._("Completeness"),
            "checks": self.env._("Data Checks"),
            "dormancy": self.env._("Dormancy"),
        }
        built = []
        for key, label in labels.items():
            figures, note = getattr(self, f"_get_tile_{key}")(scope, counts)
            figures = [figure for figure in figures if figure["metric"] in metrics]
            if figures:
                tile = {"key": key, "label": label, "icon": ICONS[key], "figures": figures, "note": note}
                built.append(tile)
        return built

    def _total(self, counts, key, tone=None, **more):
        """The figure of all records of a metric; ``tone`` colours it where there are any."""
        count = sum(row.count for row in counts.get(key, ()))
        return self._figure(key, count, tone=tone if count else None, **more)

    def _percent(self, part, whole):
        return round(100 * part / whole) if whole else None

    def _get_tile_cadence(self, _scope, counts):
        rows = counts.get("cadence", ())
        planned, kept = sum(row.count for row in rows), sum(row.sums[0] or 0 for row in rows)
        return [
            self._figure(
                "cadence",
                planned,
                value=self._percent(kept, planned),
                percent=True,
                label=self.env._("Rate Kept"),
            ),
            self._figure("cadence", kept, Domain("on_time", "=", 1), label=self.env._("On Time")),
            self._figure(
                "cadence",
                planned - kept,
                Domain("on_time", "=", 0),
                label=self.env._("Late or Missed"),
                tone="warning" if planned - kept else None,
            ),
        ], None

    def _get_tile_reviews(self, scope, counts):
        oldest = min((row.sums[0] for row in counts.get("reviews", ()) if row.sums[0]), default=None)
        note = None
        if oldest:
            days = (scope.now - oldest).days
            note = self.env._("The oldest waits since today") if not days else None
            note = note or self.env._("The oldest waits for %s days", days)
        return [self._total(counts, "reviews", "warning", label=self.env._("Waiting"))], note

    def _get_tile_minutes(self, _scope, counts):
        rows = counts.get("minutes_asked", ())
        late, on_time = (sum(row.sums[n] or 0 for row in rows) for n in (0, 1))
        # not written yet, and not late either: nothing can be said of them
        decided = late + on_time
        return [
            self._total(counts, "minutes_late", "danger", label=self.env._("Late Now")),
            self._figure(
                "minutes_asked",
                decided,
                Domain("minutes_late", "=", 1) | Domain("minutes_on_time", "=", 1),
                value=self._percent(on_time, decided),
                percent=True,
                label=self.env._("On Time in the Period"),
            ),
        ], None

    def _get_tile_stalled(self, _scope, counts):
        return [
            self._total(counts, "stalled_open", "danger", label=self.env._("To Explain")),
            self._total(counts, "stalled_explained", label=self.env._("Explained")),
        ], None

    def _get_tile_objections(self, _scope, counts):
        return [
            self._total(counts, "objections", label=self.env._("Open")),
            self._total(counts, "help_overdue", "danger", label=self.env._("Help Overdue")),
        ], None

    def _get_tile_closing(self, _scope, counts):
        return [
            self._total(counts, "contracts", "warning", label=self.env._("To Approve")),
            self._total(counts, "handovers", "warning", label=self.env._("To Accept")),
            self._total(counts, "handovers_queried", "danger", label=self.env._("Asked Back")),
        ], None

    def _get_tile_retrospectives(self, _scope, counts):
        return [
            self._total(counts, "retrospectives_late", "danger", label=self.env._("Late")),
            self._total(counts, "retrospectives_due", label=self.env._("To Fill In")),
            self._total(counts, "retrospectives_submitted", "warning", label=self.env._("To Comment On")),
        ], None

    def _get_tile_completeness(self, _scope, counts):
        rows = counts.get("customers", ())
        known = [(row.groups[0], row.count) for row in rows if row.groups[0] is not None]
        number = sum(count for _percent, count in known)
        average = round(sum(percent * count for percent, count in known) / number) if number else None
        total = sum(row.count for row in rows)
        complete = sum(count for percent, count in known if percent == 100)
        return [
            self._figure("customers", total, value=average, percent=True, label=self.env._("Average")),
            self._figure(
                "customers",
                complete,
                Domain("completeness", "=", 100),
                value=self._percent(complete, total),
                percent=True,
                label=self.env._("Complete"),
            ),
            self._figure(
                "customers",
                total - complete,
                Domain("completeness", "!=", 100),
                label=self.env._("Incomplete"),
            ),
        ], None

    def _get_tile_checks(self, _scope, counts):
        return [self._total(counts, "checks_overdue", "warning", label=self.env._("Overdue"))], None

    def _get_tile_dormancy(self, _scope, counts):
        return [
            self._total(counts, "dormant", label=self.env._("Dormant Now")),
            self._total(counts, "dormant_new", label=self.env._("Became Dormant")),
            self._total(counts, "woken", label=self.env._("Woken")),
        ], None
