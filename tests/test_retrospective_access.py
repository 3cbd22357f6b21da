"""Who sees and writes retrospectives, also over RPC; paper, and erasure (O11, C12, X3)."""

from datetime import timedelta

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from common import ToolkitHttpCase
from common_retrospective import FRIDAY_EVENING, RetrospectiveCase

MODEL = "sales_toolkit.retrospective"


@tagged("post_install", "-at_install")
class TestRetrospectiveAccess(RetrospectiveCase):
    def win(self, lead=None, at=None, **values):
        """Of a deal that has been in its stage for some days, so that there are facts to see."""
        lead = lead or self.deal(**{"team_id": self.east.id, **values})
        self.env.cr.flush()  # core tracks nothing of what is created in the same breath
        self.env.cr.execute(
            "UPDATE crm_lead SET create_date = create_date - interval '5 days' WHERE id = %s", [lead.id]
        )
        self.env.invalidate_all()
        return super().win(lead, at)

    def seen(self, row, user):
        rows = self.env[MODEL].with_user(user)
        try:
            found = rows.search([("id", "=", row.id)])
            facts = self.env["sales_toolkit.retrospective_fact"].with_user(user)
            self.assertEqual(bool(facts.search([("retrospective_id", "=", row.id)])), bool(found))
        except AccessError:
            return False
        return bool(found)

    def test_who_sees_it(self):
        row = self.win()
        expected = {"rep": True, "leader": True, "manager": True, "auditor": True}
        expected |= {"rep2": False, "outsider": False, "portal": False}
        people = {name: getattr(self, name) for name in expected}
        self.assertEqual({name: self.seen(row, user) for name, user in people.items()}, expected)

    def test_an_auditor_opens_it(self):
        row = self.filled_in()
        self.settle()
        form = Form(row.with_user(self.auditor), "sales_toolkit.retrospective_view_form")
        self.assertEqual(form.record.display_name, row.lead_id.name)
        rows = self.env[MODEL].with_user(self.auditor)
        self.assertEqual(rows.search([("display_name", "ilike", row.lead_id.name)]), row)

    def test_an_auditor_has_it_once_in_the_menu(self):
        action = self.env.ref("sales_toolkit.retrospective_action")
        menus = self.env["ir.ui.menu"].with_user(self.auditor)
        menus = menus.browse(menus._visible_menu_ids()).filtered(lambda menu: menu.action == action)
        self.assertEqual(len(menus), 1)

    def test_a_leader_without_the_group_sees_those_of_the_team(self):
        row = self.win()
        self.east.user_id = self.rep2
        self.settle()
        self.assertTrue(self.seen(row, self.rep2))
        with self.assertRaises(AccessError):
            row.with_user(self.rep2).write({"to_improve": "x"})

    def test_another_companys_is_not_seen(self):
        row = self.win()
        other = self.env["res.company"].create({"name": "Other"})
        row.store_derived({"company_id": other.id})
        self.settle()
        for user in (self.rep, self.leader, self.manager, self.auditor):
            self.assertFalse(self.seen(row, user))

    def test_who_writes(self):
        row = self.win()
        row.with_user(self.rep).write({"to_improve": "Answer faster"})
        row.with_user(self.manager).write({"to_improve": "Answer within a day"})
        for user in (self.leader, self.auditor, self.rep2, self.outsider):
            with self.assertRaises(AccessError):
                row.with_user(user).write({"to_improve": "x"})

    def test_what_follows_is_not_typed(self):
        row = self.win()
        for name, value in {
            "state": "closed",
            "active": False,
            "due_date": "2030-01-01",
            "leader_comment": "Great",
            "cycle_days": 1,
            "user_id": self.rep2.id,
            "grade": "a",
            "fact_ids": [(5,)],
            "competitor_ids": [(5,)],
        }.items():
            for user in (self.rep, self.manager):
                with self.subTest(name=name), self.assertRaisesRegex(UserError, "follows from the deal"):
                    row.with_user(user).write({name: value})

    def test_nobody_creates_and_managers_delete(self):
        row = self.win()
        values = {"lead_id": row.lead_id.id, "outcome": "lost", "outcome_at": row.outcome_at}
        for user in (self.rep, self.manager):
            with self.assertRaisesRegex(UserError, "begin when a deal is won"):
                self.env[MODEL].with_user(user).create(values)
        for user in (self.rep, self.leader, self.auditor):
            with self.assertRaises(AccessError):
                row.with_user(user).unlink()
        row.with_user(self.manager).unlink()

    def test_facts_are_read_only(self):
        fact = self.win(at=FRIDAY_EVENING + timedelta(days=30)).fact_ids[:1]
        self.assertTrue(fact)
        for user in (self.rep, self.manager):
            with self.assertRaises(AccessError):
                fact.with_user(user).write({"days": 1})
            with self.assertRaises(AccessError):
                fact.with_user(user).create({"kind": "stage"})

    def test_it_is_printed_on_one_page_in_both_languages(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        text = "\n".join(f"Line {n} of what went well" for n in range(30))
        row = self.submitted(what_went_well=text, to_repeat="x" * 2000)
        row.with_user(self.leader).action_close("Well done")
        report = self.env["ir.actions.report"].with_user(self.rep)
        for lang, words in {"en_US": ["Days per Stage", "Well done", self.bad.name]}.items():
            html = report.with_context(lang=lang)._render_qweb_html(
                "sales_toolkit.report_retrospective", row.ids
            )[0]
            for word in words:
                self.assertIn(word, html.decode())
            self.assertNotIn("Line 29", html.decode())

    def test_who_may_not_see_it_may_not_print_it(self):
        row = self.win()
        report = self.env["ir.actions.report"].with_user(self.rep2)
        with self.assertRaises(AccessError):
            report._render_qweb_html("sales_toolkit.report_retrospective", row.ids)

    def test_an_erasure_clears_the_texts(self):
        customer = self.customer()
        row = self.win(partner_id=customer.id)
        row.with_user(self.rep).write(
            {"to_improve": "王经理 was on leave", "success_tag_ids": [(4, self.good.id)]}
        )
        row.with_user(self.rep).action_submit()
        row.with_user(self.rep).message_post(body="Ask 王经理", message_type="comment")
        row.with_user(self.leader).action_close("王经理 is nice")
        customer.erase_personal_items("Asked for")
        self.settle()
        self.assertFalse(row.to_improve or row.leader_comment)
        self.assertEqual((row.state, row.success_tag_ids), ("closed", self.good))
        self.assertNotIn("王", "".join(str(message.body) for message in row.message_ids))
        self.assertTrue(row.message_ids)

    def test_customers_are_never_written_to(self):
        customer = self.customer(email="customer@example.com")
        row = self.win(partner_id=customer.id)
        self.assertEqual(row._message_get_suggested_recipients(), [])


@tagged("post_install", "-at_install")
class TestRetrospectiveRpc(RetrospectiveCase, ToolkitHttpCase):
    def test_over_rpc(self):
        row = self.filled_in()
        user_error, access_error = "odoo.exceptions.UserError", "odoo.exceptions.AccessError"
        ids = row.ids
        self.assertEqual(self.call(self.rep, MODEL, "action_close", ids, "Fine"), user_error)
        for name in ("open_for", "refresh_facts", "close_down", "take_over", "follow_lead", "erase_texts"):
            self.assertEqual(self.call(self.rep, MODEL, name, ids), access_error, name)
        self.assertEqual(self.call(self.rep2, MODEL, "action_submit", ids), access_error)
        self.assertEqual(self.call(self.outsider, MODEL, "action_submit", ids), access_error)
        self.assertIs(self.call(self.rep, MODEL, "action_submit", ids), True)
        self.assertEqual(self.call(self.rep, MODEL, "action_submit", ids), user_error)
        self.assertEqual(self.call(self.rep, MODEL, "action_close", ids, "Fine"), access_error)
        self.assertEqual(self.call(self.leader, MODEL, "action_return", ids), user_error)
        self.assertIs(self.call(self.leader, MODEL, "action_close", ids, "Good work"), True)
        self.assertEqual(row.leader_comment, "Good work")
        lead = row.lead_id
        self.assertEqual(
            self.call(self.rep2, "crm.lead", "action_open_retrospective", lead.ids), access_error
        )
        values = {"default_state": "closed"}
        answer = self.call(self.rep, MODEL, "create", [{"lead_id": lead.id}], context=values)
        self.assertIn(answer, (user_error, access_error))
        views = self.call(
            self.rep, MODEL, "get_views", [[False, name] for name in ("form", "list", "search")]
        )
        self.assertIn("views", views)
