import { Component, useRef } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

const PAGE = "registration_form";
// Where the cursor goes: to an input, else to what adds a line, else to any button.
const TARGETS = [
    "input, textarea, select, [contenteditable=true]",
    ".o_field_x2many_list_row_add a, .o_field_x2many_list_row_add button",
    "button, [tabindex]",
];
const PATIENCE = 30;

function level(percentage) {
    return percentage >= 100 ? "full" : percentage >= 50 ? "half" : "low";
}

/** How complete a customer is, at a glance: a bar and the percentage. */
export class CompletenessBar extends Component {
    static template = "sales_toolkit.CompletenessBar";
    static props = { percentage: Number, title: { type: String, optional: true } };

    get label() {
        return _t("Completeness %s%", this.props.percentage);
    }

    get level() {
        return level(this.props.percentage);
    }
}

/** The bar in a list or on a card; what is missing shows on hover, where the view has it. */
export class CompletenessBarField extends Component {
    static template = "sales_toolkit.CompletenessBarField";
    static components = { CompletenessBar };
    static props = { ...standardFieldProps };

    get title() {
        const missing = this.props.record.data.missing_item_labels;
        return missing ? _t("Missing: %s", missing) : undefined;
    }
}

/** The line on the form: how complete, and what is missing, each a button that leads to its item. */
export class CompletenessField extends Component {
    static template = "sales_toolkit.Completeness";
    static components = { CompletenessBar };
    static props = { ...standardFieldProps };

    setup() {
        this.root = useRef("root");
    }

    get details() {
        return this.props.record.data[this.props.name] || false;
    }

    hint(item) {
        const hints = [item.required && _t("Required"), item.confidential && _t("Confidential")];
        return hints.filter(Boolean).join(", ");
    }

    /** Show the item's row on the registration page and put the cursor into it. */
    async goTo(item) {
        const form = this.root.el.closest(".o_form_view");
        form.querySelector(`.o_notebook_headers .nav-link[name=${PAGE}]:not(.active)`)?.click();
        const row = await this.find(form, `[name=item_${item}]`);
        if (!row) {
            return;
        }
        row.scrollIntoView({ block: "center" });
        const content = row.querySelector(".o_registration_content") || row;
        TARGETS.flatMap((selector) => [...content.querySelectorAll(selector)])
            .find((target) => target.offsetParent && !target.disabled)
            ?.focus();
        row.classList.add("o_completeness_target");
        row.addEventListener("animationend", () => row.classList.remove("o_completeness_target"), { once: true });
    }

    /** The page may still have to be drawn. */
    async find(form, selector) {
        for (let tries = 0; tries < PATIENCE; tries++) {
            const found = form.querySelector(selector);
            if (found) {
                return found;
            }
            await new Promise((resolve) => requestAnimationFrame(resolve));
        }
        return null;
    }
}

registry.category("fields").add("toolkit_completeness_bar", {
    component: CompletenessBarField,
    displayName: _t("Completeness Bar"),
    supportedTypes: ["integer"],
    fieldDependencies: [{ name: "missing_item_labels", type: "text" }],
});

registry.category("fields").add("toolkit_completeness", {
    component: CompletenessField,
    displayName: _t("Completeness"),
    supportedTypes: ["json"],
});
