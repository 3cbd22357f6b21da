"""What we compare with, as add-ons in a folder that is thrown away: the same items as plain fields, and
OCA's audit log from the Python package registry."""

import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path

from devtools import pyenv
from devtools.state import ROOT

AUDITLOG = "odoo-addon-auditlog>=19.0,<20"
PLAIN = "bench_items"
MANIFEST = {"name": "The toolkit's items as plain fields", "depends": ["crm"], "license": "LGPL-3"}
MODEL = """from odoo import fields, models


class ResPartner(models.Model):
    _inherit = "res.partner"

    x_need_description = fields.Text()
    x_pain_points = fields.Text()
    x_main_business = fields.Text()
    x_consumption_preferences = fields.Text()
    x_headcount_min = fields.Integer()
"""


@contextmanager
def within_reach(odoo):
    """Both on the add-ons path, for a ``with`` block: "", or what pip says when it can't get the latter."""
    with tempfile.TemporaryDirectory() as folder:
        pip = [*pyenv.pip(odoo.state, odoo.state.python), "install", "--no-deps", "--quiet"]
        command = [str(part) for part in [*pip, "--target", folder, AUDITLOG]]
        done = subprocess.run(command, capture_output=True, text=True)
        addons = Path(folder) / "odoo/addons"
        (addons / PLAIN).mkdir(parents=True)
        (addons / PLAIN / "__manifest__.py").write_text(repr(MANIFEST))
        (addons / PLAIN / "__init__.py").write_text(MODEL)
        odoo.configure(addons=[ROOT, addons])
        try:
            yield done.stderr.strip().splitlines()[-1] if done.returncode else ""
        finally:
            odoo.configure()


def subscribe(env, on):
    """Whether the audit log notes what is created and changed on partners, old and new values, as ours."""
    rule = env["auditlog.rule"].search([("model_id.model", "=", "res.partner")])
    if on:
        values = {"name": "Bench", "model_id": env["ir.model"]._get_id("res.partner"), "log_type": "full"}
        rule = rule or rule.create({**values, "log_create": True, "log_write": True, "log_read": False})
        rule.set_to_confirmed()
    elif rule:
        rule.set_to_draft()
    env.cr.commit()
