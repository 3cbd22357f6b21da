"""The ERP's own tests, with the add-on and without: the same outcome, test by test.

    ./dev prove core [--suite sales|mail] [--addons NAMES | --bridges] [--after-uninstall]

Two suites, in databases of their own: what the add-on builds on (crm, contacts, sales_team), and mail,
activities and import. What the add-ons depend on is in both. What differs is run again by itself, in both, up
to twice: a browser test may fail on a busy machine.
"""

import argparse
import os
import subprocess
import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass

from devtools import proc
from devtools.layers import addon_names, addons, base_modules
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
# Databases, and what is in them
WITH, AFTER = "core_addon", "core_after"
UNINSTALL = "env['ir.module.module'].search([('name', 'in', {})]).button_immediate_uninstall()"
TIMES = 2  # how often what differs is run again


def prove(layers, arguments):
    parser = argparse.ArgumentParser(prog="./dev prove core")
    parser.add_argument("--suite", choices=SUITES, action="append")
    parser.add_argument("--addons", default=addon_names(), help="what is installed in one of the two")
    parser.add_argument("--bridges", action="store_true", help="all bridges too, and what they are for")
    parser.add_argument("--after-uninstall", action="store_true", help="also where all that was uninstalled")
    chosen = parser.parse_args(arguments)
    names = addon_names(addons()) if chosen.bridges else chosen.addons
    ways = [WITH, AFTER] if chosen.after_uninstall else [WITH]
    differing = 0
    for name in chosen.suite or SUITES:
        differing += compare(layers, name, names, ways)
    return 1 if differing else 0


def compare(layers, name, names, ways):
    """Run one suite without the add-ons and in other ways, and what differs again; how many still differ."""
    suite = SUITES[name]
    base = layers.base(base_of(suite, names))
    with layers.temporary("core_plain", base):
        plain = run_told(layers, name, "core_plain", suite)
        return sum(len(compare_way(layers, name, names, way, plain)) for way in ways)


def base_of(suite, names):
    """What the suite is about, and what the add-ons depend on."""
    chosen = [addon for addon in addons() if addon.name in names.split(",")]
    return ",".join(sorted({*suite.modules.split(","), *base_modules(chosen).split(",")}))


def compare_way(layers, name, names, way, plain):
    """The tests whose outcome stays different from that without the add-ons."""
    suite = SUITES[name]
    with layers.temporary(way, layers.base(base_of(suite, names))):
        with step(f"{name}: installing {names}"):
            Database(layers, way).run("-i", names, "--skip-auto-install")
        if way == AFTER:
            with step(f"{name}: uninstalling them"):
                Database(layers, way).shell(UNINSTALL.format(names.split(",")))
        ours = run_told(layers, name, way, suite)
        differing = find_differing(plain, ours)
        for _again in range(TIMES):
            if not differing:
                break
            with step(f"{name}: {len(differing)} differ, again by themselves"):
                plain |= run_suite(layers, "core_plain", suite, differing)
                ours |= run_suite(layers, way, suite, differing)
            differing = find_differing(plain, ours)
    tell(f"{name}, {way}", plain, ours, differing)
    return differing


def run_told(layers, name, database, suite):
    with step(f"{name}: the ERP's own tests in {database}"):
        return run_suite(layers, database, suite)


def find_differing(plain, ours):
    return sorted(test for test in plain | ours if plain.get(test, "absent") != ours.get(test, "absent"))


def tell(name, plain, ours, differing):
    failed = [sum(1 for outcome in run.values() if outcome != "passed") for run in (plain, ours)]
    say(f"\n{name}: {len(plain)} tests without, {len(ours)} with; not passed {failed[0]} and {failed[1]};")
    say(f"{len(differing)} with another outcome")
    for test in sorted(test for test, outcome in ours.items() if outcome != "passed"):
        say(f"  {ours[test]}: {test}")
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
