"""A leader looks at the figures and plans a coaching, in real Chromium and both languages (O12)."""

from datetime import timedelta

from odoo.tests import tagged

from common import ToolkitHttpCase
from common_learning import LearningCase


@tagged("post_install", "-at_install")
class TestLearningTour(ToolkitHttpCase, LearningCase):
    def setUp(self):
        super().setUp()
        # the tours take a day of next month
        self.leader.tz = "Asia/Shanghai"

    def speak(self, lang):
        self.env["res.lang"]._activate_lang(lang)
        self.leader.lang = lang

    def live(self, deals):
        """A deals of 100 days ago: [(won in time, whether the decision chain was clear)]."""
        since = self.day(-100).replace(day=20)
        for won, clear in deals:
            self.past(
                [(since, "a")],
                ("won" if won else "lost", since + timedelta(days=20)),
                need_clarity="clear",
                decision_clarity="clear" if clear else "partial",
            )

    def calibrate(self, lang):
        self.speak(lang)
        self.company.calibration_minimum = 3
        self.live([(True, True), *[(False, True)] * 3, (True, False), (True, False), (False, False)])
        self.start_tour("/odoo/toolkit-calibration", "sales_toolkit_calibration", login=self.leader.login)

    def test_calibration_in_english(self):
        self.calibrate("en_US")

    def test_calibration_in_chinese(self):
        self.calibrate("zh_CN")

    def test_hit_rate_in_chinese(self):
        self.speak("zh_CN")
        self.live([(True, True), (False, True)])
        self.start_tour("/odoo/toolkit-hit-rate", "sales_toolkit_learning", login=self.leader.login)

    def coach(self, lang):
        self.speak(lang)
        tag = self.tag()
        for _record in range(3):
            self.retrospective(tag)
        with self.enter_registry_test_mode():
            self.assertIs(self.env.ref("sales_toolkit.cron_find_coaching").method_direct_trigger(), True)
        self.start_tour("/odoo", "sales_toolkit_coaching", login=self.leader.login)
        self.env.invalidate_all()
        coaching = self.env["sales_toolkit.coaching"].search([("tag_id", "=", tag.id)])
        self.assertEqual((coaching.state, coaching.decided_by), ("planned", self.leader))
        self.assertEqual((coaching.planned_date.day, coaching.note), (10, "Go through three objections"))

    def test_coaching_in_english(self):
        self.coach("en_US")

    def test_coaching_in_chinese(self):
        self.coach("zh_CN")
