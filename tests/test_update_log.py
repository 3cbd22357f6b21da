"""The update record log: every way in writes it, in the form's words (C8)."""

from odoo.exceptions import AccessError, UserError, ValidationError
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
        partner.write({"name": "Other", "phone": "+86 519 8654 0000", "category_id": [Command.create({"name": "T"})]})
        self.assertFalse(self.rows(partner))

    def test_unregistered_partners_are_logged_once_somebody_uses_the_form(self):
        partner = self.customer(registered_on=False)
        partner.with_context(update_reason="职务调整").write({"function": "CEO"})
        partner.write({"pain_points": "labour"})
        self.assertEqual(self.rows(partner).mapped("item"), ["contact_title", "pain_points"])

    def test_technical_writes_make_no_rows(self):
        partner = self.customer()
        before = self.rows(partner)
        self.env["sales_toolkit.follow_up"].with_user(self.rep).create({"partner_id": partner.id, "minutes": "hi"})
        self.env.flush_all()
        self.assertEqual(partner.last_contact_summary, "hi")
        partner.write({"color": 3, "comment": "x"})
        self.assertEqual(self.rows(partner), before)

    def test_registering_is_itself_written_down(self):
        partner = self.customer(registered_on=False)
        partner.action_register_customer()
        self.assertEqual(len(self.rows(partner, "registered_on")), 1)


@tagged("post_install", "-at_install")
class TestContacts(ToolkitCase):
    """A contact's items belong to its customer."""

    def setUp(self):
        super().setUp()
        self.partner = self.customer(contact_name="Zhou", contact_title="Buyer")
        self.contact = self.partner.child_ids

    def test_title_through_the_customer(self):
        self.partner.with_context(update_reason="职务调整").contact_title = "Director"
        row = self.rows(self.partner, "contact_title")[-1]
        self.assertEqual((row.old_value, row.new_value, row.reason), ("Buyer", "Director", "职务调整"))
        self.assertEqual((row.res_model, row.res_id), ("res.partner", self.contact.id))

    def test_title_through_the_contact_itself(self):
        self.contact.function = "Director"
        self.assertEqual(self.changes(self.partner, "contact_title")[-1], ("Buyer", "Director"))
        self.assertFalse(self.rows(self.contact))

    def test_first_contact_is_logged_once(self):
        self.assertEqual(self.changes(self.partner, "contact_title"), [("", "Buyer")])
        self.assertEqual(self.changes(self.partner, "contact_name"), [("", "Zhou")])

    def test_child_commands(self):
        self.partner.write({"child_ids": [Command.update(self.contact.id, {"phone": "0519-1"})]})
        self.partner.write({"child_ids": [Command.create({"name": "Li", "email": "li@x.example"})]})
        self.assertEqual(self.changes(self.partner, "phone")[-1][0], "")
        self.assertIn(("", "Li"), self.changes(self.partner, "other_contacts"))

    def test_deleting_a_contact(self):
        self.contact.with_user(self.env.ref("base.user_admin")).unlink()
        self.assertEqual(self.changes(self.partner, "contact_title")[-1], ("Buyer", ""))
        self.assertEqual(self.changes(self.partner, "contact_name")[-1], ("Zhou", ""))

    def test_tax_id_syncs_down_without_a_second_row(self):
        self.partner.vat = "91320412MA1X2Y3W4P"
        self.env.flush_all()
        self.assertEqual(self.contact.vat, "91320412MA1X2Y3W4P")
        self.assertEqual(self.changes(self.partner, "credit_code"), [("", "91320412MA1X2Y3W4P")])

    def test_a_contact_moves_to_another_company(self):
        other = self.customer("Other")
        self.contact.write({"parent_id": other.id, "function": "CEO"})
        self.assertEqual(self.changes(self.partner, "contact_name")[-1], ("Zhou", ""))
        self.assertEqual(self.changes(self.partner, "contact_title")[-1], ("Buyer", ""))
        self.assertEqual(self.changes(other, "contact_name"), [("", "Zhou")])
        self.assertEqual(self.changes(other, "contact_title"), [("", "CEO")])

    def test_a_contact_joins_and_leaves(self):
        person = self.env["res.partner"].with_user(self.rep).create({"name": "Li"})
        person.parent_id = self.partner
        self.assertEqual(self.changes(self.partner, "other_contacts"), [("", "Li")])
        person.parent_id = False
        self.assertEqual(self.changes(self.partner, "other_contacts")[1:], [("Li", "")])
        self.assertFalse(self.rows(person))

    def test_archiving_a_contact(self):
        self.contact.active = False
        self.assertEqual(self.changes(self.partner, "contact_name")[-1], ("Zhou", ""))
        self.contact.active = True
        self.assertEqual(self.changes(self.partner, "contact_name")[-1], ("", "Zhou"))

    def test_archiving_the_customer_changes_no_item(self):
        before = self.rows(self.partner)
        self.partner.active = False
        self.assertEqual(self.rows(self.partner), before)

    def test_contacts_of_unregistered_companies(self):
        company = self.customer(registered_on=False, contact_name="Zhou", contact_title="Buyer")
        company.child_ids.function = "CEO"
        company.child_ids.with_user(self.env.ref("base.user_admin")).unlink()
        self.assertFalse(self.rows(company))

    def test_company_toggled_into_a_person_and_back(self):
        self.partner.write({"is_company": False})
        self.partner.write({"function": "Owner"})
        self.partner.write({"is_company": True, "pain_points": "x"})
        self.assertIn(("", "Owner"), self.changes(self.partner, "contact_title"))
        self.assertEqual(self.changes(self.partner, "pain_points"), [("", "x")])


