"""What happens to follow-ups when their opportunity changes, and what the daily action does (O3)."""

from datetime import timedelta

from odoo.tests import tagged

from odoo.addons.sales_toolkit.models.follow_up.planner import Planner

from common_follow_up import FollowUpCase


@tagged("post_install", "-at_install")
class TestLife(FollowUpCase):
    def test_another_grade_plans_anew_in_place(self):
        lead = self.deal("b")
        row = self.planned(lead)
        activity = row.activity_id
        row.with_user(self.rep).goal = "My own goal"
        lead.with_user(self.rep).write({"need_clarity": "vague"})
        self.settle()
        self.assertEqual(lead.grade, "c")
        self.assertEqual(self.planned(lead), row)
        self.assertEqual((row.activity_id, row.goal, row.grade), (activity, "My own goal", "c"))
        self.assertGreater(row.planned_date, self.rep.get_today() + timedelta(days=6))
        lead.with_user(self.rep).write(self.deal_values("a"))
        self.settle()
        self.assertEqual(len(self.planned(lead)), 2)
        self.assertEqual(len(lead.activity_ids), 2)

    def test_not_graded_any_more(self):
        lead = self.deal("a")
        lead.with_user(self.rep).write(
            dict.fromkeys(("need_clarity", "budget_fit", "decision_clarity"), False)
        )
        self.assertFalse(self.planned(lead))
        self.assertFalse(lead.activity_ids)

    def test_won_lost_archived_and_restored(self):
        for close, reopen in (
            (lambda lead: lead.action_set_lost(), lambda lead: lead.action_unarchive()),
            (lambda lead: lead.action_set_won(), lambda lead: lead.write({"stage_id": self.first.id})),
            (lambda lead: lead.action_archive(), lambda lead: lead.action_unarchive()),
        ):
            lead = self.deal("a")
            self.first = lead.stage_id
            close(lead.with_user(self.rep))
            self.settle()
            self.assertEqual(set(self.states(lead)), {"cancelled"})
            self.assertFalse(lead.activity_ids)
            reopen(lead.with_user(self.rep))
            self.assertEqual(len(self.planned(lead)), 2)

    def test_won_because_its_stage_became_one(self):
        lead = self.deal("a")
        stage = self.env["crm.stage"].create({"name": "Signed", "sequence": 50})
        lead.stage_id = stage
        stage.is_won = True
        self.plan()
        self.assertFalse(self.planned(lead))

    def test_another_salesperson(self):
        lead = self.deal("a")
        rows = self.planned(lead)
        lead.with_user(self.manager).user_id = self.rep2
        self.settle()
        self.assertEqual(self.planned(lead), rows)
        self.assertEqual(rows.user_id, self.rep2)
        self.assertEqual(rows.activity_id.user_id, self.rep2)

    def test_given_to_somebody_after_its_salesperson_has_left(self):
        lead, past = self.deal("a"), self.deal("a", name="Days gone by")
        rows, gone = self.planned(lead), self.planned(past)
        rows[0].with_user(self.rep).goal = "My own goal"
        kept = rows.mapped(lambda row: (row.planned_date, row.goal, row.grade))
        self.rep.action_archive()
        self.assertFalse(self.planned(lead) | self.planned(past))
        self.assertEqual(set((rows | gone).mapped("skipped")), {False})
        self.plan()
        self.assertFalse(self.planned(lead) | self.planned(past))
        self.pass_days(gone[0], 10)
        (lead | past).with_user(self.manager).user_id = self.rep2
        self.assertEqual(self.planned(lead), rows)
        self.assertEqual(rows.mapped(lambda row: (row.planned_date, row.goal, row.grade)), kept)
        self.assertEqual(rows.user_id | rows.activity_id.user_id, self.rep2)
        self.assertEqual(lead.sudo().next_follow_up_date, rows[0].planned_date)
        self.assertEqual(self.planned(past), gone[1])
        self.assertFalse((rows | gone).filtered("left_behind"))

    def test_all_days_went_by_before_somebody_took_over(self):
        lead = self.deal("a")
        rows = self.planned(lead)
        self.rep.action_archive()
        self.pass_days(rows, 20)
        lead.with_user(self.manager).user_id = self.rep2
        new = self.planned(lead)
        self.assertEqual(len(new), 2)
        self.assertFalse(new & rows)
        self.assertLessEqual(new[0].planned_date, self.rep2.get_today() + timedelta(days=8))

    def test_left_without_the_erp_s_own_button_or_between_two_salespeople(self):
        one, two = self.deal("a"), self.deal("a", name="Between")
        rows = self.planned(one) | self.planned(two)
        days = rows.mapped("planned_date")
        self.rep.active = False
        two.user_id = False
        self.plan()
        self.assertFalse(self.planned(one) | self.planned(two))
        (one | two).with_user(self.manager).user_id = self.rep2
        self.settle()
        self.assertEqual(set(rows.mapped("state")), {"planned"})
        self.assertEqual(rows.mapped("planned_date"), days)

    def test_regraded_before_somebody_took_over(self):
        lead = self.deal("a")
        rows = self.planned(lead)
        self.rep.action_archive()
        lead.with_user(self.manager).write({"need_clarity": "vague"})
        self.settle()
        self.assertEqual(lead.grade, "c")
        lead.with_user(self.manager).user_id = self.rep2
        [new] = self.planned(lead)
        self.assertNotIn(new, rows)

    def test_a_contact_given_to_a_colleague_who_leaves(self):
        lead = self.deal("a")
        row, other = self.planned(lead)
        row.activity_id.with_user(self.rep).user_id = self.rep2
        self.settle()
        self.assertEqual(row.user_id, self.rep2)
        day = row.planned_date
        self.rep2.action_archive()
        self.assertEqual(self.planned(lead), row | other)
        self.assertEqual((row.user_id, row.activity_id.user_id, row.planned_date), (self.rep, self.rep, day))

    def test_deleted(self):
        lead = self.deal("a")
        rows = self.planned(lead)
        activities = rows.activity_id
        lead.sudo().unlink()
        self.settle()
        self.assertFalse(activities.exists())
        self.assertFalse(rows.exists().filtered(lambda row: row.state == "planned"))

    def test_merged(self):
        one, two = self.deal("a"), self.deal("a", name="Again")
        done = self.planned(two)[0]
        done.with_user(self.rep).action_done("Talked")
        kept = (one | two).merge_opportunity()
        self.settle()
        self.assertEqual(done.lead_id, kept)
        self.assertEqual(len(self.planned(kept)), 2)
        self.assertEqual(len(kept.activity_ids), 2)

    def test_with_its_customer(self):
        customer = self.customer()
        lead = self.deal("b")
        row = self.planned(lead)
        self.assertFalse(row.partner_id)
        lead.with_user(self.rep).partner_id = customer
        self.settle()
        self.assertEqual(row.partner_id, customer)
        row.with_user(self.rep).action_done("Talked")
        self.settle()
        self.assertEqual(customer.last_contact_summary, "Talked")


