"""Amounts of contracts are confidential: who sees and does what, also over RPC and on paper (O9)."""

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import mute_logger

from common import ToolkitHttpCase
from common_closing import CONTRACT, SCAN, Closing, ClosingCase

SUBMODELS = ("sales_toolkit.contract_instalment", "sales_toolkit.contract_step")
QUIET = ("odoo.http", "odoo.addons.base.models.ir_rule", "odoo.addons.base.models.ir_model")


@tagged("post_install", "-at_install")
class TestAccess(ClosingCase):
    def readers(self, contract):
        self.settle()
        users = (
            self.rep,
            self.rep2,
            self.leader,
            self.manager,
            self.auditor,
            self.boss,
            self.outsider,
            self.portal,
        )
        names = set()
        for user in users:
            allowed = contract.with_user(user).has_access("read")
            names |= {user.login.removeprefix("stk_")} if allowed else set()
            rows = self.env["ir.attachment"].with_user(user)
            for records in (contract.instalment_ids, contract.step_ids, contract.attachment_ids):
                self.assertEqual(records.with_user(user).has_access("read"), allowed, user.login)
            if allowed:
                self.assertTrue(rows.search([("id", "in", contract.attachment_ids.ids)]))
        return names

    def test_who_reads(self):
        contract = self.won()
        files = self.env["ir.attachment"].with_user(self.rep)
        contract.with_user(self.rep).attachment_ids = files.create({"name": "a", "raw": b"a"})
        always = {"rep", "leader", "manager", "auditor"}
        self.assertEqual(self.readers(contract), always)
        contract.with_user(self.rep).action_submit()
        self.assertEqual(self.readers(contract), always | {"boss"})
        contract.with_user(self.boss).action_return("No")
        self.assertEqual(self.readers(contract), always | {"boss"})
        contract.with_user(self.rep).action_submit()
        contract.with_user(self.boss).action_approve()
        contract.with_user(self.rep).amount = 5
        self.assertEqual(self.readers(contract), always)

    def test_an_instalment_of_what_is_no_contract_is_refused(self):
        instalments = self.env["sales_toolkit.contract_instalment"].with_user(self.rep)
        for wrong in ({"id": 1}, [1], "1", 10**40, 1.5, True):
            with self.subTest(wrong=wrong), self.assertRaises(UserError):
                instalments.create([{"contract_id": wrong, "name": "First"}])

    def test_who_writes(self):
        contract = self.submitted()
        for user, allowed in (
            (self.rep, True), (self.leader, True), (self.manager, True),
            (self.rep2, False), (self.auditor, False), (self.boss, False),
            (self.outsider, False), (self.portal, False),
        ):  # fmt: skip
            with self.subTest(user=user.login):
                self.assertEqual(contract.with_user(user).has_access("write"), allowed)
                self.assertEqual(contract.with_user(user).can_edit, allowed) if allowed else None
                self.assertEqual(contract.instalment_ids.with_user(user).has_access("write"), allowed)
                self.assertFalse(contract.with_user(user).has_access("unlink"))
                self.assertFalse(contract.step_ids.with_user(user).has_access("write"))

    def test_unassigned_deals_are_not_everybodys(self):
        lead = self.deal()
        lead.sudo().user_id = False
        lead.with_user(self.manager).action_set_won()
        contract = self.contract(lead)
        self.assertTrue(lead.with_user(self.rep2).has_access("read"))
        self.assertFalse(contract.with_user(self.rep2).has_access("read"))
        self.assertFalse(lead.with_user(self.rep2).contract_state)
        self.assertFalse(lead.with_user(self.rep2).contract_missing)

    def test_several_companies(self):
        other = self.env["res.company"].create({"name": "Other"})
        (self.rep | self.boss2).company_ids |= other
        contract = self.won(company_id=other.id)
        contract.with_user(self.rep).with_context(allowed_company_ids=other.ids).action_submit()
        self.settle()
        for user in (self.boss, self.auditor, self.leader, self.manager):
            self.assertFalse(contract.with_user(user).has_access("read"), user.login)
        self.assertEqual((self.reminded(self.boss), self.reminded(self.boss2)), (0, 1))
        with self.assertRaises(AccessError):
            contract.with_user(self.boss).action_approve()

    def test_nothing_of_the_amount_in_messages(self):
        contract = self.won(expected_revenue=7654321)
        contract.with_user(self.rep).action_submit()
        contract.with_user(self.boss).action_return("Look again")
        contract.with_user(self.rep).action_submit()
        contract.with_user(self.boss).action_approve()
        contract.with_user(self.rep).amount = 8765432
        self.env.flush_all()
        messages = self.env["mail.message"].search([("model", "=", CONTRACT), ("res_id", "=", contract.id)])
        values = messages.sudo().tracking_value_ids
        mails = self.env["mail.mail"].search([("mail_message_id", "in", messages.ids)])
        texts = " ".join(
            [*messages.mapped("body"), *mails.mapped("body_html"), *contract.activity_ids.mapped("summary")]
        )
        self.assertFalse(values)
        for number in ("7654321", "7,654,321", "8765432", "8,765,432"):
            self.assertNotIn(number, texts)
        lead_messages = self.env["mail.message"].search(
            [("model", "=", "crm.lead"), ("res_id", "=", contract.lead_id.id)]
        )
        self.assertNotIn("contract", " ".join(lead_messages.mapped("body")).lower())

    def test_followers_who_lost_the_deal_are_not_written_to(self):
        contract = self.won()
        contract.lead_id.with_user(self.leader).user_id = self.rep2
        note = contract.with_user(self.rep2).message_post(body="x", subtype_xmlid="mail.mt_comment")
        self.assertNotIn(self.rep.partner_id, note.notified_partner_ids)

    def test_approvers_may_comment(self):
        contract = self.submitted()
        contract.with_user(self.boss).message_post(body="Which model?", subtype_xmlid="mail.mt_comment")
        with self.assertRaises(AccessError):
            contract.with_user(self.rep2).message_post(body="x")

    def test_on_paper(self):
        report = self.env["ir.actions.report"]
        name = "sales_toolkit.report_contract"
        contract = self.won(expected_revenue=7654321)

        def printed(user):
            self.settle()
            return report.with_user(user)._render_qweb_html(name, contract.ids)[0].decode()

        page = printed(self.rep)
        for text in (
            "DRAFT – not approved",
            "7,654,321.00",
            "Hengli",
            "Prepayment",
            "Represented by",
            "Confidentiality",
        ):
            self.assertIn(text, page)
        for user in (self.rep2, self.boss, self.outsider):
            with self.assertRaises(AccessError):
                printed(user)
        contract.with_user(self.rep).action_submit()
        self.assertIn("DRAFT – not approved", printed(self.boss))
        contract.with_user(self.boss).action_approve()
        for user in (self.rep, self.boss, self.auditor, self.manager):
            page = printed(user)
            self.assertNotIn("DRAFT", page)
            self.assertIn(contract.name, page)

    def test_on_paper_in_the_customers_language(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        contract = self.won()
        self.buyer.lang = "zh_CN"
        self.settle()
        reports = self.env["ir.actions.report"].with_user(self.rep)
        page = reports._render_qweb_html("sales_toolkit.report_contract", contract.ids)[0].decode()
        self.assertIn("草案", page)
        self.assertNotIn("not approved", page)

    def test_menus(self):
        def menus(user):
            self.settle()
            ids = self.env["ir.ui.menu"].with_user(user)._visible_menu_ids()
            names = ("closing", "contract", "contract_to_approve", "config")
            return [name for name in names if self.env.ref(f"sales_toolkit.menu_{name}").id in ids]

        self.assertEqual(menus(self.rep), ["closing", "contract"])
        self.assertEqual(menus(self.boss), ["closing", "contract", "contract_to_approve"])
        self.assertEqual(menus(self.auditor), ["closing", "contract"])
        self.assertEqual(menus(self.manager), ["closing", "contract", "config"])
        self.assertEqual(menus(self.outsider), [])


@tagged("post_install", "-at_install")
class TestRpc(Closing, ToolkitHttpCase):
    def setUp(self):
        super().setUp()
        muted = mute_logger(*QUIET)
        muted.__enter__()
        self.addCleanup(muted.__exit__, None, None, None)

    def test_the_way_of_a_contract(self):
        lead = self.deal()
        self.settle()
        self.assertIs(self.call(self.rep, "crm.lead", "action_set_won", lead.ids), True)
        contract = self.contract(lead)
        ids = contract.ids
        refused = "odoo.exceptions.AccessError", "odoo.exceptions.UserError"
        self.assertIs(self.call(self.rep, CONTRACT, "action_submit", ids), True)
        self.assertEqual(self.call(self.rep, CONTRACT, "action_approve", ids), refused[0])
        self.assertEqual(self.call(self.rep, CONTRACT, "write", ids, {"state": "approved"}), refused[1])
        for method in (
            "write_derived",
            "withdraw",
            "revive",
            "reassign",
            "note_decision",
            "log_step",
            "note_edit",
        ):
            self.assertIn("Error", str(self.call(self.rep, CONTRACT, method, ids)), method)
        self.assertEqual(
            self.call(self.boss, CONTRACT, "action_return", ids, "No", {str(ids[0]): 99}), refused[1]
        )
        self.assertIs(self.call(self.boss, CONTRACT, "action_return", ids, "No"), True)
        self.assertIs(self.call(self.rep, CONTRACT, "action_submit", ids), True)
        context = {"context": {"seen_versions": {str(ids[0]): contract.turn}}}
        self.assertIs(self.call(self.boss, CONTRACT, "action_approve", ids, **context), True)
        self.assertEqual(self.call(self.boss, CONTRACT, "action_sign", ids, "2026-01-01", SCAN), refused[0])
        self.assertIs(self.call(self.rep, CONTRACT, "action_sign", ids, "2026-01-01", SCAN, "a.pdf"), True)
        self.assertEqual(contract.state, "signed")

    def test_who_learns_nothing(self):
        contract = self.submitted(expected_revenue=7654321)
        needle = "7654321"
        lead = contract.lead_id
        asked = [
            (CONTRACT, "search_read", [[]]),
            (CONTRACT, "name_search", ["Laser"]),
            (CONTRACT, "web_search_read", [[], {"amount": {}, "subject": {}}]),
            (CONTRACT, "formatted_read_group", [[], ["state"], ["amount:sum"]]),
            (CONTRACT, "export_data", [contract.ids, ["amount", "subject"]]),
            (CONTRACT, "read", [contract.ids, ["amount", "display_name"]]),
            (CONTRACT, "search_count", [[["amount", "=", 7654321]]]),
            (CONTRACT, "action_open_lead", [contract.ids]),
            ("crm.lead", "action_open_contract", [lead.ids]),
            ("crm.lead", "action_prepare_contract", [lead.ids]),
            ("mail.message", "search_read", [[["model", "=", CONTRACT]]]),
            ("mail.activity", "search_read", [[["res_model", "=", CONTRACT]]]),
            ("ir.attachment", "search_read", [[["res_model", "=", CONTRACT]]]),
            *[(model, "search_read", [[]]) for model in SUBMODELS],
        ]
        for user in (self.rep2, self.outsider, self.portal):
            for model, method, args in asked:
                answer = self.call(user, model, method, *args)
                with self.subTest(user=user.login, model=model, method=method):
                    self.assertNotIn(needle, str(answer))
                    self.assertNotIn("Laser", str(answer))
                    if method == "search_count":
                        self.assertIn(answer, (0, "odoo.exceptions.AccessError"))
        self.assertIn(needle, str(self.call(self.rep, *asked[2][:2], *asked[2][2])))
        self.assertIn(needle, str(self.call(self.boss, *asked[2][:2], *asked[2][2])))

    def test_the_approver_does_not_edit(self):
        contract = self.submitted()
        refused = "odoo.exceptions.AccessError"
        self.assertEqual(self.call(self.boss, CONTRACT, "write", contract.ids, {"amount": 1}), refused)
        line = contract.instalment_ids[:1]
        self.assertEqual(self.call(self.boss, SUBMODELS[0], "write", line.ids, {"amount": 1}), refused)
        self.assertEqual(self.call(self.boss, SUBMODELS[0], "unlink", line.ids), refused)
        values = {"contract_id": contract.id, "name": "x"}
        self.assertEqual(self.call(self.boss, SUBMODELS[0], "create", [values]), refused)
        self.assertEqual(self.call(self.boss, CONTRACT, "action_submit", contract.ids), refused)
        self.assertEqual(contract.state, "submitted")

    def test_screens(self):
        contract = self.submitted()
        views = self.call(
            self.boss, CONTRACT, "get_views", [[False, "form"], [False, "list"], [False, "kanban"]]
        )
        self.assertIn("can_decide", views["models"][CONTRACT]["fields"])
        spec = {
            "instalment_ids": {"fields": {"amount": {}}},
            "step_ids": {"fields": {"kind": {}}},
            "lead_id": {"fields": {"display_name": {}}},
        }
        for user in (self.boss, self.auditor):
            self.assertEqual(
                len(self.call(user, CONTRACT, "web_read", contract.ids, spec)[0]["instalment_ids"]), 3
            )
        onchange = self.call(
            self.rep,
            CONTRACT,
            "web_save",
            contract.ids,
            {"instalment_ids": [Command.create({"name": "x"})]},
            {"state": {}},
        )
        self.assertEqual(onchange[0]["state"], "draft")
