"""A team takes the toolkit's stages, and can leave them again (O6)."""

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from common import ToolkitCase, ToolkitHttpCase

NAMES = [
    "Lead Screening",
    "Need Discovery",
    "Solution Presentation",
    "Technical Evaluation",
    "Price Negotiation",
    "Deal Closed",
]
CHINESE = ["线索筛选", "需求挖掘", "方案呈现", "技术评估", "价格谈判", "成交"]


class Pipeline:
    def prepare(self):
        self.new, self.qualified, self.proposition, self.won = [
            self.env.ref(f"crm.stage_lead{number}") for number in range(1, 5)
        ]
        self.team = self.env["crm.team"].create({"name": "North", "user_id": self.leader.id})
        self.other = self.env["crm.team"].create({"name": "South"})

    def lead(self, stage, **values):
        values = {"name": "Deal", "type": "opportunity", "team_id": self.team.id, "user_id": False, **values}
        return self.env["crm.lead"].create({**values, "stage_id": stage.id})


@tagged("post_install", "-at_install")
class TestPipeline(Pipeline, ToolkitCase):
    def setUp(self):
        super().setUp()
        self.prepare()

    def wizard(self, direction="take", **values):
        wizard = self.env["sales_toolkit.pipeline"].with_user(self.manager)
        return wizard.create({"team_id": self.team.id, "direction": direction, **values})

    def apply(self, direction="take"):
        result = self.wizard(direction).action_apply()
        self.settle()
        return result

    def names(self):
        return self.team.get_toolkit_stages().sorted("sequence").mapped("name")

    def state(self):
        """All that another team, or the people concerned, could notice."""
        self.env.flush_all()
        counts = []
        for table in ("mail_message", "mail_activity", "mail_mail", "mail_tracking_value", "mail_followers"):
            self.env.cr.execute(f"SELECT count(*), max(id) FROM {table}")
            counts.append(self.env.cr.fetchone())
        return counts

    def test_installing_touches_no_stage(self):
        self.assertFalse(self.env["crm.stage"].search([("pipeline_stage_id", "!=", False)]))

    def test_take(self):
        leads = [self.lead(stage) for stage in (self.new, self.qualified, self.proposition, self.won)]
        self.apply()
        stages = self.team.get_toolkit_stages().sorted("sequence")
        self.assertEqual(stages.mapped("name"), NAMES)
        self.assertEqual(stages.mapped("is_won"), [False] * 5 + [True])
        self.assertEqual(
            [lead.stage_id.name for lead in leads],
            ["Lead Screening", "Need Discovery", "Solution Presentation", "Deal Closed"],
        )
        self.assertEqual(leads[-1].won_status, "won")

    def test_names_in_each_language(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        templates = self.env["sales_toolkit.pipeline_stage"].search([])
        for template, name in zip(templates, CHINESE, strict=True):
            template.with_context(lang="zh_CN").name = name
        self.manager.lang = "zh_CN"
        self.apply()
        stages = self.team.get_toolkit_stages().sorted("sequence")
        self.assertEqual(stages.with_context(lang="zh_CN").mapped("name"), CHINESE)
        self.assertEqual(stages.with_context(lang="en_US").mapped("name"), NAMES)

    def test_nobody_is_told_and_nothing_has_happened(self):
        customer = self.customer()
        lead = self.lead(self.proposition, partner_id=customer.id, user_id=self.rep.id)
        lead.message_subscribe(self.outsider.partner_id.ids)
        then = fields.Datetime.to_datetime("2026-01-01 10:00:00")
        lead.write({"date_last_stage_update": then})
        lead.stage_id.flush_recordset()
        self.flush_tracking()
        names = ["stage_moved_at", "date_last_stage_update", "date_closed", "probability", "won_status"]
        before, facts = self.state(), lead.read([*names, "automated_probability"])
        contact = customer.last_contact_at
        self.apply()
        self.flush_tracking()
        self.assertEqual(lead.stage_id.name, "Solution Presentation")
        self.assertEqual((self.state(), lead.read([*names, "automated_probability"])), (before, facts))
        self.assertEqual(customer.last_contact_at, contact)

    def flush_tracking(self):
        self.env.flush_all()
        self.env.cr.flush()

    def test_closed_and_archived_go_along(self):
        lost, archived, won = self.lead(self.qualified), self.lead(self.new), self.lead(self.won)
        lost.action_set_lost()
        archived.active = False
        closed = won.date_closed
        self.apply()
        self.assertEqual((lost.stage_id.name, lost.won_status), ("Need Discovery", "lost"))
        self.assertEqual((archived.stage_id.name, archived.active), ("Lead Screening", False))
        self.assertEqual((won.stage_id.is_won, won.won_status, won.date_closed), (True, "won", closed))

    def test_others_are_left_alone(self):
        theirs = self.lead(self.new, team_id=self.other.id)
        nobodys = self.lead(self.new, team_id=False)
        own = self.env["crm.stage"].create({"name": "Special", "team_ids": self.other.ids})
        stages = self.env["crm.stage"].search([])
        before = stages.read()
        self.apply()
        self.assertEqual((theirs.stage_id, nobodys.stage_id), (self.new, self.new))
        self.assertEqual(stages.read(), before)
        self.assertEqual(own.team_ids, self.other)

    def test_twice_changes_nothing(self):
        self.lead(self.new)
        self.apply()
        stages, before = self.env["crm.stage"].search([]), self.state()
        data = stages.read()
        wizard = self.wizard()
        self.assertFalse(wizard.line_ids)
        wizard.action_apply()
        self.settle()
        self.assertEqual(self.env["crm.stage"].search([]), stages)
        self.assertEqual((stages.read(), self.state()), (data, before))

    def test_two_teams(self):
        self.apply()
        team, self.team = self.team, self.other
        self.apply()
        self.assertEqual(self.names(), NAMES)
        self.assertFalse(team.get_toolkit_stages() & self.other.get_toolkit_stages())

    def test_new_deals_begin_at_the_first(self):
        self.apply()
        lead = self.env["crm.lead"].create({"name": "New", "type": "opportunity", "team_id": self.team.id})
        self.assertEqual(lead.stage_id.name, "Lead Screening")
        lead.action_set_won()
        self.assertEqual(lead.stage_id.name, "Deal Closed")

    def test_the_proposal_can_be_changed(self):
        lead = self.lead(self.new)
        price = self.env.ref("sales_toolkit.pipeline_stage_price")
        with Form(self.env["sales_toolkit.pipeline"].with_user(self.manager)) as form:
            form.team_id = self.team
            self.assertIn("Lead Screening: 1", form.preview)
            with form.line_ids.edit(0) as line:
                self.assertEqual((line.stage_id, line.open_count), (self.new, 1))
                line.target_id = price
            self.assertIn("Price Negotiation: 1", form.preview)
        form.record.action_apply()
        self.settle()
        self.assertEqual(lead.stage_id.name, "Price Negotiation")

    def test_the_same_name_first(self):
        stage = self.env["crm.stage"].create(
            {"name": "technical evaluation", "team_ids": self.team.ids, "sequence": 0}
        )
        lead = self.lead(stage)
        self.apply()
        self.assertEqual(lead.stage_id.name, "Technical Evaluation")
        self.assertEqual(stage.team_ids, self.team)

    def test_won_stays_won(self):
        self.lead(self.won)
        wizard = self.wizard()
        for target in ("pipeline_stage_price", "pipeline_stage_won"):
            wizard.line_ids.target_id = self.env.ref(f"sales_toolkit.{target}")
            if target == "pipeline_stage_price":
                with self.assertRaises(UserError):
                    wizard.action_apply()
        wizard.action_apply()

    def test_leads_that_came_meanwhile(self):
        wizard = self.wizard()
        self.assertFalse(wizard.line_ids)
        self.lead(self.new)
        with self.assertRaises(UserError):
            wizard.action_apply()
        self.assertFalse(self.names())

    def test_and_back(self):
        leads = [self.lead(stage) for stage in (self.new, self.qualified, self.proposition, self.won)]
        before = [lead.stage_id for lead in leads]
        stages = self.env["crm.stage"].search([])
        self.apply()
        self.apply("leave")
        self.assertEqual([lead.stage_id for lead in leads], before)
        self.assertEqual(self.env["crm.stage"].search([]), stages)

    def test_back_only_to_other_stages(self):
        self.lead(self.new)
        self.apply()
        wizard = self.wizard("leave")
        special = self.env["crm.stage"].create({"name": "Special", "team_ids": self.other.ids})
        for stage in (special, self.team.get_toolkit_stages()[1]):
            wizard.line_ids.stage_to_id = stage
            with self.assertRaises(UserError):
                wizard.action_apply()

    def test_what_the_forecast_has_learned(self):
        self.env["crm.lead.scoring.frequency"].create(
            {"variable": "stage_id", "value": str(self.new.id), "team_id": self.team.id}
            | {"won_count": 7.1, "lost_count": 3.1}
        )
        self.lead(self.new)
        self.apply()
        first = self.team.get_toolkit_stages().sorted("sequence")[0]
        learned = self.env["crm.lead.scoring.frequency"].search([("value", "=", str(first.id))])
        self.assertEqual((learned.won_count, learned.lost_count), (7.1, 3.1))

    def test_as_many_queries_for_many(self):
        def count(number):
            team = self.env["crm.team"].create({"name": "T"})
            for _lead in range(number):
                self.lead(self.new, team_id=team.id)
            self.settle()
            templates = self.env["sales_toolkit.pipeline_stage"].search([])
            before = self.env.cr.sql_log_count
            team.take_toolkit_stages({self.new: templates[0]})
            self.env.flush_all()
            return self.env.cr.sql_log_count - before

        count(1)
        self.assertLessEqual(count(15), count(1) + 1)

    def test_button_on_the_team(self):
        action = self.team.with_user(self.manager).action_choose_toolkit_stages()
        self.assertEqual(action["context"], {"default_team_id": self.team.id})
        for user in (self.rep, self.leader):
            with self.assertRaises(AccessError):
                self.team.with_user(user).action_choose_toolkit_stages()


@tagged("post_install", "-at_install")
class TestPipelineRpc(Pipeline, ToolkitHttpCase):
    def test_over_rpc(self):
        self.prepare()
        lead = self.lead(self.new)
        error = "odoo.exceptions.AccessError"
        model, values = "sales_toolkit.pipeline", {"team_id": self.team.id, "direction": "take"}
        [wizard_id] = self.call(self.manager, model, "create", [values])
        for user in (self.rep, self.leader, self.outsider):
            self.assertEqual(self.call(user, model, "create", [values]), error)
            self.assertEqual(self.call(user, model, "action_apply", [wizard_id]), error)
            self.assertEqual(
                self.call(user, "sales_toolkit.pipeline_stage", "create", [{"name": "x"}]), error
            )
        for method, args in (
            ("take_toolkit_stages", [{}]),
            ("leave_toolkit_stages", [{}]),
            ("get_stage_counts", []),
        ):
            self.assertEqual(self.call(self.manager, "crm.team", method, self.team.ids, *args), error)
        self.assertEqual(lead.stage_id, self.new)
        self.call(self.manager, model, "action_apply", [wizard_id])
        self.assertEqual(lead.stage_id.name, "Lead Screening")
