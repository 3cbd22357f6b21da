"""Levels by amount, deputies, and that nobody approves their own, by any path (O9)."""

from datetime import timedelta
from unittest.mock import patch

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import mute_logger

from common_closing import APPROVER, CONTRACT, ClosingCase

CRON = "odoo.addons.sales_toolkit.models.closing.contract_cron"


@tagged("post_install", "-at_install")
class TestLevels(ClosingCase):
    def test_several_in_order(self):
        first, second, _third = self.levels(
            (0, [self.boss], []), (1000, [self.boss2], []), (5000, [self.boss3], [])
        )
        contract = self.submitted()
        self.assertEqual((contract.level_id, contract.approver_id), (first, self.boss))
        self.assertEqual(contract.waiting_level_ids, first | second)
        with self.assertRaisesRegex(AccessError, "to be approved by Test boss"):
            contract.with_user(self.boss2).action_approve()
        contract.with_user(self.boss).action_approve()
        self.assertEqual((contract.state, contract.approver_id), ("submitted", self.boss2))
        self.assertEqual((self.reminded(self.boss), self.reminded(self.boss2)), (0, 1))
        contract.with_user(self.boss2).action_approve()
        self.assertEqual(contract.state, "approved")
        steps = contract.step_ids.sorted("id")
        self.assertEqual(steps.mapped("kind"), ["prepared", "submitted", "approved", "approved"])
        self.assertEqual(steps[2:].mapped("level_id"), first | second)

    def test_one_small_contract_needs_the_lowest_level(self):
        levels = self.levels((5000, [self.boss], []), (9000, [self.boss2], []))
        self.assertEqual(self.submitted().level_id, levels[0])

    def test_no_level_at_all(self):
        self.level.active = False
        contract = self.submitted()
        self.assertFalse(contract.level_id)
        contract.with_user(self.boss2).action_approve()
        self.assertEqual(contract.state, "approved")

    def test_a_companys_own_levels(self):
        own = self.level.create({"name": "Own", "company_id": self.company.id, "amount_from": 10})
        self.assertEqual(self.submitted().level_id, own)

    def test_the_rate_of_the_day_decides(self):
        usd = self.env.ref("base.USD")
        usd.active = True
        rates = self.env["res.currency.rate"]
        rates.search([("currency_id", "=", usd.id)]).unlink()
        today = self.company.get_today()
        for day, rate in ((today - timedelta(days=9), 0.5), (today, 0.125), (today + timedelta(days=1), 1)):
            rates.create({"currency_id": usd.id, "company_id": self.company.id, "name": day, "rate": rate})
        levels = self.levels((0, [], []), (8000, [self.boss2], []))
        contract = self.won()
        contract.with_user(self.rep).currency_id = usd
        contract.with_user(self.rep).action_submit()
        self.assertEqual(contract.amount_company, 8000)
        self.assertEqual(contract.waiting_level_ids, levels)

    def test_levels_stay_as_they_were_when_it_was_submitted(self):
        first, second = self.levels((0, [self.boss], []), (500, [self.boss2], []))
        contract = self.submitted()
        second.with_user(self.manager).amount_from = 100000
        contract.with_user(self.boss).action_approve()
        self.assertEqual((contract.state, contract.level_id), ("submitted", second))
        for level in (first, second):
            with self.assertRaisesRegex(UserError, "Archive it"):
                level.with_user(self.manager).unlink()

    def test_the_same_person_on_two_levels(self):
        self.levels((0, [self.boss, self.boss2], []), (500, [self.boss], []))
        contract = self.submitted()
        self.assertEqual(contract.approver_id, self.boss2)
        with self.assertRaisesRegex(AccessError, "nobody would be left"):
            contract.with_user(self.boss).action_approve()
        contract.with_user(self.boss2).action_approve()
        self.assertEqual(contract.approver_id, self.boss)

    def test_any_member_but_once(self):
        self.levels((0, [], []), (500, [], []))
        contract = self.submitted()
        contract.with_user(self.boss).action_approve()
        with self.assertRaisesRegex(AccessError, "approved .* already"):
            contract.with_user(self.boss).action_approve()
        contract.with_user(self.boss2).action_approve()
        self.assertEqual(contract.state, "approved")

    def test_nobody_is_left(self):
        self.levels((0, [self.boss], []), (500, [self.boss], []))
        contract = self.won()
        with self.assertRaisesRegex(UserError, "Level 2.*\n.*Test boss2, Test boss3"), self.cr.savepoint():
            contract.with_user(self.rep).action_submit()
        self.env.ref(APPROVER).user_ids = [Command.clear()]
        self.level.active = True
        self.env["sales_toolkit.approval_level"].search([("id", "!=", self.level.id)]).active = False
        with self.assertRaisesRegex(UserError, "Ask an administrator"):
            contract.with_user(self.rep).action_submit()

    def test_what_was_seen(self):
        contract = self.submitted()
        seen = contract.turn
        contract.with_user(self.rep).amount = 1200
        contract.with_user(self.rep).action_submit()
        boss = contract.with_user(self.boss)
        for way in (
            lambda: boss.action_approve({str(contract.id): seen}),
            lambda: boss.with_context(seen_versions=seen).action_approve(),
            lambda: boss.action_return("No", {contract.id: seen}),
        ):
            with self.assertRaisesRegex(UserError, "has changed since"):
                way()
        with self.assertRaises(UserError):
            boss.action_approve("nonsense")
        boss.action_approve({contract.id: contract.turn})

    def test_who_has_left_does_not_open_the_level(self):
        self.levels((0, [self.boss], []))
        contract = self.submitted()
        self.boss.active = False
        self.settle()
        self.assertFalse(contract.with_user(self.boss2).can_decide)
        self.assertFalse(self.env[CONTRACT].with_user(self.boss2).search([("can_decide", "=", True)]))
        with self.assertRaises(AccessError):
            contract.with_user(self.boss2).action_approve()

    def test_the_seams_are_told_once(self):
        model, seen = type(self.env[CONTRACT]), []
        self.levels((0, [], []), (500, [], []))
        both = self.submitted() | self.submitted()
        with patch.object(model, "_on_approved", lambda rows: seen.append((len(rows), rows.env.su))):
            both.with_user(self.boss).action_approve()
            self.assertEqual(seen, [])
            both.with_user(self.boss2).action_approve()
        self.assertEqual(seen, [(2, True)])


