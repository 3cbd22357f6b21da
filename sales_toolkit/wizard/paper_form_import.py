"""Importing registration forms: a preview first, then all sheets that are good (C14)."""

import base64
import binascii

import psycopg2

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command

from ..models.paper_form.plan import PaperFormPlan
from ..models.profile.messages import explain, form_language
from ..models.shared.statement import Source
from ..rules.registration_form.labels import LABELS
from ..rules.registration_form.refused import find_refused_cells
from ..rules.registration_form.sheet import read_form
from ..rules.registration_form.update_records import format_update_records
from ..rules.workbook import Limits, read_workbook

STATES = [("upload", "Upload"), ("preview", "Preview"), ("done", "Done")]


class PaperFormImport(models.TransientModel):
    """Reads files of registration forms, shows what would change, and writes it once confirmed."""

    _name = "sales_toolkit.paper_form_import"
    _description = "Import Registration Forms"

    state = fields.Selection(STATES, default="upload", readonly=True)
    file = fields.Binary(
        "Registration Form", attachment=False, help="An .xlsx file; each sheet is one customer."
    )
    filename = fields.Char()
    attachment_ids = fields.Many2many("ir.attachment", string="Files", help="One or more .xlsx files.")
    channel_id = fields.Many2one(
        "sales_toolkit.channel",
        string="Collection Channel",
        default=lambda self: self.env.ref("sales_toolkit.channel_import", raise_if_not_found=False),
        help="Through which channel the information on the forms was collected.",
    )
    sheet_ids = fields.One2many("sales_toolkit.paper_form_import.sheet", "import_id", readonly=True)
    summary = fields.Char(compute="_compute_summary")

    @api.depends("sheet_ids.action", "sheet_ids.state")
    def _compute_summary(self):
        for wizard in self:
            counts = dict.fromkeys(("create", "update", "unchanged", "refuse"), 0)
            for sheet in wizard.sheet_ids:
                counts["refuse" if sheet.state == "failed" else sheet.action] += 1
            wizard.summary = self.env._(
                "%(create)s new, %(update)s changed, %(unchanged)s unchanged, %(refuse)s refused", **counts
            )

    def action_preview(self):
        """Read the files and show what each sheet would do; nothing else is written.

        :raise UserError: when there is no file
        """
        self._read_sheets(write=False)
        return self._reopen()

    def action_import(self):
        """Write all sheets that are good, and report those that are not.

        :raise UserError: when there is no file
        """
        self._read_sheets(write=True)
        return self._reopen()

    def action_close(self):
        """Back to the list from which one came, which shows what has been imported."""
        return {"type": "ir.actions.client", "tag": "soft_reload"}

    def _reopen(self):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Import Registration Forms"),
            "res_model": self._name,
            "res_id": self.id,
            "views": [(False, "form")],
            "target": "new",
        }

    def _get_files(self):
        """[(name, bytes)] of the files given."""
        self.ensure_one()
        self.check_access("write")
        # the files go when the wizard goes: they hold what the wizard holds
        own = self.attachment_ids.filtered(lambda a: a.create_uid == self.env.user and not a.res_id)
        own.write({"res_model": self._name, "res_id": self.id})
        files = [(attachment.name, attachment.raw) for attachment in self.attachment_ids]
        if self.file:
            try:
                content = base64.b64decode(self.with_context(bin_size=False).file, validate=True)
            except binascii.Error:
                raise UserError(self.env._("The file did not arrive whole. Choose it again.")) from None
            files.append((self.filename or self.env._("file"), content))
        if not files:
            raise UserError(self.env._("Choose an .xlsx file with registration forms first."))
        return files

    def _read_sheets(self, write):
        values = []
        files = self._get_files()
        source = self._get_review_source(files)
        for name, content in files:
            values += self.with_context(review_source=Source(source))._read_file(name, content, write)
        written = [vals["partner_id"] for vals in values if vals.get("state") == "written"]
        self.env["res.partner"].browse(written).submit_imported(source)
        self._mark_repeated(values)
        self.write(
            {
                "sheet_ids": [Command.clear(), *(Command.create(vals) for vals in values)],
                "state": "done" if write else "preview",
            }
        )

    def _get_review_source(self, files):
        """What this import is called in the queue of reviews."""
        now = fields.Datetime.context_timestamp(self, fields.Datetime.now())
        return f"{', '.join(name for name, _content in files)[:100]} {now:%Y-%m-%d %H:%M}"

    def _read_file(self, name, content, write):
        company = self.env.company
        limits = Limits(
            max_bytes=company.paper_form_max_size * 1024 * 1024, max_sheets=company.paper_form_max_sheets
        )
        workbook = read_workbook(content, limits)
        if workbook.problems:
            return [self._prepare_refused(name, "", workbook.problems)]
        return [self._read_sheet(name, sheet, write) for sheet in workbook.sheets]

    def _read_sheet(self, filename, sheet, write):
        if any(found.fatal for found in sheet.problems):
            return self._prepare_refused(filename, sheet.name, sheet.problems)
        if found := find_refused_cells(sheet.grid):
            return self._prepare_refused(filename, sheet.name, found)
        form = read_form(sheet.grid, fields.Date.context_today(self))
        form.problems[:0] = sheet.problems
        if not write:
            return self._prepare_sheet(
                filename, sheet.name, PaperFormPlan(self.env, form, filename, self.channel_id)
            )
        return self._write_sheet(filename, sheet.name, form)

    def _write_sheet(self, filename, sheet_name, form):
        """Plan and write one sheet; when that fails nothing of the sheet stays."""
        try:
            with self.env.cr.savepoint():
                plan = PaperFormPlan(self.env, form, filename, self.channel_id, write=True)
                vals = self._prepare_sheet(filename, sheet_name, plan)
                if plan.action in ("create", "update"):
                    vals |= {"partner_id": plan.apply().id, "state": "written"}
                    self.env.flush_all()
                return vals
        except UserError as error:
            message = str(error)
        except (psycopg2.IntegrityError, psycopg2.DataError) as error:
            message = self.env["res.partner"]._sql_error_to_message(error)
        failed = self._prepare_refused(filename, sheet_name, form.problems)
        failed["line_ids"].append(Command.create({"kind": "problem", "message": message}))
        return failed | {"customer_name": form.values.get("name"), "state": "failed"}

    # Rows of the preview and the report -------------------------------------------------------------

    def _prepare_refused(self, filename, sheet_name, problems):
        return {
            "filename": filename,
            "name": sheet_name,
            "action": "refuse",
            "line_ids": [self._prepare_problem(found) for found in problems],
        }

    def _prepare_sheet(self, filename, sheet_name, plan):
        labels = LABELS[form_language(self.env)]
        changes = [
            Command.create(
                {
                    "kind": "change",
                    "item": labels[change.item],
                    "cell": plan.form.cells.get(change.item),
                    "old_value": change.old,
                    "new_value": change.new,
                }
            )
            for change in plan.changes
        ]
        records = [
            Command.create(
                {
                    "kind": "record",
                    "item": labels[item],
                    "new_value": format_update_records(records),
                }
            )
            for item, records in plan.records.items()
        ]
        return {
            "filename": filename,
            "name": sheet_name,
            "action": plan.action,
            "customer_name": plan.form.values.get("name"),
            "partner_id": plan.partner.id,
            "line_ids": [self._prepare_problem(found) for found in plan.problems] + changes + records,
        }

    def _prepare_problem(self, found):
        return Command.create(
            {
                "kind": "problem" if found.fatal else "remark",
                "item": LABELS[form_language(self.env)].get(found.item),
                "cell": found.cell,
                "message": explain(self.env, found),
            }
        )

    def _mark_repeated(self, sheets):
        """Tell of sheets about the same customer: the later one is written on top of the earlier."""
        seen = {}
        for vals in sheets:
            name = vals.get("customer_name")
            if name in seen:
                message = self.env._(
                    "The sheet %(sheet)s is about the same customer; this one is written after it.",
                    sheet=seen[name],
                )
                vals["line_ids"].append(Command.create({"kind": "remark", "message": message}))
            elif name:
                seen[name] = vals["name"]


