"""Each way in which an opportunity is won, lost, or comes back is told once (O9-O11)."""

from unittest.mock import patch

from odoo.tests import tagged

from common import ToolkitCase

SEAMS = ("on_won", "on_lost", "on_reopened")


@tagged("post_install", "-at_install")
class TestOutcome(ToolkitCase):
    def setUp(self):
        super().setUp()
        self.won_stage = self.env["crm.stage"].search([("is_won", "=", True)], limit=1)
        self.open_stage = self.env.ref("crm.stage_lead2")

    def deal(self, **values):
        values = {"name": "Deal", "type": "opportunity", "user_id": self.rep.id, **values}
        return self.env["crm.lead"].with_user(self.rep).create(values)

    def told(self, change):
        """What the rooms are told of while ``change`` runs: [(seam, number of opportunities)]."""
        seen, model = [], type(self.env["crm.lead"])

        def listen(name):
            original = getattr(model, name)

            def told(leads):
                if leads:
                    seen.append((name.removeprefix("on_"), len(leads)))
                return original(leads)

            return patch.object(model, name, told)

        with listen("on_won"), listen("on_lost"), listen("on_reopened"):
            change()
            self.env.flush_all()
        return seen

    def test_won_by_stage(self):
        deal = self.deal()
        self.assertEqual(self.told(lambda: deal.write({"stage_id": self.won_stage.id})), [("won", 1)])
        self.assertEqual((deal.outcome, bool(deal.outcome_at)), ("won", True))

    def test_won_by_button(self):
        deal = self.deal()
        self.assertEqual(self.told(deal.action_set_won), [("won", 1)])
        self.assertEqual(self.told(deal.action_set_won), [])

    def test_created_as_won(self):
        self.assertEqual(self.told(lambda: self.deal(stage_id=self.won_stage.id)), [("won", 1)])

    def test_won_by_a_stage_that_becomes_a_won_one(self):
        stage = self.env["crm.stage"].create({"name": "Signed"})
        deals = self.deal(stage_id=stage.id) | self.deal(stage_id=stage.id)
        self.assertEqual(self.told(lambda: stage.write({"is_won": True})), [("won", 2)])
        # core works the probabilities out one by one
        self.assertEqual(self.told(lambda: stage.write({"is_won": False})), [("reopened", 1)] * 2)
        self.assertEqual(deals.mapped("outcome"), [False, False])

    def test_from_one_won_stage_to_another(self):
        other = self.env["crm.stage"].create({"name": "Signed", "is_won": True})
        deal = self.deal(stage_id=self.won_stage.id)
        self.assertEqual(self.told(lambda: deal.write({"stage_id": other.id})), [])

    def test_lost(self):
        deal = self.deal()
        self.assertEqual(self.told(deal.action_set_lost), [("lost", 1)])
        self.assertEqual(deal.outcome, "lost")

    def test_restored(self):
        deal = self.deal()
        deal.action_set_lost()
        self.assertEqual(self.told(deal.action_unarchive), [("reopened", 1)])
        self.assertEqual((deal.outcome, deal.outcome_at), (False, False))

    def test_won_and_back(self):
        deal = self.deal(stage_id=self.won_stage.id)
        self.assertEqual(
            self.told(lambda: deal.write({"stage_id": self.open_stage.id, "probability": 20})),
            [("reopened", 1)],
        )

    def test_from_won_to_lost_and_back(self):
        deal = self.deal(stage_id=self.won_stage.id)
        lost = {"stage_id": self.open_stage.id, "active": False, "probability": 0}
        self.assertEqual(self.told(lambda: deal.write(lost)), [("reopened", 1), ("lost", 1)])
        self.assertEqual(
            self.told(lambda: deal.write({"stage_id": self.won_stage.id})), [("reopened", 1), ("won", 1)]
        )

    def test_plain_archiving_is_no_loss(self):
        deal = self.deal(probability=30)
        self.assertEqual(self.told(deal.action_archive), [])

    def test_many_at_once(self):
        deals = self.deal() | self.deal() | self.deal()
        self.assertEqual(self.told(lambda: deals.write({"stage_id": self.won_stage.id})), [("won", 3)])

    def test_leads_are_no_deals(self):
        lead = self.deal(type="lead")
        self.assertEqual(self.told(lead.action_set_lost), [])

    def test_an_import_of_closed_deals_is_history(self):
        leads = self.env["crm.lead"].with_user(self.rep).with_context(import_file=True)
        values = {"name": "Old", "type": "opportunity", "stage_id": self.won_stage.id}
        self.assertEqual(self.told(lambda: leads.create(values)), [])

    def test_an_import_wins_an_open_deal(self):
        """What was open here is closed by it, as by any other way; also who only says they import."""
        deal, other = self.deal(), self.deal()
        leads = deal.with_context(import_file=True)
        self.env["ir.model.data"].create(
            {"module": "__import__", "name": "deal_1", "model": "crm.lead", "res_id": deal.id}
        )
        rows = [["__import__.deal_1", self.won_stage.name]]
        load = leads.with_user(self.manager).load
        self.assertEqual(self.told(lambda: load(["id", "stage_id"], rows)), [("won", 1)])
        self.assertEqual((deal.won_status, deal.outcome), ("won", "won"))
        lost = {"active": False, "probability": 0}
        self.assertEqual(self.told(lambda: other.with_context(import_file=True).write(lost)), [("lost", 1)])

    def test_an_import_corrects_history(self):
        leads = self.env["crm.lead"].with_user(self.rep).with_context(import_file=True)
        old = leads.create({"name": "Old", "type": "opportunity", "stage_id": self.won_stage.id})
        lost = {"stage_id": self.open_stage.id, "active": False, "probability": 0}
        self.assertEqual(self.told(lambda: old.write(lost)), [])
        self.assertEqual((old.won_status, old.outcome), ("lost", False))

    def test_what_was_won_before_the_toolkit_came(self):
        deal = self.deal(stage_id=self.won_stage.id)
        deal.sudo().store_derived({"outcome": False, "outcome_at": False})
        change = {"stage_id": self.open_stage.id, "probability": 20}
        self.assertEqual(self.told(lambda: deal.write(change)), [])

    def test_nobody_types_it(self):
        with self.assertRaisesRegex(Exception, "outcome follows"):
            self.deal().write({"outcome": "won"})
