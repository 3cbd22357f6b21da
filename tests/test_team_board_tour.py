"""A leader's look at the board, in real Chromium and both languages (X4, X5)."""

from odoo.tests import HttpCase, new_test_user, tagged

from common_grading import FACTS

REP = "sales_team.group_sale_salesman"
ALL = "sales_team.group_sale_salesman_all_leads"


@tagged("post_install", "-at_install")
class TestTeamBoardTour(HttpCase):
    def scene(self, lang):
        self.env["res.lang"]._activate_lang(lang)
        leader = new_test_user(self.env, f"board_{lang}", ALL, lang=lang, tz="Asia/Shanghai")
        rep = new_test_user(self.env, f"board_rep_{lang}", REP, lang=lang)
        east, west = self.env["crm.team"].create(
            [{"name": "Board East", "user_id": leader.id}, {"name": "Board West"}]
        )
        self.env["crm.team.member"].create({"crm_team_id": east.id, "user_id": rep.id})
        today = self.env.company.get_today()
        values = {"type": "opportunity", "user_id": rep.id, "date_deadline": today, **FACTS["a"][0]}
        leads = self.env["crm.lead"].create(
            [
                {**values, "name": "Board deal 1", "team_id": east.id},
                {**values, "name": "Board deal 2", "team_id": east.id},
                {**values, "name": "Board West deal", "team_id": west.id},
            ]
        )
        self.env["sales_toolkit.stall"].open_for([(lead, "overdue", today) for lead in leads[:2]])
        return leader

    def test_in_english(self):
        self.start_tour("/odoo/team-board", "sales_toolkit_team_board", login=self.scene("en_US").login)

    def test_in_chinese(self):
        self.start_tour("/odoo/team-board", "sales_toolkit_team_board", login=self.scene("zh_CN").login)
