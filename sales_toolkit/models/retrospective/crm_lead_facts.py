"""What a retrospective asks of its opportunities, for many at once (O11)."""

from odoo import api, models
from odoo.tools import SQL


class CrmLead(models.Model):
    _inherit = "crm.lead"

    @api.private
    def get_stage_events(self):
        """{lead id: [(moment, stage id from then on)]}, in order, beginning with the creation."""
        changes = self._get_tracked_changes("stage_id", "integer")
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
        changes = self._get_tracked_changes("expected_revenue", "float")
        amounts = {}
        for lead in self:
            asked = [amount for _moment, old, new in changes[lead.id] for amount in (old, new) if amount]
            if asked:
                amounts[lead.id] = (asked[0], lead.expected_revenue, lead.company_currency.id)
        return amounts

    def _get_tracked_changes(self, name, kind):
        """{lead id: [(moment, old value, new value)]}, as the chatter knows them, in order.

        :param kind: the column of the tracked values: integer (ids) or float
        """
        changes = {lead.id: [] for lead in self}
        for lead_id, *change in self._read_tracked_changes(name, kind):
            changes[lead_id].append(tuple(change))
        # what this transaction changes is put into the chatter at its very end
        pending = self.env.cr.precommit.data.get(f"mail.tracking.{self._name}", {})
        for lead in self:
            values = pending.get(lead.id) or {}
            now = lead[name]
            if name in values and values[name] != now:
                old, new = (v.id if isinstance(v, models.BaseModel) else v for v in (values[name], now))
                changes[lead.id].append((self.env.cr.now(), old, new))
        return changes

    def _read_tracked_changes(self, name, kind):
        self.env["mail.tracking.value"].flush_model()
        self.env["mail.message"].flush_model()
        field = self.env["ir.model.fields"]._get(self._name, name)
        old, new = SQL.identifier(f"old_value_{kind}"), SQL.identifier(f"new_value_{kind}")
        return self.env.execute_query(
            SQL(
                """SELECT message.res_id, value.create_date, value.%s, value.%s
                     FROM mail_message AS message
                     JOIN mail_tracking_value AS value ON value.mail_message_id = message.id
                    WHERE message.model = %s AND message.res_id = ANY(%s) AND value.field_id = %s
                    ORDER BY value.id""",
                old,
                new,
                self._name,
                self.ids,
                field.id,
            )
        )
