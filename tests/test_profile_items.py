"""Credit code, size and main contact: items that are typed (C1, C2)."""

from psycopg2 import IntegrityError

from odoo.exceptions import ValidationError
from odoo.fields import Command
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from common import CODE, ToolkitCase


@tagged("post_install", "-at_install")
class TestCreditCode(ToolkitCase):
    """The unified social credit code of Chinese companies."""

    def test_what_is_wrong_is_said(self):
        messages = {
            "91320412MA1X2Y3W4": "17 characters",
            "91320412MA1X2Y3W4Q": "check digit should be “P”",
            "91320412MA1X2Y3I4P": "Character 16",
            "9132O412MA1X2Y3W4P": "Character 5",
        }
        for code, message in messages.items():
            with self.subTest(code=code), self.assertRaisesRegex(ValidationError, message):
                self.customer(vat=code)

    def test_what_is_wrong_is_said_in_chinese(self):
        rep = self.env["res.partner"].with_user(self.rep).with_context(lang="zh_CN")
        with self.assertRaisesRegex(ValidationError, "校验"):
            rep.create({"name": "恒锂", "is_company": True, "vat": "91320412MA1X2Y3W4Q"})

    def test_valid_codes_pass(self):
        for code in (CODE, False, "/"):
            with self.subTest(code=code):
                self.assertEqual(self.customer(vat=code).vat, code)

    def test_only_chinese_companies_are_checked(self):
        germany = self.env.ref("base.de")
        self.assertEqual(self.customer(vat="DE1", country_id=germany.id).vat, "DE1")
        self.assertEqual(self.customer(vat="X1", is_company=False).vat, "X1")
        self.company.country_id = germany
        self.assertEqual(self.customer(vat="X2").vat, "X2")

    def test_changing_the_country_checks_again(self):
        partner = self.customer(vat="DE1", country_id=self.env.ref("base.de").id)
        with self.assertRaises(ValidationError):
            partner.country_id = self.env.ref("base.cn")

    def test_a_person_made_a_company_is_checked(self):
        partner = self.customer(vat="X1", is_company=False)
        with self.assertRaises(ValidationError):
            partner.is_company = True


@tagged("post_install", "-at_install")
class TestSize(ToolkitCase):
    """Headcount and annual revenue, typed as one writes them."""

    def test_text_is_understood(self):
        partner = self.customer(size_text="500-1000人,年营收5-10亿")
        self.assertEqual((partner.headcount_min, partner.headcount_max), (500, 1000))
        self.assertEqual((partner.annual_revenue_min, partner.annual_revenue_max), (5e8, 1e9))

    def test_text_is_written_in_the_readers_language(self):
        partner = self.customer(headcount_min=500, headcount_max=1000)
        self.assertEqual(partner.with_context(lang="zh_CN").size_text, "500-1000人")
        self.assertEqual(partner.with_context(lang="en_US").size_text, "500-1,000 employees")

    def test_emptied_text_empties_the_numbers(self):
        partner = self.customer(size_text="500人以上")
        partner.size_text = False
        self.assertEqual((partner.headcount_min, partner.headcount_max, partner.size_text), (0, 0, False))

    def test_nonsense_is_refused(self):
        partner = self.customer()
        for text in ("many", "1000-500人", "年营收5-10亿美元", "-5人"):
            with self.subTest(text=text), self.assertRaises(ValidationError):
                partner.size_text = text

    def test_numbers_that_can_not_be_are_refused(self):
        for values in (
            {"headcount_min": -1},
            {"headcount_min": 9, "headcount_max": 5},
            {"annual_revenue_max": -1},
        ):
            with self.subTest(values=values), self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"):
                self.customer(**values)

    def test_while_typing(self):
        with Form(self.customer(), view="base.view_partner_form") as form:
            form.size_text = "200-300人"
            self.assertEqual(form.size_text, "200-300 employees")
        self.assertEqual(self.env["res.partner"].search([("headcount_min", "=", 200)]).headcount_max, 300)


