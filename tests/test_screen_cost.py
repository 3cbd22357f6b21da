"""What opening screens costs: counted and explained, because seconds depend on the machine."""

from unittest.mock import patch

from odoo.sql_db import Cursor
from odoo.tests import tagged

from common import ToolkitCase

OURS = ("need_description", "dormant", "main_business", "intent")


@tagged("post_install", "-at_install")
class TestScreenCost(ToolkitCase):
    def queries(self, read):
        """What is asked of the database when nothing is cached but what a running server has."""
        execute = Cursor.execute
        for _round in range(2):
            seen = []

            def note(cursor, query, *args, seen=seen, **kwargs):
                seen.append(str(getattr(query, "code", query)))
                return execute(cursor, query, *args, **kwargs)

            self.settle()
            with patch.object(Cursor, "execute", note):
                read()
        return seen

    def test_the_erp_reads_its_own_columns_alone(self):
        """For a name or a picture, not those of the toolkit as well."""
        partner = self.customer().with_user(self.rep)
        company, lead = self.env.company, self.env["crm.lead"].create({"name": "Deal"})
        for record, name, ours in (
            (partner, "email", OURS),
            (company, "name", ("data_check_interval_days", "duplicate_name_similarity")),
            (lead, "name", ("grade", "stalled", "need_clarity")),
        ):
            with self.subTest(model=record._name):
                found = self.queries(lambda record=record, name=name: record[name])
                read = " ".join(text for text in found if f'"{record._table}"."{name}"' in text)
                self.assertTrue(read)
                self.assertFalse([column for column in ours if f'"{column}"' in read])

    def test_whether_a_customer_is_registered_costs_no_question(self):
        """Each write of a partner asks it."""
        partner = self.customer().with_user(self.rep)
        alone = self.queries(lambda: partner.email)
        self.assertEqual(len(self.queries(lambda: (partner.email, partner.registered_on))), len(alone))

    def test_the_toolkit_s_own_come_together(self):
        partner = self.customer().with_user(self.rep)
        found = self.queries(lambda: [partner[name] for name in OURS])
        self.assertEqual(len([query for query in found if '"need_description"' in query]), 1)
        self.assertLessEqual(len([query for query in found if 'FROM "res_partner"' in query]), 1)

    def test_my_customers_come_in_order_from_an_index(self):
        self.env.cr.execute("SET LOCAL enable_seqscan = off")
        self.env.cr.execute("SET LOCAL enable_sort = off")
        query = self.env["res.partner"]._search([("user_id", "=", self.rep.id)], limit=80).select()
        plan = "\n".join(line for [line] in self.env.execute_query(type(query)("EXPLAIN %s", query)))
        self.assertIn("res_partner_salesperson_names", plan)
        self.assertNotIn("Sort", plan)

    def test_who_may_be_the_same_is_one_question(self):
        """By the keys alone: neither phones nor contacts of the others are read for it."""
        known = [self.customer(f"Hengli Trading {number}", phone="138 0000 1234") for number in range(5)]
        partner = self.customer("Hengli Trade", phone="138 0000 1234").with_user(self.rep)
        partner.child_ids.create({"name": "Li", "parent_id": partner.id})
        found = self.queries(lambda: self.assertEqual(len(partner.duplicate_hints), 3))
        self.assertEqual(len([query for query in found if "sales_toolkit_duplicate" in query]), 1)
        children = [query for query in found if '"res_partner"."parent_id" IN' in query]
        self.assertLessEqual(len(children), 1, known)

    def test_one_s_own_customer_is_not_asked_for_anew(self):
        partner = self.customer().with_user(self.rep)
        own = self.queries(lambda: self.assertTrue(partner.is_concerned))
        self.assertFalse([query for query in own if "crm_team_member" in query])
        leader = partner.with_user(self.leader)
        self.assertTrue(self.queries(lambda: self.assertTrue(leader.is_concerned)))

    def test_purchases_are_one_question(self):
        deal = self.env["crm.lead"].create(
            {"name": "Lathe", "type": "opportunity", "partner_id": self.customer().id, "user_id": self.rep.id}
        )
        deal.action_set_won()
        partner = deal.partner_id.with_user(self.rep)
        found = self.queries(lambda: self.assertIn("Lathe", partner.purchase_history))
        self.assertEqual(len([query for query in found if '"crm_lead"."won_status" IN' in query]), 1)
        self.assertFalse([query for query in found if '"res_partner"."parent_id" IN' in query])

    def test_a_chain_is_looked_for_without_asking_again_who_is_concerned(self):
        partner = self.customer().with_user(self.rep)
        found = self.queries(lambda: partner.completeness_details)
        [query] = [text for text in found if 'FROM "sales_toolkit_decision_maker"' in text]
        self.assertNotIn("crm_team_member", query)

    def test_hand_overs_are_asked_for_by_their_own_rules(self):
        partner = self.customer().with_user(self.rep)
        found = self.queries(lambda: self.assertFalse(partner.handover_progress))
        [query] = [text for text in found if 'FROM "sales_toolkit_handover"' in text]
        self.assertIn('"sales_toolkit_handover__lead_id"."user_id"', query)
        self.assertNotIn('"crm_lead"."user_id"', query)

    def test_the_parts_of_the_day_are_one_question(self):
        found = self.queries(self.env["sales_toolkit.my_day"].with_user(self.rep).get)
        self.assertEqual(len([text for text in found if 'FROM "sales_toolkit_my_day_section"' in text]), 1)


