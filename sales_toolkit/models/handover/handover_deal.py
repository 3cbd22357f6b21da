"""Names of the deal and the customer for those who may not open them, and how far the plan is (O10)."""

from odoo import api, fields, models
from odoo.fields import Domain

from ..shared.arguments import need_one
from .handover_people import LEADERS


class Handover(models.Model):
    _inherit = "sales_toolkit.handover"

    deal_name = fields.Char(
        "Deal", compute="_compute_deal", search="_search_deal_name", help="The opportunity's name."
    )
    customer_name = fields.Char(
        "Customer", compute="_compute_deal", search="_search_customer_name", help="The customer's name."
    )
    step_count = fields.Integer("Number of Steps", compute="_compute_progress")
    closed_count = fields.Integer("Steps Done", compute="_compute_progress", help="Done or skipped.")
    late_count = fields.Integer("Late Steps", compute="_compute_progress", help="Steps past their last day.")
    progress = fields.Integer("Progress (%)", compute="_compute_progress", help="Steps done or skipped.")
    ends_on = fields.Date("Ends on", compute="_compute_progress", help="The last day of the plan.")
    progress_text = fields.Char("Steps so Far", compute="_compute_progress_text")
    may_accept = fields.Boolean(compute="_compute_may", help="Whether the reader accepts or asks back.")
    may_answer = fields.Boolean(compute="_compute_may", help="Whether the reader answers questions.")
    may_start = fields.Boolean(compute="_compute_may", help="Whether the reader may start the plan.")
    open_question = fields.Text(compute="_compute_open_question", help="What waits for an answer.")

    @api.depends("lead_id")
    @api.depends_context("uid")
    def _compute_deal(self):
        """Read from the record that is stored: a client can put any other opportunity into a new one."""
        # sudo: two names, for those who may read the hand-over
        readable = self._origin._filtered_access("read").sudo()
        known = {row.id: row for row in readable}
        for row in self:
            lead = known.get(row._origin.id, readable.browse()).lead_id
            row.deal_name = lead.name
            row.customer_name = lead.partner_id.commercial_partner_id.name or lead.partner_name

    @api.model
    def _search_deal_name(self, operator, value):
        return self._search_lead("name", operator, value)

    @api.model
    def _search_customer_name(self, operator, value):
        paths = ("partner_id.commercial_partner_id.name", "partner_name")
        return Domain.OR(self._search_lead(path, operator, value) for path in paths)

    @api.model
    def _search_lead(self, path, operator, value):
        # sudo: by name only; record rules still say which hand-overs are found
        rows = self.sudo().with_context(active_test=False)
        return Domain("id", "in", rows._search([(f"lead_id.{path}", operator, value)]))

    @api.depends("step_ids.state", "step_ids.date_end")
    def _compute_progress(self):
        for row in self:
            steps = row.step_ids
            closed = steps.filtered(lambda step: step.state != "planned")
            row.step_count, row.closed_count = len(steps), len(closed)
            row.late_count = len(steps.filtered("late"))
            row.progress = round(100 * len(closed) / len(steps)) if steps else 0
            row.ends_on = max(steps.filtered("date_end").mapped("date_end"), default=False)

    @api.depends("step_ids.state")
    @api.depends_context("lang")
    def _compute_progress_text(self):
        for row in self:
            row.progress_text = self.env._(
                "%(closed)s/%(all)s steps", closed=row.closed_count, all=row.step_count
            )

    @api.depends("lead_id", "delivery_team_id", "state", "contract_id.state")
    @api.depends_context("uid")
    def _compute_may(self):
        mine = self._origin._filtered_access("write")
        if not self.env.user.has_group(LEADERS):
            mine -= mine._filter_waiting()
        for row in self:
            row.may_start = row._origin in mine
            row.may_accept = bool(row._origin) and row._origin._may_accept()
            row.may_answer = bool(row._origin) and row._origin._may_answer()

    @api.depends("state", "question_ids")
    def _compute_open_question(self):
        for row in self:
            row.open_question = row.question_ids[-1:].question if row.state == "queried" else False

    @api.depends("lead_id")
    @api.depends_context("uid")
    def _compute_display_name(self):
        for row in self:
            row.display_name = row.deal_name or row._description

    def action_open_lead(self):
        """Open the opportunity, for salespeople."""
        need_one(self)
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "res_model": "crm.lead",
            "res_id": self.lead_id.id,
            "views": [(False, "form")],
        }

    def action_open_steps(self):
        """Open the steps of this plan."""
        need_one(self)
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id("sales_toolkit.handover_step_action")
        return {
            **action,
            "domain": [("handover_id", "=", self.id)],
            "context": {"default_handover_id": self.id},
        }
