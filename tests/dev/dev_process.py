"""Running `./dev` as a person does, on state folders of its own."""

import contextlib
import os
import re
import subprocess
import sys
import time
from pathlib import Path

from devtools import proc
from devtools.state import ROOT

PATIENCE = 300  # seconds, for what takes one minute on a machine that is not busy


class Dev:
    """`./dev` with a state folder; everything it starts can be found by that folder's name."""

    def __init__(self, folder):
        self.folder = folder

    def environment(self, **extra):
        return proc.clean_environment(
            SALES_TOOLKIT_STATE=self.folder, SALES_TOOLKIT_ADDONS="sales_toolkit", **extra
        )

    def refused(self, *arguments, **extra):
        """Run what has to fail; return its one line on standard error."""
        result = subprocess.run(
            [sys.executable, ROOT / "dev", *arguments],
            env=self.environment(**extra), capture_output=True, text=True, timeout=PATIENCE,
        )  # fmt: skip
        assert result.returncode == 1, result.stdout + result.stderr
        assert len(result.stderr.splitlines()) == 1, result.stderr
        return result.stderr

    def processes(self):
        """Command lines of all living processes that have to do with the folder."""
        return [line for pid in _pids() if str(self.folder) in (line := _command_line(pid))]

    @contextlib.contextmanager
    def running(self, *arguments, until="Stop it with Ctrl-C"):
        """`./dev ARGUMENTS` that has said `until`; killed at the end if it is still there."""
        output = self.folder / "output"
        with open(output, "w") as file:
            process = subprocess.Popen(
                [sys.executable, ROOT / "dev", *arguments],
                env=self.environment(), stdout=file, stderr=subprocess.STDOUT, start_new_session=True,
            )  # fmt: skip
        try:
            eventually(lambda: until in output.read_text() or process.poll() is not None)
            assert until in output.read_text(), output.read_text()
            yield process
        finally:
            process.kill()
            process.wait()


def eventually(condition, patience=PATIENCE):
    """Wait for a condition, but not for ever."""
    deadline = time.monotonic() + patience
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.1)


def _pids():
    return [name for name in os.listdir("/proc") if re.fullmatch(r"\d+", name)]


def _command_line(pid):
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    except OSError:
        return ""
