"""How well grades keep their promise, quarter by quarter, and which statement misleads most (O12)."""

from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import SQL

from ...rules.grading import INPUTS
from ...rules.learning import Group, misleading, needed, percent, weigh
from .spells import spells

LEADERS = "sales_team.group_sale_salesman_all_leads"
MAX_MONTHS = 120
# Each deal once, on the first day on which it had the best grade: what has been stated of it by its closing,
# and whether it was won in time. %(deals)s says which deals the user may see.
FIRST = """
    WITH %(spells)s,
    first AS (
        SELECT DISTINCT ON (lead_id) lead_id, home_id, team_id, since, days, today,
               won_status = 'won' AND closed_on <= since + days AS won
          FROM spell WHERE grade = 'a' ORDER BY lead_id, since, id)
    SELECT first.home_id, first.team_id, first.days, %(inputs)s, count(*), count(*) FILTER (WHERE first.won)
      FROM first JOIN crm_lead AS lead ON lead.id = first.lead_id
     WHERE first.since + first.days < first.today AND first.since >= %(start)s
       AND (%(team)s = 0 OR first.team_id = %(team)s) AND lead.id IN %(deals)s
     GROUP BY first.home_id, first.team_id, first.days, %(inputs)s"""


class Calibration(models.AbstractModel):
    """What the screen *Calibration* shows, from one call."""

    _name = "sales_toolkit.calibration"
    _description = "Calibration of Grades"

    @api.model
    def get_calibration(self, months=12, team_id=None):
        """Everything that the screen shows, of the deals that the user may see.

        :param months: how far back, counted from the day on which a deal had its grade
        :param team_id: only deals of this sales team, None for all
        :raise AccessError: when the user does not lead anybody
        """
        self._check_leader()
        if type(months) is not int or not 0 < months <= MAX_MONTHS or type(team_id or 0) is not int:
            raise UserError(self.env._("Ask for 1 to %s months, and for a sales team.", MAX_MONTHS))
        start = self.env.company.get_today() - relativedelta(months=months)
        domain = [("date", ">=", start), ("decided", "=", 1)]
        if team_id:
            domain.append(("team_id", "=", team_id))
        groups, days = self._get_groups(start, team_id)
        weights = weigh(groups, INPUTS)
        minimum = self.env.company.calibration_minimum
        return {
            "quarters": self._get_quarters(domain),
            "inputs": [self._describe(weight, groups) for weight in weights],
            "conclusion": self._conclude(groups, weights, days, minimum),
            "minimum": minimum,
            "teams": self.env["crm.team"].search_read([("active", "=", True)], ["name"], order="name"),
            "start": fields.Date.to_string(start),
        }

    @api.model
    def _check_leader(self):
        if not (self.env.su or self.env.user.has_group(LEADERS)):
            raise AccessError(self.env._("Only team leaders and managers see how well grades are set."))

    # Quarters -------------------------------------------------------------------------------------------

    @api.model
    def _get_quarters(self, domain):
        """Rows of quarter and team, the newest first: {grade: what became of the deals}."""
        rows = self.env["sales_toolkit.grade_hit"].formatted_read_group(
            domain, ["date:quarter", "team_id", "grade", "result"], ["__count"]
        )
        found = {}
        for row in rows:
            [since, quarter], team = row["date:quarter"], row["team_id"] or (False, "")
            line = found.setdefault(
                (since, team), {"quarter": quarter, "until": self._get_end(since), "team": team, "grades": {}}
            )
            results = line["grades"].setdefault(row["grade"], {})
            results[row["result"]] = results.get(row["result"], 0) + row["__count"]
        for line in found.values():
            line["grades"] = {code: self._sum_up(results) for code, results in line["grades"].items()}
        ranked = sorted(found.items(), key=lambda item: item[0][1][1])
        ranked.sort(key=lambda item: item[0][0], reverse=True)
        return [{"key": f"{since} {team[0]}", "since": since, **line} for (since, team), line in ranked]

    @api.model
    def _get_end(self, since):
        """The first day after the quarter that begins on ``since``."""
        return fields.Date.to_string(fields.Date.to_date(since) + relativedelta(months=3))

    @api.model
    def _sum_up(self, results):
        decided = sum(results.values())
        return {**results, "decided": decided, "rate": percent(results.get("hit", 0), decided)}

    # Inputs ---------------------------------------------------------------------------------------------

    @api.model
    def _get_groups(self, start, team_id):
        """(groups for ``rules.learning``, the promised days that occur): one query, no deal is read."""
        for name in ("crm.lead", "sales_toolkit.grade_history", "sales_toolkit.grade", "res.company"):
            self.env[name].flush_model()
        # which deals count is up to the record rules of the user
        deals = self.env["crm.lead"].with_context(active_test=False)._search([("type", "=", "opportunity")])
        rows = self.env.execute_query(
            SQL(
                FIRST,
                spells=spells(fields.Datetime.now(), self.env["res.partner"].get_first_company().id),
                inputs=SQL(", ").join(SQL.identifier("lead", item) for item in INPUTS),
                start=start,
                team=team_id or 0,
                deals=deals.subselect(),
            )
        )
        policies = self.env["sales_toolkit.grade"].get_rows()
        needs = {key: self._get_needs(policies, *key) for key in {row[:2] for row in rows}}
        groups = [Group(dict(zip(INPUTS, row[3:-2], strict=True)), needs[row[:2]], *row[-2:]) for row in rows]
        return groups, {row[2] for row in rows}

    @api.model
    def _get_needs(self, policies, company_id, team_id):
        """{input: the level that counts as good} of the deals of a team in a company."""
        company, team = self.env["res.company"].browse(company_id), self.env["crm.team"].browse(team_id or ())
        policy = policies.pick(company, team).get("a")
        return needed(INPUTS, {item: policy and policy[item] or None for item in INPUTS})

    @api.model
    def _describe(self, weight, groups):
        return {
            "item": weight.item,
            "name": self._get_label(weight.item),
            "level": self._get_level(weight.item, groups),
            "deals": weight.deals,
            "won": weight.won,
            "rate": weight.rate,
            "others": weight.others,
            "others_won": weight.others_won,
            "others_rate": weight.others_rate,
            "difference": weight.difference,
        }

    @api.model
    def _get_label(self, item):
        return self.env["crm.lead"]._fields[item].get_description(self.env, ["string"])["string"]

    @api.model
    def _get_level(self, item, groups):
        """What counts as good, in words; teams may ask for different levels."""
        levels = {group.needs[item] for group in groups}
        labels = dict(self.env["crm.lead"]._fields[item]._description_selection(self.env))
        return " / ".join(label for level, label in labels.items() if level in levels)

    # In words -------------------------------------------------------------------------------------------

    @api.model
    def _conclude(self, groups, weights, days, minimum):
        """{"text", "kind"}: which input misleads most, or why nothing is said."""
        weight = misleading(weights, minimum)
        if not weight:
            deals = sum(group.deals for group in groups)
            text = self.env._(
                "Too few deals to say which statement misleads: %(deals)s A deals are decided. Of an input, "
                "%(minimum)s deals for which it was good and as many others are needed.",
                deals=deals,
                minimum=max(minimum, 1),
            )
            return {"text": text, "kind": "few"}
        values = {
            "deals": weight.deals,
            "input": self._get_label(weight.item),
            "level": self._get_level(weight.item, groups),
            "won": weight.won,
            "days": " / ".join(map(str, sorted(days))),
            "rate": round(weight.rate),
            "others": weight.others,
            "others_won": weight.others_won,
            "others_rate": round(weight.others_rate),
        }
        facts = self.env._(
            "Of %(deals)s A deals with “%(input)s: %(level)s”, %(won)s were won within %(days)s days "
            "(%(rate)s %%); of the %(others)s others, %(others_won)s (%(others_rate)s %%).",
            **values,
        )
        if weight.difference > 0:
            end = self.env._("No statement misleads; this one tells least.")
            return {"text": facts, "end": end, "kind": "fine"}
        return {"text": facts, "end": self.env._("This statement misleads most."), "kind": "misleading"}
