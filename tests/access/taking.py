"""Paths that first change something in the attacker's favour, and then look. Each is undone afterwards."""

from .items import ITEMS, LOG, SHEET
from .reading import ROWS

TAKING = {}


def taking(label):
    def note(act):
        TAKING[label] = act
        return act

    return note


def look(c, s):
    """All that can be seen of the targets, and of all sheets, with the shortest ways of asking."""
    everything = {}
    for item in ITEMS:
        everything |= {
            name: inner
            for name, inner in item.specification.items()
            if "_ids" not in name and name != "confidential_id"
        }
    inner = {item.model: {} for item in ITEMS}
    for item in ITEMS:
        inner[item.model] |= item.inner
    everyone = (s.targets + s.ghost + s.orphan).ids
    return [
        c.rpc("res.partner", "web_read", everyone, everything),
        *(c.rpc(model, "web_search_read", [], fields) for model, fields in inner.items()),
        c.rpc(LOG, "web_search_read", [["confidential", "=", True]], ROWS),
    ]


def each(s, change):
    return [change(target) for target in s.targets + s.ghost + s.orphan]


def write(c, s, values):
    return each(s, lambda target: c.rpc("res.partner", "write", target.ids, values))


@taking("become the salesperson")
def salesperson(c, s):
    return write(c, s, {"user_id": s.users[s.role].id})


@taking("take the salesperson away")
def nobody(c, s):
    return write(c, s, {"user_id": False}), write(c, s, {"user_id": s.users[s.role].id})


@taking("become the salesperson through web_save")
def web_save(c, s):
    return each(
        s,
        lambda t: c.rpc(
            "res.partner",
            "web_save",
            t.ids,
            {"user_id": s.users[s.role].id},
            specification={"budget_text": {}},
        ),
    )


@taking("become the salesperson through an import")
def load(c, s):
    return each(
        s,
        lambda t: c.rpc(
            "res.partner", "load", [".id", "user_id/.id"], [[str(t.id), str(s.users[s.role].id)]]
        ),
    )


@taking("name oneself a reader")
def reader(c, s):
    link = [[4, s.users[s.role].id]]
    made = [c.rpc(SHEET, "write", [sheet.id], {"reader_ids": link}) for sheet in s.sheets]
    rows = [[1, sheet.id, {"reader_ids": link}] for sheet in s.sheets]
    made += [
        c.rpc("res.partner", "write", row.partner_id.ids, {"confidential_ids": [command]})
        for row, command in zip(s.sheets, rows, strict=True)
    ]
    return made + each(s, lambda t: c.rpc(SHEET, "create", {"partner_id": t.id, "reader_ids": link}))


@taking("move sheets and decision makers to an own customer")
def move(c, s):
    own = s.own[s.role].id
    made = [
        c.rpc(rows._name, "write", [row.id], {"partner_id": own})
        for rows in (s.sheets, s.makers)
        for row in rows
    ]
    commands = {
        "confidential_ids": [[4, s.sheets[0].id]],
        "decision_maker_ids": [[4, row.id] for row in s.makers],
    }
    for name, value in commands.items():
        made.append(c.rpc("res.partner", "write", [own], {name: value}))
        made.append(
            c.rpc(
                "res.partner",
                "web_save",
                [own],
                {name: value},
                specification={name: {"fields": {"display_name": {}}}},
            )
        )
        made.append(
            c.rpc("res.partner", "create", {"name": "New", "user_id": s.users[s.role].id, name: value})
        )
    return made


@taking("name a foreign sheet as one's own view")
def own_view(c, s):
    specification = {
        "budget_text": {},
        "confidential_id": {"fields": {"budget_min": {}, "internal_notes": {}}},
    }
    values = [{"confidential_id": s.sheets[0].id}, {"confidential_id": s.sheets[0].id, "budget_min": 1}]
    return [
        c.rpc("res.partner", "web_save", s.own[s.role].ids, value, specification=specification)
        for value in values
    ]


@taking("become the parent")
def parent(c, s):
    made = write(c, s, {"parent_id": s.own[s.role].id, "is_company": False})
    rep = c.case.env["res.partner"].with_user(s.users["salesperson"])
    rep.browse(s.targets.ids).write({"budget_min": s.sheets[0].budget_min - 1})  # life goes on
    rep.browse(s.targets.ids).write({"budget_min": s.sheets[0].budget_min + 1})
    c.case.settle()
    return made


@taking("become a child")
def child(c, s):
    return c.rpc("res.partner", "write", s.own[s.role].ids, {"parent_id": s.target.id, "is_company": False})


@taking("change the company")
def company(c, s):
    return write(c, s, {"company_id": s.users[s.role].company_id.id})


@taking("merge into an own customer")
def merge(c, s):
    made = []
    for target in s.targets + s.ghost + s.orphan:
        for into in (s.own[s.role], target):
            values = {"partner_ids": [[6, 0, (target + s.own[s.role]).ids]], "dst_partner_id": into.id}
            wizard = c.rpc("base.partner.merge.automatic.wizard", "create", values)
            made.append(
                c.rpc("base.partner.merge.automatic.wizard", "action_merge", [wizard])
                if isinstance(wizard, int)
                else wizard
            )
    return made


@taking("become leader of the team")
def lead_team(c, s):
    user, team = s.users[s.role], s.users["salesperson"].crm_team_member_ids.crm_team_id
    return [
        c.rpc("crm.team", "write", team.ids, {"user_id": user.id}),
        c.rpc(
            "crm.team",
            "create",
            {"name": "Mine", "user_id": user.id, "member_ids": [[4, s.users["salesperson"].id]]},
        ),
        c.rpc(
            "crm.team.member",
            "write",
            s.users["salesperson"].crm_team_member_ids.ids,
            {"crm_team_id": s.own_team(user).id},
        ),
        c.rpc(
            "res.users",
            "write",
            [user.id],
            {"group_ids": [[4, c.case.env.ref("sales_toolkit.group_confidential").id]]},
        ),
    ]
