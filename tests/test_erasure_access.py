"""Who decides about an erasure, over which doors, and the printed proof (C12)."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from common import ToolkitHttpCase
from common_erasure import BUDGET, MARK, Erasable


@tagged("post_install", "-at_install")
class TestWhoDecides(Erasable):
    """Managers, and nobody by hand; everyone else is still refused by the log."""

    def test_others_see_and_decide_nothing(self):
        finding = self.proposed()
        for user in (self.rep, self.leader, self.sensitive, self.auditor, self.outsider, self.portal):
            theirs = finding.with_user(user)
            wizard = self.env["sales_toolkit.erasure_request"].with_user(user)
            for door in (
                theirs.action_erase,
                lambda theirs=theirs: theirs.action_keep("mine"),
                lambda theirs=theirs: theirs.read(["partner_id"]),
                lambda theirs=theirs: theirs.search([]),
                lambda wizard=wizard: wizard.create({"partner_id": finding.partner_id.id}).action_erase(),
                lambda theirs=theirs: theirs.request_erasure(theirs.partner_id),
            ):
                with self.subTest(user=user.login), self.assertRaises(AccessError):
                    door()
        self.assertEqual(finding.state, "proposed")

    def test_managers_write_no_finding_by_hand(self):
        finding = self.proposed()
        for door in (
            lambda: finding.write({"state": "done"}),
            finding.unlink,
            lambda: finding.create({"partner_id": finding.partner_id.id, "reason": "request"}),
        ):
            with self.assertRaises(AccessError):
                door()

    def test_managers_learn_nothing_by_it(self):
        finding = self.proposed(budget_min=BUDGET)
        self.assertFalse(finding.partner_id.with_user(self.manager).budget_min)
        finding.action_erase()
        values = str(finding.read())
        self.assertNotIn(str(BUDGET), values)
        openings = self.env["sales_toolkit.access_log"].search([("user_id", "=", self.manager.id)])
        self.assertFalse(openings)

    def test_the_log_is_still_append_only(self):
        finding = self.proposed(pain_points="slow")
        finding.action_erase()
        rows = self.rows(finding.partner_id)
        for user in (self.manager, self.sensitive, self.env.ref("base.user_admin"), self.env.user):
            theirs = rows[:1].with_user(user)
            for door in (lambda theirs=theirs: theirs.write({"reason": "x"}), theirs.unlink):
                with self.subTest(user=user.login), self.assertRaises(UserError):
                    door()
            with self.assertRaises(UserError):
                theirs.sudo().write({"reason": "x"})


@tagged("post_install", "-at_install")
class TestErasureOverTheWire(ToolkitHttpCase, Erasable):
    """As a client would, and the printed proof."""

    def test_private_doors_are_closed(self):
        customer = self.customer(pain_points="slow")
        for model, method, args in (
            ("sales_toolkit.update_log", "erase_values", [[], [], ["pain_points"]]),
            ("sales_toolkit.update_log", "erase_reasons", [customer.ids]),
            ("res.partner", "erase_personal_items", [customer.ids, "x"]),
            ("sales_toolkit.erasure", "request_erasure", [customer.id]),
            ("sales_toolkit.erasure", "_run", [[]]),
            ("crm.lead", "erase_personal_items", [[], True, {}]),
            ("mail.tracking.value", "erase_values_of", [[]]),
        ):
            with self.subTest(method=method):
                error = self.call(self.manager, model, method, *args)
                self.assertEqual(error, "odoo.exceptions.AccessError")
        self.assertEqual(customer.pain_points, "slow")

    def test_erased_and_printed(self):
        customer = self.customer(pain_points=f"{MARK} slow", contact_name=f"{MARK} Li", ref="C-77")
        wizard = self.call(
            self.manager, "sales_toolkit.erasure_request", "create", {"partner_id": customer.id}
        )
        action = self.call(self.manager, "sales_toolkit.erasure_request", "action_erase", wizard)
        for lang, words in (
            ("en_US", ("Confirmation of Erasure", "C-77", self.manager.name, "Current pain points")),
            ("zh_CN", ("C-77", "当前需求痛点")),
        ):
            self.manager.lang = lang
            report = self.env["ir.actions.report"].with_user(self.manager).with_context(lang=lang)
            html = report._render_qweb_html("sales_toolkit.report_erasure", [action["res_id"]])[0].decode()
            for word in words:
                self.assertIn(word, html)
            self.assertNotIn(MARK, html)
            self.assertEqual(html.count('class="article"'), 1)
        printing = report.with_context(force_report_rendering=True)
        content, kind = printing._render_qweb_pdf("sales_toolkit.report_erasure", [action["res_id"]])
        self.assertEqual((content[:4], kind), (b"%PDF", "pdf"))
