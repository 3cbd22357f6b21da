"""Meetings that have taken place are interactions; the daily action finds those that are over by now."""

from odoo import api, fields, models

MOVING = {"start", "stop", "start_date", "stop_date", "allday", "duration", "active", "partner_ids"} | {
    "attendee_ids",
    "opportunity_id",
}


class CalendarEvent(models.Model):
    _inherit = "calendar.event"

    # The daily action looks for meetings that were over lately.
    _over = models.Index("(stop)")

    @api.model_create_multi
    def create(self, vals_list):
        events = super().create(vals_list)
        events._note_interactions(events._get_met_partners())
        return events

    def write(self, vals):
        if not MOVING & vals.keys():
            return super().write(vals)
        before = self._get_met_partners()
        result = super().write(vals)
        self.exists()._note_interactions(before)
        return result

    def unlink(self):
        before = self._get_met_partners()
        result = super().unlink()
        self.env["res.partner"].note_interactions([(partner, None, None) for partner in before])
        return result

    def _get_met_partners(self):
        """Those whom the meetings of the past among these are with."""
        now = fields.Datetime.now()
        # sudo: as in res.partner.note_interactions()
        past = self.sudo().filtered(lambda event: event.stop and event.stop <= now)
        return past.partner_ids | past.opportunity_id.partner_id

    def _note_interactions(self, before):
        """The last contact follows; whom a meeting that is over was with is awake."""
        now = fields.Datetime.now()
        events = [(partner, None, None) for partner in before]
        for event in self.sudo():
            if event.active and event.stop and event.stop <= now:
                events += [(partner, event.stop, "meeting") for partner in event._get_present_partners()]
        self.env["res.partner"].note_interactions(events)

    def _get_present_partners(self):
        declined = self.attendee_ids.filtered(lambda attendee: attendee.state == "declined").partner_id
        return (self.partner_ids - declined) | self.opportunity_id.partner_id


class CalendarAttendee(models.Model):
    _inherit = "calendar.attendee"

    def write(self, vals):
        result = super().write(vals)
        if "state" in vals:
            events = self.sudo().event_id
            events._note_interactions(events._get_met_partners())
        return result