@tagged("post_install", "-at_install")
class TestDeputies(ClosingCase):
    def test_while_the_approver_is_away(self):
        self.levels((0, [self.boss], [self.boss2]))
        self.away(self.boss)
        contract = self.submitted()
        self.assertEqual(contract.approver_id, self.boss2)
        contract.with_user(self.boss2).action_approve()

    def test_a_deputy_who_was_not_asked_does_not_decide(self):
        self.levels((0, [self.boss], [self.boss2]))
        with self.assertRaisesRegex(AccessError, "to be approved by Test boss"):
            self.submitted().with_user(self.boss2).action_approve()

    def test_everybody_is_away(self):
        self.levels((0, [self.boss], [self.boss2]))
        self.away(self.boss)
        self.away(self.boss2)
        self.assertEqual(self.submitted().approver_id, self.boss)

    def test_a_deputy_who_made_it(self):
        self.levels((0, [self.boss], [self.boss2]))
        self.boss2.group_ids = [Command.link(self.env.ref("sales_team.group_sale_salesman_all_leads").id)]
        self.away(self.boss)
        contract = self.won()
        contract.with_user(self.boss2).amount = 900
        contract.with_user(self.rep).action_submit()
        self.assertEqual(contract.approver_id, self.boss)
        with self.assertRaisesRegex(AccessError, "yourself"):
            contract.with_user(self.boss2).action_approve()

    def test_the_cron_asks_the_deputy(self):
        self.levels((0, [self.boss], [self.boss2]))
        contracts = self.submitted() | self.submitted()
        self.away(self.boss)
        self.run_cron()
        self.assertEqual(contracts.approver_id, self.boss2)
        self.assertEqual((self.reminded(self.boss), self.reminded(self.boss2)), (0, 2))
        self.assertEqual(self.kinds(contracts[0])[-1], "asked")
        self.run_cron()
        self.assertEqual(self.kinds(contracts[0]).count("asked"), 1)

    def test_the_cron_asks_another_where_one_has_left(self):
        self.levels((0, [self.boss, self.boss2], []))
        contract = self.submitted()
        self.boss.active = False
        self.run_cron()
        self.assertEqual(contract.approver_id, self.boss2)

    def test_reminding_and_telling_the_next_one_once(self):
        self.levels((0, [self.boss, self.boss2], []))
        contract = self.submitted()
        self.run_cron()
        self.assertFalse(contract.reminded_at)
        contract.sudo().store_derived({"asked_at": contract.asked_at - timedelta(days=9)})
        notes = [
            ("model", "=", CONTRACT),
            ("res_id", "=", contract.id),
            ("message_type", "=", "user_notification"),
        ]
        self.run_cron()
        self.run_cron()
        told = self.env["mail.message"].search(notes)
        self.assertEqual(told.notified_partner_ids, (self.boss | self.boss2).partner_id)
        self.assertEqual(len(told), 2)
        self.assertNotIn("1,000", "".join(told.mapped("body")))

    def test_nobody_else_but_the_leader(self):
        self.levels((0, [self.boss], []))
        contract = self.submitted()
        contract.sudo().store_derived({"asked_at": contract.asked_at - timedelta(days=9)})
        self.run_cron()
        notes = [("model", "=", CONTRACT), ("res_id", "=", contract.id)]
        told = self.env["mail.message"].search([*notes, ("message_type", "=", "user_notification")])
        self.assertEqual(told.notified_partner_ids, (self.boss | self.leader).partner_id)

    @mute_logger(CRON)
    def test_one_that_fails_does_not_stop_the_others(self):
        self.levels((0, [self.boss, self.boss2], []))
        bad, good = self.submitted(), self.submitted()
        self.boss.active = False
        model = type(self.env[CONTRACT])
        reassign = model.reassign

        def fail(contracts):
            if bad in contracts:
                raise ValueError("1000")
            return reassign(contracts)

        with patch.object(model, "reassign", fail):
            self.run_cron()
        self.assertEqual((bad.approver_id, good.approver_id), (self.boss, self.boss2))
        self.run_cron()
        self.assertEqual(bad.approver_id, self.boss2)

    def test_many_cost_as_many_queries_as_few(self):
        """Whom to ask is found out once for contracts of the same people, not for each."""
        self.levels((0, [self.boss, self.boss2], [self.boss3]))
        costs = []
        for number in (2, 12):
            leads = self.env["crm.lead"].union(*[self.deal() for _ in range(number)])
            leads.action_set_won()
            contracts = self.contracts(leads)
            contracts.with_user(self.rep).action_submit()
            self.boss.active = False
            self.settle()
            before = self.env.cr.sql_log_count
            contracts.sudo().reassign()
            self.env.flush_all()
            costs.append(self.env.cr.sql_log_count - before)
            self.assertEqual(contracts.approver_id, self.boss2)
            self.boss.active = True
        self.assertLessEqual(costs[1], costs[0])

    def test_the_cron_in_batches(self):
        self.levels((0, [self.boss, self.boss2], []))
        leads = self.env["crm.lead"].union(*[self.deal() for _ in range(5)])
        leads.action_set_won()
        contracts = self.contracts(leads)
        contracts.with_user(self.rep).action_submit()
        self.boss.active = False
        with patch(f"{CRON}.BATCH", 2):
            self.run_cron()
        self.assertEqual(contracts.approver_id, self.boss2)

    def test_nothing_to_do(self):
        self.won()
        self.run_cron()


