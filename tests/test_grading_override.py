"""Setting a grade by hand: with a reason, for a time, and visibly (O1)."""

from odoo.exceptions import ValidationError
from odoo.tests import Form, tagged

from common_grading import GradingCase

WHY = "The head office has decided"


@tagged("post_install", "-at_install")
class TestGradingOverride(GradingCase):
    def override(self, grade="a", **values):
        lead = self.deal("c")
        lead.write({"grade_override": grade, "grade_override_reason": WHY, **values})
        self.settle()
        return lead

    def expire(self, leads):
        """As if it had been set some time ago."""
        self.settle()
        query = "UPDATE crm_lead SET grade_override_until = %s WHERE id = ANY(%s)"
        self.env.cr.execute(query, (self.day(-1), leads.ids))
        self.env.invalidate_all()

    def test_it_holds_and_says_who_why_and_until_when(self):
        calls = self.told()
        lead = self.override()
        self.assertEqual((lead.grade, lead.grade_override_user_id), ("a", self.rep))
        self.assertEqual(lead.grade_override_until, self.day(14))
        self.assertEqual(calls, [{lead.id: (None, "c")}, {lead.id: ("c", "a")}])
        self.assertEqual(self.history(lead)[-1], ("c", "a", "override"))
        for text in (lead.grade_reason, lead.sudo().grade_history_ids[0].reason):
            self.assertIn(WHY, text)
            self.assertIn(self.rep.name, text)
            self.assertIn("By the policy: C", text)
        lead.need_clarity = "partial"
        self.assertEqual(lead.grade, "a")

    def test_it_needs_a_reason_in_every_way_in(self):
        lead = self.deal("c")
        for reason in (False, "", "   "):
            with self.assertRaisesRegex(ValidationError, "Say why"):
                lead.write({"grade_override": "a", "grade_override_reason": reason})
            with self.assertRaisesRegex(ValidationError, "Say why"):
                self.deal("c", grade_override="a", grade_override_reason=reason)
        with self.assertRaisesRegex(ValidationError, "Say why"):
            self.override().grade_override_reason = False

    def test_its_end(self):
        self.company.grade_override_days = 5
        self.assertEqual(self.override().grade_override_until, self.day(5))
        self.assertEqual(self.override(grade_override_until=self.day(2)).grade_override_until, self.day(2))
        with self.assertRaisesRegex(ValidationError, "until today at least"):
            self.override(grade_override_until=self.day(-1))
        lead = self.override()
        lead.grade_override_until = False
        self.assertEqual(lead.grade_override_until, self.day(5))

    def test_taking_it_back(self):
        lead = self.override()
        lead.grade_override = False
        self.assertEqual(lead.grade, "c")
        self.assertFalse(
            lead.grade_override_reason or lead.grade_override_until or lead.grade_override_user_id
        )
        self.assertEqual(self.history(lead)[-1], ("a", "c", "override"))

    def test_a_reason_alone_is_nothing(self):
        lead = self.deal("c", grade_override_reason=WHY, grade_override_until=self.day(3))
        self.assertFalse(lead.grade_override_reason or lead.grade_override_until)

    def test_it_grades_a_deal_of_which_nothing_is_stated(self):
        lead = self.deal(None)
        lead.write({"grade_override": "b", "grade_override_reason": WHY})
        self.assertEqual(lead.grade, "b")

    def test_the_daily_action_ends_it(self):
        lead, other = self.override(), self.override()
        same = self.override("c")
        self.expire(lead | same)
        calls = self.told()
        self.run_cron()
        self.assertEqual(calls, [{lead.id: ("a", "c")}])
        self.assertEqual(self.history(lead)[-1], ("a", "c", "expired"))
        self.assertFalse(lead.grade_override or same.grade_override or lead.grade_override_reason)
        self.assertEqual(other.grade, "a")
        self.run_cron()
        self.assertEqual(len(calls), 1)

    def test_one_that_is_over_holds_no_more_even_before_the_action_runs(self):
        lead = self.override()
        self.expire(lead)
        lead.need_clarity = "partial"
        self.assertEqual(lead.grade, "c")
        lead.grade_override = "b"
        self.assertEqual((lead.grade, lead.grade_override_until), ("b", self.day(14)))

    def test_its_last_day_counts(self):
        lead = self.override(grade_override_until=self.day(0))
        self.run_cron()
        self.assertEqual(lead.grade, "a")

    def test_on_the_form(self):
        with Form(self.deal("c"), "crm.crm_lead_view_form") as form:
            form.grade_override = "a"
            self.assertEqual((form.grade, form.grade_override_until), ("a", self.day(14)))
            form.grade_override_reason = WHY
        self.assertEqual(form.record.grade, "a")
        with Form(form.record, "crm.crm_lead_view_form") as form:
            form.grade_override = "b"
            self.assertFalse(form.grade_override_reason)
            form.grade_override_reason = "Not quite"
            self.assertEqual(form.grade, "b")

    def test_the_reason_is_guarded_and_erased(self):
        with self.assertRaises(ValidationError):
            self.override(grade_override_reason="证件号 11010519491231002X")
        lead = self.override()
        lead.sudo().erase_personal_items(False, {})
        self.settle()
        texts = [lead.grade_override_reason, *lead.sudo().grade_history_ids.mapped("reason")]
        self.assertFalse([text for text in texts if WHY in text])
        self.assertEqual(lead.grade, "a")
