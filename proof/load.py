"""Fifty salespeople at work over HTTP, on a server of two workers, with the add-on and without: no
errors, as quick.

    ./dev prove load [--people 50] [--pause 1.5] [--rounds 10] [--turns 5] [--rows 20000]

Each one opens My Day (without the add-on: the pipeline, where their day begins then), looks at their lists,
opens a customer and a deal, searches, notes a call and changes an item with a reason. The same requests go
to the ERP without the add-on, on the same rows, in turns, so that whatever else the machine does disturbs
both. They pause between what they do, at random but alike on both: without a proxy in front of it, a server
of two workers lets 16 wait, and refuses more.
"""

import argparse
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from statistics import median, quantiles

from devtools.say import say, step
from devtools.server import serving

from .database import Database
from .harmless import FILL
from .report import format_table
from .visit import Visit

GOAL = 1.25


def prove(layers, arguments):
    parser = argparse.ArgumentParser(prog="./dev prove load")
    parser.add_argument("--people", type=int, default=50)
    parser.add_argument(
        "--pause", type=float, default=1.5, help="seconds between what one does, on average (default: 1.5)"
    )
    parser.add_argument("--rounds", type=int, default=10, help="how often each does everything (default: 10)")
    parser.add_argument("--turns", type=int, default=5, help="in so many turns (default: 5)")
    parser.add_argument(
        "--rows", type=int, default=20_000, help="customers, and as many deals (default: 20000)"
    )
    chosen = parser.parse_args(arguments)
    with (
        site(layers, "without", layers.base(), chosen) as plain,
        site(layers, "with", layers.addon(), chosen) as ours,
    ):
        for turn in range(chosen.turns):
            with step(f"{chosen.people} people, turn {turn + 1} of {chosen.turns}"):
                for visits in (plain, ours):
                    work(visits, max(chosen.rounds // chosen.turns, 1))
        return tell({"without": gather(plain), "with": gather(ours)})


def tell(measured):
    """The table, and whether the goal is met."""
    rows, worst = [], 0
    for action in measured["with"]["times"]:
        plain, ours = (percentile(measured[name]["times"][action]) for name in ("without", "with"))
        rows.append((action, f"{plain:.0f}", f"{ours:.0f}", f"{ours / plain:.2f}"))
    plain, ours = (
        percentile([value for values in measured[name]["times"].values() for value in values])
        for name in ("without", "with")
    )
    worst = ours / plain
    rows.append(("all", f"{plain:.0f}", f"{ours:.0f}", f"{worst:.2f}"))
    say(format_table(["95 % within (ms)", "without", "with", "factor"], rows))
    errors = [error for run in measured.values() for error in run["errors"]]
    say(f"{len(errors)} errors, goal {GOAL}" + "".join(f"\n{error}" for error in errors[:10]))
    return 1 if errors or worst > GOAL else 0


def percentile(values):
    return quantiles(values, n=20)[-1] if len(values) > 1 else median(values)


@contextmanager
def site(layers, name, template, chosen):
    """A server of its own on a filled database, and its people, who are logged in."""
    name = f"load_{name}"
    with layers.temporary(name, template):
        database = Database(layers, name)
        database.sql(FILL.format(rows=chosen.rows))
        database.call("proof.load.prepare", chosen.people)
        database.sql("VACUUM ANALYZE")
        options = "--workers=2", "--log-level=error"
        with serving(layers.odoo, [name], *options, log=name) as (_process, port):
            visits = [Visit(port, name, number, chosen.pause) for number in range(chosen.people)]
            with ThreadPoolExecutor(4) as pool:  # passwords are slow to check, on purpose
                list(pool.map(Visit.login, visits))
            work(visits[:4], 1)  # assets and caches
            for visit in visits:
                visit.times, visit.errors = {}, []
            yield visits


def work(visits, rounds):
    with ThreadPoolExecutor(len(visits)) as pool:
        list(pool.map(lambda visit: visit.work(rounds), visits))


def gather(visits):
    times = {}
    for visit in visits:
        for action, values in visit.times.items():
            times.setdefault(action, []).extend(values)
    return {"times": times, "errors": [error for visit in visits for error in visit.errors]}


def prepare(env, people):
    """Salespeople, each with customers and deals of their own."""
    group = env.ref("sales_team.group_sale_salesman").ids
    users = env["res.users"].create([
        {"name": f"load{number}", "login": f"load{number}", "password": f"load{number}", "group_ids": [(6, 0, group)]}  # noqa: E501
        for number in range(people)
    ])  # fmt: skip
    env.flush_all()
    # one statement for each table, so that neither has more dead rows than without the add-on
    registered = "registered_on" in env["res.partner"]._fields
    register = ", registered_on = CASE WHEN is_company THEN current_date - 30 END" if registered else ""
    for table, more in (("res_partner", register), ("crm_lead", "")):
        query = f"UPDATE {table} SET user_id = (%s::int[])[1 + id %% %s]{more} WHERE name ~ '^(Old|Deal) '"
        env.cr.execute(query, (users.ids, people))
    env.cr.commit()
    return people
