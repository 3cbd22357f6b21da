"""Customers who are portal users see nothing of what we note about them (X3)."""

from odoo.exceptions import AccessError
from odoo.tests import tagged

from common import ToolkitCase, ToolkitHttpCase


@tagged("post_install", "-at_install")
class TestPortal(ToolkitCase):
    def setUp(self):
        super().setUp()
        self.mine = self.portal.partner_id
        self.mine.write(
            {"registered_on": "2024-01-01", "user_id": self.rep.id, "intent": "weak", "pain_points": "Price"}
        )
        self.mine.action_mark_dormant("does not pay")
        self.settle()
        self.own = self.env["res.partner"].with_user(self.portal).browse(self.mine.id)

    def test_none_of_our_fields_is_theirs(self):
        self.assertEqual(self.own.name, self.portal.name)
        ours = [n for n, f in self.own._fields.items() if (f._module or "").startswith("sales_toolkit")]
        self.assertGreater(len(ours), 50)
        self.assertFalse(set(ours) & set(self.own.fields_get()))
        for name in ours:
            with self.subTest(name=name), self.assertRaises(AccessError):
                self.own.read([name])

    def test_nor_by_searching_sorting_and_grouping(self):
        partners = self.own.browse()
        with self.assertRaises(AccessError):
            partners.search([("intent", "=", "weak")])
        with self.assertRaises(AccessError):
            partners.search([], order="dormant_reason")
        with self.assertRaises(AccessError):
            partners._read_group([], ["intent"])
        with self.assertRaises(AccessError):
            self.own.intent = "strong"

    def test_they_still_edit_their_own_data(self):
        self.own.sudo().write({"phone": "0512-1234"})
        self.assertEqual(self.changes(self.mine, "phone")[-1][1], "0512-1234")

    def test_who_becomes_a_portal_user_sees_them_no_more(self):
        internal, portal = self.env.ref("base.group_user"), self.env.ref("base.group_portal")
        theirs = self.mine.with_user(self.outsider)
        self.assertTrue(theirs._has_field_access(theirs._fields["intent"], "read"))
        self.outsider.write({"group_ids": [(6, 0, portal.ids)]})
        self.assertFalse(theirs._has_field_access(theirs._fields["intent"], "read"))
        portal.write({"user_ids": [(3, self.outsider.id)]})
        internal.write({"user_ids": [(4, self.outsider.id)]})
        self.assertTrue(theirs._has_field_access(theirs._fields["intent"], "read"))

    def test_colleagues_are_not_affected(self):
        for user in (self.rep, self.outsider):
            self.assertEqual(self.mine.with_user(user).intent, "weak")


@tagged("post_install", "-at_install")
class TestPortalRpc(ToolkitHttpCase):
    def test_over_rpc(self):
        partner = self.portal.partner_id
        for fields in (["intent"], ["last_contact_summary"], ["completeness", "missing_items"]):
            answer = self.call(self.portal, "res.partner", "read", partner.ids, fields)
            self.assertEqual(answer, "odoo.exceptions.AccessError")
        self.assertTrue(self.call(self.portal, "res.partner", "read", partner.ids, ["name"]))
