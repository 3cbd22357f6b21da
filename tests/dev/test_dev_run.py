"""`./dev run` for real: an ERP that answers, whose data survive, and that leaves nothing behind."""

import signal
import socket
import urllib.request

import pytest

from dev_process import eventually
from devtools.postgres import Cluster
from devtools.run_database import RunDatabase
from devtools.state import State

MARK = "kept through kill -9"


@pytest.fixture(scope="module")
def port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return str(probe.getsockname()[1])


@pytest.fixture(scope="module")
def sql(fetched):
    cluster = Cluster(State(fetched.folder), "run", durable=True)
    return lambda statement: cluster.sql(statement, RunDatabase.NAME)


def test_killed_while_making_the_database_leaves_no_process(fetched, port):
    with fetched.running("run", "--no-demo", "--port", port, until="making the database") as process:
        eventually(lambda: any("-m odoo" in line for line in fetched.processes()))
        process.kill()
        process.wait()
        eventually(lambda: not fetched.processes(), patience=60)


def test_starts_after_that_and_keeps_its_data(fetched, port, sql):
    """One start of half a minute, for everything that can be seen while the ERP runs."""
    with fetched.running("run", "--no-demo", "--port", port, "--lang", "zh_CN") as process:
        said = (fetched.folder / "output").read_text()
        assert "making the database" in said
        assert f"http://127.0.0.1:{port}" in said
        assert "log in as admin" in said
        assert urllib.request.urlopen(f"http://127.0.0.1:{port}/web/login", timeout=60).status == 200
        assert sql("SHOW fsync") == "on"
        assert sql("SHOW synchronous_commit") == "on"
        assert sql("SELECT state FROM ir_module_module WHERE name = 'sales_toolkit'") == "installed"
        assert sql("SELECT string_agg(code, ' ' ORDER BY code) FROM res_lang WHERE active") == "en_US zh_CN"
        assert sql(
            "SELECT p.lang FROM res_users u JOIN res_partner p ON p.id = partner_id WHERE login = 'admin'"
        ) == ("zh_CN")
        assert "another ./dev run" in fetched.refused("run", "--port", "0")
        sql(f"UPDATE res_company SET font = '{MARK}'")
        process.kill()
        process.wait()
        eventually(lambda: not fetched.processes(), patience=60)


def test_second_start_makes_nothing_and_sigint_leaves_no_process(fetched, port, sql):
    with fetched.running("run", "--no-demo", "--port", port) as process:
        assert "making the database" not in (fetched.folder / "output").read_text()
        assert sql("SELECT font FROM res_company") == MARK
        process.send_signal(signal.SIGINT)
        assert process.wait(60) == 0
    assert fetched.processes() == []


def test_changed_sources_are_upgraded_at_start(fetched, port, sql):
    cluster = Cluster(State(fetched.folder), "run", durable=True).start()
    try:
        cluster.sql(f"""COMMENT ON DATABASE {RunDatabase.NAME} IS '{{"sources": "old", "demo": false}}'""")
    finally:
        cluster.stop()
    with fetched.running("run", "--no-demo", "--port", port) as process:
        assert "upgrading the database" in (fetched.folder / "output").read_text()
        assert sql("SELECT font FROM res_company") == MARK
        process.send_signal(signal.SIGTERM)
        assert process.wait(60) == 0
    assert fetched.processes() == []
