"""Running other programs so that none of them hangs, is left behind, or hides why it failed."""

import ctypes
import os
import signal
import subprocess
import time

from .say import Trouble

PR_SET_PDEATHSIG, PR_SET_CHILD_SUBREAPER = 1, 36
_libc = ctypes.CDLL(None, use_errno=True)


class Failed(Exception):
    """A program ended badly; `output` is what it said."""

    def __init__(self, output, timed_out=False):
        super().__init__(output)
        self.output = output
        self.timed_out = timed_out

    def last_line(self):
        lines = [line.strip() for line in self.output.splitlines() if line.strip()]
        return lines[-1] if lines else "it said nothing"


def clean_environment(**extra):
    """Our own environment, without what would silently redirect Odoo and PostgreSQL elsewhere, or have
    Python compile all of Odoo each time anew.
    """
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PG", "ODOO_", "OPENERP_"))
        and name not in ("PYTHONPATH", "PYTHONHOME", "PYTHONDONTWRITEBYTECODE", "VIRTUAL_ENV")
    }
    return {**kept, **{name: str(value) for name, value in extra.items()}}


def die_with_parent(number):
    """For `preexec_fn`: the kernel sends the signal when we vanish, even by kill -9."""

    def prepare():
        _libc.prctl(PR_SET_PDEATHSIG, number, 0, 0, 0)

    return prepare


def adopt_orphans():
    """Grandchildren whose parent dies come to us, so that `sweep` finds them."""
    _libc.prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def run(command, log, *, timeout, env=None, cwd=None):
    """Run to the end with the output in a log file; raise `Failed` with its end."""
    with open(log, "ab") as output:
        start = output.tell()
        process = subprocess.Popen(
            [str(part) for part in command],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env=env or clean_environment(),
            cwd=cwd,
            preexec_fn=die_with_parent(signal.SIGTERM),
        )
        timed_out = not _wait(process, timeout)
    if timed_out or process.returncode:
        said = _tail(log, start)
        full_disk(said, log)
        raise Failed(said, timed_out)
    return _tail(log, start)


def full_disk(said, place):
    if "No space left on device" in said:
        raise Trouble(f"the disk is full: make room on the disk of {place}, then run this again")


def _tail(log, start):
    with open(log, "rb") as output:
        output.seek(start)
        return output.read()[-200_000:].decode(errors="replace")


def _wait(process, timeout):
    try:
        process.wait(timeout)
        return True
    except subprocess.TimeoutExpired:
        return False
    finally:
        stop(process)


def stop(process, first=signal.SIGTERM, patience=10):
    """End a child of ours: politely, then not."""
    for number in (first, signal.SIGKILL):
        if process.poll() is None:
            process.send_signal(number)
            try:
                process.wait(patience)
            except subprocess.TimeoutExpired:
                continue


def sweep(keep=(), patience=5):
    """End every process below us: what a test or an interrupted step left behind. `keep` are spared."""
    spared = {process.pid for process in keep}
    for number in (signal.SIGTERM, signal.SIGKILL):
        deadline = time.monotonic() + patience
        while (pids := _children() - spared) and time.monotonic() < deadline:
            for pid in pids:
                _end(pid, number)
            time.sleep(0.05)


def _children():
    pid = os.getpid()
    try:
        with open(f"/proc/{pid}/task/{pid}/children") as file:
            return {int(child) for child in file.read().split()}
    except OSError:
        return set()


def _end(pid, number):
    try:
        os.kill(pid, number)
        os.waitpid(pid, os.WNOHANG)
    except (ProcessLookupError, ChildProcessError):
        pass  # it has ended by itself, which is what was wanted
