from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..shared.item_field import TOOLKIT_USERS


class KeyNoteType(models.Model):
    """What a key note is about: decision-maker preference, past cooperation, special need (C7)."""

    _name = "sales_toolkit.key_note_type"
    _description = "Key Note Type"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)


class KeyNote(models.Model):
    """A key note (重点标注) on a customer: typed, dated, authored, pinned where people look (C7)."""

    _name = "sales_toolkit.key_note"
    _inherit = [
        "sales_toolkit.authored.mixin",
        "sales_toolkit.customer_row.mixin",
        "sales_toolkit.update_log.mixin",
    ]
    _description = "Key Note"
    _order = "date desc, id desc"
    _rec_name = "note"

    partner_id = fields.Many2one(
        "res.partner",
        string="Customer",
        required=True,
        index=True,
        ondelete="cascade",
        help="The customer noted on.",
    )
    type_id = fields.Many2one("sales_toolkit.key_note_type", ondelete="restrict")
    note = fields.Text(
        required=True, help="What to keep in mind, such as: prefers demonstrations, wants fast service."
    )
    date = fields.Date(required=True, default=fields.Date.context_today)
    user_id = fields.Many2one(
        "res.users",
        string="Author",
        required=True,
        readonly=True,
        default=lambda self: self.env.user,
        copy=False,
    )

    @api.constrains("note")
    def _check_note(self):
        if any(not key_note.note.strip() for key_note in self):
            raise ValidationError(self.env._("A key note needs a text."))

    @api.model
    def _get_update_log_fields(self):
        return frozenset({"note", "type_id"})

    def _get_update_log_item(self, field_name):
        return "key_notes"

    def _filter_update_logged(self, names):
        return self.filtered("partner_id")


class ResPartner(models.Model):
    _inherit = "res.partner"

    key_note_ids = fields.One2many(
        "sales_toolkit.key_note",
        "partner_id",
        string="Key Notes",
        groups=TOOLKIT_USERS,
        help="What to keep in mind, pinned on the form (C7).",
    )

    @api.private
    def add_key_notes(self, notes):
        """Add ``notes`` (of ``rules``); a type that does not exist yet goes into the text."""
        types = {kind.name: kind for kind in self.env["sales_toolkit.key_note_type"].search([])}
        values = []
        for note in notes:
            kind = types.get(note.type)
            text = note.text if kind or not note.type else f"{note.type}:{note.text}"
            values.append({"partner_id": self.id, "type_id": kind.id if kind else False, "note": text})
        self.env["sales_toolkit.key_note"].create(values)
