"""What names, refusals and messages tell of records that one may not read (C13)."""

from unittest.mock import patch

from odoo.exceptions import AccessError
from odoo.fields import Command, Datetime
from odoo.tests import tagged
from odoo.tools import mute_logger

from common import ToolkitCase
from common_closing import Closing
from common_handover import Handovers
from common_learning import LearningCase

SECRET = "Zephyr kappa"
RULES = "odoo.addons.base.models.ir_rule"


class Deals(Closing, Handovers, ToolkitCase):
    """A deal that ``rep`` has won, with all that hangs on it."""

    def deal(self, **values):
        return Closing.deal(self, **values)

    def setUp(self):
        super().setUp()
        self.lead = self.deal(name=f"{SECRET} deal").sudo()
        self.follow_up = self.env["sales_toolkit.follow_up"].create(
            {
                "lead_id": self.lead.id,
                "user_id": self.rep.id,
                "state": "done",
                "done_at": Datetime.now(),
                "promise_ids": [
                    Command.create({"name": SECRET, "user_id": self.rep.id, "due_date": "2030-01-01"})
                ],
            }
        )
        self.objection = self.env["sales_toolkit.objection"].create(
            {
                "lead_id": self.lead.id,
                "type_id": self.env["sales_toolkit.objection_type"].search([], limit=1).id,
                "description": SECRET,
            }
        )
        self.lead.action_set_won()
        self.agreement, self.plan = self.contract(self.lead), self.handover(self.lead)
        self.agreement.instalment_ids[:1].name = SECRET
        self.plan.step_ids[:1].name = SECRET
        self.question = (
            self.env["sales_toolkit.handover_question"]
            .with_derivation()
            .create({"handover_id": self.plan.id, "question": SECRET})
        )
        self.settle()

    def composed(self, user, record):
        """The name that the form for an e-mail shows of a record that a client types in."""
        values = {"model": record._name, "res_ids": str(record.ids)}
        form = self.env["mail.compose.message"].with_user(user)
        return str(form.onchange(values, [*values], dict.fromkeys(("subject", "body"), {})))


@tagged("post_install", "-at_install")
class TestRefusals(Deals):
    @mute_logger(RULES)
    def test_a_refusal_in_debug_mode_names_nothing(self):
        """The ERP then names the records, as superuser."""
        rows = (
            self.follow_up, self.follow_up.promise_ids, self.objection,
            self.agreement, self.agreement.instalment_ids[:1],
            self.plan, self.plan.step_ids[:1], self.question,
        )  # fmt: skip
        real = type(self.env["res.users"]).has_group
        in_debug = lambda user, group: group == "base.group_no_one" or real(user, group)  # noqa: E731
        self.follow_up.sudo().user_id = self.leader
        self.settle()
        with patch.object(type(self.env["res.users"]), "has_group", in_debug):
            for record in rows:
                with self.subTest(model=record._name), self.assertRaises(AccessError) as caught:
                    record.with_user(self.rep2).check_access("read")
                self.assertNotIn("Zephyr", str(caught.exception))


@tagged("post_install", "-at_install")
class TestNames(Deals):
    def test_a_fact_of_a_retrospective(self):
        self.settle()
        facts = self.env["sales_toolkit.retrospective"].search([("lead_id", "=", self.lead.id)]).fact_ids
        fact = facts.filtered("objection_type_id")[:1]
        self.assertIn(fact.objection_type_id.name, fact.with_user(self.rep).display_name)
        for user in (self.rep2, self.outsider, self.other):
            with self.subTest(user=user.login):
                self.settle()
                self.assertNotIn(fact.sudo().name, self.composed(user, fact))

    def test_what_follows_is_not_given_by_a_client(self):
        for user, model, name, record in (
            (self.outsider, "mail.activity", "follow_up_id", self.follow_up),
            (self.rep2, "crm.lead", "retrospective_id", self.lead.retrospective_id),
        ):
            form = self.env[model].with_user(user).with_context(**{f"default_{name}": record.id})
            with self.subTest(model=model):
                self.settle()
                shown = form.onchange({}, [], {name: {"fields": {"display_name": {}}}})
                self.assertNotIn("Zephyr", str(shown))

    @mute_logger(RULES)
    def test_a_contract_of_a_deal_that_one_may_not_read(self):
        form = self.env["sales_toolkit.contract"].with_user(self.rep2)
        with self.assertRaises(AccessError) as caught:
            form = form.with_context(default_lead_id=self.lead.id)
            form.onchange({}, [], {"lead_id": {"fields": {"display_name": {}}}})
        self.assertNotIn("Zephyr", str(caught.exception))


@tagged("post_install", "-at_install")
class TestFollowers(Deals):
    def told(self, record):
        """Who is told of what is written there."""
        self.settle()
        note = record.with_user(self.manager).message_post(body=SECRET, subtype_xmlid="mail.mt_comment")
        return note.notified_partner_ids

    def test_whose_deal_it_was_hears_nothing_more(self):
        self.objection.message_subscribe(partner_ids=self.rep.partner_id.ids)
        self.assertIn(self.rep.partner_id, self.told(self.objection))
        self.lead.user_id = self.rep2
        self.assertNotIn(self.rep.partner_id, self.told(self.objection))

    def test_whose_hand_over_it_was_hears_nothing_more(self):
        self.assertIn(self.installer.partner_id, self.told(self.plan))
        self.plan.delivery_team_id = self.foreign_team
        people = self.told(self.plan)
        self.assertNotIn(self.installer.partner_id, people)
        self.assertIn(self.other.partner_id, people)

    def test_whom_the_writer_names_and_customers_are_told_as_ever(self):
        self.agreement.message_subscribe(partner_ids=[*self.buyer.ids, *self.rep2.partner_id.ids])
        self.assertIn(self.buyer, self.told(self.agreement))
        self.assertNotIn(self.rep2.partner_id, self.told(self.agreement))
        note = self.agreement.with_user(self.manager).message_post(
            body="x", subtype_xmlid="mail.mt_comment", partner_ids=self.rep2.partner_id.ids
        )
        self.assertIn(self.rep2.partner_id, note.notified_partner_ids)


@tagged("post_install", "-at_install")
class TestCoachingNames(LearningCase):
    def test_who_is_coached_in_what(self):
        tag = self.env["sales_toolkit.retrospective_tag"].create({"name": SECRET, "kind": "improvement"})
        for _time in range(3):
            self.retrospective(tag, user=self.rep)
        self.settle()
        with self.enter_registry_test_mode():
            self.env.ref("sales_toolkit.cron_find_coaching").method_direct_trigger()
        row = self.env["sales_toolkit.coaching"].search([("tag_id", "=", tag.id)])
        self.assertIn(SECRET, row.with_user(row.leader_id).display_name)
        for user in (self.rep2, self.outsider):
            with self.subTest(user=user.login):
                self.settle()
                self.assertNotIn(SECRET, Deals.composed(self, user, row))
