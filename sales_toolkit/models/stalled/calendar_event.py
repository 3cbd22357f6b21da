"""Meetings that have taken place are progress; the daily action finds those that are over by now."""

from odoo import api, fields, models

MOVING = {"start", "stop", "start_date", "stop_date", "allday", "duration", "active", "opportunity_id"}


class CalendarEvent(models.Model):
    _inherit = "calendar.event"

    @api.model_create_multi
    def create(self, vals_list):
        events = super().create(vals_list)
        events._note_progress()
        return events

    def write(self, vals):
        result = super().write(vals)
        if MOVING & vals.keys():
            self.exists()._note_progress()
        return result

    def _note_progress(self):
        now = fields.Datetime.now()
        # sudo: only when it was, and about which deal
        over = self.sudo().filtered(
            lambda event: event.opportunity_id and event.active and event.stop and event.stop <= now
        )
        self.env["crm.lead"].note_progress(
            [(event.opportunity_id.id, event.stop, "meeting") for event in over]
        )
