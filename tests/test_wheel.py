"""The add-on as a wheel: built, installed beside Odoo, found by it without any path to this repository."""

import shutil
import subprocess
import zipfile

import pytest

from devtools import proc, pyenv
from devtools.odoo import Odoo
from devtools.state import ROOT
from devtools.testing import current

ADDON = "sales_toolkit"
DATABASE = "wheel"


class OdooElsewhere(Odoo):
    """The same Odoo, out of another virtual environment."""

    python = None

    def command(self, *arguments):
        return [self.python, "-m", "odoo", *arguments]


@pytest.fixture(scope="module")
def layers():
    return current()


@pytest.fixture(scope="module")
def wheel(layers, tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    source = shutil.copytree(
        ROOT / ADDON, folder / ADDON, ignore=shutil.ignore_patterns("__pycache__", "build")
    )
    command = [
        layers.odoo.state.python,
        "-m",
        "build",
        "--wheel",
        "--no-isolation",
        "--outdir",
        folder,
        source,
    ]
    proc.run(command, folder / "build.log", timeout=120)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def elsewhere(layers, wheel, tmp_path_factory):
    """Odoo in a fresh virtual environment with the wheel; its configuration knows only Odoo's own modules."""
    folder = tmp_path_factory.mktemp("elsewhere")
    state = layers.odoo.state
    python = folder / "venv" / "bin" / "python"
    proc.run([state.python, "-m", "venv", "--without-pip", folder / "venv"], folder / "venv.log", timeout=120)
    packages = next(folder.glob("venv/lib/python3*/site-packages"))
    pinned = next(state.venv.glob("lib/python3*/site-packages"))
    (packages / "pinned.pth").write_text(f"{pinned}\n{layers.odoo.packages}\n")
    pip = [*pyenv.pip(state, state.python), "--python", python, "install", "--no-deps", "--no-index"]
    proc.run([*pip, wheel], folder / "pip.log", timeout=120)
    odoo = OdooElsewhere(state, layers.odoo.packages, layers.cluster)
    odoo.python = python
    odoo.data = layers.odoo.data
    odoo.config = folder / "odoo.conf"
    odoo.configure(addons=None, data_dir=layers.odoo.data / "files")
    return odoo


def test_the_wheel_has_the_whole_add_on_and_nothing_else(wheel):
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if ".dist-info/" not in name}
    assert wheel.name.startswith("odoo_addon_sales_toolkit-19.0.")
    source = wheel.parent / ADDON
    packed = {
        f"odoo/addons/{path.relative_to(source.parent)}" for path in source.rglob("*") if path.is_file()
    }
    packed.discard(f"odoo/addons/{ADDON}/pyproject.toml")
    assert packed <= names
    assert all(name.startswith(f"odoo/addons/{ADDON}/") for name in names)


def test_building_leaves_nothing_in_the_tree(wheel):
    assert not (ROOT / ADDON / "build").exists()
    assert not list((ROOT / ADDON).glob("*.egg-info"))


def test_odoo_installs_the_add_on_from_the_wheel(layers, elsewhere):
    found = subprocess.run(
        [elsewhere.python, "-c", f"import odoo.addons.{ADDON} as addon; print(addon.__file__)"],
        env=elsewhere.environment,
        capture_output=True,
        text=True,
    )
    assert found.stdout.startswith(str(elsewhere.python.parents[1])), found.stderr
    with layers.temporary(DATABASE, layers.base("base_import,crm")):
        elsewhere.run("-d", DATABASE, "-i", ADDON, "--stop-after-init", "--no-http", log="wheel")
        state = layers.cluster.sql(f"SELECT state FROM ir_module_module WHERE name = '{ADDON}'", DATABASE)
    assert state == "installed"
