from odoo import api, models


class CalendarEvent(models.Model):
    _inherit = "calendar.event"

    @api.model_create_multi
    def create(self, vals_list):
        self._check_opportunities(vals_list)
        return super().create(vals_list)

    def write(self, vals):
        self._check_opportunities([vals])
        return super().write(vals)

    def _check_opportunities(self, vals_list):
        """A meeting about an opportunity counts as a contact: nobody plans one about a colleague's.

        :raise AccessError: when the user may not read the opportunity
        """
        ids = {
            vals.get("opportunity_id") for vals in vals_list if isinstance(vals.get("opportunity_id"), int)
        }
        if ids and not self.env.su:
            self.env["crm.lead"].browse(filter(None, ids)).check_access("read")

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
