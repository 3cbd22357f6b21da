"""The life of an objection, who sees it, and the library of answers (O7)."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged
from odoo.tools.safe_eval import safe_eval

from common import ToolkitCase, ToolkitHttpCase


class Objections:
    def setUp(self):
        super().setUp()
        self.lead = (
            self.env["crm.lead"]
            .with_user(self.rep)
            .create(
                {
                    "name": "Line 3",
                    "type": "opportunity",
                    "user_id": self.rep.id,
                    "partner_id": self.customer(need_description="A new line").id,
                }
            )
        )
        self.objection = self.raise_objection()

    def raise_objection(self, text="Too expensive 😀 غالي", kind="price", **values):
        kind = self.env.ref(f"sales_toolkit.objection_type_{kind}")
        values = {"lead_id": self.lead.id, "type_id": kind.id, "description": text, **values}
        return self.env["sales_toolkit.objection"].with_user(self.rep).create(values)

    def as_user(self, user):
        self.settle()
        return self.objection.with_user(user)


@tagged("post_install", "-at_install")
class TestObjection(Objections, ToolkitCase):
    def test_life(self):
        self.objection.action_ask_help(self.outsider.id)
        self.assertEqual(self.objection.state, "help")
        activity = self.objection.sudo().help_activity_id
        self.assertEqual((activity.user_id, activity.active), (self.outsider, True))
        helper = self.as_user(self.outsider)
        self.assertEqual((helper.deal_name, helper.deal_need), ("Line 3", "A new line"))
        helper.action_answer("In instalments")
        self.assertEqual((self.objection.state, self.objection.answered_by), ("answered", self.outsider))
        self.assertFalse(activity.active)
        self.objection.action_solve("Fine")
        self.assertEqual((self.objection.state, self.objection.reaction), ("solved", "Fine"))
        with self.assertRaises(AccessError):
            self.as_user(self.outsider).read(["description"])
        self.assertFalse(
            self.env["mail.activity"]
            .with_user(self.outsider)
            .search([("res_id", "=", helper.id), ("res_model", "=", helper._name)])
        )

    def test_it_is_recorded_by_who_records_it(self):
        self.assertEqual(self.objection.raised_by, self.rep)
        with self.assertRaisesRegex(UserError, "Recorded by"):
            self.raise_objection(raised_by=self.leader.id)
        with self.assertRaisesRegex(UserError, "Recorded by"):
            self.objection.raised_by = self.leader
        self.assertEqual(self.objection.copy().raised_by, self.rep)

    def test_others_see_nothing(self):
        for user in (self.outsider, self.rep2):
            with self.assertRaises(AccessError):
                self.as_user(user).read(["description"])
        self.assertTrue(self.as_user(self.leader).read(["description"]))
        self.assertTrue(self.as_user(self.manager).read(["description"]))

    def test_who_is_asked_next_takes_the_place(self):
        self.objection.action_ask_help(self.outsider)
        self.objection.action_ask_help(self.rep2)
        with self.assertRaises(AccessError):
            self.as_user(self.outsider).read(["description"])
        self.assertTrue(self.as_user(self.rep2).read(["description"]))
        with self.assertRaises(AccessError):
            self.as_user(self.rep2).write({"description": "x"})

    def test_bad_helpers(self):
        self.outsider.active = False
        for user in (self.outsider, self.rep, self.portal):
            with self.assertRaises(UserError):
                self.objection.action_ask_help(user)

    def test_states_are_not_typed(self):
        with self.assertRaises(UserError):
            self.objection.write({"state": "solved"})
        with self.assertRaises(UserError):
            self.raise_objection(helper_id=self.outsider.id)
        rows = self.env["sales_toolkit.objection"].with_context(default_state="solved")
        self.assertEqual(self.raise_objection().with_env(rows.env).state, "open")

    def test_the_second_is_told(self):
        self.objection.action_answer("First")
        with self.assertRaises(UserError):
            self.objection.action_answer("Second")
        self.assertEqual(self.objection.answer, "First")

    def test_long_text(self):
        row = self.raise_objection("长" * 100_000)
        self.assertLess(len(row.display_name), 80)

    def test_activity_done_with_feedback_answers(self):
        self.objection.action_ask_help(self.outsider)
        activity = self.objection.sudo().help_activity_id
        self.settle()
        activity.with_user(self.outsider).action_feedback(feedback="Cheaper in the long term")
        self.assertEqual(
            (self.objection.state, self.objection.answer), ("answered", "Cheaper in the long term")
        )

    def test_activity_deleted_opens_again(self):
        self.objection.action_ask_help(self.outsider)
        self.objection.sudo().help_activity_id.unlink()
        self.assertEqual(self.objection.state, "open")

    def test_reuse_on_another_deal(self):
        self.objection.action_answer("Lease it")
        self.objection.action_solve()
        self.objection.action_make_reusable()
        answer = self.objection.answer_id
        self.assertFalse(answer.approved)
        other = self.raise_objection("Again")
        self.assertNotIn(answer, other.suggestion_ids)
        answer.with_user(self.manager).action_approve()
        self.settle()
        self.assertEqual(other.suggestion_ids[0], answer)
        answer.with_user(self.rep).with_context(objection_id=other.id).action_use()
        self.assertEqual(other.answer, "Lease it")
        other.action_answer()
        self.settle()
        self.assertEqual((answer.used_count, answer.success_rate), (2, 100.0))

    def test_closed_with_the_deal(self):
        self.objection.action_ask_help(self.outsider)
        self.lead.action_set_lost()
        self.assertEqual(self.objection.state, "lost")

    def test_accepted_when_won(self):
        self.lead.action_set_won()
        self.assertEqual(self.objection.state, "accepted")

    def test_comes_back_with_the_deal(self):
        answered, solved, chosen = (self.raise_objection() for _number in range(3))
        (answered | solved).filtered(lambda row: row.action_answer("In instalments"))
        solved.action_solve()
        chosen.action_accept()
        self.objection.action_ask_help(self.outsider)
        rows = self.objection | answered | solved | chosen
        first = self.lead.stage_id
        for close, reopen, state in (
            (self.lead.action_set_lost, self.lead.action_restore, "lost"),
            (self.lead.action_set_won, lambda: self.lead.write({"stage_id": first.id}), "accepted"),
        ):
            close()
            self.assertEqual(rows.mapped("state"), [state, state, "solved", "accepted"])
            reopen()
            self.assertEqual(rows.mapped("state"), ["open", "answered", "solved", "accepted"])
            self.assertFalse(
                (self.objection | answered).filtered(lambda row: row.closed_at or row.closed_by_deal)
            )
            self.assertEqual(self.lead.open_objection_count, 2)
            with self.assertRaises(AccessError):
                self.as_user(self.outsider).read(["description"])

    def test_what_somebody_decided_after_the_deal_was_lost_stays(self):
        self.lead.action_set_lost()
        self.objection.action_reopen()
        self.objection.action_accept("Lives with it")
        self.lead.action_restore()
        self.assertEqual(self.objection.state, "accepted")

    def test_of_a_deal_that_is_only_archived_the_help_ends(self):
        answered = self.raise_objection()
        (self.objection | answered).filtered(lambda row: row.action_ask_help(self.outsider))
        answered.action_answer("In instalments")
        self.lead.probability = 20
        self.lead.action_archive()
        self.assertEqual(self.lead.won_status, "pending")
        self.assertEqual((self.objection | answered).mapped("state"), ["open", "answered"])
        self.assertFalse((self.objection | answered).helper_id)
        self.assertFalse(self.objection.help_activity_id.exists())
        with self.assertRaises(AccessError):
            self.as_user(self.outsider).read(["description"])
        self.lead.action_unarchive()
        self.assertEqual(self.lead.open_objection_count, 2)

    def test_merge_and_delete(self):
        other = self.lead.copy({"user_id": self.rep.id})
        (other | self.lead).with_user(self.manager).merge_opportunity()
        self.assertTrue(self.objection.exists())
        self.objection.sudo().lead_id.unlink()
        self.assertFalse(self.objection.exists())

    def test_companies(self):
        other = self.env["res.company"].create({"name": "Other"})
        self.lead.sudo().company_id = self.company
        self.leader.write({"company_ids": [(6, 0, other.ids)], "company_id": other.id})
        with self.assertRaises(UserError):
            self.objection.action_ask_help(self.leader)
        with self.assertRaises(AccessError):
            self.as_user(self.leader).read(["description"])

    def test_identifiers_are_refused(self):
        with self.assertRaises(UserError):
            self.objection.write({"reaction": "ID 11010519491231002X"})

    def test_erasure(self):
        self.objection.action_answer("Li Ming said so")
        self.lead.partner_id.erase_personal_items("asked")
        self.assertEqual((self.objection.description, self.objection.answer), ("Erased", False))

    def test_reopen(self):
        self.objection.action_ask_help(self.outsider)
        self.objection.action_lose()
        self.objection.action_reopen()
        self.assertEqual((self.objection.state, self.objection.helper_id.id), ("open", False))

    def test_forms(self):
        """The quick add on the opportunity, and the helper's page, for those who use them."""
        with Form(self.lead.with_user(self.rep), "crm.crm_lead_view_form") as form:
            with form.objection_ids.new() as line:
                line.type_id = self.env.ref("sales_toolkit.objection_type_service")
                line.description = "Too far away"
        self.assertEqual(len(self.lead.objection_ids), 2)
        self.assertEqual(self.lead.open_objection_count, 2)
        self.objection.action_ask_help(self.outsider)
        page = Form(self.as_user(self.outsider))
        self.assertEqual((page.deal_name, page.description), ("Line 3", self.objection.description))
        replies = self.env["sales_toolkit.objection_reply"].with_user(self.outsider)
        reply = Form(replies.with_context(default_objection_id=self.objection.id))
        self.assertEqual(reply.description, self.objection.description)
        self.assertEqual((reply.deal_name, reply.deal_need), ("Line 3", "A new line"))
        reply.answer_id = self.env.ref("sales_toolkit.answer_instalments")
        reply.save().action_send()
        self.assertEqual(self.objection.answer_id, self.env.ref("sales_toolkit.answer_instalments"))
        self.assertEqual(self.objection.state, "answered")

    def test_nobody_is_offered_to_ask_who_is_refused(self):
        helps = self.env["sales_toolkit.objection_help"].with_user(self.rep)
        dialog = Form(helps.with_context(default_objection_id=self.objection.id))
        known = {"salesperson_id": dialog.salesperson_id.id}
        domain = safe_eval(dialog._view["fields"]["user_id"]["domain"], known)
        offered = self.env["res.users"].search(domain)
        self.assertIn(self.leader, offered)
        self.assertFalse(offered & (self.rep | self.portal))

    def test_the_dialog_tells_nothing_of_another_objection(self):
        replies = self.env["sales_toolkit.objection_reply"].with_user(self.outsider)
        reply = Form(replies.with_context(default_objection_id=self.objection.id))
        self.assertFalse(reply.description or reply.deal_name or reply.deal_need)

    def test_goal(self):
        grade = self.env["sales_toolkit.grade"].search([], limit=1)
        self.assertEqual(self.lead.sudo().get_goal_suggestions(grade)[0], "Answer the objection: Price")


