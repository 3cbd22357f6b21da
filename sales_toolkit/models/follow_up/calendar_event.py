from odoo import api, models


class CalendarEvent(models.Model):
    _name = "calendar.event"
    _inherit = ["calendar.event", "sales_toolkit.below.mixin"]

    # a meeting about an opportunity counts as a contact: nobody plans one about a colleague's
    _below = {"opportunity_id": ("crm.lead", "read")}

    @api.private
    def get_open_name(self):
        """The subject, nothing of a private meeting's: scheduled actions, other than people, see all."""
        return self.name if self.effective_privacy != "private" else False

    def unlink(self):
        """A meeting that was a follow-up is off: the database deletes its activity without a word."""
        # sudo: who may delete the meeting may have its follow-up kept in step
        follow_ups = self.env["sales_toolkit.follow_up"].sudo()
        follow_ups = follow_ups.search(
            [("activity_id.calendar_event_id", "in", self.ids), ("state", "=", "planned")]
        )
        result = super().unlink()
        if follow_ups:
            follow_ups.write_derived({"state": "cancelled", "skipped": True, "activity_id": False})
            follow_ups.lead_id.plan_follow_ups()
        return result
