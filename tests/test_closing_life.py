"""Reopened, won again, lost, given to somebody else, merged, deleted: what becomes of the contract (O9)."""

from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import tagged

from common_closing import ClosingCase


@tagged("post_install", "-at_install")
class TestLife(ClosingCase):
    def reopen(self, contract):
        contract.lead_id.with_user(self.rep).write({"stage_id": self.open_stage.id})
        self.settle()

    def test_reopened_and_won_again(self):
        for way, version in ((self.won, 1), (self.submitted, 2), (self.approved, 2)):
            contract = way()
            self.reopen(contract)
            self.assertEqual((contract.state, contract.active, contract.version), ("draft", False, version))
            self.assertFalse(contract.activity_ids | contract.with_context(active_test=False).activity_ids)
            self.assertFalse(contract.approver_id)
            contract.lead_id.action_set_won()
            self.assertEqual((contract.state, contract.active), ("draft", True))
            self.assertEqual(self.contracts(contract.lead_id), contract)
            self.assertEqual(contract.activity_ids.user_id, self.rep)
            self.assertEqual(self.kinds(contract)[-2:], ["withdrawn", "revived"])

    def test_lost_after_the_win(self):
        contract = self.submitted()
        lost = {"stage_id": self.open_stage.id, "active": False, "probability": 0}
        contract.lead_id.write(lost)
        self.assertEqual(contract.lead_id.outcome, "lost")
        self.assertEqual((contract.state, contract.active), ("draft", False))
        self.assertEqual(self.reminded(self.boss), 0)
        contract.lead_id.action_unarchive()
        self.assertFalse(contract.active)
        contract.lead_id.action_set_won()
        self.assertTrue(contract.active)

    def test_a_signed_one_stays_and_they_are_told(self):
        contract = self.signed()
        self.reopen(contract)
        self.assertEqual((contract.state, contract.active), ("signed", True))
        told = contract.message_ids.sorted("id")[-1]
        self.assertIn("signed", told.body)
        self.assertIn(self.boss.partner_id, told.notified_partner_ids)
        contract.lead_id.action_set_won()
        self.assertEqual(self.contracts(contract.lead_id), contract)

    def test_a_draft_that_comes_back_is_not_submitted_while_the_deal_is_open(self):
        contract = self.won()
        self.reopen(contract)
        with self.assertRaisesRegex(UserError, "can't be submitted"):
            contract.with_user(self.rep).action_submit()

    def test_another_salesperson(self):
        contract = self.won()
        contract.lead_id.with_user(self.leader).user_id = self.rep2
        self.settle()
        self.assertEqual(contract.user_id, self.rep2)
        self.assertEqual(contract.activity_ids.user_id, self.rep2)
        self.assertFalse(contract.with_user(self.rep).has_access("read"))
        self.assertNotIn(self.rep.partner_id, contract.message_partner_ids)
        self.assertLessEqual(self.rep | self.rep2, contract.author_ids)

    def test_a_draft_of_who_has_left(self):
        """The ERP deletes the activity with the user; the leader completes the contract."""
        contract, other = self.won(), self.won()
        other.lead_id.with_user(self.leader).user_id = self.rep2
        self.settle()
        self.rep.action_archive()
        self.assertFalse(contract.activity_ids)
        self.run_cron()
        self.assertEqual((contract.user_id, contract.activity_ids.user_id), (self.leader, self.leader))
        self.assertLessEqual(self.rep | self.leader, contract.author_ids)
        self.assertEqual((other.user_id, other.activity_ids.user_id), (self.rep2, self.rep2))
        team = self.env["crm.team"].search([("user_id", "=", self.leader.id)])
        team.with_user(self.manager).user_id = self.boss
        self.assertEqual((contract.user_id, contract.activity_ids.user_id), (self.boss, self.boss))
        self.assertNotIn(self.manager, contract.author_ids)

    def test_one_that_was_returned_to_who_has_left(self):
        contract = self.submitted()
        contract.with_user(self.boss).action_return("The price")
        self.rep.action_archive()
        self.run_cron()
        self.assertEqual(contract.user_id, self.leader)
        self.assertEqual(self.reminded(self.leader, "contract_returned"), 1)

    def test_signed_ones_stay_with_who_has_left(self):
        contract = self.signed()
        self.rep.action_archive()
        self.run_cron()
        self.assertEqual(contract.user_id, self.rep)

    def test_deleting_the_deal(self):
        contract = self.submitted()
        lead, steps = contract.lead_id, contract.step_ids
        lead.with_user(self.manager).unlink()
        self.assertFalse(contract.exists())
        self.assertFalse(lead.exists())
        self.assertFalse(steps.exists())
        self.assertEqual(self.reminded(self.boss), 0)
        signed = self.signed()
        for user in (self.manager, self.env.ref("base.user_root")):
            with self.assertRaisesRegex(UserError, "signed contract"):
                signed.lead_id.with_user(user).unlink()

    def test_deleting_a_deal_with_a_withdrawn_contract(self):
        contract = self.won()
        self.reopen(contract)
        contract.lead_id.with_user(self.manager).unlink()
        self.assertFalse(contract.exists())

    def merged(self, *contracts):
        leads = self.env["crm.lead"].union(*[contract.lead_id for contract in contracts])
        kept = leads.with_user(self.manager).merge_opportunity()
        self.settle()
        return kept

    def test_merging_keeps_the_more_advanced(self):
        draft, approved = self.won(), self.approved()
        kept = self.merged(draft, approved)
        self.assertEqual((draft | approved).lead_id, kept)
        self.assertEqual(self.contract(kept), approved)
        self.assertEqual((draft.active, approved.state), (False, "approved"))
        self.assertEqual(kept.contract_state, "approved")
        # the one that was put away is not the one that comes back
        self.reopen(approved)
        kept.action_set_won()
        self.assertEqual(self.contract(kept), approved)

    def test_merging_two_that_are_submitted(self):
        first, second = self.submitted(), self.submitted()
        self.assertEqual(self.reminded(self.boss), 2)
        kept = self.merged(first, second)
        self.assertEqual(len(self.contract(kept)), 1)
        self.assertEqual(self.reminded(self.boss), 1)

    def test_merging_signed_ones_loses_none(self):
        first, second = self.signed(), self.signed()
        kept = self.merged(first, second)
        self.assertEqual(self.contracts(kept, state="signed"), first | second)

    def test_merging_with_an_open_deal(self):
        contract, lead = self.submitted(), self.deal()
        kept = (contract.lead_id | lead).with_user(self.manager).merge_opportunity()
        self.assertEqual((contract.lead_id, contract.active), (kept, kept.won_status == "won"))

    def test_an_archived_deal_keeps_its_contract(self):
        contract = self.approved()
        contract.lead_id.active = False
        self.assertEqual((contract.state, contract.active), ("approved", True))

    def test_another_company(self):
        other = self.env["res.company"].create({"name": "Other"})
        (self.rep | self.manager).write({"company_ids": [(4, other.id)]})
        contract = self.submitted()
        contract.lead_id.sudo().company_id = other
        self.assertEqual((contract.company_id, contract.state, contract.name), (other, "draft", False))

    def test_a_deal_of_no_company_is_in_the_money_of_its_salesperson(self):
        """Whichever company whoever wins it works in."""
        usd = self.env.ref("base.USD")
        usd.active = True
        abroad = self.env["res.company"].create({"name": "Abroad", "currency_id": usd.id})
        self.manager.company_ids |= abroad
        seller = self.new_users(
            {"seller": ["sales_team.group_sale_salesman"]},
            company_id=abroad.id,
            company_ids=[Command.set(abroad.ids)],
        )
        self.buyer.user_id = seller
        lead = (
            self.env["crm.lead"]
            .with_user(seller)
            .create(
                {
                    "name": "Laser cutter",
                    "type": "opportunity",
                    "user_id": seller.id,
                    "company_id": False,
                    "partner_id": self.buyer.id,
                    "expected_revenue": 900,
                }
            )
        )
        self.settle()
        self.cr.precommit.run()
        lead.expected_revenue = 1000
        self.env.flush_all()
        self.cr.precommit.run()
        self.assertFalse(lead.company_id)
        lead.with_user(self.manager).with_company(self.company).action_set_won()
        contract = self.contract(lead)
        self.assertEqual((contract.company_id, contract.currency_id, contract.amount), (abroad, usd, 1000))
        amounts = lead.sudo().with_company(self.company).get_first_quotation_amounts()
        self.assertEqual(amounts[lead.id][2], usd.id)
        history = self.buyer.with_user(self.manager).with_company(self.company).purchase_history
        self.assertIn("$", history)
