"""The update record log: which changes make which rows, and how they read (C8)."""

from odoo.exceptions import ValidationError
from odoo.fields import Command
from odoo.tests import Form, tagged

from common import ToolkitCase


@tagged("post_install", "-at_install")
class TestWritten(ToolkitCase):
    """Which changes make which rows."""

    def test_create_logs_what_is_filled_in_and_nothing_else(self):
        partner = self.customer(main_business="cathodes", intent="strong")
        rows = self.rows(partner)
        self.assertEqual(
            {row.item: row.new_value for row in rows if row.item != "registered_on"},
            {"name": "Hengli", "main_business": "cathodes", "intent": "Strong"},
        )
        self.assertEqual(set(rows.mapped("old_value")), {""})
        self.assertEqual(rows.user_id, self.rep)

    def test_write_logs_old_and_new(self):
        partner = self.customer(main_business="cathodes")
        partner.write({"main_business": "anodes"})
        self.assertEqual(self.changes(partner, "main_business")[1:], [("cathodes", "anodes")])

    def test_the_same_value_again_is_no_change(self):
        partner = self.customer(main_business="cathodes", intent="weak")
        before = self.rows(partner)
        partner.write({"main_business": "cathodes", "intent": "weak", "name": "Hengli", "comment": "x"})
        self.assertEqual(self.rows(partner), before)

    def test_each_write_of_a_transaction_has_its_row(self):
        partner = self.customer(pain_points="3")
        for value in ("4", "5", "3"):
            partner.pain_points = value
        self.assertEqual(self.changes(partner, "pain_points")[1:], [("3", "4"), ("4", "5"), ("5", "3")])

    def test_list_edit_of_many_gives_each_its_row(self):
        partners = self.customer("A") | self.customer("B", intent="weak")
        partners.write({"intent": "medium"})
        self.assertEqual(self.changes(partners[0], "intent"), [("", "Medium")])
        self.assertEqual(self.changes(partners[1], "intent")[1:], [("Weak", "Medium")])

    def test_create_many_at_once(self):
        values = [{"name": name, "registered_on": "2024-03-15", "pain_points": name} for name in "ABC"]
        partners = self.env["res.partner"].with_user(self.rep).create(values)
        for partner in partners:
            self.assertEqual(self.changes(partner, "pain_points"), [("", partner.name)])

    def test_contexts_that_silence_the_chatter_do_not_silence_the_log(self):
        partner = self.customer()
        silent = dict.fromkeys(("tracking_disable", "mail_notrack", "mail_create_nolog"), True)
        partner.with_context(**silent).write({"vat": "/", "need_description": "robots"})
        self.assertEqual(self.changes(partner, "need_description"), [("", "robots")])
        self.assertEqual(self.changes(partner, "credit_code"), [("", "/")])

    def test_a_form_saved_by_hand(self):
        with Form(self.customer(), view="base.view_partner_form") as form:
            form.name = "Hengli Materials"
        partner = self.env["res.partner"].search([("name", "=", "Hengli Materials")])
        self.assertEqual(self.changes(partner, "name")[-1], ("Hengli", "Hengli Materials"))

    def test_unregistered_partners_are_left_alone(self):
        partner = self.customer(registered_on=False)
        partner.write(
            {"name": "Other", "phone": "+86 519 8654 0000", "category_id": [Command.create({"name": "T"})]}
        )
        self.assertFalse(self.rows(partner))

    def test_unregistered_partners_are_logged_once_somebody_uses_the_form(self):
        partner = self.customer(registered_on=False)
        partner.with_context(update_reason="职务调整").write({"function": "CEO"})
        partner.write({"pain_points": "labour"})
        self.assertEqual(self.rows(partner).mapped("item"), ["contact_title", "pain_points"])

    def test_technical_writes_make_no_rows(self):
        partner = self.customer()
        before = self.rows(partner)
        self.env["sales_toolkit.follow_up"].with_user(self.rep).create(
            {"partner_id": partner.id, "minutes": "hi"}
        )
        self.env.flush_all()
        self.assertEqual(partner.last_contact_summary, "hi")
        partner.write({"color": 3, "comment": "x"})
        self.assertEqual(self.rows(partner), before)

    def test_registering_is_itself_written_down(self):
        partner = self.customer(registered_on=False)
        partner.action_register_customer()
        self.assertEqual(len(self.rows(partner, "registered_on")), 1)


