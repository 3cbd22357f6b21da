"""Parts of the day about closed deals: contracts and retrospectives (O9, O11)."""

from odoo import api, models
from odoo.fields import Domain

from .section import Button, Section

CONTRACT = "sales_toolkit.contract"
RETROSPECTIVE = "sales_toolkit.retrospective"


class MyDay(models.AbstractModel):
    _inherit = "sales_toolkit.my_day"

    @api.model
    def _get_sections(self):
        return super()._get_sections() | {
            "contract": self._get_contract_section(),
            "contract_sign": self._get_contract_sign_section(),
            "contract_approval": self._get_contract_approval_section(),
            "retrospective": self._get_retrospective_section(),
            "retrospective_close": self._get_retrospective_close_section(),
        }

    def _get_contract_section(self):
        done = Domain("submitted_by", "=", self.env.uid) & self._get_today_domain("submitted_at")
        return Section(
            self.env._("Contracts to Submit"),
            model=CONTRACT,
            domain=Domain("user_id", "=", self.env.uid) & Domain("state", "in", ("draft", "returned")),
            order="state desc, id",
            lead="lead_id",
            opens="row",
            describe="_describe_states",
            done=(CONTRACT, done & Domain("state", "not in", ("draft", "returned"))),
            buttons=(Button(self.env._("Open Contract"), icon="fa-file-text-o"),),
        )

    def _get_contract_sign_section(self):
        return Section(
            self.env._("Contracts to Have Signed"),
            model=CONTRACT,
            domain=Domain("user_id", "=", self.env.uid) & Domain("state", "=", "approved"),
            order="approved_at, id",
            lead="lead_id",
            opens="row",
            buttons=(Button(self.env._("Register Signature"), "action_open_sign", icon="fa-pencil"),),
            action="sales_toolkit.contract_action_to_sign",
        )

    def _get_contract_approval_section(self):
        """Those that the user is asked about, and those that anybody with the right may approve."""
        done = Domain("decided_by", "=", self.env.uid) & self._get_today_domain("decided_at")
        return Section(
            self.env._("Contracts to Approve"),
            model=CONTRACT,
            domain=Domain("can_decide", "=", True),
            order="submitted_at, id",
            lead="lead_id",
            opens="row",
            done=(CONTRACT, done),
            buttons=(Button(self.env._("Decide"), icon="fa-eye"),),
            action="sales_toolkit.contract_action_to_approve",
        )

    def _get_retrospective_section(self):
        done = Domain("submitted_by", "=", self.env.uid) & self._get_today_domain("submitted_at")
        return Section(
            self.env._("Retrospectives"),
            model=RETROSPECTIVE,
            domain=Domain("user_id", "=", self.env.uid)
            & Domain("state", "=", "draft")
            & Domain("due_date", "!=", False),
            order="due_date, id",
            due="due_date",
            lead="lead_id",
            opens="row",
            describe="_describe_retrospectives",
            done=(RETROSPECTIVE, done & Domain("state", "!=", "draft")),
            buttons=(Button(self.env._("Fill In"), icon="fa-pencil"),),
        )

    def _get_retrospective_close_section(self):
        done = Domain("closed_by", "=", self.env.uid) & self._get_today_domain("closed_at")
        return Section(
            self.env._("Retrospectives to Close"),
            model=RETROSPECTIVE,
            domain=Domain("leader_id", "=", self.env.uid) & Domain("state", "=", "submitted"),
            order="submitted_at, id",
            lead="lead_id",
            opens="row",
            describe="_describe_retrospectives",
            done=(RETROSPECTIVE, done),
            buttons=(Button(self.env._("Read"), icon="fa-eye"),),
            action="sales_toolkit.retrospective_action_to_close",
        )

    # How they are described -----------------------------------------------------------------------------

    def _describe_states(self, rows):
        states = dict(rows._fields["state"]._description_selection(self.env))
        return {row.id: {"note": states[row.state], "late": row.state == "returned"} for row in rows}

    def _describe_retrospectives(self, rows):
        outcomes = dict(rows._fields["outcome"]._description_selection(self.env))
        return {row.id: {"note": outcomes[row.outcome]} for row in rows}
