"""Root of the tests. `./dev test` prepares the database; here is only what must happen inside pytest."""

import os

import pytest

skipped = []

if os.environ.get("ODOO_RC"):
    from devtools.cures import apply

    apply()


def group_of(item):
    """What one worker runs in one go: a file; and what works on the state folder itself, together."""
    folder = item.path.relative_to(item.config.rootpath).parts[1]
    if folder == "dev" or hasattr(item.module, "current"):
        return "state"
    return str(item.path)


def pytest_collection_modifyitems(items):
    for item in items:
        item.add_marker(pytest.mark.xdist_group(group_of(item)))
    items.sort(key=lambda item: group_of(item) != "state")  # it takes longest


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
