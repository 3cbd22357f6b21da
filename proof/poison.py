"""One customer or deal that cannot be written, among many: it is left out and named, the others are done, it comes later.

    ./dev prove poison [--rows 10000] [--cron NAME]

A trigger in the database refuses every change that touches it, whatever the scheduled action does with it.
Where an action touches no deal and no customer, it is what waits for one person that cannot be written.
"""  # noqa: E501

import argparse

from devtools.say import say, step

from .crash import is_idle, prepared, select
from .report import format_table

# What is poisoned: its column in our tables, and its own table where that is poisoned too
KINDS = {
    "lead": ("lead_id", "crm_lead"),
    "partner": ("partner_id", "res_partner"),
    "user": ("user_id", None),
}
# Rows that hang on one record at most: what was found to coach a person, on ten points
MOST = 14
REFUSE = """
CREATE FUNCTION proof_refuse() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'this row is poisoned'; END $$"""
TRIGGER = """
CREATE TRIGGER proof_poison BEFORE INSERT OR UPDATE ON {table}
    FOR EACH ROW WHEN (NEW.{column} = {id}) EXECUTE FUNCTION proof_refuse()"""


def prove(layers, arguments):
    parser = argparse.ArgumentParser(prog="./dev prove poison")
    parser.add_argument("--rows", type=int, default=10_000, help="customers (default: 10000)")
    parser.add_argument("--cron", action="append", default=[], help="a part of its name; default: all")
    chosen = parser.parse_args(arguments)
    with prepared(layers, chosen.rows) as database, step("poison"):
        names = select(database, chosen.cron)
        results = database.call("proof.poison.poison_each", names, timeout=36_000)
    header = ["action", "changed rows", "poisoned", "named", "rows left out", "rows still missing later"]
    cells = ("name", "changed", "poisoned", "named", "left_out", "missing")
    rows = [tuple(one[cell] for cell in cells) for one in results]
    say(format_table(header, rows))
    wrong = [one for one in results if problem(one)]
    for one in wrong:
        say(f"{one['name']}: {problem(one)}\n{one['what']}")
    return 1 if wrong else 0


def problem(one):
    """What is wrong about one result, or nothing."""
    if is_idle(one["name"], one):
        return "nothing was due: add rows to proof/population.py"
    if not one["poisoned"]:
        return "nothing that it writes was found to poison"
    if one["error"]:
        return f"stopped by it: {one['error']}"
    if one["left_out"] > MOST:
        return "others were left out too"
    if not one["named"]:
        return "not reported"
    return "not tried again" if one["missing"] else ""


# In the shell -------------------------------------------------------------------------------------------


def poison_each(env, names):
    """For each action: run it undisturbed, then with a poisoned record, then once that is cured."""
    from .children import in_child, look, restore
    from .dump import dump, highest

    before = highest(env)
    start = dump(env, before, days=False)
    env.cr.rollback()
    env.cr.close()
    results = []
    for number, name in enumerate(names):
        if number:
            restore(env)
        results.append(_poison(env, name, before, start, in_child, look, restore))
    return results


def _poison(env, name, before, start, in_child, look, restore):
    from .children import run_noting_warnings, run_to_end
    from .dump import count_changes, difference

    result = {
        "name": name,
        "changed": 0,
        "poisoned": "",
        "named": 0,
        "left_out": 0,
        "missing": 0,
        "error": "",
        "what": "",
    }
    mark = in_child(env, transaction_id)
    in_child(env, run_to_end, name)
    undisturbed = look(env, before, days=False)
    result["changed"] = count_changes(start, undisturbed)
    touched = in_child(env, touched_since, mark)
    if not touched:
        return result
    kind, id_ = touched
    result["poisoned"] = f"{kind} {id_}"
    restore(env)
    in_child(env, set_poison, kind, id_)
    try:
        warnings = in_child(env, run_noting_warnings, name)
    except AssertionError as error:
        return result | {"error": str(error)}
    result["named"] = len(warnings)
    result["left_out"] = count_changes(look(env, before, days=False), undisturbed)
    result["what"] = difference(undisturbed, look(env, before, days=False))
    in_child(env, take_poison)
    in_child(env, a_day_later)
    in_child(env, run_to_end, name)
    result["missing"] = count_changes(look(env, before, days=False), undisturbed)
    if result["missing"]:
        result["what"] = difference(undisturbed, look(env, before, days=False))
    return result


def transaction_id(registry):
    with registry.cursor() as cr:
        cr.execute("SELECT pg_current_xact_id()::text::bigint")
        return cr.fetchone()[0]


def touched_since(registry, mark):
    """A deal, or else a customer, or else a person, that was written since: the middle one of them."""
    from odoo import SUPERUSER_ID, api

    with registry.cursor() as cr:
        env = api.Environment(cr, SUPERUSER_ID, {})
        for kind, (column, own) in KINDS.items():
            found = set()
            for table in holders(env, column):
                cr.execute(
                    f"SELECT {column} FROM {table} WHERE xmin::text::bigint > {mark} AND {column} IS NOT NULL"
                )
                found |= {id_ for [id_] in cr.fetchall()}
            if own:
                cr.execute(f"SELECT id FROM {own} WHERE xmin::text::bigint > {mark}")
                found |= {id_ for [id_] in cr.fetchall()}
            cr.execute("SELECT partner_id FROM res_users UNION SELECT partner_id FROM res_company")
            found = sorted(found - ({id_ for [id_] in cr.fetchall()} if kind == "partner" else set()))
            if found:
                return [kind, found[len(found) // 2]]
    return None


def holders(env, column):
    """Our tables with such a column."""
    from .rpc import our_models

    return sorted(
        env[name]._table
        for name in our_models(env)
        if env[name]._auto and column in env[name]._fields and env[name]._fields[column].store
    )


def set_poison(registry, kind, id_):
    from odoo import SUPERUSER_ID, api

    with registry.cursor() as cr:
        env = api.Environment(cr, SUPERUSER_ID, {})
        cr.execute(REFUSE)
        column, own = KINDS[kind]
        for table, name in [
            *([(own, "id")] if own else []),
            *((table, column) for table in holders(env, column)),
        ]:
            cr.execute(TRIGGER.format(table=table, column=name, id=id_))
        return True


def take_poison(registry):
    with registry.cursor() as cr:
        cr.execute("DROP FUNCTION proof_refuse CASCADE")
        return True


def a_day_later(registry):
    """What was put off to another day is due."""
    with registry.cursor() as cr:
        cr.execute("UPDATE sales_toolkit_completeness_walk SET paused_on = paused_on - 1")
        cr.execute("UPDATE sales_toolkit_erasure SET retry_date = NULL")
        return True
