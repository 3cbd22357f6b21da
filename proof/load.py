"""Fifty salespeople at work over HTTP, on a server of two workers, with the add-on and without: no
errors, as quick.

    ./dev prove load [--people 50] [--rounds 10] [--rows 20000]

Each one looks at their list, opens a customer and a deal, searches, notes a call and changes an item
with a reason. The
same requests go to the ERP without the add-on, on the same rows. Measure on a machine that has nothing
else to do.
"""

import argparse
import json
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.cookiejar import CookieJar
from statistics import median, quantiles

from devtools import proc
from devtools.say import say, step

from .database import Database
from .harmless import FILL
from .report import format_table
from .service import free_port

GOAL = 1.25
PARTNER = ("name", "phone", "email", "vat", "function", "user_id", "category_id", "comment")
LEAD = ("name", "partner_id", "stage_id", "expected_revenue", "date_deadline", "activity_ids", "user_id")


def prove(layers, arguments):
    parser = argparse.ArgumentParser(prog="./dev prove load")
    parser.add_argument("--people", type=int, default=50)
    parser.add_argument("--rounds", type=int, default=10, help="how often each does everything (default: 10)")
    parser.add_argument(
        "--rows", type=int, default=20_000, help="customers, and as many deals (default: 20000)"
    )
    chosen = parser.parse_args(arguments)
    measured = {}
    for name, template in (("without", layers.base()), ("with", layers.addon())):
        with step(f"{chosen.people} people, {name} the add-on"):
            measured[name] = measure(layers, template, chosen)
    return tell(measured)


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


def measure(layers, template, chosen):
    with layers.temporary("load", template):
        database = Database(layers, "load")
        database.sql(FILL.format(rows=chosen.rows))
        database.call("proof.load.prepare", chosen.people)
        with server(layers) as port, ThreadPoolExecutor(chosen.people) as pool:
            visits = [Visit(port, number) for number in range(chosen.people)]
            for _login in pool.map(Visit.login, visits):
                pass
            list(pool.map(lambda visit: visit.work(1), visits[:4]))  # assets and caches
            for visit in visits:
                visit.times, visit.errors = {}, []
            list(pool.map(lambda visit: visit.work(chosen.rounds), visits))
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
    for table in ("res_partner", "crm_lead"):
        query = f"UPDATE {table} SET user_id = (%s::int[])[1 + id %% %s] WHERE name ~ '^(Old|Deal) '"
        env.cr.execute(query, (users.ids, people))
    if "registered_on" in env["res.partner"]._fields:
        env.cr.execute(
            "UPDATE res_partner SET registered_on = current_date - 30 WHERE name LIKE 'Old %' AND is_company"
        )
    env.cr.commit()
    env.cr.execute("ANALYZE")
    env.cr.commit()
    return people


@contextmanager
def server(layers):
    port = free_port()
    process = layers.odoo.serve(
        "-d",
        "load",
        f"--http-port={port}",
        f"--gevent-port={free_port()}",
        "--workers=2",
        "--log-level=error",
        "--db-filter=^load$",
        log="load",
    )
    try:
        for _attempt in range(600):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/web/health", timeout=5).read()
                break
            except OSError:
                assert process.poll() is None, "the server has ended"
                time.sleep(0.2)
        yield port
    finally:
        proc.stop(process)


class Visit:
    """One salesperson's session."""

    def __init__(self, port, number):
        self.base, self.name, self.times, self.errors = f"http://127.0.0.1:{port}", f"load{number}", {}, []
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))

    def post(self, path, params):
        body = json.dumps({"jsonrpc": "2.0", "method": "call", "params": params}).encode()
        request = urllib.request.Request(self.base + path, body, {"Content-Type": "application/json"})
        answer = json.loads(self.opener.open(request, timeout=300).read())
        if "error" in answer:
            raise RuntimeError(answer["error"]["data"]["message"])
        return answer["result"]

    def login(self):
        credentials = {"db": "load", "login": self.name, "password": self.name}
        self.uid = self.post("/web/session/authenticate", credentials)["uid"]

    def call(self, action, model, method, *args, **kwargs):
        start = time.perf_counter()
        try:
            params = {"model": model, "method": method, "args": args, "kwargs": kwargs}
            return self.post(f"/web/dataset/call_kw/{model}/{method}", params)
        except Exception as error:
            self.errors.append(f"{action}: {error}")
        finally:
            self.times.setdefault(action, []).append(1000 * (time.perf_counter() - start))

    def work(self, rounds):
        mine = [["user_id", "=", self.uid]]
        for round_ in range(rounds):
            listed = {"specification": {"name": {}, "phone": {}, "user_id": {}}, "domain": mine, "limit": 80}
            found = self.call("list of customers", "res.partner", "web_search_read", **listed)
            deals = self.call("list of deals", "crm.lead", "web_search_read", **listed)
            if not found or not deals or not found["records"] or not deals["records"]:
                continue
            partner = found["records"][round_ % len(found["records"])]["id"]
            lead = deals["records"][round_ % len(deals["records"])]["id"]
            self.call(
                "open a customer",
                "res.partner",
                "web_read",
                [partner],
                specification={name: {} for name in PARTNER},
            )
            self.call(
                "open a deal", "crm.lead", "web_read", [lead], specification={name: {} for name in LEAD}
            )
            self.call("search", "res.partner", "name_search", name=f"Old {partner}", limit=8)
            self.call(
                "note a call", "crm.lead", "message_post", [lead], body="Called", message_type="comment"
            )
            context = {"update_reason": "told on the phone"}
            values = {"function": f"Buyer {round_}", "phone": f"0512-{partner}{round_}"}
            self.call("change with a reason", "res.partner", "write", [partner], values, context=context)
