"""Who made a contract, who approves it, and who does while they are away (O9)."""

from odoo import api, fields, models

from ...rules.approvers import distribute
from .approval_level import APPROVERS


class Contract(models.Model):
    _inherit = "sales_toolkit.contract"

    author_ids = fields.Many2many(
        "res.users",
        "sales_toolkit_contract_author_rel",
        string="Made by",
        readonly=True,
        copy=False,
        help="Who prepared, changed or submitted it, and whose deal it is or was: nobody approves their own.",
    )
    approved_by_ids = fields.Many2many(
        "res.users",
        "sales_toolkit_contract_approved_by_rel",
        string="Approved by",
        readonly=True,
        copy=False,
        help="Who has approved this version so far.",
    )
    waiting_level_ids = fields.Many2many(
        "sales_toolkit.approval_level",
        "sales_toolkit_contract_waiting_level_rel",
        string="Approvals to Come",
        readonly=True,
        copy=False,
        help="The levels as they were when it was submitted, as far as they have not approved yet.",
    )
    level_id = fields.Many2one("sales_toolkit.approval_level", readonly=True, copy=False, ondelete="restrict")
    approver_id = fields.Many2one(
        "res.users",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
        help="Who is asked now. Empty: any colleague with the right to approve contracts.",
    )
    asked_at = fields.Datetime("Asked on", readonly=True, copy=False)
    reminded_at = fields.Datetime(readonly=True, copy=False)
    can_decide = fields.Boolean(
        compute="_compute_can_decide",
        search="_search_can_decide",
        help="Whether the reader may approve or return this contract.",
    )

    # May the reader decide? -----------------------------------------------------------------------------

    @api.depends("state", "level_id", "approver_id", "author_ids", "approved_by_ids")
    @api.depends_context("uid")
    def _compute_can_decide(self):
        for contract in self:
            contract.can_decide = contract._is_waiting() and not contract._find_obstacle()

    @api.model
    def _search_can_decide(self, operator, value):
        if operator != "in":
            return NotImplemented
        user, domain = self.env.user, fields.Domain
        named = domain("approver_id", "=", user.id) | domain("level_id.approver_ids", "in", user.ids)
        anybody = domain("level_id", "=", False) | domain("level_id.anybody", "=", True)
        found = domain("state", "=", "submitted") & domain("active", "=", True) & (named | anybody)
        found &= domain("author_ids", "not in", user.ids) & domain("approved_by_ids", "not in", user.ids)
        if not user.has_group(APPROVERS):
            found = domain.FALSE
        return found if True in value else ~found

    def _get_approval_name(self):
        # sudo: what it is called
        return self.sudo().display_name

    def _is_waiting(self):
        return self.state == "submitted" and self.active

    def _find_obstacle(self):
        user = self.env.user
        # sudo: who made it and who is asked decides, whatever the caller may see
        contract, name = self.sudo(), self._get_approval_name()
        if user in contract.author_ids:
            return self.env._(
                "You made, changed or submitted %s yourself, so somebody else has to approve it.", name
            )
        if user in contract.approved_by_ids:
            return self.env._(
                "You have approved %s already, so somebody else has to on the next level.", name
            )
        if not contract._may_approve(user):
            anybody = self.env._("a colleague with the right to approve contracts of this company")
            asked = contract.approver_id.name or anybody
            return self.env._(
                "%(contract)s is to be approved by %(approver)s.", contract=name, approver=asked
            )
        return contract._find_shortage(user)

    def _may_approve(self, user):
        """Whether the policy names ``user`` for what is asked now."""
        level = self.level_id
        if user not in self._filter_entitled(user):
            return False
        return self._is_open(level) or user in level.approver_ids or user == self.approver_id

    def _find_shortage(self, user):
        """Why ``user`` is needed on a later level, empty if they are not."""
        rest = self.waiting_level_ids - self.level_id
        if distribute([(self._get_possible(level) - user).ids for level in rest]) is not None:
            return ""
        return self.env._(
            "If you approved %s on this level, nobody would be left for the next one. Somebody else has to.",
            self.display_name,
        )

    # Who could ------------------------------------------------------------------------------------------

    def _filter_entitled(self, users):
        """Those of ``users`` who work here, for this company, with the right to approve."""
        group = self.env.ref(APPROVERS)
        # sudo: rights of colleagues
        return users.sudo().filtered(
            lambda user: (
                user.active
                and not user.share
                and self.company_id in user.company_ids
                and group in user.all_group_ids
            )
        )

    def _get_named(self, level):
        """Whom ``level`` names, or all who could, deputies after them."""
        # sudo: who is in the group
        group = self.env.ref(APPROVERS).sudo()
        return (group.all_user_ids if self._is_open(level) else level.approver_ids) | level.deputy_ids

    @api.model
    def _is_open(self, level):
        """Whether any colleague with the right approves on ``level``, or where there is no level at all."""
        return not level or level.anybody

    def _get_possible(self, level):
        """Who may approve on ``level``: those who are there first, and deputies after whom they stand for."""
        people = self._filter_entitled(self._get_named(level)) - self.author_ids - self.approved_by_ids
        if self._is_open(level):
            return people
        deputies = level.deputy_ids - level.approver_ids
        return people.sorted(lambda user: (user.is_away(), user in deputies))

    def _choose_approver(self):
        """Who is asked on the level of this contract, so that each level after it finds somebody too."""
        if self._is_open(self.level_id):
            return self.env["res.users"]
        levels = self.level_id | self.waiting_level_ids
        people = distribute([self._get_possible(level).ids for level in levels])
        chosen = people[:1] if people else self._get_possible(self.level_id).ids[:1]
        return self.env["res.users"].browse(chosen)

    def _get_situation(self):
        """What is chosen by: contracts with the same ask the same people, which is worked out once."""
        return (
            *(self.company_id, self.level_id, self.waiting_level_ids, self.approver_id),
            *(self.author_ids, self.approved_by_ids),
        )

    def _ask(self):
        """Ask who is to approve these now."""
        now = fields.Datetime.now()
        for contracts in self.grouped(lambda contract: contract._get_situation()).values():
            approver = contracts[0]._choose_approver()
            contracts.store_derived({"approver_id": approver.id, "asked_at": now, "reminded_at": False})

    @api.private
    def reassign(self):
        """Ask somebody else where the one who was asked is away, has left, or may not approve any more."""
        before = self._get_asked()
        waiting = self.filtered(lambda contract: contract._is_waiting())
        for contracts in waiting.grouped(lambda contract: contract._get_situation()).values():
            if contracts[0]._needs_another():
                contracts._ask()
                contracts.log_step("asked")
        self._refresh_reminders(before)

    def _needs_another(self):
        """Whether somebody else is to be asked than who is."""
        asked, named = self.approver_id, not self._is_open(self.level_id)
        if asked and named and asked in self._get_possible(self.level_id) and not asked.is_away():
            return False
        return self._choose_approver() != asked

    def _get_asked(self):
        """Who is reminded of an approval of these now."""
        # sudo: who is in the group
        waiting = self.filtered(lambda row: row.state == "submitted" and not row.approver_id)
        pool = self.env.ref(APPROVERS).sudo().all_user_ids if waiting else self.approver_id
        return pool | self.approver_id

    def _refresh_reminders(self, before=None):
        """Reminders of who approves these, of whose they are, and of those ``before``."""
        # sudo: whose contracts they are
        contracts = self.sudo()
        asked = contracts._get_asked()
        self.refresh_people(asked | before if before else asked, contracts.user_id)

    @api.private
    @api.model
    def refresh_people(self, approvers, owners):
        """Bring the reminders of these in line."""
        reminders = self.env["sales_toolkit.reminder"]
        if approvers:
            reminders.refresh("contract_approval", approvers)
        if owners:
            for kind in ("contract_returned", "contract_to_sign"):
                reminders.refresh(kind, owners)


class ResUsers(models.Model):
    _inherit = "res.users"

    @api.private
    def is_away(self):
        """Whether this user is not at work today, though the company is; or has left."""
        self.ensure_one()
        # sudo: which days somebody works, not why not
        user, today = self.sudo(), self.get_today()
        if not user.active:
            return True
        return bool(user.company_id.get_working_days(today, today)) and not user.get_working_days(
            today, today
        )
