import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import { beforeEach, expect, test } from "@odoo/hoot";
import { contains, defineModels, fields, models, mountView, onRpc } from "@web/../tests/web_test_helpers";

class Contract extends models.Model {
    _name = "contract";

    name = fields.Char();
    version = fields.Integer();
    turn = fields.Integer();
    _records = [
        { id: 1, name: "One", version: 11, turn: 21 },
        { id: 2, name: "Two", version: 12, turn: 22 },
        { id: 3, name: "Three", version: 13, turn: 23 },
    ];
}
defineMailModels();
defineModels([Contract]);

const FIELDS = ["name", "version", "turn"].map((name) => `<field name="${name}" />`).join("");
const makeList = (view) => `
    <list js_class="${view}">
        <header><button name="action_approve" type="object" string="Approve" class="all" /></header>
        ${FIELDS}
        <button name="action_approve" type="object" string="Approve" class="own" context="{'seen_versions': turn}" />
    </list>`;

let asked;
beforeEach(() => {
    asked = [];
    onRpc("contract", "action_approve", ({ args: [ids], kwargs }) => {
        asked.push([ids, kwargs.context.seen_versions]);
        return true;
    });
});

async function tick(row) {
    await contains(`.o_data_row:eq(${row}) .o_list_record_selector input`).click();
}

for (const [view, shown] of [
    ["sales_toolkit_review_list", { 1: 11, 2: 12 }],
    ["sales_toolkit_contract_list", { 1: 21, 2: 22 }],
]) {
    test(`all that are ticked, as the list shows them: ${view}`, async () => {
        await mountView({ type: "list", resModel: "contract", arch: makeList(view) });
        await tick(0);
        await tick(1);
        await contains("button.all").click();
        expect(asked).toEqual([[[1, 2], shown]]);
    });
}

test("a row's own button is about that row, whatever is ticked", async () => {
    await mountView({ type: "list", resModel: "contract", arch: makeList("sales_toolkit_contract_list") });
    await tick(0);
    await tick(1);
    await contains(".o_data_row:eq(2) button.own").click();
    expect(asked).toEqual([[[3], 23]]);
});