@tagged("post_install", "-at_install")
class TestMainContact(ToolkitCase):
    """The main contact's items on the company's form."""

    ALL = {
        "contact_name": "Zhou",
        "contact_title": "Buyer",
        "contact_phone": "+86 519 8654 0000",
        "contact_email": "zhou@hengli.example",
    }

    def test_typing_a_name_makes_the_contact(self):
        partner = self.customer(**self.ALL)
        contact = partner.child_ids
        self.assertEqual(len(contact), 1)
        self.assertEqual((contact.name, contact.function), ("Zhou", "Buyer"))
        self.assertEqual(
            (contact.phone, contact.email), (self.ALL["contact_phone"], self.ALL["contact_email"])
        )
        self.assertFalse(partner.phone or partner.function or contact.registered_on)

    def test_one_item_at_a_time_leaves_the_others(self):
        partner = self.customer(**self.ALL)
        for name, value in self.ALL.items():
            changed = {name: "+86 519 8654 1111"} if name == "contact_phone" else {name: f"new.{value}"}
            partner.write(changed)
            self.settle()
            with self.subTest(name=name):
                self.assertEqual(
                    partner.read(list(self.ALL))[0] | {"id": 0}, {**self.ALL, **changed, "id": 0}
                )
            partner.write(self.ALL)
            self.settle()

    def test_items_typed_one_after_the_other_in_the_form(self):
        with Form(self.customer(), view="base.view_partner_form") as form:
            form.contact_title = "Buyer"
            form.contact_name = "Zhou"
            form.contact_email = "zhou@hengli.example"
        contact = self.env["res.partner"].search([("email", "=", "zhou@hengli.example")])
        self.assertEqual(
            (contact.name, contact.function, contact.parent_id.name), ("Zhou", "Buyer", "Hengli")
        )

    def test_without_a_contact_the_company_answers_the_phone(self):
        partner = self.customer(contact_phone="+86 519 8654 0000")
        self.assertEqual(partner.phone, "+86 519 8654 0000")
        self.assertFalse(partner.child_ids)
        self.assertEqual(partner.contact_phone, partner.phone)

    def test_the_first_contact_takes_over_what_the_company_had(self):
        partner = self.customer(contact_phone="+86 519 8654 0000", contact_email="info@hengli.example")
        partner.contact_name = "Zhou"
        self.settle()
        self.assertEqual(partner.contact_phone, "+86 519 8654 0000")
        self.assertEqual(partner.contact_email, "info@hengli.example")

    def test_main_contact_is_chosen_else_the_first(self):
        children = [Command.create({"name": "Zhou"}), Command.create({"name": "Li", "function": "CTO"})]
        partner = self.customer(child_ids=children)
        self.assertEqual(partner.contact_name, "Zhou")
        partner.main_contact_id = partner.child_ids.filtered(lambda contact: contact.name == "Li")
        self.assertEqual((partner.contact_name, partner.contact_title), ("Li", "CTO"))

    def test_who_is_archived_is_no_longer_the_main_contact(self):
        children = [Command.create({"name": "Zhou"}), Command.create({"name": "Li", "function": "CTO"})]
        partner = self.customer(child_ids=children)
        zhou, li = partner.child_ids.sorted("id")
        partner.main_contact_id = zhou
        self.settle()
        zhou.active = False
        self.assertEqual((partner.contact_name, partner.contact_title), ("Li", "CTO"))
        (zhou + li + partner).action_archive()
        partner.main_contact_id = li
        self.settle()
        self.assertEqual(partner.contact_name, "Li", "an archived customer's are archived as well")

    def test_a_contact_keeps_a_name(self):
        partner = self.customer(**self.ALL)
        partner.contact_name = False
        self.settle()
        self.assertEqual(partner.contact_name, "Zhou")

    def test_a_private_customer_is_their_own_contact(self):
        partner = self.customer("Wang Fang", is_company=False, consumption_preferences="tea")
        partner.write({"contact_phone": "+86 138 0000 0000", "contact_title": "Teacher"})
        self.assertEqual((partner.contact_name, partner.phone), ("Wang Fang", "+86 138 0000 0000"))
        self.assertEqual(partner.function, "Teacher")
        self.assertFalse(partner.child_ids)

    def test_addresses_and_branches_are_nobodys_contact(self):
        children = [
            Command.create({"name": "Plant", "type": "delivery"}),
            Command.create({"name": "Branch", "is_company": True}),
        ]
        partner = self.customer(child_ids=children)
        self.assertFalse(partner.contact_name)


