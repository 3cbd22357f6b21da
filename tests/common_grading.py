"""Opportunities of any grade, and what a change of grade sets off."""

from datetime import timedelta
from unittest.mock import patch

from common import ToolkitCase

# What each grade takes under the policy as it is shipped, with the days until the closing.
FACTS = {
    "a": ({"need_clarity": "clear", "budget_fit": "matched", "decision_clarity": "clear"}, 20),
    "b": ({"need_clarity": "partial", "budget_fit": "unconfirmed"}, 60),
    "c": ({"need_clarity": "vague"}, 200),
    None: ({}, None),
}


class GradingCase(ToolkitCase):
    def day(self, days):
        """So many days from today, where the company is."""
        return self.company.get_today() + timedelta(days=days)

    def deal_values(self, grade="a", **values):
        facts, days = FACTS[grade]
        closing = self.day(days) if days is not None else False
        return {
            "name": "A deal",
            "type": "opportunity",
            "user_id": self.rep.id,
            "company_id": self.company.id,
            **facts,
            "date_deadline": closing,
            **values,
        }

    def deal(self, grade="a", **values):
        """An opportunity of ``rep`` that has the grade by its inputs, None for not graded."""
        lead = self.env["crm.lead"].with_user(self.rep).create(self.deal_values(grade, **values))
        self.settle()
        return lead

    def history(self, lead):
        """[(old grade, new grade, cause)], oldest first."""
        self.env.flush_all()
        rows = self.env["sales_toolkit.grade_history"].sudo().search([("lead_id", "=", lead.id)], order="id")
        return [(row.old_grade, row.new_grade, row.cause) for row in rows]

    def policy(self, code, **values):
        """The policy for everyone, changed by ``values``."""
        policy = self.env.ref(f"sales_toolkit.grade_{code}")
        policy.write(values)
        return policy

    def told(self):
        """Collects what rooms are told of changes: a list that gets {id: (old, new)} for each call."""
        calls = []

        def on_grade_changed(leads, changes):
            self.assertEqual(set(leads), set(changes))
            calls.append({lead.id: pair for lead, pair in changes.items()})

        patcher = patch.object(type(self.env["crm.lead"]), "on_grade_changed", on_grade_changed)
        patcher.start()
        self.addCleanup(patcher.stop)
        return calls

    def run_cron(self):
        self.settle()
        with self.enter_registry_test_mode():
            result = self.env.ref("sales_toolkit.cron_update_grades").method_direct_trigger()
        self.assertIs(result, True)
        self.settle()
