import { Component } from "@odoo/owl";
import { registry } from "@web/core/registry";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

/** A line for each customer that may be the same as the one being typed; links open beside the form. */
export class DuplicateHints extends Component {
    static template = "sales_toolkit.DuplicateHints";
    static props = { ...standardFieldProps };

    get hints() {
        return this.props.record.data[this.props.name] || [];
    }
}

registry.category("fields").add("duplicate_hints", {
    component: DuplicateHints,
    supportedTypes: ["json"],
});
