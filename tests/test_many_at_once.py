"""What changes for many at once is found out for all of them, not for each."""

from datetime import timedelta

from odoo.fields import Datetime
from odoo.tests import tagged

from common_closing import ClosingCase
from common_follow_up import FollowUpCase

FEW, MANY = 2, 20
# Now and then a query of what has been forgotten in between; one for each of many would be eighteen more
STRAY = 2
# What the ERP itself may ask for each of them, such as the name of what an activity is about
OWN = 3


class Costs:
    def cost(self, change):
        self.settle()
        before = self.env.cr.sql_log_count
        change()
        self.env.flush_all()
        return self.env.cr.sql_log_count - before

    def assert_cheap(self, costs, each=0):
        few, many = costs
        self.assertLessEqual(many - few, each * (MANY - FEW) + STRAY, costs)


@tagged("post_install", "-at_install")
class TestManyAtOnce(Costs, ClosingCase):
    def won_deals(self, number, **values):
        deals = self.env["crm.lead"].union(*[self.deal() for _ in range(number)])
        deals.action_set_won()
        deals.write(values)
        self.assertEqual(len(self.contracts(deals, active=True)), number)
        self.assertEqual(len(deals.handover_ids), number)
        return deals

    def retrospectives(self, deals):
        return self.env["sales_toolkit.retrospective"].search([("lead_id", "in", deals.ids)])

    def customers(self, number):
        values = {"contact_name": "Zhou", "contact_phone": "1", "need_description": "A line"}
        return self.env["res.partner"].union(
            *[self.customer(f"Customer {index}", **values) for index in range(number)]
        )

    def test_a_team_gets_another_leader(self):
        """The deals of nobody are the leader's: contracts, hand-overs and retrospectives go along."""
        team = self.env["crm.team"].search([("user_id", "=", self.leader.id)])
        costs = []
        for number in (FEW, MANY):
            deals = self.won_deals(number, team_id=team.id, user_id=False)
            team.user_id = self.leader
            contracts = self.contracts(deals)
            self.assertEqual(contracts.user_id, self.leader)
            costs.append(self.cost(lambda: team.write({"user_id": self.manager.id})))
            self.assertEqual(contracts.user_id, self.manager)
            self.assertEqual(contracts.draft_activity_id.user_id, self.manager)
            self.assertNotIn(self.leader.partner_id, contracts.message_partner_ids)
            self.assertEqual(deals.handover_ids.accept_user_id, self.manager)
            self.assertEqual(deals.handover_ids.activity_id.user_id, self.manager)
            self.assertEqual(self.retrospectives(deals).activity_ids.user_id, self.manager)
            deals.unlink()
        self.assert_cheap(costs, OWN)

    def test_won_deals_go_to_a_colleague(self):
        costs = []
        for number in (FEW, MANY):
            deals = self.won_deals(number)
            deals.handover_ids.store_derived({"state": "queried", "answer_user_id": self.rep.id})
            # the ERP's own message for each of them is left out
            quiet = deals.with_context(mail_auto_subscribe_no_notify=True)
            costs.append(self.cost(lambda quiet=quiet: quiet.write({"user_id": self.rep2.id})))
            self.assertEqual(self.contracts(deals).user_id, self.rep2)
            self.assertEqual(deals.handover_ids.answer_user_id, self.rep2)
            self.assertEqual(len(deals.handover_ids.question_activity_id), number)
            self.assertEqual(deals.handover_ids.question_activity_id.user_id, self.rep2)
            self.assertEqual(self.retrospectives(deals).user_id, self.rep2)
        self.assert_cheap(costs, OWN)

    def test_customers_go_to_review(self):
        # the first time is for what the ERP remembers from then on
        costs = [self.cost(self.customers(number).action_submit_for_review) for number in (1, FEW, MANY)]
        self.assert_cheap(costs[1:])

    def test_a_list_of_reviews(self):
        costs = []
        for number in (FEW, MANY):
            customers = self.customers(number)
            customers.action_submit_for_review()
            reviews = customers.review_ids.with_user(self.leader).browse(customers.review_ids.ids)
            costs.append(self.cost(lambda reviews=reviews: reviews.mapped("can_decide")))
            self.assertTrue(all(reviews.mapped("can_decide")))
        self.assert_cheap(costs)

    def test_a_team_whose_customers_are_in_review_gets_another_leader(self):
        team = self.env["crm.team"].search([("user_id", "=", self.leader.id)])
        costs = []
        for number in (FEW, MANY):
            customers = self.customers(number)
            customers.action_submit_for_review()
            team.user_id = self.leader
            costs.append(self.cost(lambda: team.write({"user_id": self.manager.id})))
            self.assertEqual(customers.review_ids.reviewer_id, self.manager)
        self.assert_cheap(costs)


@tagged("post_install", "-at_install")
class TestManyFollowUps(Costs, FollowUpCase):
    def planned_deals(self, number):
        deals = self.env["crm.lead"].union(*[self.deal("b", name=str(index)) for index in range(number)])
        deals.plan_follow_ups()
        self.assertEqual(len(deals.get_open_follow_ups()), number)
        return deals

    def test_deals_are_lost(self):
        costs = []
        for number in (1, FEW, MANY):
            deals = self.planned_deals(number)
            activities = deals.get_open_follow_ups().activity_id
            costs.append(self.cost(deals.action_set_lost))
            self.assertEqual(deals.follow_up_ids.mapped("state"), ["cancelled"] * number)
            self.assertFalse(activities.exists())
        self.assert_cheap(costs[1:])

    def test_meetings_are_over(self):
        """What comes next is planned, and reminders are counted, once for all of them."""
        costs = []
        stop = Datetime.now().replace(minute=0, second=0) - timedelta(hours=2)
        values = {"name": "On site", "start": stop - timedelta(hours=1), "stop": stop, "user_id": self.rep.id}
        for number in (1, FEW, MANY):
            rows = self.planned_deals(number).get_open_follow_ups()
            for row, event in zip(rows, self.env["calendar.event"].create([values] * number), strict=True):
                row.activity_id.with_context(from_follow_up=True).calendar_event_id = event
            costs.append(self.cost(lambda rows=rows: rows._set_met(rows.ids)))
            self.assertEqual(rows.mapped("state"), ["done"] * number)
            self.assertEqual(rows.mapped("outcome"), ["On site"] * number)
            self.assertEqual(set(rows.mapped("done_at")), {stop})
            self.assertEqual(len(rows.lead_id.get_open_follow_ups()), number)
        self.assert_cheap(costs[1:], OWN)
