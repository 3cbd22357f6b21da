"""A customer and everything that can happen with it."""

from datetime import timedelta

from odoo.fields import Command, Datetime

from common import ToolkitCase

SECRET = "Secret deal"


class Interacting(ToolkitCase):
    """A registered customer with a contact and a lead, quiet since it was registered."""

    def setUp(self):
        super().setUp()
        self.partner = self.customer(contact_name="Zhou")
        self.contact = self.partner.child_ids
        self.contact.email = "zhou@example.com"
        self.lead = (
            self.env["crm.lead"]
            .with_user(self.rep)
            .create({"name": SECRET, "partner_id": self.contact.id, "type": "opportunity"})
        )
        self.settle()

    def last(self, partner=None):
        self.settle()
        partner = partner or self.partner
        return str(partner.last_contact_date or ""), partner.last_contact_summary or ""

    def today(self):
        return str(self.rep.get_today())

    def note(self, record, **values):
        values = {"message_type": "comment", "subtype_xmlid": "mail.mt_comment", "body": SECRET, **values}
        return record.message_post(**values)

    def meeting(self, hours=-2, **values):
        start = Datetime.now() + timedelta(hours=hours)
        return self.env["calendar.event"].create(
            {"name": SECRET, "start": start, "stop": start + timedelta(hours=1), "user_id": self.rep.id}
            | {"partner_ids": [Command.set(self.contact.ids)], **values}
        )

    def follow_up(self, **values):
        return (
            self.env["sales_toolkit.follow_up"]
            .with_user(self.rep)
            .create({"partner_id": self.partner.id, "outcome": "offer sent", **values})
        )

    def run_cron(self):
        self.settle()
        with self.enter_registry_test_mode():
            result = self.env.ref("sales_toolkit.cron_mark_dormant_customers").method_direct_trigger()
        self.assertIs(result, True)
        self.settle()
