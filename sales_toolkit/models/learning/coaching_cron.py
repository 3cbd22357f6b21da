"""The daily action: which improvement points recur, and with whom (O12)."""

from dataclasses import dataclass

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ..shared.batches import do_or_leave_out, tries_again
from ..working_days.zone import zone_of_company
from .coaching import UNDECIDED

BATCH = 200
READ = (
    "sales_toolkit.retrospective",
    "res.users",
    "res.company",
    "res.partner",
    "resource.calendar",
    "sales_toolkit.coaching",
)
# Where the companies are, what they ask for, and since when: this period and the one before, because
# retrospectives are handed in after the deal is closed.
CLOCK = """
    clock AS (
        SELECT company.id, zone.tz, company.coaching_period AS period,
               NULLIF(company.coaching_count, 0) AS needed,
               NULLIF(company.coaching_team_count, 0) AS team_needed,
               date_trunc(company.coaching_period, date_trunc(company.coaching_period,
                   %(now)s::timestamp AT TIME ZONE 'UTC' AT TIME ZONE zone.tz) - interval '1 day'
               )::date AS start
          FROM res_company AS company, LATERAL (SELECT %(company_zone)s AS tz) AS zone)"""
# A draft is the salesperson's own. What one person alone makes recur is theirs, not the team's.
FOUND = """
    WITH %(clock)s,
    named AS (
        SELECT row.id, tag.sales_toolkit_retrospective_tag_id AS tag_id, row.user_id, row.team_id,
               row.outcome_at, clock.id AS company_id, clock.needed, clock.team_needed,
               date_trunc(clock.period, closed.at)::date AS period_start
          FROM sales_toolkit_retrospective AS row
          JOIN sales_toolkit_retrospective_improvement_rel AS tag
            ON tag.sales_toolkit_retrospective_id = row.id
          JOIN res_users AS rep ON rep.id = row.user_id AND rep.active
          JOIN clock ON clock.id = COALESCE(row.company_id, rep.company_id, %(company)s),
               LATERAL (SELECT row.outcome_at AT TIME ZONE 'UTC' AT TIME ZONE clock.tz AS at) AS closed
         WHERE row.active AND row.state IN ('submitted', 'closed')
           AND row.outcome_at > %(now)s::timestamp - interval '800 days' AND closed.at >= clock.start)
    SELECT company_id, tag_id, period_start, user_id,
           (array_agg(team_id ORDER BY outcome_at DESC, id DESC))[1],
           array_agg(id ORDER BY id)
      FROM named GROUP BY company_id, tag_id, period_start, user_id, needed HAVING count(*) >= needed
     UNION ALL
    SELECT company_id, tag_id, period_start, NULL, team_id, array_agg(id ORDER BY id)
      FROM named WHERE team_id IS NOT NULL
     GROUP BY company_id, tag_id, period_start, team_id, team_needed
    HAVING count(*) >= team_needed AND count(DISTINCT user_id) > 1"""
# What is on record of the same time, with the retrospectives behind it.
KNOWN = """
    WITH %(clock)s
    SELECT coaching.id, coaching.state, coaching.company_id, coaching.tag_id, coaching.period_start,
           coaching.user_id, coaching.team_id,
           ARRAY(SELECT behind.sales_toolkit_retrospective_id
                   FROM sales_toolkit_coaching_retrospective_rel AS behind
                  WHERE behind.sales_toolkit_coaching_id = coaching.id ORDER BY 1)
      FROM sales_toolkit_coaching AS coaching JOIN clock ON clock.id = coaching.company_id
     WHERE coaching.period_start >= clock.start"""


def _clock(now):
    return SQL(CLOCK, now=now, company_zone=zone_of_company("company"))


@dataclass(frozen=True)
class Finding:
    """An improvement point that recurs."""

    company_id: int
    tag_id: int
    period_start: object
    user_id: int | None
    team_id: int | None
    retrospective_ids: tuple

    @property
    def key(self):
        """Findings with the same key are the same coaching."""
        who = (self.user_id, None) if self.user_id else (None, self.team_id)
        return self.company_id, self.tag_id, self.period_start, *who


