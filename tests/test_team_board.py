"""The leader's board: each figure right, and the records behind it (X5)."""

import json
from datetime import timedelta
from unittest.mock import patch

from odoo import fields
from odoo.sql_db import Cursor
from odoo.tests import tagged

from common_team_board import BOARD, TeamBoardCase


@tagged("post_install", "-at_install")
class TestTeamBoard(TeamBoardCase):
    def test_figures_of_a_scene(self):
        self.scene()
        board = self.board()
        self.assertEqual(board["team"], self.east.id)
        self.assertEqual(
            self.tile(board, "cadence"),
            {"Rate Kept": (4, 75), "On Time": (3, None), "Late or Missed": (1, None)},
        )
        self.assertEqual(self.tile(board, "reviews"), {"Waiting": (1, None)})
        self.assertEqual(
            self.tile(board, "minutes"), {"Late Now": (1, None), "On Time in the Period": (1, 0)}
        )
        self.assertEqual(self.tile(board, "stalled"), {"To Explain": (1, None), "Explained": (1, None)})
        self.assertEqual(self.tile(board, "objections"), {"Open": (2, None), "Help Overdue": (1, None)})
        self.assertEqual(
            self.tile(board, "closing"),
            {"To Approve": (1, None), "To Accept": (1, None), "Asked Back": (1, None)},
        )
        self.assertEqual(
            self.tile(board, "retrospectives"),
            {"Late": (1, None), "To Fill In": (1, None), "To Comment On": (1, None)},
        )
        self.assertEqual(self.tile(board, "checks"), {"Overdue": (1, None)})
        self.assertEqual(
            self.tile(board, "dormancy"),
            {"Dormant Now": (1, None), "Became Dormant": (1, None), "Woken": (1, None)},
        )
        completeness = self.tile(board, "completeness")
        self.assertEqual([completeness[key][0] for key in ("Average", "Complete", "Incomplete")], [4, 0, 4])
        checked = self.assertOpens(board)
        self.assertEqual({key for key, count in checked.items() if not count}, set())

    def test_minutes_that_still_have_time_are_not_counted_as_late(self):
        """Somebody who has called this morning has until tomorrow: it was 0 % on time."""
        lead = self.deal(team_id=self.east.id)
        self.env["sales_toolkit.follow_up"].search([]).unlink()
        rows = self.contacts(lead, on_time=2)
        later = fields.Datetime.now() + timedelta(hours=2)
        rows.store_derived({"minutes_due": later, "slot_date": False})
        self.settle()
        self.assertEqual(self.tile(self.board(), "minutes")["On Time in the Period"], (0, None))
        rows[0].store_derived({"minutes_at": fields.Datetime.now()})
        board = self.board()
        self.assertEqual(self.tile(board, "minutes")["On Time in the Period"], (1, 100))
        self.assertOpens(board)

    def test_each_figure_opens_a_list_of_its_own(self):
        for key, metric in self.board()["metrics"].items():
            with self.subTest(key):
                self.assertEqual(self.env.ref(metric["action"]).res_model, metric["model"])

    def test_every_team(self):
        self.scene()
        board = self.board(team="all")
        self.assertOpens(board)
        self.assertEqual(self.tile(board, "stalled")["To Explain"], (2, None))
        self.assertIn(self.rep2.id, [row["user_id"] for row in board["reps"]["rows"]])

    def test_pipeline(self):
        self.scene()
        pipeline = self.board()["pipeline"]
        self.assertEqual([column["label"] for column in pipeline["columns"]], ["A", "B", "C", "Total"])
        total = pipeline["rows"][-1]
        self.assertEqual(
            [(cell["count"], cell["revenue"]) for cell in total["cells"]],
            [(2, 1500), (1, 50), (0, 0), (3, 1550)],
        )

    def test_revenue_in_the_currency_of_the_company(self):
        usd = self.env.ref("base.USD")
        usd.active = True
        other = self.env["res.company"].create({"name": "Other", "currency_id": usd.id})
        self.env["res.currency.rate"].create(
            {"currency_id": usd.id, "rate": 0.2, "name": "2020-01-01", "company_id": self.company.id}
        )
        (self.leader | self.rep).write({"company_ids": [(4, other.id)]})
        team = self.env["crm.team"].create({"name": "Both", "user_id": self.leader.id, "company_id": False})
        self.deal(team_id=team.id, expected_revenue=100)
        deal = self.env["crm.lead"].create(
            self.deal_values(team_id=team.id, company_id=other.id, expected_revenue=100)
        )
        self.settle()
        boards = self.env[BOARD].with_user(self.leader)
        both = boards.with_context(allowed_company_ids=[self.company.id, other.id]).get(team.id)
        self.assertEqual(both["pipeline"]["rows"][-1]["cells"][-1]["revenue"], 600)
        alone = boards.with_context(allowed_company_ids=[self.company.id]).get(team.id)
        self.assertEqual(alone["pipeline"]["rows"][-1]["cells"][-1]["revenue"], 100)
        self.assertTrue(deal.company_id)

    def test_salespeople(self):
        self.scene()
        board = self.board()
        row = self.rep_row(board, self.rep)
        self.assertEqual((row["deals"], row["a"], row["cadence"]), ((3, None), (2, None), (4, 75)))
        self.assertEqual(
            (row["minutes_late"], row["stalled_open"], row["incomplete"]), ((1, None), (1, None), (4, None))
        )
        self.assertEqual(self.rep_row(board, self.leader)["deals"], (0, None))
        self.assertEqual({column["id"] for column in board["reps"]["columns"]}, set(row))

    def test_weeks(self):
        lead = self.deal(team_id=self.east.id)
        self.env["sales_toolkit.follow_up"].search([]).unlink()
        first = self.rep.get_today().replace(day=1)
        self.contacts(lead, on_time=1, late=0, day=first)
        self.contacts(lead, on_time=1, late=1, day=first + timedelta(days=14))
        # the day before counts to the month before
        self.contacts(lead, on_time=5, day=first - timedelta(days=1))
        board = self.board()
        self.assertOpens(board)
        rep, team = board["cadence"]["rows"]
        self.assertEqual(rep["label"], self.rep.name)
        values = [(cell["count"], cell["value"]) for cell in rep["cells"]]
        self.assertEqual(values[:3:2] + values[-1:], [(1, 100), (2, 50), (3, 67)])
        self.assertEqual([cell["count"] for cell in team["cells"]], [cell["count"] for cell in rep["cells"]])
        self.assertEqual(len(board["cadence"]["weeks"]) + 1, len(rep["cells"]))

    def test_periods(self):
        lead = self.deal(team_id=self.east.id)
        self.env["sales_toolkit.follow_up"].search([]).unlink()
        self.contacts(lead, on_time=2, day=self.rep.get_today().replace(day=1) - timedelta(days=3))
        for period, count in (("month", 0), ("last_month", 2)):
            board = self.board(period=period)
            self.assertEqual(self.tile(board, "cadence")["Rate Kept"][0], count, period)
            self.assertOpens(board)
        for period in ("week", "last_week", "quarter"):
            self.assertOpens(self.board(period=period))

    def test_sunday_weeks(self):
        """Where weeks begin on Sunday, the columns do."""
        self.env["res.lang"]._lang_get("en_US").week_start = "7"
        self.scene()
        board = self.board()
        self.assertOpens(board)
        self.assertEqual(sum(cell["count"] for cell in board["cadence"]["rows"][-1]["cells"][:-1]), 4)

    def test_nothing_there(self):
        team = self.env["crm.team"].create({"name": "New", "user_id": self.leader.id})
        board = self.board(team=team.id)
        self.assertOpens(board)
        self.assertFalse(any(figure["count"] for _where, figure in self.figures(board)))
        self.assertEqual((board["pipeline"]["rows"], board["cadence"]["rows"]), ([], []))

    def test_oldest_review(self):
        customers = self.customers()
        review = self.env["sales_toolkit.review"].search([("partner_id", "=", customers[0].id)])
        review.write_derived({"submitted_at": review.submitted_at - timedelta(days=4)})
        [tile] = [tile for tile in self.board()["tiles"] if tile["key"] == "reviews"]
        self.assertEqual(tile["note"], "The oldest waits for 4 days")

    def test_plain_values(self):
        self.scene()
        json.dumps(self.board())

    def test_as_many_queries_for_more(self):
        self.scene()
        few = self.count_queries()
        values = [self.deal_values(team_id=self.east.id, expected_revenue=5) for _number in range(12)]
        leads = self.env["crm.lead"].with_user(self.rep).create(values)
        leads = self.env["crm.lead"].browse(leads.ids)
        for lead in leads:
            self.contacts(lead, on_time=1, late=1)
            self.stall(lead)
            self.objection(lead)
            self.closing()
        for number in range(5):
            user = self.new_user(f"more{number}", "sales_team.group_sale_salesman")
            self.env["crm.team.member"].create({"crm_team_id": self.east.id, "user_id": user.id})
            self.deal(team_id=self.east.id, user_id=user.id)
            self.customer(f"More {number}", user_id=user.id)
        self.assertLessEqual(self.count_queries(), few)

    def count_queries(self):
        self.board()
        self.settle()
        before = self.env.cr.sql_log_count
        self.env[BOARD].with_user(self.leader).get()
        return self.env.cr.sql_log_count - before

    def test_customers_are_counted_once(self):
        """The most there is to count: all of them and the dormant ones, besides those that became dormant."""
        statements = self.record_statements()
        counting = [text for text in statements if text.startswith('SELECT "res_partner"."user_id", ')]
        self.assertEqual(len(counting), 2, counting)

    def test_opportunities_are_read_once_for_what_hangs_on_them(self):
        """Not once for whose they are, once for their team and once for their company."""
        for table in ("follow_up", "objection", "handover"):
            start = f'COUNT(*) FROM "sales_toolkit_{table}"'
            [text] = [text for text in self.record_statements() if start in text]
            with self.subTest(table):
                self.assertEqual(text.count('"crm_lead" '), 1, text)

    def record_statements(self):
        """What the database is asked for a board."""
        self.env.invalidate_all()
        statements, execute = [], Cursor.execute

        def listen(cursor, query, *arguments, **options):
            result = execute(cursor, query, *arguments, **options)
            statements.append(cursor._obj.query.decode())
            return result

        with patch.object(Cursor, "execute", listen):
            self.board()
        return statements
