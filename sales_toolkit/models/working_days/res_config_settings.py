"""What is wrong with the company's working hours, where its other numbers are set (X6)."""

from odoo import api, fields, models
from odoo.exceptions import UserError

UTC = ("UTC", "Etc/UTC", "Etc/GMT", "GMT")


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    toolkit_calendar_warning = fields.Char(
        "Trouble with the Working Hours",
        compute="_compute_toolkit_calendar_warning",
        help="Why days of work may begin and end at the wrong time, or holidays be worked through.",
    )

    @api.depends("company_id")
    def _compute_toolkit_calendar_warning(self):
        for settings in self:
            settings.toolkit_calendar_warning = settings._get_calendar_trouble()

    def _get_calendar_trouble(self):
        """Odoo gives new companies a calendar in UTC where it knows no time zone."""
        calendar = self.company_id.resource_calendar_id
        if not calendar:
            return self.env._(
                "The company has no working hours: Monday to Friday are taken for working days."
            )
        if not calendar.attendance_ids and not calendar.flexible_hours:
            return self.env._(
                "The working hours %(calendar)s are empty: Monday to Friday are taken for working days.",
                calendar=calendar.name,
            )
        if (calendar.tz or "UTC") in UTC:
            return self.env._(
                "The working hours %(calendar)s are in the time zone UTC, so that days begin and end at "
                "other hours than yours: choose your own time zone.",
                calendar=calendar.name,
            )
        return False

    def action_open_toolkit_calendar(self):
        """The company's working hours, or the company itself where it has none.

        :raise UserError: when this is called for several settings at once
        """
        if len(self) > 1:
            raise UserError(self.env._("The working hours are those of one company."))
        company = self.company_id or self.env.company
        record = company.resource_calendar_id or company
        return {
            "type": "ir.actions.act_window",
            "res_model": record._name,
            "res_id": record.id,
            "views": [(False, "form")],
            "target": "current",
        }
