"""What is in a database, without what differs between two runs that did the same."""

from collections import Counter
from datetime import date

from odoo.tools import SQL

from .rpc import our_models

# Core tables that scheduled actions of ours write
CORE = ("res_partner", "crm_lead", "mail_activity", "mail_message", "mail_mail", "mail_followers")
# Written by whoever runs, whenever
# ``res_name`` is the name at the time of the activity's creation
# ``references`` are drawn by chance
IGNORED = {
    "id", "create_date", "write_date", "message_id", "references", "body", "res_id", "res_name", "activity_id"
}  # fmt: skip
STAMPS = ("timestamp without time zone", "timestamp with time zone")


def tables(env):
    return sorted({env[name]._table for name in our_models(env) if env[name]._auto} | set(CORE))


def highest(env):
    """The last id of each table before a run: what comes after is new, and its number is chance."""
    found = {}
    for table in [row[0] for row in env.execute_query(SQL(
        "SELECT table_name FROM information_schema.columns WHERE table_schema = 'public' AND column_name = 'id'"  # noqa: E501
    ))]:  # fmt: skip
        [[found[table]]] = env.execute_query(
            SQL("SELECT COALESCE(max(id), 0) FROM %s", SQL.identifier(table))
        )
    return found


def dump(env, before, days=True):
    """{table: rows with their number}, without ids of new rows and moments.

    :param days: whether it matters which day was chosen, where any would do
    """
    return {table: _rows(env, table, before, days) for table in tables(env)}


def _rows(env, table, before, days):
    columns = _columns(env, table)
    query = SQL(
        "SELECT %s FROM %s",
        SQL(", ").join(SQL.identifier(name) for name, _to in columns),
        SQL.identifier(table),
    )
    rows = Counter()
    for row in env.execute_query(query):
        rows[
            repr(
                tuple(
                    _shown(value, to, before, days) for value, (_name, to) in zip(row, columns, strict=True)
                )
            )
        ] += 1
    return rows


def _shown(value, to, before, days):
    if to and value and value > before.get(to, 0):
        return "new"
    return "a day" if isinstance(value, date) and not days else value


def _columns(env, table):
    """[(column, the table that it refers to)]"""
    rows = env.execute_query(
        SQL(
            """SELECT attribute.attname, target.relname
                 FROM pg_attribute AS attribute
                 LEFT JOIN pg_constraint AS foreign_key ON foreign_key.contype = 'f'
                       AND foreign_key.conrelid = attribute.attrelid AND foreign_key.conkey =
                       ARRAY[attribute.attnum]
                 LEFT JOIN pg_class AS target ON target.oid = foreign_key.confrelid
                WHERE attribute.attrelid = %s::regclass AND attribute.attnum > 0 AND NOT
                attribute.attisdropped
                  AND format_type(attribute.atttypid, NULL) NOT IN %s
                ORDER BY attribute.attname""",
            table,
            STAMPS,
        )
    )
    return [(name, to) for name, to in rows if name not in IGNORED]


def count_changes(before, after):
    """How many rows are other than before, or new."""
    return sum(sum((after[table] - before[table]).values()) for table in before)


def difference(one, other, most=3):
    """The first rows that only one of them has, as text; nothing when they are the same."""
    lines = []
    for table in one:
        for sign, rows in (("-", one[table] - other[table]), ("+", other[table] - one[table])):
            lines += [f"{sign} {table} x{number} {row[:700]}" for row, number in list(rows.items())[:most]]
    return "\n".join(lines)
