"""What is registered about a customer (C1, C2, C3, C5, C6)."""

from odoo.exceptions import UserError, ValidationError
from odoo.fields import Command
from odoo.tests import Form, tagged

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
        for values in ({"headcount_min": -1}, {"headcount_min": 9, "headcount_max": 5}, {"annual_revenue_max": -1}):
            with self.subTest(values=values), self.assertRaises(Exception), self.env.cr.savepoint():
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
        self.assertEqual((contact.phone, contact.email), (self.ALL["contact_phone"], self.ALL["contact_email"]))
        self.assertFalse(partner.phone or partner.function or contact.registered_on)

    def test_one_item_at_a_time_leaves_the_others(self):
        partner = self.customer(**self.ALL)
        for name, value in self.ALL.items():
            changed = {name: "+86 519 8654 1111"} if name == "contact_phone" else {name: f"new.{value}"}
            partner.write(changed)
            self.settle()
            with self.subTest(name=name):
                self.assertEqual(partner.read(list(self.ALL))[0] | {"id": 0}, {**self.ALL, **changed, "id": 0})
            partner.write(self.ALL)
            self.settle()

    def test_items_typed_one_after_the_other_in_the_form(self):
        with Form(self.customer(), view="base.view_partner_form") as form:
            form.contact_title = "Buyer"
            form.contact_name = "Zhou"
            form.contact_email = "zhou@hengli.example"
        contact = self.env["res.partner"].search([("email", "=", "zhou@hengli.example")])
        self.assertEqual((contact.name, contact.function, contact.parent_id.name), ("Zhou", "Buyer", "Hengli"))

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
class TestRegistering(ToolkitCase):
    """Whom the toolkit looks after."""

    def test_only_the_toolkits_own_menu_registers(self):
        model = self.env["res.partner"].with_user(self.rep)
        self.assertFalse(model.create({"name": "Somebody"}).registered_on)
        ours = model.with_context(register_customer=True).create({"name": "Customer"})
        self.assertTrue(ours.registered_on)
        self.assertEqual(ours.user_id, self.rep)

    def test_the_menus_action_says_so(self):
        action = self.env.ref("sales_toolkit.menu_customers", raise_if_not_found=False)
        actions = self.env["ir.actions.act_window"].search([("context", "like", "register_customer")])
        self.assertTrue(action or actions)
        self.assertTrue(actions)
        self.assertTrue(all("registered_on" in (action.domain or "") for action in actions))

    def test_contacts_are_not_customers(self):
        ours = self.env["res.partner"].with_user(self.rep).with_context(register_customer=True)
        partner = ours.create({"name": "Hengli", "is_company": True, "contact_name": "Zhou"})
        child = ours.create({"name": "Li", "parent_id": partner.id})
        self.assertFalse(child.registered_on)
        self.assertFalse(partner.child_ids.filtered("registered_on"))

    def test_register_action(self):
        partner = self.customer(registered_on=False, child_ids=[Command.create({"name": "Zhou"})])
        partner.child_ids.action_register_customer()
        self.assertTrue(partner.registered_on)
        self.assertFalse(partner.child_ids.registered_on)

    def test_who_registers_looks_after_a_customer_of_nobody(self):
        nobodys, taken = self.customer(registered_on=False, user_id=False), self.customer("B", registered_on=False)
        (nobodys | taken).with_user(self.rep2).action_register_customer()
        self.assertEqual((nobodys.user_id, taken.user_id), (self.rep2, self.rep))

    def test_registering_again_keeps_the_first_day(self):
        partner = self.customer(registered_on="2024-03-15")
        partner.action_register_customer()
        self.assertEqual(str(partner.registered_on), "2024-03-15")

    def test_register_action_needs_the_right_to_write(self):
        partner = self.customer(registered_on=False)
        with self.assertRaises(UserError):
            partner.with_user(self.outsider).action_register_customer()

    def test_duplicates_are_not_registered(self):
        self.assertFalse(self.customer().copy().registered_on)


