import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import { beforeEach, expect, test } from "@odoo/hoot";
import { press, queryAllTexts, queryFirst } from "@odoo/hoot-dom";
import { animationFrame } from "@odoo/hoot-mock";
import { contains, getService, mountWithCleanup, onRpc } from "@web/../tests/web_test_helpers";
import { WebClient } from "@web/webclient/webclient";

defineMailModels();

const DONE = { label: "Done", method: "action_open_done", args: [], icon: "fa-check" };
const NO_ANSWER = { label: "No answer", method: "action_done_with_result", args: [5], icon: "" };
const SENT = { label: "Documents sent", method: "action_done_with_result", args: [6], icon: "" };

const item = (id, values = {}) => ({
    id,
    model: "sales_toolkit.follow_up",
    customer: `Customer ${id}`,
    deal: `Deal ${id}`,
    grade: "a",
    text: "Confirm the parameters",
    note: "Phone",
    when: "today",
    late: false,
    lead_id: id,
    phone: "+86 10 1234-5678",
    target: { model: "crm.lead", id },
    ...values,
});
const section = (code, items, values = {}) => ({
    code,
    name: code,
    count: items.length,
    contact: true,
    buttons: [DONE, NO_ANSWER, SENT],
    items,
    ...values,
});

let day;
let opened;

beforeEach(() => {
    day = {
        date: "Monday",
        done: 1,
        left: 3,
        progress: 25,
        sections: [
            section("follow_up_a", [item(1, { late: true, when: "2 days late" }), item(2)]),
            section("follow_up", [item(3, { grade: "b", phone: "", lead_id: false, target: null })]),
        ],
    };
    opened = [];
    onRpc("sales_toolkit.my_day", "get", () => JSON.parse(JSON.stringify(day)));
});

async function open() {
    await mountWithCleanup(WebClient);
    await getService("action").doAction({ type: "ir.actions.client", tag: "sales_toolkit.my_day" });
    await animationFrame();
}

/** From here on, what is opened is noted and not opened; ``close`` says that it was closed at once. */
function noteActions(close = false) {
    getService("action").doAction = async (action, options = {}) => {
        opened.push(typeof action === "string" ? action : action.res_model);
        if (close) {
            await options.onClose?.();
        }
    };
}

function finish(id, left) {
    for (const one of day.sections) {
        one.items = one.items.filter((row) => row.id !== id);
        one.count = one.items.length;
    }
    day.sections = day.sections.filter((one) => one.items.length);
    Object.assign(day, { done: 4 - left, left, progress: 25 * (4 - left) });
}

const focused = () => document.activeElement.dataset.id;

test("sections, items and progress", async () => {
    await open();
    expect(queryAllTexts(".o_my_day_section h2")).toEqual(["follow_up_a 2", "follow_up 1"]);
    expect(".o_my_day_item").toHaveCount(3);
    expect(".o_my_day_item[data-id='1'] .o_my_day_when.text-danger").toHaveText("2 days late");
    expect(".o_my_day_item[data-id='2'] .o_my_day_when.text-danger").toHaveCount(0);
    expect(".o_my_day_item[data-id='1'] .o_my_day_call").toHaveAttribute("href", "tel:+861012345678");
    expect(".o_my_day_item[data-id='3'] .o_my_day_call").toHaveCount(0);
    expect(".o_my_day_item[data-id='3'] .o_my_day_brief").toHaveCount(0);
    expect(".o_my_day_progress").toHaveText("1 of 4 done today");
    expect(".progress[role=progressbar]").toHaveAttribute("aria-valuenow", "25");
    expect(queryFirst(".o_my_day_item").getAttribute("aria-label")).toBe(
        "Customer 1, grade A, 2 days late, Phone, Confirm the parameters"
    );
});

test("one click does it, and it vanishes", async () => {
    onRpc("sales_toolkit.follow_up", "action_done_with_result", ({ args }) => {
        expect.step(args);
        finish(1, 2);
        return true;
    });
    await open();
    await contains(".o_my_day_item[data-id='1'] .o_my_day_do:nth-of-type(3)").click();
    await animationFrame();
    expect.verifySteps([[[1], 5]]);
    expect(".o_my_day_item[data-id='1']").toHaveCount(0);
    expect(".o_my_day_progress").toHaveText("2 of 4 done today");
});

