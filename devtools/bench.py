"""`./dev bench`: the benchmarks, in a database of their own."""

import subprocess

from .layers import Layers
from .state import ROOT
from .testing import workbench

DATABASE = "bench"


def bench(state, chosen):
    """Make the database, run the benchmarks in an Odoo shell, and throw the database away."""
    code = f"import sys; sys.path.insert(0, {str(ROOT)!r})\n"
    code += f"from benchmarks.main import run; run(env, {chosen.names!r}, {chosen.partners!r})\n"
    with workbench(state) as layers, temporary(layers):
        odoo = layers.odoo
        command = odoo.command("shell", "-d", DATABASE, "--no-http", "--log-level=error")
        done = subprocess.run(
            [str(part) for part in command], input=code, text=True, env=odoo.environment, cwd=odoo.data
        )
        return done.returncode


def temporary(layers: Layers):
    layers.odoo.configure()
    return layers.temporary(DATABASE)