@tagged("post_install", "-at_install")
class TestObjectionRpc(Objections, ToolkitHttpCase):
    def read_all(self):
        model, ids = "sales_toolkit.objection", [self.objection.id]
        yield self.call(self.outsider, model, "read", ids, ["description"])
        yield self.call(self.outsider, model, "search", [])
        yield self.call(self.outsider, model, "export_data", ids, ["description"])
        yield self.call(self.outsider, model, "name_search", "expensive")
        yield self.call(self.outsider, model, "web_read_group", [], ["type_id"], ["__count"])

    def test_helper_during_and_after(self):
        self.objection.action_ask_help(self.outsider)
        during = list(self.read_all())
        self.assertEqual(during[0][0]["description"], "Too expensive 😀 غالي")
        spec = {"lead_id": {"fields": {"expected_revenue": {}}}, "deal_name": {}}
        found = self.call(self.outsider, "sales_toolkit.objection", "web_read", self.objection.ids, spec)
        self.assertEqual(found, "odoo.exceptions.AccessError")
        denied = self.call(self.outsider, "crm.lead", "read", self.lead.ids, ["name"])
        self.assertEqual(denied, "odoo.exceptions.AccessError")
        self.objection.message_post(body="secret thread", partner_ids=self.outsider.partner_id.ids)
        message = self.objection.message_ids[0].id
        self.objection.action_accept()
        after = list(self.read_all())
        self.assertEqual(after[0], "odoo.exceptions.AccessError")
        self.assertEqual(after[1], [])
        self.assertIn("Error", after[2])
        self.assertEqual(after[3], [])
        self.assertFalse(after[4]["groups"])
        found = self.call(self.outsider, "mail.message", "read", [message], ["body"])
        self.assertEqual(found, "odoo.exceptions.AccessError")

    def test_no_way_around(self):
        """Neither the dialogs, nor paths to the opportunity, tell what the helper may not see."""
        model, reply = "sales_toolkit.objection", "sales_toolkit.objection_reply"
        values = [{"objection_id": self.objection.id}]
        self.assertEqual(self.call(self.outsider, reply, "create", values), "odoo.exceptions.AccessError")
        self.objection.action_ask_help(self.outsider)
        (dialog,) = self.call(self.outsider, reply, "create", values)
        for groupby in ("partner_id", "user_id", "lead_id.stage_id"):
            found = self.call(self.outsider, model, "web_read_group", [], [groupby], ["__count"])
            self.assertIn("Error", found)
        found = self.call(self.outsider, model, "search", [("lead_id.expected_revenue", ">", 5)])
        self.assertEqual(found, "odoo.exceptions.AccessError")
        self.objection.action_ask_help(self.rep2)
        found = self.call(self.rep2, model, "search", [("lead_id.expected_revenue", ">=", 0)])
        self.assertEqual(found, [])
        found = self.call(self.rep2, model, "web_read_group", [], ["lead_id.stage_id"], ["__count"])
        self.assertNotIn("New", str(found))
        found = self.call(self.outsider, reply, "read", [dialog], ["objection_id"])
        self.assertEqual(found, "odoo.exceptions.AccessError")

    def test_the_salesperson_answers_in_the_dialog_too(self):
        """As the button in the minutes opens it."""
        reply = "sales_toolkit.objection_reply"
        for user in (self.rep, self.leader):
            objection = self.raise_objection(f"Too slow for {user.name}")
            values = [{"objection_id": objection.id, "answer": "Lease it"}]
            (dialog,) = self.call(user, reply, "create", values)
            self.call(user, reply, "action_send", [dialog])
            self.assertEqual((objection.state, objection.answer), ("answered", "Lease it"))
        (dialog,) = self.call(self.rep, reply, "create", [{"objection_id": self.objection.id}])
        self.assertEqual(
            self.call(self.rep2, reply, "read", [dialog], ["objection_id"]), "odoo.exceptions.AccessError"
        )

    def test_who_is_shown_the_buttons(self):
        self.objection.action_ask_help(self.rep2)
        self.assertTrue(self.as_user(self.rep).may_change)
        self.assertTrue(self.as_user(self.leader).may_change)
        self.assertFalse(self.as_user(self.rep2).may_change)

    def test_no_way_around_by_a_form(self):
        """What a form is told of an opportunity that somebody put into it."""
        model = "sales_toolkit.objection"
        spec = {
            name: {} for name in ("deal_name", "deal_customer", "deal_stage", "deal_need", "deal_key_notes")
        }
        spec |= {name: {"fields": {"display_name": {}}} for name in ("user_id", "team_id", "partner_id")}
        spec["lead_id"] = {}
        values = {"lead_id": self.lead.id}
        for call in (
            ("onchange", [], values, ["lead_id"], spec),
            ("onchange", [], {"lead_id": [self.lead.id]}, ["lead_id"], spec),
            ("create", [{**values, "type_id": self.objection.type_id.id, "description": "x"}]),
        ):
            with self.subTest(call=call[0]):
                self.assertIn("Error", self.call(self.rep2, model, *call))
        told = self.call(
            self.rep2, model, "onchange", [], {}, [], spec, context={"default_lead_id": self.lead.id}
        )
        self.assertIn("Error", told)
        mine = self.env["crm.lead"].create({"name": "Mine", "type": "opportunity", "user_id": self.rep2.id})
        own = self.objection.sudo().copy({"lead_id": mine.id, "description": "Own"})
        self.settle()
        self.assertIn("Error", self.call(self.rep2, model, "write", [own.id], values))
        self.assertIn("Error", self.call(self.rep2, model, "onchange", [own.id], values, ["lead_id"], spec))
        # as a line of another form, or below an opportunity that is being filled in itself
        line, lines = {"lead_id": self.lead.id}, {"objection_ids": {"fields": dict(spec)}}
        told = self.call(
            self.rep2,
            "sales_toolkit.follow_up",
            "onchange",
            [],
            {"objection_ids": [[0, "v", line]]},
            [],
            lines,
        )
        self.assertNotIn("Line 3", str(told))
        self.assertNotIn("A new line", str(told))
        parent = {"lead_id": {"partner_id": self.lead.partner_id.id}}
        told = self.call(self.rep2, model, "onchange", [], parent, ["lead_id"], spec)
        self.assertNotIn("A new line", str(told))
        told = self.call(self.rep, model, "onchange", [], values, ["lead_id"], spec)
        self.assertEqual(told["value"]["deal_name"], "Line 3")

    def test_thread_route(self):
        self.objection.action_ask_help(self.outsider)
        self.objection.message_post(body="secret thread")
        for state, count in (("open", 1), ("closed", 0)):
            if state == "closed":
                self.objection.action_lose()
            self.authenticate(self.outsider.login, self.outsider.login)
            params = {"thread_model": self.objection._name, "thread_id": self.objection.id}
            body = {"jsonrpc": "2.0", "method": "call", "params": params}
            answer = self.url_open("/mail/thread/messages", json=body).text
            self.assertEqual(answer.count("secret thread") > 0, bool(count), answer[:500])
