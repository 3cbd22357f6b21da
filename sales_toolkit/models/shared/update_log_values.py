"""Snapshots of registered items, and how they read in the update log."""

from odoo.tools.misc import format_amount, format_date, format_datetime, formatLang

# Fields of the mixin that a write may carry besides items
INPUTS = ("update_reasons", "update_channel_id")
RELATIONAL = ("many2one", "many2many", "one2many")


def snapshot(records, names):
    """The raw values of ``names`` per record id: scalars, or tuples of ids for relations.

    Currencies that a monetary item is stated in come along, so that an amount keeps its currency.
    """
    fields = [records._fields[name] for name in names]
    wanted = set(names) | {f.get_currency_field(records) for f in fields if f.type == "monetary"}
    return {record.id: {name: raw(record, name) for name in wanted if name} for record in records}


def raw(record, name):
    """The raw value of one item; everything empty is ``False``."""
    value = record[name]
    if record._fields[name].type in RELATIONAL:
        return tuple(sorted(value.ids)) or False
    return value or False


def as_reference(value):
    """A raw value as text: ids joined by commas, so that relational items stay reportable."""
    if not value:
        return None
    return ",".join(map(str, value)) if isinstance(value, tuple) else str(value)


class Display:
    """Turns raw values into text in one language, reading each related record once."""

    def __init__(self, model, lang):
        # sudo: the text of an item that the caller has just written belongs in its log row, also
        # when the caller may not read the related record (another company's tag, say).
        self.model = model.sudo().with_context(lang=lang, active_test=False)
        self.env = self.model.env
        self.formatted = {}

    def prefetch(self, snapshots):
        """Read the names of all related records that ``snapshots`` mention, in one go per model."""
        ids_per_model = {}
        for values in snapshots:
            for name, value in values.items():
                if isinstance(value, tuple):
                    comodel = self.model._fields[name].comodel_name
                    ids_per_model.setdefault(comodel, set()).update(value)
        self.related = {
            name: {rec.id: rec.display_name for rec in self.env[name].browse(ids).exists()}
            for name, ids in ids_per_model.items()
        }

    def text(self, name, values):
        """The item ``name`` of one snapshot as a user reads it, '' when empty."""
        value = values.get(name)
        if not value:
            return ""
        field = self.model._fields[name]
        if isinstance(value, tuple):
            names = self.related[field.comodel_name]
            return self._join(names[id_] for id_ in value if id_ in names)
        formatter = getattr(self, f"_format_{field.type}", None)
        if not formatter:
            return str(value)
        if field.type == "monetary":  # depends on its currency too
            return formatter(field, value, values)
        if (name, value) not in self.formatted:
            self.formatted[name, value] = formatter(field, value, values)
        return self.formatted[name, value]

    def _join(self, names):
        return ("、" if (self.env.lang or "").startswith("zh") else ", ").join(names)

    def _format_selection(self, field, value, _values):
        return dict(field._description_selection(self.env)).get(value, value)

    def _format_integer(self, _field, value, _values):
        return formatLang(self.env, value, digits=0)

    def _format_float(self, _field, value, _values):
        return formatLang(self.env, value)

    def _format_monetary(self, field, value, values):
        currency_ids = values.get(field.get_currency_field(self.model))
        if not currency_ids:
            return formatLang(self.env, value)
        return format_amount(self.env, value, self.env["res.currency"].browse(currency_ids[0]))

    def _format_date(self, _field, value, _values):
        return format_date(self.env, value)

    def _format_datetime(self, _field, value, _values):
        return format_datetime(self.env, value)
