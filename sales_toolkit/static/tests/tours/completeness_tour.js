import { registry } from "@web/core/registry";
import { stepUtils } from "@web_tour/tour_utils";

/** The button of a missing item, by the item's key. */
function button(item) {
    return `.o_completeness .o_completeness_item[data-item=${item}]`;
}

function hasFocus(item, tag) {
    return {
        content: `the cursor is in ${item}`,
        trigger: `.tab-pane.active [name=item_${item}]:has(${tag}:focus)`,
    };
}

function completenessTour(texts) {
    return () => [
        { content: "one of the customers", trigger: ".o_data_row:contains(Tour Customer)" },
        {
            content: "how complete it is, at a glance",
            trigger: ".o_data_row:contains(Tour Customer) [role=progressbar][aria-valuenow='30']",
        },
        { content: "open it", trigger: ".o_data_row .o_data_cell:contains(Tour Customer)", run: "click" },
        { content: "it says 30%", trigger: ".o_completeness .o_completeness_number:contains(30%)" },
        {
            content: "a required item is marked",
            trigger: `${button("need_description")}.o_completeness_required:contains(${texts.need})`,
        },
        { content: "a recommended one is not", trigger: `${button("industry")}:not(.o_completeness_required)` },
        { content: "confidential ones are told to people concerned", trigger: `${button("budget")} .fa-lock` },
        { content: "another page", trigger: ".nav-link[name=contact_addresses]", run: "click" },
        { content: "it is open", trigger: ".nav-link[name=contact_addresses].active" },
        { content: "go to what is missing", trigger: button("need_description"), run: "click" },
        hasFocus("need_description", "textarea"),
        {
            content: "fill it in",
            trigger: "[name=item_need_description] textarea",
            run: "edit Two pumps && press Tab",
        },
        {
            content: "before saving, it is missing no more",
            trigger: ".o_completeness:not(:has([data-item=need_description]))",
        },
        { content: "and the figure has grown", trigger: ".o_completeness .o_completeness_number:contains(45%)" },
        {
            content: "with the keyboard too",
            trigger: button("tags"),
            async run(helpers) {
                this.anchor.focus();
                await helpers.press("Enter");
            },
        },
        hasFocus("tags", "input"),
        { content: "and to an item in a list", trigger: button("decision_chain"), run: "click" },
        hasFocus("decision_chain", "a"),
        ...stepUtils.saveForm(),
        { content: "it has been kept", trigger: ".o_completeness .o_completeness_number:contains(45%)" },
    ];
}

registry.category("web_tour.tours").add("sales_toolkit_completeness", {
    steps: completenessTour({ need: "Need Description" }),
});
registry.category("web_tour.tours").add("sales_toolkit_completeness_zh", {
    steps: completenessTour({ need: "需求描述" }),
});
