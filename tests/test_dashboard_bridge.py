"""The bridge to the Dashboards app, in a database of its own to which that app comes (X5)."""

import socket
import subprocess
from contextlib import closing

from devtools import proc
from devtools.browser import Browser
from devtools.layers import QUICK
from devtools.serve import wait_until_answering
from devtools.shots import Erp
from devtools.testing import current

DATABASE = "dashboard_bridge"
MODULES = "spreadsheet_dashboard,sales_toolkit_dashboard"
SCRIPT = """
import json
from odoo import fields
from odoo.addons.spreadsheet.utils.validate_data import fields_in_spreadsheet, odoo_charts
assert env["ir.module.module"].search([("name", "=", "sales_toolkit_dashboard")]).state == "installed"
dashboard = env.ref("sales_toolkit_dashboard.dashboard_toolkit")
groups = {"leader": "sales_team.group_sale_salesman_all_leads", "rep": "sales_team.group_sale_salesman"}
people = {name: env["res.users"].create({"name": name, "login": name, "password": name,
    "group_ids": [(6, 0, env.ref(group).ids)]}) for name, group in groups.items()}
leader = people["leader"]
seen = env["spreadsheet.dashboard"].with_user(leader).search([("id", "=", dashboard.id)])
assert seen and not env["spreadsheet.dashboard"].with_user(people["rep"]).search([("id", "=", dashboard.id)])
env["crm.lead"].create({"name": "a", "type": "opportunity", "user_id": leader.id, "need_clarity": "vague"})
env.flush_all()
data = json.loads(seen.spreadsheet_data)
sample = seen._get_sample_dashboard()
assert not sample["pivots"] and not odoo_charts(sample) and not sample["globalFilters"]
def reach(model, path):
    for name in path.split("."):
        field = env[model]._fields[name]
        model = field.comodel_name
    return field
for model, names in fields_in_spreadsheet(data).items():
    for name in names:
        reach(model, name.split(":")[0])
filters = {row["id"]: row for row in data["globalFilters"]}
values = {"date": fields.Date.today().isoformat(), "relation": leader.id}
checked = 0
def check(model, matching, domain, groupby, measures):
    global checked
    for key, match in matching.items():
        kind = filters[key]["type"]
        field = reach(model, match["chain"])
        assert field.type == match["type"], (model, match)
        assert kind == "date" or field.comodel_name == filters[key]["modelName"], (model, match)
        domain = domain + [(match["chain"], "!=" if kind == "relation" else "<=", values[kind])]
    records = env[model].with_user(leader)
    aggregates = []
    for name in measures:
        aggregator = records._fields[name].aggregator if name != "__count" else None
        assert aggregator or name == "__count", (model, name)
        aggregates.append(f"{name}:{aggregator}" if aggregator else name)
    records.formatted_read_group(domain, groupby, aggregates)
    checked += 1
for pivot in data["pivots"].values():
    groupby = [row["fieldName"] for row in pivot["rows"] + pivot["columns"]]
    measures = [measure["fieldName"] for measure in pivot["measures"]]
    check(pivot["model"], pivot["fieldMatching"], pivot["domain"], groupby, measures)
for chart in odoo_charts(data):
    meta = chart["metaData"]
    domain = chart["searchParams"]["domain"]
    check(meta["resModel"], chart["fieldMatching"], domain, meta["groupBy"], [meta["measure"]])
assert checked == len(data["pivots"]) + len(odoo_charts(data)) > 12, checked
print("SOURCES", "RIGHT")
menus = {cell.split("odoo://ir_menu_xml_id/")[1].rstrip(")") for sheet in data["sheets"]
    for cell in sheet["cells"].values() if "odoo://ir_menu_xml_id/" in cell}
menus |= set(data["chartOdooMenusReferences"].values())
for menu in menus:
    assert env.ref(menu)._name == "ir.ui.menu" and env.ref(menu).action, menu
# the spreadsheet finds a chart by this name, which is its figure's
assert all(figure["data"]["chartId"] == figure["id"] for document in (data, sample)
    for sheet in document["sheets"] for figure in sheet["figures"])
figures = {figure["id"] for sheet in data["sheets"] for figure in sheet["figures"]}
assert set(data["chartOdooMenusReferences"]) == figures
for sheet in data["sheets"]:
    for cell in sheet["cells"].values():
        for number in re.findall(r"PIVOT(?:\\.VALUE)?\\((\\d+)", cell):
            assert number in data["pivots"], cell
from odoo.tools.translate import code_translations
known = code_translations.get_web_translations("sales_toolkit_dashboard", "zh_CN")
words = {row["id"]: row["string"] for row in known["messages"]}
for word in ("Cadence Kept", "Stalled Now", "Sales Team", "Minutes on Time per Salesperson"):
    assert words[word] != word, word
env["res.lang"]._activate_lang("zh_CN")
assert dashboard.with_context(lang="zh_CN").name != dashboard.with_context(lang="en_US").name
print("MENUS AND WORDS", "RIGHT")
env.cr.commit()
print("NUMBER", dashboard.id)
"""
# What the leader sees of it: charts, and what the cells have come to
SEEN = """(() => {
    const find = (node) => node.component?.loader?.getActiveDashboard
        ? node.component.loader
        : Object.values(node.children).map(find).find(Boolean);
    const { model, status } = find(odoo.__WOWL_DEBUG__.root.__owl__).getActiveDashboard();
    const { getSheetIds, getEvaluatedCells } = model.getters;
    const cells = getSheetIds().flatMap((id) => Object.values(getEvaluatedCells(id)));
    return {
        status,
        charts: document.querySelectorAll(".o-figure .o-chart-container, .o-figure .o-scorecard").length,
        figures: cells.filter((cell) => cell.type === "number").length,
        wrong: cells.filter((cell) => cell.type === "error").map((cell) => String(cell.value)),
        dialogs: document.querySelectorAll(".o_error_dialog").length,
    };
})()"""


