"""Real servers with scheduled actions that are due, and what is in the database once they have done them."""

import pickle
import subprocess
import time
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import NamedTuple

from devtools import proc
from devtools.server import serving, wait_for

PATIENCE = 1800  # seconds until all that was due is done
# What the ERP itself does meanwhile is no part of the proof
DUE = """
    DELETE FROM ir_cron_trigger;
    UPDATE ir_cron SET active = id IN (SELECT res_id FROM ir_model_data WHERE model = 'ir.cron'
               AND module LIKE 'sales_toolkit%' AND name IN ({names})),
           nextcall = now() AT TIME ZONE 'UTC' - interval '1 minute', failure_count = 0"""
WAITING = """
    SELECT count(*) FROM ir_cron WHERE active AND (nextcall <= now() AT TIME ZONE 'UTC'
        OR id IN (SELECT cron_id FROM ir_cron_trigger WHERE call_at <= now() AT TIME ZONE 'UTC'))"""
FAILED = "SELECT count(*) FROM ir_cron WHERE failure_count > 0"


class Server(NamedTuple):
    process: subprocess.Popen
    port: int


@contextmanager
def servers(database, number=1):
    """Servers of two workers and two processes for scheduled actions each, at work on one database."""
    options = "--workers=2", "--max-cron-threads=2", "--limit-time-real-cron=0", "--log-level=warn"
    logs = [f"server-{index}" for index in range(number)]
    with ExitStack() as stack:
        started = [
            stack.enter_context(
                serving(database.odoo, [database.name], *options, log=log, patience=30, wait=False)
            )
            for log in logs
        ]
        for (process, port), log in zip(started, logs, strict=True):
            wait_for(process, port, log)
        yield [Server(process, port) for process, port in started]


@contextmanager
def kept_up(database):
    """As one of ``servers()``, with whoever starts it again when it has ended, as a service manager does."""
    with ExitStack() as stack:
        yield KeptUp(database, stack)


class KeptUp:
    """A server that is started again where it ends by itself; ``ended`` counts how often."""

    def __init__(self, database, stack):
        self._begin = lambda: stack.enter_context(servers(database))
        [self._server] = self._begin()
        self.ended = 0

    def look(self):
        if self._server.process.poll() is not None:
            self.ended += 1
            [self._server] = self._begin()


def make_due(database, names):
    """These are due, and no other."""
    chosen = ", ".join(f"'{name.rpartition('.')[2]}'" for name in names)
    database.sql(DUE.format(names=chosen))


def count_waiting(database):
    """How many of our scheduled actions have not come to their end; None while the database is away."""
    try:
        wake(database)
        return database.number(WAITING)
    except proc.Failed:
        return None


def wake(database):
    """Tell the servers that something is due: they look by themselves only once a minute."""
    database.layers.cluster.sql(f"SELECT pg_notify('cron_trigger', '{database.name}')")


def wait_until_done(database, meanwhile=lambda: None):
    deadline = time.monotonic() + PATIENCE
    while count_waiting(database) != 0:
        meanwhile()
        assert time.monotonic() < deadline, "what was due is not done"
        time.sleep(0.3)


def count_failures(database):
    return database.number(FAILED)


def begin_again(database):
    """The database as it was, from its template."""
    sql = database.layers.cluster.sql
    sql(f'DROP DATABASE "{database.name}" WITH (FORCE)')
    sql(f'CREATE DATABASE "{database.name}" TEMPLATE "{database.name}_tpl"')


def read_log(database, index, start=0):
    return database.odoo.state.log(f"server-{index}").read_text(errors="replace")[start:]


# In the shell -------------------------------------------------------------------------------------------


def settle(env, path, names):
    """Do all of it in one process, one action after the other, until nothing moves; keep what is there."""
    from .children import in_child, look
    from .dump import count_changes, difference, dump, highest

    before = highest(env)
    start = now = dump(env, before, days=False)
    env.cr.rollback()
    env.cr.close()
    for _round in range(6):
        earlier = now
        in_child(env, run_all, names)
        now = look(env, before, days=False)
        if not count_changes(earlier, now):
            Path(path).write_bytes(pickle.dumps((before, now)))
            return {"changed": count_changes(start, now), "what": ""}
    return {"changed": 0, "what": difference(earlier, now)}


def run_all(registry, names):
    from .children import run_to_end

    for name in names:
        run_to_end(registry, name)
    return True


def compare(env, path):
    """What differs from what was kept."""
    from .children import look
    from .dump import count_changes, difference

    before, kept = pickle.loads(Path(path).read_bytes())
    env.cr.rollback()
    env.cr.close()
    found = look(env, before, days=False)
    return {"missing": count_changes(found, kept), "what": difference(kept, found)}
