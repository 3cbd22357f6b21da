"""A database of a proof's own: Odoo run on it, code run in its shell, SQL asked of it."""

import json
import subprocess
from contextlib import contextmanager

from devtools import proc
from devtools.state import ROOT

QUICK = ["--stop-after-init", "--no-http"]


class Database:
    def __init__(self, layers, name):
        self.layers, self.odoo, self.name = layers, layers.odoo, name

    def run(self, *arguments, **options):
        """Odoo itself: ``-i``, ``-u``."""
        return self.odoo.run("-d", self.name, *arguments, *QUICK, log="proof", **options)

    def sql(self, statement):
        return self.layers.cluster.sql(statement, self.name)

    def number(self, statement):
        return int(self.sql(statement))

    def shell(self, code, timeout=900):
        """Code in an Odoo shell; it fails when the code does, or when an error is logged. What it printed."""
        done = self.attempt(code, timeout=timeout)
        assert not done.returncode, done.stderr[-5000:]
        assert " ERROR " not in done.stderr, done.stderr[-5000:]
        return done.stdout

    def attempt(self, code, timeout=900, **environment):
        """As ``shell``, whatever becomes of it: it may be killed half-way."""
        process = self.start(code, **environment)
        output, complaints = process.communicate(timeout=timeout)
        return subprocess.CompletedProcess(process.args, process.returncode, output, complaints)

    def start(self, code, **environment):
        """A shell that runs by itself: ``communicate`` waits for it."""
        command = self.odoo.command("shell", "-d", self.name, "--no-http", "--log-level=warn")
        process = subprocess.Popen(
            [str(part) for part in command],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=self.odoo.environment | {name: str(value) for name, value in environment.items()},
            cwd=self.odoo.data,
            preexec_fn=proc.die_with_parent(9),
        )
        process.stdin.write(code)
        process.stdin.close()
        process.stdin = None
        return process

    def call(self, function, *arguments, timeout=900, **environment):
        """``function(env, *arguments)``, given as "proof.module.function", in a shell: what it returns."""
        done = self.attempt(invocation(function, arguments), timeout=timeout, **environment)
        assert not done.returncode, done.stderr[-5000:]
        return json.loads(done.stdout.splitlines()[-1])

    def begin(self, function, *arguments, **environment):
        """As ``call``, without waiting for it: the process."""
        return self.start(invocation(function, arguments), **environment)


def invocation(function, arguments):
    """The lines for a shell that call a function of ours and print what it returns."""
    module, _dot, name = function.rpartition(".")
    lines = [
        f"import sys; sys.path.insert(0, {str(ROOT)!r})",
        "import json, os",
        f"from {module} import {name} as proven",
        f"print(json.dumps(proven(env, *json.loads({json.dumps(arguments)!r}))), flush=True)",
        "os._exit(0)  # whatever became of the shell's own cursor",
    ]
    return "\n".join([*lines, ""])


@contextmanager
def temporary(layers, name, template=None):
    """A copy of a template for the length of a ``with`` block."""
    with layers.temporary(name, template):
        yield Database(layers, name)
