import { registry } from "@web/core/registry";

/* Two customers checked by keyboard: one item has changed at the first, nothing at the second. */
const TITLE = "采购总监";

registry.category("web_tour.tours").add("sales_toolkit_data_check", {
    steps: () => [
        { content: "open the first", trigger: ".o_data_row .o_data_cell:contains(First Ltd)", run: "click" },
        {
            content: "what stands there",
            trigger: ".modal .o_data_row:has(td:contains(Buyer)) td[name=new_value]",
            run: "click",
        },
        {
            content: "type what it is now",
            trigger: ".modal .o_selected_row [name=new_value] textarea",
            run: `edit ${TITLE}`,
        },
        { trigger: ".modal .o_selected_row [name=new_value] textarea", run: "press Tab" },
        { content: "done, next", trigger: ".modal", run: "press alt+q" },
        { content: "the second comes by itself", trigger: ".modal h2:contains(Second Ltd)" },
        { content: "all unchanged, done", trigger: ".modal", run: "press alt+w" },
        { content: "closed", trigger: "body:not(:has(.modal))" },
        { content: "nothing is left", trigger: ".o_list_view .o_nocontent_help, .o_list_view:not(:has(.o_data_row))" },
    ],
});
