"""State folders for `./dev`."""

import pytest

from dev_process import Dev
from devtools import apt
from devtools.postgres import outside
from devtools.state import State, remove


@pytest.fixture
def empty(tmp_path):
    """`./dev` on a state folder with nothing in it."""
    return Dev(tmp_path)


@pytest.fixture(scope="session")
def fetched(tmp_path_factory):
    """`./dev` on a state folder where everything is already fetched, but nothing is made."""
    state = State().make()
    with state.setup_lock():
        apt.ensure_odoo(state)
    folder = tmp_path_factory.mktemp("state")
    for path in (state.debs, state.odoo, state.venv):
        (folder / path.name).symlink_to(path)
    yield Dev(folder)
    remove(outside(State(folder)))
