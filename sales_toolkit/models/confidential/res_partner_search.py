"""Whose a row is, is told only to who may see the row: also by its number, in a search (C13)."""

from odoo import api, models
from odoo.fields import Domain

NUMBERS = ("=", "!=", "in", "not in")


class ResPartner(models.Model):
    _inherit = "res.partner"

    @api.model
    def _search(self, domain, *args, **kwargs):
        """Core looks up the rows that a one2many is searched for by their ids, whoever asks."""
        if not self.env.su:
            domain = Domain(domain)
            if any(self._is_own_rows(condition.field_expr) for condition in domain.iter_conditions()):
                domain = domain.map_conditions(self._without_hidden_rows)
        return super()._search(domain, *args, **kwargs)

    @api.model
    def _is_own_rows(self, name):
        field = self._fields.get(name)
        return bool(field and field.type == "one2many" and field.comodel_name.startswith("sales_toolkit."))

    def _without_hidden_rows(self, condition):
        """The condition, without the rows that the user may not see."""
        value = condition.value
        if not self._is_own_rows(condition.field_expr) or condition.operator not in NUMBERS:
            return condition
        ids = {value} if isinstance(value, int) else value
        if isinstance(ids, (str, Domain)) or not ids or not all(type(id_) is int for id_ in ids):
            return condition
        rows = self.env[self._fields[condition.field_expr].comodel_name].browse(sorted(ids)).exists()
        operator = "in" if condition.operator in ("=", "in") else "not in"
        return Domain(condition.field_expr, operator, rows._filtered_access("read").ids)
