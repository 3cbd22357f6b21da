"""Asking the database once for all parts of the day: there are many, and most are empty (X5)."""

from collections import defaultdict

from odoo import models
from odoo.tools import SQL


class MyDay(models.AbstractModel):
    _inherit = "sales_toolkit.my_day"

    def _find_rows(self, sections, limit):
        """{code: the first records} of the parts in which something waits; one more than ``limit`` at most.

        ``_search()`` puts the record rules into each query; together they are one statement.
        """
        queries = [
            self.env[section.model]._search(section.domain, order=section.order, limit=limit + 1)
            for section in sections.values()
        ]
        found = self._select([SQL("ARRAY(%s)", query.select()) for query in queries])
        ids = {code: row_ids for code, row_ids in zip(sections, found, strict=True) if row_ids}
        known = defaultdict(list)
        for code, row_ids in ids.items():
            known[sections[code].model] += row_ids
        return {
            code: self.env[sections[code].model].browse(row_ids).with_prefetch(known[sections[code].model])
            for code, row_ids in ids.items()
        }

    def _count_rows(self, sections):
        """{code: how many records} of these parts."""
        queries = [self.env[section.model]._search(section.domain) for section in sections.values()]
        return dict(zip(sections, self._select([_count(query) for query in queries]), strict=True))

    def _count_done(self, sections):
        """How much of these parts the user has done today."""
        done = [section.done for section in sections.values() if section.done]
        # sudo: how much the user has done; what their own name stands on needs no rules
        return sum(self._select([_count(self.env[model].sudo()._search(domain)) for model, domain in done]))

    def _select(self, columns):
        """The only row of a statement with these columns."""
        if not columns:
            return ()
        [row] = self.env.execute_query(SQL("SELECT %s", SQL(", ").join(columns)))
        return row


def _count(query):
    return SQL("(%s)", query.select(SQL("COUNT(*)")))
