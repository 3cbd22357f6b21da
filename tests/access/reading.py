"""Paths that ask for the value itself: the answer, or the refusal, is searched for it."""

from .items import SHEET

READING = {}
MESSAGES = {
    "body": {},
    "subject": {},
    "partner_ids": {"fields": {"display_name": {}}},
    "create_uid": {"fields": {"display_name": {}}},
}
ROWS = {
    "old_value": {},
    "new_value": {},
    "old_reference": {},
    "new_reference": {},
    "reason": {},
    "display_name": {},
}


def reading(label, closed=None):
    """A path. ``closed`` says why not even the salesperson learns anything there."""

    def note(probe):
        READING[label] = probe, closed
        return probe

    return note


def partner_read(c, s, i, ids=None):
    return c.rpc("res.partner", "web_read", ids or s.targets.ids, i.specification)


@reading("form")
def form(c, s, i):
    return partner_read(c, s, i)


@reading("form, one by one")
def one_by_one(c, s, i):
    return [
        c.rpc("res.partner", "web_read", s.target.ids, {name: inner})
        for name, inner in i.specification.items()
    ]


@reading("form, views", closed="a view holds no values")
def views(c, s):
    return c.rpc(
        "res.partner", "get_views", [[False, "form"], [False, "list"], [False, "kanban"], [False, "search"]]
    )


@reading("form of the lead")
def lead(c, s, i):
    return c.rpc("crm.lead", "web_read", s.leads[s.role].ids, {"partner_id": {"fields": i.specification}})


@reading("form of a contact, through its parent")
def parent(c, s, i):
    return c.rpc("res.partner", "web_read", s.child.ids, {"parent_id": {"fields": i.specification}})


@reading("form of the holding, through its children")
def children(c, s, i):
    return c.rpc("res.partner", "web_read", s.holding.ids, {"child_ids": {"fields": i.specification}})


@reading("customer's user")
def of_user(c, s, i):
    return c.rpc("res.users", "web_read", s.customer_user.ids, {"partner_id": {"fields": i.specification}})


@reading("customer's user, inherited fields")
def inherited(c, s, i):
    return c.rpc("res.users", "web_read", s.customer_user.ids, i.specification)


@reading("read")
def read(c, s, i):
    names = list(i.specification) if i.partner else ["id"]
    return [
        c.rpc("res.partner", "read", s.targets.ids, names),
        c.rpc(i.model, "read", source(s, i).ids, [i.field, "display_name"]),
        names_of_readers(c, s, i),
    ]


def source(s, i):
    return s.sheets if i.model == SHEET else s.makers


def names_of_readers(c, s, i):
    return c.rpc(i.model, "web_read", source(s, i).ids, i.inner) if i.related else None


@reading("list")
def as_list(c, s, i):
    return c.rpc("res.partner", "web_search_read", [["id", "in", s.targets.ids]], i.specification)


@reading("kanban")
def kanban(c, s, i):
    options = {"aggregates": ["__count"], "auto_unfold": True, "unfold_read_specification": i.specification}
    return c.rpc("res.partner", "web_read_group", [["id", "in", s.targets.ids]], ["is_company"], **options)


@reading("list of sheets or decision makers")
def rows(c, s, i):
    return c.rpc(i.model, "web_search_read", [], i.inner)


@reading("a sheet or decision maker by its id")
def by_id(c, s, i):
    return c.rpc(i.model, "web_read", source(s, i).ids, i.inner)


@reading("name of a sheet or decision maker", closed="only a decision maker's name and role are in a name")
def name_search(c, s, i):
    return [c.rpc(i.model, "name_search", ""), c.rpc(i.model, "read", source(s, i).ids, ["display_name"])]


@reading("refusals", closed="the salesperson is not refused")
def refusals(c, s, i):
    ids = source(s, i).ids
    calls = (
        ["write", ids, {"partner_id": s.own[s.role].id}],
        ["unlink", ids],
        ["copy", ids],
        ["get_metadata", ids],
        ["copy_data", ids],
    )
    return [c.rpc(i.model, *call) for call in calls] if s.role in s.forbidden else None


@reading("export_data")
def export_data(c, s, i):
    deep = f"{i.relation}/{i.field}" + ("/name" if i.related else "")
    return [
        c.rpc("res.partner", "export_data", s.targets.ids, [name])
        for name in filter(None, (i.partner, deep, f"{i.relation}/id"))
    ]


def exporting(kind, c, s, i):
    names = [f"{i.relation}/{i.field}" + ("/name" if i.related else ""), *filter(None, [i.partner])]
    return [
        c.export(
            kind,
            model="res.partner",
            fields=[{"name": name, "label": name, "type": "char"}],
            ids=s.targets.ids,
            domain=[],
            groupby=[],
            context={},
        )
        for name in names
    ]


@reading("export as csv")
def export_csv(c, s, i):
    return exporting("csv", c, s, i)


@reading("export as xlsx")
def export_xlsx(c, s, i):
    return exporting("xlsx", c, s, i)


@reading("onchange", closed="only what changes comes back")
def onchange(c, s, i):
    return c.rpc(
        "res.partner",
        "onchange",
        s.target.ids,
        {"user_id": s.users[s.role].id, "name": "x"},
        ["user_id"],
        i.specification,
    )


@reading("onchange of an own customer that names foreign rows", closed="a row belongs to one customer")
def onchange_link(c, s, i):
    rows = [[4, id_] for id_ in source(s, i).ids]
    values = [
        {i.relation: rows},
        {i.relation: [[1, row[1], {}] for row in rows]},
        {"confidential_id": s.sheets[0].id},
    ]
    specification = {**i.specification, "name": {}}
    own = s.own[s.role].ids
    return (
        [
            c.rpc("res.partner", "onchange", ids, value, list(value), specification)
            for value in values
            for ids in (own, [])
        ]
        if s.role in s.forbidden
        else None
    )


@reading("web_save of something else")
def web_save(c, s, i):
    return c.rpc("res.partner", "web_save", s.target.ids, {"comment": "x"}, specification=i.specification)


@reading("copy", closed="a copy has no sheet")
def copy(c, s, i):
    new = c.rpc("res.partner", "copy", s.target.ids)
    return [
        new,
        partner_read(c, s, i, new) if isinstance(new, list) else new,
        c.rpc("res.partner", "copy_data", s.target.ids),
    ]


@reading("defaults", closed="nothing confidential is a default")
def defaults(c, s, i):
    context = {
        f"default_{i.relation}": [[4, source(s, i).ids[0]]],
        "default_partner_id": s.target.id,
        "default_confidential_id": s.sheets[0].id,
    }
    names = [*i.specification]
    got = c.rpc("ir.default", "get", "res.partner", i.partner or "name", True)
    return [c.rpc("res.partner", "default_get", names, context=context), c.rpc(i.model, "default_get", [i.field], context=context), got,  # noqa: E501
            c.rpc("res.partner", "onchange", [], {}, [], i.specification, context=context)]  # fmt: skip
