"""Whatever is missing, busy or broken: one line that says what to do, and exit code 1."""

import fcntl
import shutil
import socket

import pytest

from devtools import state
from devtools.say import Trouble

GONE = "E: Unable to locate package odoo-19"
SILENT = "E: Failed to fetch the index: Connection timed out"


@pytest.fixture
def fake_apt(tmp_path):
    """Put an apt-get first on the PATH that answers as told."""

    def make(**answers):
        folder = tmp_path / "bin"
        folder.mkdir()
        cases = "".join(f"*' {name}'*) echo '{said}'; exit 100;;\n" for name, said in answers.items())
        script = (
            f'#!/bin/sh\ncase " $*" in\n*indextargets*) echo "copy:/debian/ bookworm main";;\n{cases}esac\n'
        )
        (folder / "apt-get").write_text(script)
        (folder / "apt-get").chmod(0o755)
        return f"{folder}:/usr/bin:/bin"

    return make


def test_port_taken(empty):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        line = empty.refused("run", "--port", str(port))
    assert f"port {port} " in line
    assert "--port" in line


def test_port_that_does_not_exist(empty):
    assert "--port" in empty.refused("run", "--port", "99999")


def test_second_run_on_the_same_state_folder(empty):
    with open(empty.folder / "run.lock", "a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        line = empty.refused("run")
    assert "another ./dev run" in line
    assert str(empty.folder) in line


def test_state_folder_that_cannot_be_made(empty):
    (empty.folder / "file").touch()
    empty.folder /= "file/below"
    assert "SALES_TOOLKIT_STATE" in empty.refused("run", "--port", "0")


def test_no_odoo_where_it_should_be(empty):
    line = empty.refused("run", "--port", "0", "--odoo", str(empty.folder / "nowhere"))
    assert "no Odoo at" in line


def test_program_that_is_not_odoo(empty):
    assert "is not an Odoo" in empty.refused("run", "--port", "0", "--odoo", shutil.which("test"))


def test_odoo_of_another_version(empty):
    folder = empty.folder / "odoo18"
    (folder / "odoo").mkdir(parents=True)
    (folder / "odoo/release.py").write_text("version_info = (18, 0, 0, 'final', 0, '')\n")
    line = empty.refused("run", "--port", "0", "--odoo", str(folder))
    assert "not version 19.0" in line


def test_odoo_gone_from_the_suite(empty, fake_apt):
    line = empty.refused("run", "--port", "0", PATH=fake_apt(download=GONE))
    assert "suite sid has no odoo-19" in line
    assert "--odoo" in line
    assert not empty.processes()


def test_mirror_does_not_answer(empty, fake_apt):
    line = empty.refused("run", "--port", "0", PATH=fake_apt(update=SILENT))
    assert "Debian mirror does not deliver" in line
    assert "timed out" in line


def test_python_registry_does_not_answer(empty):
    odoo = empty.folder / "odoo"
    odoo.mkdir()
    (odoo / "release.py").write_text("version_info = (19, 0, 0, 'final', 0, '')\n")
    nowhere = {
        "PIP_INDEX_URL": "http://127.0.0.1:9/simple",
        "PIP_CONFIG_FILE": "/dev/null",
        "PIP_RETRIES": "0",
    }
    line = empty.refused("run", "--port", "0", "--odoo", str(empty.folder), **nowhere)
    assert "Python package registry does not deliver" in line


def test_disk_nearly_full(tmp_path, monkeypatch):
    usage = shutil.disk_usage(tmp_path)._replace(free=10**9)
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage)
    with pytest.raises(Trouble, match=r"only 0\.9 GB free .* make room"):
        state.State(tmp_path).need_space(4)
