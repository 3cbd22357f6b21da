"""Reading a confidential table puts the reader on record."""

from itertools import chain

from odoo import api, models
from odoo.fields import Domain


class OpeningMixin(models.AbstractModel):
    """A table whose rows belong to a customer and are read under record rules (C13)."""

    _name = "sales_toolkit.opening.mixin"
    _description = "Confidential Table"

    # Which rows are confidential, and which of their fields tell what; None: all of them
    _confidential_domain = ()
    _confidential_fields = None

    def _fetch_query(self, query, fields):
        """Every read of values ends here, whichever way it came; what is cached was read before.

        Code that reads as superuser shows nothing to the user and is not an opening.
        """
        fetched = super()._fetch_query(query, fields)
        if fetched and not self.env.su and self._tells({field.name for field in fields}):
            # sudo: which rows are confidential, and which customer they belong to, for the log
            opened = fetched.sudo().filtered_domain(self._confidential_domain)
            self.env["sales_toolkit.access_log"].note_opening(opened.partner_id.ids)
        return fetched

    @api.model
    def _tells(self, names):
        """Whether these fields tell what is confidential."""
        return self._confidential_fields is None or not self._confidential_fields.isdisjoint(names)

    def _read_group(self, domain, groupby=(), aggregates=(), *args, **kwargs):
        result = super()._read_group(domain, groupby, aggregates, *args, **kwargs)
        if result:
            self._note_grouping(domain, [*groupby, *aggregates])
        return result

    def _read_grouping_sets(self, domain, grouping_sets, aggregates=(), *args, **kwargs):
        result = super()._read_grouping_sets(domain, grouping_sets, aggregates, *args, **kwargs)
        if any(result):
            self._note_grouping(domain, [*chain(*grouping_sets), *aggregates])
        return result

    def _note_grouping(self, domain, specifications):
        """Sums and groups tell as much as rows do, unless they only count customers."""
        if self.env.su or {"partner_id", "__count"}.issuperset(specifications):
            return
        if not self._tells({specification.split(":")[0] for specification in specifications}):
            return
        opened = Domain(domain) & Domain(self._confidential_domain)
        # past this class, which would note it again
        groups = super()._read_group(opened, ["partner_id"])  # pylint: disable=super-method-mismatch
        self.env["sales_toolkit.access_log"].note_opening([partner.id for [partner] in groups])
