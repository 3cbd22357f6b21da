"""Installing changes nothing that was there, sends nothing, and takes little longer on a full database.

    ./dev prove harmless [--rows 50000]

A checksum over every row of every table, and every column that existed before, ids and dates of change
included.
Left out is only what installing any module writes: the registry of models, fields, views, menus, actions
and rights.
Then each bridge, on top of the add-on.
"""

import argparse
import time

from devtools.layers import addons, installed_addons, manifest_of
from devtools.say import say, step

from .database import Database
from .report import format_table

# What the ERP itself writes when any module comes: new rows of these, and the state of modules
REGISTRY = {
    "ir_act_report_xml", "ir_act_server", "ir_act_window", "ir_act_window_view", "ir_act_client", "ir_act_url",  # noqa: E501
    "ir_actions", "ir_asset", "ir_attachment", "ir_cron", "ir_cron_trigger", "ir_embedded_actions", "ir_model",  # noqa: E501
    "ir_model_access", "ir_model_constraint", "ir_model_data", "ir_model_fields", "ir_model_fields_selection",
    "ir_model_inherit", "ir_model_relation", "ir_module_module", "ir_module_module_dependency", "ir_rule",
    "ir_ui_menu", "ir_ui_view", "report_layout", "res_groups", "res_groups_implied_rel", "res_groups_privilege",  # noqa: E501
    "res_groups_report_rel", "res_groups_users_rel", "rule_group_rel", "ir_ui_menu_group_rel", "orm_signaling_registry",  # noqa: E501
    "ir_act_window_group_rel", "ir_ui_view_group_rel", "mail_message_subtype",
}  # fmt: skip
TABLES = 50
SILENT = ("mail_mail", "mail_message", "mail_activity", "mail_notification", "mail_followers", "bus_bus")
FILL = """
    INSERT INTO res_partner (name, complete_name, type, is_company, active, vat, phone, email, lang, function,
           create_uid, create_date, write_uid, write_date)
    SELECT 'Old ' || n, 'Old ' || n, 'contact', n % 3 > 0, true, 'not a code', '0512-' || n, 'o' || n ||
    '@x.example',
           'en_US', 'Buyer', 1, now() - interval '900 days', 1, now() - interval '600 days'
      FROM generate_series(1, {rows}) AS n;
    UPDATE res_partner SET commercial_partner_id = id WHERE commercial_partner_id IS NULL;
    INSERT INTO crm_lead (name, type, active, partner_id, stage_id, probability, priority, user_id,
    company_id,
           won_status, date_deadline, create_uid, create_date, write_uid, write_date)
    SELECT 'Deal ' || partner.id, 'opportunity', partner.id % 9 > 0, partner.id,
           (SELECT id FROM crm_stage ORDER BY id LIMIT 1), 10, '0', 2, 1, 'pending', current_date - 40, 1,
           now() - interval '400 days', 1, now() - interval '300 days'
      FROM res_partner AS partner WHERE name LIKE 'Old %';
    INSERT INTO mail_message (model, res_id, message_type, subtype_id, author_id, subject, body, date,
           create_uid, create_date, write_uid, write_date)
    SELECT 'crm.lead', id, 'email', (SELECT id FROM mail_message_subtype ORDER BY id LIMIT 1),
    partner_id, 'Hello',
           '<p>x</p>', now() - interval '200 days', 1, now(), 1, now() FROM crm_lead WHERE name LIKE 'Deal %';
    INSERT INTO mail_activity (res_model_id, res_model, res_id, activity_type_id, summary, date_deadline,
    user_id,
           active, create_uid, create_date, write_uid, write_date)
    SELECT (SELECT id FROM ir_model WHERE model = 'crm.lead'), 'crm.lead', id,
           (SELECT id FROM mail_activity_type ORDER BY id LIMIT 1), 'Call', current_date - 3, 2, true, 1,
           now(), 1, now()
      FROM crm_lead WHERE name LIKE 'Deal %' AND id % 10 = 0;
    INSERT INTO calendar_event (name, start, stop, active, user_id, opportunity_id, privacy, show_as,
    create_uid,
           create_date, write_uid, write_date)
    SELECT 'Met', now() - interval '2 days', now() - interval '1 day', true, 2, id, 'public', 'busy', 1,
    now(), 1, now()
      FROM crm_lead WHERE name LIKE 'Deal %' AND id % 10 = 1"""
# Apps that bridges need ask for columns of their own: filled as in a row that is there, then as before
OWN_COLUMNS = """
    SELECT table_name, column_name FROM information_schema.columns
     WHERE table_schema = 'public' AND is_nullable = 'NO'
       AND table_name IN ('res_partner', 'crm_lead', 'mail_message', 'calendar_event')"""
DEFAULTS = f"""
    DO $$ DECLARE own record; known text; BEGIN
        FOR own IN {OWN_COLUMNS} AND column_default IS NULL LOOP
            EXECUTE format('SELECT %I::text FROM %I LIMIT 1', own.column_name, own.table_name) INTO known;
            IF known IS NOT NULL THEN
                EXECUTE format('ALTER TABLE %I ALTER COLUMN %I SET DEFAULT %L',
                               own.table_name, own.column_name, known);
            END IF;
        END LOOP;
    END $$"""
