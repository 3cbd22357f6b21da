"""What a retrospective asks of its opportunities, for many at once (O11)."""

from odoo import api, models

from .tracked_changes import get_tracked_changes


class CrmLead(models.Model):
    _inherit = "crm.lead"

    @api.private
    def get_stage_events(self):
        """{lead id: [(moment, stage id from then on)]}, in order, beginning with the creation."""
        changes = get_tracked_changes(self, "stage_id", "integer")
        events = {}
        for lead in self:
            own = changes[lead.id]
            first = own[0][1] if own else lead.stage_id.id
            events[lead.id] = [(lead.create_date, first), *((moment, new) for moment, _old, new in own)]
        return events

    @api.private
    def get_grade_events(self):
        """{lead id: [(moment, grade from then on)]}, in order; of what was merged into them, nothing."""
        domain = [("lead_id", "in", self.ids), ("merged", "=", False)]
        # sudo: callers have got hold of the opportunities
        rows = self.env["sales_toolkit.grade_history"].sudo().search(domain, order="date, id")
        events = {lead.id: [] for lead in self}
        for row in rows:
            events[row.lead_id.id].append((row.date, row.new_grade or None))
        return events

    @api.private
    def get_first_quotation_amounts(self):
        """As ``_get_first_quotation_amounts()``, for another model."""
        return self._get_first_quotation_amounts()

    def _get_first_quotation_amounts(self):
        """{lead id: (what was asked first, what was agreed, currency id)}; None where it is not known.

        Here from the expected revenue, as far as its changes are known. The bridge to the Sales app knows
        better.
        """
        changes = get_tracked_changes(self, "expected_revenue", "float")
        amounts = {}
        for lead in self:
            asked = [amount for _moment, old, new in changes[lead.id] for amount in (old, new) if amount]
            if asked:
                currency = lead.get_grading_company().currency_id
                amounts[lead.id] = (asked[0], lead.expected_revenue, currency.id)
        return amounts