@tagged("post_install", "-at_install")
class TestMissed(FollowUpCase):
    def test_it_is_remembered_and_made_up_for(self):
        lead = self.deal("b")
        row = self.overdue(lead)
        activity, goal = row.activity_id, row.goal
        self.plan()
        self.assertEqual(row.state, "missed")
        [new] = self.planned(lead)
        self.assertEqual((new.activity_id, new.goal), (activity, goal))
        self.assertGreaterEqual(new.planned_date, self.rep.get_today())
        self.assertEqual(activity.date_deadline, new.planned_date)
        self.assertEqual(len(lead.activity_ids), 1)

    def test_the_days_of_grace(self):
        self.company.follow_up_grace_days = 2
        lead = self.deal("b")
        row = self.overdue(lead, 2)
        self.plan()
        self.assertEqual(row.state, "planned")
        self.pass_days(row, 1)
        self.plan()
        self.assertEqual(row.state, "missed")

    def test_no_second_one_where_another_comes_at_once(self):
        lead = self.deal("a")
        first, second = self.planned(lead)
        self.overdue(lead)
        self.pass_days(second, (second.planned_date - self.rep.get_today()).days)
        self.plan()
        self.assertEqual(first.state, "missed")
        self.assertEqual(self.planned(lead), second)

    def test_after_an_outage_one_each_spread_over_days(self):
        self.company.follow_up_daily_load = 3
        leads = self.env["crm.lead"].create([self.deal_values("a", name=f"D{n}") for n in range(10)])
        rows = self.env["sales_toolkit.follow_up"].search([("lead_id", "in", leads.ids)])
        self.pass_days(rows, 20)
        self.plan()
        self.assertEqual(set(rows.mapped("state")), {"missed"})
        new = self.env["sales_toolkit.follow_up"].search(
            [("lead_id", "in", leads.ids), ("state", "=", "planned")]
        )
        self.assertEqual(len(new), 10)
        self.assertEqual(len(new.lead_id), 10)
        self.assertEqual(leads.activity_ids, new.activity_id)
        self.assertGreater(len(set(new.mapped("planned_date"))), 1)
        self.plan()
        self.assertEqual(len(leads.activity_ids), 10)

    def test_one_bad_record_does_not_stop_the_others(self):
        leads = self.deal("b"), self.deal("b", name="Bad"), self.deal("b", name="Third")
        rows = [self.overdue(lead) for lead in leads]
        planner = type(self.env["sales_toolkit.follow_up"])
        original = planner._prepare_catch_up

        def prepare(self, planner, lead, *args):
            if lead.name == "Bad":
                raise ZeroDivisionError
            return original(self, planner, lead, *args)

        self.patch(planner, "_prepare_catch_up", prepare)
        with self.assertLogs("odoo.addons.sales_toolkit", "WARNING"):
            self.plan()
        self.assertEqual([row.state for row in rows], ["missed", "planned", "missed"])

    def test_cadence_kept(self):
        on_time, late = self.deal("b"), self.deal("b", name="Late")
        self.planned(on_time).with_user(self.rep).action_done("Talked")
        self.overdue(late)
        self.plan()
        report = self.env["sales_toolkit.cadence_report"]
        rows = report.with_user(self.rep)._read_group(
            [("lead_id", "in", (on_time | late).ids)], ["user_id", "grade"], ["planned:sum", "kept:avg"]
        )
        self.assertEqual(rows, [(self.rep, "b", 2, 50.0)])
        self.assertFalse(report.with_user(self.rep2).search([("lead_id", "in", (on_time | late).ids)]))
        self.assertTrue(report.with_user(self.leader).search([("lead_id", "in", (on_time | late).ids)]))

    def test_on_time_until_midnight_where_the_salesperson_is(self):
        lead = self.deal()
        contact = self.planned(lead)[:1]
        contact.with_user(self.rep).action_done("Talked")
        self.company.follow_up_grace_days = 0
        moments = {
            "Asia/Shanghai": ("2026-03-04 15:59:59", "2026-03-04 16:00:00"),
            "America/New_York": ("2026-03-05 04:59:59", "2026-03-05 05:00:00"),
            "UTC": ("2026-03-04 23:59:59", "2026-03-05 00:00:00"),
            # whoever has no time zone is where their company is
            False: ("2026-03-04 15:59:59", "2026-03-04 16:00:00"),
        }
        self.company.partner_id.tz = "Asia/Shanghai"
        for zone, done in moments.items():
            self.rep.tz = zone
            for moment, on_time in zip(done, (1, 0), strict=True):
                self.env.flush_all()
                self.env.cr.execute(
                    "UPDATE sales_toolkit_follow_up SET planned_date = '2026-03-04', "
                    "slot_date = '2026-03-04', done_at = %s WHERE id = %s",
                    [moment, contact.id],
                )
                self.env.invalidate_all()
                with self.subTest(zone=zone, moment=moment):
                    row = self.env["sales_toolkit.cadence_report"].browse(contact.id)
                    self.assertEqual((row.on_time, row.late), (on_time, 1 - on_time))

    def test_somebody_without_a_time_zone_has_their_company_s_day(self):
        row = self.planned(self.deal("b"))
        self.rep.tz = False
        for zone in ("Pacific/Kiritimati", "Pacific/Honolulu"):
            self.company.partner_id.tz = zone
            with self.subTest(zone=zone):
                self.pass_days(row, (row.planned_date - self.rep.get_today()).days)
                self.assertNotIn(row.id, row._get_missed())
                self.pass_days(row, 1)
                self.assertIn(row.id, row._get_missed())

    def test_the_cadence_of_somebody_without_a_time_zone_counts_from_their_company_s_day(self):
        row = self.planned(self.deal("b"))
        row.with_user(self.rep).action_done("Talked")
        self.rep.tz = False
        row.store_derived({"done_at": "2026-03-04 10:30:00"})
        self.settle()
        for zone, day in (("Pacific/Kiritimati", "2026-03-05"), ("UTC", "2026-03-04")):
            self.company.partner_id.tz = zone
            with self.subTest(zone=zone):
                last = Planner(row.lead_id.sudo()).last
                self.assertEqual(str(last[row.lead_id.id]), day)
                self.assertEqual(str(row.get_day()), day)
