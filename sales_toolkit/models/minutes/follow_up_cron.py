"""The hourly action: whose minutes are late, and who is told (O5)."""

from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ..shared.batches import do_or_leave_out, tries_again

BATCH = 1000
# A meeting that was over longer ago is not asked about any more.
MEETINGS_SINCE = timedelta(days=2)


class FollowUp(models.Model):
    _name = "sales_toolkit.follow_up"
    _inherit = ["sales_toolkit.follow_up", "sales_toolkit.told.mixin"]
    _told = ("escalated_to",)
    _told_team = "lead_id.team_id"

    @api.model
    @tries_again
    def _cron_remind_minutes(self):
        """Ask for the minutes of meetings that are over, and tell the leaders of what is late for long."""
        cron = self.env["ir.cron"]
        events, late = self._get_finished_meetings(), self._get_late_minutes()
        cron._commit_progress(remaining=len(events) + len(late) + 1)
        for start in range(0, len(events), BATCH):
            batch = events[start : start + BATCH]
            do_or_leave_out(self.env, batch, self._log_meetings, "Meeting that is over")
            if not cron._commit_progress(len(batch)):
                return
        for start in range(0, len(late), BATCH):
            batch = late[start : start + BATCH]
            do_or_leave_out(self.env, batch, self._escalate, "Late minutes")
            if not cron._commit_progress(len(batch)):
                return
        for kind in ("minutes", "minutes_late", "minutes_escalated"):
            self.env["sales_toolkit.reminder"].refresh_everyone(kind)
        cron._commit_progress(1)

    # Meetings -----------------------------------------------------------------------------------------

    @api.model
    def _get_finished_meetings(self):
        """Meetings of graded opportunities that are over, and about which nothing has been written."""
        now = fields.Datetime.now()
        self.env["calendar.event"].flush_model(["stop", "active", "opportunity_id", "user_id"])
        self.flush_model()
        rows = self.env.execute_query(
            SQL(
                """SELECT event.id FROM calendar_event AS event
                     JOIN crm_lead AS lead ON lead.id = event.opportunity_id
                     JOIN res_users AS person ON person.id = event.user_id AND person.active
                    WHERE event.active AND event.stop BETWEEN %s AND %s AND lead.active
                      AND lead.grade IS NOT NULL AND lead.won_status = 'pending'
                      AND NOT EXISTS (SELECT FROM sales_toolkit_follow_up AS known
                                       WHERE known.event_id = event.id)
                      AND NOT EXISTS (SELECT FROM mail_activity AS activity
                                        JOIN sales_toolkit_follow_up AS known
                                          ON known.activity_id = activity.id
                                       WHERE activity.calendar_event_id = event.id)
                    ORDER BY event.id""",
                now - MEETINGS_SINCE,
                now,
            )
        )
        return [id_ for [id_] in rows]

    @api.model
    def _log_meetings(self, ids):
        """They took place: each is a contact whose minutes are asked for."""
        events = self.env["calendar.event"].browse(ids)
        own = {
            user: set(meetings.opportunity_id.with_user(user)._filtered_access("read").ids)
            for user, meetings in events.grouped("user_id").items()
        }
        self.create(
            [
                {
                    "lead_id": event.opportunity_id.id,
                    "user_id": event.user_id.id,
                    "event_id": event.id,
                    "method": "online" if event.videocall_location else "visit",
                    "outcome": event.get_open_name(),
                    "done_at": event.stop,
                    "state": "done",
                }
                # not about an opportunity that is somebody else's by now
                for event in events.filtered(lambda event: event.opportunity_id.id in own[event.user_id])
            ]
        )

    # Late minutes -------------------------------------------------------------------------------------

    @api.model
    def _get_late_minutes(self):
        """Those late for longer than their company waits, and of which no leader who is there knows."""
        self.flush_model()
        self.env["crm.lead"].flush_model(["team_id", "company_id"])
        rows = self.env.execute_query(
            SQL(
                """SELECT row.id FROM sales_toolkit_follow_up AS row
                     LEFT JOIN crm_lead AS lead ON lead.id = row.lead_id
                     LEFT JOIN res_users AS person ON person.id = row.user_id
                     LEFT JOIN res_users AS told ON told.id = row.escalated_to
                     LEFT JOIN res_company AS company
                            ON company.id = COALESCE(lead.company_id, person.company_id)
                    WHERE row.state = 'done' AND row.minutes_due IS NOT NULL AND row.minutes_at IS NULL
                      AND told.active IS NOT TRUE AND EXISTS (
                          SELECT FROM crm_team AS team
                            JOIN res_users AS leader ON leader.id = team.user_id AND leader.active
                           WHERE leader.id IS DISTINCT FROM row.user_id AND (
                               team.id = lead.team_id
                               OR EXISTS (SELECT FROM crm_team_member AS member
                                           WHERE member.crm_team_id = team.id AND member.active
                                             AND member.user_id = row.user_id)))
                      AND row.minutes_due
                          + make_interval(hours => COALESCE(company.minutes_escalation_hours, 0)) < %s
                    ORDER BY row.id""",
                fields.Datetime.now(),
            )
        )
        return [id_ for [id_] in rows]

    @api.model
    def _escalate(self, ids):
        for leader, rows in self.browse(ids).grouped(lambda row: row._get_leader()).items():
            rows.store_derived({"escalated_to": leader.id})

    def _get_leader(self):
        """The leader of who is to write, as ``get_stall_people()`` finds them for who has the deal by now."""
        teams = self.lead_id.team_id | self.user_id.crm_team_member_ids.filtered("active").crm_team_id
        return (teams.user_id.filtered("active") - self.user_id)[:1]

    @api.model
    def _get_told_domain(self):
        return (
            Domain("state", "=", "done")
            & Domain("minutes_due", "!=", False)
            & Domain("minutes_at", "=", False)
            & Domain("escalated_to", "!=", False)
        )

    @api.private
    def hand_over(self):
        before = self.escalated_to
        self._escalate(self.ids)
        self._refresh_minutes_reminders(self.env["res.users"], before | self.escalated_to)
