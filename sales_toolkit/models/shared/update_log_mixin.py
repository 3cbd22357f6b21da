"""The one place that finds out what changed (C8). No other room intercepts writes for that."""

from itertools import groupby

from odoo import api, models

from .statement import Creation
from .update_log_values import INPUTS, snapshot


class UpdateLogMixin(models.AbstractModel):
    """Writes each change of a registered item to the update log, whichever way it comes in.

    A model inherits this, answers the questions below, and needs nothing else. The context may
    carry ``update_reason`` (text) and ``update_channel_id`` (id of a channel) for all items.
    """

    _name = "sales_toolkit.update_log.mixin"
    _description = "Update Log Mixin"

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
