"""The one folder that holds everything `./dev` makes, and the locks on it."""

import fcntl
import os
import shutil
from pathlib import Path

from .say import Trouble, say

ROOT = Path(__file__).resolve().parents[1]
GIGABYTE = 1024**3


class State:
    """Paths below the state folder. Nothing else is written, except where `Cluster` says so."""

    def __init__(self, folder=None):
        folder = folder or os.environ.get("SALES_TOOLKIT_STATE") or ROOT / ".state"
        self.folder = Path(folder).resolve()
        self.debs = self.folder / "debs"
        self.apt = self.folder / "apt"
        self.odoo = self.folder / "odoo19"
        self.venv = self.folder / "venv"
        self.python = self.venv / "bin" / "python"
        self.printing = self.folder / "printing"
        self.logs = self.folder / "log"
        self.bytecode = self.folder / "bytecode"  # of Odoo, compiled once; not beside the sources
        self._locks = []

    def make(self):
        try:
            self.logs.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise self._unwritable(error) from None
        return self

    def log(self, name):
        return self.logs / f"{name}.log"

    def need_space(self, gigabytes):
        free = shutil.disk_usage(self.folder).free / GIGABYTE
        if free < gigabytes:
            raise Trouble(
                f"only {free:.1f} GB free on the disk of {self.folder}, {gigabytes} GB are needed:"
                " make room, or set SALES_TOOLKIT_STATE to a folder on another disk"
            )

    def lock(self, name, busy):
        """Hold a lock until the process ends; `busy` is what to say when somebody else has it."""
        file = self._open_lock(name)
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Trouble(busy) from None
        self._locks.append(file)

    def setup_lock(self):
        """One process at a time fetches and unpacks; the others wait for it."""
        file = self._open_lock("setup")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say(f"- another ./dev is setting up {self.folder}: waiting for it ...")
            fcntl.flock(file, fcntl.LOCK_EX)
        return file

    def _open_lock(self, name):
        try:
            return open(self.folder / f"{name}.lock", "a")
        except OSError as error:
            raise self._unwritable(error) from None

    def _unwritable(self, error):
        return Trouble(
            f"cannot write to {self.folder} ({error.strerror}): set SALES_TOOLKIT_STATE to another folder"
        )


def is_complete(folder, key):
    """A folder counts only when the step that made it came to its end, for the same input."""
    stamp = folder / ".complete"
    return stamp.is_file() and stamp.read_text() == key


def complete(folder, key):
    (folder / ".complete").write_text(key)


def remove(path):
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
