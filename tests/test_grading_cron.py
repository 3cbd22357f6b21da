"""Time moves every day: what the scheduled action finds is what the rules say, once (O1)."""

from itertools import product
from unittest.mock import patch

from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.sales_toolkit.rules.grading import LEVELS

from common_grading import GradingCase

CRON = "odoo.addons.sales_toolkit.models.grading.grading_cron"


@tagged("post_install", "-at_install")
class TestGradingCron(GradingCase):
    def move(self, leads, days):
        """As if the closing had been stated some time ago."""
        self.settle()
        query = "UPDATE crm_lead SET date_deadline = %s WHERE id = ANY(%s)"
        self.env.cr.execute(query, (self.day(days), leads.ids))
        self.env.invalidate_all()

    def test_time_brings_a_deal_nearer_once(self):
        lead, other = self.deal("a", date_deadline=self.day(31)), self.deal("b")
        self.move(lead, 30)
        calls = self.told()
        self.run_cron()
        self.assertEqual(calls, [{lead.id: ("b", "a")}])
        self.assertEqual(self.history(lead)[-1], ("b", "a", "time"))
        self.assertEqual(self.history(other), [(False, "b", "facts")])
        self.run_cron()
        self.assertEqual(len(calls), 1)

    def test_in_batches(self):
        leads = self.env["crm.lead"].concat(*(self.deal("a", date_deadline=self.day(31)) for _ in range(5)))
        self.move(leads, 30)
        calls = self.told()
        with patch(f"{CRON}.BATCH", 2):
            self.run_cron()
        self.assertEqual(sorted(map(len, calls)), [1, 2, 2])
        self.assertEqual(set(leads.mapped("grade")), {"a"})

    @mute_logger(CRON)
    def test_one_that_fails_does_not_stop_the_others(self):
        leads = self.env["crm.lead"].concat(*(self.deal("a", date_deadline=self.day(31)) for _ in range(4)))
        self.move(leads, 30)
        poison, calls = leads[1], []

        def on_grade_changed(records, changes):
            if poison.id in records.ids:
                raise ValueError("poison")
            calls.append(records.ids)

        with patch.object(type(leads), "on_grade_changed", on_grade_changed):
            self.run_cron()
        self.assertEqual([lead.grade for lead in leads], ["a", "b", "a", "a"])
        self.assertEqual(sorted(sum(calls, [])), sorted((leads - poison).ids))
        self.assertEqual(len(self.history(poison)), 1)
        self.run_cron()
        self.assertEqual(poison.grade, "a")

    def test_closed_and_archived_deals_are_left_alone(self):
        won, lost, archived = leads = self.deal("a"), self.deal("a"), self.deal("a")
        won.action_set_won()
        lost.action_set_lost()
        archived.active = False
        self.move(won | lost | archived, 400)
        self.run_cron()
        self.assertEqual([lead.grade for lead in leads], ["a", "a", "a"])

    def test_what_existed_before_is_not_touched(self):
        lead = self.deal(None, date_deadline=self.day(5))
        stamp = lead.write_date
        self.run_cron()
        self.assertEqual((lead.grade, self.history(lead), lead.write_date), (False, [], stamp))

    # The search says what the rules say --------------------------------------------------------------------

    def all_deals(self):
        """Every combination of inputs, with closings around the horizons."""
        closings = [None, -3, 5, 6, 30, 31, 90, 91]
        values = [
            {
                **self.deal_values(None, user_id=user.id),
                **dict(zip(LEVELS, levels, strict=True)),
                "date_deadline": False if days is None else self.day(days),
            }
            for number, levels in enumerate(product(*((False, *levels) for levels in LEVELS.values())))
            for days in (closings[number % 8], closings[(number * 3 + 1) % 8])
            for user in (self.rep, self.rep2)
        ]
        return self.env["crm.lead"].with_context(tracking_disable=True).create(values)

    def check_search(self, leads):
        """Whatever grade is stored, those are found for which the rules say another one."""
        self.policy("c")
        right = {lead.id: lead.grade or None for lead in leads}
        for stored in ("a", "b", "c", None):
            self.settle()
            self.env.cr.execute("UPDATE crm_lead SET grade = %s WHERE id = ANY(%s)", (stored, leads.ids))
            self.env.invalidate_all()
            found = set(leads._get_outdated_ids()) & set(leads.ids)
            self.assertEqual(found, {id_ for id_, grade in right.items() if grade != stored})
        leads.browse(sorted(found))._regrade("policy")
        self.assertEqual({lead.id: lead.grade or None for lead in leads}, right)

    def test_the_search_finds_what_the_rules_say(self):
        leads = self.all_deals()
        self.assertEqual(set(leads.mapped("grade")), {"a", "b", "c", False})
        self.check_search(leads)

    def test_with_policies_of_a_team_and_a_company(self):
        grades = self.env["sales_toolkit.grade"]
        east = self.rep.crm_team_ids
        needs = {"need_clarity": "partial", "budget_fit": "unconfirmed"}
        own = {"code": "a", "team_id": east.id, "horizon_days": 5, "competition": "ahead"}
        grades.create(own | needs)
        grades.create({"code": "b", "company_id": self.company.id, "horizon_days": 90})
        self.check_search(self.all_deals())

    def test_every_company_has_its_own_today_and_policy(self):
        """Far enough apart that it is never the same day in both."""
        self.company.partner_id.tz = "Pacific/Kiritimati"
        other = self.env["res.company"].create({"name": "Other"})
        other.partner_id.tz = "Pacific/Pago_Pago"
        self.assertLess(other.get_today(), self.company.get_today())
        (self.manager | self.env.user).write({"company_ids": [(4, other.id)]})
        leads = self.env["crm.lead"]
        for company in (self.company, other):
            for day in (30, 31):
                values = self.deal_values("a", user_id=self.manager.id, company_id=company.id, team_id=False)
                closing = company.get_today() + (self.day(day) - self.day(0))
                leads |= leads.create(values | {"date_deadline": closing})
        self.assertEqual(leads.mapped("grade"), ["a", "b", "a", "b"])
        own = {"code": "a", "company_id": other.id, "horizon_days": 31, "need_clarity": "clear"}
        self.env["sales_toolkit.grade"].create({**own, "budget_fit": "matched"})
        self.assertEqual(leads.mapped("grade"), ["a", "b", "a", "a"])
        self.check_search(leads)