@tagged("post_install", "-at_install")
class TestTypedByHand(ToolkitCase):
    """What the form does with what people type."""

    def add_contacts(self, partner, *names):
        """In the tab of contacts, as one does in the form."""
        with Form(partner, "base.view_partner_form") as form:
            for name in names:
                with form.child_ids.new() as line:
                    line.name = name
                    line.phone = "+86 519 0000 0000"
        self.settle()
        return partner.child_ids.sorted("id").mapped("name")

    def test_a_contact_that_is_added_leaves_the_first_one_alone(self):
        partner = self.customer(contact_name="Li Lei", contact_title="Buyer", contact_phone="+86 519 1")
        li = partner.child_ids
        self.assertEqual(self.add_contacts(partner, "Han", "Mei"), ["Li Lei", "Han", "Mei"])
        self.assertEqual((li.name, li.function, li.phone), ("Li Lei", "Buyer", "+86 519 1"))
        self.assertEqual(partner.contact_name, "Li Lei")
        self.assertNotIn(("Li Lei", "Han"), self.changes(partner, "contact_name"))

    def test_a_contact_that_is_added_to_a_company_that_is_no_customer(self):
        children = [Command.create({"name": "Li Lei", "phone": "1", "function": "Buyer"})]
        company = self.env["res.partner"].create({"name": "Azure", "is_company": True, "child_ids": children})
        self.assertEqual(self.add_contacts(company, "Han"), ["Li Lei", "Han"])
        self.assertEqual(company.child_ids.sorted("id")[0].phone, "1")

    def test_the_first_contacts_of_a_company_are_added_as_they_are(self):
        self.assertEqual(self.add_contacts(self.customer(), "Han", "Mei"), ["Han", "Mei"])

    def new_company(self):
        context = {"register_customer": True, "default_is_company": True, "default_user_id": self.rep.id}
        form = Form(self.env["res.partner"].with_user(self.rep).with_context(**context))
        form.name = "Hengli"
        return form

    def test_phone_numbers_are_written_as_core_writes_them(self):
        with self.new_company() as form:
            form.contact_name = "Zhou"
            form.contact_phone = "13800138000"
        self.assertEqual(form.record.child_ids.phone, "+86 138 0013 8000")
        self.assertEqual(form.record.child_ids.phone_sanitized, "+8613800138000")

    def test_a_contact_stays_a_person_whatever_the_menus_defaults(self):
        with self.new_company() as form:
            form.contact_name = "Zhou"
        self.assertFalse(form.record.child_ids.is_company)
        self.assertEqual(self.rows(form.record, "contact_name").new_value, "Zhou")

    def test_size_and_budget_are_taken_as_written(self):
        with self.new_company() as form:
            form.size_text = "500-1000人,年营收5-10亿"
            form.budget_text = "800-1000万元"
        self.assertEqual((form.record.headcount_max, form.record.budget_min), (1000, 8000000))

    def test_nonsense_is_told_while_typing_stays_and_is_refused(self):
        for name, text, said in (
            ("size_text", "many", "not a company size"),
            ("budget_text", "a lot", "not a number or a range"),
        ):
            form = self.new_company()
            with self.assertLogs("odoo.tests.form.onchange", "WARNING") as told:
                form[name] = text
            self.assertRegex(told.output[0], said)
            self.assertEqual(form[name], text)
            with self.assertRaisesRegex(ValidationError, said):
                form.save()
            self.assertEqual(form[name], text)
