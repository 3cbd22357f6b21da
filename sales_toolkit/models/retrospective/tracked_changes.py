"""Earlier values of a tracked field, for many records at once."""

from odoo import models
from odoo.tools import SQL


def get_tracked_changes(records, name, kind):
    """{id: [(moment, old value, new value)]}, as the chatter knows them, in order; ids of linked records.

    :param kind: the column of the tracked values: integer (also for links), float or char
    """
    changes = {record.id: [] for record in records}
    for id_, *change in _read_changes(records, name, kind):
        changes[id_].append(tuple(change))
    # what this transaction changes gets into the chatter at its very end
    pending = records.env.cr.precommit.data.get(f"mail.tracking.{records._name}", {})
    for record in records:
        values = pending.get(record.id) or {}
        if name in values and values[name] != record[name]:
            old, new = _plain(values[name]), _plain(record[name])
            changes[record.id].append((records.env.cr.now(), old, new))
    return changes


def _plain(value):
    return value.id if isinstance(value, models.BaseModel) else value


def _read_changes(records, name, kind):
    env = records.env
    env["mail.tracking.value"].flush_model()
    env["mail.message"].flush_model()
    return env.execute_query(
        SQL(
            """SELECT message.res_id, value.create_date, value.%s, value.%s
                 FROM mail_message AS message
                 JOIN mail_tracking_value AS value ON value.mail_message_id = message.id
                WHERE message.model = %s AND message.res_id = ANY(%s) AND value.field_id = %s
                ORDER BY value.id""",
            SQL.identifier(f"old_value_{kind}"),
            SQL.identifier(f"new_value_{kind}"),
            records._name,
            records.ids,
            env["ir.model.fields"]._get(records._name, name).id,
        )
    )
