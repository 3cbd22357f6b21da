"""A registered private customer becomes a person at a company, which takes its place (C1)."""

from datetime import timedelta

from odoo.exceptions import AccessError, UserError
from odoo.fields import Date
from odoo.tests import tagged

from common import ToolkitCase


class JoinCase(ToolkitCase):
    def person(self, name="Zhang San", **values):
        """A private customer of ``rep`` with a note, a contact, and a confidential sheet."""
        values = {"is_company": False, "company_name": "New Co", "need_description": "a cutter", **values}
        person = self.customer(name, **values)
        rep = self.env(user=self.rep)
        rep["sales_toolkit.key_note"].create({"partner_id": person.id, "note": f"{name} likes demos"})
        rep["sales_toolkit.decision_maker"].create({"partner_id": person.id, "name": "Mrs Zhang"})
        person.with_user(self.rep).budget_text = "500-800万元"
        person.log_past_contact("2024-05-06 04:00:00", "agreed", self.phone)
        self.settle()
        return person.with_env(self.env)

    def run_crons(self):
        for name in ("schedule_data_checks", "open_data_checks", "mark_dormant_customers"):
            self.settle()
            with self.enter_registry_test_mode():
                self.env.ref(f"sales_toolkit.cron_{name}").method_direct_trigger()
        self.settle()

    def facts(self, partner, user):
        """What ``user`` sees of it: notes, contacts, budget, decision chain."""
        self.settle()
        partner = partner.with_user(user)
        return (
            len(partner.key_note_ids),
            len(partner.follow_up_ids),
            partner.budget_text,
            partner.get_decision_makers().mapped("name"),
        )


