"""How each item of the registration form is compared with a customer and planned.

A planner is called with the plan, the item and its value on the form, only where the value is not
blank and differs from what the customer has. Blank cells never wipe anything, and lists only grow.
"""

from dataclasses import replace

from odoo import Command
from odoo.exceptions import ValidationError

from .res_partner import NAMED_ITEMS, TEXT_ITEMS

CONTACT_DETAILS = ("title", "phone", "email")


def plan_text(plan, item, value):
    plan.change(item, value, **{TEXT_ITEMS[item]: value})


def plan_derived(plan, item, value):
    """What the ERP works out is not taken from paper."""


def plan_contact_name(plan, item, value):
    """Another name is another person: an existing contact of that name, or a new one."""
    if not plan.is_company:
        return
    if not plan.partner.get_main_contact():
        plan_text(plan, item, value)
        return
    person = plan.partner.get_other_contacts().filtered(lambda contact: contact.name == value)[:1]
    plan.change(item, value)
    plan.before.append(lambda partner: partner.set_main_contact(value))
    plan.current |= {"contact_title": person.function, "phone": person.phone, "email": person.email}


def plan_named(plan, item, value):
    field = NAMED_ITEMS[item]
    records, unknown = plan.find_or_create(item, field, [value])
    if unknown or (records and records != plan.partner[field]):
        plan.change(item, value, **{field: records.id})


def plan_tags(plan, item, value):
    tags, unknown = plan.find_or_create(item, "category_id", value)
    new = tags - plan.partner.category_id
    if new or unknown:
        names = (plan.current.get(item) or []) + new.mapped("name") + unknown
        plan.change(item, names, category_id=[Command.link(tag.id) for tag in new])


def plan_size(plan, item, value):
    current = plan.current.get(item) or value
    size = replace(
        value, headcount=value.headcount or current.headcount, revenue=value.revenue or current.revenue
    )
    try:
        values = plan.partner.get_size_values(size)
    except ValidationError:
        plan.report("other_currency", item, currency=plan.env.company.currency_id.name)
        return
    if any(plan.partner[name] != number for name, number in values.items()):
        plan.change(item, size, **values)


def plan_budget(plan, item, value):
    current = plan.current.get(item)
    if current and replace(value, currency=value.currency or current.currency) == current:
        return
    if plan.may_change_confidential(item):
        plan.change(item, value, **plan.partner.get_budget_values(value))


def plan_family_situation(plan, item, value):
    if not plan.env.company.family_situation_enabled:
        plan.report("family_situation_off", item)
    elif plan.may_change_confidential(item):
        plan_text(plan, item, value)


def plan_decision_chain(plan, item, value):
    if not plan.may_change_confidential(item):
        return
    left = list(plan.partner.get_decision_makers())
    commands = []
    for person in value:
        row = next((row for row in left if _is_same(row, person)), None)
        values = {"name": person.name, "role": person.role, "stance": person.stance, "note": person.note}
        if not row:
            commands.append(Command.create(values))
            continue
        left.remove(row)
        if row.get_person() != person:
            commands.append(Command.update(row.id, values))
    if commands:
        plan.change(item, value + [row.get_person() for row in left], decision_maker_ids=commands)


def _is_same(row, person):
    return row.name == person.name if person.name else not row.name and row.role == person.role


def plan_key_notes(plan, item, value):
    current = plan.current.get(item) or []
    known = {_flat(note) for note in current}
    new = [note for note in value if _flat(note) not in known]
    if new:
        plan.change(item, current + new)
        plan.after.append(lambda partner: partner.add_key_notes(new))


def _flat(note):
    """A note whose type is not known keeps it as a part of its text."""
    return f"{note.type}:{note.text}" if note.type else note.text


def plan_other_contacts(plan, item, value):
    current = {person.name: person for person in (plan.current.get(item) or [])}
    main = plan.form.values.get("contact_name")
    changed = [
        person for person in value if person.name != main and not _is_known(current.get(person.name), person)
    ]
    if changed:
        plan.change(item, list((current | {person.name: person for person in changed}).values()))
        plan.after.append(lambda partner: partner.update_other_contacts(changed))


def _is_known(have, person):
    return have and all(getattr(person, name) in ("", getattr(have, name)) for name in CONTACT_DETAILS)


PLANNERS = dict.fromkeys(TEXT_ITEMS, plan_text) | {
    "contact_name": plan_contact_name,
    "industry": plan_named,
    "need_type": plan_named,
    "channel": plan_named,
    "size": plan_size,
    "budget": plan_budget,
    "decision_chain": plan_decision_chain,
    "tags": plan_tags,
    "key_notes": plan_key_notes,
    "other_contacts": plan_other_contacts,
    "family_situation": plan_family_situation,
    # these three are derived; a contact on paper becomes a follow-up (PaperFormPlan._plan_contact)
    "purchase_history": plan_derived,
    "last_contact_date": plan_derived,
    "last_contact_summary": plan_derived,
}
