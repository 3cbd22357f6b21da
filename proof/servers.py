"""Two servers on one database, many actions due at once: no work is lost or doubled.

    ./dev prove servers [--rows 3000]

Each has two processes for scheduled actions. What is in the database is compared with what one process
makes of the same rows, one action after the other.
"""

import argparse
import tempfile
from pathlib import Path

from devtools.say import say, step

from . import service
from .crash import prepared, select
from .report import format_table

# What one of these does depends on whether another one came first, so that any order is right: they are
# due together with all others, but not with each other. Their rows and reminders are the same all the same.
ORDERED = (
    ("plan_follow_ups", "run_due_erasures"),
    ("find_stalled_deals", "mark_dormant_customers"),
    ("remind_minutes", "propose_erasures"),
    ("mail_reminders",),
)
BESIDE = ("remind_contract_approvals", "remind_handovers", "remind_retrospectives", "find_coaching")


def prove(layers, arguments):
    parser = argparse.ArgumentParser(prog="./dev prove servers")
    parser.add_argument("--rows", type=int, default=3000, help="customers (default: 3000)")
    chosen = parser.parse_args(arguments)
    rows, wrong = [], []
    with prepared(layers, chosen.rows, "servers") as database, tempfile.TemporaryDirectory() as folder:
        for names in groups(select(database)):
            result = run(database, Path(folder, "kept"), names)
            rows.append((len(names), result["changed"], result["failed"], not result["what"]))
            if result["what"] or result["failed"]:
                wrong.append(f"{', '.join(names)}: {result['failed']} failed\n{result['what']}")
    say(format_table(["actions at once", "rows that they change", "failed", "as one after the other"], rows))
    say("\n".join(wrong))
    return 1 if wrong else 0


def groups(names):
    """What is due at once: all that do not wait for each other, then the rest, beside some of them."""

    def find(parts):
        return [name for name in names if any(part in name for part in parts)]

    ordered = [find(parts) for parts in ORDERED]
    alone = {name for group in ordered for name in group}
    first = [name for name in names if name not in alone]
    return [first, *(group + find(BESIDE) for group in ordered[:-1]), ordered[-1]]


def run(database, kept, names):
    service.begin_again(database)
    with step(f"{len(names)} actions, one after the other"):
        done = database.call("proof.service.settle", str(kept), names, timeout=7200)
    assert not done["what"], done["what"]
    service.begin_again(database)
    service.make_due(database, names)
    with step(f"{len(names)} actions, two servers"), service.servers(database, 2):
        service.wait_until_done(database)
        failed = service.count_failures(database)
    return done | {"failed": failed} | database.call("proof.service.compare", str(kept), timeout=7200)
