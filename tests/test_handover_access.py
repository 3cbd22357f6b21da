"""What delivery sees and may do, without any right in CRM; and what nobody learns by a hand-over (O10)."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from common import ToolkitHttpCase
from common_handover import HandoverCase, Handovers

MODEL = "sales_toolkit.handover"
STEP = "sales_toolkit.handover_step"
DENIED = "odoo.exceptions.AccessError"
REFUSED = "odoo.exceptions.UserError"
SECRETS = ("987654", "secret note", "Chief Wang", "456789", "family of four")
LOGS = ("odoo.http", "odoo.addons.base.models.ir_rule", "odoo.addons.base.models.ir_model", "odoo.orm.models")


class Promised(Handovers):
    def promised_handover(self, **values):
        """A started hand-over of a deal with a history, and with secrets that delivery may not learn."""
        customer = self.customer(
            need_description="Clean water, 20 m3 per hour",
            contact_name="Li Ming",
            contact_title="Plant manager",
            contact_phone="+86 21 5555 0100",
            budget_min=987654,
            internal_decision_notes="secret note",
            decision_maker_ids=[(0, 0, {"name": "Chief Wang"})],
            key_note_ids=[(0, 0, {"note": "Wants fast service"})],
        )
        deal = self.deal(partner_id=customer.id, expected_revenue=456789, **values)
        contact = self.env["sales_toolkit.follow_up"].with_user(self.rep)
        contact.create(
            {
                "lead_id": deal.id,
                "state": "done",
                "method": "phone",
                "outcome": "Agreed on the pump",
                "minutes": "The <b>blue</b> pump",
                "next_step": "Send the drawings",
                "promise_ids": [(0, 0, {"name": "Delivery in March", "due_date": "2026-03-31"})],
            }
        )
        objections = self.env["sales_toolkit.objection"].with_user(self.rep)
        objections.create(
            {
                "lead_id": deal.id,
                "type_id": self.env["sales_toolkit.objection_type"].search([], limit=1).id,
                "description": "Too loud",
                "answer": "A hood is included",
            }
        )
        material = self.env["sales_toolkit.material"].create(
            {"name": "Pump case", "url": "https://x.example"}
        )
        sent = {"lead_id": deal.id, "material_id": material.id, "user_id": self.rep.id}
        self.env["sales_toolkit.material_sent"].create(sent)
        deal.action_set_won()
        self.settle()
        handover = self.handover(deal)
        self.approve(handover)
        self.contract(handover).store_derived({"amount": 456789})
        return handover


@tagged("post_install", "-at_install")
class TestHandoverAccess(Promised, HandoverCase):
    def test_delivery_sees_what_was_promised_and_no_secret(self):
        handover = self.promised_handover().with_user(self.fitter)
        text = str(handover.promised)
        shown = (
            "Li Ming",
            "Plant manager",
            "5555 0100",
            "Clean water",
            "Wants fast service",
            "Agreed on the pump",
        )
        shown += ("Send the drawings", "Delivery in March", "Too loud", "A hood is included", "Pump case")
        for part in shown:
            self.assertIn(part, text)
        self.assertIn("&lt;b&gt;blue&lt;/b&gt;", text)
        for secret in SECRETS:
            self.assertNotIn(secret, text)
            self.assertNotIn(secret, str(handover.get_promised()))

    def test_no_path_leads_to_an_amount(self):
        """Not by search, order, groups, aggregates, export or nested reading, nor for who owns a step."""
        handover = self.promised_handover()
        contract = self.contract(handover)
        contract.store_derived({"amount": 555})
        handover.lead_id.sudo().store_derived({"expected_revenue": 555})
        handover.store_derived({"contract_id": contract.id})
        cheap = self.started(expected_revenue=5)
        (handover | cheap).mapped("step_ids")[0::5].user_id = self.rep2
        (self.fitter | self.rep2).group_ids += self.env.ref("base.group_allow_export")
        self.settle()
        amounts = ("contract_id.amount", "contract_id.instalment_ids.amount", "lead_id.expected_revenue")
        for user in (self.fitter, self.rep2):
            rows = self.env[MODEL].with_user(user)
            self.assertEqual(rows.search([]), handover | cheap, "they do see them")
            for path in amounts:
                ways = {
                    "search": lambda rows=rows, path=path: rows.search([(path, "=", 555)]).ids,
                    "not": lambda rows=rows, path=path: rows.search([(path, ">", 0)]).ids,
                    "group": lambda rows=rows, path=path: rows.formatted_read_group([], [path], ["__count"]),
                    "sum": lambda rows=rows, path=path: rows.formatted_read_group([], [], [f"{path}:sum"]),
                    "order": lambda rows=rows, path=path: (
                        555 if rows.search([], order=path) != rows.search([], order=f"{path} desc") else ""
                    ),
                    "export": lambda rows=rows, path=path: rows.search([]).export_data(
                        [path.replace(".", "/")]
                    )["datas"],
                }
                for way, look in ways.items():
                    with self.subTest(user=user.login, path=path, way=way):
                        self.settle()
                        try:
                            found = look()
                        except (UserError, ValueError):
                            continue
                        self.assertNotIn("555", str(found))
                        self.assertFalse(way in ("search", "not") and found)
            specification = {"contract_id": {"fields": {"amount": {}}}, "lead_id": {"fields": {"name": {}}}}
            try:
                shown = rows.search([]).web_read(specification)
            except AccessError:
                continue
            self.assertNotIn("555", str(shown))

    def test_the_form_opens_and_works_for_each_role(self):
        handover = self.promised_handover()
        for user in (self.fitter, self.rep, self.leader, self.manager):
            self.settle()
            form = Form(handover.with_user(user), "sales_toolkit.handover_view_form")
            self.assertEqual((form.deal_name, form.customer_name), ("Water treatment", "Hengli"))
        with Form(handover.with_user(self.fitter), "sales_toolkit.handover_view_form") as form:
            with form.step_ids.edit(0) as step:
                step.name = "Meet"
        self.assertEqual(handover.step_ids[0].name, "Meet")

    def test_who_sees_which(self):
        own, foreign = self.promised_handover(), self.started(user=self.rep2)
        foreign.delivery_team_id = self.foreign_team
        self.settle()
        rows = self.env[MODEL]
        expected = {
            self.installer: own,
            self.fitter: own,
            self.other: foreign,
            self.rep: own,
            self.rep2: foreign,
            self.leader: own | foreign,
            self.manager: own | foreign,
            self.auditor: own | foreign,
        }
        for user, visible in expected.items():
            found = rows.with_user(user).search([("id", "in", (own | foreign).ids)])
            self.assertEqual(found.sudo(), visible.sorted("id", reverse=True), user.login)
            steps = self.env[STEP].with_user(user).search([("handover_id", "in", (own | foreign).ids)])
            self.assertEqual(steps.sudo().handover_id.sorted("id"), visible.sorted("id"), user.login)
        for user in (self.outsider, self.portal, self.env.ref("base.public_user")):
            with self.assertRaises(AccessError):
                rows.with_user(user).search([])

    def test_the_owner_of_a_step_elsewhere_sees_the_plan_and_changes_their_step_only(self):
        handover = self.started()
        step, second = handover.step_ids[0], handover.step_ids[2]
        step.user_id = self.other
        self.settle()
        self.assertTrue(handover.with_user(self.other).has_access("read"))
        self.assertFalse(handover.with_user(self.other).has_access("write"))
        step.with_user(self.other).action_done()
        self.assertEqual(step.state, "done")
        with self.assertRaises(AccessError):
            second.with_user(self.other).action_done()
        with self.assertRaises(AccessError):
            self.env[STEP].with_user(self.other).create({"handover_id": handover.id, "name": "Mine"})

    def test_other_companies_stay_among_themselves(self):
        company = self.env["res.company"].create({"name": "Second"})
        self.team.company_id = False
        deal = self.env["crm.lead"].create(
            {"name": "Elsewhere", "type": "opportunity", "company_id": company.id, "team_id": False}
        )
        deal.action_set_won()
        handover = self.handover(deal)
        handover.delivery_team_id = self.team
        self.settle()
        for user in (self.installer, self.rep, self.leader, self.manager, self.auditor):
            self.assertFalse(handover.with_user(user).search([("id", "=", handover.id)]), user.login)
            self.assertFalse(handover.step_ids.with_user(user).search([("handover_id", "=", handover.id)]))
        self.installer.company_ids |= company
        companies = self.installer.company_ids.ids
        rows = handover.with_user(self.installer).with_context(allowed_company_ids=companies)
        self.assertTrue(rows.search([("id", "=", handover.id)]))

    def test_activities_are_not_a_way_around(self):
        handover = self.started()
        activity = handover.step_ids[0].activity_id
        handover.step_ids[2].user_id = self.other
        handover.lead_id.user_id = self.rep2
        self.settle()
        for user in (self.auditor, self.other, self.rep, self.outsider):
            with self.assertRaises(AccessError):
                activity.with_user(user).action_feedback("Done")
            with self.assertRaises(AccessError):
                activity.with_user(user).write({"date_deadline": "2030-01-01"})
        handover.step_ids[2].activity_id.with_user(self.other).action_feedback("Done")
        self.assertEqual(handover.step_ids.mapped("state")[:3], ["planned", "planned", "done"])

    def test_another_deal_does_not_show_through_a_new_record(self):
        deal = self.deal(user=self.rep2, name="Hidden deal")
        rows = self.env[MODEL].with_user(self.fitter)
        new = rows.new({"lead_id": deal.id})
        self.assertFalse(new.deal_name)
        self.assertFalse(new.promised)
        foreign = self.started(user=self.rep2, name="Hidden deal")
        foreign.delivery_team_id = self.foreign_team
        self.settle()
        self.assertFalse(self.env[STEP].with_user(self.fitter).new({"handover_id": foreign.id}).deal_name)

    def test_computed_values_are_not_served_to_somebody_else(self):
        handover = self.promised_handover()
        self.assertTrue(handover.with_user(self.fitter).may_accept)
        self.assertFalse(handover.with_user(self.rep).may_accept)
        self.assertTrue(handover.with_user(self.fitter).promised)

    def test_the_plan_on_paper(self):
        handover = self.promised_handover()
        report = self.env.ref("sales_toolkit.action_report_handover")
        html = report.with_user(self.fitter)._render_qweb_html(report.report_name, handover.ids)[0].decode()
        for part in ("Water treatment", "Hengli", "Li Ming", handover.step_ids[0].name):
            self.assertIn(part, html)
        for secret in SECRETS:
            self.assertNotIn(secret, html)

    def test_progress_on_the_deal_and_the_customer(self):
        handover = self.promised_handover()
        handover.step_ids[0].action_done()
        self.settle()
        deal = handover.lead_id.with_user(self.rep)
        self.assertEqual(deal.handover_progress, "1/5 steps")
        self.assertEqual(deal.partner_id.handover_progress, "1/5 steps")
        self.assertEqual(deal.action_open_handover()["res_id"], handover.id)
        self.assertIn(("id", "in", handover.ids), deal.partner_id.action_open_handovers()["domain"])
        self.assertNotIn("handover_progress", deal.partner_id.with_user(self.fitter).fields_get())

    def test_managers_change_teams_and_templates_and_nobody_else(self):
        self.team.with_user(self.manager).name = "Renamed"
        template = self.env.ref("sales_toolkit.handover_template_general")
        template.with_user(self.manager).line_ids[0].offset_days = 2
        for user in (self.rep, self.leader, self.installer):
            with self.assertRaises(AccessError):
                self.team.with_user(user).name = "Mine"
            with self.assertRaises(AccessError):
                template.with_user(user).name = "Mine"

    def test_archiving_by_hand_is_refused(self):
        with self.assertRaises(UserError):
            self.started().with_user(self.manager).action_archive()


@tagged("post_install", "-at_install")
class TestHandoverRpc(Promised, ToolkitHttpCase):
    def test_delivery_over_rpc(self):
        handover = self.promised_handover()
        foreign = self.started(user=self.rep2, name="Hidden deal")
        foreign.delivery_team_id = self.foreign_team
        self.settle()
        own, lead = handover.ids, handover.lead_id.ids
        with mute_logger(*LOGS):
            self.learn_nothing(own, lead, foreign)
            self.type_nothing(own, lead, handover)
            self.work(own, handover)

    def test_the_menus_of_delivery(self):
        self.authenticate(self.installer.login, self.installer.login)
        response = self.url_open("/web/webclient/load_menus")
        self.assertEqual(response.status_code, 200, response.text[:3000])
        names = {menu["xmlid"] for menu in response.json().values()}
        shown = {"menu_root", "menu_waiting", "menu_closing", "menu_handover", "menu_handover_step"}
        self.assertEqual(
            {name for name in names if name.startswith("sales_toolkit.")},
            {f"sales_toolkit.{n}" for n in shown},
        )

    def learn_nothing(self, own, lead, foreign):
        def call(*args, **kwargs):
            return self.call(self.fitter, *args, **kwargs)

        for model in (
            "crm.lead",
            "sales_toolkit.contract",
            "sales_toolkit.follow_up",
            "sales_toolkit.confidential",
        ):
            self.assertEqual(call(model, "search_read", []), DENIED, model)
        self.assertEqual(call("crm.lead", "read", lead, ["name"]), DENIED)
        self.assertEqual(call(MODEL, "read", foreign.ids, ["state"]), DENIED)
        self.assertEqual(call(MODEL, "get_promised", foreign.ids), DENIED)
        self.assertEqual(call(MODEL, "search_count", [("id", "in", foreign.ids)]), 0)
        self.assertEqual(call(MODEL, "search_count", [("deal_name", "ilike", "Hidden")]), 0)
        self.assertEqual(call(MODEL, "search_count", [("deal_name", "ilike", "water")]), 1)
        self.assertEqual(call(MODEL, "search_count", [("customer_name", "ilike", "hengli")]), 1)
        for path in ("expected_revenue", "partner_id.email", "description"):
            domain = [(f"lead_id.{path}", "!=", False)]
            self.assertEqual(call(MODEL, "search_count", domain), DENIED, path)
            self.assertIsInstance(call(MODEL, "search", [], order=f"lead_id.{path}"), str)
        groups = call(MODEL, "formatted_read_group", [], ["lead_id.expected_revenue"], ["__count"])
        self.assertIsInstance(groups, str)
        spec = {"lead_id": {"fields": {"expected_revenue": {}}}, "contract_id": {"fields": {"amount": {}}}}
        read = call(MODEL, "web_read", own, spec)
        self.assertNotIn("456789", str(read))
        self.assertNotIn(
            "456789", str(call(MODEL, "export_data", own, ["lead_id/expected_revenue", "deal_name"]))
        )
        values = {"lead_id": foreign.lead_id.id}
        spec = {
            "deal_name": {},
            "promised": {},
            "customer_name": {},
            "user_id": {},
            "lead_id": {"fields": {}},
        }
        self.assertNotIn("Hidden", str(call(MODEL, "onchange", [], values, ["lead_id"], spec)))
        every = call(MODEL, "fields_get")
        readable = call(MODEL, "read", own, list(every))
        for secret in SECRETS:
            self.assertNotIn(secret, str(readable))

    def type_nothing(self, own, lead, handover):
        for user in (self.fitter, self.rep, self.leader, self.manager):
            for vals in ({"state": "done"}, {"accepted_by": user.id}, {"active": False}, {"lead_id": 1}):
                self.assertIn(self.call(user, MODEL, "write", own, vals), (REFUSED, DENIED))
            self.assertIn(self.call(user, MODEL, "create", [{"lead_id": lead[0]}]), (REFUSED, DENIED))
            for name in ("prepare_for", "pause_for", "insert_rows", "_start", "with_derivation"):
                self.assertIsInstance(self.call(user, MODEL, name, own), str)
            question = {"handover_id": own[0], "question": "x"}
            created = self.call(user, "sales_toolkit.handover_question", "create", [question])
            self.assertIn(created, (REFUSED, DENIED))
        context = {"default_state": "done", "default_done_by": self.rep.id}
        values = {"handover_id": own[0], "name": "Extra"}
        [step] = self.call(self.fitter, STEP, "create", [values], context=context)
        step = self.env[STEP].browse(step)
        self.assertEqual((step.state, step.done_by.id), ("planned", False))
        step.unlink()
        self.assertEqual(self.call(self.auditor, MODEL, "action_accept", own), DENIED)
        self.assertEqual(self.call(self.rep, MODEL, "action_accept", own), DENIED)
        self.assertEqual(self.call(self.other, STEP, "action_done", handover.step_ids[:1].ids), DENIED)
        self.assertEqual(handover.state, "started")

    def work(self, own, handover):
        def call(*args, **kwargs):
            return self.call(self.installer, *args, **kwargs)

        for view in ("list", "kanban", "form", "activity", "search"):
            self.assertIn("models", call(MODEL, "get_views", [(False, view)]))
        for view in ("list", "kanban", "form", "calendar", "search"):
            self.assertIn("models", call(STEP, "get_views", [(False, view)]))
        self.assertIs(call(MODEL, "action_ask_back", own, "Which voltage?"), True)
        self.assertEqual(self.call(self.fitter, MODEL, "action_answer", own, "220"), DENIED)
        self.assertIs(self.call(self.rep, MODEL, "action_answer", own, "380"), True)
        self.assertIs(call(MODEL, "action_accept", own), True)
        step = handover.step_ids[:1]
        self.assertIs(call(STEP, "action_redate", step.ids, "2027-03-01", True), True)
        self.assertIs(call(STEP, "action_done", step.ids), True)
        self.assertIs(
            call("sales_toolkit.handover_step", "action_skip", handover.step_ids[1:2].ids, "No need"), True
        )
        posted = call(MODEL, "message_post", own, body="On our way")
        self.assertNotIsInstance(posted, str)
        self.assertEqual((handover.state, handover.progress), ("accepted", 40))
