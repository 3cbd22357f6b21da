import { registry } from "@web/core/registry";
import { stepUtils } from "@web_tour/tour_utils";

function open(menu) {
    return [
        {
            content: "open the menu Customers",
            trigger: ".o_menu_sections [data-menu-xmlid='sales_toolkit.menu_customers']",
            run: "click",
        },
        { content: `open ${menu}`, trigger: `[data-menu-xmlid='sales_toolkit.${menu}']`, run: "click" },
    ];
}

/** While typing: a customer of one's own with a link, a colleague's without its name. */
registry.category("web_tour.tours").add("sales_toolkit_duplicate_hints", {
    steps: () => [
        stepUtils.showAppsMenuItem(),
        { trigger: ".o_app[data-menu-xmlid='sales_toolkit.menu_root']", run: "click" },
        ...open("menu_customers_all"),
        { content: "a new customer", trigger: ".o_control_panel .o_list_button_add, .o-kanban-button-new", run: "click" },
        { content: "type a name", trigger: "h1 [name=name] textarea:visible", run: "edit 恒力机械（江苏）股份有限公司" },
        { content: "leave the field", trigger: "[name=email] input", run: "click" },
        {
            content: "one's own is linked",
            trigger: ".o_duplicate_hint:contains(same name) a[target=_blank]:contains(江苏恒力机械有限公司)",
        },
        { content: "type a phone", trigger: ".o_form_view [name=phone] input:visible:first", run: "edit 139 0000 1234" },
        { content: "leave the field", trigger: "[name=email] input", run: "click" },
        { content: "a colleague's is not named", trigger: ".o_duplicate_hint:contains(a customer of Test rep2):not(:has(a))" },
        ...stepUtils.saveForm(),
    ],
});

/** The list of suspected pairs: one is not the same, the other is merged. */
registry.category("web_tour.tours").add("sales_toolkit_duplicate_pairs", {
    steps: () => [
        stepUtils.showAppsMenuItem(),
        { trigger: ".o_app[data-menu-xmlid='sales_toolkit.menu_root']", run: "click" },
        ...open("menu_duplicate"),
        {
            content: "not the same",
            trigger: ".o_data_row:contains(Long March) button[name=action_mark_different]",
            run: "click",
        },
        { content: "it is off the list", trigger: ".o_list_view:not(:has(.o_data_row:contains(Long March)))" },
        { content: "merge", trigger: ".o_data_row:contains(Great Wall) button[name=action_merge]", run: "click" },
        { content: "both are compared", trigger: ".modal [name=comparison] td:contains(Great Wall)" },
        { content: "both sheets", trigger: ".modal .alert:contains(Both have a confidential sheet)" },
        {
            content: "the other budget",
            trigger: ".modal [name=keep_amount] input[data-value=b], .modal [name=keep_amount] .o_radio_item:last-child input",
            run: "click",
        },
        { content: "merge them", trigger: ".modal-footer button[name=action_merge]", run: "click" },
        { content: "the customer that was kept", trigger: ".o_form_view h1 [name=name] textarea:visible" },
    ],
});
