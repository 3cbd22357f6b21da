"""The kinds of work that the mail of the day tells of, for people to choose from (X5)."""

from odoo import api, fields, models


class ReminderKind(models.Model):
    """A name for a kind of ``sales_toolkit.reminder``. A kind that is not listed can't be switched off."""

    _name = "sales_toolkit.reminder_kind"
    _description = "Kind of Reminder"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    code = fields.Char(required=True, readonly=True, help="The kind, as the rooms of the toolkit call it.")
    sequence = fields.Integer(default=10, help="In which order the mail tells of it.")

    _once = models.UniqueIndex("(code)", "This kind of reminder is listed already.")

    @api.private
    @api.model
    def get_all(self):
        """All kinds, a dozen, in their order."""
        return self.search([("code", "!=", False)])
