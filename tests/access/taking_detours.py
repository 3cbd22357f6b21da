"""Detours: things to change that are not the customer, its people or its sheet."""

from .items import MAKER, SHEET
from .reading_elsewhere import chatter
from .taking import each, taking, write


@taking("grant oneself access")
def grant(c, s):
    asked = each(s, lambda t: c.rpc("res.partner", "action_ask_access", t.ids))
    c.case.settle()
    mine = c.case.env["sales_toolkit.access_request"].sudo().search([("user_id", "=", s.users[s.role].id)])
    made = [
        c.rpc(mine._name, method, mine.ids)
        for method in ("action_grant", "_decide", "add_confidential_reader")
    ]
    made.append(
        c.rpc(
            mine._name,
            "create",
            {"partner_id": s.target.id, "user_id": s.users[s.role].id, "state": "granted"},
        )
    )
    return asked, made, c.rpc(mine._name, "write", mine.ids, {"state": "granted"})


@taking("register the customer")
def register(c, s):
    return each(s, lambda t: c.rpc("res.partner", "action_register_customer", t.ids)), write(
        c, s, {"registered_on": False}
    )


@taking("archive the customer")
def archive(c, s):
    return write(c, s, {"active": False}), write(c, s, {"user_id": s.users[s.role].id, "active": True})


@taking("set defaults")
def defaults(c, s):
    rows = {
        "confidential_ids": [[4, s.sheets[0].id]],
        "confidential_id": s.sheets[0].id,
        "reader_ids": s.users[s.role].ids,
    }
    made = [
        c.rpc("ir.default", "set", "res.partner" if "conf" in name else SHEET, name, value, True)
        for name, value in rows.items()
    ]
    new = c.rpc("res.partner", "create", {"name": "New", "user_id": s.users[s.role].id})
    return (
        made,
        new,
        c.rpc(
            "res.partner",
            "web_read",
            [new] if isinstance(new, int) else [],
            {"budget_text": {}, "internal_decision_notes": {}},
        ),
    )


@taking("write a mail template")
def template(c, s):
    bodies = (
        "object.sudo().budget_text",
        "object.budget_text",
        "object.confidential_ids.internal_notes",
        "object.env['sales_toolkit.confidential'].sudo().search([]).mapped('internal_notes')",
    )
    model = c.case.env["ir.model"]._get_id("res.partner")
    made = []
    for body in bodies:
        html = f'<p><t t-out="{body}"/></p>'
        made.append(
            c.rpc(
                "mail.template",
                "create",
                {"name": "t", "model_id": model, "body_html": html, "subject": "{{ %s }}" % body},  # noqa: UP031
            )
        )
        composer = {
            "model": "res.partner",
            "res_ids": repr(s.target.ids),
            "body": html,
            "subject": "{{ %s }}" % body,  # noqa: UP031
            "composition_mode": "comment",
        }
        wizard = c.rpc("mail.compose.message", "create", composer)
        made.append(
            c.rpc("mail.compose.message", "action_send_mail", [wizard]) if isinstance(wizard, int) else wizard
        )
    return made, c.rpc(
        "mail.message",
        "search_read",
        [["res_id", "=", s.target.id], ["model", "=", "res.partner"]],
        ["body", "subject"],
    )


@taking("run code")
def code(c, s):
    model = c.case.env["ir.model"]._get_id("res.partner")
    values = {
        "name": "x",
        "model_id": model,
        "state": "code",
        "code": "raise UserError(env['sales_toolkit.confidential'].sudo().search([]).mapped('internal_notes'))",  # noqa: E501
    }
    return c.rpc("ir.actions.server", "create", values), c.rpc(
        "ir.exports", "create", {"name": "e", "resource": "res.partner"}
    )


@taking("follow the customer")
def follow(c, s):
    made = c.rpc("res.partner", "message_subscribe", s.target.ids, s.users[s.role].partner_id.ids)
    rep = c.case.env["res.partner"].with_user(s.users["salesperson"]).browse(s.targets.ids)
    rep.write({"budget_min": s.sheets[0].budget_min - 1})
    rep.write({"budget_min": s.sheets[0].budget_min + 1, "internal_decision_notes": "-"})
    c.case.settle()
    mails = c.case.env["mail.mail"].sudo().search([("res_id", "in", rep.ids)])  # the server's own copies
    return made, mails.mapped("body_html"), chatter(c, s)


@taking("preview a paper form of the customer")
def paper_form(c, s):
    wizard = c.rpc("sales_toolkit.paper_form_import", "create", {"filename": "f.xlsx", "file": s.form})
    ids = [wizard] if isinstance(wizard, int) else []
    made = [
        c.rpc("sales_toolkit.paper_form_import", method, ids)
        for method in ("action_preview", "action_import")
    ]
    lines = c.rpc(
        "sales_toolkit.paper_form_import.line",
        "search_read",
        [["sheet_id.import_id", "in", ids]],
        ["old_value", "message"],
    )
    return made, lines


@taking("re-use somebody else's wizard")
def wizard(c, s):
    sheet = s.wizard.sheet_ids
    made = c.rpc(
        s.wizard._name, "create", {"sheet_ids": [[4, sheet.id]], "attachment_ids": [[4, s.attachments[0].id]]}
    )
    ids = [made] if isinstance(made, int) else s.wizard.ids
    specification = {
        "sheet_ids": {"fields": {"change_text": {}, "line_ids": {"fields": {"old_value": {}}}}},
        "attachment_ids": {"fields": {"raw": {}}},
    }
    return (
        made,
        c.rpc(s.wizard._name, "web_read", ids, specification),
        c.rpc(s.wizard._name, "action_preview", ids),
    )


@taking("rewrite attachments")
def attachment(c, s):
    own = {"res_model": "res.partner", "res_id": s.own[s.role].id}
    made = [c.rpc("ir.attachment", method, s.attachments.ids, own) for method in ("write", "copy")]
    return made, c.rpc("ir.attachment", "read", s.attachments.ids, ["raw", "index_content"])


@taking("name decision makers by a contact")
def contact(c, s):
    row = {"partner_id": s.target.id, "contact_id": s.child.id}
    ids = s.makers.ids
    return (
        c.rpc(MAKER, "create", row),
        c.rpc(MAKER, "onchange", ids[:1], row, ["contact_id"], {"name": {}, "role": {}, "note": {}}),
        c.rpc(MAKER, "web_resequence", ids, {"name": {}, "role": {}}),
        c.rpc(MAKER, "copy", ids),
    )
