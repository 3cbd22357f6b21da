"""The daily action: who is away does not hold up a contract, and nobody waits for ever (O9)."""

from odoo import api, fields, models
from odoo.tools.misc import format_date

from ..shared.batches import do_or_leave_out, tries_again

BATCH = 100


class Contract(models.Model):
    _inherit = "sales_toolkit.contract"

    @api.model
    @tries_again
    def _cron_remind_contract_approvals(self):
        """Ask deputies where the approver is away, and tell who can help where nobody decides. Once a day.

        Contracts of who has left are completed by somebody else.
        """
        self._hand_over_orphans()
        ids = self.search([("state", "=", "submitted")], order="id").ids
        cron = self.env["ir.cron"]
        if not ids:
            return
        cron._commit_progress(remaining=len(ids))
        busy = self.browse()
        for start in range(0, len(ids), BATCH):
            batch = self.browse(ids[start : start + BATCH])
            free = batch.try_lock_for_update()
            free._look_after()
            busy |= batch - free
            # to the end, however long it takes: another run would begin with the same ones
            cron._commit_progress(len(free))
        busy.exists()._look_after()
        cron._commit_progress(len(busy))

    def _look_after(self):
        """These contracts, each by itself: one that fails must not stop the others."""
        for contract in self:
            do_or_leave_out(self.env, contract, lambda row: row._remind_or_reassign(), "Contract that waits")

    def _remind_or_reassign(self):
        self.reassign()
        self._escalate()

    def _escalate(self):
        """Where nobody has decided for too long: remind, and tell the next one, once each."""
        days = self.company_id.contract_reminder_days
        if not days or self.reminded_at or not self.asked_at or self.state != "submitted":
            return
        company = self.company_id
        local = self.with_context(tz=company.get_zone())
        asked_on = fields.Datetime.context_timestamp(local, self.asked_at).date()
        if company.get_today() < company.add_working_days(asked_on, days):
            return
        self.store_derived({"reminded_at": self.env.cr.now()})
        asked = self.approver_id or self._get_possible(self.level_id)
        for user in asked | self._get_next_people():
            localised = self.with_context(lang=user.lang, tz=user.tz)
            localised.message_notify(
                partner_ids=user.partner_id.ids,
                subject=localised.env._("A contract waits for its approval"),
                body=localised.env._(
                    "%(contract)s waits since %(date)s for an approval.",
                    contract=self.display_name,
                    date=format_date(localised.env, asked_on),
                ),
            )

    def _get_next_people(self):
        """Who is told when who is asked does not decide: others of the level, or the leader."""
        others = self._get_possible(self.level_id) - self.approver_id
        if others and not self._is_open(self.level_id):
            return others[:1]
        return self.lead_id.get_stall_people()[1]
