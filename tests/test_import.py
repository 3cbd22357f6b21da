"""The ERP's own column-per-field import: our template, and the same update log (C14)."""

from io import BytesIO
from pathlib import Path

from openpyxl import load_workbook

from odoo.exceptions import ValidationError
from odoo.modules import get_module_path
from odoo.tests import tagged

from common import ToolkitCase


@tagged("post_install", "-at_install")
class TestTemplate(ToolkitCase):
    """The template that the import dialog offers."""

    def template(self, lang):
        offered = self.env["res.partner"].with_user(self.rep).with_context(lang=lang).get_import_templates()
        path = next(entry["template"] for entry in offered if "sales_toolkit" in entry["template"])
        return Path(get_module_path("sales_toolkit")).parent / path.lstrip("/")

    def test_offered_beside_the_erps_own(self):
        for lang in ("en_US", "zh_CN"):
            with self.subTest(lang=lang):
                self.assertTrue(self.template(lang).is_file())
        offered = self.env["res.partner"].get_import_templates()
        self.assertTrue([entry for entry in offered if entry["template"].startswith("/base/")])

    def preview(self, lang, content):
        wizard = (
            self.env["base_import.import"]
            .with_user(self.rep)
            .with_context(lang=lang)
            .create(
                {
                    "res_model": "res.partner",
                    "file": content,
                    "file_name": "customers.xlsx",
                    "file_type": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                }
            )
        )
        options = {
            "has_headers": True,
            "advanced": False,
            "quoting": '"',
            "separator": ",",
            "encoding": "utf-8",
        }
        return wizard, wizard.parse_preview(options), options

    def imported(self, lang):
        """The template as it is, through the import dialog of a user in that language."""
        wizard, preview, options = self.preview(lang, self.template(lang).read_bytes())
        self.assertNotIn("error", preview)
        columns = preview["headers"]
        matched = [preview["matches"].get(index) for index in range(len(columns))]
        self.assertTrue(all(matched), [c for c, m in zip(columns, matched, strict=True) if not m])
        context = {"register_customer": True, "tracking_disable": True, "lang": lang}
        result = wizard.with_context(**context).execute_import(
            ["/".join(path) for path in matched], columns, {**preview["options"], **options}
        )
        self.assertTrue(result["ids"], result["messages"])
        self.settle()
        return self.env["res.partner"].with_user(self.rep).with_context(lang=lang).browse(result["ids"])

    def test_every_column_is_recognised_and_arrives(self):
        for lang in ("en_US", "zh_CN"):
            with self.subTest(lang=lang):
                company, person = self.imported(lang)
                self.assertTrue(company.is_company and company.registered_on and not person.is_company)
                self.assertEqual((company.headcount_min, company.annual_revenue_max), (200, 2e8))
                self.assertEqual((company.budget_min, company.budget_max), (3e6, 4e6))
                self.assertEqual(company.category_id, self.env.ref("sales_toolkit.tag_high_potential"))
                self.assertEqual(company.need_type_id, self.env.ref("sales_toolkit.need_type_equipment"))
                self.assertEqual((company.intent, person.intent), ("strong", "weak"))
                self.assertEqual(len(company.child_ids), 1)
                self.assertTrue(company.contact_title and company.contact_phone and person.phone)

    def test_import_is_logged(self):
        company, person = self.imported("en_US")
        channel = self.env.ref("sales_toolkit.channel_import")
        for partner, item in (
            (company, "size"),
            (company, "budget"),
            (company, "contact_title"),
            (person, "phone"),
        ):
            with self.subTest(item=item):
                self.assertEqual(self.rows(partner, item).channel_id, channel)
                self.assertEqual(self.rows(partner, item).user_id, self.rep)

    def test_template_columns_are_the_forms_items(self):
        sheet = load_workbook(BytesIO(self.template("en_US").read_bytes())).active
        labels = [cell.value for cell in sheet[1]]
        self.assertEqual(len(labels), len(set(labels)))
        self.assertGreaterEqual(
            set(labels), {"Name", "Tax ID", "Contact Name", "Budget Range", "Tags", "Intent"}
        )


