"""Writing ten items of 1,000 customers, with their update records, beside the same fields in the ERP without
the add-on.

Two databases in one process, by turns; seconds of processor time, of Python and of PostgreSQL, because others
work on the machine. Without the add-on the toolkit's own items are plain fields. So it is for the ERP's own
tracking of these fields, and for OCA's audit log.
"""

import os
from contextlib import contextmanager

from proof.database import temporary

from . import rivals, work
from .server import Client, serving
from .table import Row

NUMBER = 1000
# of those that take long: requests, and what the others do
FEWER = 200
ROUNDS = 3
CORE_ITEMS = ("name", "vat", "function", "phone", "email")
OWN_ITEMS = ("need_description", "pain_points", "main_business", "consumption_preferences", "headcount_min")
WITH, WITHOUT = "bench", "bench_without"
PATIENCE = 3600


def compare(layers, partners):
    with (
        rivals.within_reach(layers.odoo) as trouble,
        temporary(layers, WITH, layers.addon()) as ours,
        temporary(layers, WITHOUT, layers.base()) as plain,
    ):
        plain.run("-i", rivals.PLAIN)
        for database in (ours, plain):
            database.call("benchmarks.population.populate_and_count", partners, timeout=PATIENCE)
        times = ours.call(f"{__name__}.measure_ours", timeout=PATIENCE)
        rows = [
            Row(f"ten items on {NUMBER:,} customers, one by one", *times["one by one"], 2.0),
            Row("the same in one batch", *times["batch"], 3.0),
            Row("the same, each committed", *times["each committed"]),
            Row(f"the same on {FEWER} over HTTP, a request each", *_over_http(layers, ours, plain), 1.4),
            Row(f"create {NUMBER:,} customers with ten items", *times["create"], 1.5),
        ]
        core = plain.call(f"{__name__}.measure_core", timeout=PATIENCE)
        of = f"{FEWER} customers"
        rows += [Row(f"the ERP's own tracking, {of}, {name}", *core[name]) for name in core]
        if trouble:
            return [*rows, Row(f"OCA auditlog can't be had: {trouble}", [], [])]
        plain.run("-i", "auditlog")
        rival = plain.call(f"{__name__}.measure_auditlog", timeout=PATIENCE)
        return rows + [Row(f"OCA auditlog, {of}, one round, {name}", *rival[name]) for name in rival]


def measure_ours(env):
    """{way: (seconds of registered customers, seconds of the ERP without the add-on)}"""
    with _other(env, WITHOUT) as other:
        sides = _partners(env), _partners(other)
        return {name: _by_turns(write, *sides) for name, write in WAYS.items()}


def measure_core(env):
    """The ERP's tracking of the same fields, in this process only, beside having it switched off."""
    partners = _partners(env, FEWER)
    for name in _names(partners):
        partners._fields[name].tracking = 100
    env.registry.clear_all_caches()
    return {
        name: _by_turns(write, partners, partners.with_context(tracking_disable=True), rounds=1)
        for name, write in WAYS.items()
    }


def measure_auditlog(env):
    """One round: it takes minutes."""
    partners, times = _partners(env, FEWER), {}
    for on in (False, True):
        rivals.subscribe(env, on)
        for name, write in WAYS.items():
            times.setdefault(name, []).insert(0, [_time(write, partners, f"auditlog {on}")])
    return times


@contextmanager
def _other(env, name):
    """The same user in another database."""
    from odoo import api
    from odoo.modules.registry import Registry

    with Registry(name).cursor() as cr:
        yield api.Environment(cr, env.uid, {})


# Ways to write -----------------------------------------------------------------------------------------


def _one_by_one(partners, round_):
    for partner in partners:
        partner.write(_values(partners, f"{round_} {partner.id}"))
        partner.env.flush_all()


def _batch(partners, round_):
    partners.write(_values(partners, f"batch {round_}"))


def _committed(partners, round_):
    for id_ in partners.ids:
        partner = partners.browse(id_)  # alone: after a commit, reading one of many reads them all again
        partner.write(_values(partners, f"commit {round_} {partner.id}"))
        partner.env.cr.commit()


def _create(partners, round_):
    ours = {"registered_on": "2024-03-15"} if "registered_on" in partners._fields else {}
    values = {"is_company": True} | ours
    number = len(partners)
    partners.create([values | _values(partners, f"{round_} {place}") for place in range(number)])


WAYS = {"one by one": _one_by_one, "batch": _batch, "each committed": _committed, "create": _create}


def _names(partners):
    prefix = "" if "registered_on" in partners._fields else "x_"
    return [*CORE_ITEMS, *(prefix + name for name in OWN_ITEMS)]


def _values(partners, text):
    """Another value for each item."""
    values = {name: f"{name} {text}" for name in _names(partners)}
    number = sum(map(ord, text)) % 1000
    return values | {name: number for name in values if name.endswith("headcount_min")}


# Measuring ---------------------------------------------------------------------------------------------


def _partners(env, number=NUMBER):
    """Companies, registered where there is such a thing."""
    ours = {"registered_on": "2024-03-15"} if "registered_on" in env["res.partner"]._fields else {}
    values = {"is_company": True} | ours
    partners = env["res.partner"].create([{**values, "name": f"Log {place}"} for place in range(number)])
    env.cr.commit()
    return partners


def _time(write, partners, round_):
    partners.env.invalidate_all()
    with work.clock(taken := [], os.getpid(), work.postmaster(partners.env.cr)):
        write(partners, round_)
        partners.env.cr.commit()
    return taken[0]


def _by_turns(write, ours, reference, rounds=ROUNDS):
    """Seconds of both; one round before warms up."""
    pairs = [
        [_time(write, partners, f"{round_}") for partners in (ours, reference)]
        for round_ in range(rounds + 1)
    ]
    return list(zip(*pairs[1:], strict=True))


def _over_http(layers, *databases):
    """One request for each customer, as the web client saves a form; one server for both databases."""
    made = [database.call(f"{__name__}.make") for database in databases]
    times = [[] for _database in databases]
    with serving(layers, *(database.name for database in databases)) as (process, port):
        clients = [Client(port, database.name) for database in databases]
        for round_ in range(ROUNDS + 1):
            for taken, client, requests in zip(times, clients, made, strict=True):
                with work.clock(taken, process.pid, layers.cluster.process.pid):
                    for id_, values in requests:
                        new = {
                            name: f"{value} {round_}" if isinstance(value, str) else value + round_
                            for name, value in values.items()
                        }
                        client.call("res.partner", "write", [id_], new)
    return [taken[1:] for taken in times]


def make(env):
    """[(id, values)] to write."""
    partners = _partners(env, FEWER)
    return [(partner.id, _values(partners, f"http {partner.id}")) for partner in partners]
