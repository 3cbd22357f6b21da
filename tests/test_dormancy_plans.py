"""The plan to wake a dormant customer (C11)."""

from datetime import timedelta

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command, Date, Datetime
from odoo.tests import freeze_time, tagged

from common import ToolkitHttpCase
from common_dormancy import Interacting


class Planning(Interacting):
    """A dormant customer with a draft plan."""

    def setUp(self):
        super().setUp()
        self.partner.action_mark_dormant("quiet")
        self.partner.write_derived({"dormant_since": self.rep.get_today() - timedelta(days=10)})
        self.partner.with_user(self.rep).action_draft_activation_plan()
        self.settle()
        self.plan = self.partner.activation_plan_ids.with_user(self.rep)

    def confirmed(self):
        self.plan.action_confirm()
        self.settle()
        return self.plan.step_ids


@tagged("post_install", "-at_install")
class TestPlan(Planning):
    """From draft to done."""

    def test_drafted_for_the_salesperson_with_the_steps_of_the_template(self):
        self.assertEqual((self.plan.state, self.plan.user_id, self.plan.reason), ("draft", self.rep, "quiet"))
        self.assertEqual(self.plan.template_id, self.env.ref("sales_toolkit.activation_template_default"))
        today = self.rep.get_today()
        self.assertEqual(
            self.plan.step_ids.mapped("planned_date"),
            [self.rep.add_working_days(today, days) for days in (2, 5, 10)],
        )
        self.assertFalse(self.partner.activity_ids)
        reminder = (
            self.env["sales_toolkit.reminder"].with_user(self.rep).search([("kind", "=", "activation_plan")])
        )
        self.assertEqual(reminder.count, 1)
        self.confirmed()
        self.assertEqual(reminder.count, 0)

    def test_confirming_makes_the_activities(self):
        steps = self.confirmed()
        activities = self.partner.activity_ids
        self.assertEqual(steps.activity_id, activities)
        self.assertEqual(
            sorted(activities.mapped(lambda row: (row.date_deadline, row.summary, row.user_id))),
            sorted(steps.mapped(lambda row: (row.planned_date, row.name, row.user_id))),
        )
        with self.assertRaises(UserError):
            self.plan.action_confirm()

    def test_a_done_activity_is_a_done_step_that_wakes(self):
        steps = self.confirmed()
        steps[0].activity_id.action_feedback("reached them")
        self.settle()
        self.assertEqual(steps.mapped("state"), ["done", "cancelled", "cancelled"])
        self.assertFalse(self.partner.dormant or self.partner.activity_ids)
        self.assertEqual(
            (self.plan.state, self.plan.activated_by, self.plan.days, self.plan.activated_on),
            ("done", "step", 10, self.rep.get_today()),
        )
        self.assertEqual(self.last()[1], "Step of an activation plan")
        self.assertEqual(
            self.rows(self.partner, "dormant_since")[-1].reason, "Woken by: Step of an activation plan"
        )

    def test_a_done_step_is_a_done_activity(self):
        steps = self.confirmed()
        activity = steps[0].activity_id
        steps[0].action_done()
        self.settle()
        self.assertEqual((activity.active, steps[0].state, self.plan.state), (False, "done", "done"))

    def test_steps_that_do_not_wake_leave_the_plan_open_until_the_last(self):
        self.plan.step_ids.wakes = False
        steps = self.confirmed()
        steps[0].activity_id.action_feedback()
        self.settle()
        self.assertTrue(self.partner.dormant)
        self.assertEqual((self.plan.state, len(self.partner.activity_ids)), ("active", 2))
        self.assertTrue(self.partner.last_contact_date)
        steps[1].action_done()
        steps[2].action_cancel()
        self.settle()
        self.assertEqual((self.plan.state, self.plan.activated_on), ("done", False))
        self.assertTrue(self.partner.dormant)

    def test_a_cancelled_activity_is_a_cancelled_step(self):
        steps = self.confirmed()
        steps[0].activity_id.unlink()
        self.settle()
        self.assertEqual(steps.mapped("state"), ["cancelled", "planned", "planned"])
        steps[1].action_cancel()
        self.settle()
        self.assertEqual(len(self.partner.activity_ids), 1)

    def test_dates_stay_in_step_both_ways(self):
        step = self.confirmed()[0]
        day = Date.today() + timedelta(days=33)
        step.activity_id.date_deadline = day
        self.settle()
        self.assertEqual(step.planned_date, day)
        step.planned_date = day + timedelta(days=1)
        self.settle()
        self.assertEqual(step.activity_id.date_deadline, day + timedelta(days=1))

    def test_an_interaction_closes_the_plan(self):
        self.confirmed()
        self.note(self.lead, author_id=self.contact.id)
        self.settle()
        self.assertEqual((self.plan.state, self.plan.activated_by), ("done", "message_in"))
        self.assertEqual(self.plan.outcome, "Activated: E-mail from the customer")
        self.assertFalse(self.partner.activity_ids)

    def test_the_report_groups_by_template_salesperson_reason_and_kind(self):
        self.confirmed()
        self.note(self.lead, author_id=self.contact.id)
        self.settle()
        plans = self.plan.browse().with_user(self.rep)
        plans.get_views([(False, kind) for kind in ("list", "form", "pivot", "graph", "search")])
        groups = plans.formatted_read_group(
            [("id", "=", self.plan.id)],
            ["template_id", "user_id", "reason", "activated_by", "activated_on:month"],
            ["days:avg", "__count"],
        )
        self.assertEqual(
            [(group["days:avg"], group["activated_by"]) for group in groups], [(10, "message_in")]
        )

    def test_waking_by_hand_closes_it_too(self):
        self.partner.with_user(self.rep).action_wake()
        self.settle()
        self.assertEqual((self.plan.state, self.plan.activated_by), ("cancelled", "hand"))

    def test_cancelled_the_customer_stays_dormant(self):
        self.confirmed()
        self.plan.action_cancel()
        self.settle()
        self.assertFalse(self.partner.activity_ids)
        self.assertTrue(self.partner.dormant)
        with self.assertRaises(UserError):
            self.plan.action_cancel()

    def test_one_open_plan_only(self):
        self.partner.with_user(self.rep).action_draft_activation_plan()
        self.settle()
        self.assertEqual(len(self.partner.activation_plan_ids), 1)

    def test_facts_can_not_be_typed(self):
        for values in ({"state": "done"}, {"outcome": "x"}, {"activated_on": "2024-01-01"}, {"days": 1}):
            with self.subTest(values=values), self.assertRaises(UserError):
                self.plan.write(values)
        with self.assertRaises(UserError):
            self.plan.step_ids[0].state = "done"

    def test_template_by_tag_and_responsible_leader_and_language(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        self.leader.lang = "zh_CN"
        tag = self.env["res.partner.category"].create({"name": "Key account"})
        template = self.env["sales_toolkit.activation_template"].create(
            {"name": "Key", "category_ids": [Command.set(tag.ids)]}
        )
        step = {"name": "Dinner", "responsible": "leader", "delay_days": 3, "template_id": template.id}
        step = self.env["sales_toolkit.activation_template.step"].create(step)
        step.with_context(lang="zh_CN").name = "晚餐"
        customer = self.customer("Key", category_id=[Command.set(tag.ids)])
        customer.action_mark_dormant("quiet")
        plan = customer.draft_activation_plans("quiet")
        self.assertEqual((plan.template_id, plan.step_ids.user_id), (template, self.leader))
        self.assertEqual(plan.step_ids.name, "晚餐")

    def test_merging_keeps_one_open_plan(self):
        other = self.customer("Other", email="zz@example.com")
        other.action_mark_dormant("quiet")
        other.draft_activation_plans("quiet")
        merge = self.env["base.partner.merge.automatic.wizard"].create({})
        merge._merge((self.partner | other).ids, self.partner, extra_checks=False)
        self.settle()
        plans = self.partner.activation_plan_ids
        self.assertEqual(sorted(plans.mapped("state")), ["cancelled", "draft"])
        self.assertTrue(self.partner.dormant)

    def test_merging_with_an_active_customer_wakes(self):
        other = self.customer("Other")
        merge = self.env["base.partner.merge.automatic.wizard"].create({})
        merge._merge((self.partner | other).ids, other, extra_checks=False)
        self.settle()
        self.assertFalse(other.dormant)
        self.assertEqual(other.activation_plan_ids.mapped("state"), ["cancelled"])

    def test_erasure_clears_the_texts(self):
        self.plan.step_ids[0].name = "Ask Zhou about golf"
        self.partner.erase_personal_items("asked")
        self.settle()
        self.assertFalse(self.plan.reason)
        self.assertNotIn("Zhou", "".join(self.plan.step_ids.mapped("name")))


@tagged("post_install", "-at_install")
class TestPeople(Planning):
    """A plan follows the customer, whoever leaves."""

    def count(self, user):
        reminders = self.env["sales_toolkit.reminder"].with_user(user)
        return reminders.search([("kind", "=", "activation_plan")]).count

    def test_the_plan_goes_with_the_customer(self):
        named = self.plan.step_ids[1]
        named.user_id = self.leader
        self.partner.user_id = self.rep2
        self.settle()
        self.assertEqual(self.plan.user_id, self.rep2)
        self.assertEqual(self.plan.step_ids.mapped("user_id"), self.rep2 | self.leader)
        self.assertEqual((self.count(self.rep), self.count(self.rep2)), (0, 1))
        self.plan.sudo().action_confirm()
        self.partner.user_id = self.rep
        self.settle()
        self.assertEqual(self.partner.activity_ids.user_id, self.rep | self.leader)

    def test_a_plan_that_a_colleague_was_named_for_stays_with_them(self):
        self.plan.user_id = self.manager
        self.partner.user_id = self.rep2
        self.settle()
        self.assertEqual(self.plan.user_id, self.manager)

    def test_who_leaves_leaves_the_plan_to_who_comes(self):
        steps = self.confirmed()
        self.rep.action_archive()
        self.settle()
        self.assertEqual((self.plan.sudo().state, set(steps.sudo().mapped("state"))), ("active", {"planned"}))
        self.run_cron()
        self.assertFalse(self.partner.activity_ids)
        self.partner.user_id = self.rep2
        self.settle()
        self.assertEqual(self.plan.sudo().user_id, self.rep2)
        self.assertEqual(self.partner.activity_ids, steps.sudo().activity_id)
        self.assertEqual(self.partner.activity_ids.mapped("user_id"), self.rep2)

    def test_the_step_of_a_colleague_who_leaves_is_the_salespersons(self):
        steps = self.confirmed()
        steps[1].user_id = self.leader
        self.settle()
        self.leader.action_archive()
        self.settle()
        self.assertEqual(len(self.partner.activity_ids), 2)
        self.run_cron()
        self.assertEqual(steps.mapped("user_id"), self.rep)
        self.assertEqual(self.partner.activity_ids, steps.activity_id)
        self.assertEqual(len(steps.activity_id), 3)

    def test_without_a_salesperson_the_plan_waits_for_one(self):
        left = self.new_users({"left": ["sales_team.group_sale_salesman"]})
        customers = self.customer("Nobody's", user_id=False), self.customer("Left", user_id=left.id)
        left.action_archive()
        for customer in customers:
            customer.action_mark_dormant("quiet")
            plan = customer.draft_activation_plans("quiet")
            self.assertEqual((plan.state, len(plan.user_id), len(plan.step_ids)), ("draft", 0, 0))
            customer.user_id = self.rep2
            self.settle()
            self.assertEqual((plan.user_id, len(plan.step_ids)), (self.rep2, 3))
            self.assertEqual(plan.step_ids.user_id, self.rep2)
        self.assertEqual(self.count(self.rep2), 2)

    def test_steps_that_were_cancelled_were_not_done(self):
        steps = self.confirmed()
        steps.activity_id.unlink()
        self.settle()
        self.assertEqual(
            (self.plan.state, self.plan.outcome),
            ("cancelled", "No step is left, the customer is still dormant"),
        )


@tagged("post_install", "-at_install")
class TestNoCustomer(Planning):
    """What is archived or not registered any more is left alone."""

    def check_closed(self, outcome):
        self.settle()
        reminders = self.env["sales_toolkit.reminder"].with_user(self.rep)
        self.assertEqual((self.plan.state, self.plan.outcome), ("cancelled", outcome))
        self.assertFalse(self.partner.with_context(active_test=False).activity_ids)
        self.assertEqual(reminders.search([("kind", "=", "activation_plan")]).count, 0)

    def test_archived_the_plan_is_over(self):
        self.confirmed()
        self.partner.action_archive()
        self.check_closed("The customer was archived")
        self.assertTrue(self.partner.dormant)

    def test_unregistered_the_mark_goes_too(self):
        self.confirmed()
        self.partner.with_user(self.rep).registered_on = False
        self.check_closed("The customer is not registered any more")
        self.assertEqual(
            (self.partner.dormant, self.partner.dormant_since, self.partner.dormant_reason), (False,) * 3
        )
        row = self.rows(self.partner, "dormant_since")[-1]
        self.assertEqual((row.new_value, row.reason), ("", "The customer is not registered any more"))

    def test_those_of_before_are_tidied_up_by_the_daily_action(self):
        gone = self.customer("Gone")
        gone.action_mark_dormant("quiet")
        gone.draft_activation_plans("quiet")
        self.settle()
        self.cr.execute("UPDATE res_partner SET active = FALSE WHERE id = %s", [self.partner.id])
        self.cr.execute("UPDATE res_partner SET registered_on = NULL WHERE id = %s", [gone.id])
        self.env.invalidate_all()
        self.run_cron()
        self.check_closed("The customer was archived")
        self.assertEqual((gone.dormant, gone.activation_plan_ids.state), (False, "cancelled"))


@tagged("post_install", "-at_install")
class TestDays(Planning):
    """Days are those of the customer's salesperson, whoever or whatever acts."""

    def test_days_are_the_salespersons(self):
        with freeze_time("2026-11-30 23:23:00"):  # already December where they are
            self.partner.wake("")
            root = self.partner.with_context(tz="UTC")
            root.mark_dormant("quiet")
            self.assertEqual(str(root.dormant_since), "2026-12-01")
            plan = root.draft_activation_plans("quiet")
            self.assertEqual(str(plan.drafted_on), "2026-12-01")
            root.wake("", "message_in")
            self.assertEqual(
                (str(plan.activated_on), str(plan.closed_on), plan.days), ("2026-12-01", "2026-12-01", 0)
            )

    def test_days_are_never_less_than_none(self):
        self.partner.write_derived({"dormant_since": "2050-01-01"})
        self.plan.sudo().write_derived({"dormant_since": "2050-01-01"})
        self.partner.action_wake()
        self.settle()
        self.assertEqual(self.plan.days, 0)


@tagged("post_install", "-at_install")
class TestAccess(Planning, ToolkitHttpCase):
    """Everybody in sales sees plans; who looks after the customer changes them."""

    def test_who_may_what(self):
        name = "sales_toolkit.activation_plan"
        for user, sees, confirms in (
            (self.outsider, False, False),
            (self.auditor, False, False),
            (self.rep2, True, False),
            (self.leader, True, True),
            (self.rep, True, True),
            (self.manager, True, True),
        ):
            with self.subTest(user=user.name):
                self.plan.sudo().write_derived({"state": "draft"})
                self.settle()
                found = self.call(user, name, "search_count", [["id", "=", self.plan.id]])
                self.assertEqual(found, 1 if sees else "odoo.exceptions.AccessError")
                done = self.call(user, name, "action_confirm", [self.plan.id])
                self.assertEqual(done, True if confirms else "odoo.exceptions.AccessError")

    def test_the_mark_over_rpc(self):
        for name in ("mark_dormant", "wake", "note_interactions", "draft_activation_plans", "write_derived"):
            with self.subTest(name=name):
                error = self.call(self.rep, "res.partner", name, [self.partner.id], {})
                self.assertEqual(error, "odoo.exceptions.AccessError")
        error = self.call(self.rep, "res.partner", "write", [self.partner.id], {"dormant": False})
        self.assertEqual(error, "odoo.exceptions.UserError")
        error = self.call(self.outsider, "res.partner", "action_wake", [self.partner.id])
        self.assertEqual(error, "odoo.exceptions.AccessError")
        self.assertIs(self.call(self.rep, "res.partner", "action_wake", [self.partner.id]), True)

    def test_other_companies_see_nothing(self):
        company = self.env["res.company"].create({"name": "Other"})
        self.partner.company_id = company
        self.settle()
        self.assertFalse(self.env["sales_toolkit.activation_plan"].with_user(self.manager).search_count([]))

    def test_the_summary_tells_nothing_of_a_lead(self):
        self.note(self.lead.with_user(self.rep))
        self.settle()
        self.assertNotIn("Secret", self.partner.with_user(self.outsider).last_contact_summary)
        with self.assertRaises(AccessError):
            self.lead.with_user(self.outsider).read(["name"])

    def test_the_summary_tells_the_words_of_a_contact_to_who_may_read_it(self):
        self.lead.partner_id = self.partner
        follow_ups = self.env["sales_toolkit.follow_up"].with_user(self.rep)
        said = {
            "state": "done",
            "done_at": Datetime.now(),
            "outcome": "Secret price",
            "minutes": "Secret words",
        }
        follow_ups.create({"lead_id": self.lead.id, "partner_id": self.partner.id, **said})
        self.settle()
        told = {}
        for name in ("rep", "rep2", "leader", "outsider", "auditor"):
            [row] = self.call(
                getattr(self, name), "res.partner", "read", [self.partner.id], ["last_contact_summary"]
            )
            told[name] = "Secret" in str(row)
        self.assertEqual(
            told, {"rep": True, "rep2": False, "leader": True, "outsider": False, "auditor": False}
        )
        for field in ("last_contact_summary", "last_follow_up_id", "last_follow_up_id.outcome"):
            with self.subTest(field=field):
                domain = [["id", "=", self.partner.id], [field, "ilike", "Secret"]]
                self.assertIn("rror", str(self.call(self.rep2, "res.partner", "search", domain)))
        found = self.call(self.rep2, "res.partner", "read", [self.partner.id], ["last_follow_up_id"])
        self.assertIn("Error", str(found))
        check = (
            self.env["sales_toolkit.data_check"]
            .with_derivation()
            .create({"partner_id": self.partner.id, "user_id": self.rep.id, "due_date": "2024-06-01"})
        )
        form = self.call(
            self.rep2, "sales_toolkit.data_check_form", "create", {"check_id": check.id, "method": "phone"}
        )
        found = self.call(
            self.rep2, "sales_toolkit.data_check_form", "read", [form], ["last_contact_summary"]
        )
        self.assertEqual(found[0]["last_contact_summary"], "Follow-up")
        self.rep2.group_ids += self.env.ref("base.group_allow_export")
        exported = self.partner.with_user(self.rep2).export_data(["last_contact_summary"])
        self.assertEqual(exported["datas"], [["Follow-up"]])
