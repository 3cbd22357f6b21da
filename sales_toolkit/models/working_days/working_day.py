"""Days that differ from the weekly pattern: make-up working weekends (调休), and days off besides leaves."""

from odoo import fields, models


class WorkingDay(models.Model):
    """One exception. The ERP's calendars know weekly hours and leaves, but no extra working Saturday."""

    _name = "sales_toolkit.working_day"
    _description = "Working Day Exception"
    _order = "date desc, id desc"
    _rec_name = "date"

    date = fields.Date(required=True, index=True, help="The day that differs from the calendar.")
    working = fields.Boolean(
        "Working Day", default=True, help="On: a make-up working day (调休). Off: a day off."
    )
    note = fields.Char(help="What for, such as: make-up day for the Spring Festival.")
    company_id = fields.Many2one(
        "res.company",
        default=lambda self: self.env.company,
        ondelete="cascade",
        help="Empty: all companies.",
    )

    _once = models.UniqueIndex(
        "(date, COALESCE(company_id, 0))", "There is an exception for this day and company already."
    )
