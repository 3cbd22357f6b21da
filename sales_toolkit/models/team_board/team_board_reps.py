"""One row for each salesperson: their cadence week by week, and what waits for them."""

from collections import defaultdict

from odoo import api, models
from odoo.fields import Domain
from odoo.tools.misc import format_date

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
        ids = {row[0] for rows in counts.values() for row in rows} | {row[0] for row in deals}
        # sudo: as in _get_rep_names()
        self.env["res.users"].sudo().browse(sorted(filter(None, ids | set(scope.people or ())))).mapped("name")

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
        for user, week, planned, on_time in counts.get("cadence", ()):
            seen.add(user)
            for key in ((user, week), (user, None), (None, week), (None, None)):
                cells[key][0] += planned
                cells[key][1] += on_time or 0
        weeks = scope.get_weeks()
        rows = self._get_rep_names(seen) + ([(None, self.env._("Team"))] if seen else [])
        return {
            "weeks": [
                {
                    "id": week.isoformat(),
                    "label": format_date(self.env, first, date_format="MMM d"),
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
        domain = Domain.TRUE if user is None else Domain("user_id", "=", user)
        if week:
            domain &= Domain.AND(
                [
                    Domain("planned_date", ">=", weeks[week][0].isoformat()),
                    Domain("planned_date", "<=", weeks[week][1].isoformat()),
                ]
            )
        return self._figure(
            "cadence",
            planned,
            () if domain.is_true() else domain,
            value=self._percent(on_time, planned),
            percent=True,
            kept=on_time,
        )

    # What waits for whom --------------------------------------------------------------------------------

    @api.model
    def _get_reps(self, scope, metrics, counts, deals):
        """{columns, rows}: deals, cadence, and what waits, for each salesperson."""
        totals = {key: defaultdict(int) for key in metrics}
        for key in COUNTED:
            for user, count, *_rest in counts.get(key, ()):
                totals[key][user] += count
        graded = defaultdict(int)
        for user, _stage, grade, count, _revenue in deals:
            graded[(user, grade)] += count
            graded[(user, "all")] += count
        cadence = self._sum_cadence(counts)
        incomplete = defaultdict(int)
        for user, percent, count in counts.get("customers", ()):
            incomplete[user] += count if percent != 100 else 0
        columns = [key for key in COUNTED if key in metrics]
        seen = {user for key in columns for user in totals[key]} | {user for user, _grade in graded}
        seen |= cadence.keys() | {user for user, count in incomplete.items() if count}
        seen |= set(scope.people or ())
        labels = {"deals": self.env._("Open Opportunities"), "a": self.env._("Of These A")}
        labels |= {"cadence": self.env._("Cadence Kept")}
        labels |= {key: metrics[key]["label"] for key in columns}
        labels |= {"incomplete": self.env._("Incomplete Customers")}
        rows = []
        for user, name in self._get_rep_names(seen):
            own = {key: self._get_rep_figure(key, totals[key][user], user, metrics) for key in columns}
            own["deals"] = self._get_rep_figure("deals", graded[(user, "all")], user, metrics)
            own["a"] = self._get_rep_figure(
                "deals", graded[(user, "a")], user, metrics, Domain("grade", "=", "a")
            )
            planned, on_time = cadence.get(user, (0, 0))
            own["cadence"] = {
                **self._get_rep_figure("cadence", planned, user, metrics),
                "value": self._percent(on_time, planned),
                "percent": True,
            }
            own["incomplete"] = self._get_rep_figure(
                "customers", incomplete[user], user, metrics, Domain("completeness", "!=", 100)
            )
            rows.append({"user_id": user, "label": name, "figures": own})
        return {"columns": [{"id": key, "label": label} for key, label in labels.items()], "rows": rows}

    def _sum_cadence(self, counts):
        sums = {}
        for user, _week, planned, on_time in counts.get("cadence", ()):
            before = sums.get(user, (0, 0))
            sums[user] = before[0] + planned, before[1] + (on_time or 0)
        return sums

    def _get_rep_figure(self, metric, count, user, metrics, domain=Domain.TRUE):
        path = metrics[metric]["user"]
        return self._figure(metric, count, Domain(path, "=", user) & domain)