class Coaching(models.Model):
    _inherit = "sales_toolkit.coaching"

    @api.model
    @tries_again
    def _cron_find_coaching(self):
        """Put on record what recurs, and bring what nobody has decided in line. Once a day."""
        self._hand_over_orphans()
        jobs = self._get_jobs()
        cron = self.env["ir.cron"]
        if not jobs:
            return
        cron._commit_progress(remaining=sum(len(rows) for _job, rows in jobs))
        for job, rows in jobs:
            for start in range(0, len(rows), BATCH):
                batch = rows[start : start + BATCH]
                do_or_leave_out(self.env, batch, job, "Coaching")
                if not cron._commit_progress(len(batch)):
                    return

    @api.model
    def _get_jobs(self):
        """[(method, its rows)] of what is to be done; nothing where the record says it already."""
        found = {finding.key: finding for finding in self._find()}
        known = {finding.key: (id_, state, finding) for id_, state, finding in self._find_known()}
        new = [finding for key, finding in found.items() if key not in known]
        undecided = [(key, row) for key, row in known.items() if row[1] in UNDECIDED]
        changed = [
            (row[0], found[key].retrospective_ids)
            for key, row in undecided
            if key in found and found[key].retrospective_ids != row[2].retrospective_ids
        ]
        gone = [row[0] for key, row in undecided if key not in found and row[1] == "open"]
        jobs = [(self._open_new, new), (self._update_known, changed), (self._withdraw, gone)]
        return [(job, rows) for job, rows in jobs if rows]

    # Looking for it -------------------------------------------------------------------------------------

    @api.model
    def _find(self):
        """What recurs. Read as superuser, who alone runs the scheduled action; only leaders are told."""
        for name in READ:
            self.env[name].flush_model()
        company, now = self.env["res.partner"].get_first_company().id, fields.Datetime.now()
        rows = self.env.execute_query(SQL(FOUND, clock=_clock(now), now=now, company=company))
        return [Finding(*row[:-1], tuple(row[-1])) for row in rows]

    @api.model
    def _find_known(self):
        """[(id, state, as a finding)]."""
        rows = self.env.execute_query(SQL(KNOWN, clock=_clock(fields.Datetime.now())))
        return [(id_, state, Finding(*row[:-1], tuple(row[-1]))) for id_, state, *row in rows]

    # Doing it -------------------------------------------------------------------------------------------

    @api.model
    def _open_new(self, findings):
        today = fields.Date.today()
        users, teams = self.env["res.users"], self.env["crm.team"]
        # all at once, so that nobody is read one by one
        users = users.browse(dict.fromkeys(finding.user_id for finding in findings if finding.user_id))
        teams = teams.browse(dict.fromkeys(finding.team_id for finding in findings if finding.team_id))
        users, teams = ({row.id: row for row in rows} for rows in (users, teams))
        nobody, no_team = self.env["res.users"], self.env["crm.team"]
        rows = []
        for finding in findings:
            user, team = users.get(finding.user_id, nobody), teams.get(finding.team_id, no_team)
            rows.append(
                {
                    "tag_id": finding.tag_id,
                    "user_id": finding.user_id,
                    "team_id": finding.team_id,
                    "leader_id": self._get_leader(user, team).id or None,
                    "company_id": finding.company_id,
                    "period_start": finding.period_start,
                    "count": len(finding.retrospective_ids),
                    "state": "open",
                    "found_on": today,
                    "due_date": today,
                }
            )
        coaching = self.insert_rows(rows)
        pairs = zip(coaching.ids, (finding.retrospective_ids for finding in findings), strict=True)
        coaching._link_retrospectives(list(pairs))
        coaching.refresh_reminders()

    @api.model
    def _update_known(self, changes):
        """More, or fewer, retrospectives name it: [(id, ids of retrospectives)]."""
        coaching = self.browse(id_ for id_, _retrospectives in changes)
        counts = {id_: len(retrospectives) for id_, retrospectives in changes}
        for count, group in coaching.grouped(lambda row: counts[row.id]).items():
            group.store_derived({"count": count})
        coaching.flush_recordset()
        self.env.cr.execute(
            SQL(
                "DELETE FROM sales_toolkit_coaching_retrospective_rel WHERE sales_toolkit_coaching_id IN %s",
                coaching._ids,
            )
        )
        coaching._link_retrospectives(changes)

    @api.model
    def _withdraw(self, ids):
        """It does not recur any more, and nobody has decided on it yet."""
        coaching = self.browse(ids)
        leaders = coaching.leader_id
        coaching.unlink()
        if leaders:
            self.env["sales_toolkit.reminder"].refresh("coaching", leaders)

    def _link_retrospectives(self, links):
        """[(id, ids of retrospectives)], with one statement."""
        pairs = [(id_, behind) for id_, retrospectives in links for behind in retrospectives]
        columns = list(zip(*pairs, strict=True))
        self.env.cr.execute(
            SQL(
                """INSERT INTO sales_toolkit_coaching_retrospective_rel
                       (sales_toolkit_coaching_id, sales_toolkit_retrospective_id)
                   SELECT * FROM unnest(%s::int[], %s::int[]) ON CONFLICT DO NOTHING""",
                list(columns[0]),
                list(columns[1]),
            )
        )
        self.invalidate_recordset(["retrospective_ids"], flush=False)

    # Who decides ----------------------------------------------------------------------------------------

    @api.model
    def _get_leader(self, user, team):
        """Who leads the team, or else another team of the salesperson; nobody leads themselves."""
        teams = team | user.get_sales_teams()
        return (teams.user_id.filtered("active") - user)[:1]

    @api.model
    def _get_told_domain(self):
        return Domain("state", "in", UNDECIDED)

    @api.private
    def hand_over(self):
        """Give these to who leads now."""
        # sudo: who may change a leader was asked before
        coaching = self.sudo()
        before = coaching.leader_id
        for leader, group in coaching.grouped(lambda row: row._get_leader(row.user_id, row.team_id)).items():
            group.store_derived({"leader_id": leader.id})
        if people := before | coaching.leader_id:
            self.env["sales_toolkit.reminder"].refresh("coaching", people)
