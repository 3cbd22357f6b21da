{
    "name": "Sales Toolkit: Orders",
    "summary": "Purchase history, amounts of contracts, and discounts, from orders",
    "version": "19.0.1.1.0",
    "category": "Sales/CRM",
    "author": "Sales Toolkit contributors",
    "license": "LGPL-3",
    "depends": ["sales_toolkit", "sale_crm"],
    "auto_install": True,
}