class PaperFormImportSheet(models.TransientModel):
    """One sheet of an imported file: what it does, or what is wrong with it."""

    _name = "sales_toolkit.paper_form_import.sheet"
    _description = "Sheet of a Registration Form File"

    import_id = fields.Many2one(
        "sales_toolkit.paper_form_import", required=True, ondelete="cascade", index=True
    )
    filename = fields.Char("File")
    name = fields.Char("Sheet")
    customer_name = fields.Char("Customer")
    partner_id = fields.Many2one("res.partner", string="Existing Customer", ondelete="set null")
    action = fields.Selection(
        [("create", "New"), ("update", "Changed"), ("unchanged", "Unchanged"), ("refuse", "Refused")],
        required=True,
    )
    state = fields.Selection(
        [("planned", "Planned"), ("written", "Written"), ("failed", "Failed")],
        default="planned",
        required=True,
    )
    line_ids = fields.One2many("sales_toolkit.paper_form_import.line", "sheet_id")
    change_text = fields.Text("Changes", compute="_compute_texts")
    problem_text = fields.Text("Not Understood", compute="_compute_texts")

    @api.depends("action", "line_ids.message", "line_ids.new_value")
    def _compute_texts(self):
        for sheet in self:
            found = sheet.line_ids.filtered("message")
            sheet.problem_text = "\n".join(line._get_text() for line in found) or False
            changes = (sheet.line_ids - found) if sheet.action == "update" else found.browse()
            sheet.change_text = "\n".join(line._get_text() for line in changes) or False


class PaperFormImportLine(models.TransientModel):
    """One finding on a sheet: a change, an update record, a remark or a problem."""

    _name = "sales_toolkit.paper_form_import.line"
    _description = "Finding on a Registration Form"

    sheet_id = fields.Many2one(
        "sales_toolkit.paper_form_import.sheet", required=True, ondelete="cascade", index=True
    )
    kind = fields.Selection(
        [("problem", "Problem"), ("remark", "Remark"), ("change", "Change"), ("record", "Update Record")],
        required=True,
    )
    item = fields.Char()
    cell = fields.Char()
    old_value = fields.Text("From")
    new_value = fields.Text("To")
    message = fields.Text()

    def _get_text(self):
        """The finding in one line that names cell and item."""
        place = " ".join(part for part in (self.cell, self.item) if part)
        text = self.message or " → ".join(part for part in (self.old_value, self.new_value) if part)
        return f"{place}: {text}" if place else text
