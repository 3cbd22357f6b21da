"""From each earlier version, with a row in every model, to what is here: no row and no value lost.

    ./dev prove upgrade [--from 19.0.1.0.0]

The earlier version is the last commit of this repository whose manifest names it, installed from a
folder of its own.
"""

import argparse
import ast
import json
import subprocess
import tarfile
import tempfile
from io import BytesIO
from pathlib import Path

from devtools.say import say, step
from devtools.state import ROOT

from .database import Database
from .report import format_table

MANIFEST = "sales_toolkit/__manifest__.py"
TABLES = """SELECT json_object_agg(table_name, columns) FROM (
    SELECT table_name, json_agg(column_name ORDER BY column_name) AS columns FROM information_schema.columns
     WHERE table_schema = 'public' AND (table_name LIKE 'sales_toolkit%' OR table_name IN ('res_partner',
     'crm_lead'))
     GROUP BY table_name) AS found"""


def prove(layers, arguments):
    parser = argparse.ArgumentParser(prog="./dev prove upgrade")
    parser.add_argument("--from", dest="versions", action="append", help="default: all earlier ones")
    chosen = parser.parse_args(arguments)
    commits = last_commits()
    rows, lost = [], []
    for version in chosen.versions or commits:
        with step(f"from {version} ({commits[version][:8]})"):
            result = upgrade(layers, commits[version])
        rows.append((version, commits[version][:8], result["rows"], len(result["lost"])))
        lost += [f"{version}: {line}" for line in result["lost"]]
    say(format_table(["from", "commit", "rows looked at", "lost or changed"], rows))
    say("\n".join(lost[:60]))
    return 1 if lost else 0


def last_commits():
    """{version: the last commit that has it}, oldest first, without the version that is here."""
    found = {}
    now = ast.literal_eval((ROOT / MANIFEST).read_text())["version"]
    for commit in git("log", "--format=%H", "-G", '"version"', "--", MANIFEST).split():
        if git("rev-list", "--parents", "-n", "1", commit).split()[1:]:
            before = f"{commit}~1"
            known = subprocess.run(
                ["git", "cat-file", "-e", f"{before}:{MANIFEST}"], cwd=ROOT, capture_output=True
            )
            if known.returncode:
                continue
            version = ast.literal_eval(git("show", f"{before}:{MANIFEST}"))["version"]
            found.setdefault(version, git("rev-parse", before).strip())
    found.pop(now, None)
    return dict(sorted(found.items()))


def git(*arguments):
    return subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=True).stdout


def upgrade(layers, commit):
    """Install an earlier state, fill it, upgrade it, and compare."""
    with tempfile.TemporaryDirectory(prefix="stk-upgrade-") as folder:
        archive = subprocess.run(
            ["git", "archive", commit, "sales_toolkit"], cwd=ROOT, capture_output=True, check=True
        )
        with tarfile.open(fileobj=BytesIO(archive.stdout)) as tar:
            tar.extractall(folder, filter="data")
        with layers.temporary("upgrade", layers.base("base_import,crm")):
            database = Database(layers, "upgrade")
            layers.odoo.configure(addons=Path(folder))
            database.run("-i", "sales_toolkit", "--skip-auto-install")
            database.call("proof.scene.fill_everything")
            before = contents(database)
            layers.odoo.configure()
            database.run("-u", "sales_toolkit", "--skip-auto-install")
            return compare(before, contents(database))


def contents(database):
    """{table: {id: {column: value}}} of what the toolkit keeps."""
    tables = json.loads(database.sql(TABLES))
    found = {}
    for table, columns in tables.items():
        if "id" in columns:
            rows = database.sql(f"SELECT COALESCE(json_agg(row_to_json(t)), '[]') FROM \"{table}\" AS t")
            found[table] = {row["id"]: row for row in json.loads(rows)}
    return found


def compare(before, after):
    """Rows that are gone, and values that have become others."""
    lost, number = [], 0
    for table, rows in before.items():
        for id_, row in rows.items():
            number += 1
            now = after.get(table, {}).get(id_)
            if now is None:
                lost.append(f"{table} {id_} is gone")
                continue
            lost += [
                f"{table} {id_}: {name} was {value!r} and is {now[name]!r}"
                for name, value in row.items()
                if value is not None
                and name in now
                and now[name] != value
                and name not in ("write_date", "write_uid")
            ]
    return {"rows": number, "lost": lost}
