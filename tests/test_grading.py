"""The grade of an opportunity follows from what is known of it (O1)."""

from odoo.exceptions import UserError
from odoo.tests import Form, tagged

from common_grading import GradingCase


@tagged("post_install", "-at_install")
class TestGrading(GradingCase):
    def test_the_policy_as_the_handbook_has_it(self):
        self.assertEqual([self.deal(grade).grade for grade in ("a", "b", "c", None)], ["a", "b", "c", False])

    def test_a_closing_alone_grades_nothing(self):
        self.assertFalse(self.deal(None, date_deadline=self.day(3)).grade)

    def test_the_horizon_is_kept_to_the_day(self):
        days = {29: "a", 30: "a", 31: "b", 90: "b", 91: "c", -5: "a"}
        self.assertEqual({n: self.deal("a", date_deadline=self.day(n)).grade for n in days}, days)
        self.assertEqual(self.deal("a", date_deadline=False).grade, "c")

    def test_a_change_of_an_input_changes_the_grade_once(self):
        lead = self.deal("b")
        calls = self.told()
        lead.write({"need_clarity": "clear", "budget_fit": "matched", "decision_clarity": "clear"})
        self.assertEqual(lead.grade, "b")
        lead.date_deadline = self.day(30)
        self.assertEqual(lead.grade, "a")
        self.assertEqual(calls, [{lead.id: ("b", "a")}])
        self.assertEqual(self.history(lead), [(False, "b", "facts"), ("b", "a", "facts")])

    def test_many_at_once_are_told_of_once(self):
        calls = self.told()
        leads = self.env["crm.lead"].with_user(self.rep).create([self.deal_values("b") for _ in range(3)])
        leads.write({"need_clarity": "vague"})
        self.assertEqual(calls, [dict.fromkeys(leads.ids, (None, "b")), dict.fromkeys(leads.ids, ("b", "c"))])

    def test_creating_for_a_company_of_the_form_tells_once(self):
        """Core writes the contact after it has created the opportunities, one by one."""
        customer = self.customer()
        calls = self.told()
        values = [self.deal_values("b", commercial_partner_id=customer.id) for _ in range(2)]
        leads = self.env["crm.lead"].with_user(self.rep).create(values)
        self.assertEqual(leads.partner_id, customer)
        self.assertEqual(calls, [dict.fromkeys(leads.ids, (None, "b"))])
        self.assertNotIn("grading_later", leads.env.context)

    def test_taking_all_inputs_back_ungrades(self):
        lead = self.deal("c")
        lead.need_clarity = False
        self.assertEqual((lead.grade, lead.grade_since), (False, False))
        self.assertEqual(self.history(lead)[-1], ("c", False, "facts"))

    def test_nobody_types_a_grade(self):
        lead = self.deal("b")
        for vals in ({"grade": "a"}, {"grade_since": "2020-01-01"}, {"grade_override_user_id": self.rep.id}):
            with self.assertRaises(UserError):
                lead.write(vals)
            with self.assertRaises(UserError):
                lead.create(self.deal_values("b") | vals)
        self.assertFalse(self.deal(None).with_context(default_grade="a").create({"name": "x"}).grade)

    def test_the_probability_has_nothing_to_do_with_it(self):
        lead = self.deal("b")
        lead.probability = 90
        self.assertEqual(lead.grade, "b")

    def test_boards_and_reports_by_grade(self):
        for grade in ("a", "b", "c", None):
            self.deal(grade)
        leads = self.env["crm.lead"].with_user(self.rep)
        domain = [("user_id", "=", self.rep.id)]
        groups = leads.with_context(read_group_expand=True).web_read_group(
            domain + [("grade", "=", "a")], ["grade"], ["__count"]
        )["groups"]
        self.assertEqual(
            [(group["grade"], group["__count"]) for group in groups], [("a", 1), ("b", 0), ("c", 0)]
        )
        counted = leads._read_group(domain, ["grade"], ["__count"])
        self.assertEqual(sorted(counted, key=str), [("a", 1), ("b", 1), ("c", 1), (False, 1)])
        history = self.env["sales_toolkit.grade_history"].with_user(self.rep)
        rows = history.formatted_read_group(
            [], ["salesperson_id", "new_grade", "date:month"], ["days:sum", "__count"]
        )
        self.assertEqual(sum(row["__count"] for row in rows), 3)

    # Open and closed -------------------------------------------------------------------------------------

    def test_a_won_deal_keeps_its_grade_and_a_reopened_one_is_graded_anew(self):
        lead = self.deal("a")
        lead.action_set_won()
        calls = self.told()
        lead.need_clarity = "vague"
        self.assertEqual((lead.grade, calls), ("a", []))
        lead.stage_id = self.env["crm.stage"].search([("is_won", "=", False)], limit=1)
        self.assertEqual((lead.grade, calls), ("c", [{lead.id: ("a", "c")}]))

    def test_a_lost_deal_keeps_its_grade(self):
        lead = self.deal("b")
        lead.action_set_lost()
        lead.write({"date_deadline": False})
        self.assertEqual(lead.grade, "b")
        self.assertIn("closed", lead.grade_reason)
        lead.action_restore()
        self.assertEqual(lead.grade, "c")

    def test_a_deal_that_is_recorded_when_it_is_won_is_graded_once(self):
        won = self.env["crm.stage"].search([("is_won", "=", True)], limit=1)
        self.assertEqual(self.deal("a", stage_id=won.id).grade, "a")

    # Copy, merge, import ---------------------------------------------------------------------------------

    def test_a_copy_is_graded_by_itself(self):
        lead = self.deal("b", grade_override="a", grade_override_reason="They called")
        copy = lead.copy()
        self.assertEqual((copy.grade, copy.grade_override), ("b", False))
        self.assertEqual(self.history(copy), [(False, "b", "facts")])

    def test_merging_keeps_the_histories_of_both(self):
        head, tail = self.deal("b", probability=80), self.deal("c", probability=10, competition="ahead")
        calls = self.told()
        merged = (head | tail).merge_opportunity()
        self.assertEqual(merged, head)
        self.assertEqual((merged.need_clarity, merged.competition, merged.grade), ("partial", "ahead", "b"))
        self.assertEqual(sorted(self.history(head)), [(False, "b", "facts"), (False, "c", "facts")])
        self.assertEqual(merged.grade_history_ids.filtered("merged").new_grade, "c")
        self.assertEqual(set(merged.grade_history_ids.get_days(merged)[merged.id]), {"b"})
        self.assertEqual(calls, [])

    def test_import_grades_in_one_go(self):
        calls = self.told()
        columns = ["name", "need_clarity", "budget_fit", "date_deadline"]
        rows = [[f"Deal {n}", "Clear", "Matched", str(self.day(80))] for n in range(5)]
        leads = self.env["crm.lead"].with_user(self.rep)
        result = leads.load(columns, rows)
        self.assertEqual(set(leads.browse(result["ids"]).mapped("grade")), {"b"})
        self.assertEqual(len(calls), 1)
        refused = leads.load([*columns, "grade"], [[*rows[0], "A"]])
        self.assertFalse(refused["ids"])
        self.assertIn("grade", refused["messages"][0]["message"])

    # On the form -----------------------------------------------------------------------------------------

    def test_the_grade_follows_while_somebody_types(self):
        with Form(self.env["crm.lead"].with_user(self.rep), "crm.crm_lead_view_form") as form:
            form.name = "Typed"
            self.assertFalse(form.grade)
            form.need_clarity = "partial"
            self.assertEqual(form.grade, "c")
            self.assertIn("Budget Fit: To Be Confirmed (now: not stated)", form.grade_next_step)
            form.budget_fit = "matched"
            form.date_deadline = str(self.day(50))
            self.assertEqual(form.grade, "b")
            self.assertIn("Expected Closing: within 30 days (now: in 50 days)", form.grade_next_step)
        self.assertEqual(form.record.grade, "b")

    def test_reason_and_next_step_are_in_the_readers_language(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        lead = self.deal("b").with_context(lang="en_US")
        self.assertIn("Need Clarity: Partly Clear; Budget Fit: To Be Confirmed", lead.grade_reason)
        self.assertIn("Not A: Need Clarity, Budget Fit, Decision Chain and Cycle", lead.grade_reason)
        # the largest gap first: nobody has stated who decides
        self.assertTrue(
            lead.grade_next_step.startswith("For A: Decision Chain and Cycle: Clear (now: not stated)")
        )
        self.assertIn("；", lead.with_context(lang="zh_CN").grade_reason)
        self.assertIn("; ", lead.grade_reason)

    def test_history_is_kept_in_the_companys_language(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        self.company.partner_id.lang = "zh_CN"
        lead = self.deal("b")
        self.assertIn("；", lead.sudo().grade_history_ids.reason)

    def test_history_says_who_how_long_and_whose(self):
        lead = self.deal("b")
        lead.sudo().store_derived({"grade_since": "2020-01-01 00:00:00"})
        lead.with_user(self.leader).need_clarity = "vague"
        row = lead.sudo().grade_history_ids[0]
        self.assertEqual(
            (row.user_id, row.salesperson_id, row.team_id), (self.leader, self.rep, lead.team_id)
        )
        self.assertGreater(row.days, 365)
        days = row.get_days(lead)[lead.id]
        self.assertEqual((set(days), days["b"] > 365, days["c"] < 1), ({"b", "c"}, True, True))
        with self.assertRaises(UserError):
            row.sudo().write({"reason": "x"})
        with self.assertRaises(UserError):
            row.sudo().unlink()
        lead.sudo().unlink()
        self.assertFalse(row.exists())
