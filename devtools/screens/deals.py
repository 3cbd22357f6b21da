"""Opportunities, from the first contact to what was learned."""

from .screen import FORM, LIST, Screen

PIPELINE = "/odoo/action-crm.crm_lead_action_pipeline"
DEALS = Screen("deals", "rep", PIPELINE, ".o_kanban_view .o_kanban_record")
DEAL = Screen("opportunity", "rep", PIPELINE + "/{deal_machinery}", FORM)
CONTRACT = Screen("contract", "rep", "/odoo/toolkit-contracts/{contract:deal_won_clinic}", FORM)
HANDOVER = Screen("handover", "delivery", "/odoo/toolkit-handovers/{handover:deal_won_machinery}", FORM)
RETROSPECTIVE = Screen(
    "retrospective", "rep", "/odoo/toolkit-retrospectives/{retrospective:deal_won_clinic}", FORM
)

STALLED = Screen("stalled", "rep", "/odoo/toolkit-stalled")

SCREENS = [
    DEALS,
    DEALS.on_a_phone(),
    Screen("deals_list", "rep", PIPELINE + "?view_type=list", LIST),
    Screen("deals_by_grade", "leader", "/odoo/toolkit-grades"),
    DEAL,
    DEAL.on_a_phone(),
    DEAL.page("follow_ups"),
    DEAL.page("objections"),
    DEAL.page("materials"),
    Screen("opportunity_stalled", "rep", PIPELINE + "/{lead_stalled}", FORM),
    Screen("opportunity_won", "rep", PIPELINE + "/{deal_won_clinic}", FORM),
    STALLED,
    STALLED.on_a_phone(),
    Screen("stall", "rep", "/odoo/my-day", ".o_my_day_item", ("[data-section=stalled] .o_my_day_do",)),
    Screen("objections", "rep", "/odoo/toolkit-objections", LIST),
    Screen("objection", "rep", "/odoo/toolkit-objections/{objection_machinery}", FORM),
    Screen("objection_help", "leader", "/odoo/toolkit-objections/{objection_logistics}", FORM),
    Screen("answers", "rep", "/odoo/action-sales_toolkit.answer_action", LIST),
    Screen("materials", "rep", "/odoo/toolkit-materials", ".o_view_controller"),
    Screen("contracts", "rep", "/odoo/toolkit-contracts", LIST),
    CONTRACT,
    CONTRACT.page("steps"),
    CONTRACT.page("terms"),
    CONTRACT.on_a_phone(),
    Screen("contract_new", "rep", "/odoo/toolkit-contracts/new", FORM),
    Screen("contracts_to_approve", "approver", "/odoo/toolkit-contracts-to-approve", LIST),
    Screen("contract_to_approve", "approver", "/odoo/toolkit-contracts/{contract:deal_won_logistics}", FORM),
    Screen("handovers", "delivery", "/odoo/toolkit-handovers", LIST),
    HANDOVER,
    HANDOVER.page("promised"),
    HANDOVER.page("questions"),
    HANDOVER.on_a_phone(),
    Screen("handover_rep", "rep", "/odoo/toolkit-handovers/{handover:deal_won_clinic}", FORM),
    Screen("steps", "delivery", "/odoo/toolkit-steps", LIST),
    Screen("retrospectives", "leader", "/odoo/toolkit-retrospectives", LIST),
    RETROSPECTIVE,
    RETROSPECTIVE.on_a_phone(),
    Screen(
        "retrospective_to_fill_in",
        "rep",
        "/odoo/toolkit-retrospectives/{retrospective:deal_won_logistics}",
        FORM,
    ),
    Screen(
        "retrospective_leader", "leader", "/odoo/toolkit-retrospectives/{retrospective:deal_won_clinic}", FORM
    ),
]