@tagged("post_install", "-at_install")
class TestLoad(ToolkitCase):
    """What an import of columns may not do."""

    def load(self, columns, rows, user=None):
        model = self.env["res.partner"].with_user(user or self.rep).with_context(import_file=True)
        result = model.load(columns, rows)
        self.settle()
        return result

    def test_update_by_id_writes_the_change_only(self):
        partner = self.customer(contact_name="Zhou", contact_title="Buyer", intent="weak")
        before = self.rows(partner)
        rows = [[str(partner.id), "Hengli", "Director", "Weak"]]
        self.assertFalse(self.load([".id", "name", "contact_title", "intent"], rows)["messages"])
        new = self.rows(partner) - before
        self.assertEqual([(row.old_value, row.new_value) for row in new], [("Buyer", "Director")])

    def test_columns_of_the_main_contact_do_not_wipe_each_other(self):
        partner = self.customer(
            contact_name="Zhou", contact_title="Buyer", contact_email="zhou@hengli.example"
        )
        self.load([".id", "contact_phone"], [[str(partner.id), "+86 519 8654 0000"]])
        self.assertEqual((partner.contact_name, partner.contact_title), ("Zhou", "Buyer"))
        self.assertEqual(partner.contact_email, "zhou@hengli.example")
        self.assertEqual(partner.contact_phone, "+86 519 8654 0000")

    def test_bad_cells_stop_the_row_with_a_message(self):
        for column, text, message in (
            ("size_text", "many", "Company size"),
            ("budget_text", "lots", "Budget"),
            ("vat", "91320412MA1X2Y3W4Q", "check digit"),
        ):
            result = self.load(["name", "is_company", column], [["恒锂", "1", text]])
            with self.subTest(column=column):
                self.assertFalse(result["ids"])
                self.assertIn(message, result["messages"][0]["message"])

    def test_derived_items_can_not_be_imported(self):
        result = self.load(["name", "last_contact_summary"], [["恒锂", "called"]])
        self.assertFalse(result["ids"])

    def test_the_log_can_not_be_imported(self):
        model = self.env["sales_toolkit.update_log"].with_user(self.env.ref("base.user_admin"))
        result = model.load(
            ["partner_id/.id", "res_model", "res_id", "field_name"], [["1", "res.partner", "1", "name"]]
        )
        self.assertFalse(result["ids"])

    def test_budget_of_others_can_not_be_imported(self):
        partner = self.customer(budget_text="800-1000万元")
        result = self.load([".id", "budget_text"], [[str(partner.id), "5万"]], user=self.rep2)
        self.assertFalse(result["ids"])
        self.assertEqual(partner.with_user(self.rep).budget_min, 8e6)

    def test_budget_of_others_can_not_be_exported(self):
        partner = self.customer(budget_text="800-1000万元")
        self.rep2.group_ids += self.env.ref("base.group_allow_export")
        names = [
            "name",
            "budget_text",
            "budget_min",
            "decision_maker_ids/name",
            "confidential_ids/budget_max",
        ]
        [row] = partner.with_user(self.rep2).export_data(names)["datas"]
        self.assertEqual(row[0], "Hengli")
        self.assertFalse([cell for cell in row[1:] if cell and cell != 0.0])


@tagged("post_install", "-at_install")
class TestTexts(ToolkitCase):
    """Sizes and budgets as text, in a creation."""

    def test_the_currency_of_its_own_column_counts(self):
        usd = self.env.ref("base.USD")
        usd.active = True
        customer = self.customer(budget_text="80-120万", budget_currency_id=usd.id)
        sheet = customer.with_user(self.rep)
        self.assertEqual((sheet.budget_currency_id, sheet.budget_min), (usd, 800_000))
        other = self.customer("Other", budget_text="CNY 1-2 million", budget_currency_id=usd.id)
        self.assertEqual(other.with_user(self.rep).budget_currency_id, self.cny)

    def test_the_size_is_in_the_customers_currency(self):
        usd = self.env.ref("base.USD")
        abroad = self.env["res.company"].create({"name": "Abroad", "currency_id": usd.id})
        partners = self.env["res.partner"].with_context(default_company_id=abroad.id)
        text = "10-20 employees; annual revenue USD 1-2 million"
        self.assertEqual(partners.create({"name": "A", "size_text": text}).annual_revenue_max, 2_000_000)
        with self.assertRaises(ValidationError):
            self.env["res.partner"].create({"name": "B", "size_text": text})


@tagged("post_install", "-at_install")
class TestMany(ToolkitCase):
    """Thousands of customers with all columns of the template."""

    COLUMNS = ("name", "is_company", "contact_name", "contact_title", "contact_phone", "size_text",
               "budget_text", "main_business", "need_description")  # fmt: skip

    def cost(self, number):
        """The queries that importing so many takes."""
        rows = [
            [f"Company {number}-{place}", "1", f"Zhou {place}", "Buyer", f"021-{number}{place:06}",
             "200-500人,年营收1-2亿元", "300-400万元", "Parts", "Two cells"]
            for place in range(number)
        ]  # fmt: skip
        model = self.env["res.partner"].with_user(self.rep).with_context(register_customer=True)
        self.settle()
        before = self.env.cr.sql_log_count
        result = model.load(list(self.COLUMNS), rows)
        self.assertFalse(result["messages"])
        self.settle()
        taken = self.env.cr.sql_log_count - before
        customer = self.env["res.partner"].browse(result["ids"][-1])
        self.assertEqual(
            (
                customer.contact_title,
                customer.headcount_min,
                customer.annual_revenue_max,
                customer.budget_max,
            ),
            ("Buyer", 200, 200_000_000, 4_000_000),
        )
        return taken

    def test_it_costs_no_query_for_each(self):
        self.cost(2)  # warm
        self.assertLessEqual(self.cost(40) - self.cost(10), 30)
