"""Paths that ask for the value itself, away from the customer form."""

from .items import LOG, SHEET
from .reading import MESSAGES, ROWS, reading, source


@reading("chatter, activities and e-mails", closed="nothing confidential is told there")
def chatter(c, s):
    on = [["model", "=", "res.partner"], ["res_id", "in", s.targets.ids]]
    about = [["res_model", "=", "res.partner"], ["res_id", "in", s.targets.ids]]
    return [
        c.rpc("mail.message", "web_search_read", on, MESSAGES | {"tracking_value_ids": {"fields": {}}}),
        c.rpc("mail.message", "web_search_read", on, MESSAGES),
        c.rpc("mail.activity", "web_search_read", about, {"summary": {}, "note": {}, "create_uid": {"fields": {"display_name": {}}}}, context={"active_test": False}),  # noqa: E501
        c.rpc("mail.tracking.value", "search_read", []),
        c.rpc("mail.mail", "search_read", []),
        c.rpc("mail.notification", "web_search_read", [["mail_message_id.body", "ilike", "may now see"]], {"res_partner_id": {"fields": {"display_name": {}}}}),  # noqa: E501
    ] if s.role in s.forbidden else None  # fmt: skip


@reading("registration form as .xlsx")
def paper_form(c, s):
    return [c.get(f"/sales_toolkit/paper_form/{id_}") for id_ in s.targets.ids]


@reading("registration form over RPC")
def paper_form_rpc(c, s):
    return [c.rpc("res.partner", "export_paper_form", [id_]) for id_ in s.targets.ids]


@reading("registration form as html")
def html(c, s):
    return [c.get(f"/report/html/sales_toolkit.report_paper_form/{id_}") for id_ in s.targets.ids]


@reading("registration form as PDF")
def pdf(c, s):
    return [c.get(f"/report/pdf/sales_toolkit.report_paper_form/{id_}") for id_ in s.targets.ids]


@reading("update log")
def log(c, s):
    return c.rpc(LOG, "web_search_read", [["partner_id", "in", s.targets.ids]], ROWS)


@reading("update log on the form")
def log_on_form(c, s):
    return c.rpc("res.partner", "web_read", s.targets.ids, {"update_log_ids": {"fields": ROWS}})


@reading("update log by groups")
def log_groups(c, s):
    return c.rpc(
        LOG,
        "formatted_read_group",
        [["partner_id", "in", s.targets.ids]],
        ["item"],
        ["new_value:array_agg", "new_reference:array_agg"],
    )


@reading("/json/2")
def json2(c, s, i):
    return [
        c.json2("res.partner", "web_read", ids=s.targets.ids, specification=i.specification),
        c.json2(i.model, "search_read", domain=[], fields=[i.field]),
    ]


@reading("/jsonrpc")
def jsonrpc(c, s, i):
    return c.jsonrpc("res.partner", "web_read", [s.targets.ids, i.specification])


@reading("/json/1", closed="the list it shows holds nothing confidential")
def json1(c, s):
    return (
        [c.get(f"/json/1/res.partner/{s.target.id}"), c.get("/json/1/res.partner")]
        if s.role in s.forbidden
        else None
    )


@reading("/web/content", closed="only files come that way")
def content(c, s, i):
    return [
        c.get(f"/web/content/{i.model}/{source(s, i).ids[0]}/{i.field}"),
        c.get(f"/web/image/res.partner/{s.target.id}/{i.partner or 'name'}"),
    ]


@reading("attachments", closed="only the notes are attached")
def attachments(c, s):
    files = [c.get(f"/web/content/{attachment.id}") for attachment in s.attachments]
    return [
        *files,
        c.rpc("ir.attachment", "search_read", [["res_model", "like", "sales_toolkit"]]),
        c.rpc("ir.attachment", "read", s.attachments.ids),
    ]


@reading("somebody else's import preview", closed="it holds notes and a budget only")
def wizard(c, s):
    sheets = s.wizard.sheet_ids
    return [
        c.rpc(records._name, method, *args)
        for records in (s.wizard, sheets, sheets.line_ids)
        for method, args in (("read", [records.ids]), ("search_read", [[]]))
    ]


@reading("access requests")
def requests(c, s, i):
    fields = {
        "user_id": {"fields": {"display_name": {}}},
        "partner_id": {"fields": i.specification},
        "state": {},
    }
    return c.rpc("sales_toolkit.access_request", "web_search_read", [], fields)


@reading("import: errors", closed="an import tells only what it was given")
def load(c, s, i):
    deep = f"{i.relation}/{i.field}"
    return [
        c.rpc("res.partner", "load", [".id", f"{i.relation}/.id", deep], [[str(s.target.id), str(source(s, i).ids[0]), "?"]]),  # noqa: E501
        c.rpc(i.model, "load", [".id", i.field], [[str(source(s, i).ids[0]), "?"]]),
        c.rpc("res.partner", "load", [".id", i.partner or "name"], [[str(s.target.id), "?"]]),
        c.rpc("base_import.import", "get_fields_tree", "res.partner"),
    ] if s.role in s.forbidden else None  # fmt: skip


@reading("constraints", closed="their texts hold no values")
def constraints(c, s):
    return [
        c.rpc("res.partner", "write", s.target.ids, {"budget_min": -1}),
        c.rpc("res.partner", "write", s.target.ids, {"budget_min": 5, "budget_max": 2}),
        c.rpc(SHEET, "create", {"partner_id": s.target.id}),
        c.rpc("res.partner", "unlink", s.targets.ids),
    ] if s.role in s.forbidden else None  # fmt: skip


@reading("privacy_lookup", closed="for administrators, and tells models, not values")
def privacy(c, s):
    return c.rpc("privacy.lookup.wizard", "create", {"name": "Target", "email": "x@example.com"})


@reading("hand-over", closed="what was promised, and names: nothing of the sheet")
def hand_over(c, s, i):
    deal = {"lead_id": {"fields": {"partner_id": {"fields": i.specification}}}}
    return [
        c.rpc("sales_toolkit.handover", "read", s.handover.ids),
        c.rpc("sales_toolkit.handover_step", "search_read", [["handover_id", "=", s.handover.id]]),
        c.rpc("sales_toolkit.handover", "web_read", s.handover.ids, deal),
    ]
