"""A salesperson's day: what is due, in which order, for whom, and what it costs (X5)."""

from datetime import datetime, timedelta

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command, Datetime
from odoo.tests import tagged

from common import ToolkitHttpCase
from common_follow_up import FollowUpCase

MODEL = "sales_toolkit.my_day"


class MyDayCase(FollowUpCase):
    def look(self, user=None):
        self.settle()
        return self.env[MODEL].with_user(user or self.rep).get()

    def codes(self, day=None):
        """What waits: [(section, how many)]."""
        return [(section["code"], section["count"]) for section in (day or self.look())["sections"]]

    def section(self, code, day=None):
        [found] = [one for one in (day or self.look())["sections"] if one["code"] == code]
        return found

    def only(self, lead, days=0):
        """The one planned follow-up of a deal, due so many days ago."""
        rows = self.overdue(lead, days)
        for row in rows[1:]:
            row.with_derivation().unlink()
        return rows[0].with_user(self.rep)

    def unwritten(self, hours, **values):
        """A contact whose minutes were due so many hours ago."""
        row = self.only(self.deal("b", **values))
        row.action_done("Talked")
        due = Datetime.now() - timedelta(hours=hours)
        row.sudo().store_derived({"minutes_due": due, "minutes_at": False})
        return row

    def data_check(self, customer):
        values = {"partner_id": customer.id, "user_id": self.rep.id, "due_date": self.rep.get_today()}
        return self.env["sales_toolkit.data_check"].with_derivation().create(values).with_user(self.rep)


