"""Which screens are photographed: as whom, where, and what is done there first."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Screen:
    name: str
    login: str
    path: str  # {xmlid} stands for the number of a demo record
    ready: str = ".o_view_controller, .o_action"
    clicks: tuple[str, ...] = ()  # CSS selectors, one after the other
    width: int = 1366
    height: int = 768


SCREENS = [
    Screen("customers", "rep", "/odoo/toolkit-customers", ".o_list_view .o_data_row"),
    Screen(
        "registration_form",
        "rep",
        "/odoo/toolkit-customers/{customer_machinery}",
        ".o_form_view .o_update_latest",
        height=1000,
    ),
    Screen("waiting", "leader", "/odoo/toolkit-waiting", ".o_list_view"),
    Screen(
        "review", "leader", "/odoo/toolkit-reviews", ".o_list_view .o_data_row", (".o_data_row .o_data_cell",)
    ),
    Screen("opportunity", "rep", "/odoo/action-crm.crm_lead_action_pipeline/{lead_stalled}", ".o_form_view"),
    Screen("follow_ups", "rep", "/odoo/toolkit-follow-ups", ".o_list_view"),
    Screen("update_records", "auditor", "/odoo/update-records", ".o_list_view .o_data_row"),
    Screen("grades", "administrator", "/odoo/action-sales_toolkit.grade_action", ".o_list_view .o_data_row"),
    Screen(
        "settings",
        "administrator",
        "/odoo/action-sales_toolkit.settings_action",
        "[data-key=sales_toolkit] .o_setting_box",
        height=1000,
    ),
    Screen("customers_of_manager", "administrator", "/odoo/toolkit-customers", ".o_toolkit_first_steps"),
    Screen(
        "apps_page",
        "admin",
        "/odoo/action-base.open_module_tree/{module_sales_toolkit}",
        ".o_form_view",
        height=1600,
    ),
    Screen("first_steps", "administrator", "/odoo/toolkit-first-steps", ".o_list_view .o_data_row"),
    Screen(
        "phone_customers",
        "rep",
        "/odoo/toolkit-customers",
        ".o_kanban_view, .o_list_view",
        width=390,
        height=844,
    ),
    Screen(
        "phone_form",
        "rep",
        "/odoo/toolkit-customers/{customer_machinery}",
        ".o_form_view",
        width=390,
        height=844,
    ),
]
