"""Improvement points that recur, and what a leader does about them (O12)."""

from datetime import timedelta
from unittest.mock import patch

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import new_test_user, tagged

from common_learning import LearningCase

CRON = "sales_toolkit.cron_find_coaching"


@tagged("post_install", "-at_install")
class TestCoaching(LearningCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.late = cls.env["sales_toolkit.retrospective_tag"].create(
            {"name": "Objections answered late", "kind": "improvement"}
        )

    def find(self):
        self.settle()
        with self.enter_registry_test_mode():
            result = self.env.ref(CRON).method_direct_trigger()
        self.assertIs(result, True)
        self.settle()
        return self.env["sales_toolkit.coaching"].search([("tag_id", "=", self.late.id)], order="id")

    def recur(self, number=3, user=None, **values):
        """Retrospectives that name the same point."""
        records = self.env["sales_toolkit.retrospective"]
        for _record in range(number):
            records |= self.retrospective(self.late, user=user or self.rep, **values)
        return records

    def coaching(self):
        self.recur()
        return self.find()

    def waiting(self, user, kind="coaching"):
        self.env.flush_all()
        reminder = self.env["sales_toolkit.reminder"].search([("user_id", "=", user.id), ("kind", "=", kind)])
        self.assertEqual(len(reminder.activity_ids), 1 if reminder.count else 0)
        return reminder.count

    # Finding --------------------------------------------------------------------------------------------

    def test_three_times_is_found(self):
        records = self.recur(2)
        self.assertFalse(self.find())
        records |= self.recur(1)
        coaching = self.find()
        self.assertEqual(len(coaching), 1)
        self.assertEqual(
            (coaching.user_id, coaching.team_id, coaching.leader_id), (self.rep, self.east, self.leader)
        )
        self.assertEqual((coaching.count, coaching.state, coaching.retrospective_ids), (3, "open", records))
        self.assertEqual(coaching.period_start.day, 1)
        self.assertEqual(coaching.period_start.month % 3, 1)
        self.assertEqual(self.waiting(self.leader), 1)
        self.assertEqual(self.waiting(self.rep), 0)

    def test_again_finds_nothing_new(self):
        coaching = self.coaching()
        activity = self.env["mail.activity"].search([("user_id", "=", self.leader.id)])
        with patch.object(type(self.env["sales_toolkit.reminder"]), "refresh") as refresh:
            self.assertEqual(self.find(), coaching)
        refresh.assert_not_called()
        self.assertEqual(self.env["mail.activity"].search([("user_id", "=", self.leader.id)]), activity)

    def test_more_of_it_is_added(self):
        coaching = self.coaching()
        more = self.recur(1)
        self.assertEqual(self.find(), coaching)
        self.assertEqual(coaching.count, 4)
        self.assertIn(more, coaching.retrospective_ids)

    def test_what_does_not_count(self):
        self.recur(2)
        self.recur(1, state="draft")
        self.recur(1, active=False)
        self.recur(1, day="2020-01-15")
        self.retrospective(self.tag("Another"))
        self.retrospective(self.tag("Good", "success"))
        self.assertFalse(self.find())

    def test_the_period_before_counts_and_earlier_ones_do_not(self):
        today = self.company.get_today()
        start = today.replace(month=(today.month - 1) // 3 * 3 + 1, day=1)
        before = start - timedelta(days=40)
        self.recur(3, day=before)
        self.assertEqual(len(self.find()), 1)
        self.recur(3, day=start - timedelta(days=200), user=self.rep2)
        self.assertEqual(len(self.find()), 1)

    def test_two_quarters_are_not_added_up(self):
        today = self.company.get_today()
        start = today.replace(month=(today.month - 1) // 3 * 3 + 1, day=1)
        self.recur(2, day=start - timedelta(days=1))
        self.recur(2, day=start)
        self.assertFalse(self.find())
        self.company.coaching_period = "year"
        self.assertEqual(len(self.find()), 1 if start.month > 1 else 0)

    def test_in_a_team(self):
        self.company.coaching_count = 0
        self.recur(4)
        self.assertFalse(self.find(), "of one person alone")
        self.recur(1, user=self.rep2)
        coaching = self.find()
        self.assertEqual((coaching.user_id.id, coaching.team_id, coaching.count), (False, self.east, 5))
        self.assertEqual(coaching.leader_id, self.leader)

    def test_numbers_are_settings(self):
        self.company.coaching_count = 2
        self.recur(2)
        self.assertEqual(len(self.find()), 1)
        self.company.coaching_count = 0
        self.assertFalse(self.find(), "nobody has decided on it, so that it goes")

    def test_what_is_decided_stays(self):
        coaching = self.coaching()
        coaching.with_user(self.leader).action_plan(self.day(3), "Talk")
        self.company.coaching_count = 0
        self.assertEqual(self.find(), coaching)
        self.company.coaching_count = 3
        coaching.with_user(self.leader).action_done()
        self.recur(1)
        self.assertEqual(self.find(), coaching)
        self.assertEqual((coaching.state, coaching.count), ("done", 3))

    def test_another_company_has_its_own_numbers(self):
        other = self.env["res.company"].create({"name": "Other", "coaching_count": 1})
        rep = new_test_user(self.env, "other_rep", company_id=other.id, company_ids=[(6, 0, other.ids)])
        self.recur(1, user=rep, company_id=other.id, team_id=False)
        self.recur(1)
        coaching = self.find()
        self.assertEqual((coaching.company_id, coaching.user_id, coaching.leader_id.id), (other, rep, False))
        self.assertFalse(coaching.with_user(self.manager).search([("id", "in", coaching.ids)]))

    def test_nobody_coaches_themselves(self):
        self.recur(3, user=self.leader)
        self.assertNotEqual(self.find().leader_id, self.leader)

    def test_a_new_leader(self):
        coaching = self.coaching()
        self.east.user_id = self.manager
        self.settle()
        self.assertEqual(coaching.leader_id, self.manager)
        self.assertEqual((self.waiting(self.leader), self.waiting(self.manager)), (0, 1))

    def test_a_leader_who_leaves(self):
        coaching = self.coaching()
        self.leader.active = False
        self.assertFalse(self.find().leader_id)
        self.assertIn(coaching, self.env["sales_toolkit.coaching"].with_user(self.manager).search([]))

    def test_one_bad_row_stops_nobody(self):
        self.recur(3)
        self.recur(3, user=self.rep2)
        original = type(self.env["sales_toolkit.coaching"])._open_new

        def open_new(model, findings):
            if any(finding.user_id == self.rep2.id for finding in findings):
                raise ZeroDivisionError
            return original(model, findings)

        with (
            patch.object(type(self.env["sales_toolkit.coaching"]), "_open_new", open_new),
            self.assertLogs("odoo.addons.sales_toolkit.models.shared.batches", "WARNING"),
        ):
            self.assertEqual(self.find().user_id, self.rep)

    def test_as_many_queries_for_many(self):
        users = [new_test_user(self.env, f"coached{n}", "sales_team.group_sale_salesman") for n in range(12)]

        def count(people):
            for user in people:
                self.recur(1, user=user, team_id=self.east.id)
            self.company.coaching_count = 1
            self.settle()
            model = self.env["sales_toolkit.coaching"]
            new = dict((job.__name__, rows) for job, rows in model._get_jobs())["_open_new"]
            before = self.env.cr.sql_log_count
            model._open_new(new)
            self.env.flush_all()
            return self.env.cr.sql_log_count - before

        self.company.coaching_team_count = 0
        count(users[:1])
        self.assertLessEqual(count(users[2:]), count(users[1:2]) + 2)

    # Deciding -------------------------------------------------------------------------------------------

    def test_planned_and_done(self):
        coaching = self.coaching().with_user(self.leader)
        with self.assertRaisesRegex(UserError, "Choose a day"):
            coaching.action_plan()
        with self.assertRaisesRegex(UserError, "Choose a day"):
            coaching.action_plan(self.day(-2))
        coaching.action_plan(self.day(3), "Go through three objections")
        self.assertEqual((coaching.state, coaching.decided_by), ("planned", self.leader))
        self.assertEqual((self.waiting(self.leader), self.waiting(self.rep, "coaching_mine")), (0, 1))
        coaching.planned_date = self.day(0)
        self.assertEqual(coaching.due_date, self.day(0))
        coaching.action_done()
        self.assertEqual((coaching.state, self.waiting(self.rep, "coaching_mine")), ("done", 0))
        for change in (
            lambda: coaching.write({"note": "x"}),
            lambda: coaching.action_plan(self.day(1)),
            lambda: coaching.action_dismiss("x"),
        ):
            with self.assertRaisesRegex(UserError, "done or dismissed"):
                change()

    def test_done_without_a_plan(self):
        with self.assertRaisesRegex(UserError, "Plan the coaching"):
            self.coaching().with_user(self.leader).action_done()

    def test_dismissed_with_a_reason(self):
        coaching = self.coaching().with_user(self.leader)
        with self.assertRaisesRegex(UserError, "Say why"):
            coaching.action_dismiss("  ")
        coaching.action_dismiss("One delivery was late")
        self.assertEqual((coaching.state, self.waiting(self.leader)), ("dismissed", 0))
        self.assertEqual(self.find().state, "dismissed")
        coaching.action_reopen()
        self.assertEqual((coaching.state, self.waiting(self.leader)), ("open", 1))

    def test_free_texts_are_guarded(self):
        coaching = self.coaching().with_user(self.leader)
        for name in ("note", "dismiss_reason"):
            with self.assertRaises(ValidationError):
                coaching.write({name: "ID 11010519491231002X"})

    def test_why_it_was_dismissed_is_not_told_once_it_is_planned(self):
        coaching = self.coaching().with_user(self.leader)
        coaching.action_dismiss("He is leaving us")
        coaching.action_reopen()
        coaching.dismiss_reason = "Not worth it"
        coaching.action_plan(self.day(3), "Talk")
        self.settle()
        own = self.env["sales_toolkit.coaching"].with_user(self.rep).search([])
        self.assertEqual((own, own.dismiss_reason), (coaching, False))

    # Who may --------------------------------------------------------------------------------------------

    def test_the_salesperson_sees_what_is_planned_and_nothing_before(self):
        coaching = self.coaching()
        own = self.env["sales_toolkit.coaching"].with_user(self.rep)
        self.assertFalse(own.search([]))
        coaching.with_user(self.leader).action_plan(self.day(3), "Talk")
        self.settle()
        self.assertEqual(own.search([]), coaching)
        self.assertEqual((own.search([]).note, own.search([]).decides), ("Talk", False))
        for change in (
            lambda row: row.write({"note": "x"}),
            lambda row: row.action_done(),
            lambda row: row.action_dismiss("no"),
            lambda row: row.action_reopen(),
        ):
            with self.assertRaises(AccessError):
                change(coaching.with_user(self.rep))
        coaching.with_user(self.leader).action_dismiss("No")
        self.settle()
        self.assertFalse(own.search([]))

    def test_who_sees_it(self):
        coaching = self.coaching()
        west = new_test_user(self.env, "west_leader", "sales_team.group_sale_salesman_all_leads")
        model = self.env["sales_toolkit.coaching"]
        seen = {
            user: len(model.with_user(user).search([]))
            for user in (self.leader, self.manager, self.rep2, west)
        }
        self.assertEqual(list(seen.values()), [1, 1, 0, 0])
        for user in (self.outsider, self.auditor, self.portal):
            with self.assertRaises(AccessError):
                model.with_user(user).search([])
        self.assertTrue(coaching.with_user(self.leader).decides)
        self.assertEqual(len(coaching.with_user(self.leader).retrospective_ids), 3)

    def test_nothing_is_typed(self):
        coaching = self.coaching().with_user(self.leader)
        for vals in (
            {"state": "done"},
            {"count": 1},
            {"leader_id": self.rep.id},
            {"retrospective_ids": [(5,)]},
        ):
            with self.assertRaises(UserError):
                coaching.write(vals)
        with self.assertRaises(UserError):
            coaching.with_context(default_state="done").create({"tag_id": self.late.id})
        with self.assertRaises(AccessError):
            coaching.unlink()
