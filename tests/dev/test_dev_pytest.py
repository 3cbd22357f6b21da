"""What ./dev test promises about pytest itself."""

import subprocess
import sys

import pytest

from devtools.state import ROOT
from devtools.testing import only_pure

SKIPPING = {
    "test": "import pytest\ndef test_it(): pytest.skip('no')\n",
    "mark": "import pytest\n@pytest.mark.skip\ndef test_it(): pass\n",
    "expected": "import pytest\n@pytest.mark.xfail\ndef test_it(): assert 0\n",
    "unexpected": "import pytest\n@pytest.mark.xfail\ndef test_it(): pass\n",
    "module": "import pytest\npytest.skip('no', allow_module_level=True)\n",
    "class": "import unittest\n@unittest.skip('no')\nclass T(unittest.TestCase):\n def test_it(self): pass\n",
}


def run_pytest(folder, source):
    (folder / "test_it.py").write_text(source)
    command = [sys.executable, "-m", "pytest", "-p", "no:odoo", "-p", "no:cacheprovider", "-p", "conftest"]
    return subprocess.run(
        [*command, "--rootdir", folder, folder / "test_it.py"], cwd=ROOT, capture_output=True, text=True
    )


@pytest.mark.parametrize("source", SKIPPING.values(), ids=SKIPPING)
def test_skip_is_a_failure(tmp_path, source):
    result = run_pytest(tmp_path, source)
    assert result.returncode != 0
    assert "FAILED because skipped" in result.stdout


def test_pass_is_a_pass(tmp_path):
    assert run_pytest(tmp_path, "def test_it(): pass\n").returncode == 0


@pytest.mark.parametrize(
    ("arguments", "pure"),
    [
        ([], False),
        (["-q"], False),
        (["tests/rules"], True),
        (["-q", "tests/dev/test_dev_pytest.py::test_pass_is_a_pass"], True),
        (["tests/rules", "tests/test_wheel.py"], False),
        (["tests"], False),
    ],
)
def test_database_is_only_made_when_needed(arguments, pure):
    assert only_pure(arguments) is pure
