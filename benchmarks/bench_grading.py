"""Grading what time has changed, beside one SQL statement that works out and writes the same."""

from odoo.tools import SQL

from .table import Row, clock

DEALS = 100_000
DUE = 1_000
ROUNDS = 3
GRADE = """CASE WHEN need_clarity = 'clear' AND budget_fit = 'matched' AND decision_clarity = 'clear'
                     AND date_deadline <= current_date + 30 THEN 'a'
                WHEN need_clarity IN ('clear', 'partial') AND budget_fit IN ('matched', 'unconfirmed')
                     AND date_deadline <= current_date + 90 THEN 'b'
                ELSE 'c' END"""
REFERENCE = f"""
    WITH changed AS (
        UPDATE crm_lead AS lead SET grade = found.grade, grade_since = now() AT TIME ZONE 'UTC',
               write_date = now() AT TIME ZONE 'UTC', write_uid = 1
          FROM (SELECT id, grade AS old_grade, {GRADE} AS grade, grade_since, user_id, team_id, company_id
                  FROM crm_lead WHERE active AND won_status = 'pending' AND need_clarity IS NOT NULL) AS found
         WHERE lead.id = found.id AND found.grade IS DISTINCT FROM found.old_grade
     RETURNING found.*)
    INSERT INTO sales_toolkit_grade_history
           (lead_id, date, old_grade, new_grade, reason, cause, days, user_id, salesperson_id, team_id,
            company_id, merged, create_uid, create_date, write_uid, write_date)
    SELECT id, now() AT TIME ZONE 'UTC', old_grade, grade, 'Need Clarity: Clear; Budget Fit: Matched', 'time',
           EXTRACT(epoch FROM now() AT TIME ZONE 'UTC' - grade_since) / 86400, 1, user_id, team_id,
           company_id, false, 1, now() AT TIME ZONE 'UTC', 1, now() AT TIME ZONE 'UTC'
      FROM changed"""
# Every third deal is an A, a B and a C, none of which changes; DUE of them are made to.
DUE_AGAIN = """UPDATE crm_lead SET grade = 'b', date_deadline = current_date + 20
                WHERE id IN (SELECT id FROM crm_lead WHERE grade = 'a' AND name LIKE 'Bench %%'
                             ORDER BY id LIMIT %s OFFSET %s)"""


def measure(env):
    create_deals(env)
    leads = env["crm.lead"]
    nothing, select = [], []
    for _round in range(ROUNDS):
        with clock(nothing):
            leads._cron_update_grades()
        _settle(env)
        with clock(select):
            env.cr.execute(REFERENCE)
            env.cr.commit()
        assert env.cr.rowcount == 0
    ours, reference = [], []
    for number in range(ROUNDS):
        for times, run in ((ours, leads._cron_update_grades), (reference, lambda: env.cr.execute(REFERENCE))):
            env.cr.execute(DUE_AGAIN, (DUE, 2 * DUE * number))
            _settle(env)
            with clock(times):
                run()
                env.cr.commit()
            env.cr.execute(
                "SELECT count(*) FROM crm_lead WHERE grade = 'b' AND date_deadline < current_date + 30"
            )
            assert env.cr.fetchone() == (0,)
            _settle(env)
    return [
        Row(f"grades of {DEALS:,} open deals, nothing due", nothing, select, 3),
        Row(f"grades of {DEALS:,} open deals, {DUE:,} change", ours, reference, 3),
        _change_policy(env),
    ]


def _change_policy(env):
    """A change of policy, up to where the scheduled action takes over, beside one scan."""
    ours, reference = [], []
    policy = env.ref("sales_toolkit.grade_b")
    for number in range(ROUNDS):
        _settle(env)
        with clock(ours):
            policy.horizon_days = 80 - number
            env.cr.commit()
        with clock(reference):
            env.cr.execute(SQL("SELECT count(*) FROM crm_lead WHERE active AND grade IS DISTINCT FROM 'a'"))
        policy.horizon_days = 90
    return Row("change the policy of a grade, beside one scan", ours, reference)


def create_deals(env):
    """Open deals of 50 salespeople, spread over the grades, with SQL."""
    stage = env["crm.stage"].search([("is_won", "=", False)], limit=1)
    users = env["res.users"].search([("login", "like", "bench%")])
    env.cr.execute(
        SQL(
            """INSERT INTO crm_lead (name, type, active, won_status, stage_id, user_id, probability, priority,
                                     need_clarity, budget_fit, decision_clarity, date_deadline,
                                     grade, grade_since, create_uid, create_date, write_uid, write_date)
               SELECT 'Bench ' || n, 'opportunity', true, 'pending', %(stage)s,
                      (%(users)s::int[])[1 + n %% %(number)s], 10, '0',
                      (ARRAY['clear', 'partial', 'vague'])[1 + n %% 3],
                      (ARRAY['matched', 'unconfirmed', 'undecided'])[1 + n %% 3], 'clear',
                      current_date + (ARRAY[20, 60, 200])[1 + n %% 3], (ARRAY['a', 'b', 'c'])[1 + n %% 3],
                      now() AT TIME ZONE 'UTC', 1, now() AT TIME ZONE 'UTC', 1, now() AT TIME ZONE 'UTC'
                 FROM generate_series(1, %(deals)s) AS n""",
            stage=stage.id,
            users=users.ids,
            number=len(users),
            deals=DEALS,
        )
    )
    _settle(env)


def _settle(env):
    env.invalidate_all()
    env.cr.commit()
    env.cr.execute("ANALYZE crm_lead, sales_toolkit_grade_history")
    env.cr.commit()
