"""A contract from the win to the signature, in real Chromium and both languages (O9)."""

from odoo.tests import HttpCase, new_test_user, tagged

REP = "sales_team.group_sale_salesman"
APPROVER = "sales_toolkit.group_contract_approver"
CONTRACTS = "odoo/toolkit-contracts"
TURNS = (
    ("odoo/crm", "win", "rep"),
    (CONTRACTS, "submit", "rep"),
    ("odoo/toolkit-contracts-to-approve", "return", "boss"),
    ("odoo", "mend", "rep"),
    ("odoo/toolkit-contracts-to-approve", "approve", "boss"),
    ("odoo", "sign", "rep"),
)


@tagged("post_install", "-at_install")
class TestClosingTour(HttpCase):
    def play(self, lang):
        rep = new_test_user(self.env, "closing_rep", REP, lang=lang, tz="Asia/Shanghai")
        boss = new_test_user(self.env, "closing_boss", APPROVER, lang=lang, tz="Asia/Shanghai")
        buyer = self.env["res.partner"].create({"name": "Hengli", "is_company": True})
        values = {"name": "Laser cutter for Hengli", "type": "opportunity", "user_id": rep.id}
        values |= {"partner_id": buyer.id, "expected_revenue": 1000}
        lead = self.env["crm.lead"].with_user(rep).create(values)
        self.env["crm.stage"].search([("is_won", "=", True)], limit=1).sequence = 999
        logins = {"rep": rep.login, "boss": boss.login}
        for path, tour, who in TURNS:
            self.start_tour(f"/{path}", f"sales_toolkit_closing_{tour}", login=logins[who])
            self.env.invalidate_all()
        contract = self.env["sales_toolkit.contract"].search([("lead_id", "=", lead.id)])
        self.assertEqual((contract.state, contract.version), ("signed", 2))
        self.assertEqual((contract.signed_scan_name, contract.customer_signatory), ("signed.pdf", "Li Ming"))
        self.assertEqual(contract.decided_by, boss)

    def test_in_english(self):
        self.play("en_US")

    def test_in_chinese(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        self.play("zh_CN")
