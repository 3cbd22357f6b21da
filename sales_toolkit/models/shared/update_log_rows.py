"""From a change of a registered item to its row in the update log (C8)."""

from functools import cache

from odoo import fields, models

from .statement import Creation
from .update_log_values import Display, as_reference, snapshot


class UpdateLogMixin(models.AbstractModel):
    _inherit = "sales_toolkit.update_log.mixin"

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
        for id_, name in skip:
            after.get(id_, {}).pop(name, None)
        creation = self.env.context.get("update_log_creation")
        if isinstance(creation, Creation) and creation.model == self._name:
            creation.logged |= {(id_, name) for id_ in after for name in names}
        changed = _compare(before, after, names)
        owners = {
            record.id: record._describe_update_log_owner(changed[record.id])
            for record in records
            if record.id in changed
        }
        self._insert_update_log(before, after, owners, names)

    def _insert_update_log(self, before, after, owners, names):
        """Add one row for each item that differs between ``before`` and ``after``.

        :param owners: {id: ``_describe_update_log_owner()``} of those that differ, at least
        """
        changed = {
            id_: [name for name in found if owners[id_][1][name]]
            for id_, found in _compare(before, after, names).items()
            if owners[id_][0]
        }
        changed = {id_: fnames for id_, fnames in changed.items() if fnames}
        if not changed:
            return
        log = self.env["sales_toolkit.update_log"]
        displays = {}
        rows = []
        # what is the same for all records is asked once, or once for each item
        stated = cache(lambda item: (self._get_update_statement(item), self._get_update_channel_id()))
        common = self._prepare_update_log_common()
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
                values = customer, company, id_, name, items[name], texts, references
                rows.append(self._prepare_update_log_row(*values, stated(items[name]), common))
        log._insert_rows(rows)
        log._on_changes_logged(rows)

    def _prepare_update_log_common(self):
        """What all rows of one call have in common."""
        return {
            "field_ids": self.env["ir.model.fields"]._get_ids(self._name),
            "date": fields.Datetime.now(),
            "confidential": self._is_update_log_confidential(),
        }

    def _prepare_update_log_row(
        self, customer, company, res_id, name, item, texts, references, stated=None, common=None
    ):
        statement, channel_id = stated or (self._get_update_statement(item), self._get_update_channel_id())
        common = common or self._prepare_update_log_common()
        return {
            "partner_id": customer.id,
            "company_id": company.id,
            "res_model": self._name,
            "res_id": res_id,
            "field_name": name,
            "field_id": common["field_ids"].get(name),
            "item": item,
            "old_value": texts[0],
            "new_value": texts[1],
            "old_reference": references[0],
            "new_reference": references[1],
            "date": statement.date or common["date"],
            "user_id": self.env.uid,
            "channel_id": statement.channel_id or channel_id,
            "reason": statement.reason,
            "confidential": common["confidential"],
        }


def _compare(before, after, names):
    """{id: names that differ}, in the order of their names, of those that differ at all."""
    names = sorted(names)
    changed = {}
    for id_, new in after.items():
        old = before.get(id_, {})
        if found := [name for name in names if old.get(name, False) != new.get(name, False)]:
            changed[id_] = found
    return changed
