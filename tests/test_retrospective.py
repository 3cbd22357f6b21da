"""Retrospectives: how they come about, go and come back (O11)."""

from datetime import date, datetime
from unittest.mock import patch

from odoo import fields
from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from common_retrospective import FRIDAY_EVENING, RetrospectiveCase


@tagged("post_install", "-at_install")
class TestRetrospectiveLife(RetrospectiveCase):
    def test_a_win_brings_one(self):
        customer = self.customer(industry_id=self.env.ref("base.res_partner_industry_C").id)
        row = self.win(partner_id=customer.id)
        self.assertEqual((row.outcome, row.state, row.grade), ("won", "draft", "a"))
        self.assertEqual((row.user_id, row.leader_id, row.team_id), (self.rep, self.leader, self.east))
        self.assertEqual((row.partner_id, row.industry_id), (customer, customer.industry_id))
        self.assertEqual(row.company_id, self.company)
        self.assertEqual(row.activity_ids.user_id, self.rep)
        self.assertEqual(row.activity_ids.date_deadline, row.due_date)
        self.assertTrue(row.facts_at)

    def test_it_says_nothing_to_anybody(self):
        lead = self.deal(team_id=self.east.id)
        domain = [("model", "=", "sales_toolkit.retrospective")]
        before = self.env["mail.message"].search_count(domain)
        mails = self.env["mail.mail"].search_count([])
        self.win(lead)
        self.assertEqual(self.env["mail.message"].search_count(domain), before)
        self.assertEqual(self.env["mail.mail"].search_count([]), mails)

    def test_a_loss_brings_one_where_the_team_says_so(self):
        lost, other = (self.deal(team_id=self.east.id) for _ in range(2))
        lost.with_user(self.rep).action_set_lost()
        self.assertFalse(self.rows(lost))
        self.east.retrospective_on_loss = True
        other.with_user(self.rep).action_set_lost()
        self.assertEqual(self.rows(other).outcome, "lost")

    def test_the_button_brings_one_for_a_deal_without(self):
        lead = self.deal(team_id=self.east.id)
        lead.action_set_lost()
        mine = lead.with_user(self.rep)
        self.assertFalse(mine.retrospective_id)
        self.settle()
        action = mine.action_open_retrospective()
        row = self.rows(lead)
        self.assertEqual((action["res_id"], row.outcome), (row.id, "lost"))
        self.assertEqual(mine.action_open_retrospective()["res_id"], row.id)
        self.settle()
        self.assertEqual((mine.retrospective_id, mine.retrospective_due), (row, row.due_date))

    def test_the_button_refuses_an_open_deal(self):
        with self.assertRaisesRegex(UserError, "still open"):
            self.deal().with_user(self.rep).action_open_retrospective()

    def test_a_deal_that_was_won_before_the_toolkit_came_is_due_from_now(self):
        lead = self.win(at=datetime(2024, 1, 1, 3)).lead_id
        self.rows(lead).unlink()
        lead.store_derived({"outcome": False, "outcome_at": False})
        lead.with_user(self.rep).action_open_retrospective()
        row = self.rows(lead)
        self.assertEqual(row.outcome_at, lead.date_closed)
        self.assertGreater(row.due_date, fields.Date.today())

    def test_many_at_once(self):
        leads = self.env["crm.lead"].create(
            [self.deal_values(name=f"Deal {n}", team_id=self.east.id) for n in range(12)]
        )
        self.settle()
        leads.write({"stage_id": self.won_stage.id})
        self.assertEqual(self.rows(leads).lead_id, leads)
        self.assertEqual(len(self.rows(leads).activity_ids), 12)

    def test_the_number_of_queries_does_not_grow_with_the_deals(self):
        def count(number):
            values = [self.deal_values(name=f"Deal {n}", team_id=self.east.id) for n in range(number)]
            leads = self.env["crm.lead"].create(values)
            self.settle()
            rows = self.env["sales_toolkit.retrospective"]
            before = self.env.cr.sql_log_count
            rows.open_for(leads, "won")
            self.env.flush_all()
            return self.env.cr.sql_log_count - before

        count(1)
        few, many = count(3), count(60)
        self.assertLessEqual(many, few + 5)

    def test_it_goes_when_the_deal_comes_back(self):
        row = self.filled_in(to_improve="Answer faster")
        lead = row.lead_id
        lead.write({"stage_id": self.open_stage.id, "probability": 20})
        self.settle()
        self.assertFalse(row.active)
        self.assertFalse(
            self.env["mail.activity"].search([("res_model", "=", row._name), ("res_id", "=", row.id)])
        )
        self.assertFalse(lead.with_user(self.rep).retrospective_id)

    def test_it_comes_back_with_what_was_typed_and_a_new_due_date(self):
        row = self.win(at=FRIDAY_EVENING)
        row.with_user(self.rep).write(
            {"improvement_tag_ids": [(4, self.bad.id)], "to_improve": "Answer faster"}
        )
        row.with_user(self.rep).action_submit()
        lead = row.lead_id
        lead.write({"stage_id": self.open_stage.id, "probability": 20})
        again = self.win(lead, at=datetime(2026, 12, 7, 3))
        self.assertEqual((again, row.active, row.state), (row, True, "draft"))
        self.assertEqual((row.to_improve, row.improvement_tag_ids), ("Answer faster", self.bad))
        self.assertEqual(row.due_date, date(2026, 12, 10))
        self.assertEqual(len(row.activity_ids), 1)
        self.assertFalse(row.submitted_by)

    def test_won_and_then_lost_are_two(self):
        self.east.retrospective_on_loss = True
        row = self.win()
        lead = row.lead_id
        lead.write({"stage_id": self.open_stage.id, "active": False, "probability": 0})
        self.settle()
        self.assertFalse(row.active)
        lost = self.rows(lead)
        self.assertEqual(lost.outcome, "lost")
        self.assertEqual(self.rows(lead, active_test=False), row | lost)

    def test_of_merged_deals_one_stays(self):
        row, other = self.filled_in(), self.win(name="Other")
        lead = row.lead_id
        merged = (lead | other.lead_id).merge_opportunity()
        self.settle()
        rows = self.rows(merged, active_test=False)
        self.assertEqual(rows, row | other)
        self.assertEqual(len(rows.filtered("active")), 1)
        self.assertEqual(rows.filtered("active").improvement_tag_ids | rows.improvement_tag_ids, self.bad)

    def test_merged_into_an_open_deal_it_waits_for_nobody(self):
        row = self.win()
        stays = self.deal(name="Open", probability=30)
        self.env["sales_toolkit.retrospective"].browse(row.id).take_over(stays)
        self.settle()
        self.assertEqual((row.lead_id, row.active), (stays, False))

    def test_it_goes_with_its_deal(self):
        row = self.win()
        self.assertTrue(row.activity_ids)
        id_ = row.id
        row.lead_id.unlink()
        self.settle()
        self.assertFalse(row.exists())
        domain = [("res_model", "=", "sales_toolkit.retrospective"), ("res_id", "=", id_)]
        self.assertFalse(self.env["mail.activity"].with_context(active_test=False).search(domain))

    def test_it_goes_to_the_new_salesperson_and_leader(self):
        row = self.win()
        west = self.env["crm.team"].search([("user_id", "=", self.manager.id)], order="id desc", limit=1)
        row.lead_id.write({"user_id": self.rep2.id, "team_id": west.id})
        self.settle()
        self.assertEqual((row.user_id, row.leader_id, row.team_id), (self.rep2, self.manager, west))
        self.assertEqual(row.activity_ids.user_id, self.rep2)
        self.assertNotIn(self.rep.partner_id, row.message_partner_ids)

    def test_a_new_leader_closes_it(self):
        row = self.submitted()
        self.assertEqual(self.waiting(self.leader, "retrospective_to_close"), 1)
        self.east.user_id = self.manager
        self.settle()
        self.assertEqual(row.leader_id, self.manager)
        self.assertEqual(self.waiting(self.leader, "retrospective_to_close"), 0)
        self.assertEqual(self.waiting(self.manager, "retrospective_to_close"), 1)

    def test_the_leaders_own_is_for_a_manager(self):
        lead = self.deal(team_id=self.east.id)
        lead.user_id = self.leader
        lead.with_user(self.leader).action_set_won()
        row = self.rows(lead)
        self.assertNotIn(row.leader_id, self.leader)
        self.assertTrue(row.leader_id.has_group("sales_team.group_sale_manager"))

    def test_without_a_salesperson_the_leader_fills_it_in(self):
        lead = self.deal(team_id=self.east.id, user_id=False)
        lead.action_set_won()
        self.assertEqual(self.rows(lead).user_id, self.leader)

    @mute_logger("odoo.addons.sales_toolkit.models.retrospective.retrospective_life")
    def test_a_deal_is_won_even_if_facts_fail(self):
        def fail(_rows):
            raise ZeroDivisionError

        with patch.object(type(self.env["sales_toolkit.retrospective"]), "_get_stage_facts", fail):
            row = self.win()
        self.assertEqual((row.lead_id.won_status, row.state, row.facts_at), ("won", "draft", False))
        self.assertTrue(row.activity_ids)

    def test_defaults_of_a_client_do_not_get_in(self):
        lead = self.deal(team_id=self.east.id)
        defaults = {"default_state": "closed", "default_leader_comment": "Great", "default_active": False}
        lead.with_user(self.rep).with_context(**defaults).action_set_won()
        row = self.rows(lead)
        self.assertEqual((row.state, row.leader_comment, row.active), ("draft", False, True))

    def test_a_users_own_default_does_not_get_in(self):
        self.env["ir.default"].set("sales_toolkit.retrospective", "leader_comment", "Great", self.rep.id)
        self.env["ir.default"].set("sales_toolkit.retrospective", "state", "closed", self.rep.id)
        row = self.win()
        self.assertEqual((row.state, row.leader_comment), ("draft", False))

    def test_tags_in_use_are_archived_only(self):
        self.filled_in()
        with self.assertRaisesRegex(UserError, "Archive"):
            self.bad.unlink()
        with self.assertRaisesRegex(UserError, "Archive"):
            self.bad.kind = "success"
        self.bad.active = False
        self.good.unlink()

    def test_a_tag_stands_in_its_own_list(self):
        row = self.win().with_user(self.rep)
        with self.assertRaisesRegex(ValidationError, self.bad.name):
            row.success_tag_ids = self.bad
