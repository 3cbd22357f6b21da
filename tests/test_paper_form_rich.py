"""What was exported imports again with nothing lost (C14)."""

from odoo.fields import Command
from odoo.tests import tagged

from common import SAMPLE
from common_paper_form import PaperFormCase, contents


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
