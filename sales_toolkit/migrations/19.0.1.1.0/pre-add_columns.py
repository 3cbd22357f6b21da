"""New derived fields of res.partner: empty columns, so that no million rows are worked out at once."""

from odoo.addons.sales_toolkit.hooks import add_columns


def migrate(cr, version):
    """Runs before the models are loaded."""
    add_columns(cr)
