"""Defaults of a client or a user are asked what is written is asked (C12, C13, O9)."""

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import tagged

from common import ToolkitCase, ToolkitHttpCase
from common_closing import CONTRACT, SCAN, Closing
from common_handover import HandoverCase

IDENTITY_CARD = "11010519491231002X"
CONFIDENTIAL = "sales_toolkit.confidential"
INSTALMENT = "sales_toolkit.contract_instalment"
REFUSED = "odoo.exceptions.AccessError"


@tagged("post_install", "-at_install")
class TestCustomers(ToolkitCase):
    def setUp(self):
        super().setUp()
        self.partner = self.customer()
        self.settle()

    def sheets(self, **defaults):
        context = {f"default_{name}": value for name, value in defaults.items()}
        return self.env[CONFIDENTIAL].with_user(self.rep2).with_context(**context)

    def test_nobody_makes_themselves_reader_of_a_customer_without_a_sheet(self):
        me = {"reader_ids": [Command.link(self.rep2.id)]}
        with self.assertRaises(AccessError):
            self.sheets(partner_id=self.partner.id).create(me)
        self.env["ir.default"].with_user(self.rep2).set(
            CONFIDENTIAL, "partner_id", self.partner.id, user_id=True
        )
        with self.assertRaises(AccessError):
            self.sheets().create(me)
        self.assertFalse(self.partner.sudo().confidential_id)

    def test_numbers_of_identity_cards(self):
        self.env["crm.lead"].with_user(self.rep).create({"name": "Deal", "partner_id": self.partner.id})
        for model, name in (
            ("sales_toolkit.key_note", "note"),
            ("sales_toolkit.follow_up", "minutes"),
            ("sales_toolkit.decision_maker", "note"),
        ):
            rows = self.env[model].with_user(self.rep).with_context(**{f"default_{name}": IDENTITY_CARD})
            values = {"partner_id": self.partner.id, "note": "x", "name": "y", "state": "planned"}
            values = {key: value for key, value in values.items() if key in rows._fields and key != name}
            with self.subTest(model=model), self.assertRaises(ValidationError):
                rows.create(values)
        partners = self.env["res.partner"].with_context(default_comment=IDENTITY_CARD)
        with self.assertRaises(ValidationError):
            partners.create({"name": "New", "registered_on": "2024-03-15"})

    def test_family_situation(self):
        rows = (
            self.env[CONFIDENTIAL].with_user(self.rep).with_context(default_family_situation="two children")
        )
        with self.assertRaises(ValidationError):
            rows.create({"partner_id": self.partner.id})

    def test_a_contact_by_default_is_its_customer(self):
        partner = self.customer("With contact", contact_name="Zhou")
        notes = self.env["sales_toolkit.key_note"].with_user(self.rep)
        note = notes.with_context(default_partner_id=partner.child_ids.id).create({"note": "x"})
        self.assertEqual(note.partner_id, partner)


@tagged("post_install", "-at_install")
class TestCompanies(ToolkitCase):
    def test_who_is_not_concerned_moves_no_customer_to_another_company(self):
        partner = self.customer(budget_text="8 million")
        other = self.env["res.company"].create({"name": "Elsewhere"})
        self.settle()
        for user in (self.rep2, self.outsider):
            user.group_ids += self.env.ref("base.group_partner_manager")
            for company in (other, self.env["res.company"]):
                partner.sudo().company_id = self.company
                self.settle()
                with self.subTest(user=user.login, company=company.name), self.assertRaises(AccessError):
                    partner.with_user(user).write({"company_id": company.id})
        partner.with_user(self.rep).write({"company_id": self.company.id})

    def test_without_anything_confidential_it_is_as_in_the_erp(self):
        partner = self.customer()
        self.settle()
        partner.with_user(self.rep2).write({"company_id": self.company.id})
        self.assertEqual(partner.company_id, self.company)


