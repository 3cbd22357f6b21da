"""What one registration form would change, and how it is written (C14).

The preview and the import make the same plan; only the import applies it.
"""

from dataclasses import dataclass, replace

from odoo import fields
from odoo.fields import Domain

from ...rules.credit_code import normalise_credit_code
from ...rules.registration_form.problems import problem
from ...rules.registration_form.sheet import read_form
from ...rules.registration_form.values import write_value
from ..profile.messages import form_language
from ..shared.statement import Statement
from .items import PLANNERS
from .records import canonical


@dataclass(frozen=True)
class Change:
    """One item that the form sets: what stands there now and what it will be, as on the form."""

    item: str
    old: str
    new: str


class PaperFormPlan:
    """What the form on one sheet does to the database.

    ``action`` is create, update, unchanged or refuse; ``problems`` says what was not understood.
    """

    planners = PLANNERS

    def __init__(self, env, form, source, channel=None, write=False):
        self.env = env
        self.write = write
        self.form = form
        self.source = source
        self.channel = channel
        self.problems = list(form.problems)
        self.partner = env["res.partner"]
        self.values = {}
        self.changes = []
        self.before = []
        self.after = []
        self.records = {}
        if not self.is_refused:
            self.partner = self._find_partner()
        if not self.is_refused:
            self._plan_items()

    @property
    def is_refused(self):
        return any(found.fatal for found in self.problems)

    @property
    def is_company(self):
        """Whether the customer is a company: the one on record knows better than the form."""
        return self.partner.is_company if self.partner else self.form.kind == "company"

    @property
    def action(self):
        if self.is_refused:
            return "refuse"
        if not self.partner:
            return "create"
        return "update" if self.changes or self.records or not self.partner.registered_on else "unchanged"

    def report(self, code, item, **params):
        """Note a problem with the cell of ``item``."""
        self.problems.append(replace(problem(code, **params), cell=self.form.cells.get(item), item=item))

    # Matching ------------------------------------------------------------------------------------

    def _find_partner(self):
        """The customer that the form is about: by credit code, then by exact name."""
        partners = self.env["res.partner"].with_context(active_test=False)
        # as the ERP says which one is a customer: a branch is, too
        customers = Domain("parent_id", "=", False) | Domain("is_company", "=", True)
        code, name = self.form.values.get("credit_code"), self.form.values["name"]
        if code:
            found = partners.search(customers & Domain("vat", "in", [code, code.lower()]))
            if found:
                return self._only(found, "credit_code")
        is_company = Domain("is_company", "=", self.form.kind == "company")
        found = partners.search(customers & is_company & Domain("name", "=", name))
        if code and any(self._has_other_code(partner, code) for partner in found):
            found = found.filtered(lambda partner: not self._has_other_code(partner, code))
            if not found:
                self.report("name_with_other_code", "credit_code", name=name)
        return self._only(found, "name")

    def _has_other_code(self, partner, code):
        return bool(partner.vat) and normalise_credit_code(partner.vat) != code

    def _only(self, found, item):
        found = found.filtered("active") or found
        if len(found) > 1:
            self.report("several_customers", item, count=len(found))
        elif found and not found.active:
            self.report("archived_customer", item, name=found.name)
        return found[:1].with_env(self.env)

    # Planning ------------------------------------------------------------------------------------

    def _plan_items(self):
        self.current = self._read_current() if self.partner else {}
        self.known = self.partner.get_paper_form_records() if self.partner else {}
        # who registers a customer that nobody looks after will look after it
        self.adopts = bool(self.partner) and not (self.partner.registered_on or self.partner.user_id)
        self.concerned = not self.partner or self.adopts or self.partner.is_concerned
        for item, value in self.form.values.items():
            if value and value != self.current.get(item):
                self.planners[item](self, item, value)
        self._plan_contact()
        self._plan_records()
        if not self.partner:
            self.values |= self._get_new_customer_values()
        elif not self.partner.registered_on:
            self.values["registered_on"] = fields.Date.context_today(self.partner)
            if self.adopts:
                self.values["user_id"] = self.env.uid

    def change(self, item, new, **values):
        """Note that ``item`` becomes ``new``, by writing ``values`` on the customer."""
        self._compare_dates(item)
        lang = form_language(self.env)
        old = self.current.get(item)
        self.changes.append(
            Change(item, write_value(item, old, lang) if old else "", write_value(item, new, lang))
        )
        self.values |= values

    def _read_current(self):
        """What the customer's own form says, read back, so that both sides are spelled the same."""
        today = fields.Date.context_today(self.partner)
        return read_form(self.partner.get_paper_form_rows(), today).values

    def may_change_confidential(self, item):
        """Whether the user is concerned with the customer; says so at the item's cell if not."""
        if not self.concerned:
            self.report("not_concerned", item)
        return self.concerned

    def find_or_create(self, item, field, names):
        """The records that ``names`` stand for in any language, and the names to be created.

        Unknown names are created when the company allows it, by the import and not by the preview;
        otherwise they are reported and left out.
        """
        model = self.env[self.partner._fields[field].comodel_name]
        found = {name: self._find_named(model, name) for name in names}
        unknown = [name for name, record in found.items() if not record]
        if unknown and (not self.env.company.paper_form_create_records or item == "channel"):
            self.report("unknown_name", item, text=", ".join(unknown))
            unknown = []
        elif unknown and self.write:
            # sudo: creating an industry takes an administrator; the company's setting allows it here.
            created = model.sudo().create([{"name": name} for name in unknown]).sudo(False)
            found |= dict(zip(unknown, created, strict=True))
        return model.union(*found.values()), unknown

    def _find_named(self, model, name):
        for lang, _label in self.env["res.lang"].get_installed():
            if record := model.with_context(lang=lang).search([("name", "=", name)], limit=1):
                return record.with_env(self.env)
        return model

    def _plan_contact(self):
        """A contact on paper becomes a follow-up; date and summary of the last contact follow from it."""
        day, summary = (self.form.values.get(item) for item in ("last_contact_date", "last_contact_summary"))
        if summary and not day:
            self.report("summary_without_date", "last_contact_summary")
        if not day or self.partner.has_follow_up(day, summary or ""):
            return
        last = self.current.get("last_contact_date")
        if last and day < last:
            # one more contact of the past: the last one stays what it is
            self.current = {**self.current, "last_contact_date": None, "last_contact_summary": None}
        self.change("last_contact_date", day)
        if summary:
            self.change("last_contact_summary", summary)
        self.after.append(
            lambda partner: partner.log_past_contact(self.partner.to_noon(day), summary, self.channel)
        )

    def _compare_dates(self, item):
        """Warn when the customer's item was updated after the form says it was."""
        on_form = [record.date for record in self.form.records.get(item, [])]
        on_record = [record.date for record in self.known.get(item, [])] if self.current.get(item) else []
        if on_form and on_record and max(on_record) > max(on_form):
            self.report("older_than_record", item, date=max(on_record).isoformat())

    def _get_new_customer_values(self):
        values = {
            "is_company": self.form.kind == "company",
            "registered_on": fields.Date.context_today(self.env["res.partner"]),
            "user_id": self.env.uid,
        }
        if self.values.get("vat"):
            # A unified social credit code is only issued to organisations in China.
            values["country_id"] = self.env.ref("base.cn").id
        if self.channel:
            values.setdefault("channel_id", self.values.get("channel_id") or self.channel.id)
        return values

    def _plan_records(self):
        """The update records on the form that the log does not have yet."""
        for item, records in self.form.records.items():
            if item in ("budget", "decision_chain", "family_situation") and not self.concerned:
                continue
            have = {canonical(record) for record in self.known.get(item, [])}
            new = [record for record in records if canonical(record) not in have]
            if new:
                self.records[item] = sorted(new, key=lambda record: record.date)

    # Writing -------------------------------------------------------------------------------------

    def apply(self):
        """Write the plan as the user.

        :return: the customer
        """
        context = {
            "update_statements": self._get_statements(),
            "update_reason": self.get_reason(),
            "update_channel_id": self.channel.id if self.channel else None,
        }
        partner = self.partner.with_context(**context)
        if not partner:
            partner = partner.create(self.values)
        else:
            for step in self.before:
                step(partner)
            partner.write(self.values)
        for step in self.after:
            step(partner)
        partner.append_update_statements(self._get_past_statements(), partner.get_paper_form_texts())
        return partner.with_env(self.env)

    def get_reason(self):
        """Why items change, for the update log."""
        return self.env._("Registration form %(file)s", file=self.source)

    def _get_statements(self):
        """The reason of each item that changes: the form's newest record of it, if it is new."""
        changed = {change.item for change in self.changes}
        return {item: self._state(records[-1]) for item, records in self.records.items() if item in changed}

    def _get_past_statements(self):
        """Records on the form that go with no change of this import: history from paper."""
        changed = {change.item for change in self.changes}
        return {
            item: [self._state(record) for record in (records[:-1] if item in changed else records)]
            for item, records in self.records.items()
        }

    def _state(self, record):
        return Statement(record.text, self.env["res.partner"].to_noon(record.date))
