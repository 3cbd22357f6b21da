"""SQL: from which day until which day each opportunity had which grade (O12).

One statement for all of them, so that 100,000 deals cost no loop. ``docs/learning.md`` says in words what
counts.
"""

from odoo.tools import SQL

from ..working_days.zone import zone_of_company

# What the statement reads, so that it is written before.
READ = {
    "crm.lead": [
        "type", "won_status", "outcome", "outcome_at", "date_closed", "date_last_stage_update",
        "grade", "grade_since", "user_id", "team_id", "company_id",
    ],
    "sales_toolkit.grade_history": [
        "lead_id", "date", "new_grade", "salesperson_id", "team_id", "merged",
    ],
    "sales_toolkit.grade": ["active", "code", "company_id", "team_id", "horizon_days"],
    "resource.calendar": ["tz"],
    "res.company": ["partner_id", "resource_calendar_id", "hit_rate_sampling", "hit_rate_days"],
    "res.partner": ["tz"],
    "res.users": ["company_id"],
}  # fmt: skip

# A spell is a stretch of days, ``since`` included and ``until`` not, at whose ends the deal was open and had
# the grade. ``clock``: the companies, with where they are. ``promise``: within how many days a grade closes.
# ``OFFSET 0`` keeps PostgreSQL from working out days in a time zone again wherever they are used.
SPELLS = """
    clock AS MATERIALIZED (
        SELECT company.id, zone.tz, company.hit_rate_sampling = 'week' AS weekly,
               (%(now)s::timestamp AT TIME ZONE 'UTC' AT TIME ZONE zone.tz)::date AS today,
               NULLIF(company.hit_rate_days, 0) AS days
          FROM res_company AS company, LATERAL (SELECT %(company_zone)s AS tz) AS zone),
    special AS MATERIALIZED (
        SELECT DISTINCT team_id AS id FROM sales_toolkit_grade WHERE active AND team_id IS NOT NULL),
    promise AS MATERIALIZED (
        SELECT clock.id AS company_id, team.id AS team_id, code.code,
               COALESCE(NULLIF((
                   SELECT policy.horizon_days FROM sales_toolkit_grade AS policy
                    WHERE policy.active AND policy.code = code.code
                      AND (policy.company_id IS NULL OR policy.company_id = clock.id)
                      AND (policy.team_id IS NULL OR policy.team_id = team.id)
                    ORDER BY policy.team_id IS NULL, policy.company_id IS NULL LIMIT 1), 0),
                   clock.days) AS days
          FROM clock, (SELECT 0 AS id UNION ALL SELECT id FROM special) AS team,
               (VALUES ('a'), ('b'), ('c')) AS code (code)),
    deal AS MATERIALIZED (
        SELECT lead.id, lead.won_status, lead.grade, lead.grade_since, lead.user_id, lead.team_id,
               lead.company_id, clock.id AS home_id, clock.tz, clock.today, clock.weekly,
               CASE WHEN lead.won_status IN ('won', 'lost') THEN
                   (COALESCE(LEAST(lead.date_closed, CASE WHEN lead.outcome = lead.won_status
                                                          THEN lead.outcome_at END),
                             lead.date_last_stage_update) AT TIME ZONE 'UTC' AT TIME ZONE clock.tz)::date
               END AS closed_on
          FROM crm_lead AS lead
          JOIN clock ON clock.id = COALESCE(
               lead.company_id, (SELECT rep.company_id FROM res_users AS rep WHERE rep.id = lead.user_id),
               %(company)s)
         WHERE lead.type = 'opportunity'),
    step AS (
        SELECT COALESCE(row.id * 2::bigint, deal.id * 2::bigint + 1) AS id, deal.id AS lead_id, moment.at,
               CASE WHEN row.id IS NULL THEN deal.grade ELSE row.new_grade END AS grade,
               CASE WHEN row.id IS NULL THEN deal.user_id ELSE row.salesperson_id END AS user_id,
               CASE WHEN row.id IS NULL THEN deal.team_id ELSE row.team_id END AS team_id,
               (moment.at AT TIME ZONE 'UTC' AT TIME ZONE deal.tz)::date AS since, deal.user_id AS owner_id,
               deal.company_id, deal.home_id, deal.today, deal.weekly, deal.won_status, deal.closed_on
          FROM deal
          LEFT JOIN sales_toolkit_grade_history AS row ON row.lead_id = deal.id AND row.merged IS NOT TRUE,
               LATERAL (SELECT CASE WHEN row.id IS NULL THEN deal.grade_since ELSE row.date END AS at
               ) AS moment
         WHERE row.id IS NOT NULL OR (deal.grade IS NOT NULL AND deal.grade_since IS NOT NULL)
        OFFSET 0),
    change AS (
        SELECT step.*, lead(since) OVER (PARTITION BY lead_id ORDER BY at, id) AS next FROM step),
    spell AS (
        SELECT change.*, stretch.until, promise.days
          FROM change
          LEFT JOIN special ON special.id = change.team_id
          JOIN promise ON promise.company_id = change.home_id AND promise.code = change.grade
                      AND promise.team_id = COALESCE(special.id, 0) AND promise.days IS NOT NULL,
               LATERAL (SELECT LEAST(next, closed_on, today + 1) AS until) AS stretch
         WHERE since < until
        OFFSET 0)"""


def spells(now, company_id):
    """The common table expressions up to ``spell``.

    :param now: the moment that is now, in UTC
    :param company_id: whose policy and clock hold for opportunities of no company and nobody
    """
    return SQL(SPELLS, now=now, company=company_id, company_zone=zone_of_company("company"))


# How many of the days looked at come before a day: Mondays since 1970, or firsts of months.
WEEKS = "(({0} - DATE '1970-01-05' + 6) / 7)"
MONTHS = "(date_part('year', {0} - 1) * 12 + date_part('month', {0} - 1))::int"

ROWS = """
    WITH {spells},
    day AS (
        SELECT spell.*, generate_series(CASE WHEN weekly THEN {week_since} ELSE {month_since} END,
                                        CASE WHEN weekly THEN {week_until} ELSE {month_until} END - 1
               ) AS number
          FROM spell),
    observed AS (
        SELECT day.*, CASE WHEN weekly THEN DATE '1970-01-05' + number * 7
                           ELSE make_date(number / 12, number %% 12 + 1, 1) END AS date
          FROM day),
    judged AS (
        SELECT observed.*, CASE WHEN date + days >= today THEN 'running'
                                WHEN won_status = 'won' AND closed_on <= date + days THEN 'hit'
                                WHEN won_status = 'won' THEN 'late'
                                WHEN won_status = 'lost' THEN 'lost'
                                ELSE 'open' END AS result
          FROM observed)
    SELECT id * 100000 + (date - DATE '1970-01-01') AS id, lead_id, grade, user_id, owner_id, team_id,
           company_id, date, days, closed_on, result, (result <> 'running')::int AS decided,
           (result = 'hit')::int AS hit,
           CASE WHEN result <> 'running' THEN (result = 'hit')::int * 100::float8 END AS hit_rate
      FROM judged"""


def observations(now, company_id):
    """Rows for each day looked at on which a deal had a grade, with what became of it."""
    statement = ROWS.format(
        spells="%(spells)s",
        week_since=WEEKS.format("since"),
        week_until=WEEKS.format("until"),
        month_since=MONTHS.format("since"),
        month_until=MONTHS.format("until"),
    )
    return SQL(statement, spells=spells(now, company_id))
