"""Reports, and what follows from them."""

from .screen import Screen

ACTION = "/odoo/action-sales_toolkit.{}"

SCREENS = [
    Screen("hit_rate", "leader", "/odoo/toolkit-hit-rate"),
    Screen("calibration", "leader", "/odoo/toolkit-calibration", ".o_sales_toolkit_calibration"),
    Screen("coaching", "leader", "/odoo/toolkit-coaching"),
    Screen("cadence_kept", "leader", "/odoo/toolkit-cadence"),
    Screen("contacts", "leader", "/odoo/toolkit-contacts"),
    Screen("stalled_report", "leader", "/odoo/toolkit-stalled-report"),
    Screen("objection_report", "leader", ACTION.format("objection_report_action")),
    Screen("grade_history", "leader", "/odoo/toolkit-grade-history"),
    Screen("retrospective_tags_report", "leader", ACTION.format("retrospective_report_action")),
    Screen(
        "dashboard", "leader", "/odoo/dashboards?dashboard_id={dashboard_toolkit}", ".o-spreadsheet .o-figure"
    ),
]
