"""What is never stored is refused, whichever way it comes in (C12)."""

import base64
import io

import openpyxl

from odoo.exceptions import ValidationError
from odoo.fields import Command
from odoo.tests import tagged

from common import ToolkitCase, ToolkitHttpCase

IDENTITY_CARD = "11010519491231002X"
BANK_CARD = "6222 0212 3456 7894"
PASSPORT = "护照 E12345678"


@tagged("post_install", "-at_install")
class TestPrivacyGuard(ToolkitCase):
    def setUp(self):
        super().setUp()
        self.partner = self.customer(contact_name="周经理")

    def assert_refused(self, what, write, *texts):
        with self.assertRaises(ValidationError) as refusal, self.env.cr.savepoint():
            write()
        self.assertIn(what, str(refusal.exception))
        for text in texts or (IDENTITY_CARD,):
            self.assertNotIn(text, str(refusal.exception))

    def test_items_of_the_form(self):
        for name in ("pain_points", "need_description", "main_business", "contact_title", "contact_name"):
            with self.subTest(name):
                self.assert_refused(
                    "identity card", lambda name=name: self.partner.write({name: IDENTITY_CARD})
                )

    def test_spelled_with_spaces_or_full_width(self):
        for text in ("110105 19491231 002X", "１１０１０５１９４９１２３１００２Ｘ"):
            with self.subTest(text):
                self.assert_refused(
                    "identity card", lambda text=text: self.partner.write({"pain_points": text}), text
                )

    def test_each_kind_is_named(self):
        for kind, text in (
            ("identity card", IDENTITY_CARD),
            ("bank card", BANK_CARD),
            ("passport", PASSPORT),
        ):
            with self.subTest(kind):
                self.assert_refused(kind, lambda text=text: self.partner.write({"main_business": text}), text)

    def test_texts_that_come_as_numbers(self):
        number = int(BANK_CARD.replace(" ", ""))
        self.assert_refused("bank card", lambda: self.partner.write({"main_business": number}), str(number))

    def test_confidential_texts(self):
        self.assert_refused(
            "Internal Decision Details",
            lambda: self.partner.write({"internal_decision_notes": IDENTITY_CARD}),
        )
        person = {"partner_id": self.partner.id, "note": IDENTITY_CARD}
        self.assert_refused("Note", lambda: self.env["sales_toolkit.decision_maker"].create(person))

    def test_notes_and_minutes(self):
        for model, name in (("key_note", "note"), ("follow_up", "minutes"), ("follow_up", "next_step")):
            with self.subTest(model=model, name=name):
                values = {"partner_id": self.partner.id, name: IDENTITY_CARD}
                self.assert_refused(
                    "identity card",
                    lambda m=model, v=values: self.env[f"sales_toolkit.{m}"].with_user(self.rep).create(v),
                )

    def test_reason_of_a_change(self):
        customer = self.partner.with_context(update_reason=IDENTITY_CARD)
        self.assert_refused("Reason", lambda: customer.write({"main_business": "x"}))

    def test_note_in_the_chatter_of_a_registered_customer_only(self):
        self.assert_refused(
            "Note", lambda: self.partner.message_post(body=IDENTITY_CARD, message_type="comment")
        )
        other = self.env["res.partner"].create({"name": "not ours"})
        self.assertTrue(other.message_post(body=IDENTITY_CARD, message_type="comment"))

    def test_numbers_and_comments_of_a_registered_customer(self):
        for name in ("phone", "email", "vat", "website", "ref", "comment"):
            with self.subTest(name):
                self.assert_refused(
                    "identity card",
                    lambda name=name: self.partner.with_user(self.rep).write({name: IDENTITY_CARD}),
                )
        # a mobile of thirteen digits that has a card's check digit and first one
        numbers = {"phone": "4111111111119", "vat": "91320412MA1X2Y3W4P", "ref": "4111111111111111"}
        self.partner.write(numbers)
        self.assertEqual(self.partner.read(list(numbers)), [{"id": self.partner.id, **numbers}])

    def test_opportunities(self):
        leads = self.env["crm.lead"].with_user(self.rep)
        values = {"type": "opportunity", "user_id": self.rep.id}
        graded = leads.create({**values, "name": "Graded", "need_clarity": "clear"})
        ours = leads.create({**values, "name": "Ours", "partner_id": self.partner.id})
        for lead in (graded, ours):
            for name in ("name", "description", "contact_name", "phone", "email_from"):
                with self.subTest(lead=lead.name, name=name):
                    self.assert_refused(
                        "identity card", lambda lead=lead, name=name: lead.write({name: IDENTITY_CARD})
                    )
            self.assert_refused(
                "Note", lambda lead=lead: lead.message_post(body=BANK_CARD, message_type="comment")
            )
        for more in ({"need_clarity": "clear"}, {"partner_id": self.partner.id}):
            self.assert_refused(
                "identity card", lambda more=more: leads.create({**values, "name": IDENTITY_CARD, **more})
            )

    def test_leads_of_others_and_what_comes_in_are_left_alone(self):
        self.assertTrue(self.env["crm.lead"].with_user(self.rep).create({"name": IDENTITY_CARD}))
        values = {"name": IDENTITY_CARD, "partner_id": self.partner.id, "description": BANK_CARD}
        self.assertEqual(self.env["crm.lead"].create(values).description, f"<p>{BANK_CARD}</p>")

    def test_whatever_a_client_calls_the_note(self):
        for kind in ("notification", "email", "comment"):
            with self.subTest(kind=kind):
                self.assert_refused(
                    "Note", lambda k=kind: self.partner.message_post(body=IDENTITY_CARD, message_type=k)
                )

    def test_messages_written_past_the_chatter(self):
        post = self.partner.with_user(self.rep).message_post
        self.assert_refused("Note", lambda: post(subject=IDENTITY_CARD, message_type="comment"))
        messages = self.env["mail.message"].with_user(self.rep)
        values = {"model": "res.partner", "res_id": self.partner.id, "message_type": "comment"}
        self.assert_refused("Note", lambda: messages.create({**values, "body": IDENTITY_CARD}))
        message = messages.create({**values, "body": "fine"})
        self.assert_refused("Note", lambda: message.write({"body": IDENTITY_CARD}))
        on = {"default_model": "res.partner", "default_res_id": self.partner.id}
        self.assert_refused("Note", lambda: messages.with_context(**on).create({"body": IDENTITY_CARD}))
        other = self.env["res.partner"].create({"name": "not ours"})
        elsewhere = messages.create({**values, "res_id": other.id, "body": IDENTITY_CARD})
        moved = elsewhere.with_user(self.env.ref("base.user_admin"))
        self.assert_refused("Note", lambda: moved.write({"res_id": self.partner.id}))

    def test_feedback_of_an_activity(self):
        activity = self.partner.activity_schedule("mail.mail_activity_data_call", user_id=self.rep.id)
        done = activity.with_user(self.rep)
        self.assert_refused("identity card", lambda: done.action_feedback(IDENTITY_CARD))

    def test_note_on_the_toolkits_own_records(self):
        values = {
            "name": "Deal",
            "type": "opportunity",
            "partner_id": self.partner.id,
            "user_id": self.rep.id,
        }
        lead = self.env["crm.lead"].create(values)
        kind = self.env["sales_toolkit.objection_type"].search([], limit=1)
        objections = self.env["sales_toolkit.objection"].with_user(self.rep)
        objection = objections.create({"lead_id": lead.id, "type_id": kind.id, "description": "Too dear"})
        self.assert_refused(
            "Note", lambda: objection.message_post(body=IDENTITY_CARD, message_type="comment")
        )
        message = objection.message_post(body="fine", message_type="comment")
        self.assert_refused("Note", lambda: objection._message_update_content(message, body=IDENTITY_CARD))

    def test_incoming_mail_is_never_lost(self):
        mail = (
            f"From: zhou@hengli.example\nTo: x@stk.example\nSubject: Hi\nMessage-Id: <1@x>\n\n{IDENTITY_CARD}"
        )
        threads = self.env["mail.thread"]
        threads.message_process("res.partner", mail, thread_id=self.partner.id)
        self.assertIn(IDENTITY_CARD, self.partner.message_ids[0].body)

    def test_import_says_the_row_and_not_the_number(self):
        result = (
            self.env["res.partner"]
            .with_user(self.rep)
            .with_context(register_customer=True)
            .load(["name", "pain_points"], [["甲公司", IDENTITY_CARD], ["乙公司", "fine"]])
        )
        self.assertFalse(result["ids"])
        self.assertNotIn(IDENTITY_CARD, str(result["messages"]))
        self.assertEqual(result["messages"][0]["rows"], {"from": 0, "to": 0})

    def test_paper_form_names_the_cell(self):
        workbook = openpyxl.Workbook()
        for row in (
            ("客户基本信息", "内容", "更新记录"),
            ("客户名称", "丙公司", "-"),
            ("备注", IDENTITY_CARD, "-"),
        ):
            workbook.active.append(row)
        content = io.BytesIO()
        workbook.save(content)
        wizard = self.env["sales_toolkit.paper_form_import"].with_user(self.rep)
        wizard = wizard.create({"file": base64.b64encode(content.getvalue()), "filename": "form.xlsx"})
        wizard.action_import()
        self.assertEqual(wizard.sheet_ids.action, "refuse")
        self.assertIn("B3", wizard.sheet_ids.problem_text)
        self.assertNotIn(IDENTITY_CARD, wizard.sheet_ids.problem_text)
        self.assertFalse(self.env["res.partner"].search([("name", "=", "丙公司")]))

    def test_what_looks_like_it_but_is_not(self):
        for text in (
            "订单 62220212345678",
            "91320412MA1X2Y3W4P",
            "800-1000万元",
            "13800000000",
            "2024-06-20",
        ):
            with self.subTest(text):
                self.partner.write({"main_business": text})
                self.assertEqual(self.partner.main_business, text)

    def test_partners_of_other_apps_are_left_alone(self):
        other = self.env["res.partner"].create({"name": "not ours", "function": IDENTITY_CARD})
        self.assertEqual(other.function, IDENTITY_CARD)

    def test_chinese_users_are_told_in_chinese(self):
        customer = self.partner.with_context(lang="zh_CN")
        self.assert_refused("身份证", lambda: customer.write({"pain_points": IDENTITY_CARD}))


