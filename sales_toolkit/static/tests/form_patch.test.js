import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import { expect, test } from "@odoo/hoot";
import {
    contains,
    defineModels,
    fields,
    hideTab,
    models,
    mountView,
    onRpc,
} from "@web/../tests/web_test_helpers";

class Customer extends models.Model {
    _name = "customer";

    name = fields.Char();
    reason = fields.Char();
    _records = [{ id: 1, name: "Hengli" }];
}
defineMailModels();
defineModels([Customer]);

test("half a reason is not saved when one looks at another tab", async () => {
    onRpc("customer", "web_save", ({ args }) => expect.step(Object.keys(args[1]).join()));
    await mountView({
        type: "form",
        resModel: "customer",
        resId: 1,
        arch: `<form><field name="name" /><field name="reason" class="o_update_reason" /></form>`,
    });
    await contains("[name=name] input").edit("Hengli Ltd", { confirm: false });
    await contains("[name=reason] input").edit("pro", { confirm: false });
    await hideTab();
    expect.verifySteps([]);
    await contains("[name=reason] input").edit("promoted", { confirm: false });
    await contains("[name=name] input").click();
    await hideTab();
    expect.verifySteps(["name,reason"]);
});
