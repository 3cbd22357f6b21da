"""An improvement point that recurs, and what a leader does about it (O12)."""

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..shared.arguments import day_of, need_one, text_of

STATES = [("open", "To Decide"), ("planned", "Planned"), ("done", "Done"), ("dismissed", "Dismissed")]
UNDECIDED = ("open", "planned")
# All that people write; the rest follows from retrospectives and decisions.
TYPED = {"planned_date", "note", "dismiss_reason"}


class Coaching(models.Model):
    """One row per improvement point, person or team, and period, in which it recurred.

    Found by the scheduled action, decided by who leads. The person sees it once it is planned with them:
    not that something has been found, and not why it was dismissed.
    """

    _name = "sales_toolkit.coaching"
    _inherit = [
        "sales_toolkit.bulk_insert.mixin",
        "sales_toolkit.derived_fields.mixin",
        "sales_toolkit.privacy_guard.mixin",
        "sales_toolkit.told.mixin",
    ]
    _description = "Coaching"
    _order = "period_start desc, count desc, id"
    _rec_name = "tag_id"
    _told = ("leader_id",)
    _told_team = "team_id"

    tag_id = fields.Many2one(
        "sales_toolkit.retrospective_tag",
        string="Improvement Point",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
        help="What recurs.",
    )
    user_id = fields.Many2one(
        "res.users",
        string="Salesperson",
        readonly=True,
        index="btree_not_null",
        ondelete="cascade",
        help="With whom. Empty: with the whole team.",
    )
    team_id = fields.Many2one(
        "crm.team", string="Sales Team", readonly=True, index="btree_not_null", ondelete="cascade"
    )
    leader_id = fields.Many2one(
        "res.users",
        string="Team Leader",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
        help="Who decides.",
    )
    company_id = fields.Many2one("res.company", required=True, readonly=True, ondelete="cascade")
    period_start = fields.Date(
        "Period",
        required=True,
        readonly=True,
        help="The first day of the quarter, or as the company has set.",
    )
    count = fields.Integer(
        "Retrospectives", readonly=True, help="In how many retrospectives of the period it was named."
    )
    retrospective_ids = fields.Many2many(
        "sales_toolkit.retrospective",
        "sales_toolkit_coaching_retrospective_rel",
        readonly=True,
        copy=False,
        help="The retrospectives behind it, as far as one may see them.",
    )
    state = fields.Selection(STATES, required=True, readonly=True, default="open", copy=False)
    planned_date = fields.Date("Planned for", help="The day of the coaching.")
    note = fields.Text(help="What to do. The salesperson reads it once the coaching is planned.")
    dismiss_reason = fields.Char(
        "Reason to Dismiss", help="Why no coaching is needed. Only who leads reads it."
    )
    found_on = fields.Date(required=True, readonly=True, help="When it was found.")
    due_date = fields.Date(
        readonly=True, help="When it is to be decided: the day on which it was found; once planned, the day."
    )
    decided_by = fields.Many2one("res.users", readonly=True, ondelete="set null", help="Who planned it last.")
    decided_at = fields.Datetime(readonly=True)

    decides = fields.Boolean(compute="_compute_decides", help="Whether the reader is who decides.")

    # one of a salesperson is theirs, in whichever team
    _once = models.UniqueIndex(
        "(tag_id, company_id, period_start, COALESCE(user_id, 0), "
        "(CASE WHEN user_id IS NULL THEN COALESCE(team_id, 0) ELSE 0 END))",
        "This coaching is on record already.",
    )

    @api.model
    def _get_derived_fields(self):
        message = self.env._("Coaching follows from retrospectives. Plan it, mark it as done, or dismiss it.")
        return super()._get_derived_fields() | dict.fromkeys(self._fields.keys() - TYPED, message)

    @api.model
    def _get_guarded_fields(self):
        return frozenset({"note", "dismiss_reason"})

    @api.depends("tag_id", "user_id", "team_id")
    @api.depends_context("lang", "uid", "allowed_company_ids")
    def _compute_display_name(self):
        """Only for who may read it: other forms show the name of whatever record a client types in."""
        # sudo: names, for those who may read the row
        known = {row.id: row for row in self._origin._filtered_access("read").sudo()}
        for coaching in self:
            row = known.get(coaching._origin.id, coaching.browse())
            who = row.user_id.name or row.team_id.name
            coaching.display_name = " · ".join(filter(None, [row.tag_id.name, who])) or coaching._description

    @api.depends("leader_id", "state")
    @api.depends_context("uid")
    def _compute_decides(self):
        mine = self._filtered_access("write")
        for coaching in self:
            coaching.decides = coaching in mine

    @api.model_create_multi
    def create(self, vals_list):  # pylint: disable=method-required-super
        """Only the scheduled action finds them, without ``create()``.

        :raise UserError: always
        """
        raise UserError(self.env._("Coaching follows from retrospectives and can't be typed in."))

    def write(self, vals):
        typed = bool(TYPED & vals.keys()) and not self._is_derivation()
        if typed and any(coaching.state not in UNDECIDED for coaching in self):
            raise UserError(self.env._("This coaching has been done or dismissed; nothing of it changes."))
        result = super().write(vals)
        if typed and "planned_date" in vals:
            self.filtered(lambda coaching: coaching.state == "planned")._follow_date()
        return result

    # What people do -------------------------------------------------------------------------------------

    def action_plan(self, planned_date=None, note=None):
        """Plan the coaching for a day.

        :param planned_date: the day, None to leave what is there
        :param note: what to do, None to leave what is there
        :raise UserError: when there is no day, or it is over
        """
        self._start({"planned_date": planned_date, "note": note})
        self._follow_date()
        self._decide("planned")
        return True

    def action_done(self, note=None):
        """The coaching has taken place.

        :raise UserError: when it had not been planned
        """
        self._start({"note": note})
        if any(coaching.state != "planned" for coaching in self):
            raise UserError(self.env._("Plan the coaching before you mark it as done."))
        self._decide("done")
        return True

    def action_dismiss(self, reason=None):
        """No coaching is needed.

        :raise UserError: when there is no reason
        """
        self._start({"dismiss_reason": reason})
        if any(not (coaching.dismiss_reason or "").strip() for coaching in self):
            raise UserError(self.env._("Say why no coaching is needed before you dismiss it."))
        self._decide("dismissed")
        return True

    def action_reopen(self):
        """A decision was made by mistake: decide anew.

        :raise UserError: when there is nothing to take back
        """
        self.check_access("write")
        if any(coaching.state == "open" for coaching in self):
            raise UserError(self.env._("This coaching is still to be decided."))
        for found_on, group in self.grouped("found_on").items():
            group.write_derived({"due_date": found_on})
        self._decide("open")
        return True

    def action_open_retrospectives(self):
        """List the retrospectives behind it that the user may see."""
        need_one(self)
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "name": self.display_name,
            "res_model": "sales_toolkit.retrospective",
            "views": [(False, "list"), (False, "form")],
            "domain": [("id", "in", self.retrospective_ids.ids)],
        }

    def _start(self, given):
        """Write what a client has passed along; nothing is done to what is decided."""
        self.check_access("write")
        if any(coaching.state not in UNDECIDED for coaching in self):
            raise UserError(self.env._("This coaching has been done or dismissed; nothing of it changes."))
        read = {"planned_date": day_of}
        vals = {
            name: read.get(name, text_of)(self.env, value)
            for name, value in given.items()
            if value is not None
        }
        if vals:
            self.write(vals)

    def _follow_date(self):
        """A planned coaching is due on its day.

        :raise UserError: when there is none, or it is over
        """
        today = self.env.user.get_today()
        if any(not row.planned_date or row.planned_date < today for row in self):
            raise UserError(self.env._("Choose a day for the coaching: today, or a later one."))
        for day, group in self.grouped("planned_date").items():
            group.write_derived({"due_date": day})
        self.refresh_reminders()

    def _decide(self, state):
        decided = state != "open"
        by, at = (self.env.uid, fields.Datetime.now()) if decided else (False, False)
        vals = {"state": state, "decided_by": by, "decided_at": at}
        if state != "dismissed":
            vals["dismiss_reason"] = False  # the salesperson will read the row
        self.write_derived(vals)
        self.refresh_reminders()

    @api.private
    def refresh_reminders(self):
        """Bring the reminders of everyone concerned in line."""
        # sudo: only whose reminders
        rows = self.sudo()
        for kind, people in (("coaching", rows.leader_id), ("coaching_mine", rows.user_id)):
            if people:
                self.env["sales_toolkit.reminder"].refresh(kind, people)
