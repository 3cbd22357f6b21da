"""Many rows with one statement: for what the toolkit derives by the thousand."""

from odoo import api, models
from odoo.tools import SQL


class BulkInsertMixin(models.AbstractModel):
    """Adds ``insert_rows()``: no hook of ``create()`` runs, and no default applies."""

    _name = "sales_toolkit.bulk_insert.mixin"
    _description = "Bulk Insert"

    @api.private
    @api.model
    def insert_rows(self, rows):
        """Insert ``rows`` and return the records, in the same order.

        For values that the code itself has made: nothing is checked, neither rights nor texts. All
        values are parameters.

        :param rows: dicts with the same keys, values as the database stores them; None is empty
        """
        if not rows:
            return self.browse()
        self.env.flush_all()
        columns = list(rows[0])
        arrays = [
            SQL("%s::%s[]", [row[name] for row in rows], SQL(self._fields[name].column_type[0]))
            for name in columns
        ]
        names = SQL(", ").join(SQL.identifier(name) for name in columns)
        self.env.cr.execute(
            SQL(
                """INSERT INTO %s (%s, create_uid, create_date, write_uid, write_date)
                   SELECT *, %s, %s, %s, %s FROM unnest(%s) RETURNING id""",
                SQL.identifier(self._table),
                names,
                *[self.env.uid, self.env.cr.now()] * 2,
                SQL(", ").join(arrays),
            )
        )
        self.invalidate_model(flush=False)
        return self.browse([id_ for [id_] in self.env.cr.fetchall()])
