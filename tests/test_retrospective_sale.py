"""Where the Sales app is, the discount comes from quotations and orders (O11); a database of its own."""

import subprocess

from devtools.layers import QUICK
from devtools.testing import current

MODULES = "base_import,crm,sale_crm"
SCRIPT = """
from datetime import datetime, timedelta
from unittest.mock import patch
partner = env["res.partner"].create({"name": "Hengli"})
product = env["product.product"].create({"name": "Line", "list_price": 100})
now = datetime(2026, 3, 2, 4)
def step(minutes=1):
    global now
    env.flush_all()
    env.cr.precommit.run()
    now += timedelta(minutes=minutes)
def deal(name):
    values = {"name": name, "partner_id": partner.id, "type": "opportunity", "expected_revenue": 5000}
    return env["crm.lead"].create(values)
def order(lead, price, **values):
    line = {"product_id": product.id, "product_uom_qty": 1, "price_unit": price, "tax_ids": False}
    lines = [(0, 0, line)]
    return env["sale.order"].create(
        {"partner_id": partner.id, "opportunity_id": lead.id, "order_line": lines, **values})
def facts(lead):
    env.flush_all()
    row = env["sales_toolkit.retrospective"].search([("lead_id", "=", lead.id)])
    row.refresh_facts()
    return row.first_amount, row.final_amount, row.has_discount, round(row.discount, 1)
with patch.object(env.cr, "now", lambda: now):
    lead = deal("revised")
    first = order(lead, 700)
    step()
    first.order_line.price_unit = 1000  # still a draft: the customer has not seen it
    step()
    first.action_quotation_sent()
    step()
    first.order_line.price_unit = 900
    step()
    first.action_confirm()
    step()
    lead.action_set_won()
    assert facts(lead) == (1000, 900, True, 10), facts(lead)
    two = deal("two quotations")
    order(two, 1000)
    step()
    order(two, 500).action_confirm()
    order(two, 300).action_confirm()
    step()
    two.action_set_won()
    assert facts(two) == (1000, 800, True, 20), facts(two)
    waiting = deal("not confirmed yet")
    order(waiting, 1000)
    waiting.action_set_won()
    assert facts(waiting) == (1000, 0, False, 0), facts(waiting)
    lost = deal("lost")
    order(lost, 1000)
    order(lost, 850)
    lost.action_set_lost()
    lost.action_open_retrospective()
    assert facts(lost) == (1000, 850, True, 15), facts(lost)
    none = deal("no quotation")
    none.action_set_won()
    assert facts(none)[2] is False, facts(none)
print("DISCOUNTS", "RIGHT")
"""


def test_discounts_come_from_orders():
    layers = current()
    with layers.temporary("retrospective_sale", layers.base(MODULES)):
        layers.odoo.run(
            "-d",
            "retrospective_sale",
            "-i",
            "sales_toolkit,sales_toolkit_sale",
            *QUICK,
            log="retrospective_sale",
        )
        command = [
            str(part) for part in layers.odoo.command("shell", "-d", "retrospective_sale", "--no-http")
        ]
        done = subprocess.run(
            command,
            input=SCRIPT,
            env=layers.odoo.environment,
            cwd=layers.odoo.data,
            capture_output=True,
            text=True,
        )
    assert "DISCOUNTS RIGHT" in done.stdout, done.stderr[-2000:]