@tagged("post_install", "-at_install")
class TestOneself(ClosingCase):
    """Whoever made a contract may have every right there is: they don't approve it."""

    def setUp(self):
        super().setUp()
        rights = [APPROVER, "sales_team.group_sale_manager", "base.group_system"]
        self.groups = [Command.link(self.env.ref(right).id) for right in rights]

    def refused(self, contract, user):
        self.settle()
        with self.assertRaisesRegex(AccessError, "yourself"):
            contract.with_user(user).action_approve()
        with self.assertRaisesRegex(AccessError, "yourself"):
            contract.with_user(user).action_return("No")
        self.assertFalse(contract.with_user(user).can_decide)
        mine = self.env[CONTRACT].with_user(user).search([("can_decide", "=", True)])
        self.assertNotIn(contract, mine)
        self.assertEqual(contract.state, "submitted")

    def test_the_salesperson(self):
        self.rep.group_ids = self.groups
        self.refused(self.submitted(), self.rep)

    def test_who_won_it(self):
        self.manager.group_ids = self.groups
        lead = self.deal()
        lead.with_user(self.manager).action_set_won()
        contract = self.contract(lead)
        contract.with_user(self.rep).action_submit()
        self.refused(contract, self.manager)

    def test_who_submitted_it(self):
        self.manager.group_ids = self.groups
        contract = self.won()
        contract.with_user(self.manager).action_submit()
        self.refused(contract, self.manager)

    def test_who_changed_any_part_of_it(self):
        self.manager.group_ids = self.groups
        files = self.env["ir.attachment"].with_user(self.rep)
        changes = [
            lambda c: c.write({"amount": 2000}),
            lambda c: c.instalment_ids[0].write({"due_days": 3}),
            lambda c: c.attachment_ids.with_user(self.manager).write({"raw": b"b"}),
        ]
        for index, change in enumerate(changes):
            with self.subTest(index=index):
                contract = self.won()
                contract.with_user(self.rep).attachment_ids = files.create({"name": "a", "raw": b"a"})
                change(contract.with_user(self.manager))
                contract.with_user(self.rep).action_submit()
                self.refused(contract, self.manager)

    def test_by_import(self):
        self.manager.group_ids = self.groups
        contract = self.won()
        self.env.flush_all()
        identifier = contract.export_data(["id"])["datas"][0][0]
        result = self.env[CONTRACT].with_user(self.manager).load(["id", "amount"], [[identifier, "2000"]])
        self.assertTrue(result["ids"], result["messages"])
        contract.with_user(self.rep).action_submit()
        self.refused(contract, self.manager)
        result = self.env[CONTRACT].with_user(self.manager).load(["id", "state"], [[identifier, "Approved"]])
        self.assertFalse(result["ids"])

    def test_giving_the_deal_away_while_it_waits(self):
        self.rep.group_ids = self.groups
        contract = self.submitted()
        contract.lead_id.with_user(self.rep).user_id = self.rep2
        self.refused(contract, self.rep)

    def test_taking_the_deal_while_it_waits(self):
        self.levels((0, [self.manager], [self.boss]))
        self.manager.group_ids = self.groups
        contract = self.submitted()
        self.assertEqual(contract.approver_id, self.manager)
        contract.lead_id.with_user(self.manager).user_id = self.manager
        self.assertEqual(contract.approver_id, self.boss)
        self.refused(contract, self.manager)

    def test_becoming_an_approver_while_it_waits(self):
        self.rep.group_ids = self.groups
        level = self.levels((0, [self.boss], []))
        contract = self.submitted()
        level.with_user(self.rep).approver_ids = self.rep
        self.refused(contract, self.rep)
        level.with_user(self.rep).deputy_ids = self.rep
        self.refused(contract, self.rep)

    def test_winning_it_again(self):
        """The deal comes back and is won by somebody else: the author of the draft is still one."""
        self.rep.group_ids = self.groups
        contract = self.submitted()
        contract.lead_id.write({"stage_id": self.open_stage.id, "user_id": self.rep2.id})
        contract.lead_id.with_user(self.rep2).action_set_won()
        contract.with_user(self.rep2).action_submit()
        self.refused(contract, self.rep)

    def test_through_a_context(self):
        self.rep.group_ids = self.groups
        contract = self.submitted()
        context = {
            "derivation": True,
            "default_author_ids": [],
            "seen_versions": {str(contract.id): contract.turn},
        }
        with self.assertRaisesRegex(AccessError, "yourself"):
            contract.with_user(self.rep).with_context(**context).action_approve()
        with self.assertRaises(UserError):
            contract.with_user(self.rep).with_context(derivation={"a": 1}).write(
                {"author_ids": [Command.clear()]}
            )

    def test_by_the_dialog(self):
        self.rep.group_ids = self.groups
        contract = self.submitted()
        dialog = self.env["sales_toolkit.contract_return"].with_user(self.rep)
        with self.assertRaisesRegex(AccessError, "yourself"):
            dialog.create(
                {"contract_id": contract.id, "seen_turn": contract.turn, "comment": "x"}
            ).action_return()
        with self.assertRaises(AccessError):
            dialog.with_user(self.rep2).create({"contract_id": contract.id, "comment": "x"})

    def test_without_the_right(self):
        contract = self.submitted()
        for user in (self.leader, self.manager):
            with self.assertRaisesRegex(AccessError, "to be approved by a colleague"):
                contract.with_user(user).action_approve()
