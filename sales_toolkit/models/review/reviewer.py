"""Who reviews: a named person, the team leader, or the group Reviewer (C9)."""

from contextlib import contextmanager

from odoo import api, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain

from ..shared.batches import do_or_leave_out, tries_again

MANAGER = "sales_team.group_sale_manager"
SALES = "sales_team.group_sale_salesman"


class Review(models.Model):
    _inherit = "sales_toolkit.review"

    def _get_candidates(self):
        """Who could review this, first choice first; nobody: the members of the group Reviewer."""
        # sudo: only who leads whom
        customer = self.sudo().partner_id
        teams = customer.user_id.crm_team_member_ids.filtered("active").crm_team_id.filtered("active")
        company = customer.company_id or customer.user_id.company_id or self.env.company
        leaders = teams.user_id
        if self.confidential:
            # whoever else may be named is not necessarily concerned with the customer
            return leaders
        return teams.reviewer_id | leaders | company.customer_reviewer_id

    def _choose_reviewer(self, authors):
        """The first candidate who works here in sales and is none of ``authors``, who entered some of it."""
        # sudo: only whose customer it is
        company = self.sudo().partner_id.company_id
        return self._get_candidates().filtered(
            lambda user: (
                user.active
                and user not in authors
                and user.has_group(SALES)
                and (not company or company in user.company_ids)
            )
        )[:1]

    def _assign(self):
        """Give each of these reviews the reviewer that fits it now, and remind them."""
        before = self.reviewer_id
        for review, authors in self.filtered(lambda review: review.state == "pending")._map_authors().items():
            reviewer = review._choose_reviewer(authors)
            if review.reviewer_id != reviewer:
                review.with_env(self.env).write_derived({"reviewer_id": reviewer.id})
        self._refresh_reminders(before)

    @api.model
    @contextmanager
    def _going_along(self, domain):
        """During the block it may change who can review these. What was handed over by hand stays where it
        is, as long as that person may see it.
        """
        # sudo: reviews are written by the toolkit only; it says again who reviews
        waiting = self.sudo().search(Domain("state", "=", "pending") & domain)
        authors = waiting._map_authors()
        chosen = waiting.filtered(lambda row: row.reviewer_id == row._choose_reviewer(authors[row]))
        yield
        (chosen | (waiting - chosen)._filter_out_of_sight())._assign()

    def _filter_out_of_sight(self):
        """The confidential ones of these that their reviewer may not see: somebody else's team's by now."""
        lost = self.browse()
        for reviewer, rows in self.filtered("confidential").grouped("reviewer_id").items():
            if reviewer:
                lost |= rows - rows._as_seen_by(reviewer)._filtered_access("read").with_env(self.env)
        return lost

    def _as_seen_by(self, user):
        """Not with the companies that whoever asks has switched on: the other person may not know these."""
        return self.with_user(user).with_context(allowed_company_ids=user.company_ids.ids)

    def _refresh_reminders(self, others=None):
        """Reminders of those who review these, of those whose customers they are, and of ``others``."""
        pool = self.env["res.users"]
        if any(not review.reviewer_id for review in self):
            # sudo: who is in the group
            pool = self.env.ref("sales_toolkit.group_reviewer").sudo().all_user_ids
        reminders = self.env["sales_toolkit.reminder"]
        reminders.refresh("review", self.reviewer_id | pool | (others or pool.browse()))
        # sudo: only whose customers they are
        reminders.refresh("review_returned", self.sudo().partner_id.user_id)

    def action_set_reviewer(self, user_id):
        """Give these reviews to somebody else.

        :raise AccessError: when the user is neither their reviewer nor a sales manager
        :raise UserError: when that person entered some of it, is no salesperson, or it has been decided
        """
        self.check_access("read")
        reviewer = self.env["res.users"].browse(user_id if type(user_id) is int else []).exists()
        if not reviewer or not reviewer.has_group(SALES):
            raise UserError(self.env._("Choose a colleague who works in sales."))
        for review in self:
            if review.state != "pending":
                raise UserError(self.env._("%s has been decided already.", review.partner_id.name))
            if self.env.user != review.reviewer_id and not self.env.user.has_group(MANAGER):
                raise AccessError(self.env._("Only the reviewer or a sales manager can hand a review over."))
            if reviewer in review._get_authors():
                raise UserError(
                    self.env._("%s entered some of it, so somebody else has to review it.", reviewer.name)
                )
            if review.confidential and not review._as_seen_by(reviewer).has_access("read"):
                raise UserError(self.env._("%s is not concerned with this customer.", reviewer.name))
        before = self.reviewer_id
        # sudo: nobody may write reviews by hand; who may was checked above.
        self.sudo().write_derived({"reviewer_id": reviewer.id})
        self.sudo()._refresh_reminders(before)
        return True

    @api.model
    @tries_again
    def _cron_reassign_reviews(self):
        """Find another reviewer for what waits for somebody who has left, or leads the team no more."""
        pending = Domain("state", "=", "pending")
        waiting = self.search(pending & Domain("reviewer_id.active", "=", False))
        waiting |= self.search(pending & Domain("confidential", "=", True))._filter_out_of_sight()
        cron = self.env["ir.cron"]
        if not waiting:
            return
        cron._commit_progress(remaining=len(waiting))
        for batch in (waiting[start : start + 500] for start in range(0, len(waiting), 500)):
            do_or_leave_out(self.env, batch, lambda rows: rows._assign(), "Reviewer of a review")
            if not cron._commit_progress(len(batch)):
                return
