"""Guesses by order, groups and sums: instead of a value, what is asked differs."""

from .client import failed
from .guessing import guessing
from .items import SHEET


@guessing("order", closed="not on the customer; see the order of sheets")
def order(c, s, i, value):
    way = "asc" if value == i.planted else "desc"
    found = c.rpc(
        "res.partner",
        "search",
        [["id", "in", (s.targets + s.decoy).ids]],
        order=f"{i.partner or i.relation} {way}",
    )
    return found if failed(found) or s.role not in s.forbidden else [found, found]


@guessing("order of sheets or decision makers", closed="all of one salesperson's may be equal; see there")
def order_sheets(c, s, i, value):
    way = "asc" if value == i.planted else "desc"
    return c.rpc(i.model, "search", [], order=f"{i.field} {way}") if s.role in s.forbidden else None


@guessing("group by", closed="not on the customer")
def group_by(c, s, i, value):
    return (
        c.rpc(
            "res.partner",
            "formatted_read_group",
            [["id", "in", s.targets.ids]],
            [i.partner or i.relation],
            ["__count"],
        )
        if value == i.planted
        else []
    )


@guessing("group by a path", closed="not on the customer")
def group_by_path(c, s, i, value):
    return (
        c.rpc("crm.lead", "formatted_read_group", [], [f"partner_id.{i.path}"], ["__count"])
        if value == i.planted
        else []
    )


@guessing("group sheets or decision makers by the item")
def group_sheets(c, s, i, value):
    if i.field in ("internal_notes", "family_situation"):
        return None
    return c.rpc(i.model, "formatted_read_group", [], [i.field], ["__count"]) if value == i.planted else []


@guessing("aggregate")
def aggregate(c, s, i, value):
    if i.related:
        return None
    return (
        c.rpc(i.model, "formatted_read_group", [], ["partner_id"], [f"{i.field}:array_agg"])
        if value == i.planted
        else []
    )


@guessing("pivot", closed="of sheets; the salesperson's is the aggregate above")
def pivot(c, s, i, value):
    if s.role not in s.forbidden or i.related:
        return None
    sets = [["partner_id"], []]
    answer = c.rpc(i.model, "formatted_read_grouping_sets", [], sets, [f"{i.field}:max"])
    return [[]] if value != i.planted or failed(answer) or not any(answer[0]) else answer


@guessing("having")
def having(c, s, i, value):
    if i.model != SHEET or not str(i.field).startswith("budget"):
        return None
    return c.rpc(
        i.model,
        "formatted_read_group",
        [],
        ["partner_id"],
        [f"{i.field}:sum"],
        having=[(f"{i.field}:sum", "=", value)],
    )
