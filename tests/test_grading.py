"""The grade of an opportunity follows from what is known of it (O1)."""

from odoo.exceptions import UserError
from odoo.tests import tagged

from common_grading import GradingCase


@tagged("post_install", "-at_install")
class TestGrading(GradingCase):
    def test_the_policy_as_the_handbook_has_it(self):
        self.assertEqual([self.deal(grade).grade for grade in ("a", "b", "c", None)], ["a", "b", "c", False])

    def test_a_closing_alone_grades_nothing(self):
        self.assertFalse(self.deal(None, date_deadline=self.day(3)).grade)

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

    def test_nobody_types_a_grade(self):
        lead = self.deal("b")
        for vals in ({"grade": "a"}, {"grade_since": "2020-01-01"}, {"grade_override_user_id": self.rep.id}):
            with self.assertRaises(UserError):
                lead.write(vals)
            with self.assertRaises(UserError):
                lead.create(self.deal_values("b") | vals)
