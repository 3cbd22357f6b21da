"""The policy of grades: what an admin may say, whose it is, and what follows from a change (O1)."""

from unittest.mock import patch

from psycopg2.errors import UniqueViolation

from odoo.exceptions import ValidationError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from common_grading import GradingCase

CRON = "odoo.addons.sales_toolkit.models.grading.grading_cron"


@tagged("post_install", "-at_install")
class TestGradingPolicy(GradingCase):
    def team_policy(self, code, team=None, **values):
        team = self.rep.crm_team_ids if team is None else team
        values = {"code": code, "team_id": team.id, **values}
        return self.env["sales_toolkit.grade"].with_user(self.manager).create(values)

    # What makes no sense ---------------------------------------------------------------------------------

    def test_a_worse_grade_never_asks_for_more(self):
        with self.assertRaisesRegex(ValidationError, "B would ask for more than A: Closing Within"):
            self.policy("b", horizon_days=20)
        with self.assertRaisesRegex(ValidationError, "Closing Within"):
            self.policy("a", horizon_days=0)
        with self.assertRaisesRegex(ValidationError, "Competition"):
            self.policy("b", competition="ahead")
        with self.assertRaisesRegex(ValidationError, "Need Clarity"):
            self.policy("a", need_clarity=False)

    def test_a_team_s_grade_is_compared_with_what_else_holds_for_the_team(self):
        with self.assertRaisesRegex(ValidationError, "more than A"), self.env.cr.savepoint():
            self.team_policy("b", horizon_days=10, need_clarity="partial")
        self.team_policy("a", horizon_days=10, need_clarity="clear", budget_fit="matched")
        self.team_policy("b", horizon_days=10, need_clarity="partial")

    def test_c_asks_for_nothing(self):
        for values in ({"horizon_days": 365}, {"need_clarity": "partial"}, {"competition": "even"}):
            with self.assertRaisesRegex(ValidationError, "lowest of each input"):
                self.policy("c", **values)

    def test_days_from_0_to_ten_years(self):
        for days in (-1, 4000):
            with self.assertRaisesRegex(ValidationError, "from 0"):
                self.policy("b", horizon_days=days)

    @mute_logger("odoo.sql_db")
    def test_one_for_each_grade_and_place(self):
        with self.assertRaises(UniqueViolation), self.env.cr.savepoint():
            self.env["sales_toolkit.grade"].create({"code": "c"})
            self.env.flush_all()
        self.policy("c", active=False)
        self.env["sales_toolkit.grade"].create({"code": "c"})
        self.env.flush_all()

    def test_a_team_of_another_company(self):
        other = self.env["res.company"].create({"name": "Other"})
        team = self.env["crm.team"].create({"name": "Theirs", "company_id": other.id})
        with self.assertRaisesRegex(ValidationError, "belongs to another company"):
            self.env["sales_toolkit.grade"].create(
                {"code": "c", "team_id": team.id, "company_id": self.company.id}
            )

    def test_a_new_one_begins_as_that_of_everyone(self):
        with Form(self.env["sales_toolkit.grade"].with_user(self.manager)) as form:
            form.code = "b"
            form.team_id = self.rep.crm_team_ids
        self.assertEqual((form.record.horizon_days, form.record.budget_fit), (90, "unconfirmed"))

    def test_without_some_grades(self):
        self.policy("b", active=False)
        self.assertEqual([self.deal(grade).grade for grade in ("a", "b", "c")], ["a", "c", "c"])
        self.env["sales_toolkit.grade"].search([]).unlink()
        deal = self.deal("a")
        self.assertEqual((deal.grade, deal.grade_next_step), ("c", ""))

    # Whose it is -----------------------------------------------------------------------------------------

    def test_a_team_s_comes_before_a_company_s_before_the_general_one(self):
        values = {"need_clarity": "clear", "budget_fit": "matched"}
        own = {"code": "a", "company_id": self.company.id, "horizon_days": 60, **values}
        company = self.env["sales_toolkit.grade"].create(own)
        policies = self.env["sales_toolkit.grade"].get_policies
        east, west = self.rep.crm_team_ids, self.rep2.crm_team_ids
        team = self.team_policy("a", horizon_days=5, **values)
        self.assertEqual(policies(self.company, east)["a"], team)
        self.assertEqual(policies(self.company, west)["a"], company)
        self.assertEqual(policies(self.company, self.env["crm.team"])["a"], company)
        other = self.env["res.company"].create({"name": "Other"})
        self.assertEqual(policies(other, west)["a"], self.env.ref("sales_toolkit.grade_a"))
        later = {"date_deadline": self.day(50)}
        grades = [
            self.env["crm.lead"].with_user(user).create(self.deal_values("a", user_id=user.id, **later)).grade
            for user in (self.rep, self.rep2)
        ]
        self.assertEqual(grades, ["b", "a"])

    def test_without_salesperson_and_team(self):
        lead = self.env["crm.lead"].create(
            self.deal_values("a", user_id=False, team_id=False, company_id=False)
        )
        self.assertEqual((lead.grade, lead.team_id, lead.user_id.id), ("a", self.env["crm.team"], False))
        self.assertTrue(lead.grade_reason)

    def test_moving_a_deal_to_another_team_grades_it_by_that_team(self):
        self.team_policy(
            "a", self.rep2.crm_team_ids, horizon_days=5, need_clarity="clear", budget_fit="matched"
        )
        lead = self.deal("a")
        lead.sudo().write({"user_id": self.rep2.id})
        self.assertEqual((lead.sudo().team_id, lead.sudo().grade), (self.rep2.crm_team_ids, "b"))

    # When it changes -------------------------------------------------------------------------------------

    def test_a_change_grades_at_once_what_it_concerns(self):
        leads, other = self.deal("b") | self.deal("b"), self.deal("c")
        calls = self.told()
        self.policy("b", need_clarity="clear")
        self.assertEqual(leads.mapped("grade") + [other.grade], ["c", "c", "c"])
        self.assertEqual(calls, [dict.fromkeys(leads.ids, ("b", "c"))])
        self.assertEqual(self.history(leads[0])[-1], ("b", "c", "policy"))
        self.assertIn("Need Clarity: Clear", leads[0].grade_next_step)
        self.policy("b", active=False)
        self.assertEqual(len(calls), 1)

    def test_a_change_that_concerns_many_is_left_to_the_scheduled_action(self):
        leads = self.deal("b") | self.deal("b") | self.deal("b")
        cron = self.env.ref("sales_toolkit.cron_update_grades")
        triggers = self.env["ir.cron.trigger"].search_count([("cron_id", "=", cron.id)])
        with patch(f"{CRON}.BATCH", 2):
            self.policy("b", need_clarity="clear")
        self.assertEqual(set(leads.mapped("grade")), {"b"})
        self.assertEqual(self.env["ir.cron.trigger"].search_count([("cron_id", "=", cron.id)]), triggers + 1)
        self.run_cron()
        self.assertEqual(set(leads.mapped("grade")), {"c"})
        self.assertEqual(self.history(leads[0])[-1], ("b", "c", "policy"))

    def test_a_team_that_is_deleted_takes_its_policy_along(self):
        self.team_policy("a", horizon_days=5, need_clarity="clear", budget_fit="matched")
        lead = self.deal("a")
        self.assertEqual(lead.grade, "b")
        lead.team_id.sudo().unlink()
        self.settle()
        self.assertEqual((lead.team_id.id, lead.grade), (False, "a"))

    def test_a_stage_that_becomes_won_closes_its_deals(self):
        stage = self.env["crm.stage"].create({"name": "Signed"})
        lead = self.deal("b", stage_id=stage.id)
        stage.is_won = True
        self.policy("b", need_clarity="clear")
        self.assertEqual(lead.grade, "b")
