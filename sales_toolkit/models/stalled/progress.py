"""What counts as progress of a deal, and which was the last (O8)."""

from odoo import api, models
from odoo.tools import SQL

# What the queries read, to be flushed before.
READ = (
    "mail.message",
    "mail.activity",
    "calendar.event",
    "sales_toolkit.follow_up",
    "sales_toolkit.stall",
    "crm.lead",
)
# Sources that know the day only, in Greenwich; their moment is noon of it.
KNOWN_BY_DAY = ("activity",)


class CrmLead(models.Model):
    _inherit = "crm.lead"

    @api.model
    def _get_progress_queries(self):
        """SQL for each source of progress of ``lead``: (kind, moment).

        The same things count as interactions with a customer. Another app adds its own source here, and
        calls ``note_progress()`` when something happens to it.
        """
        partners = self.env["res.partner"]
        return [
            SQL(
                "SELECT 'stage' AS kind, lead.stage_moved_at AS moment WHERE lead.stage_moved_at IS NOT NULL"
            ),
            SQL(
                "SELECT 'follow_up', follow_up.done_at FROM sales_toolkit_follow_up AS follow_up "
                "WHERE follow_up.lead_id = lead.id AND follow_up.state = 'done' "
                "AND follow_up.done_at IS NOT NULL"
            ),
            SQL(
                "SELECT 'message', message.date FROM mail_message AS message "
                "JOIN mail_message_subtype AS subtype ON subtype.id = message.subtype_id "
                "WHERE message.model = 'crm.lead' AND message.res_id = lead.id AND %s",
                partners.get_message_condition(),
            ),
            SQL(
                "SELECT 'activity', activity.date_done + interval '12 hours' FROM mail_activity AS activity "
                "WHERE activity.res_model = 'crm.lead' AND activity.res_id = lead.id AND %s",
                partners.get_activity_condition(),
            ),
            SQL(
                "SELECT 'meeting', event.stop FROM calendar_event AS event "
                "WHERE event.opportunity_id = lead.id AND event.active "
                "AND event.stop <= now() AT TIME ZONE 'UTC'"
            ),
        ]

    @api.private
    @api.model
    def get_progress_query(self):
        """SQL: (kind, moment) of all progress of ``lead``."""
        for model in READ:
            self.env[model].flush_model()
        return SQL(" UNION ALL ").join(self._get_progress_queries())

    @api.private
    @api.model
    def note_progress(self, events):
        """Tell deals that something happened to them: those that are stalled move again.

        :param events: [(lead id, moment, kind)], kind as in ``CLEARED_BY``. Deals that are not stalled cost
            no query, if they have been read before.
        """
        # sudo: whoever writes to a customer need not be able to write the deal; nothing is shown
        leads = self.sudo().browse({event[0] for event in events})._filter_stalled()
        for lead_id, moment, kind in events:
            lead = leads & leads.browse(lead_id)
            if lead and lead.stalled and lead._is_recent(moment):
                lead.clear_stalls(kind)
