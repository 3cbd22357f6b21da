import { registry } from "@web/core/registry";

/*
 * A leader looks at the hit rate and the calibration, and plans a coaching. By names of fields only, so that it
 * is the same in every language.
 */
registry.category("web_tour.tours").add("sales_toolkit_learning", {
    steps: () => [
        { content: "the graph of hit rates", trigger: ".o_graph_view canvas" },
        { content: "as pivot", trigger: ".o_cp_switch_buttons .o_pivot", run: "click" },
        { content: "A has its rate", trigger: ".o_pivot table:contains(50.00)" },
        { content: "as list", trigger: ".o_cp_switch_buttons .o_list", run: "click" },
        { content: "the groups of the graph are gone: the deals", trigger: ".o_list_view .o_data_row, .o_list_view .o_group_header" },
    ],
});

registry.category("web_tour.tours").add("sales_toolkit_calibration", {
    steps: () => [
        { content: "what misleads", trigger: ".o_sales_toolkit_calibration [name=conclusion].alert-warning:contains(/25/)" },
        { content: "the quarter", trigger: ".o_sales_toolkit_calibration [name=cell_a]:contains(/43%/)" },
        { content: "the inputs", trigger: ".o_sales_toolkit_calibration tr[data-item=decision_clarity] .text-danger" },
        { content: "a longer time", trigger: "select[name=months]", run: "select 24" },
        { content: "the deals behind it", trigger: ".o_sales_toolkit_calibration [name=cell_a]", run: "click" },
        { content: "are listed", trigger: ".o_list_view .o_data_row:contains(Past)" },
    ],
});

registry.category("web_tour.tours").add("sales_toolkit_coaching", {
    steps: () => [
        { content: "the clock menu", trigger: ".o_menu_systray .o-mail-ActivityMenu-counter", run: "click" },
        { content: "what waits for me", trigger: ".o-mail-ActivityGroup[data-model_name='sales_toolkit.reminder']", run: "click" },
        { content: "the coaching", trigger: ".o_data_row .o_data_cell[name=display_name]:contains(/[1-9]/)", run: "click" },
        { content: "open it", trigger: ".o_data_row .o_data_cell[name=tag_id]", run: "click" },
        { content: "what is behind it", trigger: ".o_field_widget[name=retrospective_ids] .o_data_row:eq(2)" },
        { content: "no day, no plan", trigger: "button[name=action_plan]", run: "click" },
        { content: "it says what is missing", trigger: ".o_notification, .modal .o_error_dialog, .modal .alert, .modal-body" },
        { content: "fine", trigger: ".modal .btn-primary, .modal .btn-close", run: "click" },
        { content: "the day", trigger: "body:not(:has(.modal)) .o_field_widget[name=planned_date] :is(input, button)", run: "click" },
        { content: "the last day of the month that is shown", trigger: ".o_datetime_picker .o_next", run: "click" },
        { trigger: ".o_datetime_picker .o_date_item_cell:not(.o_out_of_range):eq(9)", run: "click" },
        { content: "what to do", trigger: ".o_field_widget[name=note] textarea", run: "edit Go through three objections" },
        { content: "plan it", trigger: "button[name=action_plan]", run: "click" },
        { content: "it is planned", trigger: "button[name=action_done]:visible" },
    ],
});
