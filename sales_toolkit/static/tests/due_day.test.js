import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import { expect, test } from "@odoo/hoot";
import { queryAllTexts } from "@odoo/hoot-dom";
import { mockDate } from "@odoo/hoot-mock";
import { defineModels, fields, models, mountView, onRpc } from "@web/../tests/web_test_helpers";

class Visit extends models.Model {
    _name = "visit";

    day = fields.Date();
    _records = ["2026-11-28", "2026-11-29", "2026-12-01", "2026-12-13", "2026-12-14", false].map(
        (day, index) => ({ id: index + 1, day })
    );
}
defineMailModels();
defineModels([Visit]);

test("days are counted across the end of a month, up to two weeks", async () => {
    mockDate("2026-11-29 10:00:00");
    onRpc("has_group", () => true);
    await mountView({
        type: "list",
        resModel: "visit",
        arch: /* xml */ `<list><field name="day" widget="toolkit_due_day" /></list>`,
    });
    expect(queryAllTexts(".o_data_cell")).toEqual([
        "Yesterday",
        "Today",
        "In 2 days",
        "In 14 days",
        "Dec 14",
        "",
    ]);
});
