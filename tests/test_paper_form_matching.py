"""Which customer a sheet is about, and what it would change (C14)."""

from lxml import etree

from odoo.fields import Command
from odoo.tests import tagged

from common import CODE, SAMPLE
from common_paper_form import NAME, PaperFormCase, contents, workbook


@tagged("post_install", "-at_install")
class TestMatching(PaperFormCase):
    """Which customer a sheet is about."""

    def test_by_credit_code_before_the_name(self):
        coded = self.customer("Old Name", vat=CODE)
        self.customer("New Name")
        self.imported(workbook({"客户名称": "New Name", "信用代码": CODE, "主营业务": "x"}))
        self.assertEqual((coded.name, coded.main_business), ("New Name", "x"))

    def test_by_exact_name(self):
        partner, other = self.customer("恒锂公司"), self.customer("恒锂公司上海")
        wizard = self.imported(workbook({"客户名称": "恒锂公司", "主营业务": "x"}))
        self.assertEqual(wizard.sheet_ids.partner_id, partner)
        self.assertEqual((partner.main_business, other.main_business), ("x", False))

    def test_two_customers_of_that_name_are_refused(self):
        self.customer("恒锂公司")
        self.customer("恒锂公司")
        before = self.snapshot()
        wizard = self.imported(workbook({"客户名称": "恒锂公司", "主营业务": "x"}), lang="en_US")
        self.assertEqual(wizard.sheet_ids.action, "refuse")
        self.assertIn("2 customers", self.messages(wizard))
        self.assertEqual(self.snapshot(), before)

    def test_an_archived_customer_is_not_registered_again(self):
        self.customer("恒锂公司", vat=CODE).active = False
        before = self.snapshot()
        wizard = self.imported(workbook({"客户名称": "恒锂公司", "信用代码": CODE}), lang="en_US")
        self.assertIn("is archived", self.messages(wizard))
        self.assertEqual(self.snapshot(), before)

    def test_name_with_another_code_is_refused(self):
        self.customer("恒锂公司", vat=CODE)
        before = self.snapshot()
        other = "91330100799655058B"
        wizard = self.imported(workbook({"客户名称": "恒锂公司", "信用代码": other}), lang="en_US")
        self.assertIn("another credit code", self.messages(wizard))
        self.assertEqual(self.snapshot(), before)

    def test_unregistered_company_is_registered(self):
        partner = self.customer("恒锂公司", registered_on=False)
        self.imported(workbook({"客户名称": "恒锂公司", "主营业务": "x"}))
        self.assertTrue(partner.registered_on)

    def test_who_registers_a_customer_of_nobody_looks_after_it(self):
        partner = self.customer("恒锂公司", registered_on=False, user_id=False)
        data = workbook({"客户名称": "恒锂公司", "预算": "800-1000万元", "决策链": "王总(决策人)"})
        self.assertFalse(self.messages(self.imported(data)))
        self.assertEqual((partner.user_id, partner.budget_text), (self.rep, "CNY 8-10 million"))
        self.assertEqual(partner.decision_maker_ids.name, "王总")

    def test_good_sheets_are_written_though_others_are_bad(self):
        data = workbook(
            {"客户名称": "好公司", "主营业务": "x"},
            {"客户名称": "坏公司", "预算": "很多"},
            {"客户名称": "二公司", "电话": "1"},
        )
        wizard = self.imported(data)
        self.assertEqual(wizard.sheet_ids.mapped("state"), ["written", "planned", "written"])
        self.assertTrue(self.find("好公司") and self.find("二公司"))
        self.assertFalse(self.find("坏公司"))

    def test_the_same_customer_twice_in_a_file(self):
        data = workbook({"客户名称": "好公司", "主营业务": "x"}, {"客户名称": "好公司", "主营业务": "y"})
        wizard = self.imported(data)
        self.assertEqual(self.find("好公司").main_business, "y")
        self.assertTrue(wizard.sheet_ids[1].problem_text)

    def test_blank_cells_wipe_nothing(self):
        self.imported(SAMPLE.read_bytes())
        before = self.snapshot()
        blank = {label: "-" for label in contents(SAMPLE.read_bytes())} | {"客户名称(企业/个人)": NAME}
        blank.pop("客户基本信息")
        self.assertEqual(self.imported(workbook(blank)).sheet_ids.action, "unchanged")
        self.assertEqual(self.snapshot(), before)


