"""A deal that does not move: since when, why, and what helps (O8)."""

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..shared.arguments import need_one, record_of, text_of

KINDS = [("overdue", "Past the Expected Closing"), ("quiet", "No Progress")]
STATES = [("open", "To Explain"), ("explained", "Explained"), ("cleared", "Cleared")]
OPEN = ("open", "explained")
CLEARED_BY = [
    ("closing", "Expected Closing Moved"),
    ("stage", "Stage Changed"),
    ("follow_up", "Follow-up"),
    ("message", "Message"),
    ("meeting", "Meeting"),
    ("activity", "Activity Done"),
    ("won", "Won"),
    ("closed", "Lost or Archived"),
    ("regraded", "Not an A Deal Any More"),
    ("merged", "Merged"),
    ("off", "Not Looked For Any More"),
]
# All that people write; the rest follows from what happens.
TYPED = {"cause_id", "help_plan"}


class Stall(models.Model):
    """One row per stall of an A deal, explained by its salesperson and ended by progress."""

    _name = "sales_toolkit.stall"
    _inherit = [
        "sales_toolkit.bulk_insert.mixin",
        "sales_toolkit.derived_fields.mixin",
        "sales_toolkit.privacy_guard.mixin",
        "sales_toolkit.told.mixin",
    ]
    _description = "Stalled Deal"
    _order = "since, id"
    _rec_name = "lead_id"
    _told = ("user_id", "leader_id")
    _told_team = "team_id"

    lead_id = fields.Many2one(
        "crm.lead",
        string="Opportunity",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
        help="The deal that does not move.",
    )
    partner_id = fields.Many2one(related="lead_id.partner_id", string="Customer", help="The deal's customer.")
    # not stored: otherwise whoever writes leads would look for stalls first
    company_id = fields.Many2one(related="lead_id.company_id", help="The deal's company.")
    team_id = fields.Many2one(
        "crm.team", string="Sales Team", readonly=True, ondelete="set null", help="The deal's team then."
    )
    user_id = fields.Many2one(
        "res.users",
        string="Salesperson",
        readonly=True,
        index=True,
        ondelete="set null",
        help="Who is to explain: the deal's salesperson, or the team leader where there is none.",
    )
    leader_id = fields.Many2one(
        "res.users",
        string="Team Leader",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
        help="Who is told.",
    )
    leader_seen = fields.Boolean(
        "Seen by the Leader",
        readonly=True,
        help="Whether the team leader has ticked it off. An explanation that comes later is new to them.",
    )
    kind = fields.Selection(
        KINDS, string="Stalled By", required=True, readonly=True, help="What showed that the deal is stalled."
    )
    since = fields.Date("Stalled Since", required=True, readonly=True, help="The first day of the stall.")
    deadline = fields.Date("Expected Closing Then", readonly=True, help="The closing that was expected.")
    found_at = fields.Datetime(required=True, readonly=True, help="When the stall was noticed.")
    cause_id = fields.Many2one(
        "sales_toolkit.stall_cause",
        ondelete="restrict",
        index="btree_not_null",
        help="Why the customer has not decided.",
    )
    help_plan = fields.Text(help="What helps on the customer's side: which support, by whom, until when.")
    state = fields.Selection(
        STATES,
        required=True,
        readonly=True,
        default="open",
        help="Explained: cause and help plan are named. Cleared: the deal moves again, or is closed.",
    )
    explained_at = fields.Datetime(readonly=True, help="When cause and help plan were named.")
    explained_by = fields.Many2one("res.users", readonly=True, ondelete="set null", help="By whom.")
    cleared_at = fields.Datetime(readonly=True, help="When the stall ended.")
    cleared_by = fields.Selection(CLEARED_BY, readonly=True, help="What ended the stall.")
    days = fields.Integer(
        "Days to Clear", readonly=True, aggregator="avg", help="Days from the first of the stall to its end."
    )

    _one_open = models.UniqueIndex(
        "(lead_id) WHERE state IN ('open', 'explained')", "This deal's stall is on record already."
    )
    _open = models.Index("(user_id) WHERE state = 'open'")

    @api.model
    def _get_derived_fields(self):
        message = self.env._("Stalls follow from what happens to the deal. Name the cause and the help plan.")
        derived = dict.fromkeys(self._fields.keys() - TYPED, message)
        return super()._get_derived_fields() | derived

    @api.model
    def _get_guarded_fields(self):
        return frozenset({"help_plan"})

    @api.model_create_multi
    def create(self, vals_list):  # pylint: disable=method-required-super
        """Only the toolkit notices stalls, without ``create()``.

        :raise UserError: always
        """
        raise UserError(self.env._("Stalls follow from what happens to the deal and can't be typed in."))

    # What people do -------------------------------------------------------------------------------------

    def write(self, vals):
        explaining = TYPED & vals.keys() and not self._is_derivation()
        if explaining and "cleared" in self.mapped("state"):
            raise UserError(self.env._("This deal moves again, so that there is nothing to explain."))
        result = super().write(vals)
        if explaining:
            self._note_explanation()
        return result

    def _note_explanation(self):
        """Explained is what has a cause and a help plan."""
        # sudo: whoever may write the cause, the state follows from it
        stalls = self.sudo()
        done = stalls.filtered(lambda stall: stall.cause_id and (stall.help_plan or "").strip())
        new = done.filtered(lambda stall: stall.state == "open")
        undone = (stalls - done).filtered(lambda stall: stall.state == "explained")
        now = fields.Datetime.now()
        # what the leader has seen before is news again
        explained = {"state": "explained", "explained_at": now, "explained_by": self.env.uid}
        new.write_derived({**explained, "leader_seen": False})
        undone.write_derived({"state": "open", "explained_at": False, "explained_by": False})
        (new | undone).refresh_reminders()

    def action_explain(self, cause_id=None, help_plan=None):
        """Put on record why these deals are stalled, and what helps.

        :param cause_id: id of the cause, None to leave the one that is there
        :param help_plan: what helps, None to leave what is there
        :raise UserError: when one of both is missing, or a deal moves again
        """
        self.check_access("write")
        values = {}
        if cause_id is not None:
            cause = record_of(self.env, "sales_toolkit.stall_cause", cause_id) if cause_id else None
            values["cause_id"] = cause.id if cause else False
        if help_plan is not None:
            values["help_plan"] = text_of(self.env, help_plan)
        self.write(values)
        if any(stall.state == "open" for stall in self):
            raise UserError(
                self.env._("Name the cause and the help plan, so that colleagues can support you.")
            )
        return {"type": "ir.actions.act_window_close"}

    def action_open_dialog(self):
        """Open the dialog that asks for the cause and the help plan."""
        need_one(self)
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Stalled Deal"),
            "res_model": self._name,
            "res_id": self.id,
            "views": [(self.env.ref("sales_toolkit.stall_view_form").id, "form")],
            "target": "new",
        }

    def action_seen(self):
        """Tick these off as their team leader.

        :raise UserError: when the user is not the leader who is told of them
        """
        self.check_access("read")
        if any(stall.leader_id != self.env.user for stall in self):
            raise UserError(self.env._("Only the team leader who is told of a stalled deal ticks it off."))
        # sudo: the leader's own mark, nothing else of the row
        self.sudo().write_derived({"leader_seen": True})
        self.refresh_reminders()
        return True

    def action_open_lead(self):
        """Open the deal."""
        need_one(self)
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "res_model": "crm.lead",
            "res_id": self.lead_id.id,
            "views": [(False, "form")],
        }
