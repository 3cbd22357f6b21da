"""While a customer is typed, who it may be is shown, as far as the reader may know (C15)."""

from odoo.fields import Command
from odoo.tests import Form, tagged

from common import CODE, ToolkitHttpCase
from common_duplicate import DuplicateCase

VIEW = "base.view_partner_form"


@tagged("post_install", "-at_install")
class TestHints(DuplicateCase):
    def form(self, user=None, **values):
        partners = self.env["res.partner"].with_user(user or self.rep)
        form = Form(partners.with_context(default_is_company=True, register_customer=True), VIEW)
        for name, value in values.items():
            form[name] = value
        return form

    def hints(self, user=None, **values):
        return self.form(user, **values).duplicate_hints or []

    def test_each_reason_while_typing(self):
        known = self.customer("江苏恒力机械有限公司", vat=CODE, phone="138 0000 1234", email="a@b.cn")
        for typed, why in (
            ({"vat": CODE}, "same credit code"),
            ({"phone": "+86 138-0000-1234"}, "same phone"),
            ({"contact_phone": "13800001234"}, "same phone"),
            ({"contact_email": "A@b.cn"}, "same e-mail"),
            ({"name": "恒力机械（江苏）股份有限公司"}, "same name"),
            ({"name": "江苏恒力机械制造有限公司"}, "similar name (86 %)"),
        ):
            with self.subTest(why=why):
                [hint] = self.hints(**({"name": "长城"} | typed))
                self.assertEqual((hint["id"], hint["name"], hint["why"]), (known.id, known.name, why))
                self.assertEqual(hint["strong"], "vat" in typed)

    def test_the_contacts_of_the_other_count(self):
        known = self.customer("Hengli", contact_name="Li", contact_phone="138 0000 1234")
        self.assertEqual([hint["id"] for hint in self.hints(phone="138 0000 1234", name="X")], [known.id])

    def test_nothing_to_say(self):
        self.customer("Hengli", phone="138 0000 1234")
        self.assertEqual(self.hints(name="Great Wall", phone="139 0000 1234"), [])

    def test_nothing_refuses_saving(self):
        self.customer("恒力机械", vat=CODE)
        form = self.form(name="恒力机械", vat=CODE)
        self.assertTrue(form.duplicate_hints)
        self.assertTrue(form.save())

    def test_an_existing_customer_is_not_its_own_duplicate(self):
        partner = self.customer("Hengli", contact_name="Li", contact_phone="138 0000 1234", vat=CODE)
        self.assertFalse(partner.with_user(self.rep).duplicate_hints)
        other = self.customer("Great Wall")
        with Form(other.with_user(self.rep), VIEW) as form:
            form.contact_phone = "13800001234"
            self.assertEqual([hint["id"] for hint in form.duplicate_hints], [partner.id])

    def test_another_salespersons_customer_is_not_named(self):
        self.customer("Hengli", user=self.rep2, user_id=self.rep2.id, phone="138 0000 1234")
        [hint] = self.hints(name="X", phone="138 0000 1234")
        self.assertEqual((hint["id"], hint["name"]), (False, f"a customer of {self.rep2.name}"))
        [hint] = self.hints(self.leader, name="X", phone="138 0000 1234")
        self.assertEqual(hint["name"], "Hengli")

    def test_a_customer_of_nobody_is_named(self):
        self.customer("Hengli", phone="138 0000 1234").sudo().user_id = False
        self.assertEqual([hint["name"] for hint in self.hints(name="X", phone="138 0000 1234")], ["Hengli"])

    def test_another_companys_customer_is_not_disclosed_at_all(self):
        other = self.env["res.company"].create({"name": "Other"})
        foreign = self.customer("Hengli", user=self.env.user, user_id=False, phone="138 0000 1234", vat=CODE)
        foreign.company_id = other
        self.settle()
        for user in (self.rep, self.manager):
            self.assertEqual(self.hints(user, name="Hengli", phone="138 0000 1234", vat=CODE), [])

    def test_who_may_not_read_the_record_gets_no_name(self):
        self.customer("Hengli", user=self.rep2, user_id=self.rep2.id, phone="138 0000 1234")
        self.env["ir.rule"].create(
            {
                "name": "not this one",
                "model_id": self.env.ref("base.model_res_partner").id,
                "domain_force": "[('name', '!=', 'Hengli')]",
            }
        )
        [hint] = self.hints(self.leader, name="X", phone="138 0000 1234")
        self.assertEqual((hint["id"], hint["name"]), (False, f"a customer of {self.rep2.name}"))

    def test_unregistered_and_archived_are_not_proposed(self):
        self.customer("Hengli", registered_on=False, phone="138 0000 1234")
        self.customer("Hengda", phone="138 0000 1234").active = False
        self.assertEqual(self.hints(name="X", phone="138 0000 1234"), [])

    def test_what_was_decided_is_not_proposed_again(self):
        one, other, pair = self.two()
        self.assertTrue(one.with_user(self.rep).duplicate_hints)
        pair.with_user(self.rep).action_mark_different()
        self.settle()
        self.assertFalse(one.with_user(self.rep).duplicate_hints)

    def test_how_much_alike_is_a_setting(self):
        self.customer("江苏恒力机械有限公司")
        self.company.duplicate_name_similarity = 90
        self.assertEqual(self.hints(name="江苏恒力机械制造有限公司"), [])
        self.assertEqual(len(self.hints(name="恒力机械")), 1)

    def test_never_in_lists(self):
        one, other, _pair = self.two()
        both = (one | other).with_user(self.rep)
        both.invalidate_recordset()
        self.assertEqual([row["duplicate_hints"] for row in both.read(["duplicate_hints"])], [False, False])

    def test_a_branch_and_its_company_are_not_proposed(self):
        company = self.customer("Hengli", phone="138 0000 1234")
        branch = self.customer("Hengli Branch", parent_id=company.id, phone="138 0000 1234")
        self.assertFalse(branch.with_user(self.rep).duplicate_hints)
        self.assertFalse(company.with_user(self.rep).duplicate_hints)
        self.assertFalse(self.find())

    def test_the_users_other_company_counts_when_it_is_active(self):
        other = self.env["res.company"].create({"name": "Other"})
        self.rep.company_ids = [Command.link(other.id)]
        self.customer("Hengli", phone="138 0000 1234").company_id = other
        self.settle()
        partners = self.env["res.partner"].with_user(self.rep)
        for companies, count in ((self.company, 0), (self.company | other, 1)):
            typed = partners.with_context(allowed_company_ids=companies.ids).new(
                {"name": "X", "phone": "138 0000 1234"}
            )
            self.assertEqual(len(typed.duplicate_hints or []), count)


@tagged("post_install", "-at_install")
class TestHintsRpc(ToolkitHttpCase):
    def test_over_rpc(self):
        self.customer("Secret Name", user=self.rep2, user_id=self.rep2.id, phone="138 0000 1234")
        values = {"name": "X", "phone": "138 0000 1234", "is_company": True}
        spec = {"name": {}, "phone": {}, "is_company": {}, "duplicate_hints": {}}
        result = self.call(self.rep, "res.partner", "onchange", [], values, ["phone"], spec)
        self.assertNotIn("Secret Name", str(result))
        self.assertIn(f"a customer of {self.rep2.name}", str(result))
        self.assertIn(
            "Error", self.call(self.outsider, "res.partner", "onchange", [], values, ["phone"], spec)
        )
        for method in ("get_identity", "find_duplicates", "get_duplicate_hints"):
            self.assertIn("Error", self.call(self.rep, "res.partner", method, []))
