"""Pairs of customers that may be the same: found by the toolkit, decided by people (C15)."""

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import SQL

from ...rules.duplicates import REASONS
from ..shared.arguments import need_one

STATES = [("open", "To Be Decided"), ("merged", "Merged"), ("different", "Not the Same")]
LEADER = "crm_team_member_ids.crm_team_id.user_id"
REASON_FIELDS = tuple(f"same_{reason}" for reason in REASONS)


class Duplicate(models.Model):
    """One finding: two registered customers, and why they may be one.

    Written by the scheduled action and by the decisions here, by nobody else. What was decided not to be
    the same is remembered and not proposed again; a pair that was merged keeps the customer that stayed.
    """

    _name = "sales_toolkit.duplicate"
    _description = "Suspected Duplicate"
    _order = "score desc, id desc"

    partner_a_id = fields.Many2one(
        "res.partner", string="Customer", readonly=True, index="btree_not_null", ondelete="set null"
    )
    partner_b_id = fields.Many2one(
        "res.partner",
        string="Perhaps the Same As",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
    )
    salesperson_a_id = fields.Many2one("res.users", compute="_compute_salespersons", string="Salesperson")
    salesperson_b_id = fields.Many2one(
        "res.users", compute="_compute_salespersons", string="Salesperson of the Other"
    )
    same_code = fields.Boolean("Same Credit Code", readonly=True)
    same_phone = fields.Boolean(readonly=True)
    same_email = fields.Boolean("Same E-mail", readonly=True)
    same_name = fields.Boolean("Similar Name", readonly=True)
    similarity = fields.Integer("Names Alike (%)", readonly=True, aggregator=None)
    score = fields.Integer(readonly=True, aggregator=None, help="How sure it is, from 0 to 100.")
    why = fields.Char(compute="_compute_why", help="What both have in common.")
    state = fields.Selection(STATES, required=True, default="open", readonly=True, index=True)
    leader_id = fields.Many2one(
        "res.users",
        string="Team Leader",
        compute="_compute_leader_id",
        store=True,
        index="btree_not_null",
        help="Who is reminded: the leader of the team that both salespersons are in, or that one of them is.",
    )
    found_on = fields.Date(readonly=True, default=fields.Date.context_today)
    decided_by_id = fields.Many2one("res.users", readonly=True)
    decided_on = fields.Date(readonly=True)

    _once = models.UniqueIndex(
        "(partner_a_id, partner_b_id) WHERE partner_a_id IS NOT NULL AND partner_b_id IS NOT NULL"
    )
    _in_order = models.Constraint(
        "CHECK (partner_a_id < partner_b_id)", "The two customers of a pair must be in order."
    )

    @api.depends("partner_a_id.user_id", "partner_b_id.user_id")
    def _compute_salespersons(self):
        for pair in self:
            pair.salesperson_a_id = pair.partner_a_id.user_id
            pair.salesperson_b_id = pair.partner_b_id.user_id

    @api.depends(*(f"partner_{side}_id.user_id.{LEADER}" for side in "ab"))
    def _compute_leader_id(self):
        for pair in self:
            users = [user for user in (pair.partner_a_id.user_id, pair.partner_b_id.user_id) if user]
            leaders = [self._get_leaders(user) for user in users]
            both = leaders[0] & leaders[-1] if leaders else self.env["res.users"]
            pair.leader_id = (both or both.union(*leaders))[:1]

    @api.model
    def _get_leaders(self, user):
        teams = user.crm_team_member_ids.filtered("active").crm_team_id.filtered("active")
        return teams.sorted("id").user_id.filtered("active")

    @api.depends(*REASON_FIELDS, "similarity")
    @api.depends_context("lang")
    def _compute_why(self):
        partners = self.env["res.partner"]
        for pair in self:
            pair.why = partners.explain_likeness(pair._get_reasons(), pair.similarity)

    @api.depends("partner_a_id", "partner_b_id")
    def _compute_display_name(self):
        for pair in self:
            names = [partner.display_name for partner in (pair.partner_a_id, pair.partner_b_id) if partner]
            pair.display_name = " / ".join(names)

    def _get_reasons(self):
        return [reason for reason in REASONS if self[f"same_{reason}"]]

    @api.model
    def _select_different(self, partner_id):
        """The customers that somebody decided not to be the same as this one: counts for everyone."""
        self.flush_model(["partner_a_id", "partner_b_id", "state"])
        return SQL(
            """SELECT partner_b_id FROM sales_toolkit_duplicate
                WHERE partner_a_id = %(id)s AND partner_b_id IS NOT NULL AND state = 'different'
                UNION ALL
               SELECT partner_a_id FROM sales_toolkit_duplicate
                WHERE partner_b_id = %(id)s AND partner_a_id IS NOT NULL AND state = 'different'""",
            id=partner_id or None,
        )

    # Deciding -------------------------------------------------------------------------------------

    def action_mark_different(self):
        """Remember that these are not the same; they are not proposed again."""
        self._check_may_decide()
        self._decide("different")
        return True

    def action_reopen(self):
        """Take back that two customers are not the same.

        :raise UserError: for customers that were merged
        """
        if "merged" in self.mapped("state"):
            raise UserError(self.env._("Customers that were merged can't be taken apart again."))
        self.check_access("read")
        # sudo: rows are written by the toolkit only; who may see a pair may decide about it.
        self.sudo().write({"state": "open", "decided_by_id": False, "decided_on": False})
        self._remind()
        return True

    def action_merge(self):
        """Open the choice of which of the two to keep."""
        need_one(self)
        self._check_may_decide()
        merge = self.env["sales_toolkit.duplicate_merge"].create({"duplicate_id": self.id})
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Merge Customers"),
            "res_model": merge._name,
            "res_id": merge.id,
            "views": [(False, "form")],
            "target": "new",
        }

    def action_open_a(self):
        """Open the first customer of the pair, to compare."""
        return self._open_customer("partner_a_id")

    def action_open_b(self):
        """Open the second customer of the pair, to compare."""
        return self._open_customer("partner_b_id")

    def _open_customer(self, side):
        need_one(self)
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "res_model": "res.partner",
            "res_id": self[side].id,
            "views": [(False, "form")],
        }

    def _check_may_decide(self):
        """
        :raise AccessError: when the user may not see a pair
        :raise UserError: when a pair has been decided, or one of its customers is gone
        """
        self.check_access("read")
        if not self.env.user.has_group("sales_team.group_sale_salesman"):
            raise AccessError(
                self.env._("Suspected duplicates are decided by salespeople and their leaders.")
            )
        for pair in self:
            if pair.state != "open" or not (pair.partner_a_id and pair.partner_b_id):
                raise UserError(
                    self.env._("%(pair)s: this has been decided already.", pair=pair.display_name)
                )

    def _decide(self, state):
        # sudo: rows are written by the toolkit only; `_check_may_decide` has been asked.
        self.sudo().write(
            {
                "state": state,
                "decided_by_id": self.env.uid,
                "decided_on": fields.Date.context_today(self),
            }
        )
        self._remind()

    def _remind(self):
        """Bring the reminders of those concerned in line."""
        leaders = self.sudo().leader_id  # sudo: only whose reminder is counted anew
        if leaders:
            self.env["sales_toolkit.reminder"].refresh("duplicate", leaders)

    # What a merge does to pairs -------------------------------------------------------------------

    def _set_merged(self, kept):
        """These pairs are one customer now: the other one goes."""
        for pair in self:
            side = "partner_b_id" if pair.partner_a_id == kept else "partner_a_id"
            pair.write(
                {
                    side: False,
                    "state": "merged",
                    "decided_by_id": self.env.uid,
                    "decided_on": fields.Date.context_today(self),
                }
            )

    def _move_to(self, sources, kept):
        """Make this pair one of ``kept`` and the third customer; a pair there is says it all already."""
        self.ensure_one()
        third = (self.partner_a_id | self.partner_b_id) - sources
        ids = sorted([third.id, kept.id]) if third else []
        if self.state == "merged" or not ids:
            return
        domain = [("partner_a_id", "=", ids[0]), ("partner_b_id", "=", ids[1])]
        if same := self.search(domain):
            if self.state == "different" and same.state == "open":
                same.write({name: self[name] for name in ("state", "decided_by_id", "decided_on")})
            self.unlink()
        else:
            self.write({"partner_a_id": ids[0], "partner_b_id": ids[1]})
