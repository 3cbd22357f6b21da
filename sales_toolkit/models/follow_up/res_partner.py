"""The customer's last contact, derived and never typed (C1)."""

from odoo import api, fields, models

from ..shared.item_field import TOOLKIT_USERS


class ResPartner(models.Model):
    _name = "res.partner"
    _inherit = ["res.partner", "sales_toolkit.derived_fields.mixin"]

    follow_up_ids = fields.One2many(
        "sales_toolkit.follow_up",
        "partner_id",
        string="Follow-ups",
        groups=TOOLKIT_USERS,
        help="Contacts with this person or company.",
    )
    last_contact_date = fields.Date(
        compute="_compute_last_contact",
        store=True,
        index="btree_not_null",
        compute_sudo=True,
        help="Day of the last contact with the customer (最近跟进时间). Derived from what was done.",
    )
    last_contact_summary = fields.Text(
        compute="_compute_last_contact",
        store=True,
        compute_sudo=True,
        help="What came of the last contact (跟进记录摘要). Derived from what was done.",
    )

    @api.depends(
        "follow_up_ids.state",
        "follow_up_ids.done_at",
        "follow_up_ids.outcome",
        "follow_up_ids.minutes",
        "follow_up_ids.next_step",
    )
    def _compute_last_contact(self):
        last = self._get_last_follow_ups()
        for partner in self:
            follow_up = last.get(partner.id) or self.env["sales_toolkit.follow_up"]
            partner.last_contact_date = follow_up.done_at and follow_up.get_day()
            partner.last_contact_summary = follow_up.get_summary() or False

    def _get_last_follow_ups(self):
        """{partner id: the latest done follow-up}, in one query."""
        rows = self.env["sales_toolkit.follow_up"].search(
            [("partner_id", "in", self.ids), ("state", "=", "done")], order="done_at, id"
        )
        return {row.partner_id.id: row for row in rows}

    @api.model
    def _get_derived_fields(self):
        message = self.env._(
            "The last follow-up is derived from the follow-ups and can't be typed. Log a contact instead."
        )
        names = ("last_contact_date", "last_contact_summary")
        return super()._get_derived_fields() | dict.fromkeys(names, message)

    @api.private
    def has_follow_up(self, day, summary):
        """Whether a contact with this summary is on record for that day."""
        done = self.follow_up_ids.filtered(lambda follow_up: follow_up.state == "done")
        return any(row.get_day() == day and summary in ("", row.get_summary()) for row in done)

    @api.private
    def log_past_contact(self, done_at, summary, channel=None):
        """Put a contact of the past on record, such as one that stands on a paper form."""
        self.env["sales_toolkit.follow_up"].create(
            {
                "partner_id": self.id,
                "state": "done",
                "done_at": done_at,
                "minutes": summary,
                "channel_id": channel.id if channel else False,
            }
        )
