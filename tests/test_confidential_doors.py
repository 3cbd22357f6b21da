"""The confidential sheet is for the people concerned, whichever door one tries (C13)."""

from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import mute_logger

from common import ToolkitCase


@tagged("post_install", "-at_install")
class TestPeopleConcerned(ToolkitCase):
    """Who sees it, through every door."""

    def setUp(self):
        super().setUp()
        self.partner = self.customer(budget_text="800-1000万元", internal_decision_notes="board")
        self.partner.write({"decision_maker_ids": [Command.create({"name": "Wang"})]})
        self.sheet = self.partner.confidential_ids.sudo()
        self.settle()

    def test_rules_and_filter_concerned_say_the_same(self):
        self.sheet.reader_ids = self.auditor
        self.settle()
        for user in (self.rep, self.rep2, self.leader, self.manager, self.sensitive):
            sheets = (
                self.env["sales_toolkit.confidential"].with_user(user).search([("id", "=", self.sheet.id)])
            )
            with self.subTest(user=user.login):
                self.assertEqual(bool(sheets), self.partner.with_user(user).is_concerned)
                self.assertEqual(bool(sheets), user in (self.rep, self.leader, self.sensitive))

    def test_named_reader(self):
        self.sheet.reader_ids = self.rep2
        self.settle()
        partner = self.partner.with_user(self.rep2)
        self.assertEqual((partner.budget_min, partner.decision_maker_ids.name), (8e6, "Wang"))

    def test_leaders_of_former_teams_are_not_concerned(self):
        self.rep.crm_team_member_ids.active = False
        self.settle()
        self.assertFalse(self.partner.with_user(self.leader).is_concerned)
        self.assertFalse(self.partner.with_user(self.leader).budget_min)

    def test_others_read_nothing(self):
        partner = self.partner.with_user(self.rep2)
        names = [
            "budget_min",
            "budget_text",
            "internal_decision_notes",
            "confidential_ids",
            "decision_maker_ids",
        ]
        values = partner.read(names)[0]
        self.assertFalse([value for name, value in values.items() if value and name != "id"])

    def test_others_can_not_write(self):
        partner = self.partner.with_user(self.rep2)
        for values in (
            {"budget_min": 5},
            {"budget_text": "5万"},
            {"internal_decision_notes": "x"},
            {"confidential_ids": [Command.create({"budget_min": 5})]},
            {"decision_maker_ids": [Command.create({"name": "Spy"})]},
            {"confidential_ids": [Command.update(self.sheet.id, {"budget_min": 5})]},
        ):
            with self.subTest(values=values), self.assertRaises(AccessError):
                partner.write(values)
                self.env.flush_all()

    def test_others_can_not_make_themselves_readers(self):
        stranger = self.customer("Bare", user=self.rep)
        with self.assertRaises(AccessError):
            self.env["sales_toolkit.confidential"].with_user(self.rep2).create(
                {"partner_id": stranger.id, "reader_ids": [Command.link(self.rep2.id)]}
            )
        mine = self.customer(
            "Mine", user=self.rep2, user_id=self.rep2.id, budget_min=5
        ).confidential_ids.sudo(False)
        mine.with_user(self.rep2).reader_ids = self.rep2
        with self.assertRaises(AccessError):
            mine.with_user(self.rep2).partner_id = stranger
        with self.assertRaises(AccessError):
            self.sheet.with_user(self.rep2).write({"reader_ids": [Command.link(self.rep2.id)]})

    def test_others_can_not_search_sort_or_group(self):
        partners = self.env["res.partner"].with_user(self.rep2)
        for domain in (
            [("confidential_ids.budget_min", ">", 0)],
            [("confidential_ids", "any", [("budget_min", ">", 0)])],
            [("decision_maker_ids.name", "=", "Wang")],
            [("update_log_ids.new_value", "ilike", "8,000,000")],
        ):
            with self.subTest(domain=domain):
                self.assertFalse(partners.search(domain) & self.partner)
        with self.assertRaises(ValueError), mute_logger("odoo.orm.models"):
            partners.search([("budget_min", "=", 8e6)])

    def test_one_users_view_is_not_served_to_another(self):
        self.assertEqual(self.partner.with_user(self.rep).budget_min, 8e6)
        self.assertFalse(self.partner.with_user(self.rep2).budget_min)
        self.assertFalse(self.partner.with_user(self.rep2).budget_text)

    def test_duplicating_leaves_it_behind(self):
        copy = self.partner.copy()
        self.settle()
        self.assertFalse(copy.budget_min or copy.confidential_ids or copy.decision_maker_ids)

    def test_messages_do_not_tell(self):
        self.partner.budget_min = 7654321
        self.env.flush_all()
        messages = self.env["mail.message"].search(
            [("model", "=", "res.partner"), ("res_id", "=", self.partner.id)]
        )
        self.assertNotIn("7654321", "".join(messages.mapped("body")).replace(",", ""))
        self.assertFalse(messages.tracking_value_ids.filtered(lambda value: value.new_value_float == 7654321))
