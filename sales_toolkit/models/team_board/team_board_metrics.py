"""What is counted on the board: one grouped query for each metric."""

from typing import NamedTuple

from odoo import api, models
from odoo.fields import Domain

from ..data_check.data_check import OPEN as OPEN_CHECKS
from ..objection.objection import OPEN as OPEN_OBJECTIONS
from ..stalled.stall import OPEN as OPEN_STALLS

# Where a model has related fields for them, these are named instead: a path has the database read the
# opportunities that the user may see once more for each step, a related field once in all
LEAD_USER, LEAD_TEAM = "lead_id.user_id", "lead_id.team_id"


class Counted(NamedTuple):
    """Some records of a metric: whose, how many, of which groups, with which sums."""

    user: int | bool
    count: int
    groups: tuple
    sums: tuple


class TeamBoard(models.AbstractModel):
    _inherit = "sales_toolkit.team_board"

    @api.model
    def _get_metrics(self, scope):
        """{key: metric}. Rooms extend it, and name the key in ``_get_tiles()``.

        A metric: ``label``; ``model`` and ``domain`` of its records; ``user``, the path to whose they are,
        and ``team``, the path to their team, if there is one; ``action``, the window action that lists
        them, if there is one; ``groupby`` and ``aggregates`` for more than a count for each user.
        A metric that is a part of another one (``part_of``) says of which groups (``keep``), or how many of
        each row (``number``): it costs no query.
        """
        return {
            **self._get_customer_metrics(scope),
            **self._get_contact_metrics(scope),
            **self._get_deal_metrics(scope),
            **self._get_closing_metrics(scope),
        }

    def _get_customer_metrics(self, scope):
        registered = Domain("registered_on", "!=", False)
        customers = {"model": "res.partner", "user": "user_id", "action": "sales_toolkit.customer_action"}
        dormant = registered & Domain("dormant_since", "!=", False)
        return {
            "reviews": {
                "label": self.env._("Reviews Waiting"),
                "model": "sales_toolkit.review",
                "domain": self.env["sales_toolkit.review"]._get_waiting_domain(),
                "user": "partner_id.user_id",
                "aggregates": ["submitted_at:min"],
                "action": "sales_toolkit.review_action",
            },
            "customers": {
                **customers,
                "label": self.env._("Registered Customers"),
                "domain": registered,
                "groupby": ["completeness"],
                # customers are the most there is to count: the dormant ones are counted along
                "aggregates": ["dormant_since:count"],
            },
            "dormant": {
                **customers,
                "label": self.env._("Dormant Customers"),
                "domain": dormant,
                "part_of": "customers",
                "number": lambda row: row.sums[0],
            },
            "dormant_new": {
                **customers,
                "label": self.env._("Became Dormant"),
                "domain": dormant & scope.in_period("dormant_since"),
            },
            "woken": {
                "label": self.env._("Woken"),
                "model": "sales_toolkit.activation_plan",
                "domain": scope.in_period("activated_on"),
                "user": "user_id",
                "action": "sales_toolkit.activation_plan_action",
            },
            "checks_overdue": {
                "label": self.env._("Data Checks Overdue"),
                "model": "sales_toolkit.data_check",
                "domain": Domain("state", "in", OPEN_CHECKS)
                & Domain("due_date", "<", scope.today.isoformat()),
                "user": "user_id",
                "action": "sales_toolkit.data_check_action",
            },
        }

    def _get_contact_metrics(self, scope):
        contacts = {
            "model": "sales_toolkit.contact_report",
            "user": "user_id",
            "team": "team_id",
            "action": "sales_toolkit.contact_report_action",
        }
        late = Domain("minutes_due", "!=", False) & Domain("minutes_at", "=", False)
        late &= Domain("minutes_due", "<", scope.now.strftime("%Y-%m-%d %H:%M:%S"))
        return {
            "cadence": {
                "label": self.env._("Planned Contacts"),
                "model": "sales_toolkit.cadence_report",
                "domain": scope.in_period("planned_date"),
                "user": "user_id",
                "team": "team_id",
                "groupby": ["planned_date:week"],
                "aggregates": ["on_time:sum"],
                "action": "sales_toolkit.cadence_report_action",
            },
            "minutes_late": {
                "label": self.env._("Minutes Late"),
                "model": "sales_toolkit.follow_up",
                "domain": Domain("state", "=", "done") & late,
                "user": "user_id",
                "team": "lead_team_id",
                "action": "sales_toolkit.follow_up_action",
            },
            "minutes_asked": {
                **contacts,
                "label": self.env._("Minutes Asked For"),
                # not by ``minutes_late``: the database can't tell how many rows that leaves
                "domain": scope.in_period_at("done_at"),
                "aggregates": ["minutes_late:sum", "minutes_on_time:sum"],
            },
        }

    def _get_deal_metrics(self, scope):
        stalls = {
            "model": "sales_toolkit.stall",
            "user": "user_id",
            "team": "team_id",
            "action": "sales_toolkit.stall_action",
        }
        objections = {
            "model": "sales_toolkit.objection",
            "user": "user_id",
            "team": "team_id",
            "action": "sales_toolkit.objection_action",
        }
        overdue = Domain("state", "=", "help") & Domain("help_due", "<", scope.today.isoformat())
        return {
            "deals": {
                "label": self.env._("Open Opportunities"),
                "model": "crm.lead",
                "domain": Domain("type", "=", "opportunity") & Domain("won_status", "=", "pending"),
                "user": "user_id",
                "team": "team_id",
                "action": "sales_toolkit.grade_opportunity_action",
                "counted": False,
            },
            "stalled": {
                **stalls,
                "label": self.env._("Stalled A Deals"),
                "domain": Domain("state", "in", OPEN_STALLS),
                "groupby": ["state"],
            },
            "stalled_open": {
                **stalls,
                "label": self.env._("Stalled Deals to Explain"),
                "domain": Domain("state", "=", "open"),
                "part_of": "stalled",
                "keep": lambda state: state == "open",
            },
            "stalled_explained": {
                **stalls,
                "label": self.env._("Stalled, Explained"),
                "domain": Domain("state", "=", "explained"),
                "part_of": "stalled",
                "keep": lambda state: state == "explained",
            },
            "objections": {
                **objections,
                "label": self.env._("Open Objections"),
                "domain": Domain("state", "in", OPEN_OBJECTIONS),
                "groupby": ["state", "help_due:day"],
            },
            "help_overdue": {
                **objections,
                "label": self.env._("Help Overdue"),
                "domain": overdue,
                "part_of": "objections",
                "keep": lambda state, due: state == "help" and bool(due) and due < scope.today,
            },
        }

    def _get_closing_metrics(self, scope):
        handovers = {
            "model": "sales_toolkit.handover",
            "user": "user_id",
            "team": "team_id",
            "action": "sales_toolkit.handover_action",
        }
        return {
            "contracts": {
                "user": LEAD_USER,
                "team": LEAD_TEAM,
                "label": self.env._("Contracts to Approve"),
                "model": "sales_toolkit.contract",
                "domain": Domain("state", "=", "submitted"),
                "action": "sales_toolkit.contract_action",
            },
            "handovers_waiting": {
                **handovers,
                "label": self.env._("Hand-overs"),
                "domain": Domain("state", "in", ("started", "queried")),
                "groupby": ["state"],
            },
            "handovers": {
                **handovers,
                "label": self.env._("Hand-overs to Accept"),
                "domain": Domain("state", "=", "started"),
                "part_of": "handovers_waiting",
                "keep": lambda state: state == "started",
            },
            "handovers_queried": {
                **handovers,
                "label": self.env._("Hand-overs Asked Back"),
                "domain": Domain("state", "=", "queried"),
                "part_of": "handovers_waiting",
                "keep": lambda state: state == "queried",
            },
            **self._get_retrospective_metrics(scope),
        }

    def _get_retrospective_metrics(self, scope):
        retrospectives = {
            "model": "sales_toolkit.retrospective",
            "user": "user_id",
            "team": "team_id",
            "action": "sales_toolkit.retrospective_action",
        }
        part = {**retrospectives, "part_of": "retrospectives"}
        draft, today = Domain("state", "=", "draft"), scope.today.isoformat()
        return {
            "retrospectives": {
                **retrospectives,
                "label": self.env._("Retrospectives"),
                "domain": Domain("state", "in", ("draft", "submitted")),
                "groupby": ["state", "due_date:day"],
            },
            "retrospectives_late": {
                **part,
                "label": self.env._("Retrospectives Late"),
                "domain": draft & Domain("due_date", "<", today),
                "keep": lambda state, due: state == "draft" and bool(due) and due < scope.today,
            },
            "retrospectives_due": {
                **part,
                "label": self.env._("Retrospectives to Fill In"),
                "domain": draft & (Domain("due_date", ">=", today) | Domain("due_date", "=", False)),
                "keep": lambda state, due: state == "draft" and (not due or due >= scope.today),
            },
            "retrospectives_submitted": {
                **part,
                "label": self.env._("Retrospectives to Comment On"),
                "domain": Domain("state", "=", "submitted"),
                "keep": lambda state, _due: state == "submitted",
            },
        }

    # Counting -------------------------------------------------------------------------------------------

    @api.model
    def _get_readable_metrics(self, scope):
        """The metrics of models that the user may read, within the teams that were chosen."""
        metrics = self._get_metrics(scope)
        return {
            key: {**metric, "domain": Domain(metric["domain"]) & scope.filter_team(metric)}
            for key, metric in metrics.items()
            if self.env[metric["model"]].has_access("read")
        }

    @api.model
    def _count(self, metrics):
        """{key of a metric: [Counted]}."""
        counts = {}
        for key, metric in metrics.items():
            if metric.get("counted") is False:
                continue
            if base := metric.get("part_of"):
                counts[key] = self._take_part(metric, counts.get(base, ()))
            else:
                counts[key] = self._measure(metric)
        return counts

    def _take_part(self, metric, rows):
        if "number" in metric:
            return [row._replace(count=metric["number"](row)) for row in rows]
        return [row for row in rows if metric["keep"](*row.groups)]

    @api.model
    def _measure(self, metric):
        """Grouped as the user: rules for records and fields are asked by ``_read_group()``."""
        groupby, aggregates = metric.get("groupby", ()), metric.get("aggregates", ())
        rows = self.env[metric["model"]]._read_group(
            metric["domain"], [metric["user"], *groupby], ["__count", *aggregates]
        )
        last = 1 + len(groupby)
        return [Counted(row[0].id, row[last], row[1:last], row[last + 1 :]) for row in rows]

    def _describe_metric(self, metric):
        return {
            "label": metric["label"],
            "model": metric["model"],
            "domain": list(metric["domain"]),
            "action": metric.get("action") or False,
        }

    @api.model
    def _figure(self, metric, count, domain=None, **more):
        """One number on the board.

        :param metric: key of the metric whose records stand behind it
        :param count: how many there are
        :param domain: which of the metric's, as conditions that all hold
        :param more: ``value``, where that is shown instead of the count, ``label``, ``tone``
        """
        return {"metric": metric, "count": count, "domain": list(domain) if domain else [], **more}
