"""Processor time, for a machine on which others work too."""

import os
from contextlib import contextmanager
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")


@contextmanager
def clock(times, *pids):
    """Adds the seconds that these processes and their children work during the block to ``times``."""
    before = sum(map(seconds, pids))
    yield
    times.append(sum(map(seconds, pids)) - before)


def seconds(pid):
    """What a process and its children, gone ones too, have worked."""
    ticks = sum(_fields(pid)[10:14])
    for child in family(pid)[1:]:
        try:
            ticks += sum(_fields(child)[10:12])
        except OSError:  # it has just ended
            continue
    return ticks / TICKS


def family(pid):
    """The process and its children."""
    found = [pid]
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            if _fields(stat.parent.name)[0] == pid:
                found.append(int(stat.parent.name))
        except OSError:  # it has just ended
            continue
    return found


def postmaster(cr):
    """The process of the database server that ``cr`` is connected to, whose children do the work."""
    cr.execute("SELECT pg_backend_pid()")
    return _fields(cr.fetchone()[0])[0]


def _fields(pid):
    """[parent, ...] of /proc/PID/stat: numbers 10 to 13 are its user and system time, and its children's."""
    text = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return [int(number) for number in text[1:]]
