"""The periodic check of a customer's data (定期复核, C10): one row per check that came due."""

from odoo import api, fields, models
from odoo.exceptions import AccessError, LockError, UserError

from ..profile.messages import form_language
from ..review.requirement import CONFIDENTIAL_ITEMS
from ..shared.arguments import need_one
from ..shared.labels import label_of
from ..shared.statement import Statement

STATES = [("due", "Check Due"), ("missed", "Missed"), ("done", "Done"), ("cancelled", "Cancelled")]
OPEN = ("due", "missed")
METHODS = [("phone", "Phone"), ("email", "E-mail"), ("visit", "Visit")]
# The item of the update records that tells of a check.
DATA_CHECK = "data_check"
MANAGER = "sales_team.group_sale_manager"


class DataCheck(models.Model):
    """A finding: this customer's data are to be checked. Written by the cron, decided by the salesperson."""

    _name = "sales_toolkit.data_check"
    _inherit = ["sales_toolkit.derived_fields.mixin", "sales_toolkit.told.mixin"]
    _description = "Data Check"
    _order = "due_date, id"
    _rec_name = "partner_id"
    _told = ("leader_id",)
    _told_team = "user_id.crm_team_member_ids.crm_team_id"

    partner_id = fields.Many2one(
        "res.partner", string="Customer", required=True, readonly=True, index=True, ondelete="cascade"
    )
    user_id = fields.Many2one(
        "res.users",
        string="Salesperson",
        readonly=True,
        index=True,
        ondelete="set null",
        help="Who is to check: the customer's salesperson. Empty: nobody looks after the customer.",
    )
    leader_id = fields.Many2one(
        "res.users",
        string="Told To",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
        help="The team leader who was told that this check was missed.",
    )
    due_date = fields.Date(required=True, readonly=True, index=True, help="The day that the check is due.")
    state = fields.Selection(
        STATES,
        required=True,
        readonly=True,
        default="due",
        index=True,
        help="Missed: not done within the days of grace; it can still be done. Cancelled: the customer is "
        "dormant or archived.",
    )
    method = fields.Selection(METHODS, readonly=True, help="How the customer was asked.")
    done_at = fields.Datetime(readonly=True, help="When it was done.")
    done_by = fields.Many2one("res.users", readonly=True, ondelete="restrict", help="Who did it.")
    changed_items = fields.Char(readonly=True, help="Keys of the items that the check changed.")
    unconfirmed_items = fields.Char(readonly=True, help="Keys of the items that could not be confirmed.")
    outcome = fields.Char(
        compute="_compute_outcome", help="What came of it, in the reader's language, without values."
    )

    _one_open = models.UniqueIndex(
        "(partner_id) WHERE state IN ('due', 'missed')", "This customer has a check that is open already."
    )
    _open = models.Index("(user_id, due_date) WHERE state IN ('due', 'missed')")
    # what somebody has done today, and how they asked last, among the checks of years
    _done_by = models.Index("(done_by, done_at) WHERE done_by IS NOT NULL")

    @api.model
    def _get_derived_fields(self):
        message = self.env._(
            "Data checks follow from their day and from what is answered; open one to do it."
        )
        return dict.fromkeys(self._fields, message)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_derived(self):
        if not self._is_derivation():
            raise UserError(self.env._("Data checks are kept as proof and can't be deleted."))

    @api.depends("changed_items", "unconfirmed_items", "state", "method")
    @api.depends_context("lang")
    def _compute_outcome(self):
        for check in self:
            check.outcome = check._describe() if check.state == "done" else False

    def _describe(self):
        """The check in one line: by phone, nothing changed; or which items."""
        methods = dict(self._fields["method"]._description_selection(self.env))
        parts = [self.env._("checked by %s", methods[self.method])]
        changed, unconfirmed = (
            self.partner_id.describe_items([key for key in (keys or "").split(",") if key])
            for keys in (self.changed_items, self.unconfirmed_items)
        )
        if changed:
            parts.append(self.env._("changed: %s", self._join(changed)))
        if unconfirmed:
            parts.append(self.env._("not confirmed: %s", self._join(unconfirmed)))
        if not changed and not unconfirmed:
            parts.append(self.env._("nothing changed"))
        return ("," if form_language(self.env) == "zh" else ", ").join(parts)

    def _join(self, labels):
        return ("、" if form_language(self.env) == "zh" else ", ").join(labels)

    # Doing it -----------------------------------------------------------------------------------------

    def action_done(self, method, changes=None, unconfirmed=()):
        """Put on record that the customer was asked, and write what has changed.

        :param method: phone, email or visit
        :param changes: {item key: what it is now, as one writes it on the registration form}
        :param unconfirmed: keys of the items that could not be confirmed
        :raise AccessError: when the customer is neither the user's nor their team's
        :raise UserError: when it has been done already, or an item can't be read; then nothing is written
        """
        need_one(self)
        self._lock_for_answer()
        changes = self._check_answer(method, changes, unconfirmed)
        changed = self.partner_id.write_checked_items(changes, self._get_channel(method)) if changes else []
        # sudo: nobody writes checks by hand; who may do them was checked above.
        check = self.sudo()
        check.write_derived(
            {
                "state": "done",
                "method": method,
                "done_at": fields.Datetime.now(),
                "done_by": self.env.uid,
                # confidential items are told of by their own update records, for who may see them
                "changed_items": ",".join(self._without_confidential(changed)) or False,
                "unconfirmed_items": ",".join(self._without_confidential(unconfirmed or ())) or False,
            }
        )
        check._log_answer()
        check.partner_id.schedule_next_check()
        self.env["sales_toolkit.reminder"].refresh("data_check", check.user_id)
        self.env["sales_toolkit.reminder"].refresh("data_check_missed", check.leader_id)
        return True

    def _lock_for_answer(self):
        self.check_access("read")
        self.partner_id.check_access("write")
        self._check_responsible()
        try:
            self.lock_for_update()
        except LockError:
            raise UserError(self.env._("A colleague is answering this check at this moment.")) from None
        self.invalidate_recordset()
        if self.state not in OPEN:
            raise UserError(
                self.env._(
                    "The check of %(customer)s is not open any more: %(outcome)s",
                    customer=self.partner_id.name,
                    outcome=self.outcome or label_of(self, "state"),
                )
            )

    def _check_responsible(self):
        """
        :raise AccessError: when the user neither looks after the customer nor leads who does
        """
        user = self.env.user
        salesperson = self.partner_id.user_id
        if self.env.su or not salesperson or salesperson == user or user.has_group(MANAGER):
            return
        # sudo: only tells the user whether they lead that colleague's team.
        teams = salesperson.sudo().get_sales_teams()
        leaders = teams.filtered("active").user_id
        if user not in leaders:
            raise AccessError(
                self.env._(
                    "%(customer)s is checked by %(salesperson)s or their team leader.",
                    customer=self.partner_id.name,
                    salesperson=salesperson.sudo().name,  # sudo: the name of a colleague
                )
            )

    def _check_answer(self, method, changes, unconfirmed):
        if not isinstance(method, str) or method not in dict(METHODS):
            raise UserError(self.env._("State how you checked: by phone, e-mail or visit."))
        changes, unconfirmed = changes or {}, unconfirmed or ()
        known = self.partner_id.get_checked_items()
        readable = isinstance(changes, dict) and isinstance(unconfirmed, (list, tuple))
        if not readable or any(not isinstance(key, str) or key not in known for key in unconfirmed):
            raise UserError(self.env._("These are not all items of this customer's registration form."))
        if not changes.keys() <= known.keys() - set(unconfirmed):
            raise UserError(self.env._("These are not all items of this customer's registration form."))
        texts = {key: str(value or "").strip() for key, value in changes.items()}
        if blank := [key for key, text in texts.items() if not text]:
            raise UserError(
                self.env._(
                    "State what has changed: %s. What nobody could tell you is not confirmed.",
                    self._join(self.partner_id.describe_items(blank)),
                )
            )
        return texts

    @api.model
    def _get_channel(self, method):
        channel = self.env.ref(f"sales_toolkit.channel_{method}", raise_if_not_found=False)
        return channel or self.env["sales_toolkit.channel"]

    def _without_confidential(self, items):
        return [item for item in items if item not in CONFIDENTIAL_ITEMS]

    def _log_answer(self):
        """One row of the update log for the check, in the language that the log is kept in."""
        lang = (self.partner_id.company_id or self.env.company).partner_id.lang
        statement = Statement(
            reason=self.with_context(lang=lang)._describe(), channel_id=self._get_channel(self.method).id
        )
        self.partner_id.append_update_statements({DATA_CHECK: [statement]}, {})

    # Opening --------------------------------------------------------------------------------------------

    def action_open_form(self):
        """Open the form on which the check is done.

        :raise UserError: when it is not open any more
        """
        need_one(self)
        self._lock_for_answer()
        form = self.env["sales_toolkit.data_check_form"].create_for(self)
        return form.get_action()

    @api.private
    def get_next(self):
        """The check that the user does after this one: the next that is due of their own customers."""
        domain = [("state", "in", OPEN), ("user_id", "=", self.env.uid), ("id", "!=", self.id)]
        return self.search(domain, limit=1)
