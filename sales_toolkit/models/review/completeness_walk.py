"""After a change of the policy: working out anew how complete the customers are, batch by batch (C4)."""

from odoo import api, fields, models
from odoo.fields import Domain

from ..shared.batches import COLLISIONS, do_or_leave_out, tries_again
from .requirement import KINDS

BATCH = 1000


class CompletenessWalk(models.Model):
    """How far the scheduled action has come with the customers that a change of the policy is about.

    One row for each kind and company whose policy has changed, deleted when all are done; another change
    starts it again from the first customer. So no column of a million rows has to be rewritten at once,
    and where an action was stopped it goes on.
    """

    _name = "sales_toolkit.completeness_walk"
    _description = "Completeness to Be Worked Out"
    _order = "id"
    _log_access = False

    kind = fields.Selection(KINDS, required=True, readonly=True, help="Whose policy has changed.")
    company_id = fields.Many2one(
        "res.company", readonly=True, ondelete="cascade", help="Empty: customers of all companies."
    )
    last_id = fields.Integer(
        "Done up to", readonly=True, help="The customer up to which the figures are up to date."
    )

    retry_from = fields.Integer("Left out from", readonly=True, help="The first customer that was left out.")
    paused_on = fields.Date(readonly=True, help="Those that were left out are tried again on another day.")

    _once = models.UniqueIndex(
        "(kind, COALESCE(company_id, 0))", "These customers are being worked out already."
    )

    def _get_domain(self):
        """The customers that are still to be done."""
        domain = (
            Domain("registered_on", "!=", False)
            & Domain("is_company", "=", self.kind == "company")
            & Domain("id", ">", self.last_id)
        )
        return domain & Domain("company_id", "=", self.company_id.id) if self.company_id else domain

    def _step(self):
        """Do one batch; returns how many customers that was, 0 when none was left."""
        partners = self.env["res.partner"].with_context(active_test=False)
        batch = partners.search(self._get_domain(), order="id", limit=BATCH)
        if batch:
            left_out = do_or_leave_out(
                self.env,
                batch,
                lambda rows: rows.refresh_completeness(),
                "Completeness",
            )
            values = {"last_id": batch[-1].id}
            if left_out and not self.retry_from:
                values["retry_from"] = left_out[0]
            self.write(values)
        elif self.retry_from:
            today = fields.Date.today()
            self.write({"last_id": self.retry_from - 1, "retry_from": 0, "paused_on": today})
        else:
            self.unlink()
        return len(batch)

    @api.model
    def _get_open_domain(self):
        """Walks that can go on today."""
        today = fields.Date.today()
        return Domain("paused_on", "=", False) | Domain("paused_on", "<", today)

    @api.model
    def _walk_on(self):
        """One batch; one of whose customers somebody saves meanwhile is done once more by the caller."""
        try:
            with self.env.cr.savepoint():
                return self.search(self._get_open_domain(), limit=1)._step()
        except COLLISIONS:
            self.env.invalidate_all(flush=False)
            return 0


class Requirement(models.Model):
    _inherit = "sales_toolkit.requirement"

    @api.model
    @tries_again
    def _cron_recompute_completeness(self):
        """Bring the figures of all customers in line with a policy that has changed."""
        walks, cron = self.env["sales_toolkit.completeness_walk"], self.env["ir.cron"]
        partners = self.env["res.partner"].with_context(active_test=False)
        open_walks = walks._get_open_domain()
        if not walks.search_count(open_walks, limit=1):
            return
        found = walks.search(open_walks)
        remaining = len(found) + sum(partners.search_count(walk._get_domain()) for walk in found)
        cron._commit_progress(remaining=remaining)
        while walks.search_count(open_walks, limit=1):
            # the end of a walk is a step too, for which there must be time
            if not cron._commit_progress(walks._walk_on() or 1):
                return
