"""Who has a board, of which teams, and through which doors (X3, X5)."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from common import REP, ToolkitHttpCase
from common_team_board import BOARD, TeamBoardCase


@tagged("post_install", "-at_install")
class TestTeamBoardAccess(TeamBoardCase):
    def test_who_has_a_board(self):
        for user, has_one in (
            (self.leader, True),
            (self.manager, True),
            (self.rep, False),
            (self.auditor, False),
            (self.sensitive, False),
            (self.outsider, False),
            (self.portal, False),
        ):
            board = self.env[BOARD].with_user(user)
            self.assertEqual(board.is_leader(), has_one, user.login)
            if user != self.portal:
                menus = self.env["ir.ui.menu"].with_user(user).load_menus(False)
                menu = self.env.ref("sales_toolkit.menu_team_board")
                self.assertEqual(menu.id in menus, has_one, user.login)
            if not has_one:
                with self.assertRaises(AccessError):
                    board.get()

    def test_a_new_leader_gets_the_menu(self):
        menu = self.env.ref("sales_toolkit.menu_team_board")
        menus = self.env["ir.ui.menu"].with_user(self.rep)
        self.assertNotIn(menu.id, menus.load_menus(False))
        self.east.user_id = self.rep
        self.assertIn(menu.id, menus.load_menus(False))
        self.east.active = False
        self.assertNotIn(menu.id, menus.load_menus(False))

    def test_leading_without_selling(self):
        """A team's leader who has no sales rights sees nothing of it."""
        self.east.user_id = self.outsider
        with self.assertRaises(AccessError):
            self.env[BOARD].with_user(self.outsider).get()

    def test_own_team_only(self):
        self.scene()
        chief = self.new_user("chief", REP)
        self.east.user_id = chief
        board = self.board(chief)
        self.assertTrue(board["own_only"])
        self.assertEqual([team["id"] for team in board["teams"]], [self.east.id])
        checked = self.assertOpens(board, chief)
        # as core's rules have it, own documents only; the toolkit's own are those of the team
        self.assertEqual((checked["deals"], self.tile(board, "stalled")["To Explain"]), (0, (1, None)))
        for team in (self.west.id, self.west.id + 9999, True, -1, "x", [self.west.id], {"a": 1}, 1.5):
            with self.assertRaises(AccessError):
                self.env[BOARD].with_user(chief).get(team)
        every = self.board(chief, "all")
        self.assertNotIn(self.rep2.id, [row["user_id"] for row in every["reps"]["rows"]])
        self.assertOpens(every, chief)

    def test_two_teams_of_ones_own(self):
        self.scene()
        chief = self.new_user("chief", REP)
        (self.east | self.west).user_id = chief
        board = self.board(chief)
        self.assertEqual(board["team"], "all")
        self.assertEqual({team["id"] for team in board["teams"]}, {"all", self.east.id, self.west.id})
        self.assertOpens(board, chief)
        self.assertOpens(self.board(chief, self.west.id), chief)

    def test_all_documents_without_a_team(self):
        self.scene()
        boss = self.new_user("boss", "sales_team.group_sale_salesman_all_leads")
        board = self.board(boss)
        self.assertEqual((board["team"], board["team_name"]), ("all", "All Teams"))
        self.assertOpens(board, boss)
        self.assertOpens(self.board(boss, self.west.id), boss)

    def test_periods_are_checked(self):
        for period in ("year", None, 3, ["month"], {"month": 1}, ""):
            with self.assertRaises(UserError):
                self.env[BOARD].with_user(self.leader).get(None, period)

    def test_companies(self):
        """What belongs to a company that is not chosen is not counted; a foreign team can't be chosen."""
        self.scene()
        other = self.env["res.company"].create({"name": "Other"})
        team = self.env["crm.team"].create({"name": "There", "company_id": other.id})
        self.east.company_id = self.company
        with self.assertRaises(AccessError):
            self.env[BOARD].with_user(self.leader).get(team.id)
        self.leader.company_ids |= other
        boards = self.env[BOARD].with_user(self.leader).with_context(allowed_company_ids=[other.id])
        board = boards.get("all")
        self.assertEqual(sum(cell["count"] for row in board["pipeline"]["rows"] for cell in row["cells"]), 0)
        self.assertNotIn(self.east.id, [row["id"] for row in board["teams"]])
        self.assertEqual(board["currency_id"], other.currency_id.id)

    def test_nothing_confidential(self):
        """Of budgets, decision chains and people's notes there is no word in it, and no other way to see."""
        lead, *_others = self.scene()
        customer = self.customer("Secret", budget_min=7654321)
        lead.sudo().partner_id = customer
        text = str(self.board())
        for word in ("7654321", "budget", "confidential", "decision_maker", "Secret"):
            self.assertNotIn(word, text)


@tagged("post_install", "-at_install")
class TestTeamBoardRpc(ToolkitHttpCase):
    def test_over_rpc(self):
        east = self.env["crm.team"].search([("name", "=", "East")], order="id desc", limit=1)
        for user in (self.rep, self.outsider, self.portal, self.auditor):
            self.assertEqual(
                self.call(user, BOARD, "get", east.id), "odoo.exceptions.AccessError", user.login
            )
        board = self.call(self.leader, BOARD, "get", east.id, period="quarter")
        self.assertEqual((board["team"], board["period"]), (east.id, "quarter"))
        self.assertEqual(self.call(self.leader, BOARD, "get", "1; DROP"), "odoo.exceptions.AccessError")
        for method in ("is_leader", "_measure", "_get_scope"):
            self.assertEqual(self.call(self.leader, BOARD, method), "odoo.exceptions.AccessError", method)
