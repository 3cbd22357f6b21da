"""Clearing personal and confidential items: found by the retention rule or requested, then decided (C12)."""

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ...rules.registration_form.labels import LABELS
from ..profile.messages import form_language
from .items import MANAGERS

REASONS = [("retention", "Retention Period"), ("request", "Customer's Request")]
STATES = [("proposed", "Proposed"), ("kept", "Kept"), ("done", "Erased")]


class Erasure(models.Model):
    """One finding: the items of one customer are to be cleared, were kept, or are gone.

    Managers decide. They learn nothing by it: what is named as cleared is the same for all customers
    of a kind, whether they had it or not. Nobody edits or deletes a finding.
    """

    _name = "sales_toolkit.erasure"
    _inherit = ["sales_toolkit.privacy_guard.mixin"]
    _description = "Erasure of Personal Data"
    _order = "due_date desc, id desc"
    _rec_name = "partner_id"

    partner_id = fields.Many2one(
        "res.partner",
        string="Customer",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
        help="The customer whose items are cleared, and those of its contacts.",
    )
    reason = fields.Selection(REASONS, required=True, readonly=True, help="Why the items are to be cleared.")
    state = fields.Selection(STATES, required=True, readonly=True, default="proposed", index=True)
    dormant_since = fields.Date(
        readonly=True, help="Since when the customer was dormant; woken and dormant again is another finding."
    )
    proposed_on = fields.Date(
        required=True, readonly=True, default=fields.Date.context_today, help="The day of the finding."
    )
    due_date = fields.Date(
        required=True,
        readonly=True,
        default=fields.Date.context_today,
        help="From this day on the items are cleared, unless someone decides to keep them before.",
    )
    decided_by_id = fields.Many2one("res.users", readonly=True, help="Who decided to keep or to erase.")
    requested_by = fields.Many2one("res.users", readonly=True, help="Who entered the customer's request.")
    done_at = fields.Datetime("Erased at", readonly=True)
    done_by = fields.Many2one(
        "res.users", string="Erased by", readonly=True, help="OdooBot: the grace period had passed."
    )
    note = fields.Text(readonly=True, help="Why the items were kept, or how the request came in.")
    items = fields.Char(readonly=True, help="Keys of the items that were cleared, never their values.")
    item_labels = fields.Text(
        "Erased Items",
        compute="_compute_item_labels",
        help="Which items were cleared as far as there were any, never what stood there.",
    )
    failure = fields.Char(readonly=True, help="The kind of error that the last attempt ended with.")
    retry_date = fields.Date(readonly=True, help="The day from which the next attempt is made.")

    _once = models.UniqueIndex(
        "(partner_id, dormant_since) WHERE reason = 'retention'",
        "There is a finding about this customer already.",
    )

    @api.depends("items")
    @api.depends_context("lang")
    def _compute_item_labels(self):
        labels = LABELS[form_language(self.env)] | {
            "address": self.env._("Address"),
            "internal_notes": self.env._("Internal decision details"),
            "readers": self.env._("Readers"),
        }
        for erasure in self:
            erasure.item_labels = "\n".join(
                labels.get(item, item) for item in (erasure.items or "").split(",") if item
            )

    @api.model
    def _get_guarded_fields(self):
        return frozenset({"note"})

    # Decisions ------------------------------------------------------------------------------------

    def action_keep(self, note):
        """Keep the items of these customers for as long as they stay dormant.

        :param note: why
        :raise AccessError: when the user is no sales manager
        :raise UserError: when there is no reason, or it has been decided already
        """
        note = str(note or "").strip()
        if not note:
            raise UserError(self.env._("State why the items are kept."))
        self._lock_for_decision(("proposed",))._keep(note)
        return True

    def action_erase(self):
        """Clear the items now, without waiting for the grace period.

        :raise AccessError: when the user is no sales manager
        :raise UserError: when they are gone already, or the partner is a user or a company of this ERP
        """
        for erasure in self._lock_for_decision(("proposed", "kept")):
            erasure.decided_by_id = self.env.uid
            erasure._run()
        return True

    @api.private
    @api.model
    def request_erasure(self, partner, note=""):
        """Clear the items of ``partner`` at their own request.

        :return: the finding, done
        :raise AccessError: when the user is no sales manager, or may not write the customer
        """
        self._check_manager()
        partner.check_access("write")
        # sudo: findings are written by these methods only; who may was checked above.
        erasure = self.sudo().create(
            {"partner_id": partner.id, "reason": "request", "requested_by": self.env.uid, "note": note}
        )
        erasure.sudo(False).action_erase()
        return erasure.sudo(False)

    def _check_manager(self):
        if not (self.env.su or self.env.user.has_group(MANAGERS)):
            raise AccessError(self.env._("Only sales managers decide about erasing personal data."))

    def _lock_for_decision(self, states):
        """These findings, for writing, after all that could forbid a decision."""
        self._check_manager()
        self.check_access("read")
        # sudo: nobody may write findings by hand; who may decide was checked above.
        erasures = self.sudo()
        erasures.lock_for_update()
        if any(erasure.state not in states for erasure in erasures):
            raise UserError(self.env._("This has been decided already."))
        return erasures

    def _keep(self, note):
        self.write({"state": "kept", "note": note, "decided_by_id": self.env.uid})

    def _run(self):
        """Clear the items, and put on record that and when."""
        self.ensure_one()
        items = self.partner_id.erase_personal_items(self._get_statement())
        proposed = self.search([("partner_id", "=", self.partner_id.id), ("state", "=", "proposed")])
        (self | proposed).write(
            {
                "state": "done",
                "items": ",".join(items),
                "done_at": fields.Datetime.now(),
                "done_by": self.env.uid,
                "failure": False,
                "retry_date": False,
            }
        )

    def _get_statement(self):
        """Why, as the update log says it, in the language of that log."""
        self = self.with_context(lang=self.partner_id.get_retention_company().partner_id.lang)
        if self.reason == "request":
            return self.env._("Personal and confidential items erased on request.")
        return self.env._(
            "Personal and confidential items erased: the retention period has passed, dormant since %(day)s.",
            day=fields.Date.to_string(self.dormant_since),
        )
