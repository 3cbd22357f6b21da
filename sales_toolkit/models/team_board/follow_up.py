from odoo import models


class FollowUp(models.Model):
    _inherit = "sales_toolkit.follow_up"

    # The board asks for the contacts of a period
    _due_in_period = models.Index(
        "(planned_date) WHERE state IN ('done', 'missed') AND slot_date IS NOT NULL"
    )
    _done_in_period = models.Index("(done_at) WHERE state = 'done' AND minutes_due IS NOT NULL")
