"""The form on which a customer's data are checked: by keyboard, one customer after another (C10)."""

from odoo import api, fields, models
from odoo.fields import Command

from ..models.data_check.data_check import METHODS
from ..models.review.requirement import CONFIDENTIAL_ITEMS

ANSWERS = [("unchanged", "Unchanged"), ("changed", "Changed"), ("unconfirmed", "Not Confirmed")]


class DataCheckForm(models.TransientModel):
    """One check while it is being done. Gone once it is done: it may hold confidential answers."""

    _name = "sales_toolkit.data_check_form"
    _inherit = ["sales_toolkit.dialog.mixin", "sales_toolkit.privacy_guard.mixin"]
    _description = "Data Check Form"
    _about = "check_id"

    check_id = fields.Many2one("sales_toolkit.data_check", required=True, readonly=True, ondelete="cascade")
    partner_id = fields.Many2one(related="check_id.partner_id")
    contact_name = fields.Char(related="partner_id.contact_name")
    contact_phone = fields.Char(related="partner_id.contact_phone")
    contact_email = fields.Char(related="partner_id.contact_email")
    last_contact_summary = fields.Text(related="partner_id.last_contact_summary", related_sudo=False)
    method = fields.Selection(
        METHODS, required=True, help="How you asked; the last one that you used is proposed."
    )
    line_ids = fields.One2many("sales_toolkit.data_check_form.line", "form_id")
    remaining = fields.Integer(compute="_compute_remaining", help="Other checks that wait for you.")

    @api.depends("check_id")
    def _compute_remaining(self):
        domain = [("state", "in", ("due", "missed")), ("user_id", "=", self.env.uid)]
        for form in self:
            form.remaining = form.check_id.search_count([*domain, ("id", "!=", form.check_id.id)])

    @api.private
    @api.model
    def create_for(self, check):
        """The form of ``check``, with a line per item that the user may see."""
        last = check.search([("done_by", "=", self.env.uid)], order="done_at desc", limit=1)
        lines = [Command.create({"item": item}) for item in check.partner_id.get_checked_items()]
        return self.create({"check_id": check.id, "method": last.method or "phone", "line_ids": lines})

    @api.private
    def get_action(self):
        """Open this form as a dialog."""
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Data Check"),
            "res_model": self._name,
            "res_id": self.id,
            "views": [(False, "form")],
            "target": "new",
        }

    def action_done(self):
        """Put the answers on record.

        :raise UserError: when an answer can't be read, or the check has been done meanwhile
        """
        self._answer()
        return {"type": "ir.actions.act_window_close"}

    def action_done_and_next(self):
        """Put the answers on record and go on with the next customer.

        :raise UserError: as ``action_done()``
        """
        following = self._answer().get_next()
        return following.action_open_form() if following else {"type": "ir.actions.act_window_close"}

    def _answer(self):
        self.ensure_one()
        self.check_access("write")
        check = self.check_id
        changed = self.line_ids.filtered(lambda line: line.answer == "changed")
        unconfirmed = self.line_ids.filtered(lambda line: line.answer == "unconfirmed")
        check.action_done(
            self.method,
            {line.item: line.new_value or "" for line in changed},
            unconfirmed.mapped("item"),
        )
        # what was typed may be confidential: it stands where it belongs now
        self.unlink()
        return check


class DataCheckFormLine(models.TransientModel):
    """One item: what stands there, and the answer."""

    _name = "sales_toolkit.data_check_form.line"
    _inherit = ["sales_toolkit.privacy_guard.mixin"]
    _description = "Item of a Data Check"
    _order = "id"

    form_id = fields.Many2one("sales_toolkit.data_check_form", required=True, index=True, ondelete="cascade")
    item = fields.Char(required=True)
    label = fields.Char("Item Name", compute="_compute_label")
    current_value = fields.Text(
        "On Record", compute="_compute_current_value", help="What stands there now, as you may see it."
    )
    answer = fields.Selection(ANSWERS, required=True, default="unchanged")
    new_value = fields.Text(
        help="What it is now, as you would write it on the registration form: 500-1000人, 采购总监 …"
    )
    confidential = fields.Boolean(compute="_compute_label")

    @api.model
    def _get_guarded_fields(self):
        return frozenset({"new_value"})

    @api.depends("item")
    @api.depends_context("lang")
    def _compute_label(self):
        for line in self:
            line.label = self.env["sales_toolkit.requirement"].describe_items([line.item])[0]
            line.confidential = line.item in CONFIDENTIAL_ITEMS

    @api.depends("item", "form_id.check_id")
    @api.depends_context("uid", "lang", "allowed_company_ids")
    def _compute_current_value(self):
        texts = {}
        for line in self:
            partner = line.form_id.check_id.partner_id
            if partner not in texts:
                texts[partner] = partner.get_checked_items() if partner else {}
            line.current_value = texts[partner].get(line.item) or False

    @api.onchange("new_value")
    def _onchange_new_value(self):
        """Typing a value answers the question."""
        if self.new_value:
            self.answer = "changed"

    @api.onchange("answer")
    def _onchange_answer(self):
        if self.answer != "changed":
            self.new_value = False
        elif not self.new_value:
            # most changes are a few characters in what stands there
            self.new_value = self.current_value
