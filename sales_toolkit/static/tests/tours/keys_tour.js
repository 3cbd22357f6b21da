import { registry } from "@web/core/registry";
import { hoot, openForm, openMyDay, openReviews, type } from "./clicks_tour";

/* A day by the keyboard alone, with the keys that docs/reps.md names: not one press of the pointer. */
let clicks = 0;
window.addEventListener("pointerdown", () => clicks++, true);

const press = (keys, trigger = "body") => ({ content: keys, trigger, run: `press ${keys}` });
const step = (content, trigger, run) => ({ content, trigger, ...(run && { run }) });
const first = (section) => `.o_my_day_section[data-section=${section}] .o_my_day_item`;
const gone = (section) => step(`${section} is done`, `.o_my_day_body:not(:has([data-section=${section}]))`);
/** Press a key until the focus is there. */
const go = (key, trigger) => step(`${key} leads to ${trigger}`, trigger, async () => {
    for (let times = 0; times < 200; times++) {
        if (document.activeElement?.closest(trigger)) {
            return;
        }
        await hoot().press(key);
        await new Promise(requestAnimationFrame);
    }
    throw new Error(`${key} does not lead to ${trigger}: ${document.activeElement?.outerHTML.slice(0, 200)}`);
});
const focus = (trigger) => go("Tab", trigger);

registry.category("web_tour.tours").add("sales_toolkit_keys", {
    steps: () => [
        step("begin", ".o_my_day_item", () => (clicks = 0)),
        // the first of the day is the A contact: prepare for it, make it, note it
        press("alt+b"),
        step("the brief", ".o_brief", openMyDay),
        step("the day again", first("follow_up_a")),
        press("alt+q"),
        step("the results have the focus", ".modal .o_minutes_outcomes input:focus"),
        // what the browser does for Space; hoot-dom knows it for checkboxes only
        step("Space", ".modal .o_minutes_outcomes input:focus", () => document.activeElement.click()),
        step("it is chosen", ".modal .o_minutes_outcomes .o_radio_item:nth-child(1) input:checked"),
        focus(".modal .o_field_widget[name=minutes]"),
        step("what was said", ".modal [name=minutes] textarea:focus", () => type("They want a second quotation")),
        press("alt+q"),
        gone("follow_up_a"),
        // then a call that nobody answers, and a check of which nothing comes
        step("the other contact", first("follow_up")),
        press("alt+w"),
        gone("follow_up"),
        step("the check", first("data_check")),
        press("alt+w"),
        gone("data_check"),
        step("to the reviews", "body", openReviews),
        go("ArrowDown", ".o_data_row"),
        press("Enter"),
        step("a review", "h1:contains(Clicks review) ~ *, h1:contains(Clicks review)"),
        step("it may be decided", "button[name=action_approve]:enabled"),
        press("alt+a"),
        step("the next one", "h1:contains(Clicks review 2)"),
        step("a customer", "body", openForm("res.partner", "Clicks customer")),
        step("its record", "[name=item_main_business] .o_update_latest"),
        // the way to the field is the order of the ERP's form, whose many stops hoot-dom does not all know
        step("the item", "[name=item_main_business] textarea", () =>
            document.querySelector("[name=item_main_business] textarea").focus()
        ),
        step("its text", "[name=main_business] textarea:focus", () => {
            document.activeElement.select();
            type("Machine tools");
        }),
        step("the place for the reason", ".o_update_reason[data-item=main_business]"),
        press("Tab"),
        step("has the focus", ".o_update_reason[data-item=main_business]:focus", () => type("New management")),
        press("alt+s"),
        step("it is on record", "[name=item_main_business] .o_update_latest:contains(New management)"),
        step("a deal", "body", openForm("crm.lead", "Clicks deal")),
        step("to win", "button[name=action_set_won_rainbowman]:enabled"),
        press("alt+w"),
        step("won", ".o_statusbar_status .o_arrow_button_current:contains(Won)"),
        step("without a press of the pointer", "body", () => {
            if (clicks) {
                throw new Error(`${clicks} presses of the pointer`);
            }
        }),
    ],
});
