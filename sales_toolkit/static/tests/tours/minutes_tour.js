import { registry } from "@web/core/registry";

const CARD = ".o_kanban_record:contains(Tour call), .o_data_cell:contains(Tour call)";

/** When the draft has been kept, which happens whenever somebody pauses. */
function draftKept() {
    return new Promise((resolve) => {
        const observer = new PerformanceObserver((list) => {
            if (list.getEntries().some(({ name }) => /sales_toolkit\.follow_up\/(write|web_save)$/.test(name))) {
                observer.disconnect();
                resolve();
            }
        });
        observer.observe({ type: "resource" });
    });
}

/* A call, from the clock menu to the next follow-up: nobody answers, then somebody does. */
registry.category("web_tour.tours").add("sales_toolkit_minutes", {
    steps: () => [
        { content: "what is due", trigger: ".o_menu_systray button:has(.fa-clock-o)", run: "click" },
        { content: "opportunities", trigger: ".o-mail-ActivityGroup[data-model_name='crm.lead']", run: "click" },
        { content: "the deal", trigger: CARD, run: "click" },
        { content: "done", trigger: ".o-mail-Activity-markDone", run: "click" },
        { content: "its goal is there", trigger: ".modal .o_minutes_goal:contains(Say hello)" },
        { content: "nobody answered", trigger: ".modal .o_minutes_outcomes .o_radio_item:nth-child(2) input", run: "click" },
        { content: "again tomorrow", trigger: ".modal .o_field_widget[name=next_method]" },
        { content: "done", trigger: ".modal button[name=action_done]", run: "click" },
        { content: "about the same, tomorrow", trigger: "body:not(:has(.modal)) .o-mail-Activity:has(.text-success):contains(Say hello) .o-mail-Activity-markDone", run: "click" },
        { content: "somebody answered", trigger: ".modal .o_minutes_outcomes .o_radio_item:nth-child(1) input", run: "click" },
        { content: "what was said", trigger: ".modal [name=minutes] textarea", run: "edit They want a second quotation" },
        { content: "closed at once", trigger: ".modal .modal-header :is(.btn-close, button:has(.oi-arrow-left))", run: "click" },
        { content: "and opened again", trigger: "body:not(:has(.modal)) .o-mail-Activity:contains(Say hello) .o-mail-Activity-markDone", run: "click" },
        { content: "what was tapped is there", trigger: ".modal .o_minutes_outcomes .o_radio_item:nth-child(1) input:checked" },
        { content: "what was typed is there", trigger: ".modal [name=minutes] textarea:value(They want a second quotation)" },
        { content: "the next goal", trigger: ".modal [name=next_step] input", run: "edit Show the machine" },
        { content: "something was promised", trigger: ".modal .o_field_x2many_list_row_add a", run: "click" },
        { content: "what", trigger: ".modal .o_selected_row [name=name] input", run: "edit Send the" },
        { content: "a pause", trigger: ".modal .o_selected_row [name=name] input", run: draftKept },
        { content: "the rest", trigger: ".modal .o_selected_row [name=name] input", run: "edit Send the drawings" },
        { content: "done", trigger: ".modal button[name=action_done]", run: "click" },
        { content: "the promise is to be kept", trigger: "body:not(:has(.modal)) .o-mail-Activity:contains(Send the drawings)" },
    ],
});

registry.category("web_tour.tours").add("sales_toolkit_minutes_incomplete", {
    steps: () => [
        { content: "what is due", trigger: ".o_menu_systray button:has(.fa-clock-o)", run: "click" },
        { content: "opportunities", trigger: ".o-mail-ActivityGroup[data-model_name='crm.lead']", run: "click" },
        { content: "the deal", trigger: CARD, run: "click" },
        { content: "done", trigger: ".o-mail-Activity-markDone", run: "click" },
        { content: "what was promised", trigger: ".modal [name=promise_ids] .o_data_row [name=name]", run: "click" },
        { content: "is not promised", trigger: ".modal .o_selected_row [name=name] input", run: "clear" },
        { content: "what was said", trigger: ".modal [name=minutes] textarea", run: "edit They want a second quotation" },
        { content: "closed at once", trigger: ".modal .modal-header :is(.btn-close, button:has(.oi-arrow-left))", run: "click" },
        { content: "and opened again", trigger: "body:not(:has(.modal)) .o-mail-Activity:contains(Say hello) .o-mail-Activity-markDone", run: "click" },
        { content: "what was typed is there", trigger: ".modal [name=minutes] textarea:value(They want a second quotation)" },
        { content: "closed", trigger: ".modal .modal-header :is(.btn-close, button:has(.oi-arrow-left))", run: "click" },
        { content: "for good", trigger: "body:not(:has(.modal)) .o-mail-Activity" },
    ],
});
