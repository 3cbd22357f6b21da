"""Asking the database once for all parts of the day: there are many, and most are empty (X5)."""

from odoo import models
from odoo.tools import SQL

# So many records of a part are found at once; where there are more, they are counted.
MOST = 500
ONE = SQL("1")


class MyDay(models.AbstractModel):
    _inherit = "sales_toolkit.my_day"

    def _look(self, sections):
        """Which parts may have something waiting, and how much of all parts the user has done today.

        sudo: what nobody would find, the user does not find either; it saves the record rules of all the
        parts that are empty. A part that leaves out records by others that the user may not read leaves out
        more here, and rightly: that is who decides about reviews. How much the user has done is counted by
        their own name, which needs no rules.
        """
        waiting = [
            SQL("EXISTS(%s)", self.env[section.model].sudo()._search(section.domain, limit=1).select(ONE))
            for section in sections.values()
        ]
        done = [
            _count(self.env[section.done[0]].sudo()._search(section.done[1]))
            for section in sections.values()
            if section.done
        ]
        found = self._select([*waiting, *done])
        codes = [code for code, some in zip(sections, found, strict=False) if some]
        return {code: sections[code] for code in codes}, sum(found[len(waiting) :])

    def _find_rows(self, sections):
        """{code: the first records} of the parts in which something waits; one more than ``MOST`` at most.

        ``_search()`` puts the record rules into each query; together they are one statement.
        """
        queries = [
            self.env[section.model]._search(section.domain, order=section.order, limit=MOST + 1)
            for section in sections.values()
        ]
        found = self._select([SQL("ARRAY(%s)", query.select()) for query in queries])
        return {
            code: self.env[sections[code].model].browse(row_ids)
            for code, row_ids in zip(sections, found, strict=True)
            if row_ids
        }

    def _count_rows(self, sections):
        """{code: how many records} of these parts."""
        queries = [self.env[section.model]._search(section.domain) for section in sections.values()]
        return dict(zip(sections, self._select([_count(query) for query in queries]), strict=True))

    def _select(self, columns):
        """The only row of a statement with these columns."""
        if not columns:
            return ()
        [row] = self.env.execute_query(SQL("SELECT %s", SQL(", ").join(columns)))
        return row


def _count(query):
    return SQL("(%s)", query.select(SQL("COUNT(*)")))
