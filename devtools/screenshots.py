"""`./dev screenshots`: pictures of the screens in both languages; English looked for on Chinese ones."""

import socket
import subprocess
from contextlib import closing, contextmanager

from . import proc
from .layers import Layers
from .say import Trouble, say, step
from .screens import SCREENS
from .serve import LOGINS, wait_until_answering
from .state import ROOT
from .testing import workbench

DATABASE = "screenshots"


def screenshots(state, chosen):
    """Serve the demo ERP, and let shots.py (in the virtual environment) look at it."""
    names = ",".join(chosen.names)
    with workbench(state, browser=True) as layers:
        layers = Layers(layers.odoo, demo=True)
        with layers.temporary(DATABASE), serving(layers) as address:
            command = [state.python, "-m", "devtools.shots", address, *["--scan"] * chosen.scan]
            command += ["--names", names] * bool(names) + ["--ids", ids(layers.cluster)]
            return subprocess.run([str(part) for part in command], cwd=ROOT, check=False).returncode


@contextmanager
def serving(layers):
    """The demo database as a running ERP, on a free port."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    layers.odoo.configure(db_name=DATABASE, dbfilter=f"^{DATABASE}$", list_db=False, http_port=port)
    process = layers.odoo.serve(log="screenshots")
    try:
        with step("starting Odoo"):
            wait_until_answering(process, address, layers.odoo.state.log("screenshots"))
        yield address
    finally:
        proc.stop(process)


def ids(cluster):
    """The numbers of the demo records that screens name: xmlid=number,…"""
    named = {part.split("}")[0] for screen in SCREENS for part in screen.path.split("{")[1:]}
    if not named:
        return ""
    wanted = ", ".join(f"'{name}'" for name in sorted(named))
    found = cluster.sql(
        "SELECT name || '=' || res_id FROM ir_model_data"
        f" WHERE module IN ('sales_toolkit', 'base') AND name IN ({wanted})",
        DATABASE,
    ).split()
    missing = named - {line.split("=")[0] for line in found}
    if missing:
        raise Trouble(f"no demo record is called {', '.join(sorted(missing))}: see devtools/screens.py")
    say(f"- {len(SCREENS)} screens, {len(LOGINS)} logins")
    return ",".join(found)
