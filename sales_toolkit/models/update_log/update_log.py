"""The update record log (更新记录): one row for each change of one item of a customer."""

from odoo import api, fields, models
from odoo.tools import SQL

from ...rules.registration_form.labels import LABELS
from ..profile.messages import form_language
from ..shared.labels import colon

# Items of the form that are kept in several fields: the log says which of them changed.
ITEMS_OF_SEVERAL_FIELDS = {"size", "budget", "decision_chain", "key_notes", "other_contacts"}
COLUMNS = {
    "partner_id": "int",
    "company_id": "int",
    "res_model": "text",
    "res_id": "int",
    "field_name": "text",
    "field_id": "int",
    "item": "text",
    "old_value": "text",
    "new_value": "text",
    "old_reference": "text",
    "new_reference": "text",
    "date": "timestamp",
    "user_id": "int",
    "channel_id": "int",
    "reason": "text",
    "confidential": "boolean",
}


class UpdateLog(models.Model):
    """Append-only: rows are added by the update-log mixin and never edited or deleted (C8)."""

    _name = "sales_toolkit.update_log"
    _inherit = ["sales_toolkit.append_only.mixin"]
    _description = "Update Record"
    _order = "date desc, id desc"
    _rec_name = "field_id"
    _log_access = True

    partner_id = fields.Many2one(
        "res.partner",
        string="Customer",
        required=True,
        readonly=True,
        ondelete="restrict",
        help="The customer that the item belongs to; for a contact's item, the contact's company.",
    )
    company_id = fields.Many2one(
        "res.company", readonly=True, help="The company whose language the values are kept in."
    )
    res_model = fields.Char(
        "Model", required=True, readonly=True, help="Technical name of the model that changed."
    )
    res_id = fields.Many2oneReference(
        "Record", model_field="res_model", required=True, readonly=True, help="Id of the record that changed."
    )
    field_name = fields.Char(
        "Field", required=True, readonly=True, help="Technical name of the field that changed."
    )
    field_id = fields.Many2one(
        "ir.model.fields",
        string="Item",
        readonly=True,
        ondelete="set null",
        help="The item that changed, under its name in the reader's language.",
    )
    item = fields.Char(
        "Item Key", readonly=True, help="Key of the item on the registration form, such as contact_title."
    )
    item_label = fields.Char(
        "Changed Item", compute="_compute_item_label", help="The item as the registration form calls it."
    )
    old_value = fields.Text("From", readonly=True, help="What stood there before, as it was displayed.")
    new_value = fields.Text("To", readonly=True, help="What has stood there since, as it was displayed.")
    old_reference = fields.Char(
        readonly=True, help="What stood there before as stored: ids of related records, a key or a number."
    )
    new_reference = fields.Char(
        readonly=True, help="What has stood there since as stored: ids of related records, a key or a number."
    )
    date = fields.Datetime(
        required=True,
        readonly=True,
        help="When the item changed. A paper form can state a day in the past; "
        "when the row was written is the creation date.",
    )
    user_id = fields.Many2one("res.users", string="By", readonly=True, ondelete="restrict")
    channel_id = fields.Many2one(
        "sales_toolkit.channel",
        readonly=True,
        ondelete="restrict",
        help="Through which channel the change was learned (C3).",
    )
    reason = fields.Text(readonly=True, help="Why the item changed, such as 职务调整.")
    confidential = fields.Boolean(
        readonly=True, help="The row is about a confidential item and as restricted as that item (C13)."
    )

    # by customer too: no index of its own on partner_id, which each of a million rows would be put into
    _item_history = models.Index("(partner_id, item, date DESC, id DESC)")
    _recent = models.Index("(date DESC, id DESC)")

    @api.depends("item_label", "date")
    def _compute_display_name(self):
        for row in self:
            day = fields.Datetime.context_timestamp(row, row.date).date() if row.date else ""
            row.display_name = f"{day} {row.item_label}"

    @api.depends("field_id", "item", "field_name")
    @api.depends_context("lang")
    def _compute_item_label(self):
        labels = LABELS[form_language(self.env)]
        for row in self:
            # sudo: the label of a field is no secret, but reading ir.model.fields takes a right.
            field_label = row.field_id.sudo().field_description or row.field_name
            label = labels.get(row.item)
            if label and row.item in ITEMS_OF_SEVERAL_FIELDS:
                label = colon(self.env, label, field_label)
            row.item_label = label or field_label

    @api.private
    def format_update_record(self):
        """The row as the column beside the item shows it: day, reason and who."""
        self.ensure_one()
        return {
            "date": fields.Date.to_string(fields.Datetime.context_timestamp(self, self.date)),
            "reason": self.reason or self._get_default_reason(),
            # sudo: the name of the colleague who made the change; the row itself passed the rules.
            "user": self.user_id.sudo().name or "",
        }

    def _get_default_reason(self):
        """What stands in the place of a reason where none was given."""
        if not self.old_value and not self.new_value:
            return self.env._("erased")
        return self.env._("updated") if self.old_value else self.env._("first entry")

    @api.model
    def _insert_rows(self, rows):
        """Append ``rows`` (dicts with a value for each of COLUMNS) in one statement; each gets its ``id``.

        Only the mixin and the paper form call it, after the write that the rows tell of has passed
        the caller's own access checks. SQL, because a thousand changes must not cost a thousand
        ORM creations; all values are parameters. Who wrote it is ``user_id``, so that ``create_uid`` and
        ``write_uid`` stay empty, whose foreign keys cost as much again; an erasure says who erased.
        """
        if not rows:
            return
        columns, arrays = [], []
        for name, sql_type in COLUMNS.items():
            values = [row[name] for row in rows]
            if len(set(values)) == 1:  # said once: most columns are the same in all rows of one write
                columns.append(SQL("%s::%s", values[0], SQL(sql_type)))
            else:
                columns.append(SQL.identifier(name))
                arrays.append((name, SQL("%s::%s[]", values, SQL(sql_type))))
        # rows that are the same in all columns have no array at all
        source = SQL("generate_series(1, %s)", len(rows))
        if arrays:
            source = SQL(
                "unnest(%s) AS row (%s)",
                SQL(", ").join(array for _name, array in arrays),
                SQL(", ").join(SQL.identifier(name) for name, _array in arrays),
            )
        names = SQL(", ").join(SQL.identifier(name) for name in COLUMNS)
        self.env.cr.execute(
            SQL(
                "INSERT INTO sales_toolkit_update_log (%s, create_date) SELECT %s, %s FROM %s RETURNING id",
                names,
                SQL(", ").join(columns),
                self.env.cr.now(),
                source,
            )
        )
        for row, [id_] in zip(rows, self.env.cr.fetchall(), strict=True):
            row["id"] = id_
        partners = self.env["res.partner"].browse({row["partner_id"] for row in rows})
        partners.invalidate_recordset(["update_log_ids", "update_log_count", "update_records"], flush=False)

    @api.model
    def _on_changes_logged(self, rows):
        """Called after items have changed and their rows stand in the log; rooms extend it.

        :param rows: dicts as for ``_insert_rows()``, with their ids. Called as whoever made the change.
        """
