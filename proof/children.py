"""For code in a shell: processes of their own that run scheduled actions, and the database as it was
before them."""

import json
import logging
import os
import signal
import traceback
from contextlib import contextmanager
from unittest.mock import patch

from psycopg2.extensions import ISOLATION_LEVEL_AUTOCOMMIT, ISOLATION_LEVEL_REPEATABLE_READ

from odoo import SUPERUSER_ID, api, sql_db
from odoo.sql_db import Cursor

from .dump import dump

ROUNDS = 6  # in so many an action has to have become less


def restore(env):
    """The database as it was, from its template."""
    name = env.cr.dbname
    sql_db.close_all()
    connection = sql_db.db_connect("postgres").cursor()
    connection._cnx.set_isolation_level(ISOLATION_LEVEL_AUTOCOMMIT)
    try:
        connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{name}_tpl"')
    finally:
        connection._cnx.set_isolation_level(ISOLATION_LEVEL_REPEATABLE_READ)
        connection.close()
    env.registry.clear_all_caches()


def look(env, before, days=True):
    """What is in the database now."""
    with env.registry.cursor() as cr:
        return dump(api.Environment(cr, SUPERUSER_ID, {}), before, days)


def in_child(env, function, *arguments):
    """Run in a process of its own, which shares no connection with us: what it returns, or "killed"."""
    sql_db.close_all()
    reader, writer = os.pipe()
    pid = os.fork()
    if not pid:
        os.close(reader)
        try:
            os.write(writer, json.dumps(function(env.registry, *arguments)).encode())
            os._exit(0)
        except BaseException:
            os.write(writer, traceback.format_exc().encode())
            os._exit(1)
    os.close(writer)
    with os.fdopen(reader) as pipe:
        answer = pipe.read()
    _pid, status = os.waitpid(pid, 0)
    if os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL:
        return "killed"
    assert not status, f"{function.__name__}{arguments} failed:\n{answer}"
    return json.loads(answer)


def run_cron(registry, name):
    """The scheduled action as the scheduler runs it, once; an error in it is an error here."""
    with registry.cursor() as cr:
        action = api.Environment(cr, SUPERUSER_ID, {}).ref(name)
        # PostgreSQL may need a moment to notice that who was killed has gone, and to let go of the action
        cr.execute("SELECT FROM ir_cron WHERE id = %s FOR NO KEY UPDATE", [action.id])
        answer = action.method_direct_trigger()
        assert answer is True, answer


def run_to_end(registry, name):
    """Until it has nothing left: it may stop for a while when it has run for long, but not go on for ever."""
    left = []
    while len(left) <= ROUNDS or left[-1] < left[-ROUNDS]:
        run_cron(registry, name)
        with registry.cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {})
            progress = env["ir.cron.progress"].search(
                [("cron_id", "=", env.ref(name).id)], order="id desc", limit=1
            )
            if not progress.remaining:
                return True
            left.append(progress.remaining)
    raise AssertionError(f"{name} never ends: left over after each round {left}")


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
    events, execute, commit = [0], Cursor.execute, Cursor.commit

    def told(method):
        def tell(cursor, *args, **kwargs):
            events[0] += 1
            at(events[0])
            return method(cursor, *args, **kwargs)

        return tell

    with patch.object(Cursor, "execute", told(execute)), patch.object(Cursor, "commit", told(commit)):
        yield events


def run_noting_warnings(registry, name):
    """Run it, and return what it warned of."""
    warnings = []

    class Noting(logging.Handler):
        def emit(self, record):
            warnings.append(record.getMessage())

    handler = Noting(logging.WARNING)
    logging.getLogger("odoo.addons").addHandler(handler)
    logging.getLogger("odoo.sql_db").setLevel(logging.CRITICAL)  # the statement that the poison refuses
    run_to_end(registry, name)
    return [text for text in warnings if "left out" in text or "can't be" in text]


def give_back(env):
    """The database as it was, for the next proof."""
    env.cr.close()
    restore(env)
    return True