@tagged("post_install", "-at_install")
class TestConcerned(ToolkitCase):
    """Said once in SQL: what rules ask as superuser, and what is flushed first."""

    def test_what_is_not_written_yet_counts(self):
        partner = self.customer(budget_text="800万")
        sheet = partner.confidential_ids.sudo()
        sheets = self.env["sales_toolkit.confidential"].with_user(self.rep2)
        self.assertFalse(sheets.search([("id", "=", sheet.id)]))
        sheet.reader_ids = self.rep2
        self.assertTrue(sheets.search([("id", "=", sheet.id)]))
        sheet.reader_ids = False
        self.assertFalse(sheets.search([("id", "=", sheet.id)]))
        team = self.rep.crm_team_member_ids.crm_team_id
        team.sudo().user_id = self.sensitive
        led = self.env["res.partner"].browse(partner.id).with_user(self.leader)
        self.assertFalse(led.filter_concerned())
        team.sudo().user_id = self.leader
        self.assertEqual(led.filter_concerned(), led)
        self.rep.crm_team_member_ids.sudo().active = False
        self.assertFalse(led.filter_concerned())

    def test_of_archived_customers_as_well(self):
        partner = self.customer(budget_text="800万")
        partner.sudo().active = False
        sheet = partner.confidential_ids.sudo()
        self.settle()
        for user, allowed in ((self.rep, True), (self.leader, True), (self.rep2, False)):
            with self.subTest(user=user.login):
                theirs = sheet.with_user(user).with_context(active_test=True)
                self.assertEqual(theirs.has_access("write"), allowed)
                self.assertEqual(bool(theirs.search([("id", "=", sheet.id)])), allowed)
                self.assertEqual(bool(partner.with_user(user).filter_concerned()), allowed)

    def test_a_reader_who_leaves_the_company_reads_no_more(self):
        partner = self.customer(budget_text="800万")
        partner.confidential_ids.sudo().reader_ids = self.rep2
        customers = self.env["res.partner"].sudo()
        self.assertIn(partner, customers.search(self.rep2.get_concerned_domain()))
        portal = self.env.ref("base.group_portal")
        self.rep2.sudo().group_ids = portal
        self.assertNotIn(partner, customers.search(self.rep2.get_concerned_domain()))

    def test_rules_of_an_earlier_version_are_brought_up(self):
        import importlib.util
        from pathlib import Path

        import odoo.addons.sales_toolkit as addon

        path = Path(addon.__file__).parent / "migrations/19.0.1.3.0/post-concerned_rules.py"
        spec = importlib.util.spec_from_file_location("concerned_rules", path)
        script = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(script)
        rules = {name: self.env.ref(f"sales_toolkit.{name}") for name in script.RULES}
        shipped = {name: rule.domain_force for name, rule in rules.items()}
        old = (
            "('partner_id.user_id', '=', user.id), ('partner_id.user_id.crm_team_member_ids', 'any', [\n  "
            "('active', '=', True), ('crm_team_id.active', '=', True), "
            "('crm_team_id.user_id', '=', user.id)]), "
            "('partner_id.confidential_ids.reader_ids', 'in', user.ids), ]"
        )
        rules["confidential_rule_concerned"].domain_force = f"[ '|', '|', {old}"
        rules["review_rule_concerned"].domain_force = f"[ '|', '|', '|', ('confidential', '=', False), {old}"
        changed = "[('partner_id.user_id', '=', user.id)]"
        rules["decision_maker_rule_concerned"].domain_force = changed
        script.migrate(self.env.cr, "19.0.1.2.0")
        for name in ("confidential_rule_concerned", "review_rule_concerned"):
            self.assertEqual(rules[name].domain_force, shipped[name])
        self.assertEqual(rules["decision_maker_rule_concerned"].domain_force, changed)
