"""The handbook's registration form in and out, through the wizard (C14)."""

from io import BytesIO

from openpyxl import Workbook, load_workbook

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged

from common import CODE, SAMPLE, ToolkitCase, encoded

WATCHED = (
    "res.partner",
    "res.partner.category",
    "res.partner.industry",
    "sales_toolkit.need_type",
    "sales_toolkit.key_note",
    "sales_toolkit.update_log",
    "sales_toolkit.confidential",
    "sales_toolkit.decision_maker",
    "sales_toolkit.follow_up",
)
NAME = "江苏恒锂新材料科技有限公司"


def workbook(*sheets):
    """An .xlsx of sheets, each {label: content} or rows."""
    book = Workbook()
    book.remove(book.active)
    for number, rows in enumerate(sheets, 1):
        sheet = book.create_sheet(f"S{number}")
        for row in rows.items() if isinstance(rows, dict) else rows:
            sheet.append(row)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def contents(data):
    """{label: (content, update record)} of the first sheet."""
    rows = load_workbook(BytesIO(data)).worksheets[0].iter_rows(values_only=True)
    return {label: (content, record) for label, content, record in rows}


class PaperFormCase(ToolkitCase):
    def wizard(self, data, user=None, filename="form.xlsx", lang="zh_CN", **values):
        model = self.env["sales_toolkit.paper_form_import"].with_user(user or self.rep).with_context(lang=lang)
        self.settle()
        return model.create({"file": encoded(data), "filename": filename, **values})

    def imported(self, data, **kwargs):
        wizard = self.wizard(data, **kwargs)
        wizard.action_import()
        self.settle()
        return wizard

    def messages(self, wizard):
        return "\n".join(filter(None, wizard.sheet_ids.mapped("problem_text")))

    def snapshot(self):
        """Every stored value of every row that an import may touch."""
        self.env.flush_all()
        tables = {}
        for model in WATCHED:
            self.env.cr.execute(f'SELECT * FROM "{self.env[model]._table}" ORDER BY id')
            tables[model] = self.env.cr.fetchall()
        return tables

    def find(self, name=NAME):
        return self.env["res.partner"].with_user(self.rep).search([("name", "=", name)])


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
        self.assertEqual((wizard.state, wizard.sheet_ids.action, wizard.sheet_ids.customer_name), ("preview", "create", NAME))
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
        tags = [self.env.ref(f"sales_toolkit.tag_{x}") for x in ("high_potential", "technology_oriented", "long_decision_cycle")]
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
        same = {label: row for label, row in handbook.items() if row[1] not in ("-", None) and "规模" not in label}
        self.assertEqual({label: exported[label][0] for label in same}, {label: row[0] for label, row in same.items()})

    def test_change_with_a_reason_then_out_and_in(self):
        self.imported(self.sample)
        self.find().with_context(update_reason="职务调整").write({"contact_title": "采购副总裁"})
        self.settle()
        before = self.snapshot()
        data = self.find().with_context(lang="zh_CN").export_paper_form()
        self.assertEqual(contents(data)["联系人职务"][0], "采购副总裁")
        self.assertEqual(self.imported(data).sheet_ids.action, "unchanged")
        self.assertEqual(self.snapshot(), before)


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
            {"客户名称": "好公司", "主营业务": "x"}, {"客户名称": "坏公司", "预算": "很多"}, {"客户名称": "二公司", "电话": "1"}
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

    def test_new_names_are_created_only_where_the_company_allows_it(self):
        self.company.paper_form_create_records = False
        wizard = self.imported(workbook({"客户名称": "恒锂公司", "行业": "养蜂", "标签": "新标签"}), lang="en_US")
        self.assertFalse(self.find("恒锂公司").industry_id or self.find("恒锂公司").category_id)
        self.assertIn("养蜂", self.messages(wizard))

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
        self.imported(workbook({"姓名": "王芳", "电话": "13800000000", "消费偏好": "茶", "家庭情况": "两个孩子"}))
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
        files = [("a.xlsx", workbook({"客户名称": "甲公司", "电话": "1"})), ("b.xlsx", workbook({"客户名称": "乙公司", "电话": "2"}))]
        attachments = self.env["ir.attachment"].with_user(self.rep).create(
            [{"name": name, "raw": data} for name, data in files]
        )
        wizard = self.env["sales_toolkit.paper_form_import"].with_user(self.rep).create(
            {"attachment_ids": [Command.set(attachments.ids)]}
        )
        wizard.action_import()
        self.assertEqual(wizard.sheet_ids.mapped("filename"), ["a.xlsx", "b.xlsx"])
        self.assertTrue(self.find("甲公司") and self.find("乙公司"))


