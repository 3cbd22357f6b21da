"""Budget, decision chain and family situation: in a table of their own (C1, C2)."""

from contextlib import suppress

from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, ValidationError
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import mute_logger

from common import ToolkitCase


@tagged("post_install", "-at_install")
class TestSheet(ToolkitCase):
    """The sheet behind the customer form."""

    def test_budget_is_understood_and_written(self):
        partner = self.customer(budget_text="800-1000万元")
        sheet = partner.confidential_ids
        self.assertEqual((sheet.budget_min, sheet.budget_max, sheet.currency_id), (8e6, 1e7, self.cny))
        self.assertEqual(partner.with_context(lang="zh_CN").budget_text, "800-1000万元")
        self.assertEqual(partner.budget_text, "CNY 8-10 million")

    def test_foreign_and_inactive_currencies(self):
        partner = self.customer(budget_text="USD 8-10 million")
        self.assertEqual(partner.confidential_ids.currency_id.name, "USD")
        partner.budget_text = "5-6 million"
        self.assertEqual((partner.budget_min, partner.budget_currency_id.name), (5e6, "USD"))

    def test_open_ranges(self):
        partner = self.customer(budget_text="1.2亿以上")
        self.assertEqual((partner.budget_min, partner.budget_max), (1.2e8, 0))
        partner.budget_text = "500万以内"
        self.assertEqual((partner.budget_min, partner.budget_max), (0, 5e6))

    def test_emptied(self):
        partner = self.customer(budget_text="800-1000万元")
        partner.budget_text = False
        self.settle()
        self.assertEqual((partner.budget_min, partner.budget_max, partner.budget_text), (0, 0, False))

    def test_nonsense_is_refused(self):
        partner = self.customer()
        for text in ("abc", "1000-800万元", "5-6 USD EUR", "-8万"):
            with self.subTest(text=text), self.assertRaises(ValidationError):
                partner.budget_text = text

    def test_one_item_at_a_time_leaves_the_others(self):
        partner = self.customer(budget_text="800-1000万元", internal_decision_notes="board decides")
        partner.internal_decision_notes = "owner decides"
        self.settle()
        self.assertEqual((partner.budget_min, partner.budget_max), (8e6, 1e7))
        partner.budget_max = 9e6
        self.settle()
        self.assertEqual((partner.budget_min, partner.internal_decision_notes), (8e6, "owner decides"))

    def test_at_most_one_sheet(self):
        partner = self.customer(budget_min=5)
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            self.env["sales_toolkit.confidential"].create({"partner_id": partner.id})

    def test_impossible_ranges_are_refused(self):
        partner = self.customer()
        for values in ({"budget_min": -5}, {"budget_min": 9, "budget_max": 5}):
            with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError), self.env.cr.savepoint():
                partner.write(values)
                self.env.flush_all()

    def test_no_column_of_the_partner_holds_it(self):
        self.env.cr.execute(
            "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public'"
            " AND (column_name LIKE '%budget%' OR column_name LIKE '%family_sit%'"
            " OR column_name LIKE '%decision%')"
            " AND table_name NOT IN ('sales_toolkit_confidential', 'res_company')"
            # what a salesperson thinks of an opportunity: one of three words, nothing from the sheet
            " AND column_name NOT IN ('budget_fit', 'decision_clarity')"
        )
        self.assertFalse(self.env.cr.fetchall())

    def test_decision_maker_takes_the_contacts_name(self):
        partner = self.customer(contact_name="Zhou")
        commands = [Command.create({"contact_id": partner.child_ids.id, "role": "purchaser"})]
        partner.write({"decision_maker_ids": commands})
        self.assertEqual(partner.decision_maker_ids.display_name, "Zhou(Purchaser)")

    def test_deleting_a_decision_maker_is_logged(self):
        partner = self.customer()
        partner.write({"decision_maker_ids": [Command.create({"name": "Wang"})]})
        partner.write({"decision_maker_ids": [Command.clear()]})
        self.assertIn(("Wang", ""), self.changes(partner, "decision_chain"))


