"""The hit rate of grades over 100,000 closed deals with 300,000 changes of grade, beside the plain SQL."""

from datetime import date

from odoo.tools import SQL

from .table import Row, clock

DEALS = 100_000
CHANGES = 3
ROUNDS = 3
LEADERS = "sales_team.group_sale_salesman_all_leads"
GROUPS = ["date:quarter", "team_id", "grade"]
AGGREGATES = ["__count", "decided:sum", "hit:sum", "hit_rate:avg"]
# One company in UTC, months, horizons by heart: no policy, no time zones, no rights.
PLAIN = """
    WITH change AS (
        SELECT lead_id, new_grade AS grade, team_id, date::date AS since,
               lead(date) OVER (PARTITION BY lead_id ORDER BY date, id)::date AS until
          FROM sales_toolkit_grade_history WHERE merged IS NOT TRUE),
    spell AS (
        SELECT change.grade, change.team_id, change.since, lead.won_status,
               lead.date_closed::date AS closed_on,
               LEAST(change.until, lead.date_closed::date, current_date + 1) AS until,
               CASE change.grade WHEN 'a' THEN 30 WHEN 'b' THEN 90 ELSE 180 END AS days
          FROM change JOIN crm_lead AS lead ON lead.id = change.lead_id
         WHERE lead.type = 'opportunity'),
    observed AS (
        SELECT spell.*, month::date AS day
          FROM spell, generate_series(date_trunc('month', since + interval '1 month' - interval '1 day'),
                                      until - interval '1 day', interval '1 month') AS month
         WHERE since < until)
    SELECT date_trunc('quarter', day)::date, team_id, grade, count(*),
           count(*) FILTER (WHERE day + days < current_date),
           count(*) FILTER (WHERE day + days < current_date AND won_status = 'won'
                                  AND closed_on <= day + days)
      FROM observed GROUP BY 1, 2, 3"""


def measure(env):
    _create_deals(env)
    leader = env["res.users"].create(
        {"name": "Bench", "login": "bench_hit_rate", "group_ids": [(4, env.ref(LEADERS).id)]}
    )
    _settle(env)
    hits = env["sales_toolkit.grade_hit"].with_user(leader).with_context(tz="UTC")
    table, pivot, screen, reference = [], [], [], []
    for _round in range(ROUNDS):
        _settle(env)
        with clock(reference):
            env.cr.execute(PLAIN)
            plain = env.cr.fetchall()
        with clock(table):
            ours = hits.formatted_read_group([], GROUPS, AGGREGATES)
        assert _compare(ours) == sorted(plain, key=str), "the figures differ"
        with clock(pivot):
            hits.formatted_read_grouping_sets([], [[], GROUPS[:1], GROUPS[:2], GROUPS], AGGREGATES)
        with clock(screen):
            env["sales_toolkit.calibration"].with_user(leader).get_calibration(12)
    rows = sum(row[3] for row in plain)
    name = f"hit rate by quarter, team and grade: {DEALS:,} closed deals, {DEALS * CHANGES:,} changes"
    return [
        Row(f"{name}, {rows:,} observations", table, reference, 2),
        Row("the same as pivot, with all its totals", pivot, reference),
        Row("calibration screen, 12 months", screen, reference),
    ]


def _compare(groups):
    """As the reference returns its rows."""
    rows = [
        (
            date.fromisoformat(group["date:quarter"][0]),
            group["team_id"] and group["team_id"][0] or None,
            group["grade"],
            group["__count"],
            group["decided:sum"],
            group["hit:sum"],
        )
        for group in groups
    ]
    return sorted(rows, key=str)


def _create_deals(env):
    """Closed within the last two years, two fifths of them won; each with three grades."""
    teams = env["crm.team"].create([{"name": f"Bench hit rate {n}"} for n in range(8)])
    users = env["res.users"].search([("share", "=", False)], limit=50)
    env.cr.execute("DELETE FROM sales_toolkit_grade_history")
    env.cr.execute("UPDATE crm_lead SET grade = NULL, grade_since = NULL WHERE grade IS NOT NULL")
    env.cr.execute(
        SQL(
            """INSERT INTO crm_lead
                   (name, type, active, won_status, outcome, probability, stage_id, team_id, user_id,
                    company_id, grade, grade_since, date_closed, outcome_at, need_clarity, budget_fit,
                    decision_clarity, competition, create_uid, create_date, write_uid, write_date)
               SELECT 'Bench hit rate ' || n, 'opportunity', won, status, status,
                      CASE WHEN won THEN 100 ELSE 0 END,
                      CASE WHEN won THEN %(won)s ELSE %(open)s END, (%(teams)s::int[])[1 + n %% 8],
                      (%(users)s::int[])[1 + n %% %(number)s], %(company)s,
                      (ARRAY['a', 'b', 'c'])[1 + n %% 3], closed - interval '20 days',
                      closed, closed, (ARRAY['clear', 'partial'])[1 + n %% 2],
                      (ARRAY['matched', 'unconfirmed'])[1 + n / 3 %% 2], 'clear',
                      (ARRAY['ahead', 'even', 'behind'])[1 + n / 7 %% 3], 1,
                      closed - interval '200 days', 1, closed
                 FROM generate_series(1, %(deals)s) AS n,
                      LATERAL (SELECT n %% 5 < 2 AS won,
                                      CASE WHEN n %% 5 < 2 THEN 'won' ELSE 'lost' END AS status,
                                      now() AT TIME ZONE 'UTC' - (n * 7919 %% 730) * interval '1 day'
                                          - (n %% 24) * interval '1 hour' AS closed) AS past""",
            won=env.ref("crm.stage_lead4").id,
            open=env.ref("crm.stage_lead1").id,
            teams=teams.ids,
            users=users.ids,
            number=len(users),
            company=env.company.id,
            deals=DEALS,
        )
    )
    env.cr.execute(
        SQL(
            """INSERT INTO sales_toolkit_grade_history
                   (lead_id, date, old_grade, new_grade, cause, merged, salesperson_id, team_id, company_id,
                    create_uid, create_date)
               SELECT lead.id, lead.date_closed - (150 - 45 * k - lead.id %% 37) * interval '1 day',
                      NULL, (ARRAY['a', 'b', 'c'])[1 + (lead.id + 2 - k) %% 3], 'facts', false, lead.user_id,
                      lead.team_id, lead.company_id, 1, lead.create_date
                 FROM crm_lead AS lead, generate_series(0, %s) AS k
                WHERE lead.name LIKE 'Bench hit rate %%'""",
            CHANGES - 1,
        )
    )
    env.invalidate_all()


def _settle(env):
    env.flush_all()
    env.invalidate_all()
    env.cr.commit()
    env.cr.execute("ANALYZE crm_lead, sales_toolkit_grade_history")
    env.cr.commit()
