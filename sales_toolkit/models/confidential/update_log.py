"""Update records of confidential items hold what the sheet held: reading them is an opening too (C13)."""

from itertools import chain

from odoo import models
from odoo.fields import Domain

VALUES = {"old_value", "new_value", "old_reference", "new_reference"}


class UpdateLog(models.Model):
    _inherit = "sales_toolkit.update_log"

    def _fetch_query(self, query, fields):
        """As for the sheet. A review shows these rows, and so does a list of update records."""
        fetched = super()._fetch_query(query, fields)
        if fetched and not self.env.su and VALUES & {field.name for field in fields}:
            # sudo: which rows are confidential, and whose, for the log
            told = fetched.sudo().filtered("confidential")
            self.env["sales_toolkit.access_log"].note_opening(told.partner_id.ids)
        return fetched

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
        """Groups by a value, and values gathered, tell it as a row does."""
        if self.env.su or not any(name.split(":")[0] in VALUES for name in specifications):
            return
        told = Domain(domain) & Domain("confidential", "=", True)
        # past this class, which would note it again
        groups = super()._read_group(told, ["partner_id"])  # pylint: disable=super-method-mismatch
        self.env["sales_toolkit.access_log"].note_opening([partner.id for [partner] in groups])
