"""One mail a day for each person, of all that waits for them (X5)."""

import logging
from collections import defaultdict
from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import format_date

from ..shared.batches import COLLISIONS, do_or_leave_out, tries_again
from ..shared.item_field import TOOLKIT_USERS

_logger = logging.getLogger(__name__)
BATCH = 100
FOLLOW_UP = "follow_up"


class ReminderMail(models.Model):
    """That a person's day has been looked at, and what was mailed: once a day, whatever is killed."""

    _name = "sales_toolkit.reminder_mail"
    _description = "Mail of the Day"
    _order = "day desc, id desc"
    _rec_name = "day"

    user_id = fields.Many2one("res.users", required=True, readonly=True, index=True, ondelete="cascade")
    day = fields.Date(required=True, readonly=True, index=True, help="The day it was, where the person is.")
    kinds = fields.Integer(readonly=True, help="How many kinds of work it told of. 0: no mail was sent.")

    _once = models.UniqueIndex("(user_id, day)", "This person's mail of the day has been written already.")

    @api.model
    @tries_again
    def _cron_mail_reminders(self):
        """Write the mails of everyone whose morning has come. Hourly: people live in several time zones."""
        users = self._get_due_users()
        cron = self.env["ir.cron"]
        if not users:
            return
        cron._commit_progress(remaining=len(users))
        for start in range(0, len(users), BATCH):
            batch = users[start : start + BATCH]
            self._write_mails(batch)
            # what has been written is sent by the ERP's own queue: nothing is sent twice when this is killed
            self.env.ref("mail.ir_cron_mail_scheduler_action")._trigger()
            if not cron._commit_progress(len(batch)):
                return

    @api.autovacuum
    def _gc_mails(self):
        """Forget after three months whom what was sent to."""
        limit = fields.Date.context_today(self) - timedelta(days=90)
        self.search([("day", "<", limit)], limit=10_000).unlink()

    # Who ------------------------------------------------------------------------------------------------

    @api.model
    def _get_due_users(self):
        """People whose morning has come, and whose day has not been looked at."""
        yesterday = fields.Date.today() - timedelta(days=1)
        known = {(row.user_id, row.day) for row in self.search([("day", ">=", yesterday)])}
        working = {}
        return self._get_reminded_users().filtered(
            lambda user: (user, user.get_today()) not in known and user._is_reminder_time(working)
        )

    @api.model
    def _get_reminded_users(self):
        """Salespeople, and everyone who has ever been reminded of something.

        Also those for whom nothing waits: what comes up later in the day is told of the next morning.
        """
        present = [("active", "=", True), ("share", "=", False), ("company_id.reminder_mail", "=", True)]
        users = self.env["res.users"]
        reminded = self.env["sales_toolkit.reminder"]._read_group([], ["user_id"])
        people = users.union(*(user for [user] in reminded))
        sellers = users.search([*present, ("all_group_ids", "in", self.env.ref(TOOLKIT_USERS).id)])
        return (sellers | people.filtered_domain(present)).sorted("id")

    @api.model
    def _get_latest_day(self):
        """The day it is where it is latest."""
        return (fields.Datetime.now() + timedelta(hours=14)).date()

    @api.model
    def _read_follow_ups(self, domain, aggregates):
        planned = [("state", "=", "planned"), *domain]
        return self.env["sales_toolkit.follow_up"]._read_group(planned, ["user_id"], aggregates)

    # What -----------------------------------------------------------------------------------------------

    @api.model
    def _write_mails(self, users):
        """Look at the day of these users; one that makes it fail is left out for today."""
        do_or_leave_out(self.env, users, self._refresh_reminders, "Reminders of user")
        lines = self._get_lines(users)
        for user in users:
            try:
                with self.env.cr.savepoint():
                    self._write_mail(user, lines[user])
            except COLLISIONS:
                raise
            except Exception as error:  # pylint: disable=broad-except  # one person must not stop the others
                self.env.invalidate_all(flush=False)
                _logger.warning("No mail of the day for user %s: %s", user.id, type(error).__name__)
                do_or_leave_out(self.env, user, self._note_failure, "Mail of the day for user")

    @api.model
    def _refresh_reminders(self, users):
        reminders = self.env["sales_toolkit.reminder"]
        for kind in reminders._get_kinds():
            reminders.refresh(kind, users)

    @api.model
    def _note_failure(self, user):
        """This user's day has been looked at, in vain."""
        self.create({"user_id": user.id, "day": user.get_today()})

    def _get_lines(self, users):
        """{user: [{text, url}]} of what is due and wanted: kinds and numbers, nothing of a customer."""
        lines = defaultdict(list)
        for user, found in self._get_counts(users).items():
            wanted = {kind: rest for kind, rest in found.items() if user._wants_reminder_mail(kind)}
            lines[user] = [
                {"text": text, "url": f"{user.get_base_url()}/odoo/{path}", "count": count}
                for count, text, path in wanted.values()
            ]
        return lines

    def _get_counts(self, users):
        """{user: {kind: (number, text, path)}} of what is due, in the order of the kinds."""
        found = defaultdict(dict)
        today = {user: user.get_today() for user in users}
        rows = self._read_follow_ups(
            [("user_id", "in", users.ids), ("planned_date", "<=", self._get_latest_day())],
            ["__count", "planned_date:array_agg"],
        )
        for user, _count, days in rows:
            if count := sum(day <= today[user] for day in days):
                text = user.with_context(lang=user.lang).env._("Follow-ups due: %s", count)
                found[user][FOLLOW_UP] = count, text, "my-day"
        reminders = self.env["sales_toolkit.reminder"]
        kinds = reminders._get_kinds()
        for row in reminders.search([("user_id", "in", users.ids), ("count", ">", 0)]):
            user = row.user_id
            if row.kind in kinds and (not row.date_due or row.date_due <= today[user]):
                text = row.with_context(lang=user.lang, tz=user.tz)._get_summary()
                found[user][row.kind] = row.count, text, f"action-{kinds[row.kind]['action']}"
        return {user: self._sort_kinds(kinds) for user, kinds in found.items()}

    def _sort_kinds(self, found):
        kinds = self.env["sales_toolkit.reminder_kind"].get_all()
        order = {kind.code: place for place, kind in enumerate(kinds)}
        return dict(sorted(found.items(), key=lambda item: order.get(item[0], len(order))))

    # The mail -------------------------------------------------------------------------------------------

    def _write_mail(self, user, lines):
        """Put on record that the user's day was looked at, and the mail into the ERP's queue."""
        address = user.email_formatted if user.email else False
        wanted = bool(lines and address and user.notification_type == "email")
        self.create({"user_id": user.id, "day": user.get_today(), "kinds": len(lines) if wanted else 0})
        if wanted:
            localised = self.with_context(lang=user.lang, tz=user.tz)
            self.env["mail.mail"].create(localised._prepare_mail(user, lines, address))

    def _prepare_mail(self, user, lines, address):
        root, company = self.env.ref("base.user_root"), user.company_id
        preferences = f"{user.get_base_url()}/odoo/my-preferences/{user.id}"
        values = {
            "company": company,
            "lines": lines,
            "day": format_date(self.env, user.get_today(), date_format="full"),
            "my_day": f"{user.get_base_url()}/odoo/my-day",
            "preferences": preferences,
        }
        body = self.env["ir.qweb"]._render("sales_toolkit.reminder_mail", values, lang=user.lang)
        total = sum(line["count"] for line in lines)
        one, many = self.env._("1 thing waits for you"), self.env._("%s things wait for you", total)
        return {
            "subject": one if total == 1 else many,
            "body_html": body,
            "email_from": company.email_formatted or root.email_formatted,
            "email_to": address,
            "author_id": root.partner_id.id,
            "auto_delete": True,
            "state": "outgoing",
            "headers": {
                "List-Unsubscribe": f"<{preferences}>",
                "Auto-Submitted": "auto-generated",
                "X-Auto-Response-Suppress": "OOF",
            },
        }