@tagged("post_install", "-at_install")
class TestReasons(ToolkitCase):
    """Why and through which channel something changed."""

    def test_reason_and_channel_from_the_context(self):
        partner = self.customer()
        partner.with_context(update_reason="职务调整", update_channel_id=self.phone.id).write(
            {"pain_points": "x"}
        )
        row = self.rows(partner, "pain_points")
        self.assertEqual((row.reason, row.channel_id), ("职务调整", self.phone))

    def test_a_reason_for_each_item_beside_the_values(self):
        partner = self.customer(contact_name="Zhou")
        partner.write(
            {
                "contact_title": "CEO",
                "pain_points": "x",
                "update_reasons": {"contact_title": "promoted"},
                "update_channel_id": self.phone.id,
            }
        )
        self.assertEqual(self.rows(partner, "contact_title").reason, "promoted")
        self.assertEqual(self.rows(partner, "pain_points").reason, "")
        self.assertEqual(self.rows(partner, "pain_points").channel_id, self.phone)

    def test_reasons_at_creation_stay_with_their_record(self):
        values = [
            {"name": name, "registered_on": "2024-03-15", "update_reasons": {"name": name}} for name in "AB"
        ]
        partners = self.env["res.partner"].with_user(self.rep).create(values)
        self.assertEqual([self.rows(partner, "name").reason for partner in partners], ["A", "B"])

    def test_unknown_channel_is_refused(self):
        partner = self.customer()
        for channel in (987654, "1", [1], True):
            with self.subTest(channel=channel), self.assertRaises(ValidationError):
                partner.with_context(update_channel_id=channel).write({"pain_points": str(channel)})

    def test_reasons_of_a_wrong_kind_are_refused(self):
        partner = self.customer()
        for reasons in ("text", {"name": 3}, [1]):
            with self.subTest(reasons=reasons), self.assertRaises(ValidationError):
                partner.write({"pain_points": "x", "update_reasons": reasons})

    def test_context_of_a_wrong_kind_does_no_harm(self):
        partner = self.customer()
        for value in ("text", [1], None, {"name": {"date": "2020-01-01"}}):
            with self.subTest(value=value):
                partner.with_context(update_reasons=value, update_statements=value).pain_points = repr(value)
                self.assertTrue(self.rows(partner, "pain_points")[-1].date.year > 2024)


@tagged("post_install", "-at_install")
class TestLanguage(ToolkitCase):
    """Values are kept in the language of the log's company, with references."""

    def test_chinese_company_english_user(self):
        self.company.partner_id.lang = "zh_CN"
        partner = self.customer(intent="strong")
        partner.headcount_min = 1500
        tag = self.env.ref("sales_toolkit.tag_high_potential")
        partner.category_id = tag
        self.assertEqual(self.changes(partner, "intent"), [("", "强")])
        self.assertEqual(self.changes(partner, "tags"), [("", tag.with_context(lang="zh_CN").name)])
        self.assertEqual(self.changes(partner, "size"), [("", "1,500")])

    def test_english_company_chinese_user(self):
        self.rep.lang = "zh_CN"
        partner = self.customer().with_context(lang="zh_CN")
        partner.intent = "strong"
        self.assertEqual(self.changes(partner, "intent"), [("", "Strong")])

    def test_references_stay_reportable(self):
        partner = self.customer(intent="weak")
        tags = self.env["res.partner.category"].create([{"name": "A"}, {"name": "B"}])
        partner.category_id = tags
        row = self.rows(partner, "tags")
        self.assertEqual(row.new_reference, ",".join(map(str, sorted(tags.ids))))
        self.assertFalse(row.old_reference)
        self.assertEqual(self.rows(partner, "intent").new_reference, "weak")

    def test_amounts_keep_their_currency(self):
        partner = self.customer()
        partner.write({"budget_min": 8000000, "budget_currency_id": self.env.ref("base.USD").id})
        self.assertIn("$", self.rows(partner, "budget", field_name="budget_min").new_value)

    def test_item_is_named_in_the_readers_language(self):
        row = self.rows(self.customer(), "name")
        self.assertNotEqual(
            row.with_context(lang="zh_CN").field_id.field_description, row.field_id.field_description
        )


@tagged("post_install", "-at_install")
class TestBesideTheItem(ToolkitCase):
    """What the column beside the item shows."""

    def test_latest_row_with_day_reason_user_and_count(self):
        partner = self.customer(contact_name="Zhou", contact_title="Buyer")
        partner.with_context(update_reason="职务调整").contact_title = "Director"
        record = partner.update_records["contact_title"]
        self.assertEqual((record["reason"], record["user"], record["count"]), ("职务调整", self.rep.name, 2))
        self.assertNotIn("email", partner.update_records)

    def test_day_is_the_readers_day(self):
        partner = self.customer()
        self.env.cr.execute(
            "UPDATE sales_toolkit_update_log SET date = '2024-06-19 20:00:00' WHERE partner_id = %s",
            [partner.id],
        )
        self.settle()
        days = {
            tz: partner.with_context(tz=tz).update_records["name"]["date"] for tz in ("Asia/Shanghai", "UTC")
        }
        self.assertEqual(days, {"Asia/Shanghai": "2024-06-20", "UTC": "2024-06-19"})

    def test_opens_the_history_of_the_company(self):
        partner = self.customer(contact_name="Zhou")
        action = partner.child_ids.action_open_update_log()
        rows = self.env["sales_toolkit.update_log"].with_user(self.rep).search(action["domain"])
        self.assertEqual(rows, rows.search([("partner_id", "=", partner.id)]))
        self.assertTrue(rows)
