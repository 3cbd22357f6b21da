import { registry } from "@web/core/registry";

/*
 * The table "How much it takes" in docs/reps.md, row by row: each task is done as a person does it, and what it took is
 * compared with what the table says, which the test puts into the session. A press of the pointer is a click; a
 * shortcut or typing is none.
 */
let clicks = 0;
window.addEventListener("pointerdown", () => clicks++, true);

export function hoot() {
    return odoo.loader.modules.get("@odoo/hoot-dom");
}

function doAction(action, options = {}) {
    return odoo.__WOWL_DEBUG__.root.env.services.action.doAction(action, { clearBreadcrumbs: true, ...options });
}

export function openForm(model, name) {
    return async () => {
        const { orm } = odoo.__WOWL_DEBUG__.root.env.services;
        const [id] = await orm.search(model, [["name", "=", name]], { limit: 1 });
        await doAction({ type: "ir.actions.act_window", res_model: model, res_id: id, views: [[false, "form"]] });
    };
}

export const openMyDay = () => doAction("sales_toolkit.my_day_action");
export const openReviews = () => doAction("sales_toolkit.review_action_mine");

/** Text for what has the focus, without a click into it. */
export function type(text) {
    document.execCommand("insertText", false, text);
}

function task(column, name, open, ready, steps) {
    const key = `${column}: ${name}`;
    return [
        { content: `${key}: begin`, trigger: "body", run: open || (() => {}) },
        { content: `${key}: ready`, trigger: ready, run: () => (clicks = 0) },
        ...steps,
        {
            content: `${key}: as the table says`,
            trigger: "body",
            run() {
                const wanted = JSON.parse(sessionStorage.getItem("sales_toolkit_clicks"));
                if (wanted[key] !== clicks) {
                    throw new Error(`${key}: ${clicks} clicks, but docs/reps.md says ${wanted[key]}`);
                }
                delete wanted[key];
                sessionStorage.setItem("sales_toolkit_clicks", JSON.stringify(wanted));
            },
        },
    ];
}

const ours = (...args) => task("Toolkit", ...args);
const core = (...args) => task("ERP's CRM", ...args);
const click = (trigger) => ({ trigger, run: "click" });
const first = (section) => `.o_my_day_section[data-section=${section}] .o_my_day_item`;
const gone = (section) => ({ trigger: `.o_my_day_body:not(:has([data-section=${section}]))` });
const LEFT = {
    content: "no task of the table is left",
    trigger: "body",
    run() {
        const left = Object.keys(JSON.parse(sessionStorage.getItem("sales_toolkit_clicks")));
        if (left.length) {
            throw new Error(`not driven: ${left.join("; ")}`);
        }
    },
};

/** Note a contact on the core activity, and plan the next one with its kind and day. */
function coreCall(text) {
    return [
        click(".o-mail-Activity:contains(Core call) .o-mail-Activity-markDone"),
        { trigger: ".o-mail-ActivityMarkAsDone textarea:focus", run: () => type(text) },
        click(".o-mail-ActivityMarkAsDone button[aria-label='Done and Schedule Next']"),
        click(".modal .o_field_widget[name=activity_type_id] .o_selection_badge:contains(Call)"),
        click(".modal .o_field_widget[name=date_deadline] button"),
        click(".o_datetime_picker .o_date_item_cell:contains(/^15$/)"),
        click(".modal .modal-footer .btn-primary:contains(Save)"),
        { trigger: "body:not(:has(.modal)) .o-mail-Activity:contains(Call)" },
    ];
}

registry.category("web_tour.tours").add("sales_toolkit_clicks", {
    steps: () => [
        // from the menu of apps, as one begins the day
        click(".o_navbar_apps_menu button"),
        click(".o_app[data-menu-xmlid='sales_toolkit.menu_root']"),
        ...ours("find today's work", null, ".o_my_day_item", [{ trigger: first("follow_up_a") }]),
        ...ours("prepare for a contact", openMyDay, first("follow_up_a"), [
            click(`${first("follow_up_a")} .o_my_day_brief`),
            { trigger: ".o_brief" },
        ]),
        ...ours("note a call and have the next one planned", openMyDay, first("follow_up_a"), [
            click(`${first("follow_up_a")} .o_my_day_do.btn-primary`),
            click(".modal .o_minutes_outcomes .o_radio_item:nth-child(1) input"),
            { trigger: ".modal [name=minutes] textarea:focus", run: () => type("They want a second quotation") },
            click(".modal button[name=action_done]"),
            gone("follow_up_a"),
        ]),
        ...ours("nobody answers, try again tomorrow", openMyDay, first("follow_up"), [
            click(`${first("follow_up")} .o_my_day_do.btn-secondary`),
            gone("follow_up"),
        ]),
        ...ours("data check, nothing changed", openMyDay, first("data_check"), [
            click(`${first("data_check")} .o_my_day_do.btn-secondary`),
            gone("data_check"),
        ]),
        { trigger: "body", run: openReviews },
        click(".o_data_row .o_data_cell:contains(Clicks review 1)"),
        ...ours("approve a customer, and go to the next", null, "h1:contains(Clicks review 1)", [
            click("button[name=action_approve]:enabled"),
            { trigger: "h1:contains(Clicks review 2)" },
        ]),
        ...ours("change an item with its reason", openForm("res.partner", "Clicks customer"), ".o_update_latest", [
            { trigger: "[name=item_main_business] textarea", run: "edit Machine tools" },
            { trigger: ".o_update_reason[data-item=main_business]", run: "edit New management" },
        ]),
        { trigger: "body", run: "press Alt+s" },
        { trigger: "[name=item_main_business] .o_update_latest:contains(New management)" },
        ...ours("mark won", openForm("crm.lead", "Clicks deal"), "button[name=action_set_won_rainbowman]", [
            click("button[name=action_set_won_rainbowman]"),
            { trigger: ".o_statusbar_status .o_arrow_button_current:contains(Won)" },
        ]),
        // the same with the ERP's own
        ...core("find today's work", openForm("crm.lead", "Core deal"), ".o-mail-Activity", [
            click(".o_menu_systray button:has(.fa-clock-o)"),
            click(".o-mail-ActivityGroup[data-model_name='crm.lead']"),
            { trigger: ".o_kanban_record:contains(Core deal), .o_data_row:contains(Core deal)" },
        ]),
        ...core("note a call and have the next one planned", openForm("crm.lead", "Core deal"), ".o-mail-Activity",
            coreCall("They want a second quotation")),
        ...core("nobody answers, try again tomorrow", openForm("crm.lead", "Core deal 2"), ".o-mail-Activity",
            coreCall("Nobody answers")),
        ...core("change an item with its reason", openForm("res.partner", "Core customer"), ".o-mail-Chatter-logNote", [
            { trigger: ".o_field_widget[name=website] input", run: "edit new.example" },
            click(".o-mail-Chatter-logNote"),
            { trigger: ".o-mail-Composer-input:focus", run: () => type("Told on the telephone") },
            click(".o-mail-Composer-send:enabled"),
            { trigger: ".o-mail-Message:contains(Told on the telephone)" },
        ]),
        { trigger: "body", run: "press Alt+s" },
        ...core("mark won", openForm("crm.lead", "Core deal"), "button[name=action_set_won_rainbowman]", [
            click("button[name=action_set_won_rainbowman]"),
            { trigger: ".o_statusbar_status .o_arrow_button_current:contains(Won)" },
        ]),
        LEFT,
    ],
});
