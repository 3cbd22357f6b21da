{
    "name": "Sales Toolkit: Job Queue",
    "summary": "The toolkit's scheduled actions as jobs, done by the workers of one or several machines",
    "version": "19.0.1.0.0",
    "category": "Sales/CRM",
    "author": "Sales Toolkit contributors",
    "license": "LGPL-3",
    "depends": ["sales_toolkit", "queue_job"],
    "data": ["data/queue_data.xml", "views/ir_cron_views.xml"],
    "uninstall_hook": "uninstall_hook",
}
