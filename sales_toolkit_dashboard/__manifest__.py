{
    "name": "Sales Toolkit: Dashboard",
    "summary": "A ready dashboard of the toolkit in the Dashboards app",
    "version": "19.0.1.0.0",
    "category": "Sales/CRM",
    "author": "Sales Toolkit contributors",
    "license": "LGPL-3",
    "depends": ["sales_toolkit", "spreadsheet_dashboard"],
    "auto_install": True,
    "data": ["data/dashboards.xml"],
}
