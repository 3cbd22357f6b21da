"""Who may see and do what with grades, over RPC, and what a board of them costs (O1, X3)."""

from unittest.mock import patch

from odoo.tests import tagged

from common import ToolkitHttpCase
from common_grading import GradingCase

REFUSED = "odoo.exceptions.AccessError"
WHY = "The head office has decided"


@tagged("post_install", "-at_install")
class TestGradingRpc(ToolkitHttpCase, GradingCase):
    def setUp(self):
        super().setUp()
        self.lead = self.deal("b")

    def test_a_rep_grades_their_own_deal(self):
        self.assertIs(
            self.call(self.rep, "crm.lead", "write", self.lead.ids, {"need_clarity": "vague"}), True
        )
        names = ["grade", "grade_reason", "grade_next_step"]
        [values] = self.call(self.rep, "crm.lead", "read", self.lead.ids, names)
        self.assertEqual(values["grade"], "c")
        self.assertIn("Need Clarity: Vague", values["grade_reason"])
        self.assertIn("For B: Need Clarity: Partly Clear (now: Vague)", values["grade_next_step"])

    def test_another_rep_and_a_plain_employee_do_not(self):
        for user in (self.rep2, self.outsider, self.portal):
            for method, args in (
                ("write", [self.lead.ids, {"grade_override": "a", "grade_override_reason": WHY}]),
                ("read", [self.lead.ids, ["grade", "grade_reason"]]),
                ("action_open_grade_history", [self.lead.ids]),
            ):
                self.assertEqual(self.call(user, "crm.lead", method, *args), REFUSED)
        self.assertEqual(self.lead.grade, "b")

    def test_nobody_writes_a_grade_or_a_row_of_history(self):
        row = self.lead.sudo().grade_history_ids
        for user in (self.rep, self.leader, self.manager):
            for vals in ({"grade": "a"}, {"grade_since": "2020-01-01"}, {"grade_override_user_id": user.id}):
                self.assertEqual(
                    self.call(user, "crm.lead", "write", self.lead.ids, vals), "odoo.exceptions.UserError"
                )
                with_grade = {"name": "x", **vals}
                self.assertEqual(
                    self.call(user, "crm.lead", "create", [with_grade]), "odoo.exceptions.UserError"
                )
            history = "sales_toolkit.grade_history"
            vals = {"lead_id": self.lead.id, "date": "2026-01-01", "new_grade": "a"}
            for method, args in (
                ("write", [row.ids, {"reason": "x"}]),
                ("unlink", [row.ids]),
                ("create", [[vals]]),
                ("insert_rows", [[vals]]),
                ("erase_reasons", [self.lead.ids, "x"]),
            ):
                self.assertIsInstance(self.call(user, history, method, *args), str, method)
            rows = [[1, row.id, {"reason": "x"}]]
            self.assertIsInstance(
                self.call(user, "crm.lead", "write", self.lead.ids, {"grade_history_ids": rows}), str
            )
        self.assertNotEqual(row.reason, "x")
        self.assertEqual((self.lead.grade, len(self.lead.sudo().grade_history_ids)), ("b", 1))

    def test_no_context_of_a_client_gets_around_it(self):
        context = {"derivation": {}, "grading_later": {"ids": []}, "default_grade": "a"}
        result = self.call(self.rep, "crm.lead", "write", self.lead.ids, {"grade": "a"}, context=context)
        self.assertEqual(result, "odoo.exceptions.UserError")
        self.call(self.rep, "crm.lead", "write", self.lead.ids, {"need_clarity": "vague"}, context=context)
        self.assertEqual(self.lead.grade, "c")

    def test_methods_for_the_toolkit_are_not_for_clients(self):
        for method, args in (
            ("regrade_outdated", []),
            ("on_grade_changed", [self.lead.ids, {}]),
            ("_regrade", [self.lead.ids, "policy"]),
            ("erase_grade_reasons", [self.lead.ids]),
            ("_cron_update_grades", []),
        ):
            self.assertIsInstance(self.call(self.manager, "crm.lead", method, *args), str, method)

    def test_who_sees_the_history(self):
        mine = [("lead_id", "=", self.lead.id)]
        seen = {
            user.login: self.call(user, "sales_toolkit.grade_history", "search_count", mine)
            for user in (self.rep, self.rep2, self.leader, self.manager, self.outsider, self.auditor)
        }
        expected = [1, 0, 1, 1, REFUSED, REFUSED]
        self.assertEqual(list(seen.values()), expected)
        groups = self.call(
            self.rep2, "sales_toolkit.grade_history", "formatted_read_group", [], ["new_grade"], ["__count"]
        )
        self.assertEqual(groups, [])

    def test_policy_is_read_by_reps_and_written_by_managers(self):
        grade = self.env.ref("sales_toolkit.grade_b")
        self.assertTrue(self.call(self.rep, grade._name, "read", grade.ids, ["code", "display_name"]))
        for user in (self.rep, self.leader, self.outsider):
            self.assertEqual(self.call(user, grade._name, "write", grade.ids, {"horizon_days": 80}), REFUSED)
        self.assertIs(self.call(self.manager, grade._name, "write", grade.ids, {"horizon_days": 80}), True)
        result = self.call(self.manager, grade._name, "write", grade.ids, {"horizon_days": 10})
        self.assertEqual(result, "odoo.exceptions.ValidationError")

    def test_a_change_of_policy_reaches_deals_that_the_manager_may_not_see(self):
        other = self.env["res.company"].create({"name": "Other"})
        lead = self.env["crm.lead"].create(self.deal_values("b", user_id=False, company_id=other.id))
        grade = self.env.ref("sales_toolkit.grade_b")
        seen = []
        patcher = patch.object(
            type(lead), "on_grade_changed", lambda leads, _changes: seen.append(leads.mapped("name"))
        )
        with patcher:
            self.call(self.manager, grade._name, "write", grade.ids, {"need_clarity": "clear"})
        self.assertEqual((lead.grade, seen), ("c", [["A deal"] * 2]))

    def test_another_companys_history_and_policy_are_not_seen(self):
        other = self.env["res.company"].create({"name": "Other"})
        values = {"code": "c", "company_id": other.id}
        grade = self.env["sales_toolkit.grade"].create(values)
        lead = self.env["crm.lead"].create(self.deal_values("b", user_id=False, company_id=other.id))
        domains = {
            "sales_toolkit.grade_history": [("lead_id", "=", lead.id)],
            grade._name: [("id", "=", grade.id)],
        }
        for model, domain in domains.items():
            self.assertEqual(self.call(self.manager, model, "search_count", domain), 0)


