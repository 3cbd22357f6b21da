"""What became of the deals that had a grade on a day (O12)."""

from datetime import date, timedelta

from freezegun import freeze_time
from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.exceptions import ValidationError
from odoo.tests import tagged

from common_learning import LearningCase

# noon in Shanghai
NOW = "2026-06-15 04:00:00"


@tagged("post_install", "-at_install")
class TestHitRate(LearningCase):
    def setUp(self):
        super().setUp()
        frozen = freeze_time(NOW)
        frozen.start()
        self.addCleanup(frozen.stop)

    def test_won_in_time_later_lost_open(self):
        graded = [("2026-01-20", "a")]
        for closed, result in (
            (("won", "2026-02-10"), "hit"),
            (("won", "2026-05-10"), "late"),
            (("lost", "2026-02-10"), "lost"),
            (None, "open"),
        ):
            lead = self.past(graded, closed)
            self.assertEqual(self.hits(lead)[0], ("2026-02-01", result))

    def test_the_last_day_of_the_promise(self):
        # 1 February + 30 days
        last, after = (self.past([("2026-01-20", "a")], ("won", day)) for day in ("2026-03-03", "2026-03-04"))
        self.assertEqual(self.hits(last), [("2026-02-01", "hit"), ("2026-03-01", "hit")])
        self.assertEqual(self.hits(after), [("2026-02-01", "late"), ("2026-03-01", "hit")])

    def test_the_day_is_the_companys(self):
        # 16:30 UTC is half past midnight in Shanghai
        late = self.past([("2026-01-20", "a")], ("won", self.at("2026-03-03", 16.5)))
        self.assertEqual(self.hits(late)[0], ("2026-02-01", "late"))
        became = self.past([(self.at("2026-02-01", 15.5), "a")], ("won", "2026-02-20"))
        self.assertEqual(self.hits(became), [("2026-02-01", "hit")])
        became = self.past([(self.at("2026-02-01", 16.5), "a")], ("won", "2026-02-20"))
        self.assertEqual(self.hits(became), [])

    def test_a_then_b_then_a(self):
        lead = self.past(
            [("2025-12-20", "a"), ("2026-01-10", "b"), ("2026-02-20", "a")], ("won", "2026-03-20")
        )
        self.assertEqual(self.hits(lead), [("2026-01-01", "late"), ("2026-03-01", "hit")])
        self.assertEqual(self.hits(lead, "b"), [("2026-02-01", "hit")])

    def test_the_end_of_the_day_counts(self):
        lead = self.past([(self.at("2026-02-01", 2), "a"), (self.at("2026-02-01", 6), "b")])
        self.assertEqual(self.hits(lead), [])
        self.assertEqual(self.hits(lead, "b")[0], ("2026-02-01", "open"))
        at_once = self.at("2026-02-01", 2)
        lead = self.past([(at_once, "b"), (at_once, "a")], ("won", "2026-02-20"))
        self.assertEqual(self.hits(lead, None), [("2026-02-01", "hit")])

    def test_closed_on_the_day_is_not_open_at_its_end(self):
        lead = self.past([("2026-01-20", "a")], ("won", "2026-02-01"))
        self.assertEqual(self.hits(lead), [])

    def test_not_graded_any_more(self):
        lead = self.past([("2026-01-20", "a"), ("2026-02-10", None)])
        self.assertEqual(self.hits(lead, None), [("2026-02-01", "open")])

    def test_young_days_are_not_decided_even_where_won(self):
        lead = self.past([("2026-04-20", "a")], ("won", "2026-06-10"))
        self.assertEqual(self.hits(lead), [("2026-05-01", "late"), ("2026-06-01", "running")])
        [row] = self.env["sales_toolkit.grade_hit"].search([("lead_id", "=", lead.id)], limit=1)
        self.assertEqual((row.decided, row.hit), (0, 0))
        rates = self.env["sales_toolkit.grade_hit"]._read_group(
            [("lead_id", "=", lead.id)], [], ["decided:sum", "hit_rate:avg", "lead_id:count_distinct"]
        )
        self.assertEqual(rates, [(1, 0.0, 1)])

    def test_decided_on_the_day_after_the_last(self):
        lead = self.past([("2026-05-01", "a")])
        with freeze_time("2026-05-31 15:00:00"):
            self.assertEqual(self.hits(lead), [("2026-05-01", "running")])
        self.settle()
        # midnight in Shanghai has passed
        with freeze_time("2026-05-31 17:00:00"):
            self.assertEqual(self.hits(lead), [("2026-05-01", "open"), ("2026-06-01", "running")])

    def test_lost_and_restored_is_as_if_it_had_been_open(self):
        lead = self.deal("a")
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE sales_toolkit_grade_history SET date = '2026-01-20' WHERE lead_id = %s", [lead.id]
        )
        lead.action_set_lost()
        self.settle()
        self.assertEqual({result for _day, result in self.hits(lead) if _day < "2026-05-01"}, {"lost"})
        lead.action_unarchive()
        self.settle()
        self.assertEqual(lead.won_status, "pending")
        self.assertEqual(self.hits(lead)[0], ("2026-02-01", "open"))
        lead.action_set_won()
        self.settle()
        self.assertEqual(self.hits(lead)[0], ("2026-02-01", "late"))

    def test_archiving_a_won_deal_does_not_move_its_closing(self):
        lead = self.past([("2026-01-20", "a")], ("won", "2026-02-10"))
        self.env.cr.execute(
            "UPDATE crm_lead SET date_closed = '2026-05-01', active = false WHERE id = %s", [lead.id]
        )
        self.env.invalidate_all()
        self.assertEqual(self.hits(lead), [("2026-02-01", "hit")])

    def test_closed_before_the_toolkit_was_there(self):
        lead = self.past([("2026-01-20", "a")], ("won", "2026-02-10"))
        self.env.cr.execute("UPDATE crm_lead SET outcome = NULL, outcome_at = NULL WHERE id = %s", [lead.id])
        self.assertEqual(self.hits(lead), [("2026-02-01", "hit")])

    def test_what_was_merged_into_it_does_not_count(self):
        lead = self.past([("2026-02-20", "b")], ("won", "2026-03-20"))
        self.change(lead, "2026-01-10", None, "a", merged=True)
        self.assertEqual(self.hits(lead, None), [("2026-03-01", "hit")])

    def test_merging(self):
        first, second = self.past([("2026-01-20", "b")]), self.past([("2026-01-20", "a")])
        merged = (first | second).merge_opportunity()
        self.settle()
        rows = self.env["sales_toolkit.grade_hit"].search([("lead_id", "=", merged.id)])
        self.assertEqual(len(rows.filtered(lambda row: str(row.date) == "2026-02-01")), 1)

    def test_without_history(self):
        lead = self.past([("2026-01-20", "a")], ("won", "2026-02-10"))
        self.env.cr.execute("DELETE FROM sales_toolkit_grade_history WHERE lead_id = %s", [lead.id])
        self.assertEqual(self.hits(lead), [("2026-02-01", "hit")])
        [row] = self.env["sales_toolkit.grade_hit"].search([("lead_id", "=", lead.id)])
        self.assertEqual((row.user_id, row.team_id), (self.rep, self.east))

    def test_only_opportunities(self):
        lead = self.past([("2026-01-20", "a")], ("won", "2026-02-10"))
        lead.type = "lead"
        self.settle()
        self.assertEqual(self.hits(lead), [])

    # Policies and settings ------------------------------------------------------------------------------

    def test_another_horizon(self):
        lead = self.past([("2026-01-20", "a")], ("won", "2026-02-27"))
        self.policy("a", horizon_days=20)
        self.settle()
        self.assertEqual(self.hits(lead), [("2026-02-01", "late")])
        self.policy("a", horizon_days=60)
        self.settle()
        self.assertEqual(self.hits(lead), [("2026-02-01", "hit")])

    def test_a_team_of_its_own_policy(self):
        west = self.env["crm.team"].search([("name", "=", "West")], order="id desc", limit=1)
        own = {"code": "a", "need_clarity": "clear", "budget_fit": "matched", "decision_clarity": "clear"}
        self.env["sales_toolkit.grade"].create({**own, "horizon_days": 10, "team_id": west.id})
        leads = [
            self.past([("2026-01-20", "a")], ("won", "2026-02-20"), team_id=team.id)
            for team in (self.east, west)
        ]
        self.assertEqual([self.hits(lead)[0][1] for lead in leads], ["hit", "late"])

    def test_no_promise(self):
        lead = self.past([("2025-01-20", "c")], ("won", "2025-07-20"))
        self.assertEqual(self.hits(lead, "c")[0], ("2025-02-01", "hit"))
        self.company.hit_rate_days = 90
        self.settle()
        self.assertEqual(self.hits(lead, "c")[0], ("2025-02-01", "late"))
        self.company.hit_rate_days = 0
        self.settle()
        self.assertEqual(self.hits(lead, "c"), [])

    def test_mondays(self):
        self.company.hit_rate_sampling = "week"
        lead = self.past([("2026-02-02", "a")], ("won", "2026-02-23"))
        days = ["2026-02-02", "2026-02-09", "2026-02-16"]
        self.assertEqual(self.hits(lead), [(day, "hit") for day in days])

    def test_two_companies(self):
        other = self.env["res.company"].create({"name": "Other", "hit_rate_sampling": "week"})
        other.partner_id.tz = "America/New_York"
        own = {"code": "a", "need_clarity": "clear", "budget_fit": "matched", "decision_clarity": "clear"}
        self.env["sales_toolkit.grade"].create({**own, "horizon_days": 10, "company_id": other.id})
        lead = self.past(
            [("2026-02-02", "a")], ("won", "2026-02-19"), company_id=other.id, user_id=False, team_id=False
        )
        mine = self.past([("2026-01-20", "a")], ("won", "2026-02-19"))
        self.assertEqual(
            self.hits(lead), [("2026-02-02", "late"), ("2026-02-09", "hit"), ("2026-02-16", "hit")]
        )
        self.assertEqual(self.hits(mine), [("2026-02-01", "hit")])
        hits = self.env["sales_toolkit.grade_hit"].with_user(self.manager)
        self.assertEqual(hits.search([]).lead_id, mine)
        rows = self.env["sales_toolkit.grade_hit"].search([("lead_id", "=", lead.id)])
        self.assertEqual(rows.company_id, other)

    def test_impossible_settings_are_refused(self):
        for values in ({"hit_rate_days": -1}, {"coaching_count": -1}, {"hit_rate_days": 99999}):
            with self.assertRaises(ValidationError), self.cr.savepoint():
                self.company.write(values)

    # The same, slowly -----------------------------------------------------------------------------------

    def slow(self, changes, closed, weekly, horizons, today):
        """Day by day: {(day, grade): result}."""
        rows = {}
        status, closed_on = closed or ("pending", None)
        day = date(2025, 12, 1)
        while day <= today:
            grade = None
            for when, new in sorted(changes, key=lambda change: change[0]):
                if (when + timedelta(hours=8)).date() <= day:
                    grade = new
            looked_at = day.weekday() == 0 if weekly else day.day == 1
            if looked_at and grade and not (closed_on and closed_on <= day):
                last = day + timedelta(days=horizons[grade])
                if last >= today:
                    result = "running"
                elif status == "won":
                    result = "hit" if closed_on <= last else "late"
                else:
                    result = {"lost": "lost", "pending": "open"}[status]
                rows[day, grade] = result
            day += timedelta(days=1)
        return rows

    def test_as_the_slow_reference(self):
        start = self.at("2025-12-01", 0)
        moments = st.integers(0, 24 * 190).map(lambda hours: start + timedelta(hours=hours))
        changes = st.lists(
            st.tuples(moments, st.sampled_from(["a", "b", "c", None])),
            max_size=6,
            unique_by=lambda row: row[0],
        ).map(lambda rows: sorted(rows, key=lambda row: row[0]))
        deals = st.lists(
            st.tuples(changes, st.none() | st.tuples(st.sampled_from(["won", "lost"]), moments)),
            min_size=6,
            max_size=6,
        )
        self.company.hit_rate_days = 120
        leads = [self.past([]) for _lead in range(6)]
        horizons, today = {"a": 30, "b": 90, "c": 120}, date(2026, 6, 15)

        @settings(max_examples=30, deadline=None, database=None, derandomize=True)
        @given(deals, st.booleans())
        def check(deals, weekly):
            self.company.hit_rate_sampling = "week" if weekly else "month"
            for lead, (changes, closed) in zip(leads, deals, strict=True):
                self.relive(lead, changes, closed)
            rows = self.env["sales_toolkit.grade_hit"].search(
                [("lead_id", "in", [lead.id for lead in leads])]
            )
            self.assertEqual(len(set(rows.ids)), len(rows))
            for lead, (changes, closed) in zip(leads, deals, strict=True):
                local = closed and (closed[0], (closed[1] + timedelta(hours=8)).date())
                found = {(row.date, row.grade): row.result for row in rows if row.lead_id == lead}
                self.assertEqual(found, self.slow(changes, local, weekly, horizons, today))

        check()
