"""Real servers, as on two machines: one with scheduler and OCA's job runner, one whose workers do the jobs.

Their database stands still until an action is due.
"""

import os
import re
import signal
import subprocess
import time
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from devtools import proc
from devtools.odoo import Odoo
from devtools.postgres import ADMIN
from devtools.server import answers, free_port
from devtools.state import ROOT

PATIENCE = 300  # seconds, for what takes one on a machine that is not busy
WIDE = ("base", "rpc", "web", "queue_job")
RUNNER = "SELECT count(*) FROM pg_locks JOIN pg_database AS base ON base.oid = database"
RUNNER += " WHERE locktype = 'advisory' AND datname = '{}'"
OURS = "SELECT res_id FROM ir_model_data WHERE model = 'ir.cron' AND module LIKE 'sales_toolkit%'"
QUIET = f"""UPDATE ir_cron
   SET active = id IN ({OURS}), nextcall = now() AT TIME ZONE 'utc' + interval '1 day';
DELETE FROM ir_cron_trigger"""
BY_NAME = "(SELECT res_id FROM ir_model_data WHERE model = 'ir.cron' AND module || '.' || name = '{}')"
DUE = f"""UPDATE ir_cron SET nextcall = now() AT TIME ZONE 'utc' - interval '1 minute' 
 WHERE id = {BY_NAME}"""
WAITING = "SELECT count(*) FROM ir_cron WHERE active AND nextcall < now() AT TIME ZONE 'utc'"
LEFT = "SELECT (SELECT count(*) FROM queue_job WHERE state NOT IN ('done', 'failed', 'cancelled'))"
LEFT += f" + ({WAITING})"
LEFT += " + (SELECT count(*) FROM ir_cron_trigger WHERE call_at <= now() AT TIME ZONE 'utc')"
# So that a proof need not wait until the ERP ends an action's turn
HURRY = """from odoo.addons.base.models import ir_cron
ir_cron.MIN_TIME_PER_JOB, ir_cron.MIN_RUNS_PER_JOB = 0, 1
"""


class Served:
    """The database, as it is served."""

    def __init__(self, layers, name, workers, runner, log):
        self.layers, self.name, self.workers, self.runner, self.log = layers, name, workers, runner, log

    def stop(self):
        """The runner is gone when its lock is."""
        self.runner.stop()
        self.workers.stop()
        until(lambda: self.layers.cluster.sql(RUNNER.format(self.name)) == "0", "the end of the runner")

    def sql(self, statement):
        return self.layers.cluster.sql(statement, self.name)

    def fire(self, action):
        """It is due now, and the scheduler wakes."""
        self.sql(DUE.format(action))
        self.layers.cluster.sql(f"SELECT pg_notify('cron_trigger', '{self.name}')")

    def run(self, action):
        """Due, handed over, done to its end by jobs."""
        self.fire(action)
        self.wait_for_end()

    def wait_for_hand_over(self):
        until(lambda: self.sql(WAITING) == "0", f"{self.name}: {WAITING}")

    def wait_for_end(self):
        until(lambda: self.sql(LEFT) == "0", f"{self.name}: {LEFT}")

    def jobs(self, condition="TRUE"):
        return int(self.sql(f"SELECT count(*) FROM queue_job WHERE {condition}"))

    def kill_worker(self):
        """SIGKILL for the worker whose job is being done: its number, 0 where there was none."""
        pid = int(self.sql("SELECT worker_pid FROM queue_job WHERE state = 'started'") or 0)
        if pid:
            assert self.workers.has(pid), "the job is done on the runner's machine"
            os.kill(pid, signal.SIGKILL)
        return pid

    def find_dead(self, pid):
        """The runner looks after jobs that it gave away more than ten seconds ago: so it is now.

        Said again until it is found: the database may not have noticed yet that the worker is gone.
        """
        given = f"queue_job WHERE state = 'started' AND worker_pid = {pid}"
        past = "UPDATE queue_job SET date_enqueued = date_enqueued - interval '1 minute'"

        def found():
            self.sql(f"{past} WHERE id IN (SELECT id FROM {given})")
            return self.sql(f"SELECT count(*) FROM {given}") == "0"

        until(found, "the runner to find the dead job")

    def log_lines(self, text):
        return [line for line in self.log() if text in line and self.name in line]

    @contextmanager
    def locked(self, table):
        """Nobody can write in this table."""
        command = [self.layers.cluster.binaries / "psql", "-XAtq", "-h", self.layers.cluster.sockets]
        command += ["-U", ADMIN, "-d", self.name]
        process = subprocess.Popen(
            [str(part) for part in command], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            cwd="/", env=proc.clean_environment(), preexec_fn=proc.die_with_parent(9),
        )  # fmt: skip
        try:
            print(
                f"BEGIN; LOCK TABLE {table} IN SHARE MODE; SELECT 'locked';", file=process.stdin, flush=True
            )
            assert process.stdout.readline().strip() == "locked"
            yield
        finally:
            process.communicate("ROLLBACK;\n", timeout=PATIENCE)


