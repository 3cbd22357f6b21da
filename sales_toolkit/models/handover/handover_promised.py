"""What was promised to the customer, as far as delivery has to know it (O10).

Gathered as superuser once the reader may read the hand-over, never stored, and never from the confidential
sheet, nor any amount.
"""

from odoo import api, fields, models
from odoo.tools import format_date

from ..shared.arguments import need_one

CONTACTS, ROWS = 100, 100


class Handover(models.Model):
    _inherit = "sales_toolkit.handover"

    promised = fields.Html(
        "What Was Promised",
        compute="_compute_promised",
        sanitize=False,
        help="Minutes, promises, objections with their answers, key notes, the need and the contact person.",
    )

    @api.depends("lead_id")
    @api.depends_context("uid", "lang", "tz")
    def _compute_promised(self):
        """Of the record that is stored, as in ``_compute_deal()``."""
        readable = self._origin._filtered_access("read")
        for row in self:
            known = row._origin in readable
            row.promised = known and self.env["ir.qweb"]._render(
                "sales_toolkit.handover_promised", {"promised": row._origin.get_promised()}
            )

    def get_promised(self):
        """What was promised, as plain values.

        :return: {"contact", "need", "key_notes", "minutes", "promises", "objections", "materials"}
        :raise AccessError: when the caller may not read the hand-over
        """
        need_one(self)
        self.check_access("read")
        # sudo: delivery has no right in CRM; what is gathered is listed below, value by value
        row = self.sudo()
        return {
            "contact": row._get_promised_contact(),
            "need": row.lead_id.partner_id.commercial_partner_id.need_description or "",
            "key_notes": row._get_promised_key_notes(),
            "minutes": row._get_promised_minutes(),
            "promises": row._get_promised_promises(),
            "objections": row._get_promised_objections(),
            "materials": row._get_promised_materials(),
        }

    def _get_promised_contact(self):
        """Whom delivery talks to: the person of the deal, or the customer's main contact."""
        lead = self.lead_id
        customer = lead.partner_id.commercial_partner_id
        person = lead.partner_id
        if person == customer and customer.is_company:
            person = customer.get_main_contact() or customer
        if not person:
            name = lead.contact_name or lead.partner_name or ""
            return {"name": name, "title": lead.function or "", "phone": lead.phone or ""}
        return {"name": person.name or "", "title": person.function or "", "phone": person.phone or ""}

    def _get_promised_key_notes(self):
        notes = self.lead_id.partner_id.commercial_partner_id.key_note_ids[:ROWS]
        return [
            {"type": note.type_id.name or "", "note": note.note, "date": self._say_date(note.date)}
            for note in notes
        ]

    def _get_promised_minutes(self):
        """Of contacts about this deal, the latest first."""
        methods = dict(self._get_promised_contacts()._fields["method"]._description_selection(self.env))
        return [
            {
                "date": self._say_date(row.get_day()),
                "method": methods.get(row.method, ""),
                "user": row.user_id.name or "",
                "outcome": row.outcome or "",
                "minutes": row.minutes or "",
                "next_step": row.next_step or "",
            }
            for row in self._get_promised_contacts()
            if row.outcome or row.minutes or row.next_step
        ]

    def _get_promised_contacts(self):
        domain = [("lead_id", "=", self.lead_id.id), ("state", "=", "done")]
        return self.env["sales_toolkit.follow_up"].search(
            domain, order="done_at desc, id desc", limit=CONTACTS
        )

    def _get_promised_promises(self):
        promises = self._get_promised_contacts().promise_ids.sorted("due_date")[:ROWS]
        return [
            {
                "name": promise.name,
                "user": promise.user_id.name or "",
                "date": self._say_date(promise.due_date),
                "done": promise.done,
            }
            for promise in promises
        ]

    def _get_promised_objections(self):
        """Objections, with what was answered."""
        states = dict(self.lead_id.objection_ids._fields["state"]._description_selection(self.env))
        return [
            {
                "type": row.type_id.name or "",
                "text": row.description or "",
                "answer": row.answer or "",
                "reaction": row.reaction or "",
                "state": states.get(row.state, ""),
            }
            for row in self.lead_id.objection_ids.sorted("raised_at")[:ROWS]
        ]

    def _get_promised_materials(self):
        """Solutions and other materials that the customer was shown."""
        kinds = dict(self.env["sales_toolkit.material"]._fields["kind"]._description_selection(self.env))
        return [
            {
                "name": row.material_id.name or "",
                "kind": kinds.get(row.material_id.kind, ""),
                "date": self._say_date(fields.Datetime.context_timestamp(self, row.date).date()),
            }
            for row in self.lead_id.material_sent_ids[:ROWS]
        ]

    def _say_date(self, day):
        return format_date(self.env, day) if day else ""
