"""Paths that guess: something is learned when the answer to the right guess differs from that to a wrong one."""  # noqa: E501

from .client import failed
from .items import LOG

GUESSING = {}


def guessing(label, closed=None):
    def note(probe):
        GUESSING[label] = probe, closed
        return probe

    return note


def through(path):
    """A search by a domain in which ``path`` leads to the customer."""
    prefix = f"{path}." if path else ""
    return lambda i, value: [[f"{prefix}{i.path}", "=", value]]


SEARCHES = {
    "search": ("res.partner", ""),
    "search through the lead": ("crm.lead", "partner_id"),
    "search through the contact's parent": ("res.partner", "parent_id"),
    "search through the children": ("res.partner", "child_ids"),
    "search through the commercial entity": ("res.partner", "commercial_partner_id"),
    "search through the customer's user": ("res.users", "partner_id"),
    "search through the user's salesperson's partners": (
        "res.users",
        "partner_id.user_id.partner_id.user_ids.partner_id",
    ),
    "search through the update log": (LOG, "partner_id"),
    "search through access requests": ("sales_toolkit.access_request", "partner_id"),
    "search through messages": ("mail.message", "partner_ids"),
}
CLOSED = {
    "search through the user's salesperson's partners": "leads back to the salesperson's own partner",
    "search through access requests": "decided ones are the asker's; tried all the same",
    "search through messages": "the customers are not among the recipients",
}


def _add_search(label, model, path):
    domain = through(path)

    @guessing(label, CLOSED.get(label))
    def search(c, s, i, value):
        return c.rpc(model, "search", domain(i, value))


for _label, (_model, _path) in SEARCHES.items():
    _add_search(_label, _model, _path)


@guessing("any")
def any_(c, s, i, value):
    return c.rpc("res.partner", "search", [[i.relation, "any", [[i.field, "=", value]]]])


@guessing("not any", closed="what one may not see is not there")
def not_any(c, s, i, value):
    if s.role not in s.forbidden:
        return None
    return c.rpc("res.partner", "search", ["!", [i.relation, "any", [[i.field, "=", value]]]])


@guessing("any!", closed="not for clients")
def any_bypass(c, s, i, value):
    return c.rpc("res.partner", "search", [[i.relation, "any!", [[i.field, "=", value]]]])


@guessing("the form's own fields", closed="computed for each reader, they can't be searched")
def own_field(c, s, i, value):
    return c.rpc("res.partner", "search", [[i.partner or i.relation, "=", value]])


@guessing("search through one's own view", closed="computed for each reader, it can't be searched")
def own_view(c, s, i, value):
    return c.rpc("res.partner", "search", [[f"confidential_id.{i.field}", "=", value]])


@guessing("search_count")
def count(c, s, i, value):
    return c.rpc("res.partner", "search_count", through("")(i, value))


@guessing("filtered_domain", closed="not for clients")
def filtered(c, s, i, value):
    return c.rpc("res.partner", "filtered_domain", s.targets.ids, through("")(i, value))


@guessing("name_search")
def name_search(c, s, i, value):
    return c.rpc("res.partner", "name_search", "", domain=through("")(i, value))


@guessing("sheets")
def sheets(c, s, i, value):
    return c.rpc(i.model, "search", [[i.field, "=", value]])


@guessing("sheets of a customer")
def sheets_of(c, s, i, value):
    return c.rpc(i.model, "search_count", [["partner_id", "in", s.targets.ids], [i.field, "=", value]])


@guessing("groups with a domain")
def groups(c, s, i, value):
    return c.rpc("res.partner", "formatted_read_group", through("")(i, value), ["user_id"], ["__count"])


@guessing("kanban with a domain")
def kanban(c, s, i, value):
    return c.rpc("res.partner", "web_read_group", through("")(i, value), ["user_id"], aggregates=["__count"])


@guessing("progress bar")
def progress(c, s, i, value):
    bar = {"field": "type", "colors": {"contact": "success"}}
    return c.rpc("res.partner", "read_progress_bar", through("")(i, value), "user_id", bar)


@guessing("search panel", closed="leads have no panel of customers")
def panel(c, s, i, value):
    domain = through("")(i, value)
    return c.rpc(
        "crm.lead", "search_panel_select_range", "partner_id", comodel_domain=domain, enable_counters=True
    )


@guessing("update log by its values", closed="shown in words, which need not be the values")
def log(c, s, i, value):
    if s.role not in s.forbidden:
        return None
    shown = i.needles[min(1, len(i.needles) - 1)] if value == i.planted else "nothing"
    return c.rpc(
        LOG,
        "search",
        [
            "|",
            ["new_value", "ilike", shown],
            ["new_reference", "ilike", value if value == i.planted else "none such"],
        ],
    )


@guessing("/json/2 search")
def json2(c, s, i, value):
    return c.json2("res.partner", "search_read", domain=through("")(i, value), fields=["name"])


@guessing("export by a domain")
def export(c, s, i, value):
    domain = through("")(i, value)
    field = {"name": "name", "label": "Name", "type": "char"}
    return c.export(
        "csv", model="res.partner", fields=[field], ids=False, domain=domain, groupby=[], context={}
    )


@guessing(
    "form of a favourite filter", closed="a filter is run as who uses it; the search is what is tried above"
)
def favourite(c, s, i, value):
    values = {"name": f"f{value}", "model_id": "res.partner", "domain": repr(through("")(i, value))}
    made = c.rpc("ir.filters", "create", values)
    return (
        made
        if failed(made)
        else c.rpc("res.partner", "search_count", through("")(i, value))
        if s.role in s.forbidden
        else None
    )


# Order, groups and aggregates: no value is guessed, but the sign of what is asked differs -----------------
