"""What a server's processes hold in memory, with the add-on and without: after the start and 200 calls later.

Two workers. In MB, not seconds: each process's share (PSS), of what they hold together counted once.
"""

from pathlib import Path

from proof.database import temporary

from . import work
from .screens import USER, Screen
from .server import Client, serving
from .table import Row

CALLS = 200
PATIENCE = 3600


def compare(layers, partners):
    held = {}
    for name, template in (("with", layers.addon()), ("without", layers.base())):
        with temporary(layers, "bench", template) as database:
            database.call("benchmarks.population.populate_and_count", min(partners, 20_000), timeout=PATIENCE)
            plan = database.call("benchmarks.screens.prepare", timeout=PATIENCE)
            with serving(layers, database.name, workers=2) as (process, port):
                client = Client(port, database.name, USER, USER)
                held[name, "after the first log-in"] = memory(process.pid)
                screens = [Screen(client, *how) for how in plan.values()]
                for number in range(CALLS):
                    screens[number % len(screens)].open()
                held[name, f"after opening {CALLS} screens"] = memory(process.pid)
    return [
        Row(f"memory of the server's processes {when} (MB)", [held["with", when]], [held["without", when]])
        for name, when in held
        if name == "with"
    ]


def memory(pid):
    """MB of the process and its children."""
    total = 0
    for one in work.family(pid):
        try:
            text = Path(f"/proc/{one}/smaps_rollup").read_text()
        except FileNotFoundError:  # a worker that has just been replaced
            continue
        total += next(int(line.split()[1]) for line in text.splitlines() if line.startswith("Pss:"))
    return total / 1024
