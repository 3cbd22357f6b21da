"""All scheduled actions in a night with nothing due, and on a normal day, each run as the scheduler runs it.

They are found in the registry. Beside a night with nothing due stands the plain SQL that finds out that
nothing is (``FLOORS``; where there is none, the table that would hold it is empty). Beside a day stands the
SQL that writes as many rows of the same tables, with their indexes and without any rule: inserted into a
copy, updated in place.
"""

from contextlib import ExitStack
from time import perf_counter

from proof.database import temporary

from .table import Row, clock

DATABASE = "bench"
PATIENCE = 7200
ROUNDS = 3
# tables that only the scheduler itself writes
SCHEDULER = {"ir_cron", "ir_cron_progress", "ir_cron_trigger"}
CUSTOMERS = "FROM res_partner WHERE registered_on IS NOT NULL AND active"
FLOORS = {
    "cron_mark_dormant_customers": f"""SELECT id {CUSTOMERS} AND dormant IS NOT TRUE
        AND COALESCE(last_contact_date, registered_on) <= current_date - 90""",
    "cron_open_data_checks": f"SELECT id {CUSTOMERS} AND next_check_date <= current_date",
    "cron_schedule_data_checks": f"SELECT id {CUSTOMERS} AND next_check_date IS NULL AND dormant IS NOT TRUE",
    "cron_find_duplicates": "SELECT id FROM sales_toolkit_duplicate_key WHERE to_check",
    "cron_plan_follow_ups": """SELECT row.id FROM sales_toolkit_follow_up AS row
          JOIN crm_lead AS lead ON lead.id = row.lead_id
         WHERE row.state = 'planned' AND (row.planned_date < current_date OR row.activity_id IS NULL
               OR NOT lead.active OR lead.won_status != 'pending' OR lead.grade IS NULL)
        UNION ALL SELECT id FROM crm_lead WHERE grade IS NOT NULL AND next_follow_up_date IS NULL AND active
           AND won_status = 'pending' AND type = 'opportunity'""",
    "cron_update_grades": """SELECT id FROM crm_lead
         WHERE active AND won_status = 'pending' AND need_clarity IS NOT NULL AND grade IS DISTINCT FROM CASE
               WHEN need_clarity = 'clear' AND budget_fit = 'matched' AND decision_clarity = 'clear'
                    AND date_deadline <= current_date + 30 THEN 'a'
               WHEN need_clarity IN ('clear', 'partial') AND budget_fit IN ('matched', 'unconfirmed')
                    AND date_deadline <= current_date + 90 THEN 'b' ELSE 'c' END""",
    "cron_find_stalled_deals": """SELECT id FROM crm_lead AS lead
         WHERE grade = 'a' AND active AND won_status = 'pending' AND stalled IS NOT TRUE
           AND (date_deadline < current_date OR (stage_moved_at < now() - interval '14 days'
                AND NOT EXISTS (SELECT FROM mail_message AS message WHERE message.model = 'crm.lead'
                    AND message.res_id = lead.id AND message.date > now() - interval '14 days')))""",
    "cron_remind_minutes": """SELECT id FROM sales_toolkit_follow_up
         WHERE state = 'done' AND minutes_due < now() AND minutes_at IS NULL""",
}  # fmt: skip


def compare(layers, partners):
    with temporary(layers, DATABASE, layers.addon()) as database:
        database.call("benchmarks.population.populate_and_count", partners, timeout=PATIENCE)
        database.call("benchmarks.nights.nothing_due", timeout=PATIENCE)
        quiet = database.call(f"{__name__}.measure_quiet", timeout=PATIENCE)
        database.call("benchmarks.nights.normal_day", timeout=PATIENCE)
        day = database.call(f"{__name__}.measure_day", timeout=PATIENCE)
    size = f"{partners:,} partners, {partners // 10:,} open deals"
    rows = [Row(f"nothing due: {name}", ours, floor, 3 if floor else None) for name, ours, floor in quiet]
    rows.append(Row(f"a night with nothing due, in all ({size})", _sum(quiet, 1), []))
    rows += [
        Row(f"normal day: {name}: {what}", ours, floor, 3 if floor else None)
        for name, ours, floor, what in day
    ]
    return [*rows, Row("a normal day, in all", _sum(day, 1), _sum(day, 2))]


