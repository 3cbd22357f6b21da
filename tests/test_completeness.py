"""How complete a customer is, whichever way it is written (C4)."""

import itertools
from unittest.mock import patch

from odoo.exceptions import UserError, ValidationError
from odoo.fields import Command
from odoo.tests import Form, tagged

from common import ToolkitCase


class Completeness(ToolkitCase):
    """A policy of which the tests know every row."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.policy = cls.env["sales_toolkit.requirement"]
        cls.policy.search([]).unlink()
        cls.require("company", contact_name=3, phone=3, need_description=3)
        cls.require("company", "recommended", industry=1, tags=1, budget=5, decision_chain=5)
        cls.require("individual", phone=1, need_description=1)
        cls.tag = cls.env["res.partner.category"].create({"name": "Tag"})
        cls.industry = cls.env["res.partner.industry"].create({"name": "Steel"})

    @classmethod
    def require(cls, kind, level="required", company=None, **weights):
        return cls.policy.create(
            [
                {"kind": kind, "item": item, "level": level, "weight": weight}
                | {"company_id": company.id if company else False}
                for item, weight in weights.items()
            ]
        )

    def figures(self, partner):
        self.settle()
        return partner.completeness, partner.missing_items or ""

    def walk(self):
        """The scheduled action, as it runs after a change of the policy."""
        with self.enter_registry_test_mode():
            self.env.ref("sales_toolkit.cron_recompute_completeness").method_direct_trigger()
        self.env.invalidate_all()


@tagged("post_install", "-at_install")
class TestCompleteness(Completeness):
    def test_what_is_missing_is_listed_required_first(self):
        customer = self.customer(industry_id=self.industry.id, contact_name="Zhou")
        self.assertEqual(self.figures(customer), (4 * 100 // 11, "phone, need_description, tags"))

    def test_everything_that_is_asked_for(self):
        customer = self.customer(
            contact_name="Zhou",
            contact_phone="0519-1",
            need_description="A line",
            industry_id=self.industry.id,
            category_id=[Command.link(self.tag.id)],
        )
        self.assertEqual(self.figures(customer), (100, ""))
        self.assertFalse(customer.missing_items)

    def test_an_individual_has_another_policy(self):
        person = self.customer("Li", is_company=False, phone="138")
        self.assertEqual(self.figures(person), (50, "need_description"))
        person.is_company = True
        self.assertEqual(self.figures(person)[1], "contact_name, need_description, industry, tags")

    def test_who_is_not_registered_has_no_figures(self):
        partner = self.env["res.partner"].create({"name": "Somebody", "is_company": True})
        self.assertEqual(self.figures(partner), (0, ""))
        partner.action_register_customer()
        self.assertEqual(self.figures(partner), (0, "contact_name, phone, need_description, industry, tags"))
        partner.registered_on = False
        self.assertEqual(self.figures(partner), (0, ""))

    def test_blanks_fill_nothing(self):
        customer = self.customer(need_description="  \n", vat="/")
        self.require("company", credit_code=1)
        self.walk()
        self.assertLessEqual({"need_description", "credit_code"}, {*customer.missing_items.split(", ")})

    def test_from_any_value_to_any_other(self):
        """Whether something was there before, and is now, in every order: the figures are those of anew."""
        customer = self.customer(contact_name="Zhou", need_description="A line")
        individual = self.customer("Zhu", is_company=False)
        values = ("One", "Two", False, "", " / ", "Two")
        self.require("company", main_business=2)
        for before, after in itertools.product(values, repeat=2):
            for record, names in (
                (customer, ("need_description", "main_business", "phone")),
                (customer.get_main_contact(), ("phone", "email")),
                (individual, ("need_description", "phone", "email")),
            ):
                for value in (before, after):
                    record.write(dict.fromkeys(names, value))
                    self.settle()
            for partner in (customer, individual):
                stored = self.figures(partner)
                anew = partner._assess_completeness()[partner.id]
                self.assertEqual(stored, (anew.percentage, ", ".join(anew.missing)), (before, after))

    def test_a_number_that_is_written_need_not_stand_there(self):
        """A client may send it as a text, and amounts are rounded."""
        self.require("company", size=2)
        for name, value in (("headcount_min", "0"), ("annual_revenue_max", 0.001)):
            customer = self.customer(**{name: 5})
            self.assertNotIn("size", self.figures(customer)[1])
            customer.write({name: value})
            self.assertIn("size", self.figures(customer)[1])

    def test_the_tax_id_of_a_contact_becomes_that_of_the_company(self):
        self.require("company", credit_code=2)
        customer = self.customer(contact_name="Zhou", country_id=self.env.ref("base.de").id, vat="DE1")
        contact = customer.get_main_contact()
        # what the ERP takes off the company stays with those who are archived
        contact.active = False
        customer.vat = False
        contact.active = True
        self.assertIn("credit_code", self.figures(customer)[1])
        self.assertTrue(contact.vat)
        contact.vat = "DE2"
        self.assertEqual(customer.vat, "DE2")
        self.assertNotIn("credit_code", self.figures(customer)[1])

    def test_what_stays_filled_is_not_worked_out_anew(self):
        customer = self.customer(contact_name="Zhou", contact_phone="1", need_description="A line")
        contact = customer.get_main_contact()
        self.assertTrue(contact)
        model = type(customer)
        for record, vals, times in (
            (customer, {"need_description": "Two lines", "name": "Other"}, 0),
            (contact, {"phone": "0519-2"}, 0),
            (customer, {"need_description": False}, 1),
            (customer, {"need_description": "A line"}, 1),
        ):
            self.settle()
            with patch.object(
                model, "_assess_completeness", autospec=True, side_effect=lambda rows: {}
            ) as seen:
                record.write(vals)
                self.env.flush_all()
            worked_out = [call for call in seen.call_args_list if customer in call.args[0]]
            self.assertEqual(len(worked_out), times, vals)

    def test_capturing_quickly(self):
        form = Form(
            self.env["res.partner"]
            .with_user(self.rep)
            .with_context(register_customer=True, default_is_company=True)
        )
        form.name = "Quick"
        form.contact_phone = "0519-1"
        customer = form.save()
        self.assertEqual(self.figures(customer)[1], "contact_name, need_description, industry, tags")


@tagged("post_install", "-at_install")
class TestWaysOfWriting(Completeness):
    """The figures are right, right after."""

    def setUp(self):
        super().setUp()
        self.hengli = self.customer(contact_name="Zhou", contact_phone="0519-1")
        self.zhou = self.hengli.get_main_contact()

    def missing(self, partner=None):
        return self.figures(partner or self.hengli)[1].split(", ")

    def test_the_contact_is_written(self):
        self.assertNotIn("phone", self.missing())
        self.zhou.phone = False
        self.assertIn("phone", self.missing())

    def test_the_contact_is_archived_moved_or_turned_into_something_else(self):
        for values in (
            {"active": False},
            {"parent_id": self.env["res.partner"].create({"name": "Other"}).id},
            {"type": "invoice"},
        ):
            self.hengli.main_contact_id = False
            self.zhou.write(values)
            with self.subTest(values):
                self.assertIn("contact_name", self.missing())
            self.zhou.write({"active": True, "parent_id": self.hengli.id, "type": "contact"})
            self.assertNotIn("contact_name", self.missing())

    def test_the_contact_is_deleted_and_created(self):
        self.zhou.sudo().unlink()
        self.assertIn("contact_name", self.missing())
        self.env["res.partner"].create({"name": "Wang", "parent_id": self.hengli.id})
        self.assertNotIn("contact_name", self.missing())

    def test_another_one_becomes_the_main_contact(self):
        wang = self.env["res.partner"].create({"name": "Wang", "parent_id": self.hengli.id})
        self.hengli.main_contact_id = wang
        self.assertIn("phone", self.missing())

    def test_a_main_contact_that_is_no_direct_child(self):
        wang = self.env["res.partner"].create({"name": "Wang", "parent_id": self.zhou.id})
        self.hengli.main_contact_id = wang
        self.assertIn("phone", self.missing())
        wang.phone = "1"
        self.assertNotIn("phone", self.missing())

    def test_a_lead_writes_the_phone_back(self):
        self.zhou.phone = False
        lead = self.env["crm.lead"].create({"name": "L", "partner_id": self.zhou.id})
        self.assertIn("phone", self.missing())
        lead.phone = "0519-2"
        self.assertEqual(self.zhou.phone, "0519-2")
        self.assertNotIn("phone", self.missing())

    def test_an_import(self):
        result = self.env["res.partner"].load(
            ["name", "is_company", "registered_on", "contact_name", "need_description"],
            [["Imported", "1", "2024-01-01", "Xu", "Pumps"]],
        )
        partner = self.env["res.partner"].browse(result["ids"])
        self.assertEqual(self.missing(partner), ["phone", "industry", "tags"])

    def test_a_tag_comes_and_goes(self):
        parent = self.env["res.partner.category"].create({"name": "Parent"})
        self.tag.parent_id = parent
        for link, unlink in (
            (
                lambda: self.hengli.write({"category_id": [Command.link(self.tag.id)]}),
                lambda: self.tag.write({"partner_ids": [Command.clear()]}),
            ),
            (lambda: self.tag.write({"partner_ids": [Command.link(self.hengli.id)]}), parent.unlink),
        ):
            link()
            self.assertNotIn("tags", self.missing())
            unlink()
            self.assertIn("tags", self.missing())

    def test_a_merge(self):
        double = self.customer(
            "Double", need_description="Pumps", contact_name="Xu", category_id=[Command.link(self.tag.id)]
        )
        empty = self.customer("Empty")
        wizard = self.env["base.partner.merge.automatic.wizard"]
        wizard._merge((double | empty).ids, empty, extra_checks=False)
        self.assertEqual(self.missing(empty), ["phone", "industry"])

    def test_a_contact_changes_nothing_but_the_figures(self):
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE res_partner SET write_date = '2020-01-01', write_uid = 1 WHERE id = %s", [self.hengli.id]
        )
        self.settle()
        self.zhou.phone = "0519-3"
        self.settle()
        self.assertEqual(self.hengli.write_date.year, 2020)

    def test_nobody_types_the_figures(self):
        for values in ({"completeness": 100}, {"missing_items": False}):
            with self.assertRaises(UserError):
                self.hengli.with_user(self.rep).write(values)
            with self.assertRaises(UserError):
                self.env["res.partner"].create({"name": "N", **values})
        by_default = self.env["res.partner"].with_context(default_completeness=77).create({"name": "N"})
        self.assertEqual(self.figures(by_default), (0, ""))
        messages = self.env["res.partner"].load(["name", "completeness"], [["N", "50"]])["messages"]
        self.assertIn("can't be typed", messages[0]["message"])


@tagged("post_install", "-at_install")
class TestPolicy(Completeness):
    def test_what_is_shipped(self):
        shipped = self.env["ir.model.data"].search([("model", "=", "sales_toolkit.requirement")])
        self.assertFalse(shipped)  # deleted in setUpClass, which is allowed

    def test_an_item_of_the_other_kind_is_refused(self):
        with self.assertRaises(ValidationError):
            self.require("individual", credit_code=1)
        with self.assertRaises(ValidationError):
            self.require("company", consumption_preferences=1)

    def test_every_item_has_its_row_on_the_form_and_its_fields(self):
        from odoo.addons.sales_toolkit.models.review.requirement import ITEMS
        from odoo.addons.sales_toolkit.models.review.res_partner_completeness import ITEM_FIELDS

        arch = self.env["res.partner"].get_view(self.env.ref("base.view_partner_form").id)["arch"]
        self.assertEqual({key for key, _label in ITEMS}, ITEM_FIELDS.keys())
        for item in ITEM_FIELDS:
            self.assertIn(f'name="item_{item}"', arch)

    def test_labels_follow_the_reader(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        customer = self.customer(contact_name="Zhou", need_description="Pumps")
        self.assertEqual(customer.missing_item_labels, "Contact Phone, Industry, Customer Tags")
        labels = customer.describe_items(["phone", "industry"])
        self.assertEqual(labels, ["Contact Phone", "Industry"])
        self.assertIn("、", customer.with_context(lang="zh_CN").missing_item_labels)
        found = self.env["res.partner"].search([("missing_item_labels", "ilike", "phone")])
        self.assertIn(customer, found)
        self.assertNotIn(customer, found.search([("missing_item_labels", "ilike", "contact name")]))
