"""The scheduled action that looks for customers that may be the same (C15)."""

import logging

from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL

from ...rules.duplicates import REASONS, compare
from ..shared.batches import do_or_leave_out, tries_again

_logger = logging.getLogger(__name__)
BATCH = 200
# How many of each customer are compared, likeliest first.
CANDIDATES = 20


class Duplicate(models.Model):
    _inherit = "sales_toolkit.duplicate"

    @api.model
    @tries_again
    def _cron_find_duplicates(self):
        """Compare customers that are new or have changed with all others, in batches.

        What is left to do stands on the rows (no key yet, ``to_check``), so a run that is killed goes on
        where it was, and a second one finds the same.
        """
        keys, cron = self.env["sales_toolkit.duplicate_key"], self.env["ir.cron"]
        self._drop_broken()
        remaining = keys._count_missing() * 2 + keys.search_count([("to_check", "=", True)])
        if remaining:
            cron._commit_progress(remaining=remaining)
            if self._compare_in_batches():
                # what was left out is for the next day, and not at once again
                cron._commit_progress(remaining=0)
        # whether all is done or not: the last batch may have taken the last of the time
        self.env["sales_toolkit.reminder"].refresh_everyone("duplicate")

    @api.model
    def _compare_in_batches(self):
        """Whether all were compared within the time."""
        keys, cron = self.env["sales_toolkit.duplicate_key"], self.env["ir.cron"]
        last = 0
        while ids := keys._create_missing(BATCH, last):
            last = ids[-1]
            if not cron._commit_progress(len(ids)):
                return False
        last = 0
        while rows := keys.search([("to_check", "=", True), ("id", ">", last)], order="id", limit=BATCH):
            last = rows[-1].id
            do_or_leave_out(self.env, rows, self._compare_and_tick, "Customer to compare")
            if not cron._commit_progress(len(rows)):
                return False
        return True

    @api.model
    def _drop_broken(self):
        """Open pairs of which one customer is gone tell nothing any more."""
        gone = Domain("partner_a_id", "=", False) | Domain("partner_b_id", "=", False)
        self.search(Domain("state", "=", "open") & gone).unlink()

    @api.model
    def _compare_and_tick(self, rows):
        self._compare_batch(rows)
        rows.to_check = False

    @api.model
    def _compare_batch(self, rows):
        """Write what was found about the customers of ``rows``, and take back what no longer holds."""
        ids = rows.partner_id.ids
        concerned = Domain("partner_a_id", "in", ids) | Domain("partner_b_id", "in", ids)
        known = {(pair.partner_a_id.id, pair.partner_b_id.id): pair for pair in self.search(concerned)}
        # an open pair is looked at again, also where so many are alike that it wouldn't be found
        held = {ids for ids, pair in known.items() if pair.state == "open" and pair._is_still_possible()}
        found = self._find_pairs(held | {tuple(sorted(ids)) for ids in self._find_candidate_pairs(rows)})
        stale = [pair.id for ids, pair in known.items() if pair.state == "open" and ids not in found]
        self.browse(stale).unlink()
        for ids in known.keys() & found.keys():
            pair = known[ids]
            if pair.state == "open":
                [current] = pair.read(list(found[ids]), load="")
                pair.write({name: value for name, value in found[ids].items() if current[name] != value})
        self.create([values for ids, values in found.items() if ids not in known])

    def _is_still_possible(self):
        """Whether both customers are still looked after."""
        return all(
            partner.active and partner.registered_on for partner in (self.partner_a_id, self.partner_b_id)
        )

    @api.model
    def _find_pairs(self, pairs):
        """{(id, other id): values} of those of ``pairs`` that are alike."""
        partners = self.env["res.partner"]
        involved = partners.browse(sorted({id_ for ids in pairs for id_ in ids}))
        identities = {partner.id: partner.get_identity() for partner in involved}
        found = {}
        for one, other in sorted(pairs):
            customers = partners.browse(one), partners.browse(other)
            threshold = customers[0].get_similarity_company().duplicate_name_similarity
            if likeness := compare(identities[one], identities[other], threshold):
                found[one, other] = self._prepare_values(customers, likeness)
        return found

    @api.model
    def _find_candidate_pairs(self, rows):
        """[(customer, other)] with a key in common: one query, which asks the index for each customer.

        Customers of two companies are not compared: who sees one need not see the other. Neither is a
        branch with the company above it.
        """
        keys = self.env["sales_toolkit.duplicate_key"]
        keys.flush_model()
        self.env["res.partner"].flush_model(["active", "registered_on", "company_id", "parent_id"])
        same_company = SQL(
            "partner.id <> mine.id AND partner.parent_id IS DISTINCT FROM mine.id "
            "AND mine.parent_id IS DISTINCT FROM partner.id AND "
            "(mine.company_id IS NULL OR partner.company_id IS NULL OR partner.company_id = mine.company_id)"
        )
        return self.env.execute_query(
            SQL(
                """SELECT mine.id, other.partner_id
                   FROM sales_toolkit_duplicate_key AS own
                   JOIN res_partner AS mine ON mine.id = own.partner_id
                   CROSS JOIN LATERAL (
                       SELECT partner_id FROM (%s) AS sharing
                       ORDER BY (SELECT count(*) FROM unnest(sharing.keys) AS key
                                 WHERE key = ANY(own.keys)) DESC, partner_id
                       LIMIT %s) AS other
                   WHERE own.id = ANY(%s) AND mine.active AND mine.registered_on IS NOT NULL""",
                keys._select_sharing(SQL("own.keys"), same_company),
                CANDIDATES,
                rows.ids,
            )
        )

    @api.model
    def _prepare_values(self, customers, likeness):
        return {
            "partner_a_id": customers[0].id,
            "partner_b_id": customers[1].id,
            "similarity": likeness.similarity,
            "score": likeness.score,
            **{f"same_{reason}": reason in likeness.reasons for reason in REASONS},
        }


class DuplicateKey(models.Model):
    _inherit = "sales_toolkit.duplicate_key"

    @api.model
    def _select_missing(self):
        """Registered customers without keys: those from before the add-on looked for duplicates."""
        self.env["res.partner"].flush_model(["registered_on", "commercial_partner_id"])
        self.flush_model(["partner_id"])
        return SQL(
            """FROM res_partner AS partner
               WHERE registered_on IS NOT NULL AND commercial_partner_id = partner.id
                 AND NOT EXISTS (SELECT 1 FROM sales_toolkit_duplicate_key AS row
                                 WHERE row.partner_id = partner.id)"""
        )

    @api.model
    def _count_missing(self):
        return self.env.execute_query(SQL("SELECT count(*) %s", self._select_missing()))[0][0]

    @api.model
    def _create_missing(self, limit, after=0):
        """Give keys to up to ``limit`` customers without, whose ids are above ``after``; returns the ids."""
        rows = self.env.execute_query(
            SQL(
                "SELECT partner.id %s AND partner.id > %s ORDER BY partner.id LIMIT %s",
                self._select_missing(),
                after,
                limit,
            )
        )
        ids = [id_ for [id_] in rows]
        do_or_leave_out(self.env, self.env["res.partner"].browse(ids), self.keep_for, "Customer to compare")
        return ids
