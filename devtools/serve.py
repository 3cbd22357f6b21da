"""`./dev run`: a running ERP with the add-ons, whose data stays."""

import socket
import time
import urllib.error
import urllib.request
from functools import partial

from . import odoo, proc, pyenv, system
from .postgres import Cluster, outside
from .run_database import RunDatabase
from .say import Trouble, say, step
from .state import remove

HOST = "127.0.0.1"
# One for each role (demo/roles_demo.xml); admin is there without demo data too
LOGINS = {
    "rep": "a salesperson",
    "leader": "their team leader",
    "reviewer": "reviews customers",
    "approver": "approves contracts",
    "delivery": "carries out plans",
    "auditor": "reads update records, and who looked",
    "administrator": "sales manager with access to the settings",
    "admin": "Odoo's own administrator",
}


def serve(state, options):
    busy = f"another ./dev run is using {state.folder}: stop it with Ctrl-C, or set SALES_TOOLKIT_STATE"
    state.lock("run", busy)
    check_port(options.port)
    packages = prepare(state, options.odoo)
    if options.fresh:
        forget(state)
    cluster = Cluster(state, "run", durable=True)
    try:
        server = odoo.Odoo(state, packages, cluster.start())
        configure(server, options.port)
        database = RunDatabase(server)
        database.ensure(options.demo, options.lang)
        database.settle(f"http://{HOST}:{options.port}", options.lang, LOGINS)
        return attend(server, options, database.logins(LOGINS))
    finally:
        cluster.stop()


def check_port(port):
    try:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((HOST, port))
    except (OSError, OverflowError) as error:
        why = getattr(error, "strerror", None) or "no such port"
        raise Trouble(
            f"port {port} cannot be used ({why}): stop what uses it, or choose another with --port"
        ) from None


def prepare(state, given):
    with state.setup_lock():
        packages = odoo.find_packages(state, given)
        pyenv.ensure_venv(state)
        system.ensure_printing(state)
    state.need_space(0.5)
    return packages


def forget(state):
    """Begin anew: the data go, what was fetched stays."""
    for folder in (state.folder / "pg-run", state.folder / "odoo-run", outside(state) / "pg-run"):
        remove(folder)


def configure(server, port):
    server.configure(
        http_port=port,
        db_name=RunDatabase.NAME,
        dbfilter=f"^{RunDatabase.NAME}$",
        list_db=False,
        max_cron_threads=1,
    )


def attend(server, options, logins):
    """Serve until Ctrl-C."""
    address = f"http://{HOST}:{options.port}"
    process = server.serve(log="serve")
    try:
        with step("starting Odoo"):
            wait_until_answering(process, address, server.state.log("serve"))
        say(f"\nSales Toolkit is running at {address}/odoo")
        for login, who in logins.items():
            say(f"  log in as {login} with password {login} ({who})")
        say(f"Its log is {server.state.log('serve')}. Stop it with Ctrl-C; the data stay.")
        process.wait()
        raise died(server.state.log("serve"))
    except KeyboardInterrupt:
        say("\n- stopping ...")
        return 0
    finally:
        proc.stop(process)


def wait_until_answering(process, address, log, patience=300):
    # What is configured as a proxy for the outside has no business on this machine
    fetch = partial(urllib.request.build_opener(urllib.request.ProxyHandler({})).open, timeout=60)
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise died(log)
        try:
            fetch(f"{address}/web/login").close()
            return
        except urllib.error.HTTPError as error:
            raise Trouble(
                f"Odoo answers with an error ({error}): see {log}, or begin anew with --fresh"
            ) from None
        except OSError:
            time.sleep(0.1)
    raise Trouble(f"Odoo does not answer at {address}: see {log}")


def died(log):
    said = log.read_text(errors="replace")[-5000:]
    last = proc.Failed(odoo.errors(said) or said).last_line()
    return Trouble(f"Odoo ended by itself ({last}): see {log}")
