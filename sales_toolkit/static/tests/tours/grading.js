import { registry } from "@web/core/registry";

const pick = (field, value) => [
    { content: `open ${field}`, trigger: `.o_kanban_quick_create .o_field_widget[name=${field}] input`, run: "click" },
    { content: `choose for ${field}`, trigger: `.o_select_menu_item:contains(${value})`, run: "click" },
];
const badge = (grade) => `.o_field_widget[name=grade] .badge:contains(/^${grade}$/)`;

/* A deal is entered on the board; it says what it is graded and what is missing, and two facts make it better. */
registry.category("web_tour.tours").add("sales_toolkit_grading", {
    steps: () => [
        { content: "the board is there", trigger: ".o_opportunity_kanban .o_kanban_group" },
        { content: "a new deal", trigger: ".o-kanban-button-new", run: "click" },
        { content: "its name", trigger: ".o_kanban_quick_create .o_field_widget[name=name] input", run: "edit Tour deal" },
        { content: "nothing stated is not graded", trigger: ".o_kanban_quick_create:not(:has(.badge))" },
        ...pick("need_clarity", "/^(Vague|模糊)$/"),
        { content: "it is a C while typing", trigger: `.o_kanban_quick_create ${badge("C")}` },
        { content: "it says what a B takes", trigger: ".o_kanban_quick_create .o_field_widget[name=grade_next_step]:contains(/B/)" },
        { content: "add it", trigger: ".o_kanban_quick_create .o_kanban_add", run: "click" },
        { content: "the card has its grade", trigger: `.o_kanban_record:contains(Tour deal) ${badge("C")}` },
        { content: "point at it", trigger: ".o_kanban_record:contains(Tour deal) .o_grade_badge", run: "hover" },
        { content: "it says why", trigger: ".o_kanban_record:contains(Tour deal) .o_grade_badge[title*='B']" },
        { content: "open it", trigger: ".o_kanban_record:contains(Tour deal) .fw-bold", run: "click" },
        { content: "what is missing", trigger: ".o_form_view .o_field_widget[name=grade_next_step]:contains(/90/)" },
        { content: "when", trigger: ".o_form_view .o_field_widget[name=date_deadline] :is(input, button)", run: "click" },
        { content: "next month", trigger: ".o_datetime_picker .o_next", run: "click" },
        { content: "its first days", trigger: ".o_datetime_picker .o_date_item_cell:not(.o_out_of_range):eq(2)", run: "click" },
        { content: "still a C", trigger: `.o_form_view ${badge("C")}` },
        { content: "first fact", trigger: ".o_form_view .o_field_widget[name=need_clarity] .o_selection_badge:contains(/^(Partly Clear|部分清晰|部分明确|较清晰)$/)", run: "click" },
        { content: "second fact", trigger: ".o_form_view .o_field_widget[name=budget_fit] .o_selection_badge:contains(/^(To Be Confirmed|待确认)$/)", run: "click" },
        { content: "a B, before it is saved", trigger: `.o_form_view:has(.o_form_status_indicator_buttons:not(.invisible)) ${badge("B")}` },
        { content: "save", trigger: ".o_form_button_save", run: "click" },
        { content: "its follow-up is planned", trigger: ".o-mail-Activity-markDone" },
        { content: "saved as a B", trigger: `.o_form_saved ${badge("B")}, .o_form_view:has(.o_form_status_indicator_buttons.invisible) ${badge("B")}` },
        { content: "back to the board", trigger: ".o_back_button a, a.o_back_button, .o_back_button", run: "click" },
        { content: "drag it to the next stage", trigger: ".o_kanban_group:nth-child(1) .o_kanban_record:contains(Tour deal)", run: "drag_and_drop(.o_kanban_group:nth-child(2))" },
        { content: "there it is", trigger: ".o_kanban_group:nth-child(2) .o_kanban_record:contains(Tour deal)" },
        { content: "the clock menu", trigger: ".o_menu_systray button:has(.fa-clock-o)", run: "click" },
        { content: "has the follow-up", trigger: ".o-mail-ActivityGroup[data-model_name='crm.lead']" },
    ],
});
