"""A win prepares the hand-over, the contract starts it; each route into and out of won (O10)."""

from datetime import date, datetime, timedelta
from unittest.mock import patch

from odoo.exceptions import UserError, ValidationError
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools.safe_eval import safe_eval

from common_handover import HandoverCase

MONDAY = date(2026, 3, 2)


@tagged("post_install", "-at_install")
class TestHandoverPrepared(HandoverCase):
    def on(self, day):
        return patch.object(type(self.env["res.company"]), "get_today", lambda company: day)

    def dates(self, handover):
        return [(step.date_start, step.date_end) for step in handover.step_ids]

    def test_a_win_draws_the_plan_and_tells_the_delivery_leader_once(self):
        sent = self.env["mail.mail"].search_count([])
        with self.on(MONDAY):
            handover = self.won()
        self.assertEqual((handover.state, handover.delivery_team_id), ("draft", self.team))
        self.assertEqual(len(handover.step_ids), 5)
        salesperson = self.env.ref("sales_toolkit.handover_template_general_requirements")
        for step in handover.step_ids:
            owner = self.rep if step.name == salesperson.name else self.installer
            self.assertEqual((step.user_id, step.state, bool(step.activity_id)), (owner, "planned", False))
        self.assertEqual(handover.activity_ids.user_id, self.installer)
        self.assertEqual(len(handover.activity_ids), 1)
        self.assertEqual(self.env["mail.mail"].search_count([]), sent)

    def test_days_are_working_days_with_holidays_and_make_up_weekends(self):
        calendar = self.company.resource_calendar_id
        self.env["resource.calendar.leaves"].create(
            {
                "name": "Holiday",
                "calendar_id": calendar.id,
                "company_id": self.company.id,
                "date_from": datetime(2026, 3, 2, 16),
                "date_to": datetime(2026, 3, 4, 15, 59),
            }
        )
        self.env["sales_toolkit.working_day"].create(
            {"date": date(2026, 3, 7), "company_id": self.company.id}
        )
        with self.on(MONDAY):
            handover = self.won()
        # Tuesday and Wednesday are off, Saturday the 7th is worked
        kickoff, requirements = self.dates(handover)[:2]
        self.assertEqual(kickoff, (date(2026, 3, 5), date(2026, 3, 5)))
        self.assertEqual(requirements, (date(2026, 3, 6), date(2026, 3, 9)))

    def test_a_win_on_a_weekend_begins_on_monday(self):
        with self.on(date(2026, 3, 7)):
            handover = self.won()
        self.assertEqual(handover.starts_on, date(2026, 3, 9))
        self.assertEqual(self.dates(handover)[0][0], date(2026, 3, 10))

    def test_without_a_team_the_salesperson_is_told(self):
        self.env["sales_toolkit.delivery_team"].search([]).active = False
        handover = self.won()
        self.assertFalse(handover.delivery_team_id)
        self.assertEqual(handover.activity_ids.user_id, self.rep)
        self.assertEqual(handover.step_ids.user_id, self.rep)

    def test_team_and_template_by_need_type_else_the_default(self):
        need = self.env["sales_toolkit.need_type"].create({"name": "Machines"})
        special = self.env["sales_toolkit.handover_template"].create(
            {"name": "Machines", "need_type_ids": need.ids, "line_ids": [Command.create({"name": "Crane"})]}
        )
        self.foreign_team.need_type_ids = need
        customer = self.customer(need_type_id=need.id)
        handover = self.won(partner_id=customer.id)
        self.assertEqual((handover.delivery_team_id, handover.template_id), (self.foreign_team, special))
        self.assertEqual(handover.step_ids.mapped("name"), ["Crane"])
        self.company.delivery_team_id = self.delivery_team("Default", self.fitter, sequence=90)
        self.assertEqual(self.won().delivery_team_id, self.company.delivery_team_id)

    def test_a_named_user_who_can_not_open_it_is_no_owner(self):
        line = self.env.ref("sales_toolkit.handover_template_general_training")
        line.write({"role": "user", "user_id": self.outsider.id})
        self.assertNotIn(self.outsider, self.won().step_ids.user_id)
        line.user_id = self.other
        self.assertIn(self.other, self.won().step_ids.user_id)

    def test_steps_are_named_in_the_language_of_the_delivery_leader(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        line = self.env.ref("sales_toolkit.handover_template_general_kickoff")
        line.with_context(lang="zh_CN").name = "启动会"
        self.installer.lang = "zh_CN"
        self.assertEqual(self.won().step_ids[0].name, "启动会")

    def test_switched_off(self):
        self.company.handover_on_win = False
        deal = self.deal()
        deal.action_set_won()
        self.assertFalse(self.handover(deal))
        action = deal.action_open_handover()
        self.assertEqual(self.handover(deal).id, action["res_id"])

    def test_a_win_succeeds_whatever_happens_here(self):
        deals = self.deal(name="Good") | self.deal(name="Bad")
        rows = type(self.env["sales_toolkit.handover"])
        original = rows._insert_for

        def fail(handovers, leads):
            if "Bad" in leads.mapped("name"):
                raise ValueError
            return original(handovers, leads)

        logger = "odoo.addons.sales_toolkit.models.shared.batches"
        with patch.object(rows, "_insert_for", fail), self.assertLogs(logger, "WARNING"):
            deals.action_set_won()
        self.assertEqual(deals.mapped("outcome"), ["won", "won"])
        self.assertEqual([bool(self.handover(deal)) for deal in deals], [True, False])

    def test_one_that_was_won_before_the_toolkit_was_there(self):
        deals = self.env["crm.lead"].with_user(self.rep).with_context(import_file=True)
        values = {"name": "Old", "type": "opportunity", "user_id": self.rep.id}
        deal = deals.create({**values, "stage_id": self.won_stage.id}).with_context(import_file=False)
        self.assertFalse(self.handover(deal))
        deal.action_open_handover()
        self.assertEqual((deal.outcome, self.handover(deal).state), ("won", "draft"))
        deal.write({"stage_id": self.open_stage.id, "probability": 20})
        self.assertFalse(self.handover(deal).active)

    def test_only_won_deals_are_handed_over(self):
        with self.assertRaises(UserError):
            self.deal().action_open_handover()

    def test_a_mass_win_takes_few_queries_for_each_deal(self):
        def win(number):
            deals = self.env["crm.lead"].create(
                [{"name": f"{n}", "type": "opportunity", "user_id": self.rep.id} for n in range(number)]
            )
            self.settle()
            start = self.env.cr.sql_log_count
            self.env["sales_toolkit.handover"].prepare_for(deals)
            self.env.flush_all()
            queries = self.env.cr.sql_log_count - start
            self.assertEqual(
                self.env["sales_toolkit.handover"].search_count([("lead_id", "in", deals.ids)]), number
            )
            return queries

        win(1)
        few, many = win(20), win(200)
        self.assertLess(many - few, 180)

    def test_a_team_needs_people_of_delivery(self):
        with self.assertRaisesRegex(ValidationError, "Delivery"):
            self.team.member_ids = self.outsider

    def test_two_companies(self):
        company = self.env["res.company"].create({"name": "Second"})
        (self.rep | self.installer).company_ids |= company
        team = self.delivery_team("Second team", self.installer, company_id=company.id)
        deal = self.deal(company_id=company.id, team_id=False)
        deal.action_set_won()
        handover = self.handover(deal)
        self.assertEqual(handover.delivery_team_id, team)
        with self.assertRaises(ValidationError):
            handover.delivery_team_id = self.team
        # settings are of the company of the deal
        company.handover_start = "win"
        second = self.deal(company_id=company.id, team_id=False)
        second.action_set_won()
        self.assertEqual(self.handover(second).state, "started")
        self.assertEqual(self.won().state, "draft")


@tagged("post_install", "-at_install")
class TestHandoverStarts(HandoverCase):
    def test_the_approved_contract_starts_it(self):
        handover = self.won()
        contract = self.contract(handover)
        contract._on_approved()
        self.assertEqual((handover.state, handover.contract_id), ("started", contract))
        self.assertTrue(handover.started_at)
        for step in handover.step_ids:
            self.assertEqual(step.activity_id.user_id, step.user_id)
            self.assertEqual(step.activity_id.date_deadline, step.date_end)
        self.assertIn(self.installer, handover.activity_id.user_id)
        activities = handover.activity_ids
        contract._on_approved()
        self.assertEqual(handover.activity_ids, activities)

    def test_the_plan_moves_to_the_start_day(self):
        monday = date(2026, 3, 2)
        with patch.object(type(self.env["res.company"]), "get_today", lambda company: monday):
            handover = self.won()
        moved = handover.step_ids[3]
        moved.date_end += timedelta(days=1)
        before = [(step.date_start, step.date_end) for step in handover.step_ids]
        week = timedelta(days=7)
        with patch.object(type(self.env["res.company"]), "get_today", lambda company: monday + week):
            self.approve(handover)
        after = [(step.date_start, step.date_end) for step in handover.step_ids]
        self.assertEqual(after, [(start + week, end + week) for start, end in before])

    def test_settings(self):
        self.company.handover_start = "win"
        self.assertEqual(self.won().state, "started")
        self.company.handover_start = "signed"
        handover = self.won()
        self.approve(handover)
        self.assertEqual(handover.state, "draft")
        self.contract(handover, "signed")._on_signed()
        self.assertEqual(handover.state, "started")

    def test_by_hand_only_a_leader_starts_before_the_contract(self):
        handover = self.won()
        contract = self.contract(handover, "draft")
        handover.store_derived({"contract_id": contract.id})
        self.settle()
        self.assertFalse(handover.with_user(self.rep).may_start, "no button that is refused afterwards")
        self.assertTrue(handover.with_user(self.leader).may_start)
        with self.assertRaises(UserError):
            handover.with_user(self.rep).action_start()
        handover.with_user(self.leader).action_start()
        self.assertEqual(handover.state, "started")

    def test_by_hand_the_salesperson_starts_what_waits_for_no_contract(self):
        handover = self.won()
        handover.store_derived({"contract_id": False})
        self.settle()
        self.assertEqual((handover.state, handover.with_user(self.rep).may_start), ("draft", True))
        handover.with_user(self.rep).action_start()
        self.assertEqual(handover.state, "started")


@tagged("post_install", "-at_install")
class TestHandoverComesBack(HandoverCase):
    def reopen(self, handover):
        handover.lead_id.write({"stage_id": self.open_stage.id, "probability": 20})
        self.settle()

    def test_a_prepared_one_is_put_away_and_used_again(self):
        handover = self.won()
        self.reopen(handover)
        self.assertFalse(handover.active)
        self.assertFalse(self.env["mail.activity"].search([("res_model", "=", handover._name)]))
        handover.lead_id.action_set_won()
        self.assertEqual((handover.active, handover.state), (True, "draft"))
        self.assertEqual(self.handover(handover.lead_id), handover)
        self.assertEqual(len(handover.step_ids), 5)
        self.assertEqual(handover.activity_ids.user_id, self.installer)

    def test_of_one_that_is_put_away_nothing_is_to_be_done(self):
        self.company.handover_start = "win"
        handover = self.won()
        steps = handover.step_ids.with_user(self.installer)
        mine = self.env.ref("sales_toolkit.handover_step_action_mine")
        domain = safe_eval(mine.domain)
        self.assertTrue(all(steps.mapped("may_change")))
        self.assertEqual(steps.search(domain), steps)
        self.reopen(handover)
        self.assertFalse(any(steps.mapped("may_change")))
        self.assertFalse(steps.search(domain))

    def test_a_started_one_is_told_and_stopped_and_goes_on(self):
        self.company.handover_start = "win"
        handover = self.won()
        handover.step_ids[0].with_user(self.installer).action_done()
        self.reopen(handover)
        self.assertFalse(handover.active)
        self.assertFalse(handover.with_context(active_test=False).activity_ids.filtered("active"))
        notified = self.env["mail.notification"].search(
            [("res_partner_id", "=", self.installer.partner_id.id)]
        )
        self.assertIn("not won any more", " ".join(notified.mail_message_id.mapped("body")).lower())
        handover.lead_id.action_set_won()
        self.assertEqual((handover.active, handover.state), (True, "started"))
        self.assertEqual(handover.step_ids.mapped("state"), ["done"] + ["planned"] * 4)
        self.assertEqual(len(handover.step_ids.activity_id.filtered("active")), 4)

    def test_without_its_contract_it_waits_again(self):
        handover = self.started()
        handover.with_user(self.installer).action_accept()
        self.reopen(handover)
        self.contract(handover, "draft")
        handover.lead_id.action_set_won()
        self.assertEqual((handover.state, handover.accepted_at), ("draft", False))
        self.assertEqual(handover.activity_ids.user_id, self.installer)
        self.approve(handover)
        self.assertEqual(handover.state, "started")

    def test_a_question_comes_back_with_it(self):
        self.company.handover_start = "win"
        handover = self.won()
        handover.with_user(self.installer).action_ask_back("Which voltage?")
        self.reopen(handover)
        handover.lead_id.action_set_won()
        self.assertEqual(handover.state, "queried")
        self.assertEqual(handover.question_activity_id.user_id, self.rep)

    def test_from_won_to_lost(self):
        handover = self.started()
        handover.lead_id.write({"stage_id": self.open_stage.id, "active": False, "probability": 0})
        self.assertFalse(handover.active)
        self.assertEqual(handover.lead_id.outcome, "lost")

    def test_deleting_the_deal_takes_it_along(self):
        handover = self.won()
        deal = handover.lead_id
        activities = handover.activity_ids
        deal.unlink()
        self.assertFalse(handover.exists())
        self.assertFalse(activities.exists())

    def test_merging_keeps_the_one_that_is_furthest(self):
        kept = self.won(name="Kept")
        self.company.handover_start = "win"
        other = self.won(name="Other")
        steps = other.step_ids
        head = (kept.lead_id | other.lead_id).merge_opportunity()
        handover = self.handover(head)
        self.assertEqual((handover, handover.state), (other, "started"))
        self.assertEqual(handover.step_ids, steps)
        self.assertFalse(kept.exists())

    def test_merging_into_an_open_deal_puts_it_away(self):
        handover = self.started()
        deal = self.deal(name="Open", expected_revenue=10)
        deal._merge_dependences(handover.lead_id)
        self.assertEqual((handover.lead_id, handover.active), (deal, False))
        deal.action_set_won()
        self.assertTrue(handover.active)

    def test_another_salesperson_takes_over(self):
        handover = self.started()
        handover.with_user(self.installer).action_ask_back("Which voltage?")
        handover.lead_id.user_id = self.rep2
        mine = handover.step_ids.filtered(lambda step: step.role == "salesperson")
        self.assertEqual((mine.user_id, mine.activity_id.user_id), (self.rep2, self.rep2))
        self.assertEqual(
            (handover.answer_user_id, handover.question_activity_id.user_id), (self.rep2, self.rep2)
        )

    def test_another_delivery_leader_and_another_team_take_over(self):
        handover = self.started()
        self.team.user_id = self.fitter
        theirs = handover.step_ids.filtered(lambda step: step.role == "leader")
        self.assertEqual((theirs.user_id, theirs.activity_id.user_id), (self.fitter, self.fitter))
        self.assertEqual(handover.activity_id.user_id, self.fitter)
        handover.delivery_team_id = self.foreign_team
        self.assertEqual((theirs.user_id, handover.activity_id.user_id), (self.other, self.other))
