"""Who is registered, what is derived, what is shipped (C1, C3, C5, C6)."""

from lxml import etree
from psycopg2 import IntegrityError

from odoo.exceptions import UserError, ValidationError
from odoo.fields import Command, Domain
from odoo.tests import tagged
from odoo.tools import mute_logger
from odoo.tools.safe_eval import safe_eval

from odoo.addons.mail.tests import test_mail_render

from common import ToolkitCase


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
        nobodys, taken = (
            self.customer(registered_on=False, user_id=False),
            self.customer("B", registered_on=False),
        )
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
class TestLists(ToolkitCase):
    def found(self, user, xmlid):
        """What a user sees first behind a menu: with the filters that it begins with, as they have them."""
        action = self.env.ref(xmlid)
        view = action.search_view_id.id
        arch = self.env["res.partner"].with_user(user).get_view(view, "search")["arch"]
        context = safe_eval(action.context, {"uid": user.id})
        chosen = [
            Domain(safe_eval(node.get("domain"), {"uid": user.id}))
            for node in etree.fromstring(arch).iter("filter")
            if context.get(f"search_default_{node.get('name')}")
        ]
        domain = Domain(safe_eval(action.domain)) & Domain.OR(chosen)
        return self.env["res.partner"].with_user(user).search(domain).sudo()

    def test_a_leader_sees_the_team_s_first(self):
        own = self.customer()
        foreign = self.customer("Other", user_id=self.rep2.id)
        led = self.customer("Led", user_id=self.leader.id)
        (own | foreign).with_derivation().write({"dormant": True})
        self.settle()
        for user, customers in {self.rep: own, self.leader: own | led, self.manager: foreign}.items():
            with self.subTest(user=user.login):
                found = self.found(user, "sales_toolkit.customer_action")
                self.assertEqual(found & (own | foreign | led), customers)
                found = self.found(user, "sales_toolkit.dormant_customer_action")
                self.assertEqual(found & (own | foreign | led), customers - led)


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
        partners = self.customer("A", need_type_id=need.id, intent="strong") | self.customer(
            "B", intent="weak"
        )
        groups = partners.formatted_read_group(
            [("id", "in", partners.ids)], ["need_type_id", "intent", "industry_id"], ["__count"]
        )
        self.assertEqual(len(groups), 2)

    def test_purchase_history_counts_won_deals_only(self):
        partner = self.customer()
        won, _lost, _open = (
            self.env["crm.lead"]
            .with_user(self.rep)
            .create(
                [
                    {"name": n, "partner_id": partner.id, "expected_revenue": 5e6, "type": "opportunity"}
                    for n in "WLO"
                ]
            )
        )
        won.action_set_won()
        _lost.action_set_lost()
        self.settle()
        self.assertEqual(len(partner.purchase_history.splitlines()), 1)
        self.assertIn(" W ", partner.purchase_history)

    def test_purchase_history_shows_what_the_reader_may_see(self):
        partner = self.customer()
        lead = self.env["crm.lead"].create(
            {"name": "Secret", "partner_id": partner.id, "user_id": self.rep.id}
        )
        lead.action_set_won()
        self.settle()
        self.assertIn("Secret", partner.with_user(self.rep).purchase_history)
        self.assertFalse(partner.with_user(self.rep2).purchase_history)

    def test_purchases_are_of_the_readers_day(self):
        partner = self.customer()
        lead = self.env["crm.lead"].create({"name": "Deal", "partner_id": partner.id, "user_id": self.rep.id})
        lead.action_set_won()
        lead.flush_recordset()
        lead.store_derived({"date_closed": "2024-06-30 23:30:00"})
        self.settle()
        history = partner.with_user(self.rep).with_context(tz="Asia/Shanghai").purchase_history
        self.assertIn("07/01/2024", history)

    def test_whoever_is_no_customer_has_no_contact_name(self):
        person = self.env["res.partner"].create({"name": "Alice", "phone": "0512 6666 0000"})
        self.assertFalse(person.contact_name)
        person.contact_title = "Engineer"
        self.assertEqual((person.name, person.function), ("Alice", "Engineer"))
        person.registered_on = "2024-03-15"
        self.assertEqual(person.contact_name, "Alice")

    def test_last_contact_follows_from_what_was_done(self):
        partner = self.customer(contact_name="Zhou")
        log = self.env["sales_toolkit.follow_up"].with_user(self.rep)
        log.create(
            {"partner_id": partner.child_ids.id, "done_at": "2024-06-18 20:00:00", "outcome": "offer sent"}
        )
        log.create({"partner_id": partner.id, "done_at": "2024-06-01 02:00:00", "outcome": "older"})
        log.create(
            {"partner_id": partner.id, "state": "planned", "planned_date": "2024-07-01", "done_at": False}
        )
        self.settle()
        self.assertEqual(
            (str(partner.last_contact_date), partner.last_contact_summary), ("2024-06-19", "offer sent")
        )

    def test_last_contact_follows_a_correction(self):
        partner = self.customer()
        done = (
            self.env["sales_toolkit.follow_up"]
            .with_user(self.rep)
            .create({"partner_id": partner.id, "done_at": "2024-06-18 02:00:00", "outcome": "offer"})
        )
        done.write({"done_at": "2024-06-20 02:00:00", "outcome": "order"})
        self.settle()
        self.assertEqual(
            (str(partner.last_contact_date), partner.last_contact_summary), ("2024-06-20", "order")
        )
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


class TestTemplates(test_mail_render.TestRegexRendering):
    """The ERP's own: what its mail templates say of people who are no customers stays as it was (X2)."""


@tagged("post_install", "-at_install")
class TestShippedData(ToolkitCase):
    """Tags, channels and need types that the handbook names."""

    def test_tags_of_the_handbook_are_grouped(self):
        tags = self.env.ref("sales_toolkit.tag_group").with_context(lang="zh_CN").child_ids
        self.assertEqual(set(tags.mapped("name")), {"高潜力客户", "价格敏感型", "技术导向型", "决策周期长"})

    def test_tags_filter_by_their_group(self):
        partner = self.customer(
            category_id=[Command.link(self.env.ref("sales_toolkit.tag_price_sensitive").id)]
        )
        group = self.env.ref("sales_toolkit.tag_group")
        found = self.env["res.partner"].search(
            [("category_id", "child_of", group.id), ("id", "=", partner.id)]
        )
        self.assertEqual(found, partner)

    def test_managers_edit_the_lists_and_reps_do_not(self):
        for model in ("sales_toolkit.channel", "sales_toolkit.need_type", "sales_toolkit.key_note_type"):
            record = self.env[model].with_user(self.manager).create({"name": "New"})
            record.name = "Newer"
            with self.subTest(model=model), self.assertRaises(UserError):
                record.with_user(self.rep).write({"name": "Mine"})

    def test_a_channel_in_use_can_not_be_deleted(self):
        self.customer(channel_id=self.phone.id)
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            self.phone.with_user(self.manager).unlink()
            self.env.flush_all()
