"""Root of the tests. `./dev test` prepares the database; here is only what must happen inside pytest."""

import os
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent

skipped = []

if os.environ.get("ODOO_RC"):
    from devtools.cures import apply

    apply()


@cache
def uses_state(path):
    """Whether a file's tests work on the state folder itself, with databases and servers of their own."""
    return path.parent.name == "dev" or "import current" in path.read_text()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    """One worker runs a whole file; and all that works on the state folder, one after the other."""
    from xdist.scheduler import LoadScopeScheduling

    class Scheduling(LoadScopeScheduling):
        def _split_scope(self, nodeid):
            file = nodeid.split("::")[0]
            return "state" if uses_state(ROOT / file) else file

    return Scheduling(config, log)


def pytest_collection_modifyitems(items):
    items.sort(key=lambda item: not uses_state(item.path))  # it takes longest


def pytest_runtest_logreport(report):
    # A test that is expected to fail says nothing either, whether it failed or not
    if report.skipped or hasattr(report, "wasxfail"):
        skipped.append(report.nodeid)


def pytest_collectreport(report):
    if report.skipped:
        skipped.append(report.nodeid)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session):
    """A skipped test proves nothing: it counts as a failure."""
    if skipped and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter):
    for name in skipped:
        terminalreporter.write_line(f"FAILED because skipped: {name}", red=True)
