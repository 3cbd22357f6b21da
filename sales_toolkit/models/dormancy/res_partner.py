"""Dormant customers (沉睡客户): marked with the day and the reason, and woken again (C11)."""

from odoo import api, fields, models
from odoo.exceptions import UserError

from ...rules.dormancy import wakes
from ..shared.statement import Derivation

# The item of the update records that tells of both moves.
DORMANCY = "dormant_since"
DORMANT_FIELDS = ("dormant", "dormant_since", "dormant_at", "dormant_reason")


class ResPartner(models.Model):
    _inherit = "res.partner"

    dormant = fields.Boolean(
        copy=False,
        readonly=True,
        help="Nothing has been exchanged with this customer for long, or cooperation has ended.",
    )
    dormant_since = fields.Date(
        index="btree_not_null",
        copy=False,
        readonly=True,
        help="The day on which the customer was marked as dormant.",
    )
    dormant_at = fields.Datetime(
        "Marked as Dormant At",
        copy=False,
        readonly=True,
        help="The moment at which the customer was marked as dormant.",
    )
    dormant_reason = fields.Char(
        copy=False,
        readonly=True,
        help="Why the customer was marked as dormant, such as: no interaction for 90 days.",
    )

    # Who is quiet, and since when: the scheduled action looks for those only.
    _quiet = models.Index(
        "((COALESCE(last_contact_date, registered_on))) "
        "WHERE registered_on IS NOT NULL AND dormant IS NOT TRUE"
    )

    @api.model
    def _get_guarded_fields(self):
        return super()._get_guarded_fields() | {"dormant_reason"}

    @api.model
    def _get_derived_fields(self):
        message = self.env._(
            "Customers are marked as dormant by the scheduled action or with the button Mark as Dormant, "
            "and woken by a contact or with the button Wake. The mark can't be typed."
        )
        return super()._get_derived_fields() | dict.fromkeys(DORMANT_FIELDS, message)

    @api.model
    def _get_update_log_fields(self):
        return super()._get_update_log_fields() | {DORMANCY}

    def _get_update_log_item(self, field_name):
        if field_name == DORMANCY:
            return DORMANCY if self == self.commercial_partner_id else None
        return super()._get_update_log_item(field_name)

    # Whose numbers and language apply ---------------------------------------------------------------

    @api.private
    def get_home_company(self):
        """``get_retention_company()``, as whoever asks."""
        self.ensure_one()
        first = self.env["res.company"].browse(self.get_first_company().id)
        return self.company_id or self.user_id.company_id or first

    @api.private
    def get_home_lang(self):
        """The language that the customer's company keeps its records in."""
        return self.get_home_company().partner_id.lang or "en_US"

    # Marking ----------------------------------------------------------------------------------------

    def action_mark_dormant(self, reason):
        """Mark these customers as dormant from today on; those that are stay as they are.

        :param reason: why, in a few words
        :raise UserError: when there is no reason, or a customer is not registered
        """
        self.check_access("write")
        self.mark_dormant(reason)
        return True

    @api.private
    def mark_dormant(self, reason):
        """``action_mark_dormant()`` for code that has checked the rights.

        :return: those that were not dormant before
        """
        reason = str(reason or "").strip()
        if not reason:
            raise UserError(self.env._("State why the customer is dormant."))
        if not all(self.mapped("registered_on")):
            raise UserError(self.env._("Only registered customers can be dormant."))
        marked = self.filtered(lambda customer: not customer.dormant)
        if marked:
            values = {
                "dormant": True,
                "dormant_at": fields.Datetime.now(),
                "dormant_reason": reason,
            }
            # sudo: only where their salespeople are
            for day, group in marked.sudo().grouped(lambda customer: customer.get_local_today()).items():
                # without the hooks of a partner's write(), which cost queries for each record
                group.with_env(self.env).store_derived({**values, "dormant_since": day})
            marked._without_review(reason)._write_update_log({}, {DORMANCY})
        return marked

    def _without_review(self, reason):
        """The moves are on record with their reason, but are nothing that somebody has entered (C9)."""
        return self.with_context(update_reason=reason, unreviewed=Derivation())

    # Waking -----------------------------------------------------------------------------------------

    def action_wake(self):
        """Take these customers for active again."""
        self.check_access("write")
        self.wake(self.env.context.get("update_reason") or "")
        return True

    @api.private
    def wake(self, reason, kind=None):
        """``action_wake()`` for code that has checked the rights.

        :param reason: why, for the update log
        :param kind: which kind of interaction woke them, if one did
        """
        woken = self.filtered("dormant")
        if woken:
            woken._on_wake(kind)
            woken._without_review(reason).write_derived(dict.fromkeys(DORMANT_FIELDS, False))
        return woken

    def _on_wake(self, kind):
        """Called before the mark is taken off these customers; the plans are closed here."""

    # Interactions -----------------------------------------------------------------------------------

    @api.private
    @api.model
    def note_interactions(self, events):
        """Tell the customers that something happened: the last contact is renewed, the dormant wake.

        :param events: [(partner, moment, kind)]; without a moment, something of the past was changed
            or taken back, which wakes nobody. Partners that are not registered cost one read.
        """
        # sudo: whoever writes to a customer need not be able to write the customer; what follows is
        # the same for everyone, and nothing is shown.
        events = [(partner.sudo().commercial_partner_id, *event) for partner, *event in events if partner]
        customers = self.sudo().browse({event[0].id for event in events}).filtered("registered_on")
        if not customers:
            return
        customers.renew_last_contact()
        woken = {}
        for customer, moment, kind in events:
            if customer in customers and customer.dormant and wakes(moment, customer._get_dormant_at()):
                woken.setdefault((customer._get_interaction_label(kind), kind), []).append(customer.id)
        for (label, kind), ids in woken.items():
            group = customers.browse(ids)
            lang = group[:1].get_home_lang()
            reason = group.with_context(lang=lang).env._("Woken by: %(contact)s", contact=label)
            group.wake(reason, kind)

    def _get_dormant_at(self):
        return self.dormant_at or fields.Datetime.to_datetime(self.dormant_since)

    def write(self, vals):
        """People who come to a customer or leave it take their contacts along."""
        if "parent_id" not in vals:
            return super().write(vals)
        # sudo: as in note_interactions()
        before = self.sudo().commercial_partner_id
        result = super().write(vals)
        self.note_interactions([(customer, None, None) for customer in before | self])
        return result
