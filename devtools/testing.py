"""`./dev test`: everything, on a copy of the template database, in real Chromium."""

import os
import shutil
import signal
import subprocess
import tempfile

from . import chromium, odoo, proc, pyenv
from .layers import Layers
from .postgres import Cluster
from .say import say
from .state import ROOT, State

DATABASE = "test"
PURE = ("tests/rules", "tests/dev")


def test(arguments):
    state = State().make()
    with state.setup_lock():
        pyenv.ensure_venv(state)
    if only_pure(arguments):
        return run_pytest(state, ["-p", "no:odoo", *arguments], proc.clean_environment())
    state.lock("test", f"another ./dev test is running on {state.folder}: wait for it, or set SALES_TOOLKIT_STATE")
    with state.setup_lock():
        packages = odoo.find_packages(state, os.environ.get("SALES_TOOLKIT_ODOO"))
        chromium.ensure_browser(state)
    cluster = Cluster(state, "test", durable=False)
    try:
        cluster.start()
        return with_database(state, odoo.Odoo(state, packages, cluster), arguments)
    finally:
        cluster.stop()


def with_database(state, server, arguments):
    server.configure()
    layers = Layers(server)
    server.configure(db_name=layers.create(DATABASE, layers.addon()))
    try:
        environment = {**server.environment, "SALES_TOOLKIT_TEMPLATES": "1"}
        return run_pytest(state, ["--odoo-http", *arguments], environment, keep=[server.cluster.process])
    finally:
        layers.drop(DATABASE)


def run_pytest(state, arguments, environment, keep=()):
    """pytest with a folder for temporary files of its own, since browsers leave theirs behind."""
    temporary = tempfile.mkdtemp(prefix="stk-", dir="/tmp")
    command = [state.python, "-m", "pytest", *arguments]
    environment = {
        **environment,
        "TMPDIR": temporary,
        "SALES_TOOLKIT_STATE": str(state.folder),
        "HYPOTHESIS_STORAGE_DIRECTORY": str(state.folder / "hypothesis"),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    process = subprocess.Popen([str(part) for part in command], cwd=ROOT, env=environment)
    try:
        return process.wait()
    except KeyboardInterrupt:
        say("\n- stopping ...")
        return 130
    finally:
        proc.stop(process, signal.SIGINT)
        proc.sweep(keep)
        shutil.rmtree(temporary, ignore_errors=True)


def only_pure(arguments):
    """Whether every path among pytest's arguments is one of those that need neither Odoo nor a database."""
    paths = [path for argument in arguments if (path := (ROOT / argument.split("::")[0])).exists() and argument]
    return bool(paths) and all(_is_pure(path) for path in paths)


def _is_pure(path):
    return any(path.resolve().is_relative_to(ROOT / folder) for folder in PURE)
