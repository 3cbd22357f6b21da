{
    "name": "Sales Toolkit: a look at the dashboard",
    "summary": "For tests/test_dashboard_bridge.py only: Odoo runs browser tests of installed add-ons",
    "version": "19.0.1.0.0",
    "author": "Sales Toolkit contributors",
    "license": "LGPL-3",
    "depends": ["sales_toolkit_dashboard"],
}
