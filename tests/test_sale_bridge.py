"""The bridge to the Sales app, in a database of its own to which that app comes (C2, O11)."""

import subprocess

import pytest

from devtools.layers import QUICK
from devtools.testing import current

MODULES = "sale_crm,sales_toolkit_sale"
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
partner.action_mark_dormant("quiet")
env.flush_all()
order(state="sale")
env.flush_all()
assert not partner.dormant
print("WOKEN BY", "CREATED ORDER")
early = env["res.partner"].create({"name": "李雷", "registered_on": "2026-01-01"})
bought = order(partner_id=early.id)
bought.action_confirm()
bought.date_order = "2026-03-01 23:30:00"
env.flush_all()
env.invalidate_all()
assert "03/02/2026" in early.with_context(tz="Asia/Shanghai").purchase_history, early.purchase_history
print("DAY OF THE", "READER")
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
assert (contract.amount, contract.currency_id) == (200, company), contract.amount
print("CONTRACTS BY", "ORDERS", len(contract))
"""
# What was quoted first, and what was agreed in the end (O11)
DISCOUNTS = """
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


@pytest.fixture(scope="module")
def shell():
    """Runs a script where the Sales app and the bridge are; returns what it printed, and what went wrong."""
    layers = current()
    with layers.temporary("sale_bridge"):
        layers.odoo.run("-d", "sale_bridge", "-i", MODULES, *QUICK, log="sale_bridge")
        command = [str(part) for part in layers.odoo.command("shell", "-d", "sale_bridge", "--no-http")]

        def run(script):
            settings = {"env": layers.odoo.environment, "cwd": layers.odoo.data, "text": True}
            done = subprocess.run(command, input=script, capture_output=True, **settings)
            return done.stdout, done.stderr[-2000:]

        yield run


def test_confirmed_orders_are_purchases_and_quotations_are_not(shell):
    printed, errors = shell(SCRIPT)
    assert "PURCHASES RIGHT" in printed, errors
    assert "WOKEN BY ORDER" in printed, errors
    assert "WOKEN BY CREATED ORDER" in printed, errors
    assert "DAY OF THE READER" in printed, errors
    assert "CONTRACTS BY ORDERS 1" in printed, errors


def test_discounts_come_from_quotations_and_orders(shell):
    printed, errors = shell(DISCOUNTS)
    assert "DISCOUNTS RIGHT" in printed, errors
