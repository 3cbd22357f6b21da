"""Who learns what about completeness, over which doors (C4, C13)."""

from test_completeness import Completeness

from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import Form, tagged

from common import ToolkitHttpCase

DETAILS = {"completeness_details": {}}


class Details:
    def details(self, partner, user):
        self.settle()
        return partner.with_user(user).web_read(DETAILS)[0]["completeness_details"]

    def keys(self, partner, user, confidential=True):
        missing = self.details(partner, user)["missing"]
        return [item["item"] for item in missing if item["confidential"] == confidential]


@tagged("post_install", "-at_install")
class TestConfidentialItems(Details, Completeness):
    def setUp(self):
        super().setUp()
        self.policy.search([("item", "=", "budget")]).level = "required"
        self.require("company", internal_notes=2)
        self.hengli = self.customer(contact_name="Zhou", contact_phone="1", need_description="Pumps")

    def fill(self):
        self.hengli.with_user(self.rep).write(
            {
                "budget_text": "800万",
                "internal_decision_notes": "The board decides",
                "decision_maker_ids": [Command.create({"name": "Wang", "role": "user"})],
            }
        )

    def test_the_figures_are_the_same_whether_filled_or_not(self):
        before = self.figures(self.hengli)
        self.assertEqual(before, (9 * 100 // 11, "industry, tags"))
        stamp = self.hengli.write_date
        self.fill()
        self.assertEqual(self.figures(self.hengli), before)
        self.assertEqual(self.hengli.write_date, stamp)
        self.walk()
        self.assertEqual(self.figures(self.hengli), before)

    def test_the_people_concerned_are_told(self):
        for user in (self.rep, self.leader, self.sensitive):
            self.assertEqual(
                self.keys(self.hengli, user), ["budget", "internal_notes", "decision_chain"], user.login
            )
        self.fill()
        for user in (self.rep, self.leader, self.sensitive):
            self.assertEqual(self.keys(self.hengli, user), [], user.login)

    def test_nobody_else_is(self):
        before = {user: self.details(self.hengli, user) for user in (self.rep2, self.manager)}
        self.fill()
        for user, details in before.items():
            self.assertEqual(details, self.details(self.hengli, user))
            self.assertFalse(self.keys(self.hengli, user))
        # in one transaction, after somebody concerned has read the same record
        self.assertTrue(self.hengli.with_user(self.rep).completeness_details)
        theirs = self.hengli.with_user(self.rep2).completeness_details["missing"]
        self.assertFalse([item for item in theirs if item["confidential"]])
        with self.assertRaises(AccessError):
            self.hengli.with_user(self.outsider).read(["completeness_details"])

    def test_what_the_review_is_told(self):
        def missing(user):
            self.settle()
            return self.hengli.with_user(user).get_missing_required()[self.hengli.id]

        self.assertEqual(missing(self.rep), ["budget", "internal_notes"])
        self.assertEqual(missing(self.rep2), [])
        self.fill()
        self.assertEqual(missing(self.rep), [])
        self.hengli.need_description = False
        self.assertEqual(missing(self.rep2), ["need_description"])
        self.assertFalse(self.env["res.partner"].create({"name": "Other"}).get_missing_required())

    def test_family_situation_only_where_it_is_registered(self):
        self.require("individual", family_situation=1)
        person = self.customer("Li", is_company=False, phone="1", need_description="x")
        self.assertEqual(self.keys(person, self.rep), [])
        self.company.write({"family_situation_enabled": True, "family_situation_purpose": "Gifts"})
        self.assertEqual(self.keys(person, self.rep), ["family_situation"])
        person.with_user(self.rep).family_situation = "Two children"
        self.assertEqual(self.keys(person, self.rep), [])

    def test_a_list_of_many_costs_no_query_each(self):
        counts = []
        self.fill()
        for number in (3, 3, 60):
            partners = self.env["res.partner"].create(
                [
                    {
                        "name": f"N{n}",
                        "is_company": True,
                        "user_id": self.rep.id,
                        "registered_on": "2024-01-01",
                    }
                    for n in range(number)
                ]
            )
            self.settle()
            before = self.env.cr.sql_log_count
            partners.with_user(self.rep).get_missing_required()
            counts.append(self.env.cr.sql_log_count - before)
        self.assertEqual(counts[1], counts[2])


@tagged("post_install", "-at_install")
class TestTheForm(Details, Completeness):
    """What the line says while somebody types."""

    def form(self, record):
        return Form(record.with_user(self.rep).with_context(register_customer=True, default_is_company=True))

    def missing(self, form):
        return {item["item"] for item in form.completeness_details["missing"]}

    def test_a_new_customer(self):
        form = self.form(self.env["res.partner"])
        form.name = "New"
        self.assertLessEqual({"contact_name", "phone", "budget", "tags"}, self.missing(form))
        self.assertEqual(form.completeness_details["percentage"], 0)
        form.contact_name = "Zhou"
        form.budget_text = "800万"
        form.category_id.add(self.tag)
        self.assertFalse({"contact_name", "budget", "tags"} & self.missing(form))
        self.assertEqual(form.completeness_details["percentage"], 4 * 100 // 11)
        with form.decision_maker_ids.new() as person:
            person.name = "Wang"
        self.assertNotIn("decision_chain", self.missing(form))
        form.save()

    def test_an_existing_one(self):
        customer = self.customer(contact_name="Zhou", contact_phone="1", budget_text="800万")
        self.assertEqual(self.figures(customer)[0], 54)
        form = self.form(customer)
        self.assertFalse({"phone", "budget"} & self.missing(form))
        form.contact_phone = False
        form.budget_text = False
        self.assertLessEqual({"phone", "budget"}, self.missing(form))
        form.need_description = "Pumps"
        self.assertEqual(form.completeness_details["percentage"], 54)
        saved = form.save()
        self.assertEqual(self.figures(saved), (54, "phone, industry, tags"))

    def test_required_ones_are_marked_in_the_readers_language(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        customer = self.customer(contact_name="Zhou")
        first = self.details(customer, self.rep)["missing"][0]
        self.assertEqual(
            first, {"item": "phone", "label": "Contact Phone", "required": True, "confidential": False}
        )
        self.assertFalse(self.details(customer, self.rep)["missing"][-1]["required"])


@tagged("post_install", "-at_install")
class TestDoors(Completeness, ToolkitHttpCase):
    def test_the_policy_over_rpc(self):
        model = "sales_toolkit.requirement"
        row = self.policy.search([("kind", "=", "company")], limit=1)
        values = {"kind": "company", "item": "size"}
        for user in (self.rep, self.leader):
            self.assertTrue(self.call(user, model, "search_read", [], ["item", "level"]))
            for method, *args in (
                ("write", row.ids, {"level": "off"}),
                ("create", [values]),
                ("unlink", row.ids),
            ):
                with self.subTest(user=user.login, method=method):
                    self.assertEqual(self.call(user, model, method, *args), "odoo.exceptions.AccessError")
        for user in (self.outsider, self.portal):
            self.assertEqual(
                self.call(user, model, "search_read", [], ["item"]), "odoo.exceptions.AccessError"
            )
        self.assertTrue(self.call(self.manager, model, "write", row.ids, {"level": "off"}))
        [created] = self.call(self.manager, model, "create", [values])
        self.assertTrue(self.call(self.manager, model, "unlink", [created]))

    def test_the_policy_of_another_company(self):
        other = self.env["res.company"].create({"name": "Other"})
        self.require("company", company=other, size=1)
        seen = self.call(self.manager, "sales_toolkit.requirement", "search_count", [("item", "=", "size")])
        self.assertEqual(seen, 0)

    def test_what_is_not_for_rpc(self):
        customer = self.customer()
        for method, *args in (
            ("get_missing_required",),
            ("describe_items", ["phone"]),
            ("refresh_completeness",),
            ("mark_completeness",),
            ("write_derived", {"completeness": 100}),
        ):
            with self.subTest(method):
                result = self.call(self.rep, "res.partner", method, customer.ids, *args)
                self.assertEqual(result, "odoo.exceptions.AccessError")
        walk = self.call(self.manager, "sales_toolkit.completeness_walk", "create", [{"kind": "company"}])
        self.assertEqual(walk, "odoo.exceptions.AccessError")

    def test_the_figures_over_rpc(self):
        customer = self.customer(contact_name="Zhou")
        for values in ({"completeness": 100}, {"missing_items": ""}):
            result = self.call(self.rep, "res.partner", "write", customer.ids, values)
            self.assertEqual(result, "odoo.exceptions.UserError")
            result = self.call(
                self.rep,
                "res.partner",
                "write",
                customer.ids,
                values,
                context={"derivation": True, "install_mode": True},
            )
            self.assertEqual(result, "odoo.exceptions.UserError")
        self.call(self.rep, "res.partner", "write", customer.ids, {"contact_phone": "1"})
        [values] = self.call(
            self.outsider, "res.partner", "read", customer.ids, ["completeness", "missing_items"]
        )
        self.assertEqual(
            (values["completeness"], values["missing_items"]), (54, "need_description, industry, tags")
        )
