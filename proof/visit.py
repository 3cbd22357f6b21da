"""One salesperson's session over HTTP, with the requests of their screens."""

import json
import random
import time
import urllib.request
from http.cookiejar import CookieJar

PARTNER = ("name", "phone", "email", "vat", "function", "user_id", "category_id", "comment")
LEAD = ("name", "partner_id", "stage_id", "expected_revenue", "date_deadline", "activity_ids", "user_id")
CARD = ("name", "partner_id", "stage_id", "priority", "expected_revenue", "activity_state", "user_id")
COLORS = {"planned": "success", "today": "warning", "overdue": "danger"}


class Visit:
    """One salesperson's session."""

    def __init__(self, port, database, number, pause):
        self.base, self.database, self.name = f"http://127.0.0.1:{port}", database, f"load{number}"
        self.times, self.errors = {}, []
        self.pause, self.random = pause, random.Random(number)
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))

    def post(self, path, params):
        body = json.dumps({"jsonrpc": "2.0", "method": "call", "params": params}).encode()
        request = urllib.request.Request(self.base + path, body, {"Content-Type": "application/json"})
        answer = json.loads(self.opener.open(request, timeout=300).read())
        if "error" in answer:
            raise RuntimeError(answer["error"]["data"]["message"])
        return answer["result"]

    def login(self):
        credentials = {"db": self.database, "login": self.name, "password": self.name}
        self.uid = self.post("/web/session/authenticate", credentials)["uid"]

    def think(self):
        """People look at what they got before they go on."""
        time.sleep(self.random.expovariate(1 / self.pause))

    def call(self, action, model, method, *args, **kwargs):
        if method != "web_read_group":  # the client asks for it together with the one before
            self.think()
        start = time.perf_counter()
        try:
            params = {"model": model, "method": method, "args": args, "kwargs": kwargs}
            return self.post(f"/web/dataset/call_kw/{model}/{method}", params)
        except Exception as error:
            self.errors.append(f"{action}: {error}")
        finally:
            self.times.setdefault(action, []).append(1000 * (time.perf_counter() - start))

    def begin_day(self, mine):
        """My Day with the add-on, else the pipeline, as the client opens them."""
        if self.database.endswith("_with"):
            self.call("begin the day", "sales_toolkit.my_day", "get")
            return
        domain = [*mine, ["type", "=", "opportunity"]]
        bar = {"field": "activity_state", "colors": COLORS}
        self.call("begin the day", "crm.lead", "read_progress_bar", domain, "stage_id", bar)
        self.call(
            "begin the day",
            "crm.lead",
            "web_read_group",
            domain,
            ["stage_id"],
            ["expected_revenue:sum"],
            auto_unfold=True,
            unfold_read_specification={name: {} for name in CARD},
            unfold_read_default_limit=80,
        )
        # the board is there when both have been answered
        both = self.times["begin the day"]
        both[-2:] = [sum(both[-2:])]

    def work(self, rounds):
        mine = [["user_id", "=", self.uid]]
        for round_ in range(rounds):
            self.begin_day(mine)
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
