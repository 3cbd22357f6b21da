"""`./dev screenshots`: pictures of the screens in both languages; English looked for on Chinese ones."""

import socket
import subprocess
from contextlib import closing, contextmanager

from . import proc
from .layers import LANGUAGES, QUICK, Layers, base_modules
from .say import step
from .serve import wait_until_answering
from .state import ROOT
from .testing import workbench

DATABASE = "screenshots"
# The bridge of which there is a screen
BRIDGE = "sales_toolkit_dashboard"


def screenshots(state, chosen):
    """Serve the demo ERP once for each language, and let shots.py (in the virtual environment) look at it."""
    with workbench(state, browser=True) as layers:
        languages = ["zh_CN"] if chosen.scan else LANGUAGES
        return max(shoot(state, layers.odoo, chosen, language) for language in languages)


def shoot(state, odoo, chosen, language):
    """A database whose language it is: what its demo data has been made from templates speaks it too."""
    layers = Layers(odoo, demo=True, language=language)
    base = layers.base(f"{base_modules()},spreadsheet_dashboard")
    with layers.temporary(DATABASE, base):
        with step(f"installing the add-on in {language}"):
            odoo.run("-d", DATABASE, "-i", f"sales_toolkit,{BRIDGE}", *QUICK, *layers.demo, log="install")
        with serving(layers) as address:
            command = [state.python, "-m", "devtools.shots", address, DATABASE, language]
            command += ["--scan"] * chosen.scan + ["--names", ",".join(chosen.names)] * bool(chosen.names)
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