@tagged("post_install", "-at_install")
class TestDialogs(ToolkitHttpCase):
    """The web client stores a dialog before it presses the dialog's button."""

    def test_what_is_refused_was_never_stored(self):
        dialogs = [
            name
            for name, model in self.env.registry.items()
            if model._transient
            and "sales_toolkit.dialog.mixin" in {base._name for base in model.mro() if hasattr(base, "_name")}  # noqa: E501
        ]
        texts = {
            name: [
                field.name
                for field in self.env[name]._fields.values()
                if field.type in ("char", "text")
                and field.store
                and not field.related
                and field.name != "filename"
            ]
            for name in dialogs
        }
        texts = {name: names for name, names in texts.items() if names}
        self.assertGreaterEqual(len(texts), 8)
        for name, names in texts.items():
            with self.subTest(name=name):
                self.assertLessEqual(set(names), self.env[name]._get_guarded_fields())
        customer = self.customer()
        values = {"partner_id": customer.id, "note": f"asked, {IDENTITY_CARD}"}
        found = self.call(self.manager, "sales_toolkit.erasure_request", "web_save", [], values, {})
        self.assertIn("Error", found)
        self.assertFalse(self.env["sales_toolkit.erasure_request"].search([]))

    def test_erasure_dialogs_are_their_makers(self):
        customer = self.customer()
        model = "sales_toolkit.erasure_request"
        dialog = (
            self.env[model].with_user(self.manager).create({"partner_id": customer.id, "note": "By phone"})
        )
        other = self.new_users({"manager2": ["sales_team.group_sale_manager"]}, passwords=True)
        self.assertIn("Error", self.call(other, model, "read", [dialog.id], ["note"]))
        elsewhere = self.env["res.company"].create({"name": "Elsewhere"})
        stranger = self.new_users(
            {"manager3": ["sales_team.group_sale_manager"]},
            passwords=True,
            company_ids=[Command.set(elsewhere.ids)],
            company_id=elsewhere.id,
        )
        customer.company_id = self.company
        self.assertIn("Error", self.call(stranger, model, "create", [{"partner_id": customer.id}]))
