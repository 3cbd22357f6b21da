import { useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { BadgeField, badgeField } from "@web/views/fields/badge/badge_field";

/** The grade as a badge that says why when somebody points at it: a board of many need not work that out before. */
export class GradeBadge extends BadgeField {
    static template = "sales_toolkit.GradeBadge";

    setup() {
        super.setup();
        this.orm = useService("orm");
        this.why = useState({ text: "" });
    }

    async explain() {
        const { resId, resModel } = this.props.record;
        if (this.why.text || !resId) {
            return;
        }
        const [values] = await this.orm.read(resModel, [resId], ["grade_reason", "grade_next_step"]);
        this.why.text = [values.grade_reason, values.grade_next_step].filter(Boolean).join("\n");
    }
}

registry.category("fields").add("sales_toolkit_grade_badge", {
    ...badgeField,
    component: GradeBadge,
    displayName: _t("Grade with its reason"),
});
