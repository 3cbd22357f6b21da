"""Update records lose their own index on the customer: the one for the history of an item begins with it."""


def migrate(cr, version):
    """Runs before the models are loaded: the ERP itself leaves an index that a field no longer asks for."""
    cr.execute("DROP INDEX IF EXISTS sales_toolkit_update_log__partner_id_index")
