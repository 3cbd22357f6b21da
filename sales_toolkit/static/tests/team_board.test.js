import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import { beforeEach, describe, expect, test } from "@odoo/hoot";
import { click, queryAllTexts, queryText } from "@odoo/hoot-dom";
import { animationFrame } from "@odoo/hoot-mock";
import {
    defineActions,
    getService,
    mountWebClient,
    onRpc,
} from "@web/../tests/web_test_helpers";
import { showFigure, sortRows } from "@sales_toolkit/team_board/team_board";

describe.current.tags("desktop");
defineMailModels();

const figure = (metric, count, more = {}) => ({ metric, count, domain: [], ...more });
const rep = (user_id, label, deals, kept) => ({
    user_id,
    label,
    figures: {
        deals: figure("deals", deals, { domain: [["user_id", "=", user_id]] }),
        cadence: figure("deals", 4, { value: kept, percent: true }),
    },
});
const makeBoard = (team, period) => ({
    team: team || 1,
    team_name: "East",
    teams: [
        { id: "all", name: "All Teams" },
        { id: 1, name: "East" },
        { id: 2, name: "West" },
    ],
    period,
    periods: [
        { id: "week", name: "This Week" },
        { id: "month", name: "This Month" },
    ],
    dates: "11/01/2026 – 11/30/2026",
    currency_id: 1,
    own_only: false,
    metrics: {
        deals: { label: "Open", model: "crm.lead", domain: [["won_status", "=", "pending"]], action: false },
        stalled: { label: "Stalled", model: "crm.lead", domain: [], action: "sales_toolkit.stall_action" },
    },
    tiles: [
        {
            key: "stalled",
            label: "Stalled A Deals",
            icon: "fa-pause",
            note: "since long",
            figures: [
                figure("stalled", 3, { label: "To Explain", tone: "danger" }),
                figure("stalled", 0, { label: "Explained" }),
                figure("stalled", 9, { label: "Kept", value: null, percent: true }),
            ],
        },
    ],
    pipeline: { columns: [], rows: [] },
    cadence: { weeks: [], rows: [] },
    reps: {
        columns: [
            { id: "deals", label: "Open" },
            { id: "cadence", label: "Cadence" },
        ],
        rows: [rep(7, "Anna", 2, 50), rep(8, "Bob", 5, null), rep(9, "Cleo", 1, 90)],
    },
});

const ACTION = { id: 5, tag: "sales_toolkit.team_board", type: "ir.actions.client", path: "team-board" };
const STALLS = {
    id: 6,
    xml_id: "sales_toolkit.stall_action",
    type: "ir.actions.act_window",
    res_model: "crm.lead",
    views: [
        [11, "pivot"],
        [12, "list"],
    ],
    search_view_id: [13, "search"],
};
defineActions([ACTION, STALLS]);

let calls;
beforeEach(() => {
    calls = [];
    onRpc("sales_toolkit.team_board", "get", ({ args }) => {
        calls.push(args);
        return makeBoard(...args);
    });
});

async function openBoard() {
    await mountWebClient();
    await getService("action").doAction(5);
    await animationFrame();
}

const names = () => queryAllTexts(".o_team_board_rep");

test("one call, and every figure is named for those who can't see it", async () => {
    await openBoard();
    expect(calls).toEqual([[null, "month"]]);
    expect(queryText(".o_team_board_team")).toBe("East");
    expect(queryAllTexts("[data-tile=stalled] button")).toEqual(["3", "0", "–"]);
    expect("[data-tile=stalled] button:first").toHaveAttribute("aria-label", "Stalled A Deals, To Explain: 3");
    expect("[data-tile=stalled] button:first").toHaveClass("text-danger-emphasis");
    expect("[data-tile=stalled] button:eq(1)").toHaveClass("text-muted");
    expect(".o_team_board_note").toHaveText("since long");
    expect(".o_team_board_pipeline table, .o_team_board_cadence table").toHaveCount(0);
    expect(".o_team_board_pipeline p, .o_team_board_cadence p").toHaveCount(2);
});

test("another team and another period", async () => {
    await openBoard();
    await click(".o_team_board_team");
    await animationFrame();
    expect(queryAllTexts(".o-dropdown-item")).toEqual(["All Teams", "East", "West"]);
    await click(".o-dropdown-item:contains(West)");
    await animationFrame();
    await click(".o_team_board_period");
    await animationFrame();
    await click(".o-dropdown-item:contains(This Week)");
    await animationFrame();
    expect(calls.slice(1)).toEqual([
        [2, "month"],
        [2, "week"],
    ]);
    expect("[data-team='2'][data-period=week]").toHaveCount(1);
});

test("sorting by what waits, with the unknown last", async () => {
    await openBoard();
    expect(names()).toEqual(["Anna", "Bob", "Cleo"]);
    await click("[data-sort=deals]");
    await animationFrame();
    expect(names()).toEqual(["Bob", "Anna", "Cleo"]);
    expect("th:has([data-sort=deals])").toHaveAttribute("aria-sort", "descending");
    await click("[data-sort=cadence]");
    await animationFrame();
    expect(names()).toEqual(["Cleo", "Anna", "Bob"]);
    await click("[data-sort=cadence]");
    await animationFrame();
    expect(names()).toEqual(["Anna", "Cleo", "Bob"]);
    await click("[data-sort=name]");
    await animationFrame();
    expect(names()).toEqual(["Anna", "Bob", "Cleo"]);
});

test("a figure opens its records, the list first, within both domains", async () => {
    const opened = [];
    await openBoard();
    const action = getService("action");
    action.doAction = (request) => opened.push(request);
    await click("[data-user='8'] [data-metric=deals]:first");
    await animationFrame();
    await click("[data-tile=stalled] button:first");
    await animationFrame();
    expect(opened.map((request) => request.domain)).toEqual([
        [
            ["won_status", "=", "pending"],
            ["user_id", "=", 8],
        ],
        [],
    ]);
    expect(opened[0].views).toEqual([
        [false, "list"],
        [false, "form"],
    ]);
    expect(opened[1].views).toEqual([
        [12, "list"],
        [11, "pivot"],
        [false, "form"],
    ]);
    expect(opened[1].search_view_id).toEqual([13, "search"]);
});

test("what is shown", () => {
    expect(showFigure(figure("x", 12345))).toBe("12,345");
    expect(showFigure(figure("x", 4, { percent: true, value: 0 }))).toBe("0%");
    expect(showFigure(figure("x", 0, { percent: true, value: null }))).toBe("–");
    const rows = [rep(1, "A", 1, null), rep(2, "B", 2, 3)];
    expect(sortRows(rows, { key: "cadence", desc: false }).map((row) => row.label)).toEqual(["B", "A"]);
    expect(rows[0].label).toBe("A");
});
