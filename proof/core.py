"""The ERP's own tests, with the add-on and without: the same outcome, test by test.

    ./dev prove core [--suite sales|mail] [--again]

Two suites, in databases of their own: what the add-on builds on (crm, contacts, sales_team), and mail,
activities and
import. What differs is run again by itself, in both, up to twice: a browser test may fail on a busy machine.
"""

import argparse
import os
import subprocess
import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass

from devtools import proc
from devtools.layers import addon_names
from devtools.postgres import ADMIN
from devtools.say import say, step

from .database import Database
from .report import format_table

BROWSER = True
ADDONS = "odoo/addons"
ACTIVITIES = "TestActivityMixin TestORM TestActivitySchedule TestActivityRights TestActivityFlow TestActivitySystray TestActivitySystrayBusNotify TestActivityViewHelpers".split()  # fmt: skip  # noqa: E501


@dataclass(frozen=True)
class Suite:
    modules: str
    folders: tuple
    classes: tuple = ()


SUITES = {
    "sales": Suite("base_import,contacts,crm,sales_team", ("crm", "contacts", "sales_team")),
    "mail": Suite(
        "base_import,contacts,crm,test_import_export,test_mail",
        ("mail", "test_import_export", "test_mail"),
        tuple(ACTIVITIES),
    ),
}
TIMES = 2  # how often what differs is run again


def prove(layers, arguments):
    parser = argparse.ArgumentParser(prog="./dev prove core")
    parser.add_argument("--suite", choices=SUITES, action="append")
    parser.add_argument("--addons", default=addon_names(), help="what is installed in one of the two")
    chosen = parser.parse_args(arguments)
    differing = 0
    for name in chosen.suite or SUITES:
        differing += len(compare(layers, name, chosen.addons))
    return 1 if differing else 0


def compare(layers, name, addons):
    """Run one suite twice, and what differs again; the tests whose outcome stays different."""
    suite = SUITES[name]
    base = layers.base(suite.modules)
    with layers.temporary("core_plain", base), layers.temporary("core_addon", base):
        with step(f"{name}: installing {addons}"):
            Database(layers, "core_addon").run("-i", addons, "--skip-auto-install")
        outcomes = {}
        for database in ("core_plain", "core_addon"):
            with step(f"{name}: the ERP's own tests in {database}"):
                outcomes[database] = run_suite(layers, database, suite)
        plain, ours = outcomes["core_plain"], outcomes["core_addon"]
        differing = find_differing(plain, ours)
        for _again in range(TIMES):
            if not differing:
                break
            with step(f"{name}: {len(differing)} differ, again by themselves"):
                plain |= run_suite(layers, "core_plain", suite, differing)
                ours |= run_suite(layers, "core_addon", suite, differing)
            differing = find_differing(plain, ours)
    tell(name, plain, ours, differing)
    return differing


def find_differing(plain, ours):
    return sorted(test for test in plain | ours if plain.get(test, "absent") != ours.get(test, "absent"))


def tell(name, plain, ours, differing):
    failed = [sum(1 for outcome in run.values() if outcome != "passed") for run in (plain, ours)]
    say(f"\n{name}: {len(plain)} tests without, {len(ours)} with; not passed {failed[0]} and {failed[1]};")
    say(f"{len(differing)} with another outcome")
    if differing:
        rows = [(test, plain.get(test, "absent"), ours.get(test, "absent")) for test in differing]
        say(format_table(["test", "without", "with"], rows))


def run_suite(layers, database, suite, only=()):
    """The outcome of each test, by its name."""
    odoo, state = layers.odoo, layers.odoo.state
    odoo.configure(db_name=database)
    report = state.folder / f"{database}.xml"
    report.unlink(missing_ok=True)
    folders = [odoo.packages / ADDONS / folder / "tests" for folder in suite.folders]
    options = [
        "-q",
        "-p",
        "no:cacheprovider",
        "--odoo-http",
        f"--junitxml={report}",
        "-o",
        "junit_family=xunit1",
    ]
    options += ["--rootdir", odoo.packages, "-c", os.devnull, "-p", "proof.core_plugin"]
    environment = odoo.environment | {
        "PGHOST": str(layers.cluster.sockets),
        "PGUSER": ADMIN,
        "PYTHONPATH": f"{odoo.packages}:{os.getcwd()}",
        "PYTHONDONTWRITEBYTECODE": "1",
        "CORE_ONLY": "\n".join(only),
        "CORE_CLASSES": "\n".join(suite.classes),
    }
    command = [state.python, "-m", "pytest", *options, *folders]
    with open(state.log(f"core-{database}"), "ab") as log:
        process = subprocess.Popen(
            [str(part) for part in command], stdout=log, stderr=log, env=environment, cwd=odoo.data,
            preexec_fn=proc.die_with_parent(2),
        )  # fmt: skip
        process.wait()
    return read_report(report)


def read_report(report):
    """
    >>> import tempfile, pathlib
    >>> file = pathlib.Path(tempfile.mkdtemp(), "x.xml")
    >>> _ = file.write_text('<a><testcase classname="m.T" name="x"/><testcase classname="m.T" name="y"><failure/></testcase></a>')
    >>> read_report(file)
    {'m.T.x': 'passed', 'm.T.y': 'failed'}
    """  # noqa: E501
    outcomes = {}
    for case in ElementTree.parse(report).iter("testcase"):
        outcome = "passed"
        for tag, word in (("skipped", "skipped"), ("failure", "failed"), ("error", "failed")):
            if case.find(tag) is not None:
                outcome = word
        outcomes[f"{case.get('classname')}.{case.get('name')}"] = outcome
    return outcomes
