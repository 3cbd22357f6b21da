"""At least one row in every model of ours, whatever models there are: made by the ORM, or else by SQL."""

from odoo.tools import SQL

from .rpc import our_models

SKIPPED = ("create_uid", "write_uid", "create_date", "write_date", "id", "display_name")


class Filler:
    """Makes rows that belong to one company, its salesperson, one of its customers and that one's
    opportunity."""

    def __init__(self, env, company, user, partner, lead, second=None):
        self.env, self.second = env, second
        self.known = {"res.company": company, "res.users": user, "res.partner": partner, "crm.lead": lead}
        self.made = {}

    def fill(self, transient=False):
        """A row for each state of each model. Returns {model: ids}; models that refuse every row are
        absent."""
        for name in our_models(self.env):
            if self.env[name]._auto and self.env[name]._transient == transient and name not in self.made:
                self.make(name)
        self.env.flush_all()
        self.env.invalidate_all()
        return {name: ids for name, ids in self.made.items() if ids}

    def make(self, name):
        self.made[name] = []  # also ends a circle of references
        for state in self._states(name):
            if row := self._create(name, state) or self._insert(name, state):
                self.made[name].append(row)

    def _states(self, name):
        field = self.env[name]._fields.get("state")
        if not field or field.type != "selection" or not field.store:
            return [None]
        return [key for key, _label in field._description_selection(self.env)]

    def _create(self, name, state):
        model = self.env[name].sudo()
        if hasattr(model, "with_derivation"):
            model = model.with_derivation()
        values = self._values(name, state)
        try:
            with self.env.cr.savepoint():
                row = model.with_context(tracking_disable=True).create(values)
                self.env.flush_all()
                return row.id
        except Exception:  # whatever a model asks for that we do not know of
            self.env.invalidate_all(flush=False)
            return None

    def _insert(self, name, state):
        """Past all checks, but for those of the database."""
        model = self.env[name]
        values = {}
        for field, value in self._values(name, state).items():
            if model._fields[field].column_type and not isinstance(value, list):
                values[field] = value
        columns = SQL(", ").join(SQL.identifier(column) for column in values)
        try:
            with self.env.cr.savepoint():
                self.env.cr.execute(
                    SQL(
                        "INSERT INTO %s (%s) VALUES %s RETURNING id",
                        SQL.identifier(model._table),
                        columns,
                        tuple(values.values()),
                    )
                )
                return self.env.cr.fetchone()[0]
        except Exception:
            return None

    def _values(self, name, state):
        values = {}
        for field in self.env[name]._fields.values():
            if not field.store or field.name in SKIPPED or field.related:
                continue
            value = self._value(field)
            if value is not None:
                values[field.name] = value
        return values | ({"state": state} if state else {})

    def _value(self, field):
        if field.type == "many2one":
            if field.comodel_name == "mail.activity" and not field.required:
                return None  # an activity belongs to one row; deleting it must not reach another's
            if self.second and field.comodel_name == "res.partner" and field.name.endswith("_b_id"):
                return self.second.id  # one of two that must differ
            return self._reference(field.comodel_name)
        if field.type == "selection":
            offered = field._description_selection(self.env)
            return offered[0][0] if offered else None
        simple = {"char": "x", "text": "x", "html": "<p>x</p>", "integer": 1, "float": 1.0, "monetary": 1.0,
                  "date": "2026-11-02", "datetime": "2026-11-02 03:00:00", "boolean": False}  # fmt: skip
        return simple.get(field.type)

    def _reference(self, model):
        if model in self.known:
            return self.known[model].id
        if model not in self.made and model in our_models(self.env) and self.env[model]._auto:
            self.make(model)
        if self.made.get(model):
            return self.made[model][0]
        return self.env[model].sudo().search([], limit=1).id or None


def fill_everything(env):
    """At least one row in every model, committed. Returns the models that are empty all the same."""
    partner, second = env["res.partner"].create(
        [{"name": name, "is_company": True, "registered_on": "2024-03-15"} for name in ("Scene", "Second")]
    )
    lead = env["crm.lead"].create({"name": "Scene", "type": "opportunity", "partner_id": partner.id})
    Filler(env, env.company, env.user, partner, lead, second).fill()
    env.cr.commit()
    models = [env[name] for name in our_models(env) if env[name]._auto and not env[name]._transient]
    queries = [SQL("SELECT %s, count(*) FROM %s", row._name, SQL.identifier(row._table)) for row in models]
    return [name for name, number in env.execute_query(SQL(" UNION ALL ").join(queries)) if not number]
