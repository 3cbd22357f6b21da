"""A server that is killed, or whose database restarts, in the midst of a scheduled action: no work lost
or doubled.

    ./dev prove crash [--rows 20000] [--points 50] [--cron NAME]

Each scheduled action of ours is run to its end, and then again on a fresh copy of the same database,
killed with
SIGKILL at its k-th statement and run on by another process; what is in the database must be the same.
"""

import argparse
from contextlib import contextmanager

from devtools.say import say, step

from .database import Database
from .report import format_table

MAIN = ("plan_follow_ups", "open_data_checks", "find_stalled_deals")
# Scheduled actions for which nothing can be due in a populated database: {name: why not}
IDLE = {}


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
                results = database.call("proof.crash.kill_at_points", name, chosen.points, timeout=36_000)
            failed += len(results["wrong"]) + is_idle(name, results)
            show(name, results)
    return 1 if failed else 0


def is_idle(name, results):
    """Whether nothing was due for an action for which there could be: then nothing is proven about it."""
    return not results["changed"] and name not in IDLE


def show(name, results):
    header = ["action", "statements", "changed rows", "killed", "as undisturbed", "wrong"]
    counts = [
        results["events"],
        results["changed"],
        results["killed"],
        results["same"],
        len(results["wrong"]),
    ]
    say(format_table(header, [(name, *counts)]))
    for point, what in results["wrong"]:
        say(f"killed at {point}:\n{what}")
    if is_idle(name, results):
        say(f"nothing was due for {name}: add rows to proof/population.py")


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
    from odoo import fields

    from .children import restore
    from .dump import count_changes, difference, dump, highest

    before = highest(env)
    start = dump(env, before)
    env.cr.rollback()
    env.cr.close()
    day, events, undisturbed = run_undisturbed(env, name, before)
    changed = count_changes(start, undisturbed)
    results = {"events": events, "changed": changed, "killed": 0, "same": 0, "wrong": []}
    for number in range(points):
        point = 1 + number * events // points
        killed, found = kill_and_run_on(env, name, point, before)
        if day != fields.Date.today():  # what is due is another matter since midnight
            restore(env)
            day, _events, undisturbed = run_undisturbed(env, name, before)
            killed, found = kill_and_run_on(env, name, point, before)
        results["killed"] += killed
        if what := difference(undisturbed, found):
            results["wrong"].append([point, what])
        else:
            results["same"] += 1
    restore(env)
    return results


def run_undisturbed(env, name, before):
    """(its day, how many statements it has, what is in the database then)."""
    from odoo import fields

    from .children import count_events, in_child, look

    day = fields.Date.today()
    events = in_child(env, count_events, name)
    return day, events, look(env, before)


def kill_and_run_on(env, name, point, before):
    """(whether it was killed at ``point``, what is in the database once another process has run it on)."""
    from .children import in_child, kill_at, look, restore, run_to_end

    restore(env)
    killed = in_child(env, kill_at, name, point) == "killed"
    in_child(env, run_to_end, name)
    return killed, look(env, before)
