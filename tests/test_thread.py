"""What the chatter notes is in the language of who acts, whichever way the call comes in."""

from odoo.tests import TransactionCase, tagged
from odoo.tools import html2plaintext

from common_closing import Closing

LATIN = "[A-Za-z]{2}"


@tagged("post_install", "-at_install")
class TestThread(Closing, TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("zh_CN")
        cls.env["ir.module.module"]._load_module_terms(["base", "mail", "sales_toolkit"], ["zh_CN"])
        (cls.rep | cls.leader | cls.boss).lang = "zh_CN"

    def won_in_chinese(self, **context):
        """The records that follow from a win, by a Chinese salesperson, with this in the context."""
        deal = self.deal(name="激光切割机").with_context(**context)
        deal.action_set_won()
        self.env.flush_all()
        return deal

    def one(self, model, deal):
        rows = self.env[f"sales_toolkit.{model}"].with_user(self.rep)
        return rows.with_context(deal.env.context).search([("lead_id", "=", deal.id)])

    def notes(self, record):
        """What stands in the chatter, oldest first."""
        self.env.flush_all()
        self.env.cr.precommit.run()
        messages = self.env["mail.message"].search(
            [("model", "=", record._name), ("res_id", "=", record.id)], order="id"
        )
        values = [
            text
            for value in messages.sudo().tracking_value_ids
            for text in (value.old_value_char, value.new_value_char)
        ]
        return [html2plaintext(message.body).strip() for message in messages if message.body] + values

    def assert_chinese(self, notes):
        self.assertTrue(notes)
        for note in notes:
            self.assertNotRegex(note, LATIN)

    def test_a_call_without_a_language(self):
        """As over the API: the user's own."""
        deal = self.won_in_chinese()
        self.assertFalse(deal.env.lang)
        self.assertEqual(self.notes(self.one("contract", deal)), ["合同 创建"])

    def test_the_language_of_the_web_client_comes_first(self):
        deal = self.won_in_chinese(lang="en_US")
        self.assertEqual(self.notes(self.one("contract", deal)), ["Contract created"])

    def test_an_objection_and_a_customer(self):
        objection = self.env["sales_toolkit.objection"].with_user(self.rep)
        price = self.env.ref("sales_toolkit.objection_type_price")
        deal = self.deal(name="激光切割机")
        objection = objection.create({"lead_id": deal.id, "type_id": price.id, "description": "太贵"})
        self.assertEqual(self.notes(objection), ["异议 创建"])
        self.assertEqual(self.notes(self.customer("恒力")), ["联系人 创建"])

    def test_a_state_that_is_tracked(self):
        handover = self.one("handover", self.won_in_chinese()).sudo()
        self.env.cr.precommit.run()
        handover.with_user(self.rep).sudo().write_derived({"state": "accepted"})
        self.assert_chinese(self.notes(handover))

    def test_an_activity_that_is_done(self):
        deal = self.deal(name="激光切割机")
        activity = deal.activity_schedule(
            "mail.mail_activity_data_todo", summary="发送方案", user_id=self.rep.id
        )
        self.assertFalse(activity.env.lang)
        activity.action_feedback("已发送")
        notes = [note for note in self.notes(deal) if "发送方案" in note]
        self.assert_chinese(notes)

    def test_what_a_retrospective_tells(self):
        row = self.one("retrospective", self.won_in_chinese())
        row.what_went_well = "现场演示"
        row.action_submit()
        row.with_user(self.leader).action_return("请补充")
        row.action_submit()
        row.with_user(self.leader).action_close()
        self.assertEqual(self.notes(row), ["已提交。", "已退回。", "已提交。", "已结束。"])

    def test_what_a_contract_tells(self):
        contract = self.one("contract", self.won_in_chinese())
        contract.action_submit()
        contract.with_user(self.boss).action_approve()
        contract.write({"subject": "激光切割机两台"})
        self.assertEqual(len(self.notes(contract)), 3)
        self.assert_chinese(self.notes(contract))
