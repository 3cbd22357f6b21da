"""The daily actions of the data check, beside the SQL that selects and writes the same rows."""

from datetime import timedelta

from odoo.tools import SQL

from .population import registered
from .table import Row, clock

DUE = 20_000
ROUNDS = 3
SELECT = """SELECT id, user_id, next_check_date FROM res_partner
             WHERE next_check_date <= current_date AND registered_on IS NOT NULL AND active
               AND dormant IS NOT TRUE AND NOT EXISTS (
                   SELECT FROM sales_toolkit_data_check AS known
                    WHERE known.partner_id = res_partner.id AND known.state IN ('due', 'missed'))"""
INSERT = f"""INSERT INTO sales_toolkit_data_check
                 (partner_id, user_id, due_date, state, create_uid, create_date, write_uid, write_date)
             SELECT due.id, due.user_id, due.next_check_date, 'due', 1, now(), 1, now()
               FROM ({SELECT}) AS due"""
MOVE = "UPDATE res_partner SET next_check_date = current_date + %s WHERE id = ANY(%s)"


def measure(env):
    return [*_scheduling(env), *_nothing_due(env), *_due(env)]


def _scheduling(env):
    """Every customer that has no day gets one; the same rows with the same days by SQL."""
    checks, ids = env["sales_toolkit.data_check"], registered(env)[:DUE]
    ours, reference = [], []
    for _round in range(ROUNDS):
        _spread(env)
        env.cr.execute("UPDATE res_partner SET next_check_date = NULL WHERE id = ANY(%s)", (ids,))
        _settle(env)
        with clock(ours):
            checks._cron_schedule_data_checks()
        env.cr.execute("SELECT id, next_check_date FROM res_partner WHERE id = ANY(%s)", (ids,))
        days = env.cr.fetchall()
        env.cr.execute("UPDATE res_partner SET next_check_date = NULL WHERE id = ANY(%s)", (ids,))
        _settle(env)
        with clock(reference):
            env.cr.execute(
                SQL(
                    "UPDATE res_partner SET next_check_date = new.day "
                    "FROM unnest(%s::int[], %s::date[]) AS new(id, day) WHERE new.id = res_partner.id",
                    [id_ for id_, _day in days],
                    [day for _id, day in days],
                )
            )
            env.cr.commit()
    return [Row("give 20,000 customers a day", ours, reference, 3)]


def _nothing_due(env):
    env.cr.execute(MOVE, (30, registered(env)))
    _settle(env)
    ours, reference = [], []
    for _round in range(ROUNDS):
        with clock(ours):
            env["sales_toolkit.data_check"]._cron_open_data_checks()
        _settle(env)
        with clock(reference):
            env.cr.execute(SELECT)
            env.cr.fetchall()
            env.cr.commit()
    return [Row("open checks, nothing due", ours, reference, 3)]


def _due(env):
    ids = registered(env)
    ours, reference = [], []
    for number in range(ROUNDS):
        for times, part in ((ours, 2 * number), (reference, 2 * number + 1)):
            env.cr.execute("DELETE FROM sales_toolkit_data_check")
            env.cr.execute(MOVE, (30, ids))
            env.cr.execute(MOVE, (-1, ids[part * DUE : (part + 1) * DUE]))
            _settle(env)
            with clock(times):
                if times is ours:
                    env["sales_toolkit.data_check"]._cron_open_data_checks()
                else:
                    env.cr.execute(INSERT)
                    env.cr.commit()
            env.cr.execute("SELECT count(*) FROM sales_toolkit_data_check")
            assert env.cr.fetchone() == (min(DUE, len(ids) - part * DUE),)
    return [Row("open 20,000 checks, with their reminders", ours, reference, 3)]


def _spread(env):
    """Give every registered customer a working day to come, evenly."""
    today = env.company.get_today()
    days = env.company.get_working_days(today + timedelta(days=1), today + timedelta(days=30))
    env.cr.execute(
        "UPDATE res_partner SET next_check_date = (%s::date[])[1 + (id / 5) %% %s] "
        "WHERE registered_on IS NOT NULL",
        (days, len(days)),
    )


def _settle(env):
    env.invalidate_all()
    env.cr.commit()
    env.cr.execute("ANALYZE res_partner, sales_toolkit_data_check")
    env.cr.commit()
