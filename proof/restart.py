"""PostgreSQL restarted in the midst of a scheduled action that a real server runs: it goes on by itself.

    ./dev prove restart [--rows 3000] [--points 3] [--cron NAME]

The restart comes when the server has done a part of the rows, once as an administrator does it and once as
a crash. What is in the database in the end must be the same as without. Nobody touches the server, but it is
started again where the ERP's main process ends by itself, as any service manager does: it does so when it is
just about to start a worker while there is no database.
"""

import argparse
import signal
import tempfile
import time
from pathlib import Path

from devtools.say import say, step

from . import service
from .crash import MAIN, prepared, select
from .report import format_table

WAYS = {"restart": signal.SIGINT, "crash": signal.SIGQUIT}
DONE = """SELECT COALESCE(sum(done), 0) FROM ir_cron_progress WHERE done > 0
             AND cron_id = (SELECT id FROM ir_cron WHERE active)"""


def prove(layers, arguments):
    parser = argparse.ArgumentParser(prog="./dev prove restart")
    parser.add_argument("--rows", type=int, default=3000, help="customers (default: 3000)")
    parser.add_argument("--points", type=int, default=3, help="restarts of each kind (default: 3)")
    parser.add_argument(
        "--cron", action="append", default=[], help="a part of its name; default: the main ones"
    )
    chosen = parser.parse_args(arguments)
    rows, wrong = [], []
    with prepared(layers, chosen.rows, "restart") as database, tempfile.TemporaryDirectory() as folder:
        for name in select(database, chosen.cron or MAIN):
            with step(name):
                results = prove_one(database, Path(folder, "kept"), name, chosen.points)
            hit = sum(one["hit"] for one in results)
            bad = [one for one in results if one["what"]]
            ended = sum(one["ended"] for one in results)
            rows.append((name, len(results), hit, ended, len(results) - len(bad)))
            wrong += [f"{name}, {one['way']} at {one['done']}: {one['what']}" for one in bad]
    say(format_table(["action", "restarts", "in its midst", "server ended", "as undisturbed"], rows))
    say("\n".join(wrong))
    return 1 if wrong or any(not hit for _name, _all, hit, _ended, _same in rows) else 0


def prove_one(database, kept, name, points):
    done = database.call("proof.service.settle", str(kept), [name], timeout=7200)
    assert done["changed"] and not done["what"], done
    service.begin_again(database)
    service.make_due(database, [name])
    total = undisturbed_seconds(database)
    results = []
    for way, number in WAYS.items():
        for point in range(points):
            service.begin_again(database)
            service.make_due(database, [name])
            after = total * (point + 1) / (points + 1)
            results.append({"way": way, **restart_once(database, number, after)})
            found = database.call("proof.service.compare", str(kept), timeout=7200)
            results[-1]["what"] = found["what"]
    service.begin_again(database)
    return results


def undisturbed_seconds(database):
    """How long the server takes from when it is told."""
    with service.servers(database):
        start = time.monotonic()
        service.wait_until_done(database)
        return time.monotonic() - start


def restart_once(database, number, after):
    """The server is at work for so many seconds; then its database goes away and comes back."""
    cluster = database.layers.cluster
    with service.kept_up(database) as server:
        start = time.monotonic()
        while time.monotonic() - start < after and service.count_waiting(database):
            time.sleep(0.02)
        hit, done = bool(service.count_waiting(database)), database.number(DONE)
        cluster.process.send_signal(number)
        cluster.process.wait(60)
        cluster.start()
        service.wait_until_done(database, server.look)
        return {"hit": hit, "done": done, "ended": server.ended}
