"""The brief's parts about the customer (O4)."""

from odoo import models
from odoo.tools import html2plaintext

from ...rules.brief import clip
from .crm_lead import SCREEN

PEOPLE, NOTES = 12, 8
# A description may be a pasted page with pictures: what is read of it.
HTML = 20_000


class CrmLead(models.Model):
    _inherit = "crm.lead"

    def _get_brief_customer(self):
        """Who the customer is: industry, need type, intent, size, tags. Without customer: what was typed."""
        customer = self._get_brief_partner()
        if not customer:
            name = self.partner_name or self.contact_name
            return {"id": False, "name": clip(name, 200)} if name else None
        intents = dict(customer._fields["intent"]._description_selection(self.env))
        return {
            "id": customer.id,
            "name": clip(customer.name, 200),
            "industry": customer.industry_id.name or "",
            "need_type": customer.need_type_id.name or "",
            "intent": intents.get(customer.intent, ""),
            "size": customer.size_text or "",
            "business": clip(customer.main_business, SCREEN),
            "tags": [{"name": tag.name, "color": tag.color} for tag in customer.category_id],
            "dormant": customer.dormant,
        }

    def _get_brief_people(self):
        """Whom to talk to, the person of the opportunity first."""
        customer = self._get_brief_partner()
        if not customer:
            name = self.contact_name or self.partner_name or self.email_from or self.phone
            values = (name, self.function, self.phone, self.email_from)
            return [self._prepare_brief_person(*values)] if name else []
        person = self.partner_id if self.partner_id != customer else customer.get_main_contact()
        others = (
            customer.get_other_contacts() | customer.get_main_contact() if customer.is_company else person
        )
        people = (person | others)[:PEOPLE]
        return [
            self._prepare_brief_person(one.name, one.function, one.phone, one.email, one.id) for one in people
        ]

    def _prepare_brief_person(self, name, title, phone, email, id_=False):
        return {
            "id": id_,
            "name": clip(name, 100),
            "title": clip(title, 100),
            "phone": clip(phone, 60),
            "email": clip(email, 100),
        }

    def _get_brief_needs(self):
        """Pain points and needs of the customer, and the notes on the opportunity."""
        customer = self._get_brief_partner()
        needs = {
            "pain_points": clip(customer.pain_points, SCREEN),
            "need": clip(customer.need_description, SCREEN),
            "notes": clip(html2plaintext((self.description or "")[:HTML]), SCREEN),
        }
        return needs if any(needs.values()) else None

    def _get_brief_key_notes(self):
        return [
            {
                "id": note.id,
                "type": note.type_id.name or "",
                "note": clip(note.note, SCREEN),
                "date": self._say_date(note.date),
                "user": note.sudo().user_id.name,  # sudo: the name of a colleague
            }
            for note in self._get_brief_partner().key_note_ids[:NOTES]
        ]

    def _get_brief_confidential(self):
        """Budget, decision chain and internal notes, where the record rules show them to the reader."""
        customer = self._get_brief_partner()
        if not customer:
            return None
        people = customer.get_decision_makers()
        roles, stances = (
            dict(people._fields[name]._description_selection(self.env)) for name in ("role", "stance")
        )
        sheet = {
            "budget": customer.budget_text or "",
            "notes": clip(customer.internal_decision_notes, SCREEN),
            "people": [
                {
                    "id": person.id,
                    "name": clip(person.name, 100),
                    "role": roles.get(person.role, ""),
                    "stance": stances.get(person.stance, ""),
                    "note": clip(person.note, 200),
                }
                for person in people[:PEOPLE]
            ],
        }
        return sheet if any(sheet.values()) else None

    def _get_brief_partner(self):
        """The customer, as far as the reader may see it."""
        return self.partner_id.commercial_partner_id._filtered_access("read")
