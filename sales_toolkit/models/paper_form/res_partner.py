"""A customer in the shape of the handbook's registration form (客户信息登记表, C14): reading it."""

from base64 import b64encode
from datetime import datetime, time

import pytz

from odoo import api, fields, models

from ...rules.credit_code import check_credit_code
from ...rules.registration_form.notes import KeyNote
from ...rules.registration_form.people import Person
from ...rules.registration_form.ranges import Size
from ...rules.registration_form.sheet import form_rows
from ...rules.registration_form.update_records import UpdateRecord
from ...rules.registration_form.values import write_value
from ...rules.workbook import write_workbook
from ..profile.messages import form_language

# Items of the form that are one field of res.partner, as text.
TEXT_ITEMS = {
    "name": "name",
    "credit_code": "vat",
    "contact_name": "contact_name",
    "contact_title": "contact_title",
    "phone": "contact_phone",
    "email": "contact_email",
    "main_business": "main_business",
    "pain_points": "pain_points",
    "need_description": "need_description",
    "consumption_preferences": "consumption_preferences",
    "last_contact_summary": "last_contact_summary",
    "purchase_history": "purchase_history",
    "intent": "intent",
}
# Items that are one related record, by its name.
NAMED_ITEMS = {"industry": "industry_id", "need_type": "need_type_id", "channel": "channel_id"}


class XlsxBytes(bytes):
    """A workbook. JSON knows no bytes, so over RPC it becomes base64 text, as binary fields do."""

    def decode(self, *_args, **_kwargs):
        return b64encode(self).decode("ascii")


class ResPartner(models.Model):
    _inherit = "res.partner"

    def export_paper_form(self):
        """The registration forms of these customers as one .xlsx, a sheet each (C14).

        Checked like a read: confidential items are in it for the people concerned only.

        :return: the workbook as bytes; over JSON-RPC base64
        :raise AccessError: when the user may not read one of the customers
        """
        self.check_access("read")
        # a contact stands for its company: it has no form of its own
        customers = self.commercial_partner_id
        sheets = [(customer.name, customer.get_paper_form_rows()) for customer in customers]
        return XlsxBytes(write_workbook(sheets))

    def action_export_paper_form(self):
        """Download the registration forms of these customers as .xlsx."""
        self.check_access("read")
        ids = ",".join(map(str, self.ids))
        return {"type": "ir.actions.act_url", "url": f"/sales_toolkit/paper_form/{ids}", "target": "download"}

    @api.private
    def get_paper_form_rows(self):
        """The three columns of the form in the user's language, its header first."""
        kind = "company" if self.is_company else "individual"
        # Never as superuser: a form made in sudo still holds only what its user may see.
        values, records = self.sudo(False).get_paper_form_values(), self.sudo(False).get_paper_form_records()
        return form_rows(values, records, form_language(self.env), kind)

    @api.private
    def get_paper_form_texts(self):
        """{item: content} as the form writes it in the user's language."""
        lang = form_language(self.env)
        return {item: write_value(item, value, lang) for item, value in self.get_paper_form_values().items()}

    @api.private
    def get_paper_form_values(self):
        """{item: value} in the plain types of ``rules``, as the user may see them."""
        self.ensure_one()
        values = {item: self[field] for item, field in TEXT_ITEMS.items() if self[field]}
        values |= {item: self[field].name for item, field in NAMED_ITEMS.items() if self[field]}
        if not self.is_company:
            values.pop("contact_name", None)
        if check_credit_code(values.get("credit_code", "")):
            values.pop("credit_code", None)  # a tax number of another country is no credit code
        values["size"] = self.get_size()
        values["budget"] = self.get_budget()
        values["tags"] = self.category_id.mapped("name")
        values["last_contact_date"] = self.last_contact_date
        values["decision_chain"] = [person.get_person() for person in self.get_decision_makers()]
        values["key_notes"] = [
            KeyNote(note.type_id.name or "", note.note) for note in self.key_note_ids.sorted("id")
        ]
        values["other_contacts"] = [
            Person(
                contact.name,
                title=contact.function or "",
                phone=contact.phone or "",
                email=contact.email or "",
            )
            for contact in self.get_other_contacts()
        ]
        if self.family_situation_enabled:
            values["family_situation"] = self.family_situation
        return {item: value for item, value in values.items() if value and value != Size()}

    @api.private
    def get_paper_form_records(self):
        """{item: [update records]}, oldest first, as the user may see them."""
        self.ensure_one()
        rows = self.env["sales_toolkit.update_log"].search([("partner_id", "=", self.id)], order="date, id")
        records = {}
        for row in rows:
            record = row.format_update_record()
            line = UpdateRecord(fields.Date.to_date(record["date"]), record["reason"])
            lines = records.setdefault(row.item, [])
            if line not in lines:
                lines.append(line)
        return records

    @api.private
    def to_noon(self, day):
        """Noon of ``day`` where the user is, in UTC: the same day for readers in most time zones."""
        noon = self.env.tz.localize(datetime.combine(day, time(12)))
        return noon.astimezone(pytz.utc).replace(tzinfo=None)