@tagged("post_install", "-at_install")
class TestNames(ToolkitHttpCase):
    """What a row is named after is told to those who may read it."""

    def setUp(self):
        super().setUp()
        self.partner = self.customer()
        self.maker = (
            self.env["sales_toolkit.decision_maker"]
            .with_user(self.rep)
            .create({"partner_id": self.partner.id, "name": "Zneedlemaker"})
        )
        self.lead = (
            self.env["crm.lead"]
            .with_user(self.rep)
            .create({"name": "Zneedledeal", "type": "opportunity", "user_id": self.rep.id})
        )
        self.settle()

    def message_name(self, user, record):
        values = {"model": record._name, "res_id": record.id}
        found = self.call(user, "mail.message", "onchange", [], values, ["res_id"], {"record_name": {}})
        return found if isinstance(found, str) else found["value"].get("record_name")

    def activity_name(self, user, record):
        values = {
            "res_model": record._name,
            "res_model_id": self.env["ir.model"]._get_id(record._name),
            "res_id": record.id,
        }
        found = self.call(user, "mail.activity", "onchange", [], values, ["res_id"], {"res_name": {}})
        return found if isinstance(found, str) else found["value"].get("res_name")

    def test_of_what_is_only_being_filled_in(self):
        for record in (self.maker, self.lead):
            for user in (self.portal, self.outsider, self.rep2):
                with self.subTest(record=record._name, user=user.login):
                    self.assertNotIn("Zneedle", str(self.message_name(user, record)))
                    self.assertNotIn("Zneedle", str(self.activity_name(user, record)))
            self.assertIn("Zneedle", str(self.message_name(self.rep, record)))
            self.assertIn("Zneedle", str(self.activity_name(self.rep, record)))

    def test_of_a_model_that_has_no_records(self):
        values = {"model": "mail.thread", "res_id": 1}
        for user in (self.portal, self.rep):
            found = self.call(user, "mail.message", "onchange", [], values, ["res_id"], {"record_name": {}})
            self.assertNotIn("psycopg2", str(found))

    def test_an_activity_is_not_moved_to_what_one_may_not_read(self):
        partner = self.env["res.partner"].create({"name": "Anybody"})
        activity = (
            self.env["mail.activity"]
            .with_user(self.rep2)
            .create(
                {
                    "res_model_id": self.env["ir.model"]._get_id("res.partner"),
                    "res_id": partner.id,
                    "user_id": self.rep2.id,
                    "activity_type_id": self.env.ref("mail.mail_activity_data_call").id,
                }
            )
        )
        self.settle()
        for record in (self.maker, self.lead):
            values = {"res_model_id": self.env["ir.model"]._get_id(record._name), "res_id": record.id}
            with self.subTest(record=record._name):
                found = self.call(self.rep2, "mail.activity", "write", [activity.id], values)
                self.assertEqual(found, REFUSED)
        self.assertEqual((activity.res_model, activity.res_id), ("res.partner", partner.id))

    def test_an_import_file_is_its_owners(self):
        rows = self.env["base_import.import"].with_user(self.rep)
        row = rows.create({"res_model": "res.partner", "file": b"name,budget", "file_name": "x.csv"})
        self.settle()
        self.assertEqual(self.call(self.rep, "base_import.import", "search_count", []), 1)
        self.assertEqual(self.call(self.rep2, "base_import.import", "search_count", []), 0)
        found = self.call(self.rep2, "base_import.import", "parse_preview", [row.id], {})
        self.assertNotIn("budget", str(found))


@tagged("post_install", "-at_install")
class TestContracts(Closing, ToolkitHttpCase):
    def test_an_instalment_by_default_is_one_all_the_same(self):
        contract = self.approved()
        context = {"default_contract_id": contract.id}
        values = [{"name": "extra", "percent": 50}]
        self.call(self.rep, INSTALMENT, "create", values, context=context)
        self.assertEqual(contract.state, "draft", "what was approved is no longer what it says")
        signed = self.approved(name="Other")
        signed.with_user(self.rep).sudo().with_derivation().write({"state": "signed"})
        self.settle()
        context = {"default_contract_id": signed.id}
        self.assertIn("Error", self.call(self.rep, INSTALMENT, "create", values, context=context))

    def test_a_form_of_an_instalment_tells_no_amount(self):
        contract = self.won(expected_revenue=4321987)
        for user in (self.rep2, self.outsider):
            with self.subTest(user=user.login):
                found = self.call(
                    user,
                    INSTALMENT,
                    "onchange",
                    [],
                    {"contract_id": contract.id, "percent": 100},
                    ["percent"],
                    {"amount": {}},
                )
                self.assertIn("Error", found)
        self.assertNotIn("Error", self.call(self.rep, CONTRACT, "read", [contract.id], ["amount"]))

    def test_a_signed_scan_is_not_replaced(self):
        contract = self.approved()
        context = {
            "default_res_model": CONTRACT,
            "default_res_field": "signed_scan",
            "default_res_id": contract.id,
        }
        found = self.call(
            self.rep, "ir.attachment", "create", [{"name": "x", "datas": SCAN}], context=context
        )
        self.assertIn("Error", found)
        domain = [("res_model", "=", CONTRACT), ("res_field", "=", "signed_scan")]
        self.assertFalse(self.env["ir.attachment"].search([*domain, ("res_id", "=", contract.id)]))

    def test_a_template_of_another_company_is_not_told(self):
        elsewhere = self.env["res.company"].create({"name": "Elsewhere"})
        template = self.env["sales_toolkit.contract_template"].create(
            {"name": "Theirs", "company_id": elsewhere.id, "terms": "<p>Zneedle</p>"}
        )
        found = self.call(
            self.rep, CONTRACT, "onchange", [], {"template_id": template.id}, ["template_id"], {"terms": {}}
        )
        self.assertNotIn("Zneedle", str(found))


@tagged("post_install", "-at_install")
class TestForced(HandoverCase):
    def test_what_is_on_record_is_not_forced_away(self):
        """Only an administrator uninstalls; others say so in vain."""
        step = self.started().step_ids[0].with_user(self.rep)
        step.with_derivation().write({"state": "done"})
        self.settle()
        with self.assertRaisesRegex(UserError, "stays on record"):
            step.with_context(_force_unlink=True).unlink()
