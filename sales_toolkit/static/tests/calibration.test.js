import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import { describe, expect, test } from "@odoo/hoot";
import { queryText } from "@odoo/hoot-dom";
import { animationFrame, Deferred } from "@odoo/hoot-mock";
import { contains, defineActions, getService, mountWebClient, onRpc } from "@web/../tests/web_test_helpers";

describe.current.tags("desktop");
defineMailModels();
defineActions([{ id: 5, tag: "sales_toolkit.calibration", type: "ir.actions.client", path: "calibration" }]);

const answer = (months) => ({
    teams: [],
    start: "2026-01-01",
    conclusion: { kind: "few", text: `Of ${months} months`, end: "" },
    quarters: [],
    inputs: [],
});

test("an answer that comes late does not take the place of what was asked last", async () => {
    const late = new Deferred();
    onRpc("sales_toolkit.calibration", "get_calibration", async ({ args: [months] }) => {
        if (months === 24) {
            await late;
        }
        return answer(months);
    });
    await mountWebClient();
    await getService("action").doAction(5);
    await contains("select[name=months]").select("24");
    await contains("select[name=months]").select("6");
    await animationFrame();
    expect(queryText("[name=conclusion]")).toBe("Of 6 months");
    late.resolve();
    await animationFrame();
    expect(queryText("[name=conclusion]")).toBe("Of 6 months");
});
