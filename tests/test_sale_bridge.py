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
company = env.company.currency_id
foreign = env.ref("base.EUR" if company.name != "EUR" else "base.USD")
foreign.active = True
env["res.currency.rate"].create({"currency_id": foreign.id, "name": "2020-01-01", "rate": 0.5})
prices = env["product.pricelist"].create({"name": "Abroad", "currency_id": foreign.id})
def deal_with(*orders):
    values = {"name": "Ordered", "partner_id": partner.id, "type": "opportunity", "expected_revenue": 7}
    deal = env["crm.lead"].create(values)
    for values in orders:
        order(opportunity_id=deal.id, **values).action_confirm()
    order(opportunity_id=deal.id)
    env.flush_all()
    values = deal._prepare_contract_values()
    return values.get("amount"), values.get("currency_id")
assert deal_with({}, {}) == (400, company.id)
abroad = {"pricelist_id": prices.id}
assert deal_with(abroad) == (200, foreign.id), deal_with(abroad)
assert deal_with({}, abroad) == (600, company.id), deal_with({}, abroad)
assert deal_with()[0] in (7, None), deal_with()
taxed = {"product_id": product.id, "price_unit": 100, "tax_ids": [(0, 0, {"name": "VAT", "amount": 13})]}
assert deal_with({"order_line": [(0, 0, taxed)]}) == (113, company.id)
won = env["crm.lead"].create({"name": "Contract", "partner_id": partner.id, "type": "opportunity"})
order(opportunity_id=won.id).action_confirm()
won.action_set_won()
env.flush_all()
contract = env["sales_toolkit.contract"].search([("lead_id", "=", won.id)])
assert not contract or (contract.amount, contract.currency_id) == (200, company), contract.amount
print("CONTRACTS BY", "ORDERS", len(contract))
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
    assert "CONTRACTS BY ORDERS" in done.stdout, done.stderr[-2000:]
