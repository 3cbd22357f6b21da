"""The brief's parts about what has been: promises, contacts, documents, quotations (O4)."""

from odoo import models
from odoo.fields import Domain
from odoo.tools import html2plaintext

from ...rules.brief import clip
from .crm_lead import SCREEN
from .crm_lead_customer import HTML

CONTACTS, PROMISES, DOCUMENTS = 3, 10, 8


class CrmLead(models.Model):
    _inherit = "crm.lead"

    def _get_brief_promised(self):
        """What was promised, by whom: the last contact's next step, and open activities. Rooms extend it.

        :return: [{"key", "text", "user", "date", "overdue"}]
        """
        return [*self._get_brief_next_step(), *self._get_brief_activities()]

    def _get_brief_next_step(self):
        last = self._get_brief_follow_ups().search(
            self._get_brief_contact_domain() & Domain("next_step", "!=", False),
            order="done_at desc, id desc",
            limit=1,
        )
        if not last or not last.next_step.strip():
            return []
        return [
            {
                "key": f"follow_up-{last.id}",
                "text": clip(last.next_step, SCREEN),
                "user": last.sudo().user_id.name or "",  # sudo: the name of a colleague
                "date": self._say_moment(last.done_at),
                "overdue": False,
            }
        ]

    def _get_brief_activities(self):
        """Open activities of people; a planned contact is the one that the brief is for."""
        activities = self.env["mail.activity"].search(
            [("res_model", "=", self._name), ("res_id", "=", self.id)], order="date_deadline, id", limit=50
        )
        planned = self.get_open_follow_ups().activity_id
        today = self.env.user.get_today()
        return [
            {
                "key": f"activity-{activity.id}",
                "text": clip(self._get_brief_activity_text(activity), SCREEN),
                "user": activity.sudo().user_id.name or "",  # sudo: the name of a colleague
                "date": self._say_date(activity.date_deadline),
                "overdue": activity.date_deadline < today,
            }
            for activity in (activities - planned.sudo(False))[:PROMISES]
        ]

    def _get_brief_activity_text(self, activity):
        note = html2plaintext((activity.note or "")[:HTML]).strip()
        title = activity.summary or activity.activity_type_id.name or ""
        return f"{title}\n{note}" if note else title

    def _get_brief_contacts(self):
        """The last contacts, the latest first."""
        rows = self._get_brief_follow_ups()
        rows = rows.search(self._get_brief_contact_domain(), order="done_at desc, id desc", limit=CONTACTS)
        methods = dict(rows._fields["method"]._description_selection(self.env))
        return [
            {
                "id": row.id,
                "date": self._say_moment(row.done_at),
                "method": methods.get(row.method) or row.channel_id.name or "",
                "user": row.sudo().user_id.name or "",  # sudo: the name of a colleague
                "goal": clip(row.goal, SCREEN),
                "outcome": clip(row.outcome, SCREEN),
                "minutes": clip(row.minutes, SCREEN),
            }
            for row in rows
        ]

    def _get_brief_follow_ups(self):
        return self.env["sales_toolkit.follow_up"]

    def _get_brief_contact_domain(self):
        """Done contacts about this opportunity, or with its customer about none in particular."""
        about = Domain("lead_id", "=", self.id)
        if customer := self.partner_id.commercial_partner_id:
            about |= Domain("lead_id", "=", False) & Domain("partner_id", "=", customer.id)
        return Domain("state", "=", "done") & about

    def _get_brief_documents(self):
        """The files of the opportunity itself, the latest first."""
        files = self.env["ir.attachment"].search(
            [("res_model", "=", self._name), ("res_id", "=", self.id), ("res_field", "=", False)],
            order="create_date desc, id desc",
            limit=DOCUMENTS,
        )
        return [
            {
                "id": file.id,
                "name": clip(file.name, 120),
                "date": self._say_moment(file.create_date),
                "url": self._get_link(file),
            }
            for file in files
        ]

    def _get_link(self, file):
        """Where a file is, or where a link leads, if that is a page: anything may have been attached."""
        if file.type != "url":
            return f"/web/content/{file.id}?download=true"
        url = (file.url or "").strip()
        return url if url.lower().startswith(("https://", "http://")) else ""

    def _get_brief_quotations(self):
        """Quotations and orders, where the Sales app is there and the reader may read them."""
        if "order_ids" not in self._fields or not self.env["sale.order"].has_access("read"):
            return []
        orders = self.env["sale.order"].search(
            [("opportunity_id", "=", self.id)], order="date_order desc, id desc", limit=DOCUMENTS
        )
        states = dict(orders._fields["state"]._description_selection(self.env))
        return [
            {
                "id": order.id,
                "name": order.name,
                "state": states.get(order.state, ""),
                "date": self._say_moment(order.date_order),
                "amount": self._say_amount(order.amount_total, order.currency_id),
            }
            for order in orders
        ]
