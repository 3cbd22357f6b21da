"""The contract of a won deal: how it begins, and its way to the signature (O9)."""

from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import Form, freeze_time, tagged
from odoo.tools import mute_logger

from common import encoded
from common_closing import CONTRACT, SCAN, ClosingCase


@tagged("post_install", "-at_install")
class TestBeginning(ClosingCase):
    def test_what_the_deal_says(self):
        contract = self.won()
        self.assertEqual((contract.state, contract.amount, contract.version), ("draft", 1000, 1))
        self.assertEqual((contract.partner_id, contract.user_id), (self.buyer, self.rep))
        self.assertEqual((contract.currency_id, contract.company_id), (self.cny, self.company))
        self.assertEqual(contract.customer_signatory, "Li Ming, Buyer")
        self.assertEqual(contract.instalment_ids.mapped("amount"), [300, 600, 100])
        self.assertIn("Acceptance", contract.terms)
        self.assertEqual(contract.author_ids, self.rep)
        self.assertFalse(contract.name)

    def test_one_activity_and_no_mail(self):
        before = self.env["mail.mail"].search_count([])
        contract = self.won()
        self.assertEqual(contract.activity_ids.user_id, self.rep)
        self.assertEqual(len(contract.activity_ids), 1)
        self.assertEqual(self.env["mail.mail"].search_count([]), before)
        contract.with_user(self.rep).action_submit()
        self.assertFalse(contract.activity_ids)

    def test_many_wins_at_once(self):
        leads = self.deal() | self.deal() | self.deal()
        leads.write({"stage_id": self.won_stage.id})
        self.assertEqual(len(self.contracts(leads)), 3)
        leads.write({"stage_id": self.won_stage.id})
        leads.action_set_won()
        self.assertEqual(len(self.contracts(leads)), 3)

    def test_the_company_may_not_want_it(self):
        self.company.contract_on_win = False
        self.assertFalse(self.won())

    def test_the_leader_completes_it_where_the_salesperson_is_missing(self):
        team = self.env["crm.team"].search([("user_id", "=", self.leader.id)])
        lead = self.deal(team_id=team.id)
        lead.sudo().write({"user_id": False, "team_id": team.id})
        lead.with_user(self.leader).action_set_won()
        self.assertEqual(self.contract(lead).user_id, self.leader)

    def test_a_win_succeeds_where_no_contract_can_be_prepared(self):
        card = self.deal(name="6222 0212 3456 7890 128")
        fine = self.deal()
        with self.assertLogs("odoo.addons.sales_toolkit.models.shared.batches", "WARNING") as logs:
            (card | fine).action_set_won()
        self.assertNotIn("6222", "".join(logs.output))
        self.assertEqual(card.won_status, "won")
        self.assertFalse(self.contract(card))
        self.assertTrue(self.contract(fine))

    def test_a_clients_defaults_do_not_get_in(self):
        lead = self.deal().with_context(
            default_state="signed", default_approver_id=self.rep.id, default_version=7, default_name="Mine"
        )
        lead.action_set_won()
        contract = self.contract(lead)
        self.assertEqual((contract.state, contract.version, contract.name), ("draft", 1, False))
        self.assertFalse(contract.approver_id)

    def test_by_hand(self):
        self.company.contract_on_win = False
        lead = self.deal()
        with self.assertRaisesRegex(UserError, "not won"):
            lead.action_prepare_contract()
        lead.action_set_won()
        self.assertTrue(lead.contract_missing)
        action = lead.action_prepare_contract()
        contract = self.contract(lead)
        self.assertEqual(action["res_id"], contract.id)
        self.assertFalse(lead.contract_missing)
        self.assertEqual(lead.contract_state, "draft")
        lead.action_prepare_contract()
        self.assertEqual(len(self.contracts(lead)), 1)

    def test_by_hand_for_a_deal_won_before(self):
        """As deals won before the toolkit was there, it comes back like others from then on."""
        self.company.contract_on_win = False
        lead = self.deal()
        lead.action_set_won()
        lead.sudo().store_derived({"outcome": False, "outcome_at": False})
        lead.action_prepare_contract()
        self.assertEqual(lead.outcome, "won")
        contract = self.contract(lead)
        lead.write({"stage_id": self.open_stage.id})
        self.assertFalse(contract.active)

    def test_created_over_an_interface(self):
        self.company.contract_on_win = False
        lead = self.deal()
        contracts = self.env[CONTRACT].with_user(self.rep)
        with self.assertRaisesRegex(UserError, "not won"):
            contracts.create({"lead_id": lead.id})
        with self.assertRaisesRegex(UserError, "which opportunity"):
            contracts.create({"amount": 5})
        lead.action_set_won()
        with self.assertRaises(AccessError):
            self.env[CONTRACT].with_user(self.rep2).create({"lead_id": lead.id})
        contract = contracts.with_context(default_state="approved").create({"lead_id": lead.id, "amount": 7})
        self.assertEqual((contract.state, contract.amount, contract.subject), ("draft", 7, "Laser cutter"))
        with self.assertRaisesRegex(UserError, "already"):
            contracts.create({"lead_id": lead.id})
        with self.assertRaises(UserError):
            contract.copy()

    def test_a_template_for_the_need(self):
        need = self.env.ref("sales_toolkit.need_type_equipment")
        self.buyer.need_type_id = need
        template = self.env["sales_toolkit.contract_template"].create(
            {
                "name": "Equipment",
                "need_type_id": need.id,
                "terms": "<p>Installed by us</p>",
                "line_ids": [Command.create({"name": "All", "percent": 100})],
            }
        )
        contract = self.won()
        self.assertEqual(contract.template_id, template)
        self.assertIn("Installed", contract.terms)
        with Form(contract.with_user(self.rep)) as form:
            form.template_id = self.env.ref("sales_toolkit.contract_template_default")
        self.assertIn("Confidentiality", contract.terms)
        self.assertEqual(contract.instalment_ids.mapped("percent"), [30, 60, 10])

    def test_terms_in_the_language_of_the_customer(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        self.buyer.lang = "zh_CN"
        template = self.env.ref("sales_toolkit.contract_template_default")
        template.with_context(lang="zh_CN").terms = "<p>保密条款</p>"
        template.line_ids[0].with_context(lang="zh_CN").name = "预付款"
        contract = self.won()
        self.assertIn("保密", contract.terms)
        self.assertEqual(contract.instalment_ids[0].name, "预付款")


@tagged("post_install", "-at_install")
class TestInstalments(ClosingCase):
    def test_they_follow_the_amount(self):
        contract = self.won()
        contract.with_user(self.rep).amount = 999.99
        self.assertEqual(contract.instalment_ids.mapped("amount"), [300, 599.99, 100])
        contract.with_user(self.rep).action_submit()

    def test_they_must_add_up(self):
        contract = self.won().with_user(self.rep)
        contract.instalment_ids[2].percent = 5
        with self.assertRaisesRegex(UserError, "instalments come to"):
            contract.action_submit()
        contract.instalment_ids[2].write({"percent": 0, "amount": 100})
        contract.action_submit()
        self.assertEqual(contract.state, "submitted")

    def test_in_the_form(self):
        contract = self.won().with_user(self.rep)
        with Form(contract) as form:
            form.amount = 2000
            with form.instalment_ids.edit(0) as line:
                self.assertEqual(line.amount, 600)
                line.percent = 40
            with form.instalment_ids.edit(1) as line:
                line.percent = 50
        self.assertEqual(contract.instalment_ids.mapped("amount"), [800, 1000, 200])
        with Form(contract) as form, form.instalment_ids.edit(2) as line:
            line.amount = 150
        self.assertEqual(contract.instalment_ids[2].percent, 0)

    def test_dates_and_amounts_that_make_no_sense(self):
        contract = self.won().with_user(self.rep)
        for values in ({"date_start": "2026-05-02", "date_end": "2026-05-01"}, {"amount": -1}):
            with self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"):
                contract.write(values)
                self.env.flush_all()

    def test_an_instalment_stays_with_its_contract(self):
        contract, other = self.won().with_user(self.rep), self.won()
        with self.assertRaisesRegex(UserError, "stays with"):
            contract.instalment_ids[0].contract_id = other


@tagged("post_install", "-at_install")
class TestWay(ClosingCase):
    def test_submitted_approved_signed(self):
        contract = self.won()
        contract.with_user(self.rep).action_submit()
        self.assertEqual((contract.state, contract.submitted_by), ("submitted", self.rep))
        self.assertRegex(contract.name, r"^HT\d{4}-0001$")
        contract.with_user(self.boss).action_approve()
        self.assertEqual((contract.state, contract.decided_by), ("approved", self.boss))
        self.assertFalse(contract.approver_id)
        contract.with_user(self.rep).action_sign("2026-01-05", SCAN, "signed.pdf")
        self.assertEqual((contract.state, str(contract.signed_on)), ("signed", "2026-01-05"))
        self.assertEqual(contract.signed_scan_name, "signed.pdf")
        self.assertEqual(self.kinds(contract), ["prepared", "submitted", "approved", "signed"])
        last = contract.step_ids.sorted("id")[-1]
        self.assertEqual((last.user_id, last.from_state, last.to_state), (self.rep, "approved", "signed"))
        self.assertEqual((last.amount, last.version), (1000, 1))

    def test_returned_and_mended(self):
        contract = self.submitted()
        with self.assertRaisesRegex(UserError, "mended"):
            contract.with_user(self.boss).action_return("  ")
        contract.with_user(self.boss).action_return("Which model?")
        self.assertEqual((contract.state, contract.comment), ("returned", "Which model?"))
        self.assertEqual(self.reminded(self.rep, "contract_returned"), 1)
        contract.with_user(self.rep).write({"subject": "Laser cutter 6 kW"})
        self.assertEqual(contract.state, "returned")
        contract.with_user(self.rep).action_submit()
        self.assertEqual((contract.state, contract.version), ("submitted", 2))
        self.assertEqual(self.reminded(self.rep, "contract_returned"), 0)
        self.assertEqual(self.kinds(contract)[-2:], ["returned", "submitted"])
        self.assertEqual(contract.step_ids.sorted("id")[-1].from_state, "returned")

    def test_what_is_missing(self):
        contract = self.won(expected_revenue=0, partner_id=False).with_user(self.rep)
        contract.terms = "<p><br></p>"
        with self.assertRaisesRegex(UserError, "Customer, Amount, Terms"):
            contract.action_submit()

    def test_twice_or_too_early(self):
        contract = self.submitted()
        with self.assertRaisesRegex(UserError, "can't be submitted"):
            contract.with_user(self.rep).action_submit()
        with self.assertRaisesRegex(UserError, "must be approved"):
            contract.with_user(self.rep).action_sign("2026-01-05", SCAN)
        contract.with_user(self.boss).action_approve()
        with self.assertRaisesRegex(UserError, "decided already"):
            contract.with_user(self.boss2).action_approve()

    def test_signing_takes_a_day_and_a_scan(self):
        contract = self.approved().with_user(self.rep)
        self.assertEqual(contract.action_sign()["res_model"], "sales_toolkit.contract_sign")
        for day, scan in ((False, SCAN), ("2999-01-01", SCAN), ("2026-01-01", "!"), ("2026-01-01", "=")):
            with self.assertRaises(UserError):
                contract.action_sign(day, scan)
        self.assertEqual(contract.state, "approved")

    def test_changing_it_after_the_submission(self):
        for way in (self.submitted, self.approved):
            contract = way()
            contract.with_user(self.rep).amount = 1100
            self.assertEqual((contract.state, contract.version), ("draft", 2), way.__name__)
            self.assertFalse(contract.approver_id | contract.approved_by_ids)
            self.assertEqual(contract.activity_ids.user_id, self.rep)
            self.assertEqual(self.kinds(contract)[-1], "changed")

    def test_the_approver_is_told_of_a_change(self):
        self.levels((0, [self.boss], []))
        contract = self.submitted()
        self.assertEqual(self.reminded(self.boss), 1)
        contract.with_user(self.rep).terms = "<p>Other terms</p>"
        self.assertEqual(self.reminded(self.boss), 0)
        self.assertIn(self.boss.partner_id, contract.message_ids.notified_partner_ids)

    def test_each_decisive_part(self):
        document = self.env["ir.attachment"].with_user(self.rep).create({"name": "a.txt", "raw": b"a"})
        changes = [
            lambda c: c.write({"subject": "x"}),
            lambda c: c.write({"partner_id": self.company.partner_id.id}),
            lambda c: c.write({"customer_signatory": "x"}),
            lambda c: c.write({"company_signatory": "x"}),
            lambda c: c.write({"currency_id": self.env.ref("base.USD").id}),
            lambda c: c.write({"date_start": "2026-01-01"}),
            lambda c: c.write({"date_end": "2026-01-01"}),
            lambda c: c.write({"attachment_ids": [Command.link(document.id)]}),
            lambda c: c.write({"instalment_ids": [Command.create({"name": "x"})]}),
            lambda c: c.instalment_ids[0].write({"due_days": 1}),
            lambda c: c.instalment_ids[0].unlink(),
            lambda c: c.instalment_ids.create({"contract_id": c.id, "name": "x"}),
        ]
        contract = self.approved()
        for index, change in enumerate(changes):
            with self.subTest(index=index):
                contract.sudo().write_derived({"state": "approved"})
                self.settle()
                change(contract.with_user(self.rep))
                self.assertEqual(contract.state, "draft")

    def test_the_same_again_is_no_change(self):
        contract = self.approved()
        contract.with_user(self.rep).write({"amount": 1000, "subject": "Laser cutter"})
        self.assertEqual(contract.state, "approved")

    def test_a_signed_one_is_not_changed(self):
        contract = self.signed()
        scan = self.env["ir.attachment"].search(
            [("res_model", "=", CONTRACT), ("res_id", "=", contract.id), ("res_field", "=", "signed_scan")]
        )
        self.assertTrue(scan)
        attempts = [
            lambda c: c.write({"amount": 1}),
            lambda c: c.write({"template_id": False}),
            lambda c: c.instalment_ids[0].write({"amount": 1}),
            lambda c: c.instalment_ids.unlink(),
            lambda c: scan.with_env(c.env).write({"raw": b"other"}),
            lambda c: scan.with_env(c.env).unlink(),
            lambda c: scan.create(
                {"name": "x", "res_model": CONTRACT, "res_id": c.id, "res_field": "signed_scan"}
            ),
            lambda c: c.unlink(),
        ]
        for index, attempt in enumerate(attempts):
            for env in (self.env(user=self.rep), self.env(user=self.manager), self.env):
                with self.subTest(index=index, user=env.user.login):
                    with self.assertRaises(UserError), self.env.cr.savepoint():
                        attempt(contract.with_env(env))

    def test_the_content_of_a_document_is_approved_too(self):
        contract = self.won().with_user(self.rep)
        files = self.env["ir.attachment"].with_user(self.rep)
        document = files.create({"name": "spec.txt", "raw": b"6 kW"})
        contract.write({"attachment_ids": [Command.link(document.id)]})
        self.assertEqual((document.res_model, document.res_id), (CONTRACT, contract.id))
        contract.action_submit()
        document.raw = b"3 kW"
        self.assertEqual(contract.state, "draft")
        contract.action_submit()
        document.unlink()
        self.assertEqual(contract.state, "draft")
        other = self.env["ir.attachment"].create(
            {"name": "x", "raw": b"x", "res_model": "res.company", "res_id": 1}
        )
        with self.assertRaisesRegex(UserError, "Upload"):
            contract.write({"attachment_ids": [Command.link(other.id)]})

    def test_numbers_per_company_and_year(self):
        with freeze_time("2026-12-31 03:00:00"):
            names = [self.submitted().name, self.submitted().name]
        with freeze_time("2026-12-31 20:00:00"):  # already the new year in the company
            self.company.partner_id.tz = "Asia/Shanghai"
            names.append(self.submitted().name)
        self.assertEqual(names, ["HT2026-0001", "HT2026-0002", "HT2027-0001"])
        other = self.env["res.company"].create({"name": "Other"})
        self.rep.company_ids |= other
        self.boss.company_ids |= other
        contract = self.won(company_id=other.id)
        with freeze_time("2026-06-01 03:00:00"):
            contract.with_user(self.rep).with_context(allowed_company_ids=other.ids).action_submit()
        self.assertEqual((contract.company_id, contract.name), (other, "HT2026-0001"))
        self.assertNotEqual(other.contract_sequence_id, self.company.contract_sequence_id)

    def test_numbers_of_cards_are_refused(self):
        contract = self.won().with_user(self.rep)
        for values in ({"subject": "6222021234567890128"}, {"terms": "<p>6222021234567890128</p>"}):
            with self.assertRaises(ValidationError):
                contract.write(values)
        with self.assertRaises(ValidationError):
            contract.instalment_ids[0].name = "6222021234567890128"

    def test_nobody_types_the_states(self):
        contract = self.submitted()
        for user in (self.rep, self.manager, self.boss):
            for values in ({"state": "approved"}, {"approver_id": user.id}, {"author_ids": [Command.clear()]},
                           {"version": 9}, {"active": False}, {"turn": 0},
                           {"lead_id": self.deal().id}):  # fmt: skip
                with self.subTest(user=user.login, values=values), self.assertRaises(UserError):
                    contract.with_user(user).write(values)
        with self.assertRaises(UserError):
            contract.step_ids.with_user(self.manager).unlink()
        step = self.env["sales_toolkit.contract_step"]
        with self.assertRaises(UserError):
            step.create({"contract_id": contract.id, "kind": "approved"})
        with self.assertRaises(UserError):
            contract.step_ids.write({"comment": "x"})
        with self.assertRaises(UserError):
            contract.unlink()

    def test_a_bad_scan_name(self):
        with self.assertRaises(ValidationError):
            self.approved().with_user(self.rep).action_sign(
                "2026-01-01", encoded(b"x"), "6222021234567890128"
            )
