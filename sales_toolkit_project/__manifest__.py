{
    "name": "Sales Toolkit: Projects",
    "summary": "Implementation plans of won opportunities as projects with tasks",
    "version": "19.0.1.0.0",
    "category": "Sales/CRM",
    "author": "Sales Toolkit contributors",
    "license": "LGPL-3",
    "depends": ["sales_toolkit", "project"],
    "auto_install": True,
    "data": ["views/handover_project_views.xml"],
}
