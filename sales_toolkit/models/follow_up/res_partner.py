"""The customer's last contact, derived and never typed (C1)."""

from odoo import api, fields, models

from ..shared.item_field import TOOLKIT_USERS

LAST_CONTACT = ("last_contact_date", "last_contact_at", "last_contact_kind", "last_follow_up_id")
WORDS = ("outcome", "minutes", "next_step")


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
        help="Day of the last contact with the customer (最近跟进时间). Derived from follow-ups, messages, "
        "meetings, activities and changes of stage.",
    )
    last_contact_at = fields.Datetime(
        compute="_compute_last_contact",
        store=True,
        compute_sudo=True,
        help="The moment of the last contact with the customer.",
    )
    last_contact_kind = fields.Char(
        compute="_compute_last_contact",
        store=True,
        compute_sudo=True,
        help="What kind of contact the last one was, in the language of the customer's company.",
    )
    last_follow_up_id = fields.Many2one(
        "sales_toolkit.follow_up",
        compute="_compute_last_contact",
        store=True,
        compute_sudo=True,
        index="btree_not_null",
        ondelete="set null",
        groups=fields.NO_ACCESS,
        help="The follow-up that the last contact was, if it was one.",
    )
    last_contact_summary = fields.Text(
        compute="_compute_last_contact_summary",
        help="What came of the last contact (跟进记录摘要): the text of a follow-up, for who may read that, "
        "or the kind of contact. Derived from what was done.",
    )

    @api.depends("registered_on", "follow_up_ids.state", "follow_up_ids.done_at")
    def _compute_last_contact(self):
        """Partners that are not registered have none, and cost no query."""
        last = self._origin.filtered("registered_on")._get_last_interactions()
        for partner in self:
            day, moment, kind, follow_up = last.get(partner._origin.id, (False, False, False, False))
            partner.last_contact_date = day
            partner.last_contact_at = moment
            partner.last_contact_kind = kind
            partner.last_follow_up_id = follow_up

    @api.depends(*LAST_CONTACT, *(f"follow_up_ids.{name}" for name in WORDS))
    @api.depends_context("uid", "allowed_company_ids")
    def _compute_last_contact_summary(self):
        """What was said about an opportunity is for who may read that (C13); others see the kind."""
        # sudo: which one it was
        last = {partner.id: partner.last_follow_up_id for partner in self.sudo()}
        follow_ups = self.env["sales_toolkit.follow_up"].union(*last.values()).sudo(self.env.su)
        readable = follow_ups._filtered_access("read")
        for partner in self:
            words = (last[partner.id] & readable).sudo(self.env.su).get_summary()
            partner.last_contact_summary = words or partner.last_contact_kind

    @api.private
    def renew_last_contact(self):
        """Have the last contact of these customers worked out anew, once, before the next flush."""
        for name in LAST_CONTACT:
            self.env.add_to_compute(self._fields[name], self)

    @api.model
    def _get_derived_fields(self):
        message = self.env._(
            "The last follow-up is derived from the follow-ups and can't be typed. Log a contact instead."
        )
        return super()._get_derived_fields() | dict.fromkeys((*LAST_CONTACT, "last_contact_summary"), message)

    @api.private
    def has_follow_up(self, day, summary):
        """Whether a contact with this summary is on record for that day."""
        if not self:
            return False
        # on a form that somebody else has exported, the kind may stand in place of the words
        known = {"", self._get_interaction_label("follow_up")}
        if day == self.last_contact_date and summary in {
            *known,
            self.last_contact_summary,
            self.last_contact_kind,
        }:
            return True
        done = self.follow_up_ids.filtered(lambda follow_up: follow_up.state == "done")
        return any(row.get_day() == day and summary in {*known, row.get_summary()} for row in done)

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