@tagged("post_install", "-at_install")
class TestOrder(MyDayCase):
    def everything(self):
        self.unwritten(30)
        self.only(self.deal("c"))
        self.only(self.deal("b"))
        self.only(self.deal("a", name="First"), 1)
        stalled = self.deal(None)
        self.env["sales_toolkit.stall"].open_for([(stalled, "quiet", self.rep.get_today())])
        self.data_check(self.customer("To check"))
        self.customer("Returned").store_derived({"review_state": "returned"})
        contract = {"lead_id": self.deal(None).id}
        self.env["sales_toolkit.contract"].with_derivation().create({**contract, "state": "returned"})
        lead = self.deal(None)
        self.env["sales_toolkit.retrospective"].with_derivation().create(
            {
                "lead_id": lead.id,
                "outcome": "won",
                "outcome_at": Datetime.now(),
                "due_date": self.rep.get_today() + timedelta(days=1),
                "user_id": self.rep.id,
            }
        )

    def test_the_order_in_which_it_is_done(self):
        self.everything()
        day = self.look()
        order = [("minutes_late", 1), ("follow_up_a", 1), ("follow_up", 2), ("stalled", 1), ("data_check", 1)]
        order += [("review_returned", 1), ("contract", 1), ("retrospective", 1)]
        self.assertEqual(self.codes(day), order)
        self.assertEqual(day["left"], 9)
        self.assertEqual([item["grade"] for item in self.section("follow_up", day)["items"]], ["b", "c"])
        first = self.section("follow_up_a", day)["items"][0]
        self.assertEqual((first["deal"], first["when"], first["late"]), ("First", "1 day late", True))
        self.assertTrue(first["text"])
        late = self.section("minutes_late", day)["items"][0]
        self.assertEqual((late["when"], late["late"]), ("1 day late", True))
        self.assertEqual(self.section("retrospective", day)["items"][0]["when"], "tomorrow")

    def test_a_manager_sorts_it_and_leaves_parts_out(self):
        self.everything()
        parts = {row.code: row for row in self.env["sales_toolkit.my_day_section"].search([])}
        parts["data_check"].with_user(self.manager).sequence = 1
        parts["retrospective"].with_user(self.manager).active = False
        codes = [code for code, _count in self.codes()]
        self.assertEqual(codes[:2], ["data_check", "minutes_late"])
        self.assertNotIn("retrospective", codes)
        with self.assertRaises(AccessError):
            parts["stalled"].with_user(self.rep).active = False

    def test_each_part_has_its_place(self):
        known = set(self.env["sales_toolkit.my_day_section"].search([]).mapped("code"))
        self.assertEqual(known, set(self.env[MODEL]._get_sections()))

    def test_the_rest_is_a_click_away(self):
        self.company.my_day_limit = 2
        deals = [self.deal("b", name=f"Deal {number}") for number in range(5)]
        for lead in deals:
            self.only(lead)
        section = self.section("follow_up")
        self.assertEqual((section["count"], len(section["items"])), (5, 2))
        my_day = self.env[MODEL].with_user(self.rep)
        for code, part in my_day._get_sections().items():
            action = my_day.action_open_section(code)
            self.assertEqual((action["type"], action["res_model"]), ("ir.actions.act_window", part.model))
        for code in ("nothing", None, {"a": 1}, 7):
            with self.assertRaises(UserError):
                my_day.action_open_section(code)

    def test_in_the_users_language_and_time_zone(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        self.rep.lang = "zh_CN"
        self.only(self.deal("a"), 2)
        section = self.section("follow_up_a")
        self.assertEqual((section["name"], section["items"][0]["when"]), ("A 级商机跟进", "逾期 2 天"))
        self.assertEqual([button["label"] for button in section["buttons"]][:1], ["完成"])

    def test_late_where_the_person_is(self):
        row = self.only(self.deal("a"))
        row.sudo().write_derived({"planned_date": datetime(2026, 11, 29).date()})
        evening = datetime(2026, 11, 29, 17)  # the next day in Shanghai
        for zone, late in (("Asia/Shanghai", True), ("UTC", False), ("America/New_York", False)):
            self.rep.tz = zone
            with freeze_time(evening):
                item = self.section("follow_up_a")["items"][0]
            self.assertEqual((item["late"], item["when"]), (late, "1 day late" if late else "today"), zone)
        self.rep.tz = "America/New_York"
        with freeze_time(datetime(2026, 11, 29, 3)):
            self.assertFalse(self.codes())


@tagged("post_install", "-at_install")
class TestDoing(MyDayCase):
    def done(self, day=None):
        day = day or self.look()
        return day["done"], day["left"]

    def test_no_answer_with_one_click(self):
        row, other = self.only(self.deal("a")), self.only(self.deal("b"))
        self.assertEqual(self.done(), (0, 2))
        outcome = self.env.ref("sales_toolkit.outcome_no_answer")
        buttons = self.section("follow_up_a")["buttons"]
        self.assertEqual(buttons[1]["method"], "action_done_with_result")
        self.assertEqual(buttons[1]["args"], [outcome.id])
        row.action_done_with_result(outcome.id)
        self.settle()
        self.assertEqual((row.state, row.outcome, row.minutes_due), ("done", outcome.name, False))
        following = self.planned(row.lead_id)[0]
        self.assertEqual(following.planned_date, self.rep.add_working_days(self.rep.get_today(), 1))
        self.assertEqual(following.method, row.method)
        day = self.look()
        self.assertEqual((self.done(day), day["progress"]), ((1, 1), 50))
        self.assertEqual(self.codes(day), [("follow_up", 1)])
        with self.assertRaises(UserError):
            row.action_done_with_result(outcome.id)
        with self.assertRaises(AccessError):
            other.with_user(self.rep2).action_done_with_result(outcome.id)

    def test_only_results_that_need_no_minutes(self):
        row = self.only(self.deal("a"))
        talked = self.env.ref("sales_toolkit.outcome_talked")
        archived = self.env.ref("sales_toolkit.outcome_sent")
        archived.active = False
        for outcome in (talked.id, archived.id, 0, None, "1", [1], True, {"id": 1}):
            with self.assertRaises(UserError):
                row.action_done_with_result(outcome)
        self.assertEqual(row.state, "planned")

    def test_nothing_changed_with_one_click(self):
        check = self.data_check(self.customer())
        self.assertEqual(self.done(), (0, 1))
        with self.assertRaises(AccessError):
            check.with_user(self.rep2).action_nothing_changed()
        check.action_nothing_changed()
        self.assertEqual((check.state, check.method, check.changed_items), ("done", "phone", False))
        self.assertEqual(self.done(), (1, 0))
        with self.assertRaises(UserError):
            check.action_nothing_changed()

    def test_a_promise_is_kept(self):
        lead = self.deal("b")
        row = self.only(lead)
        promise = {"name": "Send the drawings", "user_id": self.rep.id, "due_date": self.rep.get_today()}
        row.promise_ids = [Command.create(promise)]
        row.action_done("Fine", "They want drawings")
        section = self.section("promise")
        self.assertEqual([item["text"] for item in section["items"]], ["Send the drawings"])
        promise = row.promise_ids.with_user(self.rep)
        with self.assertRaises(AccessError):
            promise.with_user(self.manager).action_keep()
        before = self.look()["done"]
        promise.action_keep()
        day = self.look()
        self.assertEqual((day["done"], "promise" in dict(self.codes(day))), (before + 1, False))
        with self.assertRaises(UserError):
            promise.action_keep()

    def test_minutes_that_were_late_count_and_todays_do_not_count_twice(self):
        row = self.unwritten(30)
        row.sudo().store_derived({"done_at": Datetime.now() - timedelta(days=2)})
        self.assertEqual(self.done(), (0, 1))
        row.minutes = "They want a second quotation"
        row.action_write_minutes()
        self.assertEqual(self.done(), (1, 0))
        self.only(self.deal("c")).action_done("Talked", "All said")
        self.assertEqual(self.done(), (2, 0))

    def test_what_yesterday_was_done_is_not_of_today(self):
        row = self.only(self.deal("c"))
        row.action_done("Talked", "All said")
        yesterday = Datetime.now() - timedelta(days=1)
        row.sudo().store_derived({"done_at": yesterday, "minutes_at": yesterday})
        self.assertEqual(self.done(), (0, 0))

    def test_how_long_ago_the_closing_was_expected(self):
        """Not since when the stall was noticed."""
        lead, today = self.deal(None), self.rep.get_today()
        stall = self.env["sales_toolkit.stall"].open_for([(lead, "overdue", today)])
        for days, text in ((1, "1 day past the expected closing"), (4, "4 days past the expected closing")):
            stall.store_derived({"deadline": today - timedelta(days=days)})
            self.settle()
            item = self.section("stalled")["items"][0]
            self.assertEqual((item["text"], item["when"], item["late"]), (text, "", False))

    def test_the_reviewers_words_and_a_stall_explained(self):
        customer = self.customer("Returned")
        review = (
            self.env["sales_toolkit.review"]
            .with_derivation()
            .create({"partner_id": customer.id, "submitted_by": self.rep.id, "state": "returned"})
        )
        review.write_derived({"comment": "The phone number is wrong", "decided_at": Datetime.now()})
        customer.store_derived({"review_state": "returned"})
        item = self.section("review_returned")["items"][0]
        self.assertEqual((item["customer"], item["text"]), ("Returned", "The phone number is wrong"))
        self.assertEqual(item["target"], {"model": "res.partner", "id": customer.id})
        lead = self.deal("a")
        stall = self.env["sales_toolkit.stall"].open_for([(lead, "quiet", self.rep.get_today())])
        cause = self.env.ref("sales_toolkit.stall_cause_budget")
        done = self.look()["done"]
        stall.with_user(self.rep).action_explain(cause.id, "Ask the director")
        self.assertEqual(self.look()["done"], done + 1)

    def test_nothing_to_do(self):
        day = self.look(self.rep2)
        self.assertEqual(
            (day["left"], day["progress"], day["customers"], day["ahead"]), (0, 100, False, None)
        )
        self.customer("Own", user=self.rep2, user_id=self.rep2.id)
        self.assertTrue(self.look(self.rep2)["customers"])
        row = self.only(self.deal("b"), -3)
        day = self.look()
        self.assertEqual((day["left"], day["ahead"]["items"][0]["id"]), (0, row.id))
        self.assertEqual(day["ahead"]["items"][0]["when"], "in 3 days")

    def test_phone_of_the_deal_or_else_of_the_customer(self):
        customer = self.customer("Hengli", contact_name="Li Ming", contact_phone="010 5555")
        self.only(self.deal("a", partner_id=customer.id, phone=False))
        self.assertEqual(self.section("follow_up_a")["items"][0]["phone"], "010 5555")
        self.only(self.deal("b", phone="021 7777"))
        self.assertEqual(self.section("follow_up")["items"][0]["phone"], "021 7777")


@tagged("post_install", "-at_install")
class TestWhose(MyDayCase):
    def test_everyone_has_their_own(self):
        self.only(self.deal("a"))
        self.unwritten(3)
        self.data_check(self.customer())
        for user in (self.rep2, self.leader, self.manager):
            self.assertFalse(self.codes(self.look(user)), user.name)

    def test_who_is_no_salesperson_is_refused(self):
        for user in (self.outsider, self.auditor, self.portal):
            with self.assertRaises(AccessError):
                self.look(user)
            with self.assertRaises(AccessError):
                self.env[MODEL].with_user(user).action_open_section("stalled")

    def test_a_stand_in_sees_what_was_given_to_them_and_no_more(self):
        row = self.only(self.deal("a", name="Pump", phone="021 7777"))
        row.sudo().user_id = self.rep2
        item = self.section("follow_up_a", self.look(self.rep2))["items"][0]
        self.assertEqual((item["deal"], item["lead_id"]), ("Pump", False))
        self.assertEqual((item["phone"], item["target"]), ("", None))
        self.assertFalse(self.codes())

    def test_a_helper_does_not_learn_whose_objection_it_is(self):
        customer = self.customer("Secret Machines")
        lead = self.deal("a", name="Secret deal", partner_id=customer.id)
        kind = self.env["sales_toolkit.objection_type"].search([], limit=1)
        values = {"lead_id": lead.id, "type_id": kind.id, "description": "Too slow"}
        row = self.env["sales_toolkit.objection"].create(values)
        row.write_derived({"state": "help", "helper_id": self.rep2.id, "help_due": self.rep2.get_today()})
        day = self.look(self.rep2)
        self.assertEqual(self.section("objection_help", day)["items"][0]["text"], "Too slow")
        self.assertNotIn("Secret", str(day))

    def test_nothing_confidential(self):
        customer = self.customer("Hengli", budget_text="987-988万元", internal_decision_notes="Bribed")
        self.only(self.deal("a", partner_id=customer.id))
        self.data_check(customer)
        day = str(self.look())
        # as typed and as read; three digits alone may be in a record's number
        for value in ("987-988", "9870000", "9880000", "Bribed"):
            self.assertNotIn(value, day)

    def test_companies(self):
        other = self.env["res.company"].create({"name": "Elsewhere"})
        self.rep.company_ids = [Command.link(other.id)]
        self.only(self.deal("a"))
        self.settle()
        elsewhere = self.env[MODEL].with_user(self.rep).with_context(allowed_company_ids=other.ids)
        self.assertFalse(elsewhere.get()["sections"])
        self.assertTrue(self.look()["sections"])


@tagged("post_install", "-at_install")
class TestCost(MyDayCase):
    def count(self):
        self.settle()
        self.env[MODEL].with_user(self.rep).get()
        self.settle()
        before = self.env.cr.sql_log_count
        self.env[MODEL].with_user(self.rep).get()
        return self.env.cr.sql_log_count - before

    def fill(self, number):
        """So many deals with customers, follow-ups, late minutes and checks."""
        customers = self.env["res.partner"].create(
            [
                {"name": f"C{n}", "is_company": True, "registered_on": "2024-03-15", "user_id": self.rep.id}
                for n in range(number)
            ]
        )
        leads = self.env["crm.lead"].create(
            [self.deal_values(None, name=f"D{c.id}", partner_id=c.id, phone=False) for c in customers]
        )
        today, base = self.rep.get_today(), {"user_id": self.rep.id, "method": "phone", "goal": "Talk"}
        rows = [
            {**base, "lead_id": lead.id, "partner_id": lead.partner_id.id, "grade": "ab"[lead.id % 2]}
            for lead in leads
        ]
        follow_ups = self.env["sales_toolkit.follow_up"]
        planned = {"state": "planned", "planned_date": today}
        written = {"state": "done", "done_at": Datetime.now(), "minutes_due": Datetime.now()}
        follow_ups.insert_rows([{**row, **planned} for row in rows])
        follow_ups.insert_rows([{**row, **written} for row in rows])
        self.env["sales_toolkit.data_check"].with_derivation().create(
            [{"partner_id": c.id, "user_id": self.rep.id, "due_date": today} for c in customers]
        )

    def test_as_many_queries_for_100_deals_as_for_24(self):
        self.fill(24)
        few = self.count()
        self.fill(76)
        self.assertEqual(dict(self.codes())["data_check"], 100)
        self.assertLessEqual(self.count(), few)
        self.assertLess(few, 40)


@tagged("post_install", "-at_install")
class TestOverRpc(ToolkitHttpCase):
    def test_get(self):
        self.settle()
        day = self.call(self.rep, MODEL, "get")
        self.assertEqual((day["sections"], day["left"]), ([], 0))
        for user in (self.portal, self.outsider, self.auditor):
            for method, args in (("get", ()), ("action_open_section", ("stalled",))):
                error = self.call(user, MODEL, method, *args)
                self.assertEqual(error, "odoo.exceptions.AccessError")
        for method in ("_get_sections", "_list_sections", "_look"):
            self.assertNotIsInstance(self.call(self.rep, MODEL, method), dict)
