"""In which order the parts of a day are done: edited in Configuration (X5)."""

from odoo import api, fields, models


class MyDaySection(models.Model):
    """One part of the day. Of what is not listed here, the parts come last, as their rooms name them."""

    _name = "sales_toolkit.my_day_section"
    _description = "Part of the Day"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True, help="The title above the items.")
    code = fields.Char(required=True, readonly=True, help="What waits in this part, as the toolkit calls it.")
    sequence = fields.Integer(default=10, help="What comes first is done first.")
    active = fields.Boolean("Shown", default=True, help="Off: My Day does not show this part.")

    _once = models.UniqueIndex("(code)", "This part of the day is listed already.")

    @api.private
    @api.model
    def get_all(self):
        """All parts, a dozen or two, in their order, also those that are not shown."""
        return self.with_context(active_test=False).search_fetch(
            [("code", "!=", False)], ["name", "code", "active"]
        )