@contextmanager
def serving(layers, name, hurried):
    """The database, ``Served``, when the runner is there: it asks the workers of another server."""
    with TemporaryDirectory() as folder, ExitStack() as stack:
        make_hurry(Path(folder, "proof_hurry"))
        log = layers.odoo.state.log("queue")
        start = log.stat().st_size if log.exists() else 0
        workers, runner = Machine(layers, folder, name, hurried), Machine(layers, folder, name, hurried)
        served = Served(layers, name, workers, runner, lambda: read(log, start))
        stack.callback(served.stop)
        workers.start("there", "channels = root:0", max_cron_threads=0, workers=2)
        runner.start("here", f"port = {workers.port}", max_cron_threads=1, workers=1)
        until(lambda: layers.cluster.sql(RUNNER.format(name)) != "0", "the job runner", runner.process)
        until(lambda: answers(workers.port), "the workers", workers.process)
        yield served


def read(log, start):
    return log.read_bytes()[start:].decode(errors="replace").splitlines()


class Machine:
    """A server process with its own configuration, port and children, as on a machine of its own."""

    def __init__(self, layers, folder, database, hurried):
        self.folder, self.database, self.process = folder, database, None
        self.server = Odoo(layers.odoo.state, layers.odoo.packages, layers.cluster)
        self.port = free_port()
        self.wide = WIDE + ("proof_hurry",) * hurried

    def start(self, name, queue_options, **options):
        packages = self.server.packages
        paths = [packages / "addons", packages / "odoo/addons", ROOT, self.folder]
        self.server.config = Path(self.folder, f"{name}.conf")
        self.server.configure(
            db_name=self.database, addons_path=",".join(map(str, paths)), http_port=self.port,
            gevent_port=free_port(), server_wide_modules=",".join(self.wide), **options,
        )  # fmt: skip
        with self.server.config.open("a") as file:
            file.write(f"\n[queue_job]\n{queue_options}\n")
        self.process = self.server.serve(log="queue")

    def has(self, pid):
        """Whether this process is one of its workers."""
        found = re.search(r"^PPid:\s+(\d+)", Path(f"/proc/{pid}/status").read_text(), re.MULTILINE)
        return int(found[1]) == self.process.pid

    def stop(self):
        """All at once, as without power."""
        if self.process and self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


def make_hurry(folder):
    folder.mkdir()
    (folder / "__init__.py").write_text(HURRY)
    (folder / "__manifest__.py").write_text("{'name': 'No time', 'license': 'LGPL-3'}")


def until(condition, what, process=None):
    """Wait for something that another process does."""
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert not process or process.poll() is None, "the server has ended"
        assert time.monotonic() < deadline, f"waited in vain for {what}"
        time.sleep(0.1)
