"""What a second person decides on: the customer review and the approval of contracts (C9, O9)."""

from odoo import api, fields, models
from odoo.exceptions import AccessError, LockError, UserError


class ApprovalMixin(models.AbstractModel):
    """Decided by somebody else than who made it, on what they have seen, and once.

    A room answers four questions: whether a record waits (``_is_waiting()``), who may not decide on it and
    why (``_find_obstacle()``), what it is called in a message (``_get_approval_name()``), and what follows
    from a decision (``_decide()``). It keeps the version of what is decided in ``_approval_version``.
    """

    _name = "sales_toolkit.approval.mixin"
    _description = "Approval"

    # The field that counts what a decision is about: whoever decides says which one they have seen.
    _approval_version = "version"

    comment = fields.Text(readonly=True, copy=False, help="What was said to it with the last decision.")
    decided_by = fields.Many2one("res.users", readonly=True, copy=False, ondelete="restrict")
    decided_at = fields.Datetime(readonly=True, copy=False)

    # Questions that a room answers ------------------------------------------------------------------

    def _get_approval_name(self):
        """What this is called in a message."""
        return self.display_name

    def _is_waiting(self):
        """Whether this waits for a decision."""
        return False

    def _find_obstacle(self):
        """Why the current user, superuser or not, may not decide on this; empty if they may."""
        return ""

    def _refuse_gone(self):
        """
        :raise UserError: when what this is about is not there any more
        """

    def _decide(self, state, comment):
        """Bring these to ``state``, approved or returned, as superuser; all was checked before."""
        self.note_decision(comment, state=state)

    # Deciding ---------------------------------------------------------------------------------------

    def action_approve(self, seen_versions=None):
        """Approve these.

        :param seen_versions: {id: version} as the caller saw it; the web client always states it
        :raise AccessError: when the user made some of it, or is not who is asked
        :raise UserError: when it has been decided, or has changed since the caller looked at it
        """
        self._lock_for_decision(self._get_seen_versions(seen_versions))._decide("approved", False)
        return True

    def action_return(self, comment, seen_versions=None):
        """Return these to be mended.

        :param comment: what is to be mended
        :raise AccessError: when the user made some of it, or is not who is asked
        :raise UserError: when there is no comment, it has been decided, or has changed since
        """
        comment = str(comment or "").strip()
        if not comment:
            raise UserError(self.env._("Say what is to be mended."))
        self._lock_for_decision(self._get_seen_versions(seen_versions))._decide("returned", comment)
        return True

    def _get_seen_versions(self, seen):
        """{id: version} from what a client states, in JSON with text keys, or on a button."""
        seen = seen or self.env.context.get("seen_versions") or {}
        if type(seen) is int and len(self) == 1:
            seen = {self.id: seen}
        if not isinstance(seen, dict):
            raise UserError(self.env._("The versions seen must be given as {record: version}."))
        return {int(key): value for key, value in seen.items() if str(key).isdecimal()}

    def _lock_for_decision(self, seen):
        """These, for writing, after all that could forbid a decision.

        :param seen: {id: version that the caller has looked at}; others are not compared
        """
        self.check_access("read")
        # before the lock too: who may not decide must not keep out who may
        for record in self.filtered(lambda record: record._is_waiting()):
            if obstacle := record._find_obstacle():
                raise AccessError(obstacle)
        self._lock_or_refuse()
        for record in self:
            name = record._get_approval_name()
            record._refuse_gone()
            if not record._is_waiting():
                raise UserError(self.env._("%s has been decided already.", name))
            if obstacle := record._find_obstacle():
                raise AccessError(obstacle)
            version = record[self._approval_version]
            if seen.get(record.id, version) != version:
                raise UserError(self.env._("%s has changed since you opened it. Look at it again.", name))
        # sudo: nobody may write a decision by hand; who may decide was checked above.
        return self.sudo()

    def _lock_or_refuse(self):
        """Lock these and read them anew: whoever comes second sees what the first one did.

        :raise UserError: when a colleague is at it at this moment
        """
        try:
            self.lock_for_update()
        except LockError:
            raise UserError(self.env._("Somebody else is deciding on this. Look at it again.")) from None
        self.invalidate_recordset()

    @api.private
    def note_decision(self, comment, **values):
        """Write who decided, when, and what they said to it, with other derived ``values``."""
        decision = {"comment": comment, "decided_by": self.env.uid, "decided_at": fields.Datetime.now()}
        self.write_derived({**values, **decision})
