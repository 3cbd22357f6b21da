from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import ValidationError


class ResCompany(models.Model):
    """The toolkit's numbers and switches, one value per company (X6)."""

    _name = "res.company"
    _inherit = ["res.company", "sales_toolkit.own_columns.mixin"]

    paper_form_max_size = fields.Integer(
        "Largest Form File (MB)",
        default=10,
        help="Largest registration form file that may be imported, in megabytes.",
    )
    paper_form_max_sheets = fields.Integer(
        "Most Sheets per Form File",
        default=100,
        help="Most sheets that one registration form file may have; one sheet is one customer.",
    )
    paper_form_create_records = fields.Boolean(
        "Create What Forms Name",
        default=True,
        help="Importing a registration form creates the industries, tags and need types it names.",
    )
    family_situation_enabled = fields.Boolean(
        "Register the Family Situation",
        help="The family situation of private customers may be registered (C12). Off unless switched on.",
    )
    family_situation_purpose = fields.Char(
        "Purpose of the Family Situation",
        translate=True,
        help="What the family situation is needed for. Shown to users beside the item.",
    )
    retention_months = fields.Integer(
        "Retention Period (Months)",
        default=0,
        help="Personal and confidential items of customers dormant for this many months are erased (C12). "
        "0: never.",
    )
    retention_grace_days = fields.Integer(
        "Grace Before Erasure (Days)",
        default=30,
        help="Days between the proposal to erase and the erasure, for a manager to decide otherwise.",
    )

    @api.constrains("paper_form_max_size", "paper_form_max_sheets")
    def _check_paper_form_limits(self):
        for company in self:
            if company.paper_form_max_size < 1 or company.paper_form_max_sheets < 1:
                raise ValidationError(self.env._("The limits for registration form files must be 1 or more."))

    @api.constrains("retention_months", "retention_grace_days")
    def _check_retention(self):
        for company in self:
            if company.retention_months < 0 or company.retention_grace_days < 0:
                raise ValidationError(
                    self.env._("The retention period and its grace period must be 0 or more.")
                )

    @api.constrains("family_situation_enabled", "family_situation_purpose")
    def _check_family_situation_purpose(self):
        for company in self:
            if company.family_situation_enabled and not (company.family_situation_purpose or "").strip():
                raise ValidationError(
                    self.env._("State what the family situation is needed for before switching it on.")
                )

    @api.private
    def get_retention_limit(self):
        """The day until which a customer must have become dormant for its retention period to be over."""
        self.ensure_one()
        return fields.Date.context_today(self) - relativedelta(months=self.retention_months)
