"""How retrospectives come about, go when a deal comes back, and come back with the next outcome (O11)."""

import logging

from odoo import api, fields, models

from ...rules.retrospective import local_day, reminder_offset
from ..shared.batches import COLLISIONS

_logger = logging.getLogger(__name__)
# A win makes no noise: no message says that the record was made
QUIET = {
    "mail_create_nolog": True,
    "mail_create_nosubscribe": True,
    "mail_notrack": True,
    "active_test": False,
}
# What a decision has left behind
UNDECIDED = {
    "state": "draft",
    "returned": False,
    "reminded": False,
    **dict.fromkeys(("submitted_by", "submitted_at", "closed_by", "closed_at", "escalated_to"), False),
}
# How a new one begins, whatever defaults somebody has
NEW = {**UNDECIDED, "active": True, "leader_comment": False, "days_late": 0}


class Schedule:
    """Due dates, each worked out once for the retrospectives of one call."""

    def __init__(self):
        self.known = {}

    def get(self, company, moment):
        """The days on which a retrospective of what happened at ``moment`` is due, reminded of, and late."""
        day = local_day(moment, company.get_zone())
        if (company, day) not in self.known:
            offset = reminder_offset(company.retrospective_days, company.retrospective_reminder_days)
            due = company.add_working_days(day, company.retrospective_days)
            self.known[company, day] = {
                "due_date": due,
                "remind_date": company.add_working_days(day, offset),
                "escalate_date": company.add_working_days(due, company.retrospective_escalation_days),
            }
        return self.known[company, day]


class Retrospective(models.Model):
    _inherit = "sales_toolkit.retrospective"

    @api.private
    @api.model
    def open_for(self, leads, outcome, due_from=None):
        """A retrospective for each of these opportunities, the earlier one where there was one.

        :param outcome: won or lost
        :param due_from: the moment from which the days until the due date count; without, the outcome
        """
        # sudo: follows from the outcome, whoever brought it about; no default of a client gets into it
        rows = self.sudo().with_context(QUIET).with_derivation()  # pylint: disable=context-overridden
        domain = [("lead_id", "in", leads.ids), ("outcome", "=", outcome)]
        known = {row.lead_id: row for row in rows.search(domain, order="active, id")}
        schedule, new, opened = Schedule(), [], rows.browse()
        for lead in leads.sudo():
            values = rows._prepare_values(lead, outcome, schedule, due_from)
            if lead not in known:
                new.append(values)
            elif not known[lead].active:
                # what was typed stays
                known[lead].write(values | UNDECIDED | {"active": True})
                opened |= known[lead]
        opened |= rows.create([NEW | values for values in new])
        opened._fill_in()
        opened._give_activities()
        return opened.with_env(self.env)

    @api.model
    def _prepare_values(self, lead, outcome, schedule, due_from):
        company = lead.get_grading_company()
        at = lead.outcome_at or lead.date_closed or fields.Datetime.now()
        return {
            "lead_id": lead.id,
            "outcome": outcome,
            "outcome_at": at,
            "grade": lead.grade,
            **schedule.get(company, due_from or at),
            **self._get_people_values(lead, company),
        }

    def _fill_in(self):
        """The facts, where nothing stands in their way: a deal is won all the same."""
        self.env.flush_all()
        try:
            with self.env.cr.savepoint():
                self.refresh_facts()
        except COLLISIONS:
            raise
        except Exception as error:  # pylint: disable=broad-except  # no fact may keep a deal from being won
            self.env.invalidate_all(flush=False)
            _logger.warning("The facts of %s %s are missing: %s", self._name, self.ids, type(error).__name__)

    @api.private
    def close_down(self):
        """These deals came back: their retrospectives wait for nobody, until they end again."""
        # sudo: as in open_for()
        rows = self.sudo().filtered("active")
        if not rows:
            return
        people = rows._get_people()
        rows.activity_ids.unlink()
        rows.store_derived({"active": False, "escalated_to": False})
        rows._refresh_reminders(people)

    @api.private
    def take_over(self, lead):
        """These belong to ``lead`` now, which their deals were merged into; one per outcome stays active."""
        # sudo: who may merge, may merge all of it
        rows = self.sudo().with_context(active_test=False)
        kept = rows.search([("lead_id", "=", lead.id), ("active", "=", True)]).mapped("outcome")
        for row in rows.filtered("active"):
            if row.outcome in kept or row.outcome != lead.won_status:
                row.close_down()
            kept.append(row.outcome)
        self.env.flush_all()
        rows.store_derived({"lead_id": lead.id})
        rows.follow_lead()

    @api.private
    def erase_texts(self):
        """Empty what these say in free text, and what was written below them (C12)."""
        # sudo: as the erasure itself
        rows = self.sudo()
        texts = ("what_went_well", "to_improve", "to_repeat", "leader_comment")
        rows.store_derived(dict.fromkeys(texts, False))
        rows.message_ids.filtered(lambda message: message.message_type == "comment").unlink()
