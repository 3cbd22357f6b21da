"""What a retrospective is filled in with beforehand (O11)."""

from datetime import datetime, timedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from common_retrospective import RetrospectiveCase

# Monday noon in Shanghai
MONDAY = datetime(2026, 3, 2, 4)


def later(days=0, hours=0):
    return MONDAY + timedelta(days=days, hours=hours)


@tagged("post_install", "-at_install")
class TestRetrospectiveFacts(RetrospectiveCase):
    def setUp(self):
        super().setUp()
        self.stages = self.env["crm.stage"].create([{"name": name} for name in ("Screening", "Talks")])

    def at(self, moment, change):
        with self.mock_datetime_and_now(moment):
            result = change()
            self.env.flush_all()
            self.flush_tracking()
        self.settle()
        return result

    def flush_tracking(self):
        self.env.flush_all()
        self.cr.precommit.run()

    def story(self, **values):
        """A deal that began on Monday."""
        values = {"team_id": self.east.id, "stage_id": self.stages[0].id, **values}
        return self.at(MONDAY, lambda: self.env["crm.lead"].create(self.deal_values("c", **values)))

    def begun(self, lead, moment):
        """Columns that no clock of the tests reaches."""
        self.cr.execute("UPDATE crm_lead SET create_date = %s WHERE id = %s", (moment, lead.id))
        self.env.invalidate_all()

    def lines(self, row, kind):
        return [(line.name, round(line.days, 1)) for line in row.fact_ids.filtered(lambda x: x.kind == kind)]

    def test_days_per_stage(self):
        lead = self.story()
        self.begun(lead, MONDAY)
        self.at(later(4), lambda: lead.write({"stage_id": self.stages[1].id}))
        row = self.win(lead, at=later(10))
        self.assertEqual(self.lines(row, "stage"), [("Screening", 4), ("Talks", 6)])
        self.assertEqual([round(line.share) for line in row.stage_fact_ids], [40, 60])
        self.assertEqual(row.cycle_days, 10)
        # the same once the chatter has it, and long after
        self.flush_tracking()
        self.at(later(30), row.refresh_facts)
        self.assertEqual(self.lines(row, "stage"), [("Screening", 4), ("Talks", 6)])

    def test_a_stage_that_is_deleted_leaves_its_name(self):
        lead = self.story()
        self.begun(lead, MONDAY)
        row = self.win(lead, at=later(3))
        self.stages[0].unlink()
        self.settle()
        self.assertEqual(self.lines(row, "stage"), [("Screening", 3)])

    def test_names_come_in_the_readers_language(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        self.stages[0].with_context(lang="zh_CN").name = "线索筛选"
        row = self.win(self.story())
        self.assertEqual(row.with_context(lang="zh_CN").stage_fact_ids[:1].name, "线索筛选")
        self.assertEqual(row.with_context(lang="en_US").stage_fact_ids[:1].name, "Screening")

    def test_grades_and_the_days_in_each(self):
        lead = self.story()
        self.begun(lead, MONDAY)
        b = {"need_clarity": "partial", "budget_fit": "unconfirmed", "date_deadline": later(60).date()}
        self.at(later(2), lambda: lead.write(b))
        row = self.win(lead, at=later(7))
        self.assertEqual(self.lines(row, "grade"), [("C", 2), ("B", 5)])
        self.assertEqual((row.grade, row.grade_path, row.grade_change_count), ("b", "C → B", 1))

    def test_follow_ups_and_their_minutes(self):
        lead = self.story()
        rows = self.env["sales_toolkit.follow_up"].with_derivation()
        rows.search([("lead_id", "=", lead.id)]).unlink()
        common = {"lead_id": lead.id, "user_id": self.rep.id}
        planned = {**common, "planned_date": later(1).date()}
        done = {"state": "done", "done_at": later(1)}
        rows.create(
            [
                {**planned, **done, "minutes_due": later(2), "minutes_at": later(1, 1)},
                {**planned, **done, "minutes_due": later(2), "minutes_at": later(3)},
                {**common, **done, "minutes_due": later(2)},
                {**common, "state": "done", "done_at": later(20)},
                {**planned, "state": "planned"},
                {**planned, "state": "planned"},
            ]
        )
        domain = [("lead_id", "=", lead.id), ("state", "=", "planned")]
        own = rows.search([*domain, ("planned_date", "=", later(1).date())])
        own[:1].write_derived({"state": "missed"})
        own[1:].write_derived({"state": "cancelled"})
        row = self.win(lead, at=later(9))
        self.assertEqual((row.follow_up_planned, row.follow_up_done, row.follow_up_missed), (3, 2, 1))
        self.assertEqual((row.contact_count, round(row.follow_up_kept)), (3, 67))
        self.assertEqual((row.minutes_on_time, row.minutes_late), (1, 2))

    def test_missed_follow_ups_of_the_day_of_the_win(self):
        """It is the day where the company is: in Greenwich it is the day before."""
        lead = self.story()
        rows = self.env["sales_toolkit.follow_up"].with_derivation()
        rows.search([("lead_id", "=", lead.id)]).unlink()
        missed = {"lead_id": lead.id, "user_id": self.rep.id, "state": "planned"}
        rows.create({**missed, "planned_date": later(10).date()}).write_derived({"state": "missed"})
        row = self.win(lead, at=later(9, 19))
        self.assertEqual((row.follow_up_planned, row.follow_up_missed), (1, 1))

    def test_objections(self):
        lead = self.story()
        rival = self.env["sales_toolkit.competitor"].create({"name": "Rival"})
        price = self.env.ref("sales_toolkit.objection_type_price")
        values = {"lead_id": lead.id, "type_id": price.id, "description": "Too dear: call 王 at home"}
        rows = self.env["sales_toolkit.objection"].create(
            [
                {**values, "raised_at": later(1), "competitor_id": rival.id},
                {**values, "raised_at": later(2)},
                {**values, "raised_at": later(40)},
            ]
        )
        self.at(later(1, 6), lambda: rows[0].action_answer("Over five years it is cheaper"))
        self.at(later(3), rows[0].action_solve)
        row = self.win(lead, at=later(9))
        self.assertEqual((row.objection_count, row.objection_solved, row.objection_open), (2, 1, 1))
        self.assertEqual((row.objection_hours, row.competitor_ids), (6, rival))
        # winning closes what was open; it was open when the deal ended all the same
        self.at(later(10), row.refresh_facts)
        self.assertEqual((row.objection_solved, row.objection_open), (1, 1))
        lines = row.objection_fact_ids
        self.assertEqual(lines.mapped("objection_state"), ["solved", "accepted"])
        self.assertEqual([(line.hours, line.answered) for line in lines], [(6, True), (0, False)])
        # texts of customers stay where they are erased
        self.assertNotIn("王", str(lines.read()) + str(row.read()))

    def test_the_discount_against_the_first_expected_revenue(self):
        lead = self.story(expected_revenue=1000)
        self.at(later(1), lambda: lead.write({"expected_revenue": 950}))
        self.at(later(2), lambda: lead.write({"expected_revenue": 900}))
        row = self.win(lead, at=later(9))
        self.assertEqual((row.first_amount, row.final_amount, row.discount), (1000, 900, 10))
        self.assertEqual(row.currency_id, lead.company_currency)

    def test_a_discount_that_comes_with_the_win_itself(self):
        lead = self.story(expected_revenue=1000)
        self.at(later(9), lambda: lead.write({"expected_revenue": 800, "stage_id": self.won_stage.id}))
        self.assertEqual(self.rows(lead).discount, 20)

    def test_without_changes_there_is_no_discount_to_speak_of(self):
        row = self.win(self.story(expected_revenue=1000))
        self.assertEqual((row.has_discount, row.first_amount, row.discount), (False, 0, 0))

    def test_the_median_of_the_team(self):
        for days in (2, 4, 30):
            lead = self.story(name=f"Earlier {days}")
            self.begun(lead, MONDAY)
            self.win(lead, at=later(days))
        self.at(later(5), lambda: self.story(name="Lost").action_set_lost())
        elsewhere = self.story(team_id=False)
        self.win(elsewhere, at=later(100))
        row = self.win(self.begin_on_monday(), at=later(30))
        # of 2, 4, 30 and its own 30
        self.assertEqual(row.team_median_days, 17)
        self.assertEqual((row.cycle_days, elsewhere.won_status), (30, "won"))
        # a year later nobody speaks of them
        row = self.win(self.begin_on_monday(), at=later(400))
        self.assertEqual(row.team_median_days, 400)

    def begin_on_monday(self):
        lead = self.story(name="Another")
        self.begun(lead, MONDAY)
        return lead

    def test_they_are_worked_out_anew_until_submitted(self):
        row = self.filled_in()
        values = {"lead_id": row.lead_id.id, "user_id": self.rep.id, "done_at": row.outcome_at}
        contact = self.env["sales_toolkit.follow_up"].create({**values, "state": "done"})
        self.settle()
        before = row.contact_count
        row.with_user(self.rep).action_refresh_facts()
        self.assertEqual(row.contact_count, before + 1)
        contact.unlink()
        row.with_user(self.rep).action_submit()
        self.assertEqual(row.contact_count, before)
        self.env["sales_toolkit.follow_up"].create({**values, "state": "done"})
        with self.assertRaisesRegex(UserError, "Submitted"):
            row.with_user(self.rep).action_refresh_facts()
        row.refresh_facts()
        self.assertEqual(row.contact_count, before)

    def test_who_may_refresh(self):
        row = self.win()
        with self.assertRaises(AccessError):
            row.with_user(self.leader).action_refresh_facts()
        row.with_user(self.manager).action_refresh_facts()

    def test_nothing_confidential(self):
        customer = self.customer(budget_min=123456)
        row = self.win(partner_id=customer.id)
        told = str(row.sudo().read()) + str(row.sudo().fact_ids.read())
        self.assertNotIn("123456", told)

    def test_many_deals_take_as_many_queries_as_few(self):
        def count(number):
            values = [self.deal_values(name=f"Deal {n}", team_id=self.east.id) for n in range(number)]
            leads = self.env["crm.lead"].create(values)
            price = self.env.ref("sales_toolkit.objection_type_price").id
            self.env["sales_toolkit.objection"].create(
                [{"lead_id": lead.id, "type_id": price, "description": "x"} for lead in leads]
            )
            rows = self.env["sales_toolkit.retrospective"].open_for(leads, "won")
            self.settle()
            before = self.env.cr.sql_log_count
            rows.refresh_facts()
            self.env.flush_all()
            return self.env.cr.sql_log_count - before

        count(1)
        few, many = count(2), count(50)
        self.assertLessEqual(many, few + 2)
        self.assertLess(many, 60)

    def test_the_day_of_the_facts(self):
        row = self.win()
        self.assertLessEqual(row.facts_at, fields.Datetime.now())
