"""The dashboard in real Chromium: any error on the console fails it."""

from odoo.tests import HttpCase, new_test_user, tagged

FIGURES = 8
CODE = """
    const look = setInterval(() => {
        const figures = document.querySelectorAll(".o-spreadsheet .o-figure").length;
        const drawn = document.querySelectorAll(".o-spreadsheet .o-figure canvas").length;
        if (figures === %s && drawn >= 3) {
            clearInterval(look);
            console.log("test successful");
        }
    }, 200);
"""


@tagged("post_install", "-at_install")
class TestLook(HttpCase):
    def look(self, lang):
        self.env["res.lang"]._activate_lang(lang)
        group = "sales_team.group_sale_salesman_all_leads"
        leader = new_test_user(self.env, f"look_{lang}", group, lang=lang)
        ready = "document.querySelector('.o_spreadsheet_dashboard_action')"
        self.browser_js("/odoo/dashboards", CODE % FIGURES, ready, login=leader.login, timeout=240)

    def test_sample(self):
        """Where there is no opportunity yet, the sample is shown."""
        self.env["crm.lead"].search([]).unlink()
        self.look("en_US")

    def test_dashboard(self):
        self.env["crm.lead"].create({"name": "a", "type": "opportunity", "need_clarity": "vague"})
        self.look("zh_CN")
