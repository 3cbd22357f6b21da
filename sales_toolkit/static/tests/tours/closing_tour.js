import { registry } from "@web/core/registry";

/*
 * From the win to the signature, by the names of fields and buttons only, so that it is the same in every
 * language. Rep and approver take turns.
 */
const DEAL = "Laser cutter for Hengli";
const COMMENT = "Which model is it?";

function isState(state) {
    return {
        content: `the state is ${state}`,
        trigger: `.o_statusbar_status .o_arrow_button_current[data-value=${state}]:visible`,
    };
}

function fill(name, value) {
    const field = `.o_field_widget[name=${name}] input`;
    return [
        { content: `fill in ${name}`, trigger: field, run: `edit ${value}` },
        { trigger: field, run: "press Tab" },
    ];
}

const openContract = {
    content: "open the contract",
    trigger: `.o_data_row .o_data_cell:contains(${DEAL})`,
    run: "click",
};
const nothingLeft = {
    content: "nothing is left to approve",
    trigger: ".o_list_view .o_nocontent_help, .o_list_view:not(:has(.o_data_row))",
};
const waiting = [
    { content: "the clock menu", trigger: ".o_menu_systray i.fa-clock-o", run: "click" },
    { content: "something waits", trigger: ".o-mail-ActivityGroup[data-model_name='sales_toolkit.reminder']", run: "click" },
    { content: "open it", trigger: ".o_data_row .o_data_cell", run: "click" },
    openContract,
];

registry.category("web_tour.tours").add("sales_toolkit_closing_win", {
    steps: () => [
        {
            content: "win it by drag and drop",
            trigger: `.o_kanban_record:contains(${DEAL})`,
            run: "drag_and_drop .o_opportunity_kanban .o_kanban_group:last",
        },
        { content: "won, and asked nothing", trigger: ".o_reward svg.o_reward_rainbow_man" },
    ],
});

registry.category("web_tour.tours").add("sales_toolkit_closing_submit", {
    steps: () => [
        openContract,
        isState("draft"),
        { content: "it says what is to be paid", trigger: ".o_field_widget[name=instalment_ids] td:contains(300)" },
        ...fill("customer_signatory", "Li Ming"),
        { content: "the terms", trigger: ".nav-link[name=terms]", run: "click" },
        { trigger: ".o_field_widget[name=terms] .odoo-editor-editable:visible" },
        { content: "submit, by keyboard", trigger: ".o_form_view", run: "press alt+q" },
        isState("submitted"),
    ],
});

registry.category("web_tour.tours").add("sales_toolkit_closing_return", {
    steps: () => [
        openContract,
        { content: "may decide", trigger: "button[name=action_approve]:enabled" },
        { content: "the parties can't be edited", trigger: ".o_field_widget[name=customer_signatory].o_readonly_modifier" },
        { content: "return it, by keyboard", trigger: ".o_form_view", run: "press alt+r" },
        { content: "say why", trigger: ".modal .o_field_widget[name=comment] textarea", run: `edit ${COMMENT}` },
        { trigger: ".modal .o_field_widget[name=comment] textarea", run: "press Tab" },
        { content: "and go on", trigger: ".modal", run: "press alt+q" },
        isState("returned"),
    ],
});

registry.category("web_tour.tours").add("sales_toolkit_closing_mend", {
    steps: () => [
        ...waiting,
        { content: "what the approver says", trigger: `.alert:contains(${COMMENT})` },
        { content: "mend it", trigger: ".o_field_widget[name=subject] input", run: `edit ${DEAL}, 6 kW` },
        { trigger: ".o_field_widget[name=subject] input", run: "press Tab" },
        { content: "submit", trigger: "button[name=action_submit]:enabled", run: "click" },
        isState("submitted"),
    ],
});

registry.category("web_tour.tours").add("sales_toolkit_closing_approve", {
    steps: () => [
        { content: "approve it from the list", trigger: `.o_data_row:contains(${DEAL}, 6 kW) button[name=action_approve]`, run: "click" },
        nothingLeft,
    ],
});

registry.category("web_tour.tours").add("sales_toolkit_closing_sign", {
    steps: () => [
        ...waiting,
        isState("approved"),
        { content: "signed, by keyboard", trigger: ".o_form_view", run: "press alt+g" },
        {
            content: "the scan",
            trigger: ".modal .o_field_widget[name=scan] input[type=file]:not(:visible)",
            run({ anchor }) {
                const file = new File(["%PDF-1.4 signed"], "signed.pdf", { type: "application/pdf" });
                const files = new DataTransfer();
                files.items.add(file);
                anchor.files = files.files;
                anchor.dispatchEvent(new Event("change", { bubbles: true }));
            },
        },
        { content: "it is there", trigger: ".modal .o_field_widget[name=scan] input:value(signed.pdf), .modal .o_field_widget[name=scan]:contains(signed.pdf)" },
        { content: "done", trigger: ".modal button[name=action_sign]:enabled", run: "click" },
        isState("signed"),
        { content: "every step is on record", trigger: ".nav-link[name=steps]", run: "click" },
        { trigger: ".o_field_widget[name=step_ids] .o_data_row:nth-child(6)" },
    ],
});
