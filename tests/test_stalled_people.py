"""Naming the cause and the help plan, and who may see what of it (O8)."""

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, tagged

from common import ToolkitHttpCase
from common_grading import FACTS
from common_stalled import StalledCase

PLAN = "Comparison of total cost for their finance department, our director calls theirs"
MODEL = "sales_toolkit.stall"


@tagged("post_install", "-at_install")
class TestStalledPeople(StalledCase):
    def explained(self):
        lead = self.stalled()
        self.stalls(lead).with_user(self.rep).action_explain(self.cause.id, PLAN)
        self.env.flush_all()
        return lead

    def test_explain(self):
        lead = self.explained()
        stall = self.stalls(lead)
        self.assertEqual((stall.state, stall.explained_by), ("explained", self.rep))
        self.assertTrue(stall.explained_at)
        self.assertTrue(lead.stalled, "an explanation is no progress")
        self.assertEqual(self.waiting(self.rep), 0)
        self.assertEqual(self.waiting(self.leader, "stalled_team"), 1)

    def test_not_asked_again(self):
        lead = self.explained()
        self.find()
        self.env["sales_toolkit.reminder"].refresh("stalled")
        self.assertEqual((self.waiting(self.rep), len(self.stalls(lead))), (0, 1))

    def test_both_are_needed(self):
        stall = self.stalls(self.stalled()).with_user(self.rep)
        for args in ((), (self.cause.id,), (None, PLAN), (self.cause.id, "  ")):
            with self.assertRaises(UserError):
                stall.action_explain(*args)

    def test_row_by_row_in_the_list(self):
        stall = self.stalls(self.stalled()).with_user(self.rep)
        stall.write({"cause_id": self.cause.id})
        self.assertEqual(stall.state, "open")
        stall.write({"help_plan": PLAN})
        self.assertEqual(stall.state, "explained")

    def test_taking_it_back(self):
        stall = self.stalls(self.explained()).with_user(self.rep)
        stall.write({"help_plan": ""})
        self.assertEqual((stall.state, stall.explained_at), ("open", False))
        self.assertEqual(self.waiting(self.rep), 1)

    def test_form(self):
        lead = self.stalled()
        action = lead.with_user(self.rep).action_explain_stall()
        stall = self.env[MODEL].with_user(self.rep).browse(action["res_id"])
        with Form(stall, view=action["views"][0][0]) as form:
            form.cause_id = self.cause
            form.help_plan = PLAN
        self.assertEqual(stall.state, "explained")

    def test_notice(self):
        lead = self.explained().with_user(self.rep)
        self.assertEqual(lead.stall_notice, f"No Progress · Budget approval process · {PLAN}")
        self.assertTrue(lead.stall_explained)
        self.assertFalse(self.deal().stall_notice)

    def test_nothing_to_explain(self):
        lead = self.stalled()
        stall = self.stalls(lead)
        lead.stage_id = self.env.ref("crm.stage_lead3")
        with self.assertRaises(UserError):
            stall.with_user(self.rep).action_explain(self.cause.id, PLAN)
        with self.assertRaises(UserError):
            lead.with_user(self.rep).action_explain_stall()

    def test_one_reminder_for_all(self):
        leads = self.quiet() | self.quiet() | self.overdue()
        self.find()
        self.assertEqual(leads.mapped("stalled"), [True] * 3)
        self.assertEqual((self.waiting(self.rep), self.waiting(self.leader, "stalled_team")), (3, 3))

    def test_seen(self):
        stall = self.stalls(self.stalled())
        stall.with_user(self.leader).action_seen()
        self.assertEqual(self.waiting(self.leader, "stalled_team"), 0)
        stall.with_user(self.rep).action_explain(self.cause.id, PLAN)
        self.assertEqual(self.waiting(self.leader, "stalled_team"), 1, "the explanation is new")

    def test_only_the_leader_has_seen(self):
        stall = self.stalls(self.stalled())
        for user in (self.rep, self.manager):
            with self.assertRaises(UserError):
                stall.with_user(user).action_seen()

    def test_reminders_in_the_language_of_the_person(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        self.stalled()
        reminder = self.env["sales_toolkit.reminder"].search(
            [("kind", "=", "stalled"), ("user_id", "=", self.rep.id)]
        )
        self.assertEqual(reminder.activity_ids.summary, "Stalled A deals to explain: 1")
        self.assertEqual(reminder.with_user(self.rep).action_open()["res_model"], MODEL)

    # Who sees what --------------------------------------------------------------------------------------

    def test_who_sees(self):
        stall = self.stalls(self.stalled())
        for user, sees in (
            (self.rep, True),
            (self.leader, True),
            (self.manager, True),
            (self.rep2, False),
        ):
            found = self.env[MODEL].with_user(user).search([("id", "=", stall.id)])
            self.assertEqual(bool(found), sees, user.login)
        for user in (self.outsider, self.portal):
            with self.assertRaises(AccessError):
                self.env[MODEL].with_user(user).search([])

    def test_leader_without_all_leads(self):
        stall = self.stalls(self.stalled())
        self.east.user_id = self.rep2
        self.settle()
        row = stall.with_user(self.rep2)
        self.assertEqual(row.state, "open")
        row.write({"help_plan": PLAN})

    def test_other_company(self):
        other = self.env["res.company"].create({"name": "Other"})
        self.manager.company_ids |= other
        lead = self.stalled()
        lead = lead.sudo()
        lead.write(
            {"team_id": False, "user_id": self.manager.id, "company_id": other.id, "partner_id": False}
        )
        self.settle()
        manager = self.manager.with_company(self.company)
        rows = self.env[MODEL].with_user(self.manager).with_context(allowed_company_ids=self.company.ids)
        self.assertFalse(rows.search([("lead_id", "=", lead.id)]), manager.name)

    def test_identity_numbers_are_refused(self):
        stall = self.stalls(self.stalled()).with_user(self.rep)
        with self.assertRaises(ValidationError):
            stall.write({"help_plan": "Ask Mr Li, 11010519491231002X"})

    def test_erasure(self):
        partner = self.customer()
        lead = self.quiet(partner_id=partner.id)
        self.find()
        stall = self.stalls(lead)
        stall.with_user(self.rep).action_explain(self.cause.id, PLAN)
        partner.sudo().erase_personal_items("on request")
        self.settle()
        self.assertEqual((stall.help_plan, stall.cause_id), ("erased", self.cause))


@tagged("post_install", "-at_install")
class TestStalledRpc(ToolkitHttpCase):
    def stall(self):
        today = self.company.get_today()
        values = {"name": "A deal", "type": "opportunity", "user_id": self.rep.id, "date_deadline": today}
        lead = self.env["crm.lead"].create({**values, **FACTS["a"][0]})
        self.assertEqual(lead.grade, "a")
        self.env[MODEL].open_for([(lead, "quiet", today)])
        self.settle()
        return self.env[MODEL].search([("lead_id", "=", lead.id)])

    def test_over_rpc(self):
        stall = self.stall()
        cause = self.env.ref("sales_toolkit.stall_cause_price").id
        explain = (MODEL, "action_explain", stall.ids, cause, PLAN)
        for user, error in (
            (self.rep2, "odoo.exceptions.AccessError"),
            (self.outsider, "odoo.exceptions.AccessError"),
            (self.rep, {"type": "ir.actions.act_window_close"}),
        ):
            self.assertEqual(self.call(user, *explain), error)
        self.assertEqual(stall.state, "explained")

    def test_nothing_is_typed_in(self):
        stall = self.stall()
        error = "odoo.exceptions.UserError"
        for values in ({"state": "cleared"}, {"leader_seen": True}, {"since": "2020-01-01"}, {"days": 1}):
            self.assertEqual(self.call(self.rep, MODEL, "write", stall.ids, values), error)
            self.assertEqual(self.call(self.manager, MODEL, "write", stall.ids, values), error)
        values = {"lead_id": stall.lead_id.id, "kind": "quiet", "since": "2020-01-01"}
        for user in (self.rep, self.manager):
            self.assertIn(self.call(user, MODEL, "create", [values]), (error, "odoo.exceptions.AccessError"))
            self.assertEqual(self.call(user, MODEL, "unlink", stall.ids), "odoo.exceptions.AccessError")

    def test_private_methods(self):
        stall = self.stall()
        for method, args in (
            ("clear", ["won"]),
            ("hand_over", []),
            ("erase_help_plans", []),
            ("open_for", [[]]),
        ):
            self.assertEqual(
                self.call(self.manager, MODEL, method, stall.ids, *args), "odoo.exceptions.AccessError"
            )
        for method in ("note_progress", "clear_stalls", "erase_stalls", "get_stall_people"):
            self.assertEqual(
                self.call(self.manager, "crm.lead", method, stall.lead_id.ids), "odoo.exceptions.AccessError"
            )
