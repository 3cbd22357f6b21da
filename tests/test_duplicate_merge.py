"""Merging two customers keeps what is registered about both (C15)."""

from odoo.exceptions import AccessError
from odoo.fields import Command, Date
from odoo.tests import tagged

from common_duplicate import DuplicateCase


class MergeCase(DuplicateCase):
    def merge(self, pair, user=None, keep="a", **choices):
        pair = pair.with_user(user or self.rep)
        wizard = self.env["sales_toolkit.duplicate_merge"].with_user(user or self.rep)
        wizard = wizard.browse(pair.action_merge()["res_id"])
        wizard.write({"keep": keep, **choices})
        wizard.action_merge()
        self.settle()


@tagged("post_install", "-at_install")
class TestMerge(MergeCase):
    def test_a_rep_merges_their_own(self):
        one, other, pair = self.two()
        rows = self.rows(one) | self.rows(other)
        self.merge(pair)
        self.assertTrue(one.exists() and not other.exists())
        self.assertLessEqual(rows, self.rows(one))
        self.assertEqual((pair.state, pair.decided_by_id), ("merged", self.rep))
        self.assertEqual((pair.partner_a_id.id, pair.partner_b_id.id), (one.id, False))
        self.assertEqual((one.name, one.user_id), ("Hengli", self.rep))

    def test_both_can_be_opened_to_compare(self):
        one, other, pair = self.two()
        pair = pair.with_user(self.rep)
        self.assertEqual(pair.action_open_a()["res_id"], one.id)
        self.assertEqual(pair.action_open_b()["res_id"], other.id)
        wizard = self.env["sales_toolkit.duplicate_merge"].with_user(self.rep)
        comparison = str(wizard.browse(pair.action_merge()["res_id"]).comparison)
        for label in ("Customer Name", "Unified Social Credit Code", "Salesperson"):
            self.assertIn(f"<th>{label}</th>", comparison)

    def test_the_second_may_be_kept(self):
        one, other, pair = self.two()
        self.merge(pair, self.manager, keep="b")
        self.assertTrue(other.exists() and not one.exists())
        self.assertEqual(pair.partner_b_id, other)

    def test_other_emails_are_no_obstacle(self):
        one, other, pair = self.two()
        one.email, other.email = "a@b.cn", "c@d.cn"
        self.merge(pair)
        self.assertEqual(one.email, "a@b.cn")

    def test_a_rep_does_not_merge_anothers(self):
        one, other, pair = self.two()
        other.sudo().user_id = self.rep2
        self.settle()
        with self.assertRaises(AccessError):
            self.merge(pair, self.rep)
        self.assertTrue(other.exists())

    def test_the_earlier_day_and_all_tags(self):
        tags = self.env["res.partner.category"].create([{"name": "A"}, {"name": "B"}])
        one, other, pair = self.two()
        one.category_id, other.category_id = tags[0], tags[1]
        other.registered_on = "2023-01-02"
        self.merge(pair)
        self.assertEqual(one.registered_on, Date.to_date("2023-01-02"))
        self.assertEqual(one.category_id, tags)

    def test_notes_and_follow_ups_of_both(self):
        one, other, pair = self.two()
        for partner in (one, other):
            self.env["sales_toolkit.key_note"].create({"partner_id": partner.id, "note": partner.name})
        other.log_past_contact("2024-05-06 04:00:00", "agreed", self.phone)
        self.merge(pair)
        self.assertEqual(set(one.key_note_ids.mapped("note")), {"Hengli", "Great Wall"})
        self.assertEqual(len(one.follow_up_ids), 1)
        self.assertEqual(one.last_contact_date, Date.to_date("2024-05-06"))

    def test_a_person_stands_in_the_decision_chain_once(self):
        one, other, pair = self.two()
        makers = self.env["sales_toolkit.decision_maker"].with_user(self.rep)
        makers.create(
            [
                {"partner_id": one.id, "name": "Wang", "role": "decision_maker", "note": "golf"},
                {"partner_id": other.id, "name": "wang ", "role": "decision_maker", "stance": "supporter"},
                {"partner_id": other.id, "name": "Wang", "role": "user"},
                {"partner_id": other.id, "name": "Li", "role": "purchaser", "note": "slow"},
            ]
        )
        self.merge(pair)
        chain = one.with_user(self.rep).get_decision_makers()
        self.assertEqual(
            sorted((row.name, row.role, row.stance, row.note) for row in chain),
            [
                ("Li", "purchaser", "unknown", "slow"),
                ("Wang", "decision_maker", "supporter", "golf"),
                ("Wang", "user", "unknown", False),
            ],
        )

    def test_another_stance_is_noted(self):
        one, other, pair = self.two()
        for partner, stance, note in ((one, "supporter", "a"), (other, "opponent", "b")):
            self.env["sales_toolkit.decision_maker"].with_user(self.rep).create(
                {"partner_id": partner.id, "name": "Wang", "role": "user", "stance": stance, "note": note}
            )
        self.merge(pair)
        [row] = one.with_user(self.rep).get_decision_makers()
        self.assertEqual((row.stance, row.note), ("supporter", "a; b; Opponent"))

    def test_keys_and_hints_afterwards(self):
        one, other, pair = self.two()
        other.write({"contact_name": "Li", "contact_email": "li@b.cn"})
        self.merge(pair)
        self.assertEqual(
            len(self.keys(one).keys),
            len(self.keys(self.customer("Hengli", phone="138 0000 1234", email="x@y.cn")).keys),
        )
        self.assertTrue(self.keys(one).to_check)

    def test_pairs_with_a_third_move_along(self):
        one, other, _pair = self.two()
        third, fourth = self.customer("Long March", email="a@b.cn"), self.customer("Silk", email="c@d.cn")
        one.email, other.email = "c@d.cn", "a@b.cn"
        self.find()
        third_pair = self.pairs().filtered(lambda pair: third in (pair.partner_a_id, pair.partner_b_id))
        third_pair.with_user(self.rep).action_mark_different()
        [pair] = self.pairs().filtered(lambda p: p.partner_a_id == one and p.partner_b_id == other)
        self.merge(pair)
        self.assertEqual((third_pair.partner_a_id, third_pair.partner_b_id), (one, third))
        self.assertEqual(third_pair.state, "different")
        left = self.find() - third_pair - pair
        self.assertEqual((left.partner_a_id, left.partner_b_id), (one, fourth))

    def test_the_reminder_counts_anew(self):
        _one, _other, pair = self.two()
        reminder = self.env["sales_toolkit.reminder"].search([("kind", "=", "duplicate")])
        self.assertEqual(reminder.count, 1)
        self.merge(pair)
        self.assertEqual(reminder.count, 0)

    def test_whose_awake_is_awake(self):
        one, other, pair = self.two()
        other.action_mark_dormant("quiet")
        self.merge(pair)
        self.assertEqual((one.dormant, one.dormant_since, one.dormant_reason), (False, False, False))


