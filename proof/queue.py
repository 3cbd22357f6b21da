"""The toolkit's scheduled actions as jobs of OCA's queue: the same as without, killed and poisoned.

    ./dev prove queue [--rows 5000] [--kills 5]

What the scheduler hands over is done by the workers of a real server, through OCA's job runner; the ERP
alone runs the same actions on a copy of the same database without the bridge, and what is there is compared.
"""

import argparse
from contextlib import contextmanager

from devtools.say import say, step

from .database import temporary
from .poison import REFUSE, TRIGGER
from .queue_server import BY_NAME, OURS, QUIET, serving, until
from .report import format_table

BRIDGE = "sales_toolkit_queue"
# One that is killed in its midst, and one that becomes due meanwhile, twice
KILLED, SECOND = "sales_toolkit.cron_find_duplicates", "sales_toolkit.cron_find_stalled_deals"
POISONED = "sales_toolkit.cron_open_data_checks"
BAD = """SELECT id FROM res_partner WHERE next_check_date < current_date AND dormant IS NOT TRUE
AND last_contact_date IS NOT NULL AND name LIKE 'Customer%' ORDER BY id OFFSET 20 LIMIT 1"""
HELD_UP = """SELECT count(*) FROM pg_stat_activity
WHERE datname = current_database() AND wait_event_type = 'Lock'"""
NAMES = f"SELECT module || '.' || name FROM ir_model_data WHERE model = 'ir.cron' AND res_id IN ({OURS})"


def prove(layers, arguments):
    parser = argparse.ArgumentParser(prog="./dev prove queue")
    parser.add_argument("--rows", type=int, default=5_000, help="customers (default: 5000)")
    parser.add_argument("--kills", type=int, default=5, help="workers to kill on the way (default: 5)")
    parser.add_argument("--hurry", action="store_true", help="a job for each batch, not for ten seconds")
    chosen = parser.parse_args(arguments)
    with staged(layers, chosen.rows, chosen.hurry) as stage:
        with step("queue: the actions as jobs"):
            story = tell(stage, stage.actions(), chosen.kills)
        with step("queue: the same without"):
            result = stage.difference(story["jobs"])
    say(format_table(["action", "jobs"], sorted(story["jobs"].items())))
    say(f"{result['changed']} rows changed; killed {story['killed']}; left out {story['left out']}")
    say(result["what"] or "as without the bridge")
    return 1 if result["what"] or story["failed"] else 0


class Stage:
    """A database with the bridge, served, and one without."""

    def __init__(self, plain, served, before):
        self.plain, self.served, self.before = plain, served, before

    def actions(self):
        return sorted(self.plain.sql(NAMES).split())

    def difference(self, actions):
        """Run these without the bridge too: what is there in only one of the two, and how much changed."""
        arguments = self.before, list(actions), self.served.name
        return self.plain.call("proof.queue.compare", *arguments, timeout=36_000)


@contextmanager
def staged(layers, rows, hurried):
    """One customer's check cannot be opened in either."""
    with temporary(layers, "queue_without") as plain:
        before = plain.call("proof.queue.populate", rows)
        plain.sql(REFUSE)
        partner = int(plain.sql(BAD))
        for table, column in (("sales_toolkit_data_check", "partner_id"), ("res_partner", "id")):
            plain.sql(TRIGGER.format(table=table, column=column, id=partner))
        with temporary(layers, "queue_with", plain.name) as bridged:
            bridged.run("-i", BRIDGE)
            plain.sql(QUIET)
            bridged.sql(QUIET)
            with serving(layers, bridged.name, hurried) as served:
                yield Stage(plain, served, before)


def tell(stage, actions, kills=0):
    """Run the actions as jobs, one after the other; what came of it."""
    served = stage.served
    story = {"killed": 0, "jobs": {}} | do_killed(served)
    for action in actions:
        if action in (KILLED, SECOND):
            continue
        before = served.jobs()
        served.fire(action)
        if story["killed"] < kills:
            served.wait_for_hand_over()
            pid = served.kill_worker()
            served.find_dead(pid)
            story["killed"] += bool(pid)
        served.wait_for_end()
        story["jobs"][action] = served.jobs() - before
    story["failed"] = served.jobs("state <> 'done'")
    story["left out"] = served.log_lines("is left out")
    return story


def do_killed(served):
    """A worker is killed in the midst of an action; another, due twice meanwhile, waits as one job."""
    with served.locked("sales_toolkit_duplicate"):
        served.fire(KILLED)
        until(lambda: served.sql(HELD_UP) == "1", "a job that is held up")
        done = served.jobs("state = 'done'")
        for _again in range(2):
            served.fire(SECOND)
            served.wait_for_hand_over()
        waiting = served.jobs("state = 'pending'")
        killed = served.kill_worker()
    served.find_dead(killed)
    served.wait_for_end()
    return {
        "killed": int(bool(killed)),
        "done before": done,
        "waiting": waiting,
        "begun again": served.jobs("retry > 1"),
        "jobs": {KILLED: served.jobs() - 1, SECOND: 1},
    }


def do_by_scheduler(served, action):
    """Due, while an administrator wants it never as a job: how many jobs that made."""
    before = served.jobs()
    served.sql(f"UPDATE ir_cron SET never_as_job = TRUE WHERE id = {BY_NAME.format(action)}")
    served.run(action)
    return served.jobs() - before


# In the shell -------------------------------------------------------------------------------------------


def populate(env, rows):
    """As for other proofs; the last id of each table."""
    from .dump import highest
    from .population import populate

    populate(env, rows)
    return highest(env)


def compare(env, before, actions, other):
    """Run these here, as the scheduler does, and see what the other database has."""
    from odoo import SUPERUSER_ID, api
    from odoo.modules.registry import Registry

    from .children import look
    from .dump import difference, dump
    from .hurry import run_all

    start = dump(env, before)
    env.cr.rollback()
    run_all(env.registry, actions)
    here = look(env, before)
    with Registry(other).cursor() as cr:
        there = dump(api.Environment(cr, SUPERUSER_ID, {}), before)
    changed = sum(sum((here[table] - start[table]).values()) for table in start)
    return {"changed": changed, "what": difference(here, there)}
