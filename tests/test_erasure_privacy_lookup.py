"""The ERP's own privacy lookup, installed beside the add-on, finds what an erasure has left (C12)."""

import json
import subprocess

import pytest

from devtools.testing import current

DATABASE = "privacy"
# One customer before, one after; what the lookup finds by the person's data and by the neutral name.
LOOKUP = """
import json
Wizard = env['privacy.lookup.wizard']
def look_up(name, email):
    wizard = Wizard.create({'name': name, 'email': email})
    wizard.action_lookup()
    return sorted({line.res_model for line in wizard.line_ids})
customer = env['res.partner'].create({'name': 'Zmqx Wang', 'email': 'zmqx@example.com',
    'registered_on': '2024-03-15', 'decision_maker_ids': [(0, 0, {'name': 'Zmqx Wang', 'note': 'golf'})]})
lead = env['crm.lead'].create({'name': 'Zmqx Wang', 'partner_id': customer.id, 'type': 'opportunity'})
env.flush_all()
env['sales_toolkit.access_log'].note_opening(customer.ids)
env.cr.commit()
data = ('Zmqx Wang', 'zmqx@example.com')
found = {'before': look_up(*data)}
env['sales_toolkit.erasure'].request_erasure(customer)
env.cr.commit()
found['after'] = look_up(*data)
found['by the neutral name'] = look_up(f'Customer {customer.id}', 'nobody@example.com')
print('FOUND' + json.dumps(found))
"""
LOGS = {"sales_toolkit.access_log", "sales_toolkit.update_log"}


@pytest.fixture(scope="module")
def found():
    layers = current()
    with layers.temporary(DATABASE):
        layers.odoo.run(
            "-d", DATABASE, "-i", "privacy_lookup", "--stop-after-init", "--no-http", log="privacy"
        )
        command = [str(part) for part in layers.odoo.command("shell", "-d", DATABASE, "--no-http")]
        result = subprocess.run(
            command, input=LOOKUP, capture_output=True, text=True,
            env=layers.odoo.environment, cwd=layers.odoo.data,
        )  # fmt: skip
        assert "FOUND" in result.stdout, result.stderr[-3000:]
        yield json.loads(result.stdout.rpartition("FOUND")[2])


def test_before(found):
    assert {"res.partner", "crm.lead", *LOGS} <= set(found["before"])


def test_nothing_is_found_by_what_was_erased(found):
    assert not found["after"]


def test_what_is_left_is_found_by_the_neutral_name(found):
    assert {"res.partner", "crm.lead", *LOGS} <= set(found["by the neutral name"])