@tagged("post_install", "-at_install")
class TestDerived(ToolkitCase):
    """What the ERP works out and nobody types."""

    def test_classification_reads_as_in_the_handbook(self):
        industry = self.env["res.partner.industry"].create({"name": "制造业"})
        partner = self.customer(
            industry_id=industry.id,
            need_type_id=self.env.ref("sales_toolkit.need_type_equipment").id,
            intent="strong",
        )
        self.assertEqual(partner.with_context(lang="zh_CN").classification, "制造业-设备采购-意向强")
        partner.write({"need_type_id": False, "intent": False})
        self.assertEqual(partner.with_context(lang="zh_CN").classification, "制造业")

    def test_classification_filters_and_groups(self):
        need = self.env.ref("sales_toolkit.need_type_equipment")
        partners = self.customer("A", need_type_id=need.id, intent="strong") | self.customer("B", intent="weak")
        groups = partners.formatted_read_group(
            [("id", "in", partners.ids)], ["need_type_id", "intent", "industry_id"], ["__count"]
        )
        self.assertEqual(len(groups), 2)

    def test_purchase_history_counts_won_deals_only(self):
        partner = self.customer()
        won, _lost, _open = self.env["crm.lead"].with_user(self.rep).create(
            [{"name": n, "partner_id": partner.id, "expected_revenue": 5e6, "type": "opportunity"} for n in "WLO"]
        )
        won.action_set_won()
        _lost.action_set_lost()
        self.settle()
        self.assertEqual(len(partner.purchase_history.splitlines()), 1)
        self.assertIn(" W ", partner.purchase_history)

    def test_purchase_history_shows_what_the_reader_may_see(self):
        partner = self.customer()
        lead = self.env["crm.lead"].create({"name": "Secret", "partner_id": partner.id, "user_id": self.rep.id})
        lead.action_set_won()
        self.settle()
        self.assertIn("Secret", partner.with_user(self.rep).purchase_history)
        self.assertFalse(partner.with_user(self.rep2).purchase_history)

    def test_last_contact_follows_from_what_was_done(self):
        partner = self.customer(contact_name="Zhou")
        log = self.env["sales_toolkit.follow_up"].with_user(self.rep)
        log.create({"partner_id": partner.child_ids.id, "done_at": "2024-06-18 20:00:00", "outcome": "offer sent"})
        log.create({"partner_id": partner.id, "done_at": "2024-06-01 02:00:00", "outcome": "older"})
        log.create({"partner_id": partner.id, "state": "planned", "planned_date": "2024-07-01", "done_at": False})
        self.settle()
        self.assertEqual((str(partner.last_contact_date), partner.last_contact_summary), ("2024-06-19", "offer sent"))

    def test_last_contact_follows_a_correction(self):
        partner = self.customer()
        done = self.env["sales_toolkit.follow_up"].with_user(self.rep).create(
            {"partner_id": partner.id, "done_at": "2024-06-18 02:00:00", "outcome": "offer"}
        )
        done.write({"done_at": "2024-06-20 02:00:00", "outcome": "order"})
        self.settle()
        self.assertEqual((str(partner.last_contact_date), partner.last_contact_summary), ("2024-06-20", "order"))
        done.with_user(self.manager).unlink()
        self.settle()
        self.assertFalse(partner.last_contact_date or partner.last_contact_summary)

    def test_last_contact_can_not_be_typed(self):
        partner = self.customer()
        for values in ({"last_contact_date": "2024-06-18"}, {"last_contact_summary": "x"}):
            with self.subTest(values=values), self.assertRaises(UserError):
                partner.write(values)
            with self.subTest(values=values), self.assertRaises(UserError):
                self.customer(**values)

    def test_contacts_of_the_future_are_refused(self):
        with self.assertRaises(ValidationError):
            self.env["sales_toolkit.follow_up"].with_user(self.rep).create(
                {"partner_id": self.customer().id, "done_at": "2999-01-01 00:00:00"}
            )


@tagged("post_install", "-at_install")
class TestShippedData(ToolkitCase):
    """Tags, channels and need types that the handbook names."""

    def test_tags_of_the_handbook_are_grouped(self):
        tags = self.env.ref("sales_toolkit.tag_group").with_context(lang="zh_CN").child_ids
        self.assertEqual(set(tags.mapped("name")), {"高潜力客户", "价格敏感型", "技术导向型", "决策周期长"})

    def test_tags_filter_by_their_group(self):
        partner = self.customer(category_id=[Command.link(self.env.ref("sales_toolkit.tag_price_sensitive").id)])
        group = self.env.ref("sales_toolkit.tag_group")
        found = self.env["res.partner"].search([("category_id", "child_of", group.id), ("id", "=", partner.id)])
        self.assertEqual(found, partner)

    def test_managers_edit_the_lists_and_reps_do_not(self):
        for model in ("sales_toolkit.channel", "sales_toolkit.need_type", "sales_toolkit.key_note_type"):
            record = self.env[model].with_user(self.manager).create({"name": "New"})
            record.name = "Newer"
            with self.subTest(model=model), self.assertRaises(UserError):
                record.with_user(self.rep).write({"name": "Mine"})

    def test_a_channel_in_use_can_not_be_deleted(self):
        self.customer(channel_id=self.phone.id)
        with self.assertRaises(Exception), self.env.cr.savepoint():
            self.phone.with_user(self.manager).unlink()
            self.env.flush_all()
