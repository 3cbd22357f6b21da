"""What a person sees, in real Chromium."""

from odoo.tests import HttpCase, new_test_user, tagged

GROUPS = "sales_team.group_sale_salesman,base.group_partner_manager"


@tagged("post_install", "-at_install")
class TestTours(HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env.company.partner_id.lang = "zh_CN"
        for lang in ("en_US", "zh_CN"):
            new_test_user(cls.env, f"tour_{lang}", GROUPS, lang=lang, tz="Asia/Shanghai")

    def test_registration_form_in_english(self):
        self.start_tour("/odoo", "sales_toolkit_registration_form", login="tour_en_US")

    def test_registration_form_in_chinese(self):
        self.start_tour("/odoo", "sales_toolkit_registration_form_zh", login="tour_zh_CN")

    def test_the_forecast_as_the_erp_tests_it(self):
        self.start_tour("/odoo", "crm_forecast", login="admin")
