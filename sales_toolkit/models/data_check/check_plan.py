"""What the answers of a check change: read and written as the registration form is (C14)."""

from odoo.fields import Command

from ..paper_form.items import PLANNERS, plan_decision_chain
from ..paper_form.plan import PaperFormPlan


def plan_all_tags(plan, item, value):
    """Who is asked names all of them: what is not named is gone. On paper, lists only grow."""
    tags, unknown = plan.find_or_create(item, "category_id", value)
    if unknown or tags != plan.partner.category_id:
        plan.change(item, tags.mapped("name") + unknown, category_id=[Command.set(tags.ids)])


def plan_whole_chain(plan, item, value):
    """As ``plan_all_tags()``: who is not named decides no more."""
    plan_decision_chain(plan, item, value)
    if not plan.concerned:
        return
    named = {person.name or person.role for person in value}
    left = plan.partner.get_decision_makers().filtered(lambda row: (row.name or row.role) not in named)
    if left:
        commands = plan.values.get("decision_maker_ids", []) + [Command.delete(row.id) for row in left]
        plan.changes = [change for change in plan.changes if change.item != item]
        plan.change(item, value, decision_maker_ids=commands)


class CheckPlan(PaperFormPlan):
    """The plan of a form that is about one customer, whatever name stands on it."""

    planners = {**PLANNERS, "tags": plan_all_tags, "decision_chain": plan_whole_chain}

    def __init__(self, partner, form, channel, reason=None):
        self.customer, self.reason = partner, reason
        super().__init__(partner.env, form, "", channel, write=True)

    def _find_partner(self):
        return self.customer

    def get_reason(self):
        return self.reason or self.env._("data check")
