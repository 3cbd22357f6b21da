"""`./dev test`: everything, on a copy of the template database, in real Chromium."""

import os
import shutil
import signal
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path

from . import memory, odoo, proc, pyenv, system
from .layers import Layers
from .postgres import ADMIN, Cluster
from .say import say
from .state import ROOT, State

DATABASE = "test"
WORKERS = min(4, os.cpu_count() or 1)  # each has a copy of the database
TEMPORARY = "stk-"
PURE = ("tests/rules", "tests/dev")


def test(state, arguments):
    if only_pure(arguments):
        with state.setup_lock():
            pyenv.ensure_venv(state)
        return run_pytest(state, ["-p", "no:odoo", *arguments], proc.clean_environment())
    with workbench(state, browser=True, quick=True) as layers:
        return with_database(layers, arguments)


@contextmanager
def workbench(state, browser=False, quick=False):
    """A running server for tests, with the template databases within reach; gone afterwards."""
    state.lock(
        "test", f"{state.folder} is busy with another ./dev test or i18n: wait, or set SALES_TOOLKIT_STATE"
    )
    with state.setup_lock():
        pyenv.ensure_venv(state)
        packages = odoo.find_packages(state, os.environ.get("SALES_TOOLKIT_ODOO"))
        if browser:
            system.ensure_browser(state)
    cluster = Cluster(state, "test", durable=False, quick=quick)
    try:
        server = odoo.Odoo(state, packages, cluster.start())
        server.configure()
        yield Layers(server)
    finally:
        cluster.stop()


def with_database(layers, arguments):
    server = layers.odoo
    with layers.temporary(DATABASE):
        server.configure(db_name=DATABASE)
        environment = server.environment | {"PGHOST": str(layers.cluster.sockets), "PGUSER": ADMIN}
        environment["PATH"] = f"{layers.cluster.binaries}:{environment['PATH']}"  # createdb, for workers
        arguments = ["--odoo-http", *share_out(arguments), *arguments]
        return run_pytest(server.state, arguments, environment, keep=[layers.cluster.process])


def share_out(arguments):
    """Options that give the whole suite to several workers; what was chosen by hand runs in one process."""
    if arguments or WORKERS == 1:
        return []
    return ["-n", str(WORKERS), "--dist", "loadscope", "--no-loadscope-reorder"]


def current():
    """For a test that runs under `./dev test` and wants a database of its own: the layers to make it from."""
    state = State()
    packages = Path(os.environ["PYTHONPATH"])
    return Layers(odoo.Odoo(state, packages, Cluster(state, "test", durable=False)))


def run_pytest(state, arguments, environment, keep=()):
    """pytest with a folder for temporary files of its own, since browsers leave theirs behind."""
    remove_abandoned()
    place = memory.PLACE if memory.has_room() else "/tmp"
    temporary = tempfile.mkdtemp(prefix=f"{TEMPORARY}{os.getpid()}-", dir=place)
    command = [state.python, "-m", "pytest", "-o", f"cache_dir={state.folder / 'pytest_cache'}", *arguments]
    environment = {
        **environment,
        "TMPDIR": temporary,
        "SALES_TOOLKIT_STATE": str(state.folder),
        "HYPOTHESIS_STORAGE_DIRECTORY": str(state.folder / "hypothesis"),
        "PYTHONPYCACHEPREFIX": str(state.bytecode),
    }
    process = subprocess.Popen(
        [str(part) for part in command],
        cwd=ROOT,
        env=environment,
        preexec_fn=proc.die_with_parent(signal.SIGINT),
    )
    try:
        return process.wait()
    except KeyboardInterrupt:
        say("\n- stopping ...")
        return 130
    finally:
        proc.stop(process, signal.SIGINT, patience=30)  # it closes its browser first
        proc.sweep(keep)
        shutil.rmtree(temporary, ignore_errors=True)


def remove_abandoned():
    """Temporary folders of runs that were killed."""
    pattern = f"{TEMPORARY}[0-9]*-*"
    for folder in (*Path("/tmp").glob(pattern), *memory.PLACE.glob(pattern)):
        if not Path("/proc", folder.name.removeprefix(TEMPORARY).partition("-")[0]).exists():
            shutil.rmtree(folder, ignore_errors=True)


def only_pure(arguments):
    """Whether every path among pytest's arguments is one of those that need neither Odoo nor a database."""
    paths = [
        path for argument in arguments if (path := (ROOT / argument.split("::")[0])).exists() and argument
    ]
    return bool(paths) and all(_is_pure(path) for path in paths)


def _is_pure(path):
    return any(path.resolve().is_relative_to(ROOT / folder) for folder in PURE)
