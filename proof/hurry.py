"""Scheduled actions that have no time: one batch each time, to the end, with the same result.

    ./dev prove hurry [--rows 5000]

The ERP ends an action that works for ten seconds, and begins it again. Here each turn ends after one batch.
"""

import argparse
from contextlib import contextmanager
from unittest.mock import patch

from devtools.say import say, step

from .crash import prepared, select

CRON = "odoo.addons.base.models.ir_cron"
MOST = 10_000


def prove(layers, arguments):
    parser = argparse.ArgumentParser(prog="./dev prove hurry")
    parser.add_argument("--rows", type=int, default=5_000, help="customers (default: 5000)")
    chosen = parser.parse_args(arguments)
    with prepared(layers, chosen.rows, "hurry") as database, step("hurry"):
        result = database.call("proof.hurry.compare", select(database), timeout=36_000)
    say(f"{result['changed']} rows changed by {result['turns']} turns; {result['what'] or 'as undisturbed'}")
    return 1 if result["what"] else 0


# In the shell -------------------------------------------------------------------------------------------


def compare(env, names):
    """Run all actions with time, and on a fresh copy without."""
    from .children import in_child, look, restore
    from .dump import difference, dump, highest

    before = highest(env)
    start = dump(env, before)
    env.cr.rollback()
    env.cr.close()
    in_child(env, run_all, names)
    undisturbed = look(env, before)
    changed = sum(sum((undisturbed[table] - start[table]).values()) for table in start)
    restore(env)
    turns = in_child(env, run_all_without_time, names)
    what = difference(undisturbed, look(env, before))
    restore(env)
    return {"changed": changed, "turns": turns, "what": what}


def first_turns(env, names):
    """{action: (rows done, rows left)} of one turn each, on the database as it is."""
    from .children import in_child

    env.cr.rollback()
    env.cr.close()
    return in_child(env, turn_each, names)


def turn_each(registry, names):
    with without_time():
        return {name: _turn(registry, name) for name in names}


def run_all(registry, names):
    """One after the other, each to its end; how many turns that took."""
    return sum(_run(registry, name) for name in names)


def run_all_without_time(registry, names):
    with without_time():
        return run_all(registry, names)


@contextmanager
def without_time():
    with patch(f"{CRON}.MIN_TIME_PER_JOB", 0), patch(f"{CRON}.MIN_RUNS_PER_JOB", 1):
        yield


def _run(registry, name):
    for turn in range(1, MOST):
        if not _turn(registry, name)[1]:
            return turn
    raise AssertionError(f"{name} never ends")


def _turn(registry, name):
    """(rows done, rows left) of one turn."""
    from odoo import SUPERUSER_ID, api

    from .children import run_cron

    run_cron(registry, name)
    with registry.cursor() as cr:
        env = api.Environment(cr, SUPERUSER_ID, {})
        progress = env["ir.cron.progress"].search(
            [("cron_id", "=", env.ref(name).id)], order="id desc", limit=1
        )
        return progress.done, progress.remaining