@tagged("post_install", "-at_install")
class TestCoreWizard(DuplicateCase):
    """Core's own wizard goes the same way."""

    def merge(self, source, target):
        wizard = self.env["base.partner.merge.automatic.wizard"].create(
            {"partner_ids": [Command.set((source | target).ids)], "dst_partner_id": target.id}
        )
        wizard.action_merge()
        self.settle()

    def test_registered_into_unregistered(self):
        source, target = (
            self.customer("Hengli", pain_points="x"),
            self.customer("Hengda", registered_on=False),
        )
        target.sudo().user_id = False
        self.settle()
        self.merge(source, target)
        self.assertEqual((target.registered_on, target.user_id), (Date.to_date("2024-03-15"), self.rep))
        self.assertEqual(target.pain_points, "x")
        self.assertTrue(self.keys(target))

    def test_unregistered_into_registered(self):
        source, target = self.customer("Hengli", registered_on=False), self.customer("Hengda")
        self.merge(source, target)
        self.assertEqual(target.registered_on, Date.to_date("2024-03-15"))

    def test_unregistered_ones_stay_so(self):
        source, target = (
            self.customer("Hengli", registered_on=False),
            self.customer("Hengda", registered_on=False),
        )
        self.merge(source, target)
        self.assertFalse(target.registered_on or self.keys(target))

    def test_a_pair_is_merged_however_it_is_merged(self):
        one, other, pair = self.two()
        self.merge(one, other)
        self.assertEqual((pair.state, pair.partner_a_id.id, pair.partner_b_id), ("merged", False, other))


@tagged("post_install", "-at_install")
class TestConfidential(MergeCase):
    """People concerned with both choose whose value stands; nobody else merges, or learns of it."""

    def setUp(self):
        super().setUp()
        self.one, self.other, self.pair = self.two()
        for partner, budget, notes in ((self.one, 100, "boss decides"), (self.other, 900, "board decides")):
            partner.with_user(self.rep).write({"budget_min": budget, "internal_decision_notes": notes})
        self.settle()

    def wizard(self, user):
        action = self.pair.with_user(user).action_merge()
        return self.env["sales_toolkit.duplicate_merge"].with_user(user).browse(action["res_id"])

    def test_people_concerned_are_told(self):
        for user in (self.rep, self.leader):
            wizard = self.wizard(user)
            self.assertTrue(wizard.both_have_sheets)
            self.assertEqual(
                (wizard.internal_notes_a, wizard.internal_notes_b), ("boss decides", "board decides")
            )
            self.assertTrue(wizard.budget_a and wizard.budget_b)

    def test_others_are_not_and_do_not_merge(self):
        wizard = self.wizard(self.manager)
        self.assertFalse(wizard.both_have_sheets)
        self.assertFalse(wizard.budget_a or wizard.internal_notes_b)
        with self.assertRaises(AccessError):
            wizard.action_merge()
        self.assertTrue(self.other.exists())

    def test_nothing_of_it_is_stored_in_the_wizard(self):
        self.assertTrue(self.wizard(self.rep).both_have_sheets)
        self.env.flush_all()
        self.env.cr.execute("SELECT * FROM sales_toolkit_duplicate_merge")
        self.assertNotIn("decides", str(self.env.cr.fetchall()))

    def test_the_kept_ones_stand(self):
        self.merge(self.pair)
        one = self.one.with_user(self.rep)
        self.assertEqual(one.budget_min, 100)
        self.assertEqual(one.internal_decision_notes.split("\n")[:2], ["boss decides", "board decides"])
        self.assertIn("900", one.internal_decision_notes)

    def test_the_chosen_ones_stand(self):
        self.merge(self.pair, keep_amount="b", keep_notes="b")
        one = self.one.with_user(self.rep)
        self.assertEqual(one.budget_min, 900)
        self.assertEqual(one.internal_decision_notes.split("\n")[:2], ["board decides", "boss decides"])
        self.assertIn("100", one.internal_decision_notes)
        self.settle()
        self.assertFalse(self.one.with_user(self.rep2).internal_decision_notes)
