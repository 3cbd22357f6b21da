"""The daily action: who is away does not hold up a contract, and nobody waits for ever (O9)."""

from odoo import api, fields, models
from odoo.tools.misc import format_date

from ..shared.batches import do_or_leave_out, tries_again

BATCH = 100
WHAT = "Contract that waits"


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
            do_or_leave_out(self.env, free, lambda rows: rows._remind_or_reassign(), WHAT)
            busy |= batch - free
            # to the end, however long it takes: another run would begin with the same ones
            cron._commit_progress(len(free))
        do_or_leave_out(self.env, busy.exists(), lambda rows: rows._remind_or_reassign(), WHAT)
        cron._commit_progress(len(busy))

    def _remind_or_reassign(self):
        self.reassign()
        self._escalate()

    def _escalate(self):
        """Where nobody has decided for too long: remind, and tell the next one, once each."""
        asked = self.filtered(lambda row: row.state == "submitted" and row.asked_at and not row.reminded_at)
        for (company, asked_on), rows in asked.grouped(lambda row: row._get_asked_on()).items():
            days = company.contract_reminder_days
            if not days or company.get_today() < company.add_working_days(asked_on, days):
                continue
            rows.store_derived({"reminded_at": self.env.cr.now()})
            for alike in rows.grouped(lambda row: row._get_situation()).values():
                possible = alike[0]._get_possible(alike.level_id)
                for row in alike:
                    row._remind(asked_on, (row.approver_id or possible) | row._get_next_people(possible))

    def _get_asked_on(self):
        """(the company whose calendar holds, the day on which somebody was asked, there)."""
        local = self.with_context(tz=self.company_id.get_zone())
        return self.company_id, fields.Datetime.context_timestamp(local, self.asked_at).date()

    def _remind(self, asked_on, people):
        """Tell each of these that the contract waits, in the language of each."""
        for user in people:
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

    def _get_next_people(self, possible):
        """Who is told when who is asked does not decide: others of the level, or the leader.

        :param possible: who may approve on the level
        """
        others = possible - self.approver_id
        if others and not self._is_open(self.level_id):
            return others[:1]
        return self.lead_id.get_stall_people()[1]
