import { registry } from "@web/core/registry";

const tours = registry.category("web_tour.tours");
const ROW = ".o_field_widget[name=step_ids] .o_data_row:first-child";

/* From the clock menu to the hand-over of the deal. */
const fromClock = [
    { content: "what is due", trigger: ".o_menu_systray button:has(.fa-clock-o)", run: "click" },
    { content: "the hand-over", trigger: ".o-mail-ActivityGroup[data-model_name='sales_toolkit.handover']", run: "click" },
    { content: "open it", trigger: ".o_data_row:contains(Tour deal) .o_data_cell[name=deal_name], .o_kanban_record:contains(Tour deal)", run: "click" },
    { content: "it is open", trigger: ".o_form_view .o_field_widget[name=customer_name]:contains(Tour Ltd)" },
];

/* The delivery leader, who has no right in CRM, reads what was promised and asks back. */
tours.add("sales_toolkit_handover_ask", {
    steps: () => [
        ...fromClock,
        { content: "what was promised", trigger: ".o_notebook a[name=promised]", run: "click" },
        { content: "the minutes", trigger: ".o_field_widget[name=promised]:contains(The blue pump)" },
        { content: "ask back", trigger: "button[name=action_ask_back]", run: "click" },
        { content: "the question", trigger: ".modal .o_field_widget[name=question] textarea", run: "edit Which voltage?" },
        { content: "ask", trigger: ".modal button[name=action_ask]", run: "click" },
        { content: "asked", trigger: "body:not(:has(.modal)) .o_field_widget[name=open_question]:contains(Which voltage?)" },
    ],
});

/* The salesperson answers. */
tours.add("sales_toolkit_handover_answer", {
    steps: () => [
        ...fromClock,
        { content: "what is asked", trigger: ".o_field_widget[name=open_question]:contains(Which voltage?)" },
        { content: "answer", trigger: "button[name=action_answer]", run: "click" },
        { content: "the answer", trigger: ".modal .o_field_widget[name=answer] textarea", run: "edit 380 V" },
        { content: "send", trigger: ".modal button[name=action_send]", run: "click" },
        { content: "answered", trigger: "body:not(:has(.modal)):not(:has(.o_form_view button[name=action_answer])) .o_form_view" },
    ],
});

/* Delivery reads the answer, accepts, and ticks the first step off. */
tours.add("sales_toolkit_handover_accept", {
    steps: () => [
        { content: "open it", trigger: ".o_data_row:contains(Tour deal) .o_data_cell[name=deal_name]", run: "click" },
        { content: "the questions", trigger: ".o_notebook a[name=questions]", run: "click" },
        { content: "the answer", trigger: ".o_field_widget[name=question_ids] .o_data_row:contains(380 V)" },
        { content: "accept", trigger: "button[name=action_accept]", run: "click" },
        { content: "accepted", trigger: "body:not(:has(button[name=action_accept])) .o_field_widget[name=accepted_by]" },
        { content: "the plan", trigger: ".o_notebook a[name=plan]", run: "click" },
        { content: "done", trigger: `${ROW} button[name=action_done]`, run: "click" },
        { content: "it is done", trigger: `${ROW}:not(:has(button[name=action_done])) button[name=action_reopen]` },
    ],
});
