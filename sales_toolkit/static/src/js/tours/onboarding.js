import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { stepUtils } from "@web_tour/tour_utils";

const CUSTOMERS = ".o_menu_sections [data-menu-xmlid='sales_toolkit.menu_customers']";

const field = (name, tag = "input") => `.o_form_view .o_field_widget[name=${name}] ${tag}`;

/** A new salesperson's first customer: register it, fill in what is required, and write down the first contact. */
registry.category("web_tour.tours").add("sales_toolkit_onboarding", {
    url: "/odoo",
    steps: () => [
        stepUtils.showAppsMenuItem(),
        {
            // not for who is there already: My Day offers this tour
            isActive: [`body:not(:has(${CUSTOMERS}))`],
            trigger: ".o_app[data-menu-xmlid='sales_toolkit.menu_root']",
            content: _t("Here are your customers, and what waits for you."),
            tooltipPosition: "bottom",
            run: "click",
        },
        {
            trigger: CUSTOMERS,
            content: _t("Open the menu of customers."),
            tooltipPosition: "bottom",
            run: "click",
        },
        {
            trigger: "[data-menu-xmlid='sales_toolkit.menu_customers_all']",
            content: _t("These are the registered customers."),
            tooltipPosition: "right",
            run: "click",
        },
        {
            trigger: ".o_list_view .o_list_button_add",
            content: _t("Register a customer: a name and a phone number are enough to begin with."),
            tooltipPosition: "bottom",
            run: "click",
        },
        {
            trigger: field("name", ":is(input, textarea)"),
            content: _t("The name of the company."),
            tooltipPosition: "bottom",
            run: "edit 华东精密机械有限公司",
        },
        {
            trigger: field("contact_name"),
            content: _t("Whom you talk to there."),
            tooltipPosition: "right",
            run: "edit 周经理",
        },
        {
            trigger: field("contact_phone"),
            content: _t("How to reach them."),
            tooltipPosition: "right",
            run: "edit 0512-58880000",
        },
        {
            trigger: field("need_description", "textarea"),
            content: _t("What they need, in a sentence. What is still missing stands on top of the form."),
            tooltipPosition: "top",
            run: "edit 柔性加工单元两套",
        },
        {
            trigger: ".o_form_button_save",
            content: _t("Save. From now on each change is kept beside its item: when, by whom, and why."),
            tooltipPosition: "bottom",
            run: "click",
        },
        {
            trigger: ".o_form_saved button.o_toolkit_log_contact",
            content: _t("You have talked to them? Write it down."),
            tooltipPosition: "bottom",
            run: "click",
        },
        {
            trigger: ".modal .o_field_widget[name=outcome] input",
            content: _t("How did it go, in a few words?"),
            tooltipPosition: "bottom",
            run: "edit 已初步沟通",
        },
        {
            trigger: ".modal .o_field_widget[name=minutes] textarea",
            content: _t("What was said."),
            tooltipPosition: "top",
            run: "edit 希望下周看方案",
        },
        {
            trigger: ".modal .o_field_widget[name=next_step] input",
            content: _t("What comes next."),
            tooltipPosition: "top",
            run: "edit 演示方案",
        },
        {
            trigger: ".modal .modal-footer .o_form_button_save",
            content: _t("Save: the contact stands with the customer now."),
            tooltipPosition: "top",
            run: "click",
        },
        { trigger: "body:not(:has(.modal)) .o_form_view" },
    ],
});
