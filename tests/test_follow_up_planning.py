"""Which contacts are planned, for whom and when (O2, O3)."""

from datetime import timedelta
from unittest.mock import patch

from odoo.exceptions import ValidationError
from odoo.tests import tagged

from common_follow_up import FollowUpCase


@tagged("post_install", "-at_install")
class TestPlanning(FollowUpCase):
    def test_a_gets_the_contacts_of_one_week(self):
        rows = self.planned(self.deal("a"))
        today = self.rep.get_today()
        self.assertEqual(len(rows), 2)
        self.assertEqual(rows.mapped("method"), ["phone", "visit"])
        self.assertTrue(all(today < row.planned_date <= today + timedelta(days=8) for row in rows))
        self.assertLess(rows[0].planned_date, rows[1].planned_date)
        working = self.rep.get_working_days(today, today + timedelta(days=10))
        self.assertTrue(all(row.planned_date in working for row in rows))

    def test_b_and_c_get_the_next_one(self):
        today = self.rep.get_today()
        for grade, first, last in (("b", 3, 9), ("c", 7, 16)):
            [row] = self.planned(self.deal(grade))
            self.assertTrue(today + timedelta(days=first) <= row.planned_date <= today + timedelta(days=last))

    def test_what_is_not_graded_gets_none(self):
        lead = self.deal(None)
        self.plan()
        self.assertFalse(self.planned(lead))
        self.assertFalse(lead.next_follow_up_date)

    def test_nobody_without_a_salesperson_or_with_one_who_has_left(self):
        lead = self.deal("a")
        lead.user_id = False
        self.assertFalse(self.planned(lead))
        lead.user_id = self.rep2
        self.assertEqual(self.planned(lead).user_id, self.rep2)
        self.rep2.active = False
        self.plan()
        self.assertFalse(self.planned(lead))

    def test_they_are_activities_of_the_salesperson(self):
        lead = self.deal("a")
        rows = self.planned(lead)
        for row in rows:
            activity = row.activity_id
            self.assertEqual(
                (activity.res_model, activity.res_id, activity.user_id, activity.summary),
                ("crm.lead", lead.id, self.rep, row.goal),
            )
            self.assertEqual(activity.date_deadline, row.planned_date)
        self.assertEqual(rows[0].activity_id.activity_type_id, self.env.ref("mail.mail_activity_data_call"))
        self.assertEqual(
            rows[1].activity_id.activity_type_id, self.env.ref("mail.mail_activity_data_meeting")
        )
        self.assertEqual(lead.next_follow_up_date, rows[0].planned_date)
        self.assertTrue(all(row.goal for row in rows))
        self.assertNotEqual(rows[0].goal, rows[1].goal)

    def test_running_it_again_plans_nothing(self):
        lead = self.deal("a")
        before = self.planned(lead).ids
        self.plan()
        lead.plan_follow_ups()
        self.assertEqual(self.planned(lead).ids, before)
        self.assertEqual(len(lead.activity_ids), 2)

    def test_in_the_language_of_the_salesperson(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        self.env["ir.module.module"].search([("name", "=", "sales_toolkit")])._update_translations(["zh_CN"])
        self.rep.lang = "zh_CN"
        [row] = self.planned(self.deal("c", name="x"))
        self.assertRegex(row.goal, "[\u4e00-\u9fff]")

    def test_a_cadence_of_none(self):
        self.policy("a", follow_ups=0)
        lead = self.deal("a")
        self.plan()
        self.assertFalse(self.planned(lead))

    def test_another_cadence_replans_what_is_planned(self):
        lead, other = self.deal("a"), self.deal("b")
        kept, moved = self.planned(lead)
        agreed = self.rep.add_working_days(moved.planned_date, 1)
        own = self.deal("a", name="Moved")
        self.planned(own)[1].with_user(self.rep).planned_date = agreed
        before = self.planned(other).mapped("planned_date")
        self.policy("a", follow_ups=5)
        self.plan()
        self.assertEqual(len(self.planned(lead)), 5)
        self.assertEqual(self.planned(lead)[:2], kept | moved)
        self.assertEqual(len(lead.activity_ids), 5)
        self.assertIn(agreed, self.planned(own).mapped("planned_date"))
        self.policy("a", follow_ups=1, per_days=30)
        self.plan()
        self.assertEqual(self.planned(lead), kept)
        self.assertGreater(kept.planned_date, self.rep.get_today() + timedelta(days=14))
        self.assertEqual(self.planned(other).mapped("planned_date"), before)
        self.policy("a", follow_ups=0)
        self.plan()
        self.assertFalse(self.planned(lead))
        self.assertFalse(lead.activity_ids)
        self.assertEqual(self.planned(own).mapped("planned_date"), [agreed])
        self.policy("a", follow_ups=1)
        self.plan()
        self.assertEqual(len(self.planned(lead)), 1)

    def test_the_daily_action_is_silent_when_all_is_in_step(self):
        team = self.rep.crm_team_member_ids.crm_team_id
        general = self.env.ref("sales_toolkit.grade_a")
        general.copy({"team_id": team.id, "follow_ups": 0})
        general.copy({"company_id": self.company.id, "follow_ups": 3})
        us = self.env["res.company"].create({"name": "Elsewhere"})
        general.copy({"company_id": us.id, "follow_ups": 0})
        none = self.deal("a", team_id=team.id)
        some = self.deal("a", team_id=self.rep2.crm_team_member_ids.crm_team_id.id, company_id=False)
        self.plan()
        self.assertEqual((len(self.planned(none)), len(self.planned(some))), (0, 3))
        cron = self.env["ir.cron"]
        with patch.object(type(cron), "_commit_progress") as progress:
            self.env["sales_toolkit.follow_up"]._cron_plan_follow_ups()
        progress.assert_not_called()

    def test_what_was_planned_before_the_cadence_was_noted_is_left_alone(self):
        rows = self.planned(self.deal("a"))
        rows.store_derived({"cadence": False})
        days = rows.mapped("planned_date")
        self.policy("a", follow_ups=1)
        self.plan()
        self.assertEqual((self.planned(rows.lead_id), rows.mapped("planned_date")), (rows, days))
        self.policy("a", follow_ups=0)
        self.plan()
        self.assertFalse(self.planned(rows.lead_id))

    def test_moved_to_a_team_or_company_with_another_cadence(self):
        general = self.env.ref("sales_toolkit.grade_a")
        team = self.rep2.crm_team_member_ids.crm_team_id
        general.copy({"team_id": team.id, "follow_ups": 0})
        lead = self.deal("a", team_id=self.rep.crm_team_member_ids.crm_team_id.id)
        self.assertEqual(len(self.planned(lead)), 2)
        lead.sudo().team_id = team
        self.assertFalse(self.planned(lead))
        lead.sudo().team_id = False
        self.assertEqual(len(self.planned(lead)), 2)
        company = self.env["res.company"].create({"name": "Elsewhere"})
        general.copy({"company_id": company.id, "follow_ups": 1})
        self.rep.sudo().company_ids |= company
        lead.sudo().company_id = company
        self.assertEqual(len(self.planned(lead)), 1)

    def test_an_agreed_contact_of_a_grade_without_contacts_stays(self):
        self.policy("b", follow_ups=0)
        lead = self.deal("b")
        done = self.env["sales_toolkit.follow_up"].with_user(self.rep)
        done.create({"lead_id": lead.id, "minutes": "Talked", "next_date": self.day(5)})
        self.plan()
        self.assertEqual(self.planned(lead).planned_date, self.day(5))

    def test_numbers_that_make_no_sense(self):
        for values in ({"follow_ups": -1}, {"per_days": 0}, {"follow_ups": 8}, {"per_days": 10000}):
            with self.subTest(values), self.assertRaises(ValidationError):
                self.policy("a", **values)
        with self.assertRaises(ValidationError):
            self.company.follow_up_daily_load = -1

    def test_of_the_team(self):
        team = self.rep.crm_team_member_ids.crm_team_id
        own = self.env.ref("sales_toolkit.grade_a").copy({"team_id": team.id})
        own.follow_ups = 1
        self.assertEqual(len(self.planned(self.deal("a", team_id=team.id))), 1)
        other = self.deal("a", team_id=self.rep2.crm_team_member_ids.crm_team_id.id)
        self.assertEqual(len(self.planned(other)), 2)

    def test_a_goal_of_the_stage_comes_first(self):
        stage = self.env["crm.stage"].create({"name": "Technical check", "sequence": 3})
        grade = self.env.ref("sales_toolkit.grade_b")
        grade.goal_ids.create(
            {"name": "Ask the engineer", "grade_id": grade.id, "stage_ids": [(4, stage.id)]}
        )
        [row] = self.planned(self.deal("b", stage_id=stage.id))
        self.assertEqual(row.goal, "Ask the engineer")
        [row] = self.planned(self.deal("b"))
        self.assertNotEqual(row.goal, "Ask the engineer")


@tagged("post_install", "-at_install")
class TestSpreading(FollowUpCase):
    def deals(self, number, grade="b"):
        values = [self.deal_values(grade, name=f"Deal {place}") for place in range(number)]
        leads = self.env["crm.lead"].create(values)
        self.settle()
        return leads

    def test_a_day_stays_under_the_load(self):
        self.company.follow_up_daily_load = 5
        leads = self.deals(25)
        loads = {}
        for row in self.planned(leads[:1]).search([("lead_id", "in", leads.ids)]):
            loads[row.planned_date] = loads.get(row.planned_date, 0) + 1
        self.assertEqual(sum(loads.values()), 25)
        self.assertLessEqual(max(loads.values()), 5)

    def test_too_many_are_levelled(self):
        self.company.follow_up_daily_load = 2
        leads = self.deals(60)
        rows = self.env["sales_toolkit.follow_up"].search([("lead_id", "in", leads.ids)])
        counts = {}
        for row in rows:
            counts[row.planned_date] = counts.get(row.planned_date, 0) + 1
        self.assertEqual(len(rows), 60)
        self.assertLessEqual(max(counts.values()) - min(counts.values()), 1)
        last = self.rep.get_today() + timedelta(days=7 + 7 + 3)
        self.assertLessEqual(max(counts), last)

    def test_many_cost_no_query_each(self):
        def cost(number):
            values = [self.deal_values("a", name=f"Deal {place}") for place in range(number)]
            leads = self.env["crm.lead"].create(values)
            self.env.flush_all()
            self.env["sales_toolkit.follow_up"].search([("lead_id", "in", leads.ids)])._drop()
            self.env.flush_all()
            before = self.env.cr.sql_log_count
            leads.plan_follow_ups()
            self.env.flush_all()
            return self.env.cr.sql_log_count - before

        cost(2)
        few, many = cost(5), cost(50)
        self.assertLess(many, few + 25)

    def test_not_on_days_off(self):
        day = self.planned(self.deal("b")).planned_date
        self.env["sales_toolkit.working_day"].create({"date": day, "working": False})
        self.assertNotEqual(self.planned(self.deal("b", name="Other")).planned_date, day)
        self.plan()
        self.assertFalse(self.env["sales_toolkit.follow_up"].search_count([("planned_date", "=", day)]))

    def test_one_that_somebody_moved_to_a_day_off_stays(self):
        row = self.planned(self.deal("b"))
        day = row.planned_date + timedelta(days=1)
        self.env["sales_toolkit.working_day"].create({"date": day, "working": False})
        row.with_user(self.rep).planned_date = day
        self.plan()
        self.assertEqual(row.planned_date, day)

    def test_make_up_working_weekends_count(self):
        today = self.rep.get_today()
        saturday = today + timedelta(days=(5 - today.weekday()) % 7 or 7)
        for offset in range(1, 15):
            day = today + timedelta(days=offset)
            self.env["sales_toolkit.working_day"].create({"date": day, "working": day == saturday})
        self.assertEqual(self.planned(self.deal("b")).planned_date, saturday)
