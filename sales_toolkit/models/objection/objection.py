"""What customers object to, who helps, what we answer, and what comes of it (O7)."""

from odoo import api, fields, models

from ..shared.item_field import TOOLKIT_USERS
from ..shared.labels import colon

STATES = [
    ("open", "Open"),
    ("help", "Help Asked"),
    ("answered", "Answered"),
    ("solved", "Solved"),
    ("accepted", "Accepted"),
    ("lost", "Lost on It"),
]
OPEN = ("open", "help", "answered")
DERIVED = (
    "state",
    "helper_id",
    "help_due",
    "help_asked_at",
    "help_activity_id",
    "answered_at",
    "answered_by",
    "closed_at",
    "closed_by_deal",
)


class Objection(models.Model):
    """One objection of a customer, on an opportunity."""

    _name = "sales_toolkit.objection"
    _inherit = [
        "sales_toolkit.authored.mixin",
        "sales_toolkit.thread.mixin",
        "mail.activity.mixin",
        "sales_toolkit.derived_fields.mixin",
        "sales_toolkit.deal_row.mixin",
    ]
    _description = "Objection"
    _order = "raised_at desc, id desc"
    _mail_post_access = "read"
    _below = {"lead_id": ("crm.lead", "read"), "follow_up_id": ("sales_toolkit.follow_up", "read")}
    _author_field = "raised_by"

    lead_id = fields.Many2one("crm.lead", string="Opportunity", required=True, index=True, ondelete="cascade")
    type_id = fields.Many2one("sales_toolkit.objection_type", required=True, index=True, ondelete="restrict")
    description = fields.Text(
        "Objection", required=True, help="What the customer objects to, in their words."
    )
    raised_at = fields.Datetime("Raised on", required=True, default=fields.Datetime.now, index=True)
    raised_by = fields.Many2one(
        "res.users",
        "Recorded by",
        readonly=True,
        default=lambda self: self.env.user,
        copy=False,
        ondelete="set null",
    )
    follow_up_id = fields.Many2one(
        "sales_toolkit.follow_up",
        string="Raised in the Contact",
        groups=TOOLKIT_USERS,
        index="btree_not_null",
        ondelete="set null",
        help="The contact in whose minutes it was raised.",
    )
    competitor_id = fields.Many2one("sales_toolkit.competitor", index="btree_not_null", ondelete="restrict")
    state = fields.Selection(
        STATES,
        default="open",
        readonly=True,
        index=True,
        copy=False,
        group_expand=True,  # columns in the order of the work: without it they are in that of the codes
    )
    helper_id = fields.Many2one(
        "res.users",
        readonly=True,
        copy=False,
        index="btree_not_null",
        help="The colleague who was asked, and who sees this objection while it is open.",
    )
    help_due = fields.Date(readonly=True, copy=False)
    help_asked_at = fields.Datetime(readonly=True, copy=False)
    help_activity_id = fields.Many2one(
        "mail.activity", readonly=True, copy=False, index="btree_not_null", ondelete="set null"
    )
    answer_id = fields.Many2one(
        "sales_toolkit.answer",
        "Answer from the Library",
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
    )
    answer = fields.Text(copy=False, help="What we answered.")
    answered_at = fields.Datetime("Answered on", readonly=True, copy=False)
    answered_by = fields.Many2one("res.users", readonly=True, copy=False)
    reaction = fields.Text("Customer's Reaction", copy=False)
    closed_at = fields.Datetime("Closed on", readonly=True, copy=False)
    closed_by_deal = fields.Boolean(
        readonly=True,
        copy=False,
        help="It was open when the opportunity was won or lost: if that is taken back, it is open again.",
    )
    # For reports. Not stored: otherwise whoever writes leads or customers would look for objections first
    user_id = fields.Many2one(related="lead_id.user_id", string="Salesperson", groups=TOOLKIT_USERS)
    team_id = fields.Many2one(related="lead_id.team_id", string="Sales Team", groups=TOOLKIT_USERS)
    company_id = fields.Many2one(related="lead_id.company_id")
    partner_id = fields.Many2one(
        related="lead_id.partner_id.commercial_partner_id", string="Customer", groups=TOOLKIT_USERS
    )
    industry_id = fields.Many2one(related="partner_id.industry_id", groups=TOOLKIT_USERS)
    hours_to_answer = fields.Float(
        "Hours to Answer",
        compute="_compute_hours_to_answer",
        store=True,
        aggregator="avg",
        help="Hours from when the objection was raised to its answer.",
    )
    solved_rate = fields.Float(
        "Solved (%)",
        compute="_compute_solved_rate",
        store=True,
        aggregator="avg",
        help="100 for a solved objection; as an average over closed objections, their solved rate.",
    )

    @api.depends("raised_at", "answered_at")
    def _compute_hours_to_answer(self):
        for row in self:
            wait = row.answered_at and row.raised_at and row.answered_at - row.raised_at
            row.hours_to_answer = max(wait.total_seconds() / 3600, 0) if wait else 0

    @api.depends("state")
    def _compute_solved_rate(self):
        for row in self:
            row.solved_rate = 100 if row.state == "solved" else 0

    @api.depends("type_id.name", "description")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for row in self:
            text = " ".join((row.description or "")[:200].split())
            text = f"{text[:59]}…" if len(text) > 60 else text
            kind = row.type_id.name
            row.display_name = colon(self.env, kind, text) if kind and text else kind or text

    def _field_to_sql(self, alias, field_expr, query=None):
        """The ERP follows the path of a related field before it asks who may read it: ask first."""
        field = self._fields.get(field_expr.split(".")[0])
        if field and field.related:
            self._check_field_access(field, "read")
        return super()._field_to_sql(alias, field_expr, query)

    @api.model
    def _get_derived_fields(self):
        message = self.env._("States, helpers and dates of an objection are set by its buttons.")
        return super()._get_derived_fields() | dict.fromkeys(DERIVED, message)

    def _mail_get_partner_fields(self, introspect_fields=False):
        """Nobody outside is written to about an objection; a helper may not read whose it is."""
        return []

    @api.model_create_multi
    def create(self, vals_list):
        """An objection begins open, whatever a client's defaults say."""
        for vals in vals_list:
            self._refuse_derived(vals)
        start = dict.fromkeys(DERIVED, False) | {"state": "open"}
        rows = super(Objection, self.with_derivation()).create([{**vals, **start} for vals in vals_list])
        return rows.with_env(self.env)
