"""Opening the team board, beside the ERP's own pipeline as the same leader opens it, in the same run."""

from odoo.tools import SQL

from .bench_kanban import _get_fields, _open
from .table import Row, clock, send

REPS, DEALS, ROUNDS = 20, 300, 31
CONTACTS = 3  # for each deal, one a month: more than the twelve a day that are planned at most


def measure(env):
    """A leader of 20 salespeople with 300 open deals each, contacts, stalls, objections and checks."""
    leader, team = _create_team(env)
    times, queries = {}, {}
    for deals in (DEALS // 10, DEALS):
        _create_deals(env, team, deals)
        times[deals] = ([], [])
        for _round in range(ROUNDS):
            env.invalidate_all()
            before = env.cr.sql_log_count
            with clock(times[deals][0]):
                send(env["sales_toolkit.team_board"].with_user(leader).get(team.id, "month"))
            queries[deals] = env.cr.sql_log_count - before
            env.invalidate_all()
            with clock(times[deals][1]):
                _open_pipeline(env["crm.lead"].with_user(leader), team)
    assert len(set(queries.values())) == 1, queries
    return [
        Row(f"team board: {REPS} × {deals} deals, {queries[deals]} queries", *times[deals], 1.5)
        for deals in times
    ]


def _create_team(env):
    group = env.ref("sales_team.group_sale_salesman_all_leads")
    values = {"name": "Leader", "login": "leader", "tz": "Asia/Shanghai", "group_ids": [(6, 0, group.ids)]}
    leader = env["res.users"].create(values)
    team = env["crm.team"].create({"name": "Bench team", "user_id": leader.id})
    reps = env["res.users"].search([("login", "=like", "bench%")], limit=REPS, order="id")
    env["crm.team.member"].create([{"crm_team_id": team.id, "user_id": rep.id} for rep in reps])
    env.cr.execute(
        SQL(
            "UPDATE res_partner SET completeness = 50 + (id %% 6) * 10, "
            "dormant = id %% 10 = 0, "
            "dormant_since = CASE WHEN id %% 10 = 0 THEN current_date - (id / 10 %% 365)::int END "
            "WHERE registered_on IS NOT NULL"
        )
    )
    env.cr.commit()
    # as autovacuum leaves it some minutes later
    env.cr._cnx.autocommit = True
    env.cr.execute("VACUUM ANALYZE res_partner")
    env.cr._cnx.autocommit = False
    return leader, team


def _create_deals(env, team, number):
    """So many open deals for each salesperson, with what hangs on them, by SQL."""
    stages = env["crm.stage"].search([("is_won", "=", False)])
    reps = team.crm_team_member_ids.user_id
    for table in ("objection", "stall", "follow_up"):
        env.cr.execute(f"DELETE FROM sales_toolkit_{table}")  # pylint: disable=sql-injection
    env.cr.execute("DELETE FROM crm_lead WHERE name LIKE 'Board %'")
    parameters = {
        "team": team.id,
        "stages": stages.ids,
        "stage_count": len(stages),
        "reps": reps.ids,
        "rep_count": len(reps),
        "deals": number * len(reps),
        "contacts": CONTACTS,
        "leader": team.user_id.id,
        "type": env["sales_toolkit.objection_type"].search([], limit=1).id,
    }
    for statement in STATEMENTS:
        env.cr.execute(SQL(statement, **{k: v for k, v in parameters.items() if f"%({k})s" in statement}))
    env.cr.commit()
    env.cr.execute("ANALYZE crm_lead, sales_toolkit_follow_up, sales_toolkit_stall, sales_toolkit_objection")
    env.cr.commit()


STATEMENTS = (
    """INSERT INTO crm_lead (name, type, active, won_status, stage_id, user_id, team_id, probability,
                             priority,
                             expected_revenue, need_clarity, grade, grade_since, date_deadline,
                             create_uid, create_date, write_uid, write_date)
       SELECT 'Board ' || n, 'opportunity', true, 'pending', (%(stages)s::int[])[1 + n %% %(stage_count)s],
              (%(reps)s::int[])[1 + n %% %(rep_count)s], %(team)s, 10, '0', n, 'clear',
              (ARRAY['a', 'b', 'c'])[1 + n %% 3], now() AT TIME ZONE 'UTC', current_date + 20,
              1, now() AT TIME ZONE 'UTC', 1, now() AT TIME ZONE 'UTC'
         FROM generate_series(1, %(deals)s) AS n""",
    """INSERT INTO sales_toolkit_follow_up (lead_id, user_id, team_id, grade, state, planned_date, slot_date,
                                            done_at, minutes_due, minutes_at)
       SELECT id, user_id, team_id, grade, CASE WHEN (id + n) %% 7 = 0 THEN 'missed' ELSE 'done' END,
              current_date - (n * 30)::int, current_date - (n * 30)::int,
              CASE WHEN (id + n) %% 7 = 0 THEN NULL ELSE now() - n * interval '30 days' END,
              CASE WHEN (id + n) %% 7 = 0 THEN NULL ELSE now() - n * interval '29 days' END,
              CASE WHEN (id + n) %% 50 = 0 THEN NULL ELSE now() - n * interval '30 days' END
         FROM crm_lead, generate_series(0, %(contacts)s - 1) AS n WHERE name LIKE 'Board %%'""",
    """INSERT INTO sales_toolkit_stall (lead_id, team_id, user_id, leader_id, kind, since, found_at, state)
       SELECT id, team_id, user_id, %(leader)s, 'quiet', current_date, now(),
              (ARRAY['open', 'explained'])[1 + id %% 2]
         FROM crm_lead WHERE name LIKE 'Board %%' AND id %% 20 = 0""",
    """INSERT INTO sales_toolkit_objection (lead_id, type_id, description, raised_at, state)
       SELECT id, %(type)s, 'x', now(), (ARRAY['open', 'help', 'solved'])[1 + id %% 3]
         FROM crm_lead WHERE name LIKE 'Board %%' AND id %% 4 = 0""",
)


def _open_pipeline(leads, team):
    """What the web client asks for when the pipeline of a team is opened, with the fields of its board."""
    names = {name for name in _get_fields(leads) if "sales_toolkit" not in leads._fields[name]._modules}
    _open(leads, names, [("team_id", "=", team.id)])
