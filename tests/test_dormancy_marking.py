"""Who is marked when (C11)."""

from datetime import timedelta

from lxml import etree

from odoo.exceptions import ValidationError
from odoo.fields import Command, Date
from odoo.tests import tagged

from common_dormancy import Interacting


@tagged("post_install", "-at_install")
class TestMarking(Interacting):
    """The daily action."""

    def ago(self, days):
        return Date.context_today(self.partner.with_context(tz="UTC")) - timedelta(days=days)

    def registered(self, days, name="Quiet", **values):
        return self.customer(name, registered_on=self.ago(days), **values)

    def test_quiet_since_it_was_registered(self):
        due, young, other = self.registered(90), self.registered(89), self.registered(400)
        other.registered_on = False
        self.run_cron()
        self.assertEqual([due.dormant, young.dormant, other.dormant], [True, False, False])
        self.assertEqual(due.dormant_reason, "No interaction for 90 days")
        self.assertEqual(self.rows(due, "dormant_since").mapped("reason"), ["No interaction for 90 days"])

    def test_counted_from_the_last_interaction(self):
        due, fresh = self.registered(500), self.registered(500)
        for partner, days in ((due, 91), (fresh, 5)):
            self.follow_up(partner_id=partner.id, done_at=f"{self.ago(days)} 02:00:00")
        self.run_cron()
        self.assertEqual([due.dormant, fresh.dormant], [True, False])

    def test_once(self):
        due = self.registered(91)
        self.run_cron()
        self.run_cron()
        self.assertEqual((len(self.rows(due, "dormant_since")), len(due.activation_plan_ids)), (1, 1))

    def test_each_company_has_its_number_and_0_is_never(self):
        due = self.registered(100)
        self.company.dormancy_days = 0
        self.run_cron()
        self.assertFalse(due.dormant)
        self.company.dormancy_days = 101
        self.run_cron()
        self.assertFalse(due.dormant)
        self.company.dormancy_days = 100
        self.run_cron()
        self.assertTrue(due.dormant)
        with self.assertRaises(ValidationError):
            self.company.dormancy_days = -1

    def test_the_smallest_number_of_the_tags_comes_before_the_companys(self):
        slow, slower, plain = self.env["res.partner.category"].create(
            [
                {"name": "Slow", "dormancy_days": 120},
                {"name": "Slower", "dormancy_days": 200},
                {"name": "Plain"},
            ]
        )
        tags = (slower, slow | slower | plain, plain, slow)
        days = (150, 150, 150, 119)
        partners = [
            self.registered(day, category_id=[Command.set(tag.ids)])
            for day, tag in zip(days, tags, strict=True)
        ]
        self.run_cron()
        self.assertEqual(
            [partner.dormant_reason for partner in partners],
            [False, "No interaction for 120 days", "No interaction for 90 days", False],
        )

    def test_archived_customers_are_left_alone(self):
        due = self.registered(100)
        due.active = False
        self.run_cron()
        self.assertFalse(due.dormant)

    def test_one_bad_record_does_not_stop_the_others(self):
        bad, good = self.registered(100, "Bad"), self.registered(100, "Good")
        mark = type(bad)._mark_quiet

        def failing(customers):
            if bad in customers:
                raise ValueError("secret")
            return mark(customers)

        self.patch(type(bad), "_mark_quiet", failing)
        with self.assertLogs("odoo.addons.sales_toolkit", "WARNING") as logs:
            self.run_cron()
        self.assertNotIn("secret", "".join(logs.output))
        self.assertEqual([bad.dormant, good.dormant], [False, True])

    def test_many_cost_as_many_queries_as_few(self):
        counts = []
        for number in (5, 60):
            self.env["res.partner"].create(
                [
                    {"name": f"Q{i}", "is_company": True, "registered_on": self.ago(300)}
                    | {"user_id": self.rep.id}
                    for i in range(number)
                ]
            )
            self.settle()
            before = self.cr.sql_log_count
            self.env["res.partner"].search(self.partner._get_dormancy_domain(), order="id")._mark_quiet()
            self.env.flush_all()
            counts.append(self.cr.sql_log_count - before)
        self.assertLessEqual(counts[1], counts[0] + 10, counts)


@tagged("post_install", "-at_install")
class TestByHand(Interacting):
    """The button asks for a reason."""

    def mark(self, reason, user=None, **values):
        wizard = self.env["sales_toolkit.mark_dormant"].with_user(user or self.rep)
        wizard = wizard.with_context(active_model="res.partner", active_ids=self.partner.ids)
        wizard.create({"reason_id": self.env.ref(reason).id, **values}).action_mark()
        self.settle()

    def test_marked_with_the_reason_and_a_plan(self):
        self.mark("sales_toolkit.dormancy_reason_competitor", note=" since May ")
        self.assertEqual(self.partner.dormant_reason, "Moved to a competitor: since May")
        self.assertEqual(self.partner.activation_plan_ids.reason_id.name, "Moved to a competitor")

    def test_a_reason_without_a_plan(self):
        self.mark("sales_toolkit.dormancy_reason_closed")
        self.assertTrue(self.partner.dormant)
        self.assertFalse(self.partner.activation_plan_ids)

    def test_numbers_of_identity_cards_are_refused(self):
        with self.assertRaises(ValidationError):
            self.mark("sales_toolkit.dormancy_reason_ended", note="11010519491231002X")

    def test_since_when_stands_in_the_list_of_the_dormant(self):
        """In that of all customers there is no room for it: who is dormant is grey there."""
        shown = {}
        for name in ("customer_action", "dormant_customer_action"):
            views = dict((kind, id_) for id_, kind in self.env.ref(f"sales_toolkit.{name}").views)
            arch = etree.fromstring(self.env["res.partner"].get_view(views["list"])["arch"])
            [field] = arch.xpath("//field[@name='dormant_since']")
            shown[name] = field.get("optional")
        self.assertEqual(shown, {"customer_action": "hide", "dormant_customer_action": "show"})
