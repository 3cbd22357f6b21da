"""The keys that duplicates are found by are in step with the customers, and looked up by an index (C15)."""

from odoo.tests import tagged
from odoo.tools import SQL

from odoo.addons.sales_toolkit.rules.duplicates import Identity, find_keys

from common import CODE
from common_duplicate import DuplicateCase


@tagged("post_install", "-at_install")
class TestKeys(DuplicateCase):
    def expect(self, partner, **identity):
        expected = {name: frozenset(v) if name.endswith("s") else v for name, v in identity.items()}
        self.assertEqual(self.keys(partner).keys, sorted(find_keys(Identity(**expected))))

    def test_a_registered_customer_has_keys(self):
        partner = self.customer("恒力机械", vat=CODE, phone="138 0000 1234", email="A@B.cn")
        self.expect(partner, name="恒力机械", code=CODE, phones=["+8613800001234"], emails=["a@b.cn"])
        self.assertTrue(self.keys(partner).to_check)

    def test_others_have_none(self):
        partner = self.customer("恒力机械", registered_on=False, phone="138 0000 1234")
        contact = self.env["res.partner"].create({"name": "Li", "parent_id": self.customer("A").id})
        self.assertFalse(self.keys(partner) | self.keys(contact))

    def test_registering_and_taking_it_back(self):
        partner = self.customer("恒力机械", registered_on=False)
        partner.action_register_customer()
        self.assertTrue(self.keys(partner))
        partner.registered_on = False
        self.assertFalse(self.keys(partner))

    def test_they_follow_the_customer_and_its_contacts(self):
        partner = self.customer("恒力机械")
        partner.name = "长城科技"
        self.expect(partner, name="长城科技")
        contact = self.env["res.partner"].create(
            {"name": "Li", "parent_id": partner.id, "phone": "138 0000 1234"}
        )
        self.expect(partner, name="长城科技", phones=["+8613800001234"])
        contact.write({"phone": False, "email": "li@b.cn"})
        self.expect(partner, name="长城科技", emails=["li@b.cn"])
        contact.active = False
        self.expect(partner, name="长城科技")
        contact.active = True
        contact.parent_id = False
        self.expect(partner, name="长城科技")

    def test_people_are_not_found_by_name(self):
        self.expect(self.customer("王伟", is_company=False, phone="138 0000 1234"), phones=["+8613800001234"])

    def test_the_main_contact_of_the_form(self):
        partner = self.customer("恒力机械", contact_name="Li", contact_phone="138 0000 1234")
        self.expect(partner, name="恒力机械", phones=["+8613800001234"])

    def test_customers_from_before_get_theirs_in_batches(self):
        partners = self.customer("A1") | self.customer("B2") | self.customer("C3")
        rows = self.env["sales_toolkit.duplicate_key"].search([("partner_id", "in", partners.ids)])
        rows.unlink()
        self.find()
        for partner in partners:
            self.assertTrue(self.keys(partner).keys)
        self.assertFalse(self.keys(partners[0]).to_check)

    def test_nobody_reads_them(self):
        for user in (self.rep, self.manager, self.sensitive):
            self.assertFalse(self.env["sales_toolkit.duplicate_key"].with_user(user).has_access("read"))


@tagged("post_install", "-at_install")
class TestIndex(DuplicateCase):
    """The lookup uses the index, and is the same in every locale: it compares numbers."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        names = [cls.name(number) for number in range(3000)]
        cls.env.cr.execute(
            SQL(
                """INSERT INTO res_partner (name, complete_name, is_company, active, registered_on, type,
                                            company_id)
                   SELECT name, name, true, true, now(), 'contact', NULL FROM unnest(%s) AS name""",
                names,
            )
        )
        cls.env.cr.execute(
            "UPDATE res_partner SET commercial_partner_id = id WHERE name LIKE '%恒机械有限公司'"
        )
        cls.env.invalidate_all()
        while cls.env["sales_toolkit.duplicate_key"]._create_missing(500):
            cls.env.flush_all()
        cls.env.cr.execute("ANALYZE res_partner, sales_toolkit_duplicate_key")

    @staticmethod
    def name(number):
        return f"{chr(0x4E00 + number)}{chr(0x6E00 + number * 7 % 3000)}恒机械有限公司"

    def explain(self, query):
        return "\n".join(line for [line] in self.env.execute_query(SQL("EXPLAIN %s", query)))

    def test_the_plan(self):
        table = self.env["sales_toolkit.duplicate_key"]
        keys = list(find_keys(Identity(name=self.name(1500), phones=frozenset({"+8613800001234"}))))
        self.env.cr.execute("SET LOCAL enable_seqscan = off")
        plan = self.explain(table._select_sharing(SQL("%s::int8[]", keys), SQL("TRUE")))
        self.assertIn("sales_toolkit_duplicate_key_keys_index", plan)

    def test_a_nearly_equal_name_is_found_among_them(self):
        table = self.env["sales_toolkit.duplicate_key"]
        keys = find_keys(Identity(name="江苏" + self.name(1500).replace("有限", "制造股份有限")))
        found = self.env["res.partner"].browse(table.find_candidates(list(keys), self.company))
        self.assertIn(self.name(1500), found.mapped("name"))
        self.assertLessEqual(len(found), 20)
