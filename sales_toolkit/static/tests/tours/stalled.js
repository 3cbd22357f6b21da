import { registry } from "@web/core/registry";

const CAUSE = ".o_selected_row .o_field_widget[name=cause_id] input";
const PLAN = ".o_selected_row .o_field_widget[name=help_plan] textarea";

/*
 * A stalled deal is explained from the clock menu, by keyboard once the list is open: cause, Tab, help plan.
 * By the names of fields only, so that it is the same in every language.
 */
registry.category("web_tour.tours").add("sales_toolkit_stalled", {
    steps: () => [
        { content: "the clock menu", trigger: ".o_menu_systray .o-mail-ActivityMenu-counter", run: "click" },
        {
            content: "what waits for me",
            trigger: ".o-mail-ActivityGroup[data-model_name='sales_toolkit.reminder']",
            run: "click",
        },
        { content: "the stalled deals", trigger: ".o_data_row .o_data_cell[name=display_name]", run: "click" },
        { content: "say why", trigger: ".o_data_row .o_data_cell[name=cause_id]", run: "click" },
        { trigger: CAUSE, run: "edit Head office" },
        { trigger: ".o-autocomplete--dropdown-item:contains(Head office decides)", run: "click" },
        { trigger: CAUSE, run: "press Tab" },
        { content: "what helps", trigger: PLAN, run: "edit Our director calls theirs until Friday" },
        { content: "save", trigger: ".o_list_button_save:visible, .o_form_button_save:visible", run: "click" },
        { content: "saved", trigger: "body:not(:has(.o_selected_row)) .o_data_row .o_data_cell[name=help_plan]:contains(until Friday)" },
    ],
});

/* The same from the alert on the deal. */
registry.category("web_tour.tours").add("sales_toolkit_stalled_form", {
    steps: () => [
        { content: "it is marked", trigger: ".o_kanban_record:contains(Stalled by form) [name=stalled].badge" },
        { trigger: ".o_kanban_record:contains(Stalled by form)", run: "click" },
        { content: "explain", trigger: ".alert[name=stalled] button[name=action_explain_stall]:visible", run: "click" },
        { trigger: ".modal .o_field_widget[name=cause_id] input", run: "edit Head office" },
        { trigger: ".o-autocomplete--dropdown-item:contains(Head office decides)", run: "click" },
        {
            trigger: ".modal .o_field_widget[name=help_plan] textarea",
            run: "edit Our director calls theirs until Friday",
        },
        { content: "save", trigger: ".modal button[name=action_explain]", run: "click" },
        {
            content: "the deal says it",
            trigger: "body:not(:has(.modal)) .alert[name=stalled] [name=stall_notice]:contains(until Friday)",
        },
    ],
});
