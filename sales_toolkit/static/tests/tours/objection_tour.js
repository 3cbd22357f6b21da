import { registry } from "@web/core/registry";

const tours = registry.category("web_tour.tours");
const choose = (field, text) => [
    { content: `search ${field}`, trigger: `.o_field_widget[name=${field}] input`, run: `edit ${text}` },
    { content: `choose ${field}`, trigger: `.o-autocomplete--dropdown-item:contains(${text})`, run: "click" },
];

/* On the deal, a salesperson notes what the customer objects to. */
tours.add("sales_toolkit_objection_raise", {
    steps: () => [
        { content: "the page", trigger: ".o_notebook a[name=objections]", run: "click" },
        { content: "one more", trigger: "[name=objection_ids] .o_field_x2many_list_row_add a", run: "click" },
        { content: "its type", trigger: "[name=objection_ids] .o_field_widget[name=type_id] input", run: "click" },
        { content: "price", trigger: ".o-autocomplete--dropdown-item:contains(/^(Price|价格)$/)", run: "click" },
        { content: "it is chosen", trigger: "[name=objection_ids] .o_field_widget[name=type_id] input:value(/^(Price|价格)$/)" },
        { content: "what was said", trigger: "[name=objection_ids] .o_field_widget[name=description] textarea", run: "edit Twice the price" },
        { content: "save", trigger: ".o_form_button_save", run: "click" },
        { content: "saved", trigger: ".o_form_view:has(.o_form_status_indicator_buttons.invisible) [name=objection_ids] .o_data_row:contains(Twice the price)" },
    ],
});

/* They ask a colleague. */
tours.add("sales_toolkit_objection_ask", {
    steps: () => [
        { content: "ask for help", trigger: "button[name=action_ask_help]", run: "click" },
        ...choose("user_id", "Objection Helper"),
        { content: "ask", trigger: ".modal button[name=action_ask]", run: "click" },
        { content: "asked", trigger: "body:not(:has(.modal button[name=action_ask])) .o_field_widget[name=helper_id]:contains(Objection Helper)" },
    ],
});

/* The colleague, who has no rights in CRM, finds it in the clock menu and answers. */
tours.add("sales_toolkit_objection_help", {
    steps: () => [
        { content: "what is due", trigger: ".o_menu_systray button:has(.fa-clock-o)", run: "click" },
        { content: "the objection", trigger: ".o-mail-ActivityGroup[data-model_name='sales_toolkit.objection']", run: "click" },
        { content: "open it", trigger: ".o_data_row:contains(Twice the price) .o_data_cell, .o_kanban_record:contains(Twice the price)", run: "click" },
        { content: "the deal's name is there", trigger: ".o_field_widget[name=deal_name]:contains(Objected deal)" },
        { content: "reply", trigger: "button[name=action_open_reply]", run: "click" },
        { content: "the answer", trigger: ".modal .o_field_widget[name=answer] textarea", run: "edit In twelve instalments" },
        { content: "send", trigger: ".modal button[name=action_send]", run: "click" },
        { content: "answered", trigger: "body:not(:has(.modal)) .o_field_widget[name=answer]:contains(In twelve instalments)" },
    ],
});

/* It convinced the customer, and becomes an answer for others. */
tours.add("sales_toolkit_objection_solve", {
    steps: () => [
        { content: "solved", trigger: "button[name=action_solve]", run: "click" },
        { content: "make it reusable", trigger: "button[name=action_make_reusable]", run: "click" },
        { content: "in the library", trigger: ".o_field_widget[name=answer_id]:contains(In twelve instalments)" },
    ],
});

/* On another deal it is suggested, and used. */
tours.add("sales_toolkit_objection_reuse", {
    steps: () => [
        { content: "use it", trigger: "[name=suggestion_ids] .o_data_row:contains(In twelve instalments) button[name=action_use]", run: "click" },
        { content: "it stands there", trigger: ".o_field_widget[name=answer] textarea:value(In twelve instalments)" },
        { content: "told the customer", trigger: "button[name=action_answer]", run: "click" },
        { content: "answered", trigger: "button[name=action_solve]" },
    ],
});
