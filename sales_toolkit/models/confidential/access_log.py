"""Who looked at a confidential sheet, and when (C13)."""

import logging

import psycopg2

from odoo import api, fields, models
from odoo.http import request
from odoo.tools import SQL

_logger = logging.getLogger(__name__)

WAYS = [
    ("form", "Form"),
    ("export", "Export"),
    ("print", "Print"),
    ("api", "API"),
    ("other", "Other"),
]
# Where a request went, and what that means; the first that fits.
WAY_OF_PATH = (
    ("/sales_toolkit/paper_form/", "export"),
    ("/web/export/", "export"),
    ("/report/", "print"),
    ("/web/dataset/", "form"),
    ("/json/", "api"),
    ("/jsonrpc", "api"),
    ("/xmlrpc/", "api"),
)
BOOK = "sales_toolkit.access_log"


class AccessLog(models.Model):
    """One opening of one customer's confidential sheet by one person. Append-only, for auditors."""

    _name = BOOK
    _inherit = ["sales_toolkit.append_only.mixin"]
    _description = "Access to Confidential Sheets"
    _order = "date desc, id desc"
    _rec_name = "partner_id"

    partner_id = fields.Many2one(
        "res.partner", string="Customer", required=True, readonly=True, index=True, ondelete="restrict"
    )
    user_id = fields.Many2one(
        "res.users", string="Who", required=True, readonly=True, index=True, ondelete="restrict"
    )
    date = fields.Datetime(required=True, readonly=True, help="When the sheet was opened.")
    way = fields.Selection(WAYS, required=True, readonly=True, help="How the sheet was opened.")

    _recent = models.Index("(date DESC, id DESC)")

    @api.model
    def _get_way(self):
        """How the current request reads, by where it went."""
        path = request.httprequest.path if request else ""
        return next((way for start, way in WAY_OF_PATH if path.startswith(start)), "other")

    @api.private
    @api.model
    def note_opening(self, partner_ids):
        """Put on record that the current user has read the sheets of these customers.

        In the reader's transaction where it can write; in one of its own where that is read-only,
        or rolled back: what was read was read. Neither context nor rights keep a row out.
        """
        cr = self.env.cr
        # postcommit, because its data live as long as the transaction does
        book = cr.postcommit.data.get(BOOK)
        if book is None:
            book = cr.postcommit.data[BOOK] = _Book(self.env.registry, cr)
            cr.postcommit.add(book.write_what_is_left)
            cr.postrollback.add(book.write_again)
        book.note({(partner_id, self.env.uid) for partner_id in partner_ids}, self._get_way())


class _Book:
    """The openings of one transaction, on their way into the log."""

    def __init__(self, registry, cr):
        self.registry = registry
        self.cr = cr
        self.left = {}
        self.written = {}

    def __deepcopy__(self, memo):
        """Odoo's test cases copy the data of callbacks; a registry and a cursor can't be copied."""
        copy = _Book(self.registry, self.cr)
        copy.left, copy.written = dict(self.left), dict(self.written)
        return copy

    def note(self, openings, way):
        new = openings - self.left.keys() - self.written.keys()
        if new and not self.left and not self.cr.readonly:
            self.cr.precommit.add(self.write_with_transaction)
        self.left |= dict.fromkeys(new, way)

    def write_with_transaction(self):
        self._insert(self.cr, self.left)
        self.written |= self.left
        self.left = {}

    def write_what_is_left(self):
        """What was read is delivered by now: trouble here is the server's, not the reader's."""
        if not self.left:
            return
        try:
            with self.registry.cursor() as cr:
                self._insert(cr, self.left)
        except psycopg2.Error:
            _logger.exception("Openings of confidential sheets not logged (customer, user): %s", [*self.left])

    def write_again(self):
        self.left |= self.written
        self.write_what_is_left()

    def _insert(self, cr, openings):
        """One statement, however many; a customer that is gone meanwhile is left out."""
        cr.execute(
            SQL(
                """INSERT INTO sales_toolkit_access_log (partner_id, user_id, date, way)
                   SELECT partner.id, opening.uid, %s, opening.way
                     FROM unnest(%s::int[], %s::int[], %s::text[]) AS opening(partner_id, uid, way)
                     JOIN res_partner AS partner ON partner.id = opening.partner_id""",
                fields.Datetime.now(),
                [partner_id for partner_id, _uid in openings],
                [uid for _partner_id, uid in openings],
                [*openings.values()],
            )
        )
