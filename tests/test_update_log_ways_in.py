"""Every way in writes the update log: contacts, leads, tags, imports, merges (C8)."""

from odoo.fields import Command
from odoo.tests import tagged

from common import ToolkitCase


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
        rep = (
            self.env["res.partner"].with_user(self.rep).with_context(import_file=True, tracking_disable=True)
        )
        result = rep.load(["name", "registered_on", "pain_points"], [["Loaded", "2024-03-15", "labour"]])
        partner = self.env["res.partner"].browse(result["ids"])
        self.assertEqual(self.changes(partner, "pain_points"), [("", "labour")])
        self.assertEqual(self.rows(partner).channel_id, self.env.ref("sales_toolkit.channel_import"))

    def test_key_notes_are_logged(self):
        partner = self.customer()
        note = (
            self.env["sales_toolkit.key_note"]
            .with_user(self.rep)
            .create({"partner_id": partner.id, "note": "demo"})
        )
        note.note = "demo first"
        note.unlink()
        self.assertEqual(
            self.changes(partner, "key_notes"), [("", "demo"), ("demo", "demo first"), ("demo first", "")]
        )

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
        source, target = (
            self.customer("Hengli Ltd", registered_on=False, phone="1"),
            self.customer(registered_on=False),
        )
        self.merge(source, target)
        self.assertFalse(self.rows(target))
