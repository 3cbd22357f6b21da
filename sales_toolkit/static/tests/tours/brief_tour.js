import { registry } from "@web/core/registry";

/* From a follow-up to its brief; a material is shown to the customer, and that is remembered. */
registry.category("web_tour.tours").add("sales_toolkit_brief", {
    steps: () => [
        {
            content: "the follow-up's brief",
            // a row of the list, or a card on a telephone
            trigger:
                ".o_data_row:contains(Tour deal) button[name=action_open_brief], " +
                ".o_kanban_record:contains(Tour deal) button[name=action_open_brief]",
            run: "click",
        },
        { content: "whose it is", trigger: ".o_brief_head h1:contains(Tour deal)" },
        { content: "what was promised", trigger: "[data-part=promised]:contains(Send the offer)" },
        { content: "whom to talk to", trigger: "[data-part=people]:contains(Li Ming)" },
        { content: "something to ask", trigger: "[data-part=questions] li" },
        {
            content: "nothing is wider than the screen",
            trigger: ".o_brief_body",
            run() {
                if (this.anchor.scrollWidth > this.anchor.clientWidth || this.anchor.offsetWidth > window.innerWidth) {
                    throw new Error("The brief is wider than the screen.");
                }
            },
        },
        { content: "it was shown", trigger: "[data-part=materials] li:contains(Tour case) .o_brief_mark", run: "click" },
        { content: "how", trigger: ".o-dropdown-item[data-way=visit]", run: "click" },
        { content: "it is remembered", trigger: "[data-part=materials] li:contains(Tour case) .o_brief_sent" },
        { content: "the contact took place", trigger: ".o_brief_log", run: "click" },
        { content: "its form", trigger: ".modal .o_field_widget[name=outcome_id]" },
        { content: "later", trigger: ".modal .modal-footer .btn-secondary:visible", run: "click" },
        { content: "back in the brief", trigger: "body:not(:has(.modal)) .o_brief_head h1:contains(Tour deal)" },
    ],
});