@tagged("post_install", "-at_install")
class TestPlanning(PaperFormCase):
    """What is written, what is only said."""

    def test_preview_tells_old_and_new(self):
        self.customer("恒锂公司", main_business="旧")
        wizard = self.wizard(workbook({"客户名称": "恒锂公司", "主营业务": "新"}))
        wizard.action_preview()
        self.assertEqual(wizard.sheet_ids.action, "update")
        self.assertIn("旧 → 新", wizard.sheet_ids.change_text)
        self.assertIn("B2", wizard.sheet_ids.change_text)

    def test_a_contact_before_the_last_one_replaces_nothing(self):
        """The preview said that the last contact would become the one of long ago."""
        rows = {"客户名称": "恒锂公司", "最近跟进时间": "2024-06-18", "跟进记录摘要": "已报价"}
        self.imported(workbook(rows))
        rows |= {"最近跟进时间": "2023-02-01", "跟进记录摘要": "初次拜访"}
        wizard = self.imported(workbook(rows))
        self.assertEqual(wizard.sheet_ids.action, "update")
        self.assertIn("2023-02-01", wizard.sheet_ids.change_text)
        self.assertNotIn("→", wizard.sheet_ids.change_text)
        self.assertEqual(str(self.find("恒锂公司").last_contact_date), "2024-06-18")
        self.assertEqual(self.imported(workbook(rows)).sheet_ids.action, "unchanged")

    def test_closing_the_report_shows_what_was_imported(self):
        """The list behind it stayed as it was before."""
        wizard = self.wizard(SAMPLE.read_bytes())
        self.assertEqual(wizard.action_close()["tag"], "soft_reload")
        arch = etree.fromstring(wizard.get_view(view_type="form")["arch"])
        [button] = arch.xpath("//button[@name='action_close']")
        self.assertEqual((button.get("close"), button.get("invisible")), ("1", "state != 'done'"))

    def test_new_names_are_created_only_where_the_company_allows_it(self):
        self.company.paper_form_create_records = False
        wizard = self.imported(
            workbook({"客户名称": "恒锂公司", "行业": "养蜂", "标签": "新标签"}), lang="en_US"
        )
        self.assertFalse(self.find("恒锂公司").industry_id or self.find("恒锂公司").category_id)
        self.assertIn("养蜂", self.messages(wizard))

    def test_older_content_is_pointed_out(self):
        rows = [["客户名称", "恒锂公司"], ["主营业务", "旧", "2024-05-10更新"]]
        self.imported(workbook(rows))
        self.find("恒锂公司").main_business = "新"
        wizard = self.wizard(workbook(rows), lang="en_US")
        wizard.action_preview()
        self.assertIn("新 → 旧", wizard.sheet_ids.change_text)
        self.assertIn("later than the form says", wizard.sheet_ids.problem_text)

    def test_a_summary_needs_its_day(self):
        wizard = self.imported(workbook({"客户名称": "恒锂公司", "跟进摘要": "已报价"}), lang="en_US")
        self.assertIn("needs the follow-up date", self.messages(wizard))
        self.assertFalse(self.find("恒锂公司").follow_up_ids)

    def test_the_channel_chosen_stands_in_the_log(self):
        self.imported(workbook({"客户名称": "恒锂公司", "主营业务": "x"}), channel_id=self.phone.id)
        partner = self.find("恒锂公司")
        self.assertEqual(self.rows(partner, "main_business").channel_id, self.phone)
        self.assertEqual(partner.channel_id, self.phone)

    def test_another_contact_name_is_another_person(self):
        partner = self.customer("恒锂公司", contact_name="Zhou", contact_title="Buyer")
        self.imported(workbook({"客户名称": "恒锂公司", "联系人": "Li", "电话": "0519-1"}))
        self.assertEqual((partner.contact_name, partner.contact_title), ("Li", False))
        self.assertEqual(partner.child_ids.sorted("id").mapped("name"), ["Zhou", "Li"])

    def test_individuals(self):
        self.imported(
            workbook({"姓名": "王芳", "电话": "13800000000", "消费偏好": "茶", "家庭情况": "两个孩子"})
        )
        partner = self.find("王芳")
        self.assertFalse(partner.is_company or partner.family_situation or partner.child_ids)
        self.assertEqual(partner.consumption_preferences, "茶")
        self.assertTrue(partner.phone)

    def test_someone_not_concerned_changes_the_open_items_only(self):
        partner = self.customer("恒锂公司", budget_text="800-1000万元")
        data = workbook({"客户名称": "恒锂公司", "预算": "5万", "决策链": "王总(决策人)", "主营业务": "x"})
        wizard = self.imported(data, user=self.rep2, lang="en_US")
        self.assertIn("people concerned", self.messages(wizard))
        self.assertEqual((partner.main_business, partner.budget_min), ("x", 8e6))
        self.assertFalse(partner.decision_maker_ids)

    def test_preview_does_not_show_a_budget_to_others(self):
        self.customer("恒锂公司", budget_text="800-1000万元")
        wizard = self.wizard(workbook({"客户名称": "恒锂公司", "预算": "5万"}), user=self.rep2)
        wizard.action_preview()
        self.assertNotIn("800", f"{wizard.sheet_ids.change_text}{wizard.sheet_ids.problem_text}")

    def test_several_files_at_once(self):
        files = [
            ("a.xlsx", workbook({"客户名称": "甲公司", "电话": "1"})),
            ("b.xlsx", workbook({"客户名称": "乙公司", "电话": "2"})),
        ]
        attachments = (
            self.env["ir.attachment"]
            .with_user(self.rep)
            .create([{"name": name, "raw": data} for name, data in files])
        )
        wizard = (
            self.env["sales_toolkit.paper_form_import"]
            .with_user(self.rep)
            .create({"attachment_ids": [Command.set(attachments.ids)]})
        )
        wizard.action_import()
        self.assertEqual(wizard.sheet_ids.mapped("filename"), ["a.xlsx", "b.xlsx"])
        self.assertTrue(self.find("甲公司") and self.find("乙公司"))
