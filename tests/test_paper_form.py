"""The handbook's own form through the wizard and out again (C14)."""

from odoo.tests import tagged

from common import CODE, SAMPLE
from common_paper_form import NAME, PaperFormCase, contents


@tagged("post_install", "-at_install")
class TestSample(PaperFormCase):
    """The handbook's own form."""

    def setUp(self):
        super().setUp()
        self.sample = SAMPLE.read_bytes()

    def test_preview_writes_nothing(self):
        before = self.snapshot()
        wizard = self.wizard(self.sample)
        wizard.action_preview()
        self.assertEqual(self.snapshot(), before)
        self.assertEqual(
            (wizard.state, wizard.sheet_ids.action, wizard.sheet_ids.customer_name),
            ("preview", "create", NAME),
        )
        self.assertFalse(wizard.sheet_ids.problem_text)

    def test_every_item_arrives(self):
        self.imported(self.sample)
        partner = self.find()
        expected = {
            "vat": CODE,
            "contact_name": "周经理",
            "contact_title": "采购总监",
            "contact_email": "zhou@hengli.example",
            "size_text": "500-1000人,年营收5-10亿",
            "main_business": "锂电池正极材料生产",
            "pain_points": "采购自动化生产线,需降低30%人工成本",
            "budget_text": "800-1000万元",
            "last_contact_summary": "已提供初步方案,约定下周技术交流",
        }
        got = partner.with_context(lang="zh_CN").read(list(expected))[0]
        self.assertEqual({name: got[name] for name in expected}, expected)
        self.assertEqual(partner.contact_phone.replace(" ", "")[-8:], "86540000")
        self.assertEqual(str(partner.last_contact_date), "2024-06-18")

    def test_every_related_item_arrives(self):
        self.imported(self.sample)
        partner = self.find()
        tags = [
            self.env.ref(f"sales_toolkit.tag_{x}")
            for x in ("high_potential", "technology_oriented", "long_decision_cycle")
        ]
        self.assertEqual(set(partner.category_id), set(tags))
        self.assertEqual(partner.industry_id.name, "新能源制造")
        people = [(person.name, person.role) for person in partner.decision_maker_ids]
        self.assertEqual(people, [("王总", "decision_maker"), ("李工", "technical_evaluator")])
        self.assertTrue(partner.registered_on and partner.is_company)
        self.assertEqual(partner.user_id, self.rep)

    def test_every_update_record_arrives(self):
        self.imported(self.sample)
        partner = self.find()
        records = partner.with_context(lang="zh_CN").update_records
        got = {item: (record["date"], record["reason"]) for item, record in records.items()}
        expected = {
            "name": ("2024-03-15", "初次录入"),
            "contact_title": ("2024-06-20", "职务调整"),
            "pain_points": ("2024-05-10", "更新"),
            "decision_chain": ("2024-04-25", "补充"),
        }
        self.assertEqual({item: got.get(item) for item in expected}, expected)
        self.assertEqual(self.rows(partner, "name").user_id, self.rep)
        self.assertEqual(set(self.rows(partner, "decision_chain").mapped("confidential")), {True})

    def test_printed_from_a_contact_it_is_the_companys(self):
        self.imported(self.sample)
        customer = self.find()
        contact = customer.get_main_contact()
        printed = self.env["ir.actions.report"]._render_qweb_html(
            "sales_toolkit.report_paper_form", (contact + customer).ids
        )[0]
        self.assertEqual(printed.count(b"o_toolkit_paper"), 1)
        self.assertIn(customer.name.encode(), printed)

    def test_second_import_changes_nothing(self):
        self.imported(self.sample)
        before = self.snapshot()
        for lang in ("zh_CN", "en_US"):
            wizard = self.imported(self.sample, lang=lang)
            with self.subTest(lang=lang):
                self.assertEqual(wizard.sheet_ids.action, "unchanged")
                self.assertEqual(self.snapshot(), before)

    def test_what_was_exported_imports_without_change(self):
        self.imported(self.sample)
        before = self.snapshot()
        for lang in ("zh_CN", "en_US"):
            data = self.find().with_context(lang=lang).export_paper_form()
            wizard = self.imported(data, lang=lang)
            with self.subTest(lang=lang):
                self.assertFalse(wizard.sheet_ids.problem_text)
                self.assertEqual(wizard.sheet_ids.action, "unchanged", wizard.sheet_ids.change_text)
                self.assertEqual(self.snapshot(), before)

    def test_a_branch_comes_back_as_itself(self):
        self.imported(self.sample)
        branch = self.find()
        branch.parent_id = self.env["res.partner"].create({"name": "Group", "is_company": True})
        before = self.snapshot()
        wizard = self.imported(branch.export_paper_form())
        self.assertEqual(wizard.sheet_ids.action, "unchanged", wizard.sheet_ids.change_text)
        self.assertEqual(self.snapshot(), before)

    def test_export_in_one_language_imports_in_the_other(self):
        self.imported(self.sample)
        before = self.snapshot()
        for lang, other in (("zh_CN", "en_US"), ("en_US", "zh_CN")):
            data = self.find().with_context(lang=lang).export_paper_form()
            wizard = self.imported(data, lang=other)
            with self.subTest(lang=lang):
                self.assertEqual(wizard.sheet_ids.action, "unchanged", wizard.sheet_ids.change_text)
                self.assertEqual(self.snapshot(), before)

    def test_export_has_the_handbooks_rows(self):
        self.imported(self.sample)
        exported = contents(self.find().with_context(lang="zh_CN").export_paper_form())
        handbook = contents(self.sample)
        self.assertEqual([label for label in exported if label in handbook], list(handbook))
        same = {
            label: row for label, row in handbook.items() if row[1] not in ("-", None) and "规模" not in label
        }
        self.assertEqual(
            {label: exported[label][0] for label in same}, {label: row[0] for label, row in same.items()}
        )

    def test_change_with_a_reason_then_out_and_in(self):
        self.imported(self.sample)
        self.find().with_context(update_reason="职务调整").write({"contact_title": "采购副总裁"})
        self.settle()
        before = self.snapshot()
        data = self.find().with_context(lang="zh_CN").export_paper_form()
        self.assertEqual(contents(data)["联系人职务"][0], "采购副总裁")
        self.assertEqual(self.imported(data).sheet_ids.action, "unchanged")
        self.assertEqual(self.snapshot(), before)