FORGET = f"""
    DO $$ DECLARE own record; BEGIN
        FOR own IN {OWN_COLUMNS} AND left(column_default, 1) = chr(39) LOOP
            EXECUTE format('ALTER TABLE %I ALTER COLUMN %I DROP DEFAULT', own.table_name, own.column_name);
        END LOOP;
    END $$"""
# The ERP itself notes on each scheduled action, of any module, that it has come
MESSAGES = """SELECT count(*) FROM mail_message
               WHERE model IS NULL OR model NOT IN ('ir.cron', 'ir.actions.server')"""
COLUMNS = """
    SELECT table_name || '|' || string_agg(quote_ident(column_name), ',' ORDER BY column_name)
      FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)
     WHERE table_schema = 'public' AND table_type = 'BASE TABLE' GROUP BY table_name ORDER BY table_name"""


def prove(layers, arguments):
    parser = argparse.ArgumentParser(prog="./dev prove harmless")
    parser.add_argument(
        "--rows", type=int, default=50_000, help="customers, and as many deals (default: 50000)"
    )
    parser.add_argument("--bridge", action="append", default=[], help="only these, without the add-on itself")
    chosen = parser.parse_args(arguments)
    if chosen.bridge:
        return 1 if prove_bridges(layers, chosen.rows, chosen.bridge) else 0
    seconds = {}
    for name, rows in (("empty", 0), ("full", chosen.rows)):
        with step(f"installing on a database that is {name}"):
            seconds[name], changed = install(layers, rows)
        for line in changed:
            say(line)
    goal = 2 * seconds["empty"]
    say(format_table(["rows", "seconds", "goal"], [(0, f"{seconds['empty']:.1f}", ""),
                                                   (chosen.rows, f"{seconds['full']:.1f}", f"{goal:.1f}")]))  # fmt: skip  # noqa: E501
    broken = changed + prove_bridges(layers, chosen.rows)
    return 1 if broken or seconds["full"] > goal else 0


def prove_bridges(layers, rows, chosen=()):
    """Each bridge on a database that has its apps and the add-on."""
    changed = []
    for bridge in addons():
        if bridge in installed_addons() or (chosen and bridge.name not in chosen):
            continue
        needed = ",".join(sorted(set(manifest_of(bridge)["depends"]) | {"base_import"} - {"sales_toolkit"}))
        with step(f"installing {bridge.name}"):
            found = install(layers, rows, needed, bridge.name)[1]
        say("\n".join(found) or f"{bridge.name}: nothing changed")
        changed += found
    return changed


def install(layers, rows, modules="base_import,crm", addon="sales_toolkit"):
    """Seconds that installing takes on a database with so many rows, and what it changed."""
    own = {manifest.name for manifest in addons()}
    core = ",".join(name for name in modules.split(",") if name not in own)
    with layers.temporary("harmless", layers.base(core)):
        database = Database(layers, "harmless")
        if own & set(modules.split(",")):
            database.run("-i", "sales_toolkit", "--skip-auto-install")
        if rows:
            database.sql(";".join((DEFAULTS, FILL.format(rows=rows), FORGET)))
        before = Snapshot(database)
        start = time.perf_counter()
        database.run("-i", addon, "--skip-auto-install")
        return time.perf_counter() - start, before.compare()


class Snapshot:
    """A checksum of every row that is there, over the columns that its table has now."""

    def __init__(self, database):
        self.database = database
        lines = [line.partition("|") for line in database.sql(COLUMNS).split("\n")]
        self.columns = {name: columns for name, _bar, columns in lines if name not in REGISTRY}
        assert set(SILENT) & set(self.columns), "what is sent is not looked at"
        database.sql("CREATE SCHEMA proof_before")
        for tables in self._parts():
            database.sql(
                ";".join(f'CREATE TABLE proof_before."{table}" AS {self._sums(table)}' for table in tables)
            )
        self.silent = self._count()

    def _parts(self):
        """The tables, so many at a time as fit into one statement of psql."""
        names = list(self.columns)
        return [names[start : start + TABLES] for start in range(0, len(names), TABLES)]

    def _sums(self, table):
        return f'SELECT md5(ROW({self.columns[table]})::text) AS sum FROM public."{table}"'

    def _count(self):
        present = [table for table in SILENT if table in self.columns]
        counts = {table: self.database.number(f'SELECT count(*) FROM public."{table}"') for table in present}
        counts["mail_message"] = self.database.number(MESSAGES)
        return counts

    def compare(self):
        """What is different now, a line each: rows that are gone or changed, and anything that was sent."""
        counts = {}
        for tables in self._parts():
            query = " UNION ALL ".join(
                f"SELECT '{table}', count(*) FROM (SELECT sum FROM proof_before.\"{table}\" EXCEPT ALL"
                f" {self._sums(table)}) AS lost"
                for table in tables
            )
            counts |= dict(line.split("|") for line in self.database.sql(query).split("\n"))
        lines = [f"{table}: {number} rows changed" for table, number in counts.items() if number != "0"]
        now = self._count()
        return lines + [
            f"{table}: {now[table] - number} rows more"
            for table, number in self.silent.items()
            if now[table] != number
        ]
