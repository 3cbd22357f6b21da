import { registry } from "@web/core/registry";

/* A dormant customer is called, the call is logged, and the customer is active again. */
registry.category("web_tour.tours").add("sales_toolkit_wake", {
    steps: () => [
        { content: "open it", trigger: ".o_data_row .o_data_cell:contains(Sleeping Ltd)", run: "click" },
        { content: "it says that it is dormant", trigger: ".alert [name=dormant_since], .alert [name=dormant_reason]" },
        { content: "log a contact", trigger: ".o_statusbar_buttons button:contains(/Log a Contact|登记跟进|记录跟进|跟进/)", run: "click" },
        { content: "what came of it", trigger: ".modal .o_field_widget[name=outcome] input", run: "edit They want an offer" },
        { trigger: ".modal .o_field_widget[name=outcome] input", run: "press Tab" },
        { content: "save", trigger: ".modal .o_form_button_save", run: "click" },
        { content: "active again", trigger: "body:not(:has(.modal)) .o_form_view:not(:has(.alert [name=dormant_since]:visible)) [name=last_contact_summary]:contains(They want an offer)" },
    ],
});