@tagged("post_install", "-at_install")
class TestMergedSheets(ToolkitCase):
    """Merging customers loses nothing of either sheet."""

    def merge(self, source, target, user=None):
        self.env.cr.flush()
        wizard = self.env["base.partner.merge.automatic.wizard"].with_user(user or self.env.user)
        wizard.create(
            {"partner_ids": [Command.set((source | target).ids)], "dst_partner_id": target.id}
        ).action_merge()
        self.settle()

    def test_only_the_source_had_one(self):
        source, target = self.customer("Hengli Ltd", budget_text="800-1000万元"), self.customer()
        self.merge(source, target)
        self.assertEqual((target.budget_min, target.budget_max), (8e6, 1e7))

    def test_both_had_one(self):
        source = self.customer("Hengli Ltd", budget_text="800-1000万元", internal_decision_notes="board")
        target = self.customer(budget_text="500万元", internal_decision_notes="owner")
        self.merge(source, target)
        self.assertEqual(len(target.confidential_ids), 1)
        self.assertEqual((target.budget_min, target.budget_max), (5e6, 5e6))
        for text in ("board", "owner", "8,000,000", "Hengli Ltd"):
            self.assertIn(text, target.internal_decision_notes)

    def test_readers_and_decision_chain_of_both(self):
        source, target = self.customer("Hengli Ltd", budget_min=1), self.customer(budget_min=2)
        for partner, name, reader in ((source, "Wang", self.rep2), (target, "Li", self.manager)):
            partner.write({"decision_maker_ids": [Command.create({"name": name})]})
            partner.confidential_ids.reader_ids = reader
        self.merge(source, target)
        self.assertEqual(set(target.decision_maker_ids.mapped("name")), {"Wang", "Li"})
        self.assertEqual(target.confidential_ids.reader_ids, self.rep2 | self.manager)

    def test_someone_not_concerned_learns_nothing_by_merging(self):
        manager = self.manager
        manager.group_ids += self.env.ref("base.group_partner_manager")
        source, target = (
            self.customer("Hengli Ltd", budget_text="800万元"),
            self.customer(budget_text="500万元"),
        )
        with suppress(AccessError), self.env.cr.savepoint():
            self.merge(source, target, user=manager)
        self.settle()
        self.assertFalse((source | target).exists().with_user(manager).filtered("budget_text"))
        log = (
            self.env["sales_toolkit.update_log"]
            .with_user(manager)
            .search([("partner_id", "in", (source + target).ids)])
        )
        self.assertFalse([row for row in log if "8,000,000" in (row.new_value or "")])


@tagged("post_install", "-at_install")
class TestFamilySituation(ToolkitCase):
    """Off unless switched on, with a purpose (C12)."""

    def test_switching_on_takes_a_purpose(self):
        with self.assertRaises(ValidationError):
            self.company.family_situation_enabled = True
        with self.assertRaises(ValidationError):
            self.company.write({"family_situation_enabled": True, "family_situation_purpose": "  "})
        self.company.write({"family_situation_enabled": True, "family_situation_purpose": "Gifts"})
        partner = self.customer("Wang", is_company=False)
        self.assertEqual(
            (partner.family_situation_enabled, partner.family_situation_purpose), (True, "Gifts")
        )

    def test_it_is_for_the_people_concerned(self):
        self.company.write({"family_situation_enabled": True, "family_situation_purpose": "Gifts"})
        partner = self.customer("Wang", is_company=False, family_situation="two children")
        self.settle()
        self.assertEqual(partner.with_user(self.leader).family_situation, "two children")
        self.assertFalse(partner.with_user(self.rep2).family_situation)

    def test_nothing_is_registered_while_it_is_off(self):
        partner = self.customer("Wang", is_company=False, internal_decision_notes="decides alone")
        with self.assertRaises(ValidationError):
            partner.family_situation = "two children"
        with self.assertRaises(ValidationError):
            partner.confidential_ids.family_situation = "two children"


@tagged("post_install", "-at_install")
class TestReaders(ToolkitCase):
    """The dialog in which readers are named."""

    def test_the_people_concerned_open_it_and_name_a_reader(self):
        partner = self.customer()
        action = partner.with_user(self.rep).action_open_readers()
        sheet = self.env[action["res_model"]].with_user(self.rep).browse(action["res_id"])
        sheet.reader_ids = self.rep2
        self.settle()
        self.assertTrue(partner.with_user(self.rep2).is_concerned)

    def test_others_do_not(self):
        partner = self.customer(budget_text="800万")
        with self.assertRaises(AccessError):
            partner.with_user(self.rep2).action_open_readers()
