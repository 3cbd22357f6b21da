"""The bridge to the Sales app, in a database of its own where that app is (C2)."""

import subprocess

from devtools.layers import QUICK
from devtools.testing import current

MODULES = "base_import,crm,sale_crm"
SCRIPT = """
partner = env["res.partner"].create({"name": "王芳", "registered_on": "2026-01-01"})
product = env["product.product"].create({"name": "净水器", "list_price": 100})
def order(**values):
    line = {"product_id": product.id, "product_uom_qty": 2, "price_unit": 100, "tax_ids": False}
    return env["sale.order"].create({"partner_id": partner.id, "order_line": [(0, 0, line)], **values})
order()
lead = env["crm.lead"].create({"name": "told by its order", "partner_id": partner.id, "type": "opportunity"})
lead.action_set_won()
confirmed = order(opportunity_id=lead.id)
confirmed.action_confirm()
deal = {"name": "won without an order", "partner_id": partner.id, "type": "opportunity"}
other = env["crm.lead"].create(deal)
other.action_set_won()
env.flush_all()
env.invalidate_all()
lines = partner.purchase_history.splitlines()
assert env["ir.module.module"].search([("name", "=", "sales_toolkit_sale")]).state == "installed"
assert len(lines) == 2, lines
assert any(confirmed.name in line and "200" in line for line in lines), lines
assert any("won without an order" in line for line in lines), lines
print("PURCHASES", "RIGHT")
partner.action_mark_dormant("quiet")
env.flush_all()
order().action_confirm()
env.flush_all()
assert not partner.dormant and partner.last_contact_summary == "Order", partner.last_contact_summary
print("WOKEN BY", "ORDER")
"""


def test_confirmed_orders_are_purchases_and_quotations_are_not():
    layers = current()
    with layers.temporary("sale_bridge", layers.base(MODULES)):
        layers.odoo.run(
            "-d", "sale_bridge", "-i", "sales_toolkit,sales_toolkit_sale", *QUICK, log="sale_bridge"
        )
        command = [str(part) for part in layers.odoo.command("shell", "-d", "sale_bridge", "--no-http")]
        done = subprocess.run(
            command,
            input=SCRIPT,
            env=layers.odoo.environment,
            cwd=layers.odoo.data,
            capture_output=True,
            text=True,
        )
    assert "PURCHASES RIGHT" in done.stdout, done.stderr[-2000:]
    assert "WOKEN BY ORDER" in done.stdout, done.stderr[-2000:]
