"""Steps move by working days (O10)."""

from datetime import timedelta

from odoo import models

from ...rules.handover import distance, move

# How far around a plan working days are looked up, besides three days for each one that it moves by.
MARGIN = 60


class HandoverStep(models.Model):
    _inherit = "sales_toolkit.handover_step"

    def _move_by_working_days(self, company, old, new):
        """Move these by the working days from ``old`` to ``new``; a step takes as long as before."""
        if not self:
            return
        first, last = min(old, new), max(old, new)
        delta = distance(old, new, company.get_working_days(first, last))
        around = timedelta(days=MARGIN + 3 * abs(delta))
        first, last = min(first, *self.mapped("date_start")), max(last, *self.mapped("date_end"))
        days = company.get_working_days(first - around, last + around)
        if not days:
            return
        for step in self:
            step.write(
                {
                    "date_start": move(step.date_start, delta, days),
                    "date_end": move(step.date_end, delta, days),
                }
            )
