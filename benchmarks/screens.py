"""Opening screens as the web client does: its views, then the records with the fields that the view names."""

from xml.etree import ElementTree

PAGE = 80
USER = "bench_visitor"
CONTACTS, DEALS, ACTIVITIES = 5, 300, 100


def prepare(env):
    """A salesperson with customers and deals, the same in every database; what to open: {screen: how}."""
    group = env.ref("sales_team.group_sale_salesman").ids
    known = {"name": USER, "login": USER, "password": USER, "email": f"{USER}@x.example"}
    user = env["res.users"].create({**known, "group_ids": [(6, 0, group)]})
    ours = {"registered_on": "2024-03-15"} if "registered_on" in env["res.partner"]._fields else {}
    mine = {"user_id": user.id, "is_company": True} | ours
    env = env(user=user, su=False)
    customers = env["res.partner"].create(
        [{"name": f"Visited {number}", "phone": f"0512-{number:08}", **mine} for number in range(DEALS)]
    )
    people = {"parent_id": customers[0].id, "function": "Buyer", "phone": "0512-1234567"}
    env["res.partner"].create([{"name": f"Person {number}", **people} for number in range(CONTACTS)])
    leads = env["crm.lead"].create(
        [
            {"name": f"Visited {number}", "type": "opportunity", "partner_id": customer.id}
            | {"user_id": user.id}
            for number, customer in enumerate(customers)
        ]
    )
    for lead in leads[:ACTIVITIES]:
        lead.activity_schedule("mail.mail_activity_data_call", user_id=user.id, summary="Call")
    for number in range(5):
        leads[0].message_post(body=f"Note {number}")
        customers[0].message_post(body=f"Note {number}")
    env.cr.commit()
    views = {kind: view for view, kind in env.ref("crm.crm_lead_action_pipeline").sudo().views}
    return {
        "customer form": ["res.partner", False, "form", customers[0].id],
        "customer list": ["res.partner", False, "list", 0],
        "deal form": ["crm.lead", views.get("form", False), "form", leads[0].id],
        "pipeline board": ["crm.lead", views.get("kanban", False), "kanban", 0],
        "activity view": ["crm.lead", views.get("activity", False), "activity", 0],
    }


class Screen:
    """One screen of a client: ``load()`` asks for the views, ``open()`` for what they show."""

    def __init__(self, client, model, view, kind, id_):
        self.client, self.model, self.view, self.kind, self.id = client, model, view, kind, id_
        self.domain = [["user_id", "=", client.uid]]
        if model == "crm.lead":
            self.domain.append(["type", "=", "opportunity"])
        self.load()

    def load(self):
        options = {"toolbar": True, "load_filters": True}
        answer = self.client.call(
            self.model, "get_views", views=[[self.view, self.kind], [False, "search"]], options=options
        )
        self.models = answer["models"]
        arch = ElementTree.fromstring(answer["views"][self.kind]["arch"])
        self.specification = self._specify(arch, self.model)

    def open(self):
        getattr(self, f"_open_{self.kind}")()

    def _open_form(self):
        self._call("web_read", [self.id], specification=self.specification)
        thread = {"thread_id": self.id, "thread_model": self.model}
        requests = ["activities", "attachments", "contact_fields", "followers", "scheduledMessages"]
        wanted = [["mail.thread", {**thread, "request_list": requests}]]
        self.client.post("/mail/data", {"fetch_params": wanted})
        self.client.post("/mail/thread/messages", {**thread, "fetch_params": {"limit": 30}})

    def _open_list(self):
        read = {"domain": self.domain, "specification": self.specification, "limit": PAGE}
        self._call("web_search_read", **read, count_limit=10001)

    def _open_kanban(self):
        self._call(
            "web_read_group", self.domain, ["stage_id"], ["expected_revenue:sum"], auto_unfold=True,
            unfold_read_specification=self.specification, unfold_read_default_limit=PAGE,
        )  # fmt: skip
        colors = {"planned": "success", "today": "warning", "overdue": "danger"}
        bar = {"field": "activity_state", "colors": colors}
        self._call("read_progress_bar", domain=self.domain, group_by="stage_id", progress_bar=bar)

    def _open_activity(self):
        self._open_list()
        page = {"limit": PAGE, "offset": 0, "fetch_done": False}
        self.client.call("mail.activity", "get_activity_data", self.model, self.domain, **page)

    def _call(self, method, *args, **kwargs):
        return self.client.call(self.model, method, *args, **kwargs)

    def _specify(self, arch, model):
        """What the web client reads for a view: its fields, and those of the lists in it."""
        described, specification = self.models[model]["fields"], {}
        for node in arch:
            if node.tag == "field" and node.get("name") in described:
                specification[node.get("name")] = self._specify_field(node, described[node.get("name")])
            elif node.tag != "field":
                specification |= self._specify(node, model)
        return specification

    def _specify_field(self, node, field):
        if field["type"] in ("many2one", "reference"):
            return {"fields": {"display_name": {}}}
        if field["type"] not in ("one2many", "many2many"):
            return {}
        sub = next((child for child in node if child.tag in ("list", "kanban")), None)
        if sub is None or field["relation"] not in self.models:
            return {"fields": {"display_name": {}}, "limit": 40}
        return {"fields": self._specify(sub, field["relation"]), "limit": 40}
