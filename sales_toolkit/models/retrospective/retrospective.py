"""The retrospective of a closed opportunity (销售机会复盘表, O11)."""

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain

from ..grading.inputs import GRADES
from ..outcome.crm_lead import OUTCOMES
from ..shared.labels import label_of

STATES = [("draft", "To Fill In"), ("submitted", "Submitted"), ("closed", "Closed")]
TAGS = ("success_tag_ids", "improvement_tag_ids")
TEXTS = ("what_went_well", "to_improve", "to_repeat")
# All that people write on it; the rest follows from the deal, or from the buttons.
TYPED = frozenset({*TAGS, *TEXTS})


class Retrospective(models.Model):
    """What happened in one opportunity, what went well, and what to improve."""

    _name = "sales_toolkit.retrospective"
    _inherit = [
        "sales_toolkit.derived_fields.mixin",
        "sales_toolkit.privacy_guard.mixin",
        "sales_toolkit.thread.mixin",
        "sales_toolkit.told.mixin",
        "mail.activity.mixin",
    ]
    _description = "Retrospective"
    _order = "due_date, id"
    _told = ("user_id", "leader_id")
    _told_team = "team_id"
    _mail_post_access = "read"

    lead_id = fields.Many2one(
        "crm.lead",
        string="Opportunity",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
        help="The opportunity that was won or lost.",
    )
    active = fields.Boolean(
        default=True, readonly=True, help="Off: the opportunity came back, and is not closed any more."
    )
    outcome = fields.Selection(OUTCOMES, required=True, readonly=True, index=True)
    outcome_at = fields.Datetime("Won or Lost on", required=True, readonly=True, index=True)
    due_date = fields.Date(
        readonly=True,
        index=True,
        help="Some working days after the outcome; how many is a setting of the company.",
    )
    state = fields.Selection(
        STATES,
        required=True,
        readonly=True,
        default="draft",
        index=True,
        copy=False,
        group_expand=True,  # columns in the order of the work: without it they are in that of the codes
    )
    user_id = fields.Many2one(
        "res.users",
        string="Salesperson",
        readonly=True,
        index=True,
        ondelete="set null",
        help="Who fills it in: the deal's salesperson, or the team leader where there is none.",
    )
    leader_id = fields.Many2one(
        "res.users",
        string="To Be Closed by",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
        help="Who is asked to comment and close it: the leader, or a sales manager for the leader's own.",
    )
    team_id = fields.Many2one(
        "crm.team", string="Sales Team", readonly=True, index="btree_not_null", ondelete="set null"
    )
    company_id = fields.Many2one("res.company", readonly=True, index="btree_not_null", ondelete="cascade")
    partner_id = fields.Many2one(
        "res.partner", string="Customer", readonly=True, index="btree_not_null", ondelete="set null"
    )
    industry_id = fields.Many2one(
        "res.partner.industry", readonly=True, index="btree_not_null", ondelete="set null"
    )
    grade = fields.Selection(GRADES, readonly=True, help="The grade that the deal had when it ended.")
    success_tag_ids = fields.Many2many(
        "sales_toolkit.retrospective_tag",
        "sales_toolkit_retrospective_success_rel",
        string="Success Factors",
        domain=[("kind", "=", "success")],
        help="What the success was due to.",
    )
    improvement_tag_ids = fields.Many2many(
        "sales_toolkit.retrospective_tag",
        "sales_toolkit_retrospective_improvement_rel",
        string="Improvement Points",
        domain=[("kind", "=", "improvement")],
        help="What is to be done better next time.",
    )
    what_went_well = fields.Text(help="What led to the success, or was good all the same.")
    to_improve = fields.Text("What to Improve", help="What did not go well, and what will be different.")
    to_repeat = fields.Text("What to Repeat", help="What others can do likewise in their deals.")
    leader_comment = fields.Text("Leader's Comment", readonly=True, help="What the leader says to it.")
    returned = fields.Boolean(readonly=True, help="The leader returned it, to be filled in further.")
    submitted_by = fields.Many2one("res.users", readonly=True, ondelete="set null")
    submitted_at = fields.Datetime("Submitted on", readonly=True)
    closed_by = fields.Many2one("res.users", readonly=True, ondelete="set null")
    closed_at = fields.Datetime("Closed on", readonly=True)
    days_late = fields.Integer(
        readonly=True,
        aggregator="avg",
        help="Days between the due date and the first time that it was submitted. Negative: early.",
    )
    remind_date = fields.Date(readonly=True, help="From this day on it waits in the clock menu.")
    escalate_date = fields.Date(readonly=True, help="On this day the leader is told that it is late.")
    reminded = fields.Boolean(readonly=True)
    escalated_to = fields.Many2one(
        "res.users",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
        help="The leader who was told that it is late.",
    )

    _one_active = models.UniqueIndex(
        "(lead_id, outcome) WHERE active", "There is a retrospective of this opportunity already."
    )
    _to_remind = models.Index("(company_id, remind_date) WHERE active AND state = 'draft' AND NOT reminded")
    _to_escalate = models.Index(
        "(company_id, escalate_date) WHERE active AND state = 'draft' AND escalated_to IS NULL"
    )

    @api.model
    def _get_derived_fields(self):
        message = self.env._(
            "This follows from the deal and from the buttons of the retrospective; it can't be typed in."
        )
        # not those of the chatter
        ours = {name for name, field in self._fields.items() if field._module == "sales_toolkit"}
        return super()._get_derived_fields() | dict.fromkeys(ours - TYPED, message)

    @api.depends("lead_id.name")
    @api.depends_context("uid")
    def _compute_display_name(self):
        """The opportunity's name, also for who may read this but no opportunity: an auditor."""
        # sudo: one name, of what is stored, for those who may read it
        known = {row.id: row.lead_id.name for row in self._origin._filtered_access("read").sudo()}
        for row in self:
            row.display_name = known.get(row._origin.id) or row._description

    @api.model
    def _search_display_name(self, operator, value):
        # sudo: by name only; record rules still say which retrospectives are found
        rows = self.sudo().with_context(active_test=False)
        return Domain("id", "in", rows._search([("lead_id.name", operator, value)]))

    @api.model
    def _get_guarded_fields(self):
        return frozenset({*TEXTS, "leader_comment"})

    def _mail_get_partner_fields(self, introspect_fields=False):
        """Nobody outside is written to about a retrospective."""
        return []

    @api.constrains(*TAGS)
    def _check_tags(self):
        for name, kind in (("success_tag_ids", "success"), ("improvement_tag_ids", "improvement")):
            wrong = self[name].filtered(lambda tag, kind=kind: tag.kind != kind)
            if wrong:
                label = self._fields[name]._description_string(self.env)
                raise ValidationError(
                    self.env._("“%(tag)s” is none of the %(list)s.", tag=wrong[0].name, list=label)
                )

    @api.model_create_multi
    def create(self, vals_list):
        """
        :raise UserError: when somebody types one in
        """
        if not self._is_derivation():
            raise UserError(
                self.env._("Retrospectives begin when a deal is won or lost, or with the deal's button.")
            )
        return super().create(vals_list)

    def write(self, vals):
        if TYPED & vals.keys() and not self._is_derivation():
            self._check_open()
        return super().write(vals)

    def _check_open(self):
        """
        :raise UserError: when one of these can't be filled in any more
        """
        for row in self.filtered(lambda row: row.state != "draft"):
            raise UserError(
                self.env._(
                    "The retrospective of “%(deal)s” is: %(state)s. It can be changed again once the leader "
                    "returns it.",
                    deal=row.display_name,
                    state=label_of(row, "state"),
                )
            )

    def unlink(self):
        people = self.user_id | self.leader_id | self.escalated_to
        result = super().unlink()
        self._refresh_reminders(people)
        return result
