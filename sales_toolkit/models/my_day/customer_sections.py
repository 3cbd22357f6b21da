"""Parts of the day about customers: data checks, reviews, activation (C9, C10, C11)."""

from odoo import api, models
from odoo.fields import Domain

from ...rules.brief import clip
from ..data_check.data_check import OPEN
from .my_day_items import TEXT
from .section import Button, Section


class MyDay(models.AbstractModel):
    _inherit = "sales_toolkit.my_day"

    @api.model
    def _get_sections(self):
        return super()._get_sections() | {
            "data_check": self._get_data_check_section(),
            "review_returned": self._get_returned_section(),
            "activation_plan": self._get_activation_plan_section(),
            "activation_step": self._get_activation_step_section(),
            "review": self._get_review_section(),
        }

    def _get_data_check_section(self):
        check = "sales_toolkit.data_check"
        done = Domain("done_by", "=", self.env.uid) & self._get_today_domain("done_at")
        return Section(
            self.env._("Data Checks"),
            model=check,
            domain=Domain("user_id", "=", self.env.uid) & Domain("state", "in", OPEN),
            order="due_date, id",
            due="due_date",
            partner="partner_id",
            opens="partner",
            contact=True,
            done=(check, done),
            buttons=(
                Button(self.env._("Check"), "action_open_form", icon="fa-check-square-o"),
                Button(self.env._("Nothing Changed"), "action_nothing_changed"),
            ),
            action="sales_toolkit.data_check_action_mine",
        )

    def _get_returned_section(self):
        submitted = Domain("submitted_by", "=", self.env.uid) & self._get_today_domain("submitted_at")
        again = Domain("partner_id.review_ids", "any", [("state", "=", "returned")])
        return Section(
            self.env._("Returned by the Reviewer"),
            model="res.partner",
            domain=Domain("user_id", "=", self.env.uid)
            & Domain("review_state", "=", "returned")
            & Domain("registered_on", "!=", False),
            order="id",
            partner="self",
            opens="partner",
            describe="_describe_returned",
            done=("sales_toolkit.review", submitted & again),
            buttons=(Button(self.env._("Correct"), icon="fa-pencil"),),
            action="sales_toolkit.customer_action_returned",
        )

    def _get_activation_plan_section(self):
        return Section(
            self.env._("Activation Plans to Confirm"),
            model="sales_toolkit.activation_plan",
            domain=Domain("user_id", "=", self.env.uid) & Domain("state", "=", "draft"),
            order="drafted_on, id",
            partner="partner_id",
            opens="row",
            describe="_describe_plans",
            buttons=(
                Button(self.env._("Look at It"), icon="fa-list-ol"),
                Button(self.env._("Confirm"), "action_confirm"),
            ),
            action="sales_toolkit.activation_plan_action_to_confirm",
        )

    def _get_activation_step_section(self):
        step = "sales_toolkit.activation_step"
        own = Domain("user_id", "=", self.env.uid)
        due = Domain("state", "=", "planned") & Domain("planned_date", "<=", self._get_now().date())
        done = Domain("state", "=", "done") & self._get_today_domain("done_at")
        return Section(
            self.env._("Steps to Wake Customers"),
            model=step,
            domain=own & due & Domain("plan_id.state", "=", "active"),
            order="planned_date, id",
            due="planned_date",
            partner="plan_id.partner_id",
            opens="partner",
            contact=True,
            describe="_describe_steps",
            done=(step, own & done),
            buttons=(Button(self.env._("Mark Done"), "action_done", icon="fa-check"),),
        )

    def _get_review_section(self):
        review = "sales_toolkit.review"
        own = Domain("reviewer_id", "in", (self.env.uid, False))
        done = Domain("decided_by", "=", self.env.uid) & Domain("withdrawn", "!=", True)
        return Section(
            self.env._("Customers to Review"),
            model=review,
            domain=own & Domain("can_decide", "=", True),
            order="submitted_at, id",
            partner="partner_id",
            opens="row",
            describe="_describe_reviews",
            done=(review, done & self._get_today_domain("decided_at")),
            buttons=(Button(self.env._("Review"), icon="fa-eye"),),
            action="sales_toolkit.review_action_mine",
        )

    # How they are described -----------------------------------------------------------------------------

    def _describe_returned(self, rows):
        """What the reviewer said last."""
        reviews = self.env["sales_toolkit.review"].search(
            [("partner_id", "in", rows.ids), ("state", "=", "returned"), ("confidential", "=", False)],
            order="decided_at, id",
        )
        comments = {review.partner_id.id: review.comment for review in reviews}
        return {row.id: {"text": clip(comments.get(row.id), TEXT)} for row in rows}

    def _describe_plans(self, rows):
        return {row.id: {"text": clip(row.reason, TEXT)} for row in rows}

    def _describe_steps(self, rows):
        return {row.id: {"text": clip(row.name, TEXT), "note": row.channel_id.name or ""} for row in rows}

    def _describe_reviews(self, rows):
        kinds = dict(rows._fields["kind"]._description_selection(self.env))
        described = {}
        for row in rows:
            # a customer with confidential items has two, which look alike but for this
            notes = [kinds[row.kind], *([self.env._("Confidential")] if row.confidential else [])]
            # sudo: the name of a colleague
            described[row.id] = {"text": row.sudo().submitted_by.name, "note": " · ".join(notes)}
        return described
