"""Quarters, and which statement misleads (O12)."""

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from common_learning import LearningCase

NOW = "2026-06-15 04:00:00"


@tagged("post_install", "-at_install")
class TestCalibration(LearningCase):
    def setUp(self):
        super().setUp()
        frozen = freeze_time(NOW)
        frozen.start()
        self.addCleanup(frozen.stop)
        self.company.calibration_minimum = 2

    def found(self, user=None, **kwargs):
        self.settle()
        return self.env["sales_toolkit.calibration"].with_user(user or self.leader).get_calibration(**kwargs)

    def stated(self, won, **inputs):
        """An A deal from 20 January on, won in time or lost, with what was stated at its closing."""
        facts = {"need_clarity": "clear", "budget_fit": "matched", "decision_clarity": "clear"}
        closed = ("won" if won else "lost", "2026-02-10")
        return self.past([("2026-01-20", "a")], closed, **(facts | inputs))

    def inputs(self, found):
        return {row["item"]: row for row in found["inputs"]}

    def test_quarters(self):
        self.past([("2026-01-20", "a")], ("won", "2026-02-10"))
        self.past([("2026-01-20", "a")], ("lost", "2026-02-10"))
        self.past([("2026-01-20", "a")], ("won", "2026-02-20"), team_id=False)
        self.past([("2025-11-20", "b")], ("won", "2025-12-10"))
        found = self.found()["quarters"]
        self.assertEqual(
            [(row["since"], row["until"], row["team"][1], set(row["grades"])) for row in found],
            [
                ("2026-01-01", "2026-04-01", "", {"a"}),
                ("2026-01-01", "2026-04-01", "East", {"a"}),
                ("2025-10-01", "2026-01-01", "East", {"b"}),
            ],
        )
        self.assertEqual(found[1]["grades"]["a"], {"hit": 1, "lost": 1, "decided": 2, "rate": 50.0})

    def test_the_statement_that_misleads(self):
        for won in (True, False, False, False):
            self.stated(won)
        for won in (True, True, False):
            self.stated(won, decision_clarity="partial")
        found = self.found()
        self.assertEqual(found["conclusion"]["kind"], "misleading")
        self.assertEqual(
            found["conclusion"]["text"],
            "Of 4 A deals with “Decision Chain and Cycle: Clear”, 1 were won within 30 days (25 %); "
            "of the 3 others, 2 (67 %).",
        )
        self.assertIn("misleads most", found["conclusion"]["end"])
        row = self.inputs(found)["decision_clarity"]
        self.assertEqual((row["deals"], row["won"], row["others"], row["others_won"]), (4, 1, 3, 2))
        self.assertEqual(round(row["difference"]), -42)
        # all of them were stated as clear: nothing to compare with
        self.assertIsNone(self.inputs(found)["need_clarity"]["difference"])

    def test_no_statement_misleads(self):
        for won, value in ((True, "clear"), (True, "clear"), (False, "partial"), (True, "partial")):
            self.stated(won, decision_clarity=value)
        conclusion = self.found()["conclusion"]
        self.assertEqual(conclusion["kind"], "fine")
        self.assertIn("No statement misleads", conclusion["end"])

    def test_too_few(self):
        self.company.calibration_minimum = 3
        for won, value in ((False, "clear"), (False, "clear"), (True, "partial"), (True, "partial")):
            self.stated(won, decision_clarity=value)
        conclusion = self.found()["conclusion"]
        self.assertEqual(conclusion["kind"], "few")
        self.assertIn("4 A deals are decided", conclusion["text"])
        self.company.calibration_minimum = 2
        self.assertEqual(self.found()["conclusion"]["kind"], "misleading")

    def test_each_deal_once_and_only_decided_ones(self):
        self.past([("2025-10-20", "a")], ("won", "2026-05-10"), decision_clarity="clear")
        self.past([("2026-05-20", "a")], ("won", "2026-05-25"), decision_clarity="clear")
        row = self.inputs(self.found())["decision_clarity"]
        self.assertEqual((row["deals"], row["won"]), (1, 0))

    def test_the_level_is_that_of_the_policy(self):
        self.policy("a", decision_clarity="partial")
        self.stated(True, decision_clarity="partial")
        self.stated(False, decision_clarity="unclear")
        row = self.inputs(self.found())["decision_clarity"]
        self.assertEqual((row["level"], row["deals"], row["others"]), ("Partly Clear", 1, 1))
        self.assertEqual(self.inputs(self.found())["competition"]["level"], "We Are Ahead")

    def test_filters(self):
        self.stated(True)
        west = self.env["crm.team"].search([("user_id", "=", self.manager.id)], limit=1)
        self.stated(False, team_id=west.id)
        row = self.inputs(self.found(team_id=self.east.id))["need_clarity"]
        self.assertEqual((row["deals"], row["won"]), (1, 1))
        self.assertEqual(len(self.found(team_id=west.id)["quarters"]), 1)
        self.assertEqual(self.found(months=2)["quarters"], [])
        self.assertEqual(self.inputs(self.found(months=2))["need_clarity"]["deals"], 0)

    def test_deals_that_one_may_not_see_do_not_count(self):
        other = self.env["res.company"].create({"name": "Other"})
        self.stated(True)
        self.stated(True, company_id=other.id, user_id=False, team_id=False)
        self.assertEqual(self.inputs(self.found(self.manager))["need_clarity"]["deals"], 1)

    def test_who_may(self):
        for user in (self.rep, self.outsider, self.auditor, self.portal):
            with self.assertRaises(AccessError):
                self.found(user)
        for arguments in (
            {"months": 0},
            {"months": "12"},
            {"months": 10**6},
            {"team_id": "1"},
            {"months": True},
        ):
            with self.assertRaises(UserError):
                self.found(**arguments)

    def test_as_many_queries_for_many(self):
        def count():
            self.settle()
            before = self.env.cr.sql_log_count
            self.found()
            return self.env.cr.sql_log_count - before

        self.stated(True)
        count()
        few = count()
        for _deal in range(8):
            self.stated(False)
        self.assertLessEqual(count(), few)
