"""The one place that finds out what changed (C8). No other room intercepts writes for that."""

from itertools import groupby

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from .statement import Creation, Statement
from .update_log_values import Display, as_reference, snapshot

INPUTS = ("update_reasons", "update_channel_id")


class UpdateLogMixin(models.AbstractModel):
    """Writes each change of a registered item to the update log, whichever way it comes in.

    A model inherits this, answers the questions below, and needs nothing else. The context may
    carry ``update_reason`` (text) and ``update_channel_id`` (id of a channel) for all items.
    """

    _name = "sales_toolkit.update_log.mixin"
    _description = "Update Log Mixin"

    update_reasons = fields.Json(
        store=False,
        help="Input only: the reason for each item changed in the same write, as {item: text}. "
        "Never stored here: it ends up in the update records.",
    )
    update_channel_id = fields.Many2one(
        "sales_toolkit.channel",
        store=False,
        help="Input only: the channel through which the changes of the same write were learned.",
    )

    # Questions that a model answers -----------------------------------------------------------

    @api.model
    def _get_update_log_fields(self):
        """Names of the fields of this model that are registered items."""
        return frozenset()

    def _get_update_log_customer(self):
        """The customer (res.partner) that this record's rows belong to."""
        return self.partner_id.commercial_partner_id

    def _get_update_log_item(self, field_name):
        """Key of the item on the registration form that ``field_name`` of this record belongs to.

        None: on this record the field is a copy of an item that is logged elsewhere.
        """
        return field_name

    def _filter_update_logged(self, names):
        """The records whose changes of ``names`` are written down; all by default."""
        return self

    @api.model
    def _get_update_log_moves(self):
        """(fields, items): when one of the fields changes, the items may leave a customer or join one."""
        return frozenset(), frozenset()

    def _get_update_log_place(self):
        """The customer at which this record counts now, empty where it does not count as a part of one."""
        return self._get_update_log_customer()

    @api.model
    def _is_update_log_confidential(self):
        """Whether rows about this model are as restricted as the confidential sheet."""
        return False

    # Ways in ------------------------------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        records = self.browse()
        # itertools', because the records must come in the order of vals_list
        groups = groupby(  # pylint: disable=bad-builtin-groupby
            vals_list, lambda vals: [vals.get(name) for name in INPUTS]
        )
        for inputs, group in groups:
            model = self._with_update_input(inputs)
            group = [self._without_update_input(vals) for vals in group]
            creation = Creation(self._name)
            created = super(UpdateLogMixin, model.with_context(update_log_creation=creation)).create(group)
            created.with_env(model.env)._log_creation(group, creation)
            records += created.with_env(self.env)
        return records

    def write(self, vals):
        self = self._with_update_input([vals.get(name) for name in INPUTS])
        vals = self._without_update_input(vals)
        names = self._get_update_log_fields() & vals.keys()
        logged = self._filter_update_logged(names) if names else self.browse()
        # sudo: the log needs the old value, also when the writer may not read it; it is shown to
        # those who may see the row, not to the writer.
        before = snapshot(logged.sudo(), names)
        places = self._describe_update_log_places(vals)
        result = super().write(vals)
        (logged - self._log_moves(places))._write_update_log(before, names)
        return result

    def unlink(self):
        names = self._get_update_log_fields()
        # sudo: as in write(). What must survive the record is gathered before it goes; a customer
        # that goes itself has no log to write to.
        filled = [{name: record[name] for name in names} for record in self.sudo()]
        logged = self._filter_update_logged_values(filled)
        if not logged:
            return super().unlink()
        logged = logged.sudo().filtered(
            lambda record: self._name != "res.partner" or record._get_update_log_customer() not in self
        )
        before = snapshot(logged, names)
        owners = {record.id: record._describe_update_log_owner(names) for record in logged}
        result = super().unlink()
        logged._insert_update_log(before, {id_: {} for id_ in before}, owners, names)
        return result

    # Reasons ------------------------------------------------------------------------------------

    @api.model
    def _without_update_input(self, vals):
        return {name: value for name, value in vals.items() if name not in INPUTS}

    def _with_update_input(self, inputs):
        """This model with the values of INPUTS, if any, where the rows look for them: in the context."""
        reasons, channel_id = inputs
        context = {}
        if reasons:
            if not isinstance(reasons, dict) or not all(isinstance(text, str) for text in reasons.values()):
                raise ValidationError(self.env._("The reasons for changes must be given as {item: text}."))
            context["update_reasons"] = {**self._get_update_context("update_reasons"), **reasons}
        if channel_id:
            context["update_channel_id"] = channel_id
        return self.with_context(**context) if context else self

    @api.model
    def _get_update_context(self, name):
        """A dict from the context; whatever else a client sends there counts as nothing."""
        value = self.env.context.get(name)
        return value if isinstance(value, dict) else {}

    @api.model
    def _get_update_statement(self, item):
        """When, why and through which channel the item ``item`` changes in this call."""
        statement = self._get_update_context("update_statements").get(item)
        if isinstance(statement, Statement):
            return statement
        reason = self._get_update_context("update_reasons").get(item)
        reason = reason or self.env.context.get("update_reason") or ""
        return Statement(reason=str(reason).strip())

    @api.model
    def _get_update_channel_id(self):
        """The channel of this call: the one stated, or "import" during an import."""
        channel_id = self.env.context.get("update_channel_id")
        if channel_id:
            # sudo: only whether such a channel exists; names are not shown.
            exists = type(channel_id) is int and (
                self.env["sales_toolkit.channel"].sudo().browse(channel_id).exists()
            )
            if not exists:
                raise ValidationError(
                    self.env._(
                        "There is no channel with the id given as update_channel_id. Choose an existing one."
                    )
                )
            return channel_id
        if self.env.context.get("import_file"):
            return self.env["ir.model.data"]._xmlid_to_res_id("sales_toolkit.channel_import") or None
        return None

    # Rows ---------------------------------------------------------------------------------------

    def _describe_update_log_owner(self, names):
        """Which customer the record's rows belong to, and which items its fields are."""
        customer = self._get_update_log_customer()
        return customer, {name: self._get_update_log_item(name) for name in names}

    def _filter_update_logged_values(self, vals_list):
        """The records whose values, in ``vals_list``, are written down. Empty ones tell nothing."""
        filled = {}
        for record, vals in zip(self, vals_list, strict=True):
            filled.setdefault(frozenset(name for name, value in vals.items() if value), []).append(record.id)
        logged = [self.browse(ids)._filter_update_logged(names) for names, ids in filled.items()]
        return self.browse().concat(*logged)

    def _log_creation(self, vals_list, creation):
        """Add the rows of records just created, but for what writes within their creation have logged."""
        logged = self._filter_update_logged_values(vals_list)
        logged._write_update_log({}, self._get_update_log_fields(), skip=creation.logged)

    def _describe_update_log_places(self, vals):
        """{id: (customer, values, owner)} of the logged records that ``vals`` may move."""
        fields_, names = self._get_update_log_moves()
        if not fields_ & vals.keys():
            return {}
        # sudo: as in write()
        logged = self._filter_update_logged(names).sudo()
        values = snapshot(logged, names)
        owners = {record.id: record._describe_update_log_owner(names) for record in logged}
        return {
            record.id: (record._get_update_log_place(), values.get(record.id), owners.get(record.id))
            for record in self.sudo()
        }

    def _log_moves(self, places):
        """Add rows for what left a customer or joined one; returns the records that did."""
        names = self._get_update_log_moves()[1]
        # sudo: as in write()
        here = self.sudo().browse(places)
        moved = here.filtered(lambda record: record._get_update_log_place() != places[record.id][0])
        left = [record.id for record in moved if places[record.id][0] and places[record.id][1]]
        before, owners = ({id_: places[id_][index] for id_ in left} for index in (1, 2))
        self._insert_update_log(before, {id_: {} for id_ in left}, owners, names)
        moved = moved.sudo(self.env.su)
        joined = moved.filtered(lambda record: record.sudo()._get_update_log_place())
        joined._filter_update_logged(names)._write_update_log({}, names)
        return moved

    def _write_update_log(self, before, names, skip=()):
        """Add the rows for ``names``, except (id, name) pairs in ``skip``."""
        if not self:
            return
        # sudo: see write(); nothing read here goes anywhere but into the log row.
        records = self.sudo()
        after = snapshot(records, names)
        owners = {record.id: record._describe_update_log_owner(names) for record in records}
        for id_, name in skip:
            after.get(id_, {}).pop(name, None)
        creation = self.env.context.get("update_log_creation")
        if isinstance(creation, Creation) and creation.model == self._name:
            creation.logged |= {(id_, name) for id_ in after for name in names}
        self._insert_update_log(before, after, owners, names)

    def _insert_update_log(self, before, after, owners, names):
        """Add one row for each item that differs between ``before`` and ``after``."""
        changed = {
            id_: [
                name
                for name in sorted(names)
                if owners[id_][1][name] and before.get(id_, {}).get(name, False) != new.get(name, False)
            ]
            for id_, new in after.items()
        }
        changed = {id_: fnames for id_, fnames in changed.items() if fnames and owners[id_][0]}
        if not changed:
            return
        log = self.env["sales_toolkit.update_log"]
        displays = {}
        rows = []
        for id_, fnames in changed.items():
            customer, items = owners[id_]
            company = customer.company_id or self.env.company
            lang = company.partner_id.lang or "en_US"
            if lang not in displays:
                displays[lang] = Display(self, lang)
                displays[lang].prefetch([v for side in (before, after) for v in side.values()])
            sides = before.get(id_, {}), after[id_]
            for name in fnames:
                texts = [displays[lang].text(name, side) for side in sides]
                references = [as_reference(side.get(name)) for side in sides]
                rows.append(
                    self._prepare_update_log_row(customer, company, id_, name, items[name], texts, references)
                )
        log._insert_rows(rows)

    def _prepare_update_log_row(self, customer, company, res_id, name, item, texts, references):
        statement = self._get_update_statement(item)
        return {
            "partner_id": customer.id,
            "company_id": company.id,
            "res_model": self._name,
            "res_id": res_id,
            "field_name": name,
            "field_id": self.env["ir.model.fields"]._get_ids(self._name).get(name),
            "item": item,
            "old_value": texts[0],
            "new_value": texts[1],
            "old_reference": references[0],
            "new_reference": references[1],
            "date": statement.date or fields.Datetime.now(),
            "user_id": self.env.uid,
            "channel_id": statement.channel_id or self._get_update_channel_id(),
            "reason": statement.reason,
            "confidential": self._is_update_log_confidential(),
        }