@tagged("post_install", "-at_install")
class TestOtherWaysIn(ToolkitCase):
    """Leads, tags, imports: nobody opened the customer's form."""

    def test_lead_form_writes_back_to_the_customer(self):
        partner = self.customer(email="old@x.example", phone="0519-1")
        lead = self.env["crm.lead"].with_user(self.rep).create({"name": "Robots", "partner_id": partner.id})
        lead.write({"email_from": "new@x.example", "phone": "0519-2"})
        self.assertEqual(self.changes(partner, "email")[-1], ("old@x.example", "new@x.example"))
        self.assertEqual(self.changes(partner, "phone")[-1][1], partner.phone)
        self.assertEqual(self.rows(partner, "email")[-1].user_id, self.rep)

    def test_tag_given_from_the_tags_side(self):
        partner = self.customer()
        tag = self.env["res.partner.category"].create({"name": "VIP"})
        tag.write({"partner_ids": [Command.link(partner.id)]})
        tag.write({"partner_ids": [Command.clear()]})
        self.assertEqual(self.changes(partner, "tags"), [("", "VIP"), ("VIP", "")])

    def test_tag_created_with_its_customers(self):
        partner = self.customer()
        self.env["res.partner.category"].create({"name": "VIP", "partner_ids": [Command.link(partner.id)]})
        self.assertEqual(self.changes(partner, "tags"), [("", "VIP")])

    def test_tag_deleted(self):
        tags = self.env["res.partner.category"].create([{"name": "VIP"}, {"name": "Old"}])
        partner = self.customer(category_id=[Command.set(tags.ids)])
        tags[0].unlink()
        self.assertEqual(self.changes(partner, "tags")[-1], ("VIP, Old", "Old"))

    def test_tag_deleted_with_the_group_above_it(self):
        group = self.env["res.partner.category"].create({"name": "G"})
        tag = self.env["res.partner.category"].create({"name": "VIP", "parent_id": group.id})
        partner = self.customer(category_id=[Command.set(tag.ids)])
        group.unlink()
        old, new = self.changes(partner, "tags")[-1]
        self.assertEqual((old.split(" / ")[-1], new), ("VIP", ""))

    def test_load_is_logged_with_the_import_channel(self):
        rep = self.env["res.partner"].with_user(self.rep).with_context(import_file=True, tracking_disable=True)
        result = rep.load(["name", "registered_on", "pain_points"], [["Loaded", "2024-03-15", "labour"]])
        partner = self.env["res.partner"].browse(result["ids"])
        self.assertEqual(self.changes(partner, "pain_points"), [("", "labour")])
        self.assertEqual(self.rows(partner).channel_id, self.env.ref("sales_toolkit.channel_import"))

    def test_key_notes_are_logged(self):
        partner = self.customer()
        note = self.env["sales_toolkit.key_note"].with_user(self.rep).create({"partner_id": partner.id, "note": "demo"})
        note.note = "demo first"
        note.unlink()
        self.assertEqual(self.changes(partner, "key_notes"), [("", "demo"), ("demo", "demo first"), ("demo first", "")])

    def test_confidential_rows_say_so(self):
        partner = self.customer()
        partner.budget_min = 8000000
        partner.write({"decision_maker_ids": [Command.create({"name": "Wang", "role": "decision_maker"})]})
        self.assertEqual(set(self.rows(partner, "budget").mapped("confidential")), {True})
        self.assertEqual(set(self.rows(partner, "decision_chain").mapped("confidential")), {True})
        self.assertEqual(set(self.rows(partner, "name").mapped("confidential")), {False})