def look_at(layers, number):
    """The dashboard in Chromium, as the leader opens it: what is seen, and what went wrong on the page."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    options = ["-d", DATABASE, f"--db-filter=^{DATABASE}$", f"--http-port={port}"]
    process = layers.odoo.serve(*options, log=DATABASE)
    try:
        wait_until_answering(process, address, layers.odoo.state.log(DATABASE))
        with Browser() as browser:
            browser.size(1366, 1400)
            browser.cookies(address, session_id=Erp(address, "leader", DATABASE).session)
            browser.go(f"{address}/odoo/dashboards?dashboard_id={number}")
            browser.wait_for(".o-spreadsheet .o-figure")
            return browser.evaluate(SEEN), browser.take_errors()
    finally:
        proc.stop(process)


def test_all_that_the_dashboard_shows_is_there():
    layers = current()
    with layers.temporary(DATABASE):
        layers.odoo.run("-d", DATABASE, "-i", MODULES, *QUICK, log=DATABASE)
        command = [str(part) for part in layers.odoo.command("shell", "-d", DATABASE, "--no-http")]
        done = subprocess.run(
            command,
            input="import re" + SCRIPT,
            env=layers.odoo.environment,
            cwd=layers.odoo.data,
            capture_output=True,
            text=True,
        )
        assert "SOURCES RIGHT" in done.stdout, done.stderr[-2000:]
        assert "MENUS AND WORDS RIGHT" in done.stdout, done.stderr[-2000:]
        seen, errors = look_at(layers, done.stdout.split("NUMBER ")[1].split()[0])
    assert not errors
    assert (seen["status"], seen["wrong"], seen["dialogs"]) == ("Loaded", [], 0), seen
    assert seen["charts"] > 3 and seen["figures"] > 0, seen
