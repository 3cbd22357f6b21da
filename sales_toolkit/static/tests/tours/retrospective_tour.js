import { registry } from "@web/core/registry";

const tours = registry.category("web_tour.tours");
const waiting = (row) => [
    { content: "the clock menu", trigger: ".o_menu_systray .o-mail-ActivityMenu-counter", run: "click" },
    {
        content: "what waits for me",
        trigger: ".o-mail-ActivityGroup[data-model_name='sales_toolkit.reminder']",
        run: "click",
    },
    { content: "the retrospectives", trigger: ".o_data_row .o_data_cell[name=display_name]", run: "click" },
    { content: "this one", trigger: `.o_data_row .o_data_cell[name=lead_id]:contains(${row})`, run: "click" },
];

/* A deal is won on the board, by drag and drop; it has a retrospective then. */
tours.add("sales_toolkit_retrospective_win", {
    steps: () => [
        {
            content: "won",
            trigger: ".o_kanban_record:contains(Won by dragging)",
            run: "drag_and_drop(.o_kanban_group:last)",
        },
        { content: "it is there", trigger: ".o_kanban_group:last .o_kanban_record:contains(Won by dragging)", run: "click" },
        { content: "its retrospective", trigger: "button[name=action_open_retrospective]:visible", run: "click" },
        { content: "the facts", trigger: ".o_form_view .o_field_widget[name=cycle_days]" },
        { content: "it can be filled in", trigger: "button[name=action_submit]:visible" },
    ],
});

/* Days later it is late: it is filled in from the clock menu, and submitted. */
tours.add("sales_toolkit_retrospective_fill_in", {
    steps: () => [
        ...waiting("Won by dragging"),
        { content: "what is to be improved", trigger: ".o_field_widget[name=improvement_tag_ids] input", run: "edit Called back" },
        { trigger: ".o-autocomplete--dropdown-item:contains(Called back late)", run: "click" },
        { trigger: ".o_field_widget[name=improvement_tag_ids] .o_tag:contains(Called back late)" },
        {
            content: "what others can do likewise",
            trigger: ".o_field_widget[name=to_repeat] textarea",
            run: "edit Invite them to a reference customer",
        },
        { content: "submit", trigger: "button[name=action_submit]", run: "click" },
        { content: "submitted", trigger: ".o_form_view:not(:has(button[name=action_submit])) .o_field_widget[name=to_repeat]:contains(reference customer)" },
    ],
});

/* The leader reads it, says something, and closes it. */
tours.add("sales_toolkit_retrospective_close", {
    steps: () => [
        ...waiting("Won by dragging"),
        { content: "close", trigger: "button[name=action_open_close]", run: "click" },
        { content: "say so", trigger: ".modal .o_field_widget[name=comment] textarea", run: "edit Good work" },
        { trigger: ".modal button[name=action_decide]:visible", run: "click" },
        { content: "closed", trigger: "body:not(:has(.modal)) .o_field_widget[name=leader_comment]:contains(Good work)" },
    ],
});
