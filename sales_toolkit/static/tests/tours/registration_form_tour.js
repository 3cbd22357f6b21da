import { registry } from "@web/core/registry";
import { stepUtils } from "@web_tour/tour_utils";
import { inputFiles } from "@web/../tests/utils";

const CUSTOMER = "江苏恒锂新材料科技有限公司";
const SAMPLE = "/sales_toolkit/static/tests/data/customer_registration_form.xlsx";

/** Puts the file behind `url` into the wizard's file input, as a person would choose it. */
async function chooseFile(url) {
    const content = await (await fetch(url)).arrayBuffer();
    await inputFiles(".modal .o_input_file", [new File([content], "form.xlsx")]);
}

function openImport() {
    return [
        {
            content: "open the menu Customers",
            trigger: ".o_menu_sections [data-menu-xmlid='sales_toolkit.menu_customers']",
            run: "click",
        },
        {
            content: "import registration forms",
            trigger: "[data-menu-xmlid='sales_toolkit.menu_paper_form_import']",
            run: "click",
        },
    ];
}

function preview(url, action) {
    return [
        { content: "choose the file", trigger: ".modal .o_attach", run: async () => chooseFile(await url()) },
        { content: "it is there", trigger: ".modal .o_attachment:not(.o_attachment_uploading) .o_attachment_uploaded" },
        { content: "preview", trigger: ".modal-footer button[name=action_preview]", run: "click" },
        {
            content: `the preview says ${action}`,
            trigger: `.modal .o_data_row .o_field_badge[name=action] .badge:contains(/${action}/)`,
        },
    ];
}

/** One row of the registration form: what stands in it, and its update record. */
function item(name, value, record) {
    const row = `[name=item_${name}]`;
    const steps = [];
    if (value) {
        steps.push({
            content: `${name} is there`,
            trigger: `${row} .o_registration_content`,
            run() {
                const texts = [...this.anchor.querySelectorAll("input, textarea")].map((el) => el.value);
                const text = [this.anchor.textContent, ...texts].join(" ");
                if (!text.includes(value)) {
                    throw new Error(`${name}: "${value}" is not in "${text}"`);
                }
            },
        });
    }
    if (record) {
        steps.push({ content: `${name} has its record`, trigger: `${row} .o_update_latest:contains(${record})` });
    }
    return steps;
}

const ITEMS = {
    en: { size: "500-1,000 employees", budget: "CNY 8-10 million", tags: "High Potential", role: "Decision Maker" },
    zh: { size: "500-1000人,年营收5-10亿", budget: "800-1000万元", tags: "高潜力客户", role: "决策人" },
};
const ACTIONS = { en: ["New", "Unchanged"], zh: ["新建", "无变化"] };

function registrationTour(lang) {
    const texts = ITEMS[lang];
    const [created, unchanged] = ACTIONS[lang];
    return () => [
        stepUtils.showAppsMenuItem(),
        {
            content: "open the app",
            trigger: ".o_app[data-menu-xmlid='sales_toolkit.menu_root']",
            run: "click",
        },
        ...openImport(),
        ...preview(() => SAMPLE, created),
        { content: "import", trigger: ".modal-footer button[name=action_import]", run: "click" },
        { content: "close the report", trigger: ".modal-footer button[name=action_close]", run: "click" },
        { content: "the customer is in the list", trigger: "body:not(:has(.modal)) .o_menu_sections", run: "click" },
        {
            content: "back to the list of customers",
            trigger: ".o_menu_sections [data-menu-xmlid='sales_toolkit.menu_customers']",
            run: "click",
        },
        { trigger: "[data-menu-xmlid='sales_toolkit.menu_customers_all']", run: "click" },
        { content: "open it", trigger: `.o_data_row .o_data_cell:contains(${CUSTOMER})`, run: "click" },
        ...item("name", CUSTOMER, "2024-03-15 初次录入"),
        ...item("credit_code", "91320412MA1X2Y3W4P"),
        ...item("contact_name", "周经理"),
        ...item("contact_title", "采购总监", "2024-06-20 职务调整"),
        ...item("phone", "0519-86540000"),
        ...item("email", "zhou@hengli.example"),
        ...item("industry", "新能源制造"),
        ...item("size", texts.size),
        ...item("main_business", "锂电池正极材料生产"),
        ...item("pain_points", "采购自动化生产线,需降低30%人工成本", "2024-05-10 更新"),
        ...item("budget", texts.budget),
        ...item("decision_chain", texts.role, "2024-04-25 补充"),
        ...item("tags", texts.tags),
        ...item("last_contact_date", "2024"),
        ...item("last_contact_summary", "已提供初步方案,约定下周技术交流"),
        {
            content: "a size that is none",
            trigger: ".o_field_widget[name=size_text] input",
            run: "edit some hundred && press Tab",
        },
        { content: "is told", trigger: ".modal .modal-body:contains(some hundred)" },
        { content: "understood", trigger: ".modal .modal-footer button.btn-primary", run: "click" },
        { content: "it stays", trigger: "body:not(:has(.modal)) .o_field_widget[name=size_text] input:value(some hundred)" },
        {
            content: "to be corrected",
            trigger: ".o_field_widget[name=size_text] input",
            run: `edit ${texts.size} && press Tab`,
        },
        {
            content: "change the contact's title",
            trigger: ".o_field_widget[name=contact_title] input",
            run: "edit 采购副总裁 && press Tab",
        },
        {
            content: "and say why, beside it",
            trigger: ".o_update_reason[data-item=contact_title]",
            run: "edit 职务调整",
        },
        ...stepUtils.saveForm(),
        {
            content: "the form shows today's date and the reason",
            trigger: ".o_update_latest[data-item=contact_title]:contains(职务调整)",
            run() {
                // the day where the user is, wherever the browser runs
                const today = luxon.DateTime.now().setZone("Asia/Shanghai").toFormat("yyyy-MM-dd");
                if (!this.anchor.textContent.includes(today)) {
                    throw new Error(`not today (${today}): ${this.anchor.textContent}`);
                }
            },
        },
        { content: "open the history", trigger: ".o_update_latest[data-item=contact_title]", run: "click" },
        { content: "the new one", trigger: ".o_update_history td:contains(采购副总裁)" },
        { content: "and the old one", trigger: ".o_update_history td:contains(2024-06-20)", run: "click" },
        { content: "close the history", trigger: ".o_form_sheet .oe_title, .o_form_sheet h1", run: "click" },
        ...openImport(),
        ...preview(async () => {
            const path = window.location.pathname.match(/toolkit-customers\/(\d+)/);
            return `/sales_toolkit/paper_form/${path[1]}`;
        }, unchanged),
        { content: "leave it at that", trigger: ".modal-footer button[special=cancel]:visible", run: "click" },
        { content: "closed", trigger: "body:not(:has(.modal))" },
    ];
}

registry.category("web_tour.tours").add("sales_toolkit_registration_form", { steps: registrationTour("en") });
registry.category("web_tour.tours").add("sales_toolkit_registration_form_zh", { steps: registrationTour("zh") });
