"""Copies of databases in memory: gone with their server, and no loss when the machine has forgotten them."""

import shutil
import signal
from pathlib import Path
from tempfile import mkdtemp

import pytest

from devtools import memory
from devtools.postgres import Cluster, outside
from devtools.say import Trouble
from devtools.state import State
from devtools.testing import current

NAMES = "SELECT string_agg(datname, ' ' ORDER BY datname) FROM pg_database WHERE datname LIKE 'a%'"


@pytest.fixture
def place(monkeypatch):
    folder = Path(mkdtemp(dir="/var/tmp"))
    folder.chmod(0o755)
    monkeypatch.setattr(memory, "PLACE", folder)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def start(tmp_path, place):
    state = State(tmp_path / "state").make()
    started = []

    def start_cluster(quick=True):
        cluster = Cluster(state, "test", durable=False, quick=quick)
        cluster.binaries = current().cluster.binaries
        started.append(cluster)
        return cluster.start()

    yield start_cluster
    for cluster in started:
        cluster.stop()
    shutil.rmtree(outside(state), ignore_errors=True)


def test_copies_are_in_memory_and_the_rest_stays(start, place, monkeypatch):
    monkeypatch.setattr(memory, "has_room", lambda: True)
    cluster = start()
    cluster.sql("CREATE DATABASE a_template")
    cluster.sql(f"CREATE DATABASE a_copy TEMPLATE a_template{cluster.place_of_copies()}")
    assert len([path for path in place.rglob("*") if path.is_file()]) > 200
    cluster.stop()
    assert not list(place.iterdir())
    assert start().sql(NAMES) == "a_template"


def test_what_the_machine_has_forgotten_is_no_trouble(start, place, monkeypatch):
    monkeypatch.setattr(memory, "has_room", lambda: True)
    cluster = start()
    cluster.sql("CREATE DATABASE a_template")
    cluster.sql(f"CREATE DATABASE a_copy TEMPLATE a_template{cluster.place_of_copies()}")
    cluster.process.send_signal(signal.SIGKILL)
    cluster.process.wait()
    cluster.process = None
    shutil.rmtree(cluster.memory)
    again = start()
    assert again.sql(NAMES) == "a_template"
    again.sql(f"CREATE DATABASE a_copy TEMPLATE a_template{again.place_of_copies()}")
    assert again.sql(NAMES) == "a_copy a_template"


def test_a_server_that_does_not_start_says_so(start, place, monkeypatch):
    monkeypatch.setattr(memory, "has_room", lambda: True)
    cluster = start()
    cluster.stop()
    (cluster.data / "postgresql.conf").write_text("nonsense = 1\n")
    with pytest.raises(Trouble, match="does not start"):
        start()


def test_a_server_that_has_died_can_be_stopped(start, place, monkeypatch):
    monkeypatch.setattr(memory, "has_room", lambda: True)
    cluster = start()
    cluster.process.send_signal(signal.SIGKILL)
    cluster.process.wait()
    cluster.stop()
    assert start().place_of_copies()


def test_where_there_is_no_room_they_are_on_the_disk(start, place, monkeypatch):
    monkeypatch.setattr(memory, "has_room", lambda: False)
    assert start().place_of_copies() == ""
    assert not list(place.iterdir())
