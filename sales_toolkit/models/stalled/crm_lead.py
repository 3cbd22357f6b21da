"""The mark of a stalled deal, which goes as soon as the deal moves (O8)."""

from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import MissingError, UserError

from ..shared.arguments import need_one
from .stall import OPEN

STALLED_FIELDS = ("stalled", "stalled_since")
WATCHED = frozenset(
    {"stage_id", "date_deadline", "active", "probability", "user_id", "team_id", "company_id", "type"}
)
PEOPLE = frozenset({"user_id", "team_id", "company_id"})


class CrmLead(models.Model):
    _inherit = "crm.lead"

    stalled = fields.Boolean(
        copy=False,
        readonly=True,
        help="An A deal past its expected closing, or for too many days without progress.",
    )
    stalled_since = fields.Date(copy=False, readonly=True, help="The first day of the stall.")
    stall_ids = fields.One2many(
        "sales_toolkit.stall",
        "lead_id",
        string="Stalls",
        readonly=True,
        copy=False,
        help="All stalls so far.",
    )
    stall_notice = fields.Char(
        compute="_compute_stall_notice", help="What the form says of a stall, in the reader's language."
    )
    stall_explained = fields.Boolean(
        compute="_compute_stall_notice", help="Whether cause and help plan are named."
    )

    _stalled = models.Index("(user_id) WHERE stalled")

    @api.model
    def _get_derived_fields(self):
        message = self.env._("Deals are stalled or not by what happens to them; the mark can't be typed.")
        return super()._get_derived_fields() | dict.fromkeys((*STALLED_FIELDS, "stall_ids"), message)

    @api.depends("stalled", "stall_ids.state", "stall_ids.cause_id", "stall_ids.help_plan")
    @api.depends_context("lang", "uid")
    def _compute_stall_notice(self):
        stalled = self.filtered("stalled")
        stalls = stalled._get_open_stalls() if stalled else self.env["sales_toolkit.stall"]
        found = {stall.lead_id: stall for stall in stalls}
        kinds = dict(stalls._fields["kind"]._description_selection(self.env)) if stalls else {}
        for lead in self:
            stall = found.get(lead._origin)
            lead.stall_explained = bool(stall) and stall.state == "explained"
            parts = [kinds[stall.kind]] if stall else []
            if stall and stall.cause_id:
                parts.append(stall.cause_id.name)
            if stall and stall.help_plan:
                parts.append(stall.help_plan)
            lead.stall_notice = " · ".join(parts)

    def _get_open_stalls(self):
        """The open stalls of these that the user may see."""
        return self.env["sales_toolkit.stall"].search([("lead_id", "in", self.ids), ("state", "in", OPEN)])

    # Who is concerned -----------------------------------------------------------------------------------

    @api.private
    def get_stall_people(self):
        """(who explains, who is told): the salesperson and their leader, or the leader alone."""
        # sudo: only who leads whom
        lead = self.sudo()
        rep = lead.user_id
        teams = lead.team_id | rep.get_sales_teams()
        leader = (teams.user_id.filtered("active") - rep)[:1]
        return (rep, leader) if rep.active else (leader, leader.browse())

    # Moving again ---------------------------------------------------------------------------------------

    def write(self, vals):
        names = WATCHED & vals.keys()
        if not names:
            return super().write(vals)
        # sudo: as in note_progress()
        stalled = self.sudo()._filter_stalled()
        before = {lead: (lead.stage_id, lead.date_deadline) for lead in stalled}
        result = super().write(vals)
        if before:
            stalled._follow_changes(before, names)
        return result

    def _follow_changes(self, before, names):
        """These were stalled before fields ``names`` were written: what of it is left?"""
        moving = {lead: lead._get_move(*before[lead]) for lead in self if lead.stalled}
        for kind in {kind for kind in moving.values() if kind}:
            self.filtered(lambda lead, kind=kind: moving.get(lead) == kind).clear_stalls(kind)
        still = self.filtered("stalled")
        if still and names & PEOPLE:
            still._get_open_stalls().hand_over()

    def _get_move(self, stage, deadline):
        """What moved since stage and expected closing were these, as in ``CLEARED_BY``, if anything."""
        if self.won_status == "won":
            return "won"
        if not self.active or self.won_status == "lost" or self.type != "opportunity":
            return "closed"
        if self.stage_id != stage:
            return "stage"
        return "closing" if self._is_postponed(deadline) else None

    def _is_postponed(self, before):
        """A later closing that is not over yet; of a closing that was over, none at all is enough."""
        today = self.get_grading_company().get_today()
        now = self.date_deadline
        if not now:
            return bool(before) and before < today
        return bool(before) and before < now and now >= today

    def unlink(self):
        self.sudo()._filter_stalled().clear_stalls("closed")
        return super().unlink()

    @api.private
    def on_grade_changed(self, changes):
        result = super().on_grade_changed(changes)
        left = [lead.id for lead, (_old, new) in changes.items() if new != "a"]
        self.browse(left).sudo()._filter_stalled().clear_stalls("regraded")
        return result

    @api.private
    def clear_stalls(self, kind):
        """End the stalls of these deals; ``kind`` is one of ``CLEARED_BY``."""
        if self:
            # sudo: as in note_progress()
            self.sudo()._get_open_stalls().clear(kind)

    def _filter_stalled(self):
        try:
            return self.filtered("stalled")
        except MissingError:  # messages outlive what they are about
            return self.exists().filtered("stalled")

    def _is_recent(self, moment):
        """Contacts of long ago, put on record only now, move nothing."""
        days = self.get_grading_company().stalled_days
        return not days or not moment or moment > fields.Datetime.now() - timedelta(days=days)

    @api.private
    def erase_stalls(self):
        """The help plans of these deals are free texts, which may tell of people (C12)."""
        # sudo: as the erasure itself
        self.sudo().stall_ids.erase_help_plans()

    # What people do -------------------------------------------------------------------------------------

    def action_explain_stall(self):
        """Open the dialog that asks for the cause of this deal's stall, and for the help plan.

        :raise UserError: when it is not stalled, or none of the user's business
        """
        need_one(self)
        self.check_access("read")
        stall = self._get_open_stalls()
        if not stall:
            raise UserError(self.env._("This deal is not stalled any more, or you are not asked about it."))
        return stall.action_open_dialog()
