"""Parts of the day about deals: stalled ones, hand-overs, objections (O7, O8, O10)."""

from odoo import api, models
from odoo.fields import Domain

from ...rules.brief import clip
from .my_day_items import TEXT
from .section import Button, Section


class MyDay(models.AbstractModel):
    _inherit = "sales_toolkit.my_day"

    @api.model
    def _get_sections(self):
        return super()._get_sections() | {
            "stalled": self._get_stalled_section(),
            "handover": self._get_handover_section(),
            "objection_help": self._get_objection_section(),
        }

    def _get_stalled_section(self):
        stall = "sales_toolkit.stall"
        done = Domain("explained_by", "=", self.env.uid) & self._get_today_domain("explained_at")
        return Section(
            self.env._("Stalled Deals to Explain"),
            model=stall,
            domain=Domain("user_id", "=", self.env.uid) & Domain("state", "=", "open"),
            order="since, id",
            due="since",
            lead="lead_id",
            contact=True,
            describe="_describe_stalls",
            done=(stall, done),
            buttons=(Button(self.env._("Explain"), "action_open_dialog", icon="fa-pencil"),),
            action="sales_toolkit.stall_action_mine",
        )

    def _get_handover_section(self):
        """The delivery team asked something back."""
        question = "sales_toolkit.handover_question"
        answered = Domain("answered_by", "=", self.env.uid) & self._get_today_domain("answered_at")
        return Section(
            self.env._("Questions about a Hand-over"),
            model="sales_toolkit.handover",
            domain=Domain("answer_user_id", "=", self.env.uid) & Domain("state", "=", "queried"),
            order="answer_due, id",
            due="answer_due",
            lead="lead_id",
            opens="row",
            done=(question, answered),
            buttons=(Button(self.env._("Answer"), "action_answer", icon="fa-reply"),),
            action="sales_toolkit.handover_action_question",
        )

    def _get_objection_section(self):
        """A colleague asked the user for help. Whose objection it is, a helper may not read."""
        objection = "sales_toolkit.objection"
        done = Domain("answered_by", "=", self.env.uid) & self._get_today_domain("answered_at")
        return Section(
            self.env._("Help with an Objection"),
            model=objection,
            domain=Domain("helper_id", "=", self.env.uid) & Domain("state", "=", "help"),
            order="help_due, id",
            due="help_due",
            opens="row",
            describe="_describe_objections",
            done=(objection, done & Domain("helper_id", "=", self.env.uid)),
            buttons=(Button(self.env._("Answer"), "action_open_reply", icon="fa-reply"),),
        )

    # How they are described -----------------------------------------------------------------------------

    def _describe_stalls(self, rows):
        """A stall is there to be explained, but not late by the days that it lasts."""
        kinds = dict(rows._fields["kind"]._description_selection(self.env))
        today = self._get_now().date()
        described = {}
        for row in rows:
            past = (today - row.deadline).days if row.kind == "overdue" and row.deadline else 0
            if past > 0:
                described[row.id] = {"text": self._say_past(past), "when": "", "late": False}
            else:
                described[row.id] = {"text": kinds[row.kind], **self._say_since(row.since)}
        return described

    def _say_past(self, days):
        if days == 1:
            return self.env._("1 day past the expected closing")
        return self.env._("%s days past the expected closing", days)

    def _say_since(self, day):
        days = (self._get_now().date() - day).days
        if days < 1:
            return {"when": self.env._("since today"), "late": False}
        when = self.env._("for 1 day") if days == 1 else self.env._("for %s days", days)
        return {"when": when, "late": False}

    def _describe_objections(self, rows):
        return {row.id: {"customer": row.type_id.name, "text": clip(row.description, TEXT)} for row in rows}
