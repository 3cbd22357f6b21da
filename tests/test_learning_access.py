"""Who sees which rows of the reports, also over RPC (O12, X3)."""

from odoo.fields import Command
from odoo.tests import tagged

from common import ToolkitHttpCase
from common_learning import LearningCase

REFUSED = "odoo.exceptions.AccessError"
ERROR = "odoo.exceptions.UserError"
HITS = "sales_toolkit.grade_hit"
REPORT = "sales_toolkit.retrospective_report"


@tagged("post_install", "-at_install")
class TestLearningAccess(ToolkitHttpCase, LearningCase):
    def setUp(self):
        super().setUp()
        graded = [("2025-01-20", "a")]
        self.mine = self.past(graded, ("won", "2025-02-10"))
        self.theirs = self.past(graded, ("lost", "2025-02-10"), user_id=self.rep2.id)
        self.other = self.env["res.company"].create({"name": "Other"})
        self.foreign = self.past(
            graded, ("won", "2025-02-10"), user_id=False, team_id=False, company_id=self.other.id
        )
        improvement, success = self.tag(), self.tag("Quick answers", "success")
        for lead, user in ((self.mine, self.rep), (self.theirs, self.rep2)):
            self.retrospective(improvement | success, lead=lead, user=user)
        self.retrospective(
            improvement,
            lead=self.foreign,
            user=self.manager,
            user_id=False,
            company_id=self.other.id,
            team_id=False,
        )
        self.leads = self.mine | self.theirs | self.foreign

    def seen(self, user, model):
        """Whose rows ``user`` gets: by search, and by groups with figures."""
        domain = [("lead_id", "in", self.leads.ids)]
        rows = self.call(user, model, "search_read", domain, ["lead_id"])
        groups = self.call(user, model, "formatted_read_group", domain, ["lead_id"], ["__count"])
        if isinstance(rows, str):
            self.assertEqual(rows, groups)
            return rows
        self.assertEqual({row["lead_id"][0] for row in rows}, {group["lead_id"][0] for group in groups})
        self.assertEqual(len(rows), sum(group["__count"] for group in groups))
        return self.env["crm.lead"].browse({row["lead_id"][0] for row in rows})

    def test_hit_rate(self):
        expected = {
            self.rep: self.mine,
            self.rep2: self.theirs,
            self.leader: self.mine | self.theirs,
            self.manager: self.mine | self.theirs,
            self.outsider: REFUSED,
            self.auditor: REFUSED,
            self.portal: REFUSED,
        }
        for user, leads in expected.items():
            self.assertEqual(self.seen(user, HITS), leads, user.name)

    def test_hit_rate_as_the_opportunity_itself(self):
        """Whoever has it now sees it, whoever it belonged to when it was graded."""
        self.mine.user_id = self.rep2
        self.settle()
        self.assertEqual(self.seen(self.rep2, HITS), self.mine | self.theirs)
        self.assertFalse(self.seen(self.rep, HITS))
        [row] = self.env[HITS].search([("lead_id", "=", self.mine.id), ("grade", "=", "a")])
        self.assertEqual(row.user_id, self.rep)

    def test_hit_rate_of_two_companies(self):
        self.manager.company_ids = [Command.link(self.other.id)]
        context = {"allowed_company_ids": (self.company | self.other).ids}
        found = self.call(
            self.manager, HITS, "search_count", [("lead_id", "in", self.leads.ids)], context=context
        )
        self.assertEqual(found, 3)

    def test_pivot_over_rpc(self):
        groups = self.call(
            self.rep,
            HITS,
            "formatted_read_grouping_sets",
            [("lead_id", "in", self.leads.ids)],
            [[], ["date:quarter"], ["date:quarter", "grade"]],
            ["decided:sum", "hit:sum", "hit_rate:avg"],
        )
        self.assertEqual((groups[0][0]["decided:sum"], groups[0][0]["hit_rate:avg"]), (1, 100.0))

    def test_retrospectives(self):
        expected = {
            self.rep: self.mine,
            self.rep2: self.theirs,
            self.leader: self.mine | self.theirs,
            self.manager: self.mine | self.theirs,
            self.auditor: self.mine | self.theirs,
            self.outsider: REFUSED,
            self.portal: REFUSED,
        }
        for user, leads in expected.items():
            self.assertEqual(self.seen(user, REPORT), leads, user.name)

    def test_nobody_writes_reports(self):
        for model in (HITS, REPORT):
            [row] = self.env[model].search([("lead_id", "=", self.mine.id)], limit=1)
            for method, arguments in (
                ("write", [row.ids, {"lead_id": self.theirs.id}]),
                ("unlink", [row.ids]),
            ):
                self.assertEqual(self.call(self.manager, model, method, *arguments), REFUSED)

    def test_opening_a_row(self):
        [hit] = self.env[HITS].search([("lead_id", "=", self.mine.id), ("grade", "=", "a")])
        action = self.call(self.rep, HITS, "action_open_lead", hit.ids)
        self.assertEqual((action["res_model"], action["res_id"]), ("crm.lead", self.mine.id))
        self.assertEqual(self.call(self.rep2, HITS, "action_open_lead", hit.ids), REFUSED)
        [row] = self.env[REPORT].search([("lead_id", "=", self.mine.id)], limit=1)
        action = self.call(self.rep, REPORT, "action_open_retrospective", row.ids)
        self.assertEqual(action["res_model"], "sales_toolkit.retrospective")
        self.assertEqual(self.call(self.rep2, REPORT, "action_open_retrospective", row.ids), REFUSED)

    def test_calibration_over_rpc(self):
        model, method = "sales_toolkit.calibration", "get_calibration"
        self.assertEqual(self.call(self.rep, model, method), REFUSED)
        found = self.call(self.leader, model, method, 120)
        self.assertTrue(found["quarters"])
        self.assertEqual(self.call(self.leader, model, method, "all"), ERROR)
        for private in ("_get_groups", "_cron_find_coaching", "insert_rows"):
            self.assertIsInstance(self.call(self.manager, "sales_toolkit.coaching", private, []), str)
