"""What a salesperson and a leader have open all day."""

from .screen import FORM, LIST, Screen

MY_DAY = Screen("my_day", "rep", "/odoo/my-day", ".o_my_day_item")
BOARD = Screen("team_board", "leader", "/odoo/team-board", ".o_team_board_tiles")
FOLLOW_UPS = Screen("follow_ups", "rep", "/odoo/toolkit-follow-ups")
MINUTES = Screen(
    "minutes",
    "rep",
    "/odoo/my-day",
    ".o_my_day_item",
    (".o_my_day_item[data-key^=follow_up_a] .o_my_day_do",),
)
BRIEF = Screen("brief", "rep", "/odoo/toolkit-brief/{deal_machinery}", ".o_brief")
CHECK = Screen(
    "data_check", "rep", "/odoo/my-day", ".o_my_day_item", ("[data-section=data_check] .o_my_day_do",)
)
WAITING = Screen("waiting", "leader", "/odoo/toolkit-waiting")
TO_WRITE = Screen("minutes_to_write", "rep", "/odoo/action-sales_toolkit.minutes_action_mine")

# The last pictures that are taken: the browser goes on with the tour wherever it is
TOUR = {
    "script": "odoo.startTour('sales_toolkit_onboarding', { mode: 'manual', redirect: false })",
    "hover": ".o_tour_pointer",
    "most": 768,
}
MENU = ".o_navbar_apps_menu button, .o_menu_toggle"
APP = ".o_app[data-menu-xmlid='sales_toolkit.menu_root']"
CUSTOMERS = ".o_menu_sections [data-menu-xmlid='sales_toolkit.menu_customers']"
ALL = "[data-menu-xmlid='sales_toolkit.menu_customers_all']"
NEW = ".o_list_view .o_list_button_add"
ONBOARDING = [
    Screen("onboarding", "rep", "/odoo", ".o_navbar", clicks=(MENU, APP, CUSTOMERS, ALL), **TOUR),
    Screen("onboarding_form", "rep", "/odoo", ".o_navbar", clicks=(MENU, APP, CUSTOMERS, ALL, NEW), **TOUR),
]

SCREENS = [
    MY_DAY,
    MY_DAY.on_a_phone(),
    Screen("my_day_leader", "leader", "/odoo/my-day", ".o_my_day"),
    Screen("my_day_empty", "administrator", "/odoo/my-day", ".o_my_day"),
    BOARD,
    BOARD.on_a_phone(),
    WAITING,
    WAITING.on_a_phone(),
    Screen("waiting_delivery", "delivery", "/odoo/toolkit-waiting", LIST),
    FOLLOW_UPS,
    FOLLOW_UPS.on_a_phone(),
    MINUTES,
    MINUTES.on_a_phone(),
    TO_WRITE,
    TO_WRITE.on_a_phone(),
    BRIEF,
    BRIEF.on_a_phone(),
    CHECK,
    CHECK.on_a_phone(),
    Screen("log_contact", "rep", "/odoo/my-day", ".o_my_day_item", (".o_my_day_log",)),
    Screen(
        "clock_menu",
        "rep",
        "/odoo/my-day",
        ".o_my_day_item",
        (".o-mail-ActivityMenu-counter, .o_menu_systray .fa-clock-o",),
        most=768,  # the menu stays where it opened
    ),
    Screen(
        "preferences",
        "rep",
        "/odoo/action-base.action_res_users_my/{user_rep}",
        FORM,
        (".o_notebook_headers a[name=sales_toolkit_mail]",),
    ),
]
