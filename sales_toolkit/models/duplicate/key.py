"""By what customers that may be the same are found: keys looked up by equality, in any collation."""

from odoo import api, fields, models
from odoo.tools import SQL

from ...rules.duplicates import find_keys

PHONE_OR_EMAIL = (
    "phone",
    "phone_sanitized",
    "email",
    "email_normalized",
    "is_company",
    "active",
)
DEPENDS = ["partner_id.name", "partner_id.vat"]
DEPENDS += [f"partner_id.{path}{name}" for path in ("", "child_ids.") for name in PHONE_OR_EMAIL]
# Of more customers that share one key, none is likely to be the one meant.
MOST_SHARED = 2000


class KeySet(fields.Json):
    """Numbers in a PostgreSQL array, which a GIN index finds by any of them."""

    _column_type = ("_int8", "int8[]")

    def convert_to_column(self, value, record, values=None, validate=True):
        return [int(number) for number in value or ()]


class DuplicateKey(models.Model):
    """The keys of one registered customer, with those of its contacts (see ``rules/duplicates.py``).

    Derived: the ORM keeps it in step with the customer, whichever way that changes. Only registered
    customers have a row, so installing touches none of the others. The numbers can't be read back into
    names or phones, and nobody but the toolkit reads the table.
    """

    _name = "sales_toolkit.duplicate_key"
    _description = "Keys to Find Duplicates By"
    _rec_name = "partner_id"

    partner_id = fields.Many2one(
        "res.partner", string="Customer", required=True, readonly=True, ondelete="cascade"
    )
    # not readonly, which no user gets to see: what keep_for() gives is not worked out a second time
    keys = KeySet(
        compute="_compute_keys", store=True, readonly=False, help="What similar customers share one of."
    )
    to_check = fields.Boolean(
        compute="_compute_keys",
        store=True,
        readonly=False,
        help="The customer has changed since it was compared with the others.",
    )

    _partner_unique = models.UniqueIndex("(partner_id)")
    _keys_index = models.Index("USING gin (keys) WITH (fastupdate = off)")
    _to_check_index = models.Index("(id) WHERE to_check")

    @api.depends(*DEPENDS)
    def _compute_keys(self):
        for row in self:
            row.update(self._prepare_keys(row.partner_id))

    @api.model
    def _prepare_keys(self, partner):
        return {"keys": sorted(find_keys(partner.get_identity())), "to_check": True}

    @api.private
    @api.model
    def keep_for(self, partners):
        """Have a row for each registered customer among ``partners``, and none for others."""
        rows = self.search([("partner_id", "in", partners.ids)])
        registered = partners.filtered(
            lambda partner: partner.registered_on and partner == partner.commercial_partner_id
        )
        missing = registered - rows.partner_id
        rows.filtered(lambda row: row.partner_id not in registered).unlink()
        self._insert_for(missing)

    @api.model
    def _insert_for(self, partners):
        """SQL, because each customer that is created gets a row: no hook is to run, no default applies."""
        if not partners:
            return
        keys = [self._prepare_keys(partner)["keys"] for partner in partners]
        self.env.cr.execute(
            SQL(
                """INSERT INTO sales_toolkit_duplicate_key
                       (partner_id, keys, to_check, create_date, write_date)
                   SELECT partner, keys::int8[], true, %(now)s, %(now)s
                     FROM unnest(%(partners)s::int[], %(keys)s::text[]) AS row (partner, keys)""",
                now=self.env.cr.now(),
                partners=partners.ids,
                # a literal each: PostgreSQL has no array of arrays of different lengths
                keys=[f"{{{','.join(map(str, numbers))}}}" for numbers in keys],
            )
        )
        # only what has come: other customers' keys may wait to be written
        partners.invalidate_recordset(["duplicate_key_ids"], flush=False)

    # Looking up -----------------------------------------------------------------------------------

    @api.private
    @api.model
    def find_candidates(self, keys, companies, exclude=(), limit=20, weak_keys=(), different_from=None):
        """Active registered customers that share one of ``keys``, those that share most first.

        Whoever calls says who may see them: ``companies`` are those whose customers count, besides the
        customers that all companies share. One query on the index, no rules.

        :param weak_keys: looked up besides, so that the many that share one keep out nobody who shares a
            key of ``keys``
        :param different_from: id of a customer; who was decided not to be the same is left out
        :return: {id: keys shared}
        """
        groups = [list(group) for group in (keys, weak_keys) if group]
        if not groups:
            return {}
        self.flush_model(["partner_id", "keys"])
        self.env["res.partner"].flush_model(["active", "registered_on", "company_id"])
        condition = SQL(
            "(partner.company_id IS NULL OR partner.company_id = ANY(%s::int[]))"
            " AND partner.id <> ALL(%s::int[]) AND partner.id <> ALL(ARRAY(%s))",
            list(companies.ids),
            list(exclude),
            self.env["sales_toolkit.duplicate"]._select_different(different_from),
        )
        found = {}
        for id_, shared in self.env.execute_query(
            SQL(" UNION ALL ").join(self._select_likeliest(group, condition, limit) for group in groups)
        ):
            found[id_] = found.get(id_, []) + shared
        return found

    @api.model
    def _select_likeliest(self, keys, condition, limit):
        return SQL(
            """(SELECT partner_id, shared
                  FROM (%s) AS found,
                       LATERAL (SELECT ARRAY(SELECT key FROM unnest(keys) AS key
                                              WHERE key = ANY(%s::int8[])) AS shared) AS common
                 ORDER BY cardinality(shared) DESC, partner_id
                 LIMIT %s)""",
            self._select_sharing(SQL("%s::int8[]", keys), condition),
            keys,
            limit,
        )

    @api.model
    def _select_sharing(self, keys, condition):
        """The rows that share one of ``keys``, of active registered customers under ``condition``."""
        return SQL(
            """SELECT row.partner_id, row.keys
               FROM sales_toolkit_duplicate_key AS row
               JOIN res_partner AS partner ON partner.id = row.partner_id
               WHERE row.keys && %s AND partner.active AND partner.registered_on IS NOT NULL AND %s
               LIMIT %s""",
            keys,
            condition,
            MOST_SHARED,
        )
