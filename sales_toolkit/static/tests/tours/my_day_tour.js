import { registry } from "@web/core/registry";

/* A rep's day: late minutes, a call that nobody answers, a check of which nothing comes, then what comes next. */
const first = (section) => `.o_my_day_section[data-section=${section}] .o_my_day_item`;

registry.category("web_tour.tours").add("sales_toolkit_my_day", {
    steps: () => [
        { content: "late minutes come first", trigger: ".o_my_day_section:first-of-type[data-section=minutes_late]" },
        { content: "three things", trigger: ".progress[role=progressbar][aria-valuenow='0']" },
        { content: "write them", trigger: `${first("minutes_late")} .btn-primary`, run: "click" },
        { content: "what was said", trigger: ".modal [name=minutes] textarea", run: "edit They want a second quotation" },
        { content: "saved", trigger: ".modal button[name=action_write_minutes]", run: "click" },
        { content: "they vanish", trigger: ".o_my_day_body:not(:has([data-section=minutes_late]))" },
        { content: "a third is done", trigger: ".progress[role=progressbar][aria-valuenow='33']" },
        { content: "the call", trigger: `${first("follow_up_a")} .o_my_day_call[href^='tel:']` },
        { content: "nobody answers", trigger: `${first("follow_up_a")} .o_my_day_do:nth-of-type(3)`, run: "click" },
        { content: "it vanishes", trigger: ".o_my_day_body:not(:has([data-section=follow_up_a]))" },
        { content: "look at the check", trigger: `${first("data_check")} .o_my_day_do.btn-primary`, run: "click" },
        { content: "it opens", trigger: ".modal .o_form_view .o_data_row" },
        { content: "not now", trigger: ".modal-header .btn-close, .modal-header .oi-arrow-left", run: "click" },
        { content: "it is still due", trigger: `body:not(:has(.modal)) ${first("data_check")}` },
        { content: "nothing has changed", trigger: `${first("data_check")} .o_my_day_do.btn-secondary`, run: "click" },
        { content: "all done", trigger: ".progress[role=progressbar][aria-valuenow='100'] .bg-success" },
        { content: "the next call", trigger: first("ahead") },
    ],
});
