"""One row for each salesperson: their cadence week by week, and what waits for them."""

from collections import defaultdict

from babel.dates import format_skeleton

from odoo import api, models
from odoo.tools.misc import babel_locale_parse, format_date, get_lang

# The columns after the deals, as keys of metrics.
COUNTED = (
    "minutes_late",
    "stalled_open",
    "objections",
    "retrospectives_late",
    "reviews",
    "checks_overdue",
)


class TeamBoard(models.AbstractModel):
    _inherit = "sales_toolkit.team_board"

    @api.model
    def _fetch_names(self, scope, counts, deals):
        """Read the names of everybody on the board at once."""
        ids = {row.user for rows in counts.values() for row in rows} | {row[0] for row in deals}
        # sudo: as in _get_rep_names(); nothing else of them is read
        users = self.env["res.users"].sudo().browse(sorted(filter(None, ids | set(scope.people or ()))))
        users.fetch(["partner_id"])
        users.partner_id.fetch(["name"])

    @api.model
    def _get_rep_names(self, ids):
        """[(user id or False, name)] by name; nobody comes last."""
        # sudo: the names of colleagues whose records the user sees
        users = self.env["res.users"].sudo().browse(sorted(id_ for id_ in ids if id_))
        names = sorted(((user.id, user.name) for user in users), key=lambda pair: pair[1].casefold())
        return names + ([(False, self.env._("Nobody"))] if False in ids else [])

    # Cadence --------------------------------------------------------------------------------------------

    @api.model
    def _get_cadence(self, scope, counts):
        """Salespeople by weeks: how many percent of the planned contacts were on time."""
        cells, seen = defaultdict(lambda: [0, 0]), set()
        for user, planned, (week,), (on_time,) in counts.get("cadence", ()):
            seen.add(user)
            for key in ((user, week), (user, None), (None, week), (None, None)):
                cells[key][0] += planned
                cells[key][1] += on_time or 0
        weeks, locale = scope.get_weeks(), babel_locale_parse(get_lang(self.env).code)
        rows = self._get_rep_names(seen) + ([(None, self.env._("Team"))] if seen else [])
        return {
            "weeks": [
                {
                    "id": week.isoformat(),
                    "label": format_skeleton("MMMd", first, locale=locale),
                    "title": f"{format_date(self.env, first)} – {format_date(self.env, last)}",
                }
                for week, (first, last) in weeks.items()
            ],
            "rows": [
                {
                    "user_id": user,
                    "label": name,
                    "cells": [self._get_cadence_cell(user, week, cells, weeks) for week in (*weeks, None)],
                }
                for user, name in rows
            ],
        }

    def _get_cadence_cell(self, user, week, cells, weeks):
        planned, on_time = cells[(user, week)]
        domain = [] if user is None else [("user_id", "=", user)]
        if week:
            first, last = weeks[week]
            domain += [("planned_date", ">=", first.isoformat()), ("planned_date", "<=", last.isoformat())]
        return self._figure(
            "cadence",
            planned,
            domain,
            value=self._percent(on_time, planned),
            percent=True,
            kept=on_time,
        )

    # What waits for whom --------------------------------------------------------------------------------

    @api.model
    def _get_reps(self, scope, metrics, counts, deals):
        """{columns, rows}: deals, cadence, and what waits, for each salesperson."""
        sums = self._sum_by_rep(metrics, counts, deals)
        labels = {"deals": self.env._("Open Opportunities"), "a": self.env._("Of These A")}
        labels["cadence"] = self.env._("Cadence Kept")
        labels |= {key: metrics[key]["label"] for key in COUNTED if key in metrics}
        labels["incomplete"] = self.env._("Incomplete Customers")
        seen = {user for users in sums.values() for user, count in users.items() if count}
        return {
            "columns": [{"id": key, "label": label} for key, label in labels.items()],
            "rows": [
                {"user_id": user, "label": name, "figures": self._get_rep_figures(user, sums, metrics)}
                for user, name in self._get_rep_names(seen | set(scope.people or ()))
            ],
        }

    def _sum_by_rep(self, metrics, counts, deals):
        """{column: {user: how many}}, and ``on_time``, which is a part of ``cadence``."""
        sums = {key: defaultdict(int) for key in (*COUNTED, "deals", "a", "cadence", "on_time", "incomplete")}
        for key in COUNTED:
            for row in counts.get(key, ()):
                sums[key][row.user] += row.count
        for user, _stage, grade, count, _revenue in deals:
            sums["deals"][user] += count
            sums["a"][user] += count if grade == "a" else 0
        for row in counts.get("cadence", ()):
            sums["cadence"][row.user] += row.count
            sums["on_time"][row.user] += row.sums[0] or 0
        for row in counts.get("customers", ()):
            sums["incomplete"][row.user] += row.count if row.groups[0] != 100 else 0
        return sums

    def _get_rep_figures(self, user, sums, metrics):
        number = {key: users.get(user, 0) for key, users in sums.items()}
        figures = {
            key: self._get_rep_figure(key, number[key], user, metrics)
            for key in ("deals", "cadence", *COUNTED)
            if key in metrics
        }
        figures["cadence"] |= {"value": self._percent(number["on_time"], number["cadence"]), "percent": True}
        of_these = {"a": ("deals", "grade", "=", "a"), "incomplete": ("customers", "completeness", "!=", 100)}
        for key, (metric, *condition) in of_these.items():
            figures[key] = self._get_rep_figure(metric, number[key], user, metrics, tuple(condition))
        return figures

    def _get_rep_figure(self, metric, count, user, metrics, *conditions):
        return self._figure(metric, count, [(metrics[metric]["user"], "=", user), *conditions])