@tagged("post_install", "-at_install")
class TestRichCustomer(PaperFormCase):
    """What was exported can be imported again with nothing lost."""

    def rich(self):
        contacts = [
            {"name": "李四", "function": "采购,经理", "phone": "+86 138 0000 0000", "email": "li@x.example"},
            {"name": "O'Neil (Jr.)、王", "function": "CTO"},
        ]
        partner = self.customer(
            "恒锂/科技:公司",
            contact_name="周经理",
            contact_title="总监;代理",
            headcount_min=500,
            annual_revenue_max=1e9,
            main_business="=1+1",
            pain_points="- 一\n- 二\n\n“三”_x0041_",
            need_description="  边上有空格 ",
            intent="medium",
            channel_id=self.phone.id,
            need_type_id=self.env.ref("sales_toolkit.need_type_software").id,
            budget_text="USD 1.25 million or more",
            child_ids=[Command.create(values) for values in contacts],
        )
        tags = self.env["res.partner.category"].create([{"name": "A、B"}, {"name": "50% (旧)/新"}])
        partner.category_id = tags | self.env.ref("sales_toolkit.tag_price_sensitive")
        chain = [
            {"name": "王总", "role": "decision_maker", "stance": "opponent", "note": "怕风险,慢"},
            {"name": "李工(北京)", "role": "gatekeeper", "stance": "supporter"},
            {"name": "无名", "note": "只有备注"},
        ]
        partner.write({"decision_maker_ids": [Command.create(values) for values in chain]})
        notes = [("preference", "偏好方案演示;对售后要求高"), ("special_need", "比例1:2\n周末交货")]
        for kind, note in notes:
            type_id = self.env.ref(f"sales_toolkit.key_note_type_{kind}").id
            self.env["sales_toolkit.key_note"].with_user(self.rep).create(
                {"partner_id": partner.id, "type_id": type_id, "note": note}
            )
        partner.with_context(update_reason="谈判; 2024-01-01说的").write({"intent": "strong"})
        self.settle()
        return partner

    def test_imported_on_top_of_itself(self):
        partner = self.rich()
        for lang in ("zh_CN", "en_US"):
            before = self.snapshot()
            wizard = self.imported(partner.with_context(lang=lang).export_paper_form(), lang=lang)
            with self.subTest(lang=lang):
                self.assertEqual(wizard.sheet_ids.action, "unchanged", wizard.sheet_ids.change_text)
                self.assertFalse(wizard.sheet_ids.problem_text)
                self.assertEqual(self.snapshot(), before)

    def test_imported_where_it_is_gone(self):
        for lang in ("zh_CN", "en_US"):
            partner = self.rich().with_context(lang=lang)
            exported = partner.export_paper_form()
            partner.write({"name": "moved away", "active": False})
            wizard = self.imported(exported, lang=lang)
            again = self.find("恒锂/科技:公司").with_context(lang=lang)
            with self.subTest(lang=lang):
                self.assertFalse(wizard.sheet_ids.problem_text)
                self.assertNotEqual(again, partner)
                first, second = contents(exported), contents(again.export_paper_form())
                self.assertEqual({k: v[0] for k, v in second.items()}, {k: v[0] for k, v in first.items()})
            again.write({"name": "gone", "active": False})

    def test_update_records_survive_the_journey(self):
        self.imported(SAMPLE.read_bytes())
        partner = self.find().with_context(lang="zh_CN")
        exported = partner.export_paper_form()
        partner.write({"name": "moved away", "vat": False})
        self.imported(exported)
        again = self.find().with_context(lang="zh_CN").export_paper_form()
        self.assertEqual(contents(again), contents(exported))


@tagged("post_install", "-at_install")
class TestAccess(PaperFormCase):
    """Who may import and export what."""

    def test_portal_and_outsiders_have_no_wizard(self):
        for user in (self.portal, self.outsider):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self.wizard(SAMPLE.read_bytes(), user=user).action_preview()

    def test_wizards_are_private(self):
        wizard = self.wizard(SAMPLE.read_bytes())
        wizard.action_preview()
        self.settle()
        for record in (wizard, wizard.sheet_ids, wizard.sheet_ids.line_ids):
            with self.subTest(model=record._name):
                self.assertFalse(record.with_user(self.rep2).search([("id", "in", record.ids)]))
                with self.assertRaises(AccessError):
                    record.with_user(self.rep2).read(["display_name"])
        with self.assertRaises(AccessError):
            wizard.with_user(self.rep2).action_import()

    def test_files_of_others_are_not_read(self):
        secret = self.env["ir.attachment"].with_user(self.rep).create({"name": "a.xlsx", "raw": SAMPLE.read_bytes()})
        wizard = self.env["sales_toolkit.paper_form_import"].with_user(self.rep2).create({})
        with self.assertRaises(AccessError):
            wizard.attachment_ids = secret
            self.settle()
            wizard.action_preview()

    def test_export_by_others_holds_no_budget(self):
        partner = self.customer("恒锂公司", budget_text="800-1000万元", internal_decision_notes="board")
        partner.write({"decision_maker_ids": [Command.create({"name": "王总"})]})
        self.settle()
        exported = contents(partner.with_user(self.rep2).with_context(lang="zh_CN").export_paper_form())
        self.assertEqual((exported["预算范围"], exported["决策链角色"]), (("-", "-"), ("-", "-")))
        own = contents(partner.with_user(self.rep).with_context(lang="zh_CN").export_paper_form())
        self.assertEqual(own["预算范围"][0], "800-1000万元")

    def test_export_as_superuser_is_still_the_users(self):
        partner = self.customer("恒锂公司", budget_text="800-1000万元")
        exported = contents(partner.with_user(self.rep2).sudo().with_context(lang="zh_CN").export_paper_form())
        self.assertEqual(exported["预算范围"][0], "-")

    def test_plain_colleagues_can_not_export(self):
        with self.assertRaises(UserError):
            self.customer().with_user(self.outsider).export_paper_form()

    def test_many_customers_of_one_name_have_a_sheet_each(self):
        partners = self.customer("恒锂公司") | self.customer("恒锂公司")
        titles = load_workbook(BytesIO(partners.export_paper_form())).sheetnames
        self.assertEqual(titles, ["恒锂公司", "恒锂公司 (2)"])