test("other results are in a menu", async () => {
    onRpc("sales_toolkit.follow_up", "action_done_with_result", ({ args }) => {
        expect.step(args);
        return true;
    });
    await open();
    await contains(".o_my_day_item[data-id='2'] .o_my_day_more").click();
    await contains(".o-dropdown-item:contains(Documents sent)").click();
    expect.verifySteps([[[2], 6]]);
});

test("a dialog opens, and what was done in it vanishes when it closes", async () => {
    onRpc("sales_toolkit.follow_up", "action_open_done", () => {
        finish(1, 2);
        return { type: "ir.actions.act_window", res_model: "sales_toolkit.follow_up", target: "new" };
    });
    await open();
    noteActions(true);
    await contains(".o_my_day_item[data-id='1'] .btn-primary").click();
    await animationFrame();
    expect(opened).toEqual(["sales_toolkit.follow_up"]);
    expect(".o_my_day_item").toHaveCount(2);
});

test("by keyboard: arrows move, Enter does it, and the focus stays in its place", async () => {
    onRpc("sales_toolkit.follow_up", "action_open_done", ({ args }) => {
        expect.step(args[0]);
        finish(2, 2);
        return true;
    });
    await open();
    queryFirst(".o_my_day_item").focus();
    await press("ArrowDown");
    expect(focused()).toBe("2");
    await press("End");
    expect(focused()).toBe("3");
    await press("ArrowDown");
    expect(focused()).toBe("3");
    await press("Home");
    await press("ArrowUp");
    expect(focused()).toBe("1");
    await press("ArrowDown");
    await animationFrame();
    expect(".o_my_day_item[data-id='2'] [data-hotkey=q]").toHaveCount(1);
    expect("[data-hotkey=q]").toHaveCount(1);
    await press("Enter");
    await animationFrame();
    await animationFrame();
    expect.verifySteps([[2]]);
    expect(focused()).toBe("3");
});

test("the deal, the brief, and the list of all", async () => {
    day.sections[0].count = 39;
    onRpc("sales_toolkit.my_day", "action_open_section", ({ args }) => {
        expect.step(args);
        return { type: "ir.actions.act_window", res_model: "the list" };
    });
    await open();
    expect(".o_my_day_rest").toHaveText("and 37 more");
    noteActions();
    await contains(".o_my_day_item[data-id='1'] a.fw-bold").click();
    await contains(".o_my_day_item[data-id='1'] .o_my_day_brief").click();
    await contains(".o_my_day_rest").click();
    expect.verifySteps([["follow_up_a"]]);
    expect(opened).toEqual(["crm.lead", "sales_toolkit.brief_action", "the list"]);
});

test("nobody registered yet: begin with a customer", async () => {
    day = { date: "Monday", done: 0, left: 0, progress: 100, sections: [], customers: false, ahead: null };
    await open();
    expect(".o_my_day_progress").toHaveCount(0);
    expect(".o_view_nocontent_smiling_face").toHaveText("Begin with a customer");
    noteActions();
    await contains(".o_my_day_register").click();
    expect(opened).toEqual(["sales_toolkit.customer_action"]);
});

test("all done: what comes next", async () => {
    const ahead = section("ahead", [item(9, { when: "tomorrow" })]);
    day = { date: "Monday", done: 4, left: 0, progress: 100, sections: [], customers: true, ahead };
    await open();
    expect(".o_view_nocontent_smiling_face").toHaveText("All done for today");
    expect(".progress-bar.bg-success").toHaveCount(1);
    expect(".o_my_day_section[data-section=ahead] .o_my_day_item").toHaveCount(1);
});

test("nothing is planned: to the pipeline", async () => {
    day = { date: "Monday", done: 0, left: 0, progress: 100, sections: [], customers: true, ahead: null };
    await open();
    expect(".o_view_nocontent_smiling_face").toHaveText("Nothing is due today");
    expect(".o_my_day_pipeline").toHaveCount(1);
});
