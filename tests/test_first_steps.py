"""What managers set up first, and what leads a new salesperson through a first customer (X6)."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, new_test_user, tagged

from common import ToolkitCase


@tagged("post_install", "-at_install")
class TestFirstSteps(ToolkitCase):
    def setUp(self):
        super().setUp()
        self.steps = self.env["sales_toolkit.first_step"].with_user(self.manager)

    def done(self, code, user=None, company=None):
        steps = self.steps.with_user(user or self.manager).with_company(company or self.company)
        self.settle()
        return steps.search([("code", "=", code)]).done

    def test_each_step_has_its_question_and_its_screen(self):
        steps = self.steps.search([])
        self.assertGreaterEqual(len(steps), 7)
        for step in steps:
            with self.subTest(step=step.code):
                self.assertTrue(hasattr(step, f"_is_{step.code}_done"))
                self.assertTrue(step.sudo().action_id)

    def test_working_hours(self):
        self.company.resource_calendar_id.tz = "UTC"
        self.assertFalse(self.done("working_hours"))
        self.company.resource_calendar_id.tz = "Asia/Shanghai"
        self.assertTrue(self.done("working_hours"))

    def test_customers(self):
        self.env["res.partner"].search([("registered_on", "!=", False)]).registered_on = False
        self.assertFalse(self.done("customers"))
        self.customer()
        self.assertTrue(self.done("customers"))

    def test_pipeline(self):
        self.assertFalse(self.done("pipeline"))
        stage = self.env["sales_toolkit.pipeline_stage"].search([], limit=1)
        team = self.env["crm.team"].search([("company_id", "in", (False, self.company.id))], limit=1)
        self.env["crm.stage"].create(
            {"name": "Ours", "pipeline_stage_id": stage.id, "team_ids": [(6, 0, team.ids)]}
        )
        self.assertTrue(self.done("pipeline"))

    def test_cadence(self):
        self.assertFalse(self.done("cadence"))
        grade = self.env["sales_toolkit.grade"].search([("code", "=", "a")], limit=1)
        grade.with_user(self.manager).per_days = 8
        self.assertTrue(self.done("cadence"))

    def test_people(self):
        self.env["crm.team"].search([]).write({"user_id": False, "reviewer_id": False})
        self.company.customer_reviewer_id = False
        for code, group in (("approvers", "group_contract_approver"), ("delivery", "group_delivery")):
            self.env.ref(f"sales_toolkit.{group}").user_ids = [(5, 0, 0)]
            with self.subTest(code=code):
                self.assertFalse(self.done(code))
                self.env.ref(f"sales_toolkit.{group}").user_ids = [(4, self.leader.id)]
                self.assertTrue(self.done(code))
        self.assertFalse(self.done("reviewers"))
        self.company.customer_reviewer_id = self.leader
        self.assertTrue(self.done("reviewers"))

    def test_one_company_does_without(self):
        other = self.env["res.company"].create({"name": "Other"})
        self.manager.company_ids |= other
        step = self.steps.search([("code", "=", "pipeline")])
        before = self.steps.get_progress()["total"]
        step.action_dismiss()
        self.settle()
        self.assertTrue(step.dismissed)
        self.assertEqual(self.steps.get_progress()["total"], before - 1)
        self.assertFalse(step.with_company(other).dismissed)
        step.action_take_up()
        self.assertEqual(self.steps.get_progress()["total"], before)

    def test_nothing_is_shown_when_all_is_done_or_dismissed(self):
        self.steps.action_dismiss_all()
        self.settle()
        self.assertFalse(self.steps.get_progress())

    def test_only_managers(self):
        for user in (self.rep, self.leader, self.outsider):
            with self.subTest(user=user.name):
                steps = self.env["sales_toolkit.first_step"].with_user(user)
                self.assertFalse(steps.get_progress())
                with self.assertRaises(AccessError):
                    steps.search([])
                with self.assertRaises(AccessError):
                    steps.action_dismiss_all()
                with self.assertRaises(AccessError):
                    steps.browse(self.steps.search([], limit=1).id).action_dismiss()
        with self.assertRaises(AccessError):
            self.steps.search([], limit=1).name = "x"

    def test_what_a_manager_may_not_do_is_said(self):
        step = self.steps.search([("code", "=", "approvers")])
        with self.assertRaises(UserError):
            step.action_open()
        self.assertEqual(
            self.steps.search([("code", "=", "cadence")]).action_open()["res_model"], "sales_toolkit.grade"
        )

    def test_who_names_people_comes_to_their_group(self):
        """It was the list of all groups."""
        for code, group in (("approvers", "group_contract_approver"), ("delivery", "group_delivery")):
            with self.subTest(code=code):
                opened = self.env["sales_toolkit.first_step"].search([("code", "=", code)]).action_open()
                self.assertEqual(opened["res_model"], "res.groups")
                self.assertEqual(opened["res_id"], self.env.ref(f"sales_toolkit.{group}").id)
                self.assertEqual(opened["views"], [(False, "form")])

    def test_looking_costs_little(self):
        self.steps.get_progress()
        self.settle()
        with self.assertQueryCount(40):
            self.steps.get_progress()


OFFERED = "!!document.querySelector('.o_my_day_onboarding')"
CLICK_AND_LOOK = """
    document.querySelector(".o_my_day_onboarding").click();
    const switchedOff = () => performance.getEntriesByType("resource").filter(
        (entry) => entry.name.endsWith("/switch_tour_enabled")).length === 2;
    const look = setInterval(() => {
        if (document.querySelector(".o_tour_pointer") && switchedOff()) {
            clearInterval(look);
            console.log("test successful");
        }
    }, 50);
"""


@tagged("post_install", "-at_install")
class TestOnboarding(HttpCase):
    def lead_through(self, lang):
        self.env["res.lang"]._activate_lang(lang)
        groups = "sales_team.group_sale_salesman,base.group_partner_manager"
        rep = new_test_user(self.env, f"new_{lang}", groups, lang=lang, tz="Asia/Shanghai")
        self.start_tour("/odoo", "sales_toolkit_onboarding", login=rep.login)
        self.env.invalidate_all()
        customer = self.env["res.partner"].search([("user_id", "=", rep.id), ("registered_on", "!=", False)])
        self.assertEqual((customer.contact_name, customer.contact_phone), ("周经理", "0512-58880000"))
        contact = self.env["sales_toolkit.follow_up"].search([("partner_id", "=", customer.id)])
        self.assertEqual(
            (contact.state, contact.minutes, contact.next_step), ("done", "希望下周看方案", "演示方案")
        )

    def test_in_english(self):
        self.lead_through("en_US")

    def test_in_chinese(self):
        self.lead_through("zh_CN")

    def test_tour_is_on_offer(self):
        tour = self.env.ref("sales_toolkit.onboarding_tour")
        self.assertEqual(tour._get_tour_json()["name"], "sales_toolkit_onboarding")

    def test_my_day_offers_it_to_who_has_no_customer(self):
        """Once: the ERP's other tours are not switched on by it."""
        rep = new_test_user(self.env, "new_rep", "sales_team.group_sale_salesman", lang="en_US")
        self.browser_js("/odoo/my-day", CLICK_AND_LOOK, ready=OFFERED, login=rep.login)
        self.env.invalidate_all()
        self.assertFalse(rep.tour_enabled)
