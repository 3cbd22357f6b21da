import { registry } from "@web/core/registry";
import { openForm } from "./clicks_tour";

/*
 * Every screen of ours: whatever can be pressed or typed into says what it is, and text stands out from what is behind
 * it (WCAG 2: 4.5 to 1, large text 3 to 1). The ERP's own fields, badges and buttons look as its theme has them.
 */
const OURS = [
    ".o_my_day", ".o_brief", ".o_team_board", ".o_sales_toolkit_calibration", ".o_completeness", ".o_completeness_bar",
    ".o_update_record", ".o_update_history", ".o_update_latest", ".o_update_reason", ".o_grade_badge",
    ".o_registration_head", ".o_key_notes", ".o_toolkit_first_steps",
].join(", "); // prettier-ignore
const CONTROLS = "a[href], button, input:not([type=hidden]), select, textarea, [role=button]";
// of the theme: buttons, fields, placeholders
const THEME = ".btn-primary, .btn-secondary, .o_field_widget:not(.o_field_sales_toolkit_grade_badge), .o_control_panel";
const problems = [];
const titles = {};

const seen = (el) => el.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && el.getClientRects().length;

function nameOf(el) {
    const byId = (el.getAttribute("aria-labelledby") || "").split(" ").map((id) => document.getElementById(id));
    const texts = [
        el.getAttribute("aria-label"),
        ...byId.map((label) => label?.textContent),
        ...[...(el.labels || [])].map((label) => label.textContent),
        el.matches("input, select, textarea") ? "" : el.textContent,
        ...[...el.querySelectorAll("[aria-label], [alt]")].map((in_) => in_.ariaLabel || in_.alt),
        el.title,
        el.placeholder,
    ];
    return texts.find((text) => text?.trim());
}

function parse(color) {
    const [r, g, b, a = 1] = color.match(/[\d.]+/g).map(Number);
    return { r, g, b, a };
}

function mix(top, below) {
    const part = (key) => top[key] * top.a + below[key] * (1 - top.a);
    return { r: part("r"), g: part("g"), b: part("b"), a: 1 };
}

/** What is behind the text of an element: the backgrounds up to the first that hides the rest. */
function backgroundOf(el) {
    const layers = [];
    for (let node = el; node; node = node.parentElement) {
        const color = parse(getComputedStyle(node).backgroundColor);
        layers.push(color);
        if (color.a === 1) {
            break;
        }
    }
    return layers.reduceRight((below, top) => mix(top, below), { r: 255, g: 255, b: 255, a: 1 });
}

function light({ r, g, b }) {
    const linear = (value) => (value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
    return 0.2126 * linear(r / 255) + 0.7152 * linear(g / 255) + 0.0722 * linear(b / 255);
}

function contrastOf(el) {
    const background = backgroundOf(el);
    const [one, other] = [light(mix(parse(getComputedStyle(el).color), background)), light(background)];
    return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
}

function wantedFor(el) {
    const { fontSize, fontWeight } = getComputedStyle(el);
    const large = parseFloat(fontSize) >= 24 || (parseFloat(fontSize) >= 18.66 && Number(fontWeight) >= 700);
    return large ? 3 : 4.5;
}

function hasText(el) {
    return [...el.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent.trim());
}

function look(screen) {
    const title = document.querySelector(".o_last_breadcrumb_item").getBoundingClientRect();
    titles[screen] = Math.round(title.top + title.height / 2);
    const parts = [...document.querySelectorAll(OURS)].filter(seen);
    if (!parts.length) {
        problems.push(`${screen}: nothing of ours is there`);
    }
    const all = new Set(parts.flatMap((part) => [part, ...part.querySelectorAll("*")]).filter(seen));
    for (const el of all) {
        if (el.matches(CONTROLS) && !nameOf(el)) {
            problems.push(`${screen}: without a name: ${el.outerHTML.slice(0, 150)}`);
        }
        if (hasText(el) && !el.closest(THEME) && contrastOf(el) < wantedFor(el)) {
            const { color } = getComputedStyle(el);
            const { r, g, b } = backgroundOf(el);
            const ratio = contrastOf(el).toFixed(2);
            problems.push(`${screen}: ${ratio}: ${color} on ${[r, g, b].map(Math.round)}: ${el.outerHTML.slice(0, 150)}`);
        }
    }
}

function doAction(...args) {
    return odoo.__WOWL_DEBUG__.root.env.services.action.doAction(...args);
}

function screen(name, open, ready) {
    return [
        { content: `open ${name}`, trigger: "body", run: open },
        { content: `look at ${name}`, trigger: ready, run: () => look(name) },
    ];
}

const open = (action) => () => doAction(action, { clearBreadcrumbs: true });

registry.category("web_tour.tours").add("sales_toolkit_looks", {
    steps: () => [
        ...screen("My Day", open("sales_toolkit.my_day_action"), ".o_my_day_item"),
        { trigger: ".o_my_day_item .o_my_day_brief", run: "click" },
        { trigger: ".o_brief", run: () => look("Brief") },
        ...screen("Team board", open("sales_toolkit.team_board_action"), ".o_team_board_tiles"),
        ...screen("Calibration", open("sales_toolkit.calibration_action"), ".o_sales_toolkit_calibration"),
        ...screen("Customers", open("sales_toolkit.customer_action"), ".o_list_view .o_completeness_bar"),
        ...screen("Customer", openForm("res.partner", "Clicks customer"), ".o_update_latest"),
        { trigger: ".o_update_latest", run: "click" },
        { trigger: ".o_update_history", run: () => look("Update record") },
        ...screen("Deals", open("crm.crm_lead_action_pipeline"), ".o_kanban_record .o_grade_badge"),
        {
            content: "titles stay where they are from screen to screen",
            trigger: "body",
            run() {
                for (const screen of ["My Day", "Team board", "Calibration", "Deals"]) {
                    if (titles[screen] !== titles.Customers) {
                        problems.push(`${screen}: its title is at ${titles[screen]}, not at ${titles.Customers}`);
                    }
                }
            },
        },
        {
            content: "nothing to complain about",
            trigger: "body",
            run() {
                if (problems.length) {
                    throw new Error(`${problems.length} problems:\n${[...new Set(problems)].join("\n")}`);
                }
            },
        },
    ],
});