@tagged("post_install", "-at_install")
class TestMerge(ToolkitCase):
    """Merging customers carries the log over and writes down what it changed."""

    def merge(self, source, target):
        wizard = self.env["base.partner.merge.automatic.wizard"].create(
            {"partner_ids": [Command.set((source | target).ids)], "dst_partner_id": target.id}
        )
        wizard.action_merge()
        self.settle()

    def test_rows_are_carried_over(self):
        source, target = self.customer("Hengli Ltd", pain_points="labour"), self.customer()
        kept = self.rows(source) | self.rows(target)
        source_id = source.id
        self.merge(source, target)
        self.assertLessEqual(kept, self.rows(target))
        self.assertFalse(self.rows(target, res_model="res.partner", res_id=source_id))

    def test_what_the_merge_filled_in_is_logged(self):
        source, target = self.customer("Hengli Ltd", phone="0519-1", intent="weak"), self.customer()
        phone = source.phone
        self.merge(source, target)
        self.assertIn(("", phone), self.changes(target, "phone", res_id=target.id))
        self.assertIn("Hengli Ltd", self.rows(target, "phone")[-1].reason)

    def test_tags_that_sql_moved_are_logged(self):
        tags = self.env["res.partner.category"].create([{"name": "A"}, {"name": "B"}])
        source = self.customer("Hengli Ltd", category_id=[Command.set(tags[0].ids)])
        target = self.customer(category_id=[Command.set(tags[1].ids)])
        self.merge(source, target)
        self.assertEqual(self.changes(target, "tags")[-1], ("B", "A, B"))

    def test_unregistered_partners_merge_without_rows(self):
        source, target = self.customer("Hengli Ltd", registered_on=False, phone="1"), self.customer(registered_on=False)
        self.merge(source, target)
        self.assertFalse(self.rows(target))


@tagged("post_install", "-at_install")
class TestReasons(ToolkitCase):
    """Why and through which channel something changed."""

    def test_reason_and_channel_from_the_context(self):
        partner = self.customer()
        partner.with_context(update_reason="职务调整", update_channel_id=self.phone.id).write({"pain_points": "x"})
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
        values = [{"name": name, "registered_on": "2024-03-15", "update_reasons": {"name": name}} for name in "AB"]
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
        self.assertNotEqual(row.with_context(lang="zh_CN").field_id.field_description, row.field_id.field_description)


@tagged("post_install", "-at_install")
class TestAppendOnly(ToolkitCase):
    """Nobody edits, deletes, copies or forges a row."""

    def test_nobody_writes_or_deletes(self):
        row = self.rows(self.customer(), "name")
        admin = self.env.ref("base.user_admin")
        for user in (self.rep, self.leader, self.manager, self.auditor, admin, self.env.ref("base.user_root")):
            for act in (lambda r: r.write({"reason": "x"}), lambda r: r.unlink(), lambda r: r.sudo().write({})):
                with self.subTest(user=user.login), self.assertRaises(UserError):
                    act(row.with_user(user))
        self.env.invalidate_all()
        self.assertFalse(row.reason)

    def test_nobody_creates(self):
        row = self.rows(self.customer(), "name")
        for user in (self.rep, self.manager, self.env.ref("base.user_admin"), self.env.ref("base.user_root")):
            with self.subTest(user=user.login), self.assertRaises(UserError):
                row.with_user(user).create({"partner_id": row.partner_id.id, "res_model": "res.partner", "res_id": 1})
            with self.subTest(user=user.login), self.assertRaises(UserError):
                row.with_user(user).copy()

    def test_duplicating_a_customer_leaves_its_rows_behind(self):
        partner = self.customer(pain_points="labour")
        before = self.rows(partner)
        copy = partner.copy()
        self.assertEqual(self.rows(partner), before)
        self.assertFalse(copy.registered_on)
        self.assertFalse(self.rows(copy) & before)

    def test_child_commands_do_not_reach_the_rows(self):
        partner = self.customer(pain_points="labour")
        row = self.rows(partner, "pain_points")
        for command in (Command.update(row.id, {"reason": "x"}), Command.delete(row.id), Command.clear()):
            with self.subTest(command=command), self.assertRaises(UserError):
                partner.write({"update_log_ids": [command]})
        self.env.invalidate_all()
        self.assertFalse(row.reason)

    def test_a_customer_with_rows_can_not_be_deleted(self):
        partner = self.customer()
        with self.assertRaises(UserError):
            partner.with_user(self.env.ref("base.user_admin")).unlink()
        self.assertTrue(partner.exists())

    def test_user_in_the_log_can_not_be_deleted_away(self):
        partner = self.customer()
        self.assertEqual(self.rows(partner).user_id, self.rep)
        with self.assertRaises(Exception), self.env.cr.savepoint():
            self.rep.unlink()
            self.env.flush_all()