@tagged("post_install", "-at_install")
class TestGradingCost(GradingCase):
    SPECIFICATION = {
        name: {} for name in ("name", "grade", "grade_reason", "grade_next_step", "grade_override")
    }

    def cost(self, count):
        self.settle()
        leads = self.env["crm.lead"].with_user(self.rep)
        before = self.env.cr.sql_log_count
        found = leads.web_search_read([("name", "=", "A deal")], self.SPECIFICATION, limit=count)
        self.assertEqual(len(found["records"]), count)
        self.assertTrue(all(record["grade_reason"] for record in found["records"]))
        return self.env.cr.sql_log_count - before

    def test_a_board_of_80_costs_as_much_as_one_of_2(self):
        values = [self.deal_values("ab"[n % 2]) for n in range(60)]
        values += [self.deal_values("b", company_id=False, user_id=False, team_id=False) for n in range(20)]
        self.env["crm.lead"].create(values)
        self.cost(2)
        self.assertEqual(self.cost(80), self.cost(2))

    def test_writing_80_costs_as_much_as_writing_2(self):
        leads = self.env["crm.lead"].create([self.deal_values("b") for n in range(80)])

        def cost(records):
            self.settle()
            before = self.env.cr.sql_log_count
            records.with_context(tracking_disable=True).write({"need_clarity": "vague"})
            self.env.flush_all()
            return self.env.cr.sql_log_count - before

        self.assertLessEqual(cost(leads[2:]) - cost(leads[:2]), 3)
