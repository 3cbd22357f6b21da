"""What an administrator sees."""

from .screen import FORM, LIST, VIEW, Screen

LISTS = (
    "requirement channel need_type key_note_type working_day dormancy_reason "
    "activation_template grade my_day_section outcome stall_cause approval_level "
    "contract_template delivery_team handover_template pipeline_stage question objection_type "
    "competitor retrospective_tag reminder_mail"
).split()
RECORDS = {
    "grade": "grade_a",
    "contract_template": "contract_template_default",
    "handover_template": "handover_template_general",
    "activation_template": "activation_template_default",
}

SCREENS = [
    Screen("first_steps", "administrator", "/odoo/toolkit-first-steps", f"{LIST} .o_data_row"),
    Screen(
        "settings",
        "administrator",
        "/odoo/action-sales_toolkit.settings_action",
        "[data-key=sales_toolkit] .o_setting_box",
        most=4000,
    ),
    Screen(
        "use_stages",
        "administrator",
        "/odoo/action-sales_toolkit.pipeline_action",
        VIEW + ", .modal .o_form_view",
    ),
    Screen(
        "apps_page", "admin", "/odoo/action-base.open_module_tree/{module_sales_toolkit}", FORM, most=3000
    ),
    *(
        Screen(f"config_{name}", "administrator", f"/odoo/action-sales_toolkit.{name}_action", VIEW)
        for name in LISTS
    ),
    *(
        Screen(
            f"config_{name}_form",
            "administrator",
            f"/odoo/action-sales_toolkit.{name}_action/{{{record}}}",
            FORM,
        )
        for name, record in RECORDS.items()
    ),
]
