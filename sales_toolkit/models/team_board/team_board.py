"""The leader's board: how the team stands, and the records behind each figure (X5)."""

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools.misc import format_date, get_lang

from ...rules.periods import PERIODS, get_bounds
from ..shared.labels import in_a_row
from .scope import Scope

REP = "sales_team.group_sale_salesman"
ALL_DOCUMENTS = "sales_team.group_sale_salesman_all_leads"
EVERY_TEAM = "all"


class TeamBoard(models.AbstractModel):
    """All of it is counted as the user, by the rules for each model: the board shows nothing of its own."""

    _name = "sales_toolkit.team_board"
    _description = "Team Board"

    @api.model
    def get(self, team_id=None, period="month"):
        """All that the board shows, as plain values, in one call.

        :param team_id: id of a team, ``"all"`` for all that the user may see; without it, the teams that
            the user leads, or all where they lead none and see all documents
        :param period: one of ``week``, ``last_week``, ``month``, ``last_month``, ``quarter``
        :return: ``tiles``, ``cadence``, ``pipeline`` and ``reps`` of figures. Each figure names its metric
            and a domain: the records behind it are those of the metric's model and domain within it
        :raise AccessError: when the user leads no team, or not this one
        :raise UserError: when the period is another one
        """
        self._check_leader()
        teams = self._get_teams()
        chosen = self._choose(team_id, teams)
        scope = self._get_scope(chosen, period)
        # grouped rows speak of what has been written
        self.env.flush_all()
        metrics = self._get_readable_metrics(scope)
        counts = self._count(metrics)
        deals = self._measure_deals(scope, metrics)
        self._fetch_names(scope, counts, deals)
        return {
            **self._describe_choice(team_id, teams, chosen, period, scope),
            "metrics": {key: self._describe_metric(metric) for key, metric in metrics.items()},
            "tiles": self._get_tiles(scope, metrics, counts),
            "cadence": self._get_cadence(scope, counts),
            "pipeline": self._get_pipeline(deals),
            "reps": self._get_reps(scope, metrics, counts, deals),
        }

    # Who may look at what -------------------------------------------------------------------------------

    @api.private
    @api.model
    def is_leader(self):
        """Whether the user has a board: who leads a team, or sees all documents."""
        user = self.env.user
        if not user.has_group(REP):
            return False
        # sudo: whether the user leads a team, in whichever company
        teams = self.env["crm.team"].sudo()
        return user.has_group(ALL_DOCUMENTS) or bool(teams.search_count([("user_id", "=", user.id)], limit=1))

    def _check_leader(self):
        if not self.is_leader():
            raise AccessError(
                self.env._("The team board is for team leaders. Ask your administrator to make you one.")
            )

    @api.model
    def _get_teams(self):
        """The teams that the user may choose, in the companies that they work in now."""
        mine = [] if self.env.user.has_group(ALL_DOCUMENTS) else [("user_id", "=", self.env.uid)]
        return self.env["crm.team"].search_fetch(mine, ["name", "user_id"])

    @api.model
    def _choose(self, team_id, teams):
        """The teams that are looked at; None for everything that the user may see."""
        everything = self.env.user.has_group(ALL_DOCUMENTS)
        own = teams.filtered(lambda team: team.user_id == self.env.user)
        if team_id in (None, False):
            return own or (None if everything else teams)
        if team_id == EVERY_TEAM:
            return None if everything else teams
        if type(team_id) is not int or team_id not in teams.ids:
            raise AccessError(self.env._("You don't lead this team. Choose one of your own."))
        return teams.browse(team_id)

    @api.model
    def _get_scope(self, teams, period):
        if not isinstance(period, str) or period not in PERIODS:
            raise UserError(self.env._("Choose one of these periods: %s.", ", ".join(PERIODS)))
        user = self.env.user
        today = user.get_today()
        week_start = int(get_lang(self.env).week_start) - 1
        first, last = get_bounds(period, today, week_start)
        people = None
        if teams is not None:
            members = self.env["crm.team.member"].search_fetch(
                [("crm_team_id", "in", teams.ids)], ["user_id"]
            )
            people = tuple(sorted((members.user_id | teams.user_id).ids))
        return Scope(
            teams=None if teams is None else tuple(teams.ids),
            people=people,
            first=first,
            last=last,
            today=today,
            now=fields.Datetime.now(),
            tz=user.get_zone(),
            week_start=week_start,
        )

    # What was chosen ------------------------------------------------------------------------------------

    def _describe_choice(self, team_id, teams, chosen, period, scope):
        everything = self.env.user.has_group(ALL_DOCUMENTS)
        names = {
            "week": self.env._("This Week"),
            "last_week": self.env._("Last Week"),
            "month": self.env._("This Month"),
            "last_month": self.env._("Last Month"),
            "quarter": self.env._("This Quarter"),
        }
        single = chosen.id if chosen is not None and len(chosen) == 1 else EVERY_TEAM
        every = self.env._("All Teams") if everything else self.env._("All Your Teams")
        options = [{"id": team.id, "name": team.name} for team in teams]
        if everything or len(teams) > 1:
            options.insert(0, {"id": EVERY_TEAM, "name": every})
        return {
            "team": team_id if team_id == EVERY_TEAM else single,
            "team_name": in_a_row(self.env, chosen.mapped("name")) if chosen is not None else every,
            "teams": options,
            "period": period,
            "periods": [{"id": key, "name": names[key]} for key in PERIODS],
            "dates": f"{format_date(self.env, scope.first)} – {format_date(self.env, scope.last)}",
            "currency_id": self.env.company.currency_id.id,
            "own_only": not everything,
        }
