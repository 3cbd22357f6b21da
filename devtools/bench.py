"""`./dev bench`: the benchmarks, in databases that are thrown away."""

import subprocess
from os import getloadavg

from .layers import Layers
from .say import Trouble, say
from .state import ROOT
from .testing import workbench

DATABASE = "bench"


def bench(state, chosen):
    """Those that share a database in an Odoo shell, then those that make databases of their own."""
    from benchmarks.main import is_apart, names, run_apart

    wanted = chosen.names or names()
    if unknown := set(wanted) - set(names()):
        raise Trouble(f"there is no benchmark {min(unknown)}: there are {', '.join(names())}")
    apart = [name for name in wanted if is_apart(name)]
    inside = [name for name in wanted if name not in apart]
    with workbench(state) as layers:
        layers.odoo.configure()
        minute, _five, quarter = getloadavg()
        say(f"The machine's load at the start: {minute:.1f} (1 minute), {quarter:.1f} (15 minutes)")
        failed = run_inside(layers, inside, chosen.partners) if inside else 0
        run_apart(layers, apart, chosen.partners)
        return failed


def run_inside(layers: Layers, names, partners):
    """In an Odoo shell, on one database for all."""
    code = f"import sys; sys.path.insert(0, {str(ROOT)!r})\n"
    code += f"from benchmarks.main import run; run(env, {names!r}, {partners!r})\n"
    odoo = layers.odoo
    with layers.temporary(DATABASE):
        command = odoo.command("shell", "-d", DATABASE, "--no-http", "--log-level=error")
        done = subprocess.run(
            [str(part) for part in command], input=code, text=True, env=odoo.environment, cwd=odoo.data
        )
        return done.returncode
