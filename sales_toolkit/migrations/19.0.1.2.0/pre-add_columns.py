"""New derived fields of crm.lead: empty columns, so that no opportunities are worked out at once."""

from odoo.addons.sales_toolkit.hooks import add_columns


def migrate(cr, version):
    """Runs before the models are loaded."""
    add_columns(cr)
