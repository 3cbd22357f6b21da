import { registry } from "@web/core/registry";
import { stepUtils } from "@web_tour/tour_utils";

/*
 * A customer from the trade show to its approval, by the names of fields and buttons only, so that
 * it is the same in every language. Rep and team leader take turns.
 */
const CUSTOMER = "Trade Show Lead Ltd";
const COMMENT = "Which model do they need?";

function fill(item, field, value, press = "Tab") {
    const selector = `[name=item_${item}] .o_field_widget[name=${field}]`;
    return [
        { content: `fill in ${field}`, trigger: `${selector} input, ${selector} textarea`, run: `edit ${value}` },
        { trigger: `${selector} input, ${selector} textarea`, run: `press ${press}` },
    ];
}

function submit() {
    return { content: "submit", trigger: "button[name=action_submit_for_review]:enabled", run: "click" };
}

function isState(state) {
    return {
        content: `the state is ${state}`,
        trigger: `.o_statusbar_status .o_arrow_button_current[data-value=${state}]:visible`,
    };
}

function openReview() {
    return [
        { content: "open the review", trigger: `.o_data_row .o_data_cell:contains(${CUSTOMER})`, run: "click" },
        { content: "the reviewer may decide", trigger: "button[name=action_approve]:enabled" },
    ];
}

const NOTHING_LEFT = {
    content: "nothing is left to review",
    trigger: ".o_list_view .o_nocontent_help, .o_list_view:not(:has(.o_data_row))",
};

registry.category("web_tour.tours").add("sales_toolkit_review_draft", {
    steps: () => [
        { content: "a new customer", trigger: ".o_list_button_add", run: "click" },
        ...fill("name", "name", CUSTOMER),
        ...fill("phone", "contact_phone", "0512 6688 0000"),
        ...stepUtils.saveForm(),
        isState("draft"),
        submit(),
        { content: "it says what is missing", trigger: ".modal .o_error_dialog, .modal .modal-body" },
        { content: "close the message", trigger: ".modal footer .btn-primary", run: "click" },
        ...fill("contact_name", "contact_name", "Li Ming"),
        ...fill("need_description", "need_description", "A laser cutter"),
        ...stepUtils.saveForm(),
        submit(),
        isState("pending"),
    ],
});

registry.category("web_tour.tours").add("sales_toolkit_review_return", {
    steps: () => [
        ...openReview(),
        { content: "what was entered", trigger: ".o_field_widget[name=update_log_ids] td:contains(A laser cutter)" },
        { content: "return it, by keyboard", trigger: ".o_form_view", run: "press alt+r" },
        { content: "say why", trigger: ".modal .o_field_widget[name=comment] textarea", run: `edit ${COMMENT}` },
        { trigger: ".modal .o_field_widget[name=comment] textarea", run: "press Tab" },
        { content: "and go on", trigger: ".modal", run: "press alt+q" },
        NOTHING_LEFT,
    ],
});

registry.category("web_tour.tours").add("sales_toolkit_review_mend", {
    steps: () => [
        { content: "the clock menu", trigger: ".o_menu_systray i.fa-clock-o", run: "click" },
        { content: "something waits", trigger: ".o-mail-ActivityGroup", run: "click" },
        { content: "open it", trigger: ".o_data_row .o_data_cell", run: "click" },
        { content: "the customer that came back", trigger: `.o_data_row .o_data_cell:contains(${CUSTOMER})`, run: "click" },
        { content: "what the reviewer says", trigger: `.alert:contains(${COMMENT})` },
        ...fill("need_description", "need_description", "A 6 kW laser cutter"),
        ...stepUtils.saveForm(),
        submit(),
        isState("pending"),
    ],
});

registry.category("web_tour.tours").add("sales_toolkit_review_approve", {
    steps: () => [
        ...openReview(),
        { content: "what is new", trigger: ".o_field_widget[name=update_log_ids] td:contains(A 6 kW laser cutter)" },
        { content: "approve it, by keyboard", trigger: ".o_form_view", run: "press alt+a" },
        NOTHING_LEFT,
    ],
});
