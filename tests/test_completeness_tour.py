"""What a rep sees of completeness, in real Chromium (C4)."""

from odoo.tests import HttpCase, new_test_user, tagged

GROUPS = "sales_team.group_sale_salesman,base.group_partner_manager"


@tagged("post_install", "-at_install")
class TestCompletenessTour(HttpCase):
    def start(self, tour, lang):
        self.env["res.lang"]._activate_lang(lang)
        user = new_test_user(self.env, f"complete_{lang}", GROUPS, lang=lang, tz="Asia/Shanghai")
        self.env["res.partner"].with_user(user).create(
            {
                "name": "Tour Customer",
                "is_company": True,
                "registered_on": "2024-01-01",
                "user_id": user.id,
                "contact_name": "Zhou",
                "contact_phone": "0519-86540000",
            }
        )
        self.start_tour("/odoo/toolkit-customers", tour, login=user.login)

    def test_in_english(self):
        self.start("sales_toolkit_completeness", "en_US")

    def test_in_chinese(self):
        self.start("sales_toolkit_completeness_zh", "zh_CN")
