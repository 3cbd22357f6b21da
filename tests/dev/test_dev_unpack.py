"""Steps that did not come to their end are done again."""

import subprocess

import pytest

from devtools import apt
from devtools.say import Trouble
from devtools.state import State, complete, is_complete

RELEASE = "usr/lib/python3/dist-packages/odoo/release.py"


@pytest.fixture
def state(tmp_path):
    """A state folder with everything fetched: one small package."""
    tree = tmp_path / "tree"
    (tree / RELEASE).parent.mkdir(parents=True)
    (tree / RELEASE).write_text("version_info = (19, 0)\n")
    (tree / "DEBIAN").mkdir()
    (tree / "DEBIAN/control").write_text(
        "Package: odoo-19\nVersion: 19.0\nArchitecture: all\nMaintainer: a <a@b.c>\nDescription: x\n"
    )
    state = State(tmp_path / "state").make()
    state.need_space = lambda gigabytes: None
    state.debs.mkdir()
    subprocess.run(["dpkg-deb", "--build", tree, state.debs / "odoo-19.deb"], check=True, capture_output=True)
    complete(state.debs, "1")
    return state


def test_half_unpacked_odoo_is_unpacked_anew(state):
    for name in ("odoo19", "odoo19.part"):
        (state.folder / name / "usr").mkdir(parents=True)
        (state.folder / name / "usr/half").touch()
    packages = apt.ensure_odoo(state)
    assert (packages / "odoo/release.py").is_file()
    assert (packages / apt.ABSENT).is_file()
    assert not (state.odoo / "usr/half").exists()
    assert not (state.folder / "odoo19.part").exists()


def test_complete_odoo_is_left_alone(state):
    packages = apt.ensure_odoo(state)
    (packages / "mine").touch()
    assert (apt.ensure_odoo(state) / "mine").exists()


def test_damaged_package_is_fetched_again_next_time(state):
    deb = state.debs / "odoo-19.deb"
    deb.write_bytes(deb.read_bytes()[:-100])
    with pytest.raises(Trouble, match="run this again"):
        apt.ensure_odoo(state)
    assert not is_complete(state.debs, "1")
    assert not state.odoo.exists()
