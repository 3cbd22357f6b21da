"""Key notes: typed, dated, authored, pinned on the customer and its opportunities (C7)."""

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from common import ToolkitCase


@tagged("post_install", "-at_install")
class TestKeyNote(ToolkitCase):
    def setUp(self):
        super().setUp()
        self.partner = self.customer(contact_name="Zhou")

    def note(self, user=None, **values):
        values = {"partner_id": self.partner.id, "note": "prefers demonstrations", **values}
        return self.env["sales_toolkit.key_note"].with_user(user or self.rep).create(values)

    def test_note_is_dated_and_authored(self):
        note = self.note(user=self.rep2)
        self.assertEqual((note.user_id, note.date), (self.rep2, note._fields["date"].context_today(note)))

    def test_nobody_writes_in_the_name_of_another(self):
        with self.assertRaisesRegex(UserError, "Author"):
            self.note(user_id=self.leader.id)
        note = self.note()
        with self.assertRaisesRegex(UserError, "Author"):
            note.user_id = self.leader
        model = self.env["sales_toolkit.key_note"].with_user(self.rep)
        values = {"partner_id": self.partner.id, "note": "by default"}
        by_default = model.with_context(default_user_id=self.leader.id).create(values)
        self.assertEqual(by_default.user_id, self.rep)

    def test_an_administrator_takes_over_old_notes_with_their_authors(self):
        admin = self.env.ref("base.user_admin")
        admin.group_ids += self.env.ref("sales_team.group_sale_manager")
        self.assertEqual(self.note(user=admin, user_id=self.rep2.id).user_id, self.rep2)

    def test_note_is_pinned_on_customer_and_every_opportunity(self):
        contact = self.partner.child_ids
        leads = (
            self.env["crm.lead"]
            .with_user(self.rep)
            .create([{"name": "A", "partner_id": self.partner.id}, {"name": "B", "partner_id": contact.id}])
        )
        note = self.note()
        self.settle()
        self.assertEqual(self.partner.key_note_ids, note)
        for lead in leads:
            self.assertEqual(lead.key_note_ids, note)

    def test_opportunity_of_nobody_has_none(self):
        self.note()
        self.assertFalse(self.env["crm.lead"].create({"name": "A"}).key_note_ids)

    def test_newest_note_comes_first(self):
        old, new = self.note(date="2024-01-01"), self.note(date="2024-06-01")
        self.settle()
        self.assertEqual(self.partner.key_note_ids.ids, [new.id, old.id])

    def test_a_note_needs_a_text(self):
        for text in ("  ", "\n"):
            with self.subTest(text=text), self.assertRaises(ValidationError):
                self.note(note=text)

    def test_note_on_a_contact_belongs_to_the_company(self):
        self.note(partner_id=self.partner.child_ids.id)
        self.settle()
        self.assertEqual(self.changes(self.partner, "key_notes"), [("", "prefers demonstrations")])

    def test_note_written_on_a_contact_is_pinned_on_the_company(self):
        note = self.note(partner_id=self.partner.child_ids.id)
        self.assertEqual(note.partner_id, self.partner)

    def test_outsiders_see_none(self):
        note = self.note()
        for user in (self.outsider, self.portal):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                note.with_user(user).read(["note"])
        lead = self.env["crm.lead"].create({"name": "A", "partner_id": self.partner.id})
        self.settle()
        self.assertTrue(lead.with_user(self.leader).key_note_ids)
