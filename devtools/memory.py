"""Memory instead of the disk, for what a test run throws away.

A copy of a database is some 1,800 files: on a slow disk three seconds, in memory a tenth of one.
"""

import os
import re
import shutil
from pathlib import Path

PLACE = Path("/dev/shm")
ROOM = 4 << 30  # bytes that must be free there, and twice as many in all; a run takes one or two


def has_room():
    """Whether there is enough of it here, and programs may run from it; a container may have none."""
    if not PLACE.is_dir() or shutil.disk_usage(PLACE).free < ROOM or os.statvfs(PLACE).f_flag & os.ST_NOEXEC:
        return False
    free = re.search(r"^MemAvailable: +(\d+) kB$", Path("/proc/meminfo").read_text(), re.MULTILINE)
    return bool(free) and int(free[1]) << 10 >= 2 * ROOM