@tagged("post_install", "-at_install")
class TestWhoSees(ToolkitCase):
    """Rows about confidential items are as restricted as the items."""

    def setUp(self):
        super().setUp()
        self.partner = self.customer()
        self.partner.with_user(self.rep).budget_text = "800-1000万元"
        self.confidential = self.rows(self.partner, confidential=True)
        self.settle()

    def seen(self, user):
        return self.env["sales_toolkit.update_log"].with_user(user).search([("id", "in", self.confidential.ids)])

    def test_people_concerned_see_them(self):
        self.assertTrue(self.confidential)
        for user in (self.rep, self.leader, self.sensitive):
            with self.subTest(user=user.login):
                self.assertEqual(self.seen(user), self.confidential)

    def test_others_do_not(self):
        for user in (self.rep2, self.manager, self.auditor):
            with self.subTest(user=user.login):
                self.assertFalse(self.seen(user))
        for user in (self.outsider, self.portal):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self.seen(user)

    def test_named_readers_see_them(self):
        self.partner.confidential_ids.reader_ids = self.rep2
        self.settle()
        self.assertLessEqual(self.confidential, self.seen(self.rep2))

    def test_counts_do_not_give_them_away(self):
        everything, open_rows = len(self.rows(self.partner)), len(self.rows(self.partner, confidential=False))
        for user, count in ((self.rep, everything), (self.rep2, open_rows), (self.auditor, open_rows)):
            self.settle()
            with self.subTest(user=user.login):
                self.assertEqual(self.partner.with_user(user).update_log_count, count)
                records = self.partner.with_user(user).update_records
                self.assertEqual("budget" in records, user == self.rep)

    def test_one_users_view_is_not_served_to_another(self):
        self.assertIn("budget", self.partner.with_user(self.rep).update_records)
        self.assertNotIn("budget", self.partner.with_user(self.rep2).update_records)

    def test_plain_colleagues_can_still_open_the_customer(self):
        partner = self.partner.with_user(self.outsider)
        hidden = {"update_records", "update_log_ids", "budget_min", "budget_text", "decision_maker_ids"}
        self.assertFalse(hidden & partner.fields_get().keys())
        views = partner.get_views([(False, "form"), (False, "list"), (False, "kanban")])
        shown = views["models"]["res.partner"]["fields"]
        self.assertFalse(hidden & shown.keys())
        specification = {name: {} for name, field in shown.items() if field["type"] != "one2many"}
        self.assertEqual(partner.web_read(specification)[0]["name"], "Hengli")

    def test_rows_of_another_company_stay_there(self):
        company = self.env["res.company"].create({"name": "Second"})
        partner = self.env["res.partner"].create(
            {"name": "Far", "company_id": company.id, "registered_on": "2024-03-15", "user_id": False}
        )
        self.assertTrue(self.rows(partner))
        log = self.env["sales_toolkit.update_log"]
        self.assertFalse(log.with_user(self.rep).search([("partner_id", "=", partner.id)]))
        self.rep.company_ids += company
        allowed = log.with_user(self.rep).with_context(allowed_company_ids=company.ids)
        self.assertTrue(allowed.search([("partner_id", "=", partner.id)]))


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
            "UPDATE sales_toolkit_update_log SET date = '2024-06-19 20:00:00' WHERE partner_id = %s", [partner.id]
        )
        self.settle()
        days = {tz: partner.with_context(tz=tz).update_records["name"]["date"] for tz in ("Asia/Shanghai", "UTC")}
        self.assertEqual(days, {"Asia/Shanghai": "2024-06-20", "UTC": "2024-06-19"})

    def test_opens_the_history_of_the_company(self):
        partner = self.customer(contact_name="Zhou")
        action = partner.child_ids.action_open_update_log()
        rows = self.env["sales_toolkit.update_log"].with_user(self.rep).search(action["domain"])
        self.assertEqual(rows, rows.search([("partner_id", "=", partner.id)]))
        self.assertTrue(rows)
