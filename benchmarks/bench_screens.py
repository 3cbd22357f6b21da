"""Opening screens over HTTP, with the add-on and without, on the same rows.

One server of one process for both databases, by turns; seconds of processor time, of Python and of
PostgreSQL, for REPEATED openings.
"""

from proof.database import temporary

from . import work
from .screens import USER, Screen, prepare  # noqa: F401 - prepare() is called in the database
from .server import Client, serving
from .table import Row

ROUNDS, REPEATED = 3, 10
WITH, WITHOUT = "bench", "bench_without"
GOAL = 1.25
PATIENCE = 3600


def compare(layers, partners):
    with (
        temporary(layers, WITH, layers.addon()) as ours,
        temporary(layers, WITHOUT, layers.base()) as plain,
    ):
        plans = []
        for database in (ours, plain):
            database.call("benchmarks.population.populate_and_count", partners, timeout=PATIENCE)
            plans.append(database.call("benchmarks.screens.prepare", timeout=PATIENCE))
        with serving(layers, WITH, WITHOUT) as (process, port):
            clients = [Client(port, name, USER, USER) for name in (WITH, WITHOUT)]
            clocks = process.pid, layers.cluster.process.pid
            rows = []
            for name in plans[0]:
                screens = [Screen(client, *plan[name]) for client, plan in zip(clients, plans, strict=True)]
                rows.append(Row(f"{name}, {REPEATED} times", *_by_turns(screens, "open", clocks), GOAL))
                rows.append(Row(f"{name}: its views, {REPEATED} times", *_by_turns(screens, "load", clocks)))
            return rows


def _by_turns(screens, what, clocks):
    times = [[] for _screen in screens]
    for _round in range(ROUNDS + 1):
        for screen, taken in zip(screens, times, strict=True):
            with work.clock(taken, *clocks):
                for _time in range(REPEATED):
                    getattr(screen, what)()
    return [taken[1:] for taken in times]
