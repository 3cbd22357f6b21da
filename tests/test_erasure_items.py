"""What is erased: everywhere in the database, and nothing else (C12)."""

from odoo.exceptions import UserError
from odoo.tests import tagged

from common_erasure import BUDGET, MARK, NUMBER, Erasable


@tagged("post_install", "-at_install")
class TestNothingStays(Erasable):
    """No table of the database holds a planted value afterwards."""

    def erase(self, customer):
        wizard = self.env["sales_toolkit.erasure_request"].with_user(self.manager)
        action = wizard.with_context(default_partner_id=customer.id).create({"note": "letter"}).action_erase()
        # what the chatter would still write at the end of the transaction
        self.env.flush_all()
        self.env.cr.precommit.run()
        self.settle()
        return self.env["sales_toolkit.erasure"].with_user(self.manager).browse(action["res_id"])

    def test_company(self):
        customer = self.planted()
        before = self.found(MARK, NUMBER, str(BUDGET))
        for place in (
            ("res_partner", "complete_name"),
            ("res_partner", "phone"),
            ("res_partner", "email_normalized"),
            ("sales_toolkit_follow_up", "minutes"),
            ("sales_toolkit_confidential", "budget_min"),
            ("sales_toolkit_decision_maker", "name"),
            ("sales_toolkit_key_note", "note"),
            ("sales_toolkit_follow_up", "goal"),
            ("sales_toolkit_update_log", "old_value"),
            ("sales_toolkit_update_log", "new_value"),
            ("sales_toolkit_update_log", "new_reference"),
            ("sales_toolkit_update_log", "reason"),
            ("mail_tracking_value", "old_value_char"),
            ("crm_lead", "name"),
            ("crm_lead", "phone"),
            ("mail_activity", "res_name"),
        ):
            self.assertIn(place, before, "the planted values are where they are looked for")
        rows = self.rows(customer)
        self.erase(customer)
        self.assertEqual(self.found(MARK, NUMBER, f"{BUDGET}", "8,642,975"), set())
        self.assertLess(len(rows), len(self.rows(customer)))
        self.assertEqual(rows.exists(), rows)

    def test_private_customer(self):
        customer = self.planted(
            f"{MARK} person",
            is_company=False,
            street=f"{MARK} road",
            vat=f"X{NUMBER}",
            consumption_preferences=MARK,
        )
        customer.write({"comment": f"<p>{MARK}</p>", "street2": MARK, "city": MARK, "zip": MARK})
        self.env["res.partner"].create(
            {"name": f"{MARK} home", "type": "delivery", "street": MARK, "parent_id": customer.id}
        )
        customer.with_context(update_reason=f"{MARK} says so").intent = "weak"
        self.settle()
        self.erase(customer)
        self.assertEqual(self.found(MARK, NUMBER, f"{BUDGET}"), set())
        self.assertEqual((customer.name, customer.intent), (f"Customer {customer.id}", "weak"))
        self.assertEqual(customer.child_ids.mapped("name"), [f"Contact {customer.child_ids.id}"])

    def test_what_is_not_personal_stays(self):
        customer = self.planted(vat="91320412MA1X2Y3W4P", main_business="valves", category_id=[])
        contacts, log = customer.child_ids, self.rows(customer, "industry")
        self.erase(customer)
        self.assertEqual(
            (customer.name, customer.vat, customer.main_business), ("Hengli", "91320412MA1X2Y3W4P", "valves")
        )
        self.assertTrue(customer.industry_id)
        self.assertEqual(contacts.name, f"Contact {contacts.id}")
        self.assertTrue(all(log.mapped("new_value")))
        self.assertEqual(len(customer.follow_up_ids), 1)
        self.assertTrue(customer.last_contact_date)
        self.assertEqual(customer.last_contact_summary, "Follow-up")

    def test_the_log_says_that_and_when_and_why(self):
        customer = self.planted()
        finding = self.erase(customer)
        row = self.rows(customer, "erasure")
        self.assertEqual((len(row), row.user_id, row.confidential), (1, self.manager, False))
        self.assertEqual((row.old_value, row.new_value), ("", ""))
        self.assertIn("on request", row.reason)
        self.assertEqual(row.item_label, "Erasure of Personal Data")
        self.assertEqual(
            (finding.state, finding.requested_by, finding.reason), ("done", self.manager, "request")
        )
        self.assertIn("Budget range", finding.item_labels)
        self.assertIn("Follow-up summary", finding.item_labels)
        self.assertIn("预算范围", finding.with_context(lang="zh_CN").item_labels)

    def test_a_customer_without_anything_reads_the_same(self):
        full, bare = self.planted(), self.customer("Bare")
        self.assertEqual(self.erase(full).item_labels, self.erase(bare).item_labels)

    def test_twice_does_no_harm(self):
        customer = self.planted()
        names = [self.erase(customer).partner_id.child_ids.mapped("name") for _ in range(2)]
        self.assertEqual(names[0], names[1])
        self.assertEqual(len(self.rows(customer, "erasure")), 2)

    def test_changes_of_the_same_transaction_are_not_tracked(self):
        customer = self.customer("Wang", is_company=False)
        self.env.cr.precommit.run()
        customer.write({"phone": f"0519-{NUMBER}", "email": f"{MARK}@example.com"})
        customer.write({"phone": "0519-1111111"})
        self.erase(customer)
        self.assertEqual(self.found(MARK, NUMBER), set())

    def test_archived_contacts_and_those_who_moved(self):
        customer, former = self.planted(), self.customer("Former", contact_name=f"{MARK} moved")
        contact = former.child_ids
        former.main_contact_id = contact
        self.settle()
        contact.parent_id = customer
        customer.child_ids.active = False
        self.settle()
        self.erase(customer)
        self.assertEqual(self.found(MARK), set())

    def test_other_customers_keep_theirs(self):
        other = self.customer("Other", contact_name="Li", contact_phone="0519-2222222", pain_points="slow")
        self.erase(self.planted())
        self.assertEqual(
            (other.contact_name, other.contact_phone, other.pain_points), ("Li", "0519-2222222", "slow")
        )
        self.assertIn(("", "slow"), self.changes(other, "pain_points"))

    def test_messages_stay(self):
        customer = self.customer()
        message = customer.message_post(body="a note")
        self.erase(customer)
        self.assertEqual(message.exists().preview, "a note")

    def test_who_looked_stays(self):
        customer = self.planted()
        self.env["sales_toolkit.access_log"].note_opening(customer.ids)
        self.env.cr.precommit.run()
        log = self.env["sales_toolkit.access_log"].search([("partner_id", "=", customer.id)])
        self.assertTrue(log)
        self.erase(customer)
        self.assertEqual(log.exists(), log)

    def test_an_open_proposal_is_settled_by_a_request(self):
        finding = self.proposed()
        self.erase(finding.partner_id)
        self.assertEqual(finding.state, "done")

    def test_colleagues_companies_and_contacts_are_refused(self):
        customer = self.customer(contact_name="Li")
        for partner in (self.rep.partner_id, self.company.partner_id, customer.child_ids):
            with self.subTest(partner=partner.name), self.assertRaises(UserError), self.env.cr.savepoint():
                self.erase(partner)
        colleague = self.rep2.partner_id
        colleague.parent_id = customer
        self.settle()
        self.erase(customer)
        self.assertEqual(colleague.name, self.rep2.name)

    def test_titles_of_opportunities(self):
        lead = self.env["crm.lead"].create({"name": "Li: Lighting for Li"})
        lead.erase_personal_items(False, {"Li": "Contact 1"})
        self.assertEqual(lead.name, "Contact 1: Lighting for Contact 1")