@tagged("post_install", "-at_install")
class TestJoin(JoinCase):
    ALL = (1, 1, "CNY 5-8 million", ["Mrs Zhang"])
    NONE = (0, 0, False, [])

    def test_the_new_company_takes_the_persons_place(self):
        person = self.person()
        lead = self.env["crm.lead"].with_user(self.rep).create({"name": "x", "partner_id": person.id})
        rows = self.rows(person)
        person.with_user(self.rep).with_context(register_customer=True).create_company()
        company = person.parent_id
        self.assertEqual((self.facts(company, self.rep), self.facts(person, self.rep)), (self.ALL, self.NONE))
        self.assertEqual(self.facts(company, self.rep2)[2:], (False, []))
        self.assertEqual(
            (company.registered_on, company.user_id, company.need_description),
            (Date.to_date("2024-03-15"), self.rep, "a cutter"),
        )
        self.assertEqual((str(company.last_contact_date), company.review_state), ("2024-05-06", "draft"))
        self.assertTrue(company.next_check_date)
        self.assertFalse(person.duplicate_key_ids)
        self.assertTrue(company.duplicate_key_ids)
        self.assertFalse(
            person.registered_on or person.next_check_date or person.review_state or person.last_contact_date
        )
        self.assertEqual(len(lead.key_note_ids), 1)
        self.assertLessEqual(rows, self.rows(company))
        row = self.rows(company, "registered_on")[-1]
        self.assertEqual(
            (row.new_value, row.reason),
            ("03/15/2024", "Taken over from a private customer who is a contact now"),
        )
        self.assertFalse(self.rows(person))

    def test_a_company_with_a_sheet_keeps_it(self):
        company = self.customer("Old Co", registered_on="2023-01-02", need_description="robots")
        company.with_user(self.rep).budget_text = "100-200万元"
        person = self.person()
        person.with_user(self.rep).parent_id = company
        notes, contacts, budget, makers = self.facts(company, self.rep)
        self.assertEqual((notes, contacts, budget, makers), (1, 1, "CNY 1-2 million", ["Mrs Zhang"]))
        self.assertIn("5,000,000", company.with_user(self.rep).internal_decision_notes)
        self.assertEqual(company.need_description, "robots")
        self.assertEqual(company.registered_on, Date.to_date("2023-01-02"))

    def test_a_sheet_does_not_get_to_other_people(self):
        theirs = self.customer("Theirs", user=self.rep2, user_id=self.rep2.id)
        person = self.person()
        for user in (self.rep, self.rep2):
            with self.subTest(user=user.name), self.assertRaises(AccessError):
                person.with_user(user).parent_id = theirs
            self.settle()
        self.assertEqual(self.facts(person, self.rep), self.ALL)
        free = self.env["res.partner"].create({"name": "Free", "is_company": True})
        with self.assertRaises(AccessError):
            person.with_user(self.rep2).parent_id = free
        self.settle()
        person.with_user(self.rep).parent_id = free
        self.assertEqual((self.facts(free, self.rep), free.user_id), (self.ALL, self.rep))

    def test_whoever_puts_them_there_does_not_become_the_salesperson(self):
        person = self.person()
        person.with_user(self.leader).with_context(register_customer=True).create_company()
        self.assertEqual(person.parent_id.user_id, self.rep)
        self.assertEqual(self.facts(person.parent_id, self.rep), self.ALL)

    def test_a_company_with_a_sheet_does_not_get_a_salesperson_by_it(self):
        company = self.customer("Nobody's")
        company.with_user(self.rep).budget_text = "100-200万元"
        company.user_id = False
        plain = self.customer("Plain", is_company=False, user_id=self.rep2.id, user=self.rep2)
        with self.assertRaises(AccessError):
            plain.with_user(self.rep2).parent_id = company

    def test_between_our_companies_nothing_moves(self):
        other = self.env["res.company"].create({"name": "Other"})
        person = self.person(company_id=self.company.id)
        for company in (other, other.browse()):
            target = self.env["res.partner"].create(
                {"name": "T", "is_company": True, "company_id": company.id}
            )
            with self.assertRaises(UserError):
                person.parent_id = target
            self.settle()
        person.with_user(self.rep).create_company()
        self.assertEqual(person.parent_id.company_id, self.company)
        self.assertEqual(self.facts(person.parent_id, self.rep), self.ALL)

    def test_the_mark_and_the_plan_move_along(self):
        person = self.person()
        person.action_mark_dormant("quiet")
        plan = person.draft_activation_plans("quiet")
        plan.action_confirm()
        person.with_user(self.rep).create_company()
        self.settle()
        company = person.parent_id
        self.assertEqual((plan.partner_id, plan.state), (company, "active"))
        self.assertEqual((company.dormant, company.dormant_reason, person.dormant), (True, "quiet", False))
        person.with_user(self.rep).message_post(
            body="x", message_type="comment", subtype_xmlid="mail.mt_comment"
        )
        self.settle()
        self.assertEqual((company.dormant, plan.state), (False, "done"))

    def test_an_awake_company_wakes_the_person(self):
        company, person = self.customer("Awake"), self.person()
        person.action_mark_dormant("quiet")
        plan = person.draft_activation_plans("quiet")
        person.with_user(self.rep).parent_id = company
        self.settle()
        self.assertEqual((company.dormant, person.dormant, plan.state), (False, False, "cancelled"))

    def test_one_check_and_one_request_are_open_at_most(self):
        company, persons = self.customer("Co"), self.person() | self.person("Li Si")
        checks = self.env["sales_toolkit.data_check"].with_derivation()
        for partner in company | persons:
            checks.create({"partner_id": partner.id, "user_id": self.rep.id, "due_date": "2024-06-01"})
            partner.with_user(self.rep2).action_ask_access()
        persons.with_user(self.rep).write({"parent_id": company.id})
        self.settle()
        self.assertEqual(sorted(company.data_check_ids.mapped("state")), ["cancelled", "cancelled", "due"])
        self.assertEqual(len(company.access_request_ids), 1)
        self.assertEqual(len(company.key_note_ids), 2)

    def test_pairs_move_along(self):
        company, person, third = self.customer("Co"), self.person(), self.customer("Third")
        pairs = self.env["sales_toolkit.duplicate"]
        ids = sorted((person | third).ids), sorted((person | company).ids)
        found, same = pairs.create([{"partner_a_id": one, "partner_b_id": other} for one, other in ids])
        person.with_user(self.rep).parent_id = company
        self.settle()
        self.assertEqual(found.partner_a_id | found.partner_b_id, company | third)
        self.assertEqual((found.state, same.state), ("open", "merged"))

    def test_many_at_once_cost_little_more_than_one(self):
        counts = []
        for number in (1, 20):
            company = self.customer(f"Co {number}")
            values = {"registered_on": "2024-03-15", "user_id": self.rep.id}
            persons = self.env["res.partner"].create([{"name": f"P{i}", **values} for i in range(number)])
            self.settle()
            before = self.cr.sql_log_count
            persons.with_user(self.rep).write({"parent_id": company.id})
            self.env.flush_all()
            counts.append(self.cr.sql_log_count - before)
        self.assertLess(counts[1], 2 * counts[0], counts)

    def test_a_contact_is_never_a_customer_for_the_crons(self):
        """Those of before, whose sheet would get to others: nothing is done for them, and nothing is lost."""
        theirs = self.customer("Theirs", user=self.rep2, user_id=self.rep2.id)
        person, same = self.person(), self.person("Li Si")
        company = self.customer("Same", registered_on=False)
        self.settle()
        old = Date.today() - timedelta(days=900)
        for partner, parent in ((person, theirs), (same, company)):
            self.cr.execute(
                """UPDATE res_partner SET parent_id = %s, commercial_partner_id = %s, registered_on = %s,
                          last_contact_date = %s, next_check_date = %s WHERE id = %s""",
                [parent.id, parent.id, old, old, old, partner.id],
            )
        self.env.invalidate_all()
        self.run_crons()
        self.assertFalse(person.dormant or person.data_check_ids)
        self.assertEqual(self.facts(person, self.rep), self.ALL)
        self.assertEqual(self.facts(company, self.rep), self.ALL)
        self.assertFalse(same.registered_on)

    def test_an_erasure_of_the_company_finds_what_the_person_had(self):
        person = self.person(pain_points="Secret pain", consumption_preferences="Secret tea")
        person.with_user(self.rep).create_company()
        self.settle()
        company = person.parent_id
        company.erase_personal_items("asked")
        self.settle()
        self.assertFalse(person.pain_points or person.consumption_preferences)
        told = "".join(row.old_value + row.new_value + row.reason for row in self.rows(company))
        for secret in ("Secret", "Zhang", "cutter"):
            self.assertNotIn(secret, told)
