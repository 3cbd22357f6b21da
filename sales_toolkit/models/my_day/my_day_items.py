"""Records as the items of a day: whom and what it is about, since when it is due (X5)."""

from collections import defaultdict
from datetime import datetime

from odoo import models
from odoo.tools import format_date

from ...rules.brief import clip
from ...rules.my_day import measure
from .my_day import AHEAD
from .my_day_queries import MOST

TEXT, NAME = 200, 120
# What an item says of a deal and of a customer, and what the record rules go by.
LEAD = ("name", "grade", "partner_id", "partner_name", "contact_name", "phone", "user_id", "company_id")
PARTNER = ("name", "phone", "commercial_partner_id", "is_company", "main_contact_id")
PARTNER += ("company_id", "partner_share")


class MyDay(models.AbstractModel):
    _inherit = "sales_toolkit.my_day"

    def _list_sections(self, sections):
        """The sections in which something waits, each with its first items and the number of all."""
        # sudo: a number of the user's company
        limit = max(self.env.user.sudo().company_id.my_day_limit, 1)
        rows = self._find_rows(sections)
        longer = self._count_rows({code: sections[code] for code in rows if len(rows[code]) > MOST})
        shown = defaultdict(list)
        for one in rows.values():
            shown[one._name] += one[:limit].ids
        found = {
            code: (one[:limit].with_prefetch(shown[one._name]), longer.get(code, len(one)))
            for code, one in rows.items()
        }
        reach = self._get_reach([(sections[code], rows) for code, (rows, _count) in found.items()])
        return [
            self._prepare_section(code, sections[code], rows, reach) | {"count": count}
            for code, (rows, count) in found.items()
        ]

    def _prepare_section(self, code, section, rows, reach):
        described = getattr(self, section.describe)(rows) if section.describe else {}
        return {
            "code": code,
            "name": section.name,
            "count": len(rows),
            "contact": section.contact,
            "buttons": [button.get_values() for button in section.buttons],
            "items": [self._prepare_item(section, row, reach) | described.get(row.id, {}) for row in rows],
        }

    def _get_reach(self, found):
        """Which of the deals and customers of these rows the user may read: {model: records}."""
        leads, partners = self.env["crm.lead"], self.env["res.partner"]
        for section, rows in found:
            leads |= leads.browse(_follow(rows, section.lead).ids)
            partners |= partners.browse(_follow(rows, section.partner).ids)
        # sudo: which customers these deals are with; who may not read them sees their names only.
        # What is said of them is read all at once, and nothing else: both have many columns.
        leads.sudo().fetch(LEAD)
        companies = leads.sudo().partner_id
        (companies | partners.sudo()).fetch(PARTNER)
        partners |= partners.browse(companies.commercial_partner_id.ids)
        partners.sudo().fetch(PARTNER)
        return {one._name: one._filtered_access("read") for one in (leads, partners)}

    def _prepare_item(self, section, row, reach):
        lead, partner = _follow(row, section.lead), _follow(row, section.partner)
        partner = partner or lead.partner_id.commercial_partner_id
        may_lead = _take(lead, reach["crm.lead"])
        may_partner = _take(partner, reach["res.partner"])
        targets = {"lead": may_lead or may_partner, "partner": may_partner, "row": row}
        target = targets[section.opens]
        return {
            "id": row.id,
            "model": row._name,
            "customer": clip(partner.name or lead.partner_name or lead.contact_name, NAME),
            "deal": clip(lead.name, NAME),
            "grade": lead.grade or "",
            "text": "",
            "note": "",
            "lead_id": may_lead.id,
            "phone": self._get_phone(may_lead, may_partner) if section.contact else "",
            "target": {"model": target._name, "id": target.id} if target else None,
            **self._say_due(row[section.due] if section.due else None),
        }

    def _get_phone(self, lead, partner):
        return lead.phone or partner.contact_phone or partner.phone or ""

    # How values are said --------------------------------------------------------------------------------

    def _say_due(self, value):
        """``when`` in words, and whether it is ``late``."""
        now = self._get_now()
        due = measure(self._get_local(value) if isinstance(value, datetime) else value, now)
        if not due:
            return {"when": "", "late": False}
        say = self._say_late if due.late else self._say_left
        return {"when": say(due.unit, due.amount), "late": due.late}

    def _say_late(self, unit, amount):
        if unit == "day":
            return self.env._("1 day late") if amount == 1 else self.env._("%s days late", amount)
        if amount == 0:
            return self.env._("late")
        return self.env._("1 hour late") if amount == 1 else self.env._("%s hours late", amount)

    def _say_left(self, unit, amount):
        if unit == "day":
            near = {0: self.env._("today"), 1: self.env._("tomorrow")}
            return near.get(amount) or self.env._("in %s days", amount)
        if amount == 0:
            return self.env._("in less than an hour")
        return self.env._("in 1 hour") if amount == 1 else self.env._("in %s hours", amount)

    def _say_today(self):
        return format_date(self.env, self._get_now().date(), date_format="full")

    # When nothing is left -------------------------------------------------------------------------------

    def _get_outlook(self):
        """What is planned next, and whether there is a customer to begin with."""
        section = self._get_ahead_section()
        rows = self.env[section.model].search(section.domain, order=section.order, limit=AHEAD)
        own = [("user_id", "=", self.env.uid), ("registered_on", "!=", False)]
        ahead = rows and self._prepare_section("ahead", section, rows, self._get_reach([(section, rows)]))
        return {
            "ahead": ahead or None,
            "customers": bool(rows or self.env["res.partner"].search_count(own, limit=1)),
        }


def _take(record, readable):
    """``record`` as the user, empty unless it is among ``readable``, with which it is read."""
    return readable.browse(record.ids if record in readable else ()).with_prefetch(readable._ids)


def _follow(rows, path):
    """The records at the end of ``path``; ``self`` is the row itself.

    sudo: their names are shown, as the ERP's lists show the name of what a row is linked to; more of
    them only as far as the user may read them.
    """
    if path == "self":
        return rows.sudo()
    return rows.sudo().mapped(path) if path else rows.env["crm.lead"]