def _sum(rows, place):
    return [sum(sorted(row[place])[len(row[place]) // 2] for row in rows if row[place])]


def names(env):
    """Our scheduled actions, in the order in which the scheduler takes them."""
    data = env["ir.model.data"].search([("model", "=", "ir.cron"), ("module", "=like", "sales_toolkit%")])
    crons = env["ir.cron"].browse(data.mapped("res_id")).sorted(lambda cron: (cron.priority, cron.id))
    return [crons.get_external_id()[cron.id] for cron in crons]


def measure_quiet(env):
    """[(action, seconds of some rounds, seconds of its floor)]; a round before lets everything settle."""
    from proof.children import run_to_end

    rows = []
    for name in names(env):
        run_to_end(env.registry, name)
    for name in [_nothing(env), *names(env)]:
        short, ours, floor = name.partition(".")[2], [], []
        for _round in range(ROUNDS):
            with clock(ours):
                run_to_end(env.registry, name)
            if statement := FLOORS.get(short):
                with clock(floor):
                    env.cr.execute(statement)
                    env.cr.commit()
                assert not env.cr.rowcount, (name, env.cr.rowcount)
        rows.append((short, ours, floor))
    return rows


def _nothing(env):
    """An action that does nothing: what the scheduler itself takes."""
    model = env["ir.model"]._get_id("res.partner")
    cron = env["ir.cron"].create({"name": "Nothing", "model_id": model, "state": "code", "code": "pass"})
    env["ir.model.data"].create(
        {"module": "bench", "name": "an_action_that_does_nothing", "model": "ir.cron", "res_id": cron.id}
    )
    env.cr.commit()
    return "bench.an_action_that_does_nothing"


def measure_day(env):
    """[(action, seconds, seconds of the SQL that writes as much, what it wrote)]"""
    from proof.children import run_to_end

    rows = []
    for name in names(env):
        before = _written(env)
        start = perf_counter()
        run_to_end(env.registry, name)
        seconds = perf_counter() - start
        wrote = {
            table: [now - then for now, then in zip(counts, before.get(table, (0, 0)), strict=True)]
            for table, counts in _written(env).items()
        }
        wrote = {table: counts for table, counts in wrote.items() if any(counts) and table not in SCHEDULER}
        what = ", ".join(f"{new + changed:,} {table}" for table, (new, changed) in _biggest(wrote))
        floor = _write_as_much(env, wrote) if wrote else 0
        rows.append((name.partition(".")[2], [seconds], [floor] if floor else [], what or "nothing"))
    return rows


def _biggest(wrote):
    return sorted(wrote.items(), key=lambda item: -sum(item[1]))[:3]


def _written(env):
    """{table: rows inserted and updated since the database was made}"""
    with ExitStack() as stack:  # each connection that an action may have used tells what it has done
        for _number in range(4):
            cr = stack.enter_context(env.registry.cursor())
            cr.execute("SELECT pg_stat_force_next_flush()")
    env.cr.commit()
    env.cr.execute("SELECT relname, n_tup_ins, n_tup_upd FROM pg_stat_user_tables")
    return {table: (new, changed) for table, new, changed in env.cr.fetchall()}


def _write_as_much(env, wrote):
    """Seconds of it; taken back afterwards."""
    cr = env.cr
    for table, (new, _changed) in wrote.items():
        if new:
            cr.execute(f'CREATE TEMP TABLE "copy_{table}" (LIKE "{table}" INCLUDING ALL)')
    start = perf_counter()
    for table, (new, changed) in wrote.items():
        if new:
            order = "ctid" if table.endswith("_rel") else "id"
            rows = f'SELECT * FROM "{table}" ORDER BY {order} DESC LIMIT {new}'
            cr.execute(f'INSERT INTO "copy_{table}" {rows}')
        if changed and not table.endswith("_rel"):
            cr.execute(
                f'UPDATE "{table}" SET write_date = now(), write_uid = 1 WHERE id IN '
                f'(SELECT id FROM "{table}" ORDER BY id DESC LIMIT {changed})'
            )
    seconds = perf_counter() - start
    cr.rollback()
    return seconds
