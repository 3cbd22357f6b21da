"""The library of materials: what to take along to a customer, or to send (O4)."""

import os

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ...rules.materials import Material as Rule

KINDS = [
    ("comparison", "Comparison Table"),
    ("case", "Success Case"),
    ("white_paper", "White Paper"),
    ("script", "Script"),
    ("other", "Other"),
]


class Material(models.Model):
    """A comparison table, a case, a white paper: a file or a link, and what deals it is made for."""

    _name = "sales_toolkit.material"
    _inherit = ["sales_toolkit.privacy_guard.mixin"]
    _description = "Material"
    _order = "sequence, name, id"

    name = fields.Char("Title", required=True, help="What people call the material.")
    sequence = fields.Integer(default=10, help="Where two materials fit a deal alike, the lower comes first.")
    active = fields.Boolean(default=True)
    kind = fields.Selection(KINDS, required=True, default="case", help="What kind of material it is.")
    description = fields.Text(help="What it says, and when to use it.")
    file = fields.Binary(attachment=True, help="The material itself, unless it is a link.")
    filename = fields.Char("File Name")
    url = fields.Char("Link", help="Where the material stands, if it is no file: https://…")
    industry_ids = fields.Many2many(
        "res.partner.industry", string="Industries", help="Made for these industries. Empty: for any."
    )
    need_type_ids = fields.Many2many(
        "sales_toolkit.need_type", string="Need Types", help="Made for these needs. Empty: for any."
    )
    stage_ids = fields.Many2many(
        "crm.stage", string="Stages", help="For opportunities in these stages. Empty: in any."
    )
    grade_a = fields.Boolean(help="For opportunities of grade A. None of the grades: for any.")
    grade_b = fields.Boolean(help="For opportunities of grade B. None of the grades: for any.")
    grade_c = fields.Boolean(help="For opportunities of grade C. None of the grades: for any.")
    lang = fields.Selection(
        lambda self: self.env["res.lang"].get_installed(),
        string="Language",
        help="The language that it is written in. Empty: any.",
    )
    company_id = fields.Many2one(
        "res.company", index=True, help="For salespeople of this company. Empty: for all."
    )
    sent_count = fields.Integer(
        "Used", compute="_compute_usage", help="To how many opportunities it has been sent or shown."
    )
    won_count = fields.Integer(
        "Won", compute="_compute_usage", help="How many of these opportunities were won."
    )
    win_rate = fields.Float(
        "Win Rate (%)",
        compute="_compute_usage",
        digits=(3, 0),
        help="How many per cent of these opportunities were won, of those that have been decided.",
    )
    decided_count = fields.Integer(
        "Decided", compute="_compute_usage", help="How many of these opportunities were won or lost."
    )

    @api.depends_context("company")
    def _compute_usage(self):
        counts = self.env["sales_toolkit.material_sent"].count_by_outcome(self._origin)
        for material in self:
            found = counts.get(material._origin.id, {})
            won, lost = found.get("won", 0), found.get("lost", 0)
            material.sent_count = sum(found.values())
            material.won_count = won
            material.decided_count = won + lost
            material.win_rate = 100 * won / (won + lost) if won + lost else 0

    @api.constrains("file", "url")
    def _check_content(self):
        for material in self:
            if not material.file and not (material.url or "").strip():
                raise ValidationError(self.env._("“%s” needs a file or a link.", material.name))

    @api.constrains("url")
    def _check_url(self):
        for material in self:
            url = (material.url or "").strip().lower()
            if url and not url.startswith(("https://", "http://")):
                raise ValidationError(
                    self.env._("The link of “%s” must begin with https:// or http://.", material.name)
                )

    @api.model
    def _get_guarded_fields(self):
        return frozenset({"name", "description", "filename"})

    @api.private
    def get_rules(self):
        """What these are made for, as ``rules.materials`` wants it."""
        return [
            Rule(
                material.id,
                {
                    "industry": frozenset(material.industry_ids.ids),
                    "need_type": frozenset(material.need_type_ids.ids),
                    "stage": frozenset(material.stage_ids.ids),
                    "grade": frozenset(code for code in "abc" if material[f"grade_{code}"]),
                    "lang": frozenset({material.lang} if material.lang else ()),
                },
                material.sequence,
            )
            for material in self
        ]

    @api.private
    def get_files(self):
        """{material id: attachment} of those whose file is where it should be."""
        # sudo: files of fields are only found by the system; the caller has read the material
        attachments = (
            self.env["ir.attachment"]
            .sudo()
            .search([("res_model", "=", self._name), ("res_field", "=", "file"), ("res_id", "in", self.ids)])
        )
        return {attachment.res_id: attachment for attachment in attachments if _is_there(attachment)}


def _is_there(attachment):
    """Whether the file can be read: a disk loses files that the database still knows of."""
    if not attachment.store_fname:
        return bool(attachment.db_datas)
    return os.path.isfile(attachment._full_path(attachment.store_fname))
