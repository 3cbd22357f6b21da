"""What a person wants to be mailed about, and when their morning is (X5)."""

from odoo import api, fields, models


class ResUsers(models.Model):
    _inherit = "res.users"

    reminder_mail_off_ids = fields.Many2many(
        "sales_toolkit.reminder_kind",
        "sales_toolkit_reminder_mail_off_rel",
        string="Not Mailed About",
        copy=False,
        help="Kinds of work that this person does not want to be mailed about.",
    )
    reminder_mail_kind_ids = fields.Many2many(
        "sales_toolkit.reminder_kind",
        string="Mail of the Day",
        compute="_compute_reminder_mail_kind_ids",
        inverse="_inverse_reminder_mail_kind_ids",
        help="What the mail of the day tells of: one mail each working day on which something waits.",
    )

    @property
    def SELF_READABLE_FIELDS(self):
        return [*super().SELF_READABLE_FIELDS, "reminder_mail_kind_ids"]

    @property
    def SELF_WRITEABLE_FIELDS(self):
        return [*super().SELF_WRITEABLE_FIELDS, "reminder_mail_kind_ids"]

    @api.depends("reminder_mail_off_ids")
    def _compute_reminder_mail_kind_ids(self):
        kinds = self.env["sales_toolkit.reminder_kind"].get_all()
        for user in self:
            user.reminder_mail_kind_ids = kinds - user.reminder_mail_off_ids

    def _inverse_reminder_mail_kind_ids(self):
        kinds = self.env["sales_toolkit.reminder_kind"].get_all()
        for user in self:
            user.reminder_mail_off_ids = kinds - user.reminder_mail_kind_ids

    def _wants_reminder_mail(self, kind):
        return kind not in self.reminder_mail_off_ids.mapped("code")

    def _is_reminder_time(self, working):
        """Whether this person's morning has come, on a day on which they work.

        :param working: {what working days depend on: whether today is one}, as far as it is known
        """
        company = self.company_id
        local = self.with_context(tz=self.tz or company.get_zone())
        hour = fields.Datetime.context_timestamp(local, fields.Datetime.now()).hour
        if hour < company.reminder_mail_hour:
            return False
        if not company.reminder_mail_working_days:
            return True
        key, today = self.get_work_key(), self.get_today()
        if key not in working:
            working[key] = bool(self.get_working_days(today, today))
        return working[key]
