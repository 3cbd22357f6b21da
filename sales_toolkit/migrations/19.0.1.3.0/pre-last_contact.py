"""Of the last contact a customer keeps the kind and the follow-up, no words that only some may read."""

from odoo.addons.sales_toolkit.hooks import add_columns


def migrate(cr, version):
    """Runs before the models are loaded, which would otherwise work the columns out for every partner."""
    add_columns(cr)
