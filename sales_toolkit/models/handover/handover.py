"""Handing a won opportunity over to the delivery team (O10)."""

from odoo import api, fields, models
from odoo.exceptions import ValidationError

STATES = [
    ("draft", "Prepared"),
    ("started", "Started"),
    ("accepted", "Taken Over"),
    ("queried", "Asked Back"),
    ("done", "Done"),
]
# Its steps are being done.
RUNNING = ("started", "queried", "accepted")
DERIVED = (
    "lead_id",
    "contract_id",
    "active",
    "state",
    "template_id",
    "starts_on",
    "started_at",
    "accept_user_id",
    "accept_due",
    "accepted_at",
    "accepted_by",
    "escalated_to_id",
    "answer_user_id",
    "answer_due",
    "done_at",
    "activity_id",
    "question_activity_id",
    "question_ids",
)


class Handover(models.Model):
    """The implementation plan of one won opportunity."""

    _name = "sales_toolkit.handover"
    _inherit = [
        "sales_toolkit.bulk_insert.mixin",
        "sales_toolkit.derived_fields.mixin",
        "sales_toolkit.thread.mixin",
        "sales_toolkit.told.mixin",
        "mail.activity.mixin",
    ]
    _description = "Hand-over"
    _order = "id desc"
    _rec_names_search = ["deal_name"]
    _told = ("accept_user_id", "escalated_to_id", "answer_user_id")
    _told_team = "lead_id.team_id"

    lead_id = fields.Many2one(
        "crm.lead",
        string="Opportunity",
        required=True,
        readonly=True,
        index=True,
        copy=False,
        ondelete="cascade",
        help="What was sold.",
    )
    contract_id = fields.Many2one(
        "sales_toolkit.contract",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
        copy=False,
        help="The contract with whose approval the plan starts.",
    )
    active = fields.Boolean(
        default=True, help="Off: the opportunity is not won any more. A new win brings the plan back."
    )
    state = fields.Selection(
        STATES,
        required=True,
        readonly=True,
        default="draft",
        index=True,
        copy=False,
        group_expand=True,  # columns in the order of the work: without it they are in that of the codes
        tracking=True,
        help="Prepared: not begun yet. Started: waits for delivery to accept it. Asked back: waits for an "
        "answer of the salesperson.",
    )
    # not stored: otherwise whoever writes leads would look for hand-overs first
    company_id = fields.Many2one(related="lead_id.company_id", help="The opportunity's company.")
    user_id = fields.Many2one(
        related="lead_id.user_id", string="Salesperson", help="Who sold it, and answers questions."
    )
    team_id = fields.Many2one(related="lead_id.team_id", string="Sales Team", help="The opportunity's team.")
    delivery_team_id = fields.Many2one(
        "sales_toolkit.delivery_team",
        index="btree_not_null",
        ondelete="restrict",
        tracking=True,
        help="Who delivers. Empty: the salesperson sees to it.",
    )
    leader_id = fields.Many2one(
        related="delivery_team_id.user_id", string="Delivery Leader", help="The leader of the delivery team."
    )
    template_id = fields.Many2one(
        "sales_toolkit.handover_template",
        readonly=True,
        ondelete="set null",
        index="btree_not_null",
        help="Where the steps came from.",
    )
    step_ids = fields.One2many(
        "sales_toolkit.handover_step",
        "handover_id",
        string="Steps",
        help="What is done when, and by whom.",
    )
    question_ids = fields.One2many(
        "sales_toolkit.handover_question",
        "handover_id",
        string="Questions",
        readonly=True,
        help="What delivery asked, and what was answered.",
    )
    starts_on = fields.Date("Begins on", readonly=True, help="The first day of the plan.")
    started_at = fields.Datetime("Started on", readonly=True, copy=False)
    accept_user_id = fields.Many2one(
        "res.users", string="To Accept by", readonly=True, index="btree_not_null", ondelete="set null"
    )
    accept_due = fields.Date("To Accept Until", readonly=True, help="Until when delivery accepts or asks.")
    accepted_at = fields.Datetime("Accepted on", readonly=True, copy=False)
    accepted_by = fields.Many2one("res.users", readonly=True, copy=False, ondelete="set null")
    escalated_to_id = fields.Many2one(
        "res.users",
        string="Told to",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
        help="The leader who was told that nobody has accepted the hand-over.",
    )
    answer_user_id = fields.Many2one(
        "res.users", string="To Answer by", readonly=True, index="btree_not_null", ondelete="set null"
    )
    answer_due = fields.Date("To Answer Until", readonly=True)
    done_at = fields.Datetime("Done on", readonly=True, copy=False)
    activity_id = fields.Many2one(
        "mail.activity", readonly=True, copy=False, index="btree_not_null", ondelete="set null"
    )
    question_activity_id = fields.Many2one(
        "mail.activity", readonly=True, copy=False, index="btree_not_null", ondelete="set null"
    )

    _once = models.UniqueIndex("(lead_id)", "This opportunity has a hand-over already.")
    _to_accept = models.Index("(accept_due) WHERE state = 'started' AND active")

    @api.model
    def _get_derived_fields(self):
        message = self.env._(
            "What happens to a hand-over follows from its opportunity, its contract and its buttons."
        )
        return super()._get_derived_fields() | dict.fromkeys(DERIVED, message)

    def _mail_get_partner_fields(self, introspect_fields=False):
        """Nobody outside is written to about a hand-over."""
        return []

    @api.constrains("delivery_team_id")
    def _check_delivery_team(self):
        # sudo: which companies they belong to
        for handover in self.sudo():
            company = handover.delivery_team_id.company_id
            if company and handover.company_id and company != handover.company_id:
                raise ValidationError(
                    self.env._("This delivery team works for another company. Choose another team.")
                )

    def write(self, vals):
        """The leader of a new team takes over from the one before."""
        # sudo: who is told that the plan is another one's now
        before = {row: row.sudo().leader_id for row in self} if "delivery_team_id" in vals else {}
        result = super().write(vals)
        for row, leader in before.items():
            # sudo: whoever may choose the team; who is told follows from it
            handover = row.sudo()
            if handover.leader_id != leader:
                handover._hand_on("leader", leader, handover.leader_id)
        return result

    def unlink(self):
        self.step_ids._take_back_activities()
        users = self._get_waiting_users()
        result = super().unlink()
        self._refresh_reminders(users)
        return result
