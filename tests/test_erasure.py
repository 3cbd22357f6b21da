"""Retention: who is proposed when, what is kept, what is erased (C12)."""

import logging
from unittest.mock import patch

from odoo.exceptions import UserError, ValidationError
from odoo.fields import Date
from odoo.tests import tagged

from common_erasure import MARK, Erasable


@tagged("post_install", "-at_install")
class TestRetention(Erasable):
    """Proposed once, kept or erased after the grace period."""

    def test_off_unless_switched_on(self):
        self.company.retention_months = 0
        self.assertFalse(self.proposed())
        self.assertEqual(self.env["res.company"].create({"name": "New"}).retention_months, 0)
        self.assertEqual(self.env["res.company"].create({"name": "Newer"}).retention_grace_days, 30)

    def test_impossible_periods_are_refused(self):
        for name in ("retention_months", "retention_grace_days"):
            with self.subTest(name=name), self.assertRaises(ValidationError):
                self.company[name] = -1

    def test_proposed_once_with_a_grace_period(self):
        finding = self.proposed()
        today = Date.today()
        self.assertEqual(
            (finding.reason, finding.state, finding.proposed_on), ("retention", "proposed", today)
        )
        self.assertEqual(finding.due_date, Date.add(today, days=30))
        self.propose()
        self.assertEqual(len(self.findings(finding.partner_id)), 1)

    def test_only_customers_dormant_for_long_enough(self):
        for since, registered_on, expected in (
            (Date.subtract(Date.today(), months=24), "2024-03-15", 1),
            (Date.subtract(Date.today(), months=24, days=-1), "2024-03-15", 0),
        ):
            with self.subTest(since=since):
                customer = self.dormant(self.customer(registered_on=registered_on), since)
                self.propose()
                self.assertEqual(len(self.findings(customer)), expected)
        awake, unregistered = self.customer(), self.dormant(self.customer())
        unregistered.registered_on = False
        self.propose()
        self.assertFalse(self.findings(awake) | self.findings(unregistered))

    def test_each_company_has_its_own_period(self):
        other = self.env["res.company"].create({"name": "Other"})
        customer = self.dormant(self.customer(user=self.env.user, company_id=other.id, user_id=False))
        mine = self.dormant(self.customer(user=self.env.user, user_id=False))
        shared = self.dormant(self.customer())
        self.propose()
        count = self.env["sales_toolkit.erasure"].search_count
        self.assertEqual(
            [count([("partner_id", "=", partner.id)]) for partner in (customer, mine, shared)], [0, 1, 1]
        )
        self.assertFalse(self.findings(customer))
        other.write({"retention_months": 12, "retention_grace_days": 5})
        self.propose()
        finding = self.env["sales_toolkit.erasure"].search([("partner_id", "=", customer.id)])
        self.assertEqual(finding.due_date, Date.add(Date.today(), days=5))
        self.assertFalse(self.findings(customer), "managers of other companies see nothing of it")

    def test_in_batches(self):
        customers = [self.dormant(self.customer(f"Customer {number}")) for number in range(5)]
        with patch("odoo.addons.sales_toolkit.models.erasure.erasure_cron.BATCH", 2):
            self.propose()
        self.assertEqual([len(self.findings(customer)) for customer in customers], [1] * 5)

    def test_nothing_happens_before_the_grace_period_is_over(self):
        finding = self.proposed(pain_points="slow")
        self.run_due()
        self.assertEqual((finding.state, finding.partner_id.pain_points), ("proposed", "slow"))

    def test_erased_when_it_is_over(self):
        finding = self.proposed(pain_points="slow", due=Date.today())
        self.run_due()
        self.assertEqual((finding.state, finding.partner_id.pain_points), ("done", False))
        self.assertEqual(finding.done_by, self.env.ref("base.user_root"))
        self.assertTrue(finding.done_at)
        self.propose()
        self.run_due()
        self.assertEqual(len(self.findings(finding.partner_id)), 1)
        self.assertEqual(len(self.rows(finding.partner_id, "erasure")), 1)

    def test_kept_with_a_reason(self):
        finding = self.proposed(pain_points="slow", due=Date.today())
        with self.assertRaises(UserError):
            finding.action_keep("  ")
        keep = self.env["sales_toolkit.erasure_keep"].with_user(self.manager)
        keep.with_context(default_erasure_id=finding.id).create({"note": "open claim"}).action_keep()
        self.assertEqual(
            (finding.state, finding.note, finding.decided_by_id), ("kept", "open claim", self.manager)
        )
        self.run_due()
        self.propose()
        self.assertEqual(
            (self.findings(finding.partner_id), finding.partner_id.pain_points), (finding, "slow")
        )
        with self.assertRaises(UserError):
            finding.action_keep("again")

    def test_kept_can_be_erased_after_all_and_erased_is_final(self):
        finding = self.proposed(pain_points="slow")
        finding.action_keep("open claim")
        finding.action_erase()
        self.assertEqual((finding.state, finding.done_by), ("done", self.manager))
        self.assertFalse(finding.partner_id.pain_points)
        for decide in (finding.action_erase, lambda: finding.action_keep("x")):
            with self.assertRaises(UserError):
                decide()

    def test_who_wakes_keeps_everything_and_may_become_dormant_again(self):
        finding = self.proposed(pain_points="slow", due=Date.today())
        customer = finding.partner_id.with_user(self.rep)
        customer.action_wake()
        self.run_due()
        self.assertEqual((finding.state, customer.pain_points), ("kept", "slow"))
        self.dormant(customer, "2021-01-01")
        self.propose()
        self.assertEqual(sorted(self.findings(customer).mapped("state")), ["kept", "proposed"])

    def test_a_longer_period_or_none_holds_back_what_is_due(self):
        finding = self.proposed(pain_points="slow", due=Date.today())
        for months in (0, 1200):
            self.company.retention_months = months
            self.run_due()
            self.assertEqual((finding.state, finding.partner_id.pain_points), ("proposed", "slow"))

    def test_one_bad_record_does_not_stop_the_others(self):
        bad, good = (self.proposed(name, pain_points="slow", due=Date.today()) for name in ("Bad", "Good"))
        erase = type(bad.partner_id).erase_personal_items

        def failing(partner, statement):
            if partner == bad.partner_id:
                partner.pain_points = "half done"
                raise ValueError(f"{MARK} secret")
            return erase(partner, statement)

        with (
            patch.object(type(bad.partner_id), "erase_personal_items", failing),
            self.assertLogs("odoo.addons.sales_toolkit", logging.WARNING) as logs,
        ):
            self.run_due()
        self.assertNotIn(MARK, "".join(logs.output))
        self.assertEqual((good.state, bad.state, bad.failure), ("done", "proposed", "ValueError"))
        self.assertEqual(
            (bad.partner_id.pain_points, bad.retry_date), ("slow", Date.add(Date.today(), days=1))
        )
        self.run_due()
        self.assertEqual(bad.state, "proposed", "not again on the same day")
        bad.sudo().retry_date = Date.today()
        self.settle()
        self.run_due()
        self.assertEqual((bad.state, bad.failure), ("done", False))
