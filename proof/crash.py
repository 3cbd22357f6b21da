"""A server that is killed, or whose database restarts, in the midst of a scheduled action: no work lost or doubled.

    ./dev prove crash [--rows 20000] [--points 50] [--cron NAME]

Each scheduled action of ours is run to its end, and then again on a fresh copy of the same database, killed with
SIGKILL at its k-th statement and run on by another process; what is in the database must be the same.
"""

import argparse
import os
import signal
import traceback
from contextlib import contextmanager

from devtools.say import say, step

from .database import Database
from .report import format_table

MAIN = ("plan_follow_ups", "open_data_checks", "find_stalled_deals")


def prove(layers, arguments):
    parser = argparse.ArgumentParser(prog="./dev prove crash")
    parser.add_argument("--rows", type=int, default=20_000, help="customers (default: 20000)")
    parser.add_argument("--points", type=int, default=50, help="kills for each action (default: 50)")
    parser.add_argument("--cron", action="append", default=[], help="a part of its name; default: all")
    chosen = parser.parse_args(arguments)
    with prepared(layers, chosen.rows) as database:
        failed = 0
        for name in select(database, chosen.cron):
            with step(name):
                results = database.call(
                    "proof.crash.kill_at_points", name, chosen.points, timeout=36_000
                )
            failed += len(results["wrong"])
            show(name, results)
    return 1 if failed else 0


def show(name, results):
    header = ["action", "statements", "changed rows", "killed", "as undisturbed", "wrong"]
    counts = [results["events"], results["changed"], results["killed"], results["same"], len(results["wrong"])]
    say(format_table(header, [(name, *counts)]))
    for point, what in results["wrong"]:
        say(f"killed at {point}:\n{what}")


@contextmanager
def prepared(layers, rows, name="crash"):
    """A populated database, and a template of it to begin again from."""
    with layers.temporary(name), layers.temporary(f"{name}_tpl", "template0"):
        database = Database(layers, name)
        database.call("proof.population.populate", rows)
        layers.cluster.sql(f'DROP DATABASE "{name}_tpl"')
        layers.cluster.sql(f'CREATE DATABASE "{name}_tpl" TEMPLATE "{name}"')
        yield database


def select(database, parts=()):
    names = database.call("proof.crash.cron_names")
    return [name for name in names if not parts or any(part in name for part in parts)]


def cron_names(env):
    """External ids of all scheduled actions of ours: whatever rooms there are."""
    data = env["ir.model.data"].search([("model", "=", "ir.cron"), ("module", "=like", "sales_toolkit%")])
    return sorted(row.complete_name for row in data)


# In the shell -------------------------------------------------------------------------------------------


def kill_at_points(env, name, points):
    """Run one action undisturbed, then kill it at points spread over its statements and run it on."""
    from .dump import difference, dump, highest

    before = highest(env)
    start = dump(env, before)
    env.cr.rollback()
    env.cr.close()
    events = in_child(env, count_events, name)
    undisturbed = look(env, before, dump)
    changed = sum(sum((undisturbed[table] - start[table]).values()) for table in start)
    results = {"events": events, "changed": changed, "killed": 0, "same": 0, "wrong": []}
    for number in range(points):
        point = 1 + number * events // points
        restore(env)
        results["killed"] += in_child(env, kill_at, name, point) == "killed"
        in_child(env, run_to_end, name)
        if what := difference(undisturbed, look(env, before, dump)):
            results["wrong"].append([point, what])
        else:
            results["same"] += 1
    restore(env)
    return results


def restore(env):
    """The database as it was, from its template."""
    from psycopg2.extensions import ISOLATION_LEVEL_AUTOCOMMIT

    from odoo import sql_db

    name = env.cr.dbname
    sql_db.close_all()
    connection = sql_db.db_connect("postgres").cursor()
    connection._cnx.set_isolation_level(ISOLATION_LEVEL_AUTOCOMMIT)
    try:
        connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{name}_tpl"')
    finally:
        connection._cnx.set_isolation_level(2)
        connection.close()
    env.registry.clear_all_caches()


def look(env, before, dump):
    from odoo import SUPERUSER_ID, api

    with env.registry.cursor() as cr:
        return dump(api.Environment(cr, SUPERUSER_ID, {}), before)


def in_child(env, function, *arguments):
    """Run in a process of its own, which shares no connection with us: what it returns, or "killed"."""
    import json

    from odoo import sql_db

    sql_db.close_all()
    reader, writer = os.pipe()
    pid = os.fork()
    if not pid:
        os.close(reader)
        try:
            os.write(writer, json.dumps(function(env.registry, *arguments)).encode())
            os._exit(0)
        except BaseException:
            traceback.print_exc()
            os._exit(1)
    os.close(writer)
    with os.fdopen(reader) as pipe:
        answer = pipe.read()
    _pid, status = os.waitpid(pid, 0)
    if os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL:
        return "killed"
    assert not status, f"{function.__name__}{arguments} failed"
    return json.loads(answer)


def run_cron(registry, name):
    """The scheduled action as the scheduler runs it, once; an error in it is an error here."""
    from odoo import SUPERUSER_ID, api

    with registry.cursor() as cr:
        answer = api.Environment(cr, SUPERUSER_ID, {}).ref(name).method_direct_trigger()
        assert answer is True, answer


def run_to_end(registry, name):
    """Until it has nothing left: it may stop for a while when it has run for long."""
    from odoo import SUPERUSER_ID, api

    for _round in range(100):
        run_cron(registry, name)
        with registry.cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {})
            progress = env["ir.cron.progress"].search([("cron_id", "=", env.ref(name).id)], order="id desc", limit=1)
            if not progress.remaining:
                return True
    raise AssertionError(f"{name} never ends")


def count_events(registry, name):
    with counting() as events:
        run_to_end(registry, name)
    return events[0]


def kill_at(registry, name, point):
    with counting(lambda number: number == point and os.kill(os.getpid(), signal.SIGKILL)):
        run_to_end(registry, name)
    return "ended"


@contextmanager
def counting(at=lambda number: None):
    """Counts statements and commits of this process, and says so before each."""
    from unittest.mock import patch

    from odoo.sql_db import Cursor

    events, execute, commit = [0], Cursor.execute, Cursor.commit

    def told(method):
        def tell(cursor, *args, **kwargs):
            events[0] += 1
            at(events[0])
            return method(cursor, *args, **kwargs)

        return tell

    with patch.object(Cursor, "execute", told(execute)), patch.object(Cursor, "commit", told(commit)):
        yield events
