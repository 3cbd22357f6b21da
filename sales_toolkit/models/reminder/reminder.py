"""What waits for a person, one activity per kind of work and not one per record (X1)."""

from datetime import datetime

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ..shared.arguments import need_one
from ..shared.batches import do_or_leave_out, tries_again


class Reminder(models.Model):
    """A kind of work that waits for one person, and how much of it.

    Derived: rooms say in ``_get_kinds()`` what to count, and call ``refresh()`` after something
    changed. The ERP's activity on the row is what the person sees in the clock menu.
    """

    _name = "sales_toolkit.reminder"
    _inherit = ["sales_toolkit.thread.mixin", "mail.activity.mixin"]
    _description = "Waiting for You"
    _order = "user_id, date_due, id"

    user_id = fields.Many2one(
        "res.users",
        "For Whom",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
        help="For whom it waits.",
    )
    kind = fields.Char(required=True, readonly=True, help="What kind of work it is, such as: review.")
    count = fields.Integer(readonly=True, help="How many records wait.")
    date_due = fields.Date("Due", readonly=True, help="When the first of them is due.")

    _once = models.UniqueIndex("(user_id, kind)", "There is a reminder of this kind for this user already.")

    @api.depends("kind", "count")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for reminder in self:
            reminder.display_name = reminder._get_summary()

    # Questions that a room answers ------------------------------------------------------------------

    @api.model
    def _get_kinds(self):
        """What there is to be reminded of: {kind: values}. Rooms extend it.

        The values: ``model`` and ``domain`` of the records that wait, ``user`` and ``date``, the names of
        their fields for the person and the day (``date`` may be None: due today), and ``action``,
        the xmlid of the window action that lists them; its own domain says whose.
        """
        return {}

    def _get_summary(self):
        """What the person reads, in the language of the context: how many of what. Rooms extend it."""
        return str(self.count)

    @api.model
    def _count_waiting(self, kind, users):
        """{user id: (number, first day)} of what waits for ``users``, or for everyone when None."""
        values = self._get_kinds()[kind]
        user, date = values["user"], values["date"]
        domain = fields.Domain(values["domain"]) & fields.Domain(f"{user}.active", "=", True)
        if users is not None:
            domain &= fields.Domain(user, "in", users.ids)
        # sudo: only how many records wait for the person who is reminded of them.
        groups = (
            self.env[values["model"]]
            .sudo()
            ._read_group(domain, [user], ["__count", *([f"{date}:min"] if date else [])])
        )
        return {person.id: (count, rest[0] if rest else None) for person, count, *rest in groups}

    # Keeping in step ----------------------------------------------------------------------------------

    @api.private
    @api.model
    def refresh(self, kind, users=None):
        """Bring the reminders of ``kind`` in line with what waits now, for ``users`` or for everyone."""
        waiting = self._count_waiting(kind, users)
        # sudo: reminders are written by the toolkit only; each is about its own person's work.
        reminders = self.sudo().with_context(tracking_disable=True)
        known = reminders.search(
            [("kind", "=", kind)] + ([("user_id", "in", users.ids)] if users is not None else [])
        )
        missing = waiting.keys() - set(known.user_id.ids)
        known |= reminders._insert_missing(kind, missing)
        for reminder in known:
            count, day = waiting.get(reminder.user_id.id, (0, None))
            reminder._show(count, day)

    @api.model
    def _insert_missing(self, kind, user_ids):
        """Rows for these. What somebody else adds at this moment is a collision: it is tried again."""
        if not user_ids:
            return self.browse()
        rows = self.env.execute_query(
            SQL(
                """INSERT INTO sales_toolkit_reminder
                          (user_id, kind, create_uid, create_date, write_uid, write_date)
                   SELECT *, %s, %s, %s, %s, %s FROM unnest(%s) ON CONFLICT DO NOTHING RETURNING id""",
                kind,
                *[self.env.uid, self.env.cr.now()] * 2,
                sorted(user_ids),
            )
        )
        return self.browse(id_ for [id_] in rows)

    @api.private
    @api.model
    def refresh_everyone(self, kind):
        """As ``refresh()``, for scheduled actions: whoever makes it fail is left out and named."""
        if not do_or_leave_out(self.env, [kind], lambda kinds: self.refresh(kinds[0]), "Reminders"):
            return
        # sudo: as in refresh()
        known = self.sudo().search([("kind", "=", kind)]).user_id
        people = known | known.browse(self._count_waiting(kind, None))
        do_or_leave_out(
            self.env, people, lambda some: self.refresh(kind, some), f"Reminders ({kind}) of user"
        )

    @api.model
    @tries_again
    def _cron_refresh_reminders(self):
        """All kinds, once a day: what came due over night, and what moved without an event."""
        kinds = sorted(self._get_kinds())
        cron = self.env["ir.cron"]
        if not kinds:
            return
        cron._commit_progress(remaining=len(kinds))
        for kind in kinds:
            self.refresh_everyone(kind)
            # to the end, however long it takes: another run would begin with the same kinds
            cron._commit_progress(1)

    def _show(self, count, day):
        """Write the count, and have exactly one activity that says it, or none when nothing waits."""
        self.ensure_one()
        user = self.user_id
        self = self.with_context(
            lang=user.lang, tz=user.tz, mail_activity_quick_update=True, mail_notify_force_send=False
        )
        if isinstance(day, datetime):
            day = fields.Datetime.context_timestamp(self, day).date()
        due = min(day or user.get_today(), user.get_today()) if count else False
        values = {"count": count, "date_due": day if count else False}
        changed = {name: value for name, value in values.items() if self[name] != value}
        if changed:
            self.write(changed)
        activities = self.activity_ids
        if not count:
            activities.unlink()
            return
        wanted = {"summary": self._get_summary(), "date_deadline": due}
        if not activities:
            todo = "mail.mail_activity_data_todo"
            self.activity_schedule(todo, user_id=user.id, automated=True, **wanted)
            return
        different = {name: value for name, value in wanted.items() if activities[0][name] != value}
        if different:
            activities[0].write(different)

    # Doing it -----------------------------------------------------------------------------------------

    def action_open(self):
        """Open what waits.

        :raise UserError: when the room that it belonged to is gone
        """
        need_one(self)
        self.check_access("read")
        values = self._get_kinds().get(self.kind)
        if not values:
            raise UserError(self.env._("There is nothing behind this reminder any more."))
        return self.env["ir.actions.act_window"]._for_xml_id(values["action"])
