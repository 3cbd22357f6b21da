"""Customers, and the rooms around them."""

from dataclasses import replace

from .screen import FORM, LIST, ROW, Screen

CUSTOMERS = Screen("customers", "rep", "/odoo/toolkit-customers", f"{LIST} .o_data_row, .o_kanban_record")
CUSTOMER = Screen(
    "registration_form",
    "rep",
    "/odoo/toolkit-customers/{customer_machinery}",
    f"{FORM} .o_update_latest",
)

CHECKS = Screen("data_checks", "rep", "/odoo/toolkit-data-checks")
REVIEWS = Screen("reviews", "leader", "/odoo/toolkit-to-review")

SCREENS = [
    CUSTOMERS,
    CUSTOMERS.on_a_phone(),
    Screen("customers_of_manager", "administrator", "/odoo/toolkit-customers", ".o_toolkit_first_steps"),
    CUSTOMER,
    CUSTOMER.on_a_phone(),
    replace(CUSTOMER, name="registration_form_history", clicks=(".o_update_latest",)),
    replace(CUSTOMER, name="registration_form_reviewer", login="reviewer", ready=FORM),
    Screen("registration_form_person", "rep", "/odoo/toolkit-customers/{customer_private}", FORM),
    Screen("registration_form_new", "rep", "/odoo/toolkit-customers/new", FORM),
    CUSTOMER.page("follow_ups"),
    Screen("dormant_customer", "rep", "/odoo/toolkit-customers/{customer_dormant}", FORM),
    Screen("dormant_customers", "rep", "/odoo/toolkit-dormant", LIST),
    Screen("activation_plans", "rep", "/odoo/toolkit-activation-plans", LIST),
    Screen(
        "activation_plan", "rep", "/odoo/toolkit-activation-plans/{activation_plan:customer_dormant}", FORM
    ),
    CHECKS,
    CHECKS.on_a_phone(),
    Screen(
        "import_forms", "rep", "/odoo/action-sales_toolkit.paper_form_import_action", ".modal .o_form_view"
    ),
    Screen("duplicates", "rep", "/odoo/suspected-duplicates", LIST),
    Screen("erasures", "administrator", "/odoo/erasures", LIST),
    REVIEWS,
    REVIEWS.on_a_phone(),
    Screen("review", "leader", "/odoo/toolkit-reviews", f"{LIST} .o_data_row", (ROW,)),
    Screen("reviews_all", "auditor", "/odoo/toolkit-reviews", LIST),
    Screen("update_records", "auditor", "/odoo/update-records", f"{LIST} .o_data_row"),
    Screen("access_log", "auditor", "/odoo/action-sales_toolkit.access_log_action", LIST),
]
