import { Component, onWillStart, useEffect, useExternalListener, useState } from "@odoo/owl";
import { deserializeDateTime, formatDate } from "@web/core/l10n/dates";
import { _t } from "@web/core/l10n/translation";
import { usePopover } from "@web/core/popover/popover_hook";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { standardWidgetProps } from "@web/views/widgets/standard_widget_props";

const HISTORY_LIMIT = 20;

/** The history of one item, newest first. The server's access rules say which rows come. */
export class UpdateHistory extends Component {
    static template = "sales_toolkit.UpdateHistory";
    static props = { partnerId: Number, item: String, close: Function };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.state = useState({ rows: [] });
        onWillStart(async () => {
            this.state.rows = await this.orm.searchRead(
                "sales_toolkit.update_log",
                this.domain,
                ["date", "field_id", "user_id", "channel_id", "old_value", "new_value", "reason"],
                { limit: HISTORY_LIMIT }
            );
        });
    }

    get domain() {
        return [
            ["partner_id", "=", this.props.partnerId],
            ["item", "=", this.props.item],
        ];
    }

    day(row) {
        return formatDate(deserializeDateTime(row.date), { format: "yyyy-MM-dd" });
    }

    openAll() {
        this.props.close();
        this.action.doAction("sales_toolkit.update_log_action", {
            additionalContext: { search_default_partner_id: this.props.partnerId },
        });
    }
}

/**
 * The third column of the registration form: the latest update record of an item, its history on
 * click, and a place for the reason while the item is being changed.
 */
export class UpdateRecord extends Component {
    static template = "sales_toolkit.UpdateRecord";
    static components = { UpdateHistory };
    static props = {
        ...standardWidgetProps,
        item: String,
        fields: { type: Array, element: String },
    };

    setup() {
        this.history = usePopover(UpdateHistory, { position: "left", popoverClass: "o_update_history" });
        this.state = useState({ typing: false });
        useExternalListener(window, "input", (ev) => this.onInput(ev));
        useEffect(
            (dirty) => {
                this.state.typing &&= dirty;
            },
            () => [this.props.record.dirty, this.props.record.resId]
        );
    }

    /** The place for the reason is there from the first letter on: a click or Tab leads from the item into it. */
    onInput(ev) {
        const field = ev.target.closest?.(".o_registration_content")?.querySelector(":scope > .o_field_widget");
        if (field && this.props.record.resId && this.props.fields.includes(field.getAttribute("name"))) {
            this.state.typing = true;
        }
    }

    get latest() {
        return (this.props.record.data.update_records || {})[this.props.item];
    }

    get isChanged() {
        const { record, fields } = this.props;
        // reading the data subscribes to it; the changes themselves are not reactive
        const values = fields.map((name) => record.data[name]);
        const changed = values.length && fields.some((name) => name in record._changes);
        return Boolean(record.resId && (changed || this.state.typing));
    }

    get reason() {
        return (this.props.record.data.update_reasons || {})[this.props.item] || "";
    }

    get reasonLabel() {
        return _t("Reason for the change");
    }

    onReason(ev) {
        const reasons = { ...(this.props.record.data.update_reasons || {}) };
        reasons[this.props.item] = ev.target.value;
        this.props.record.update({ update_reasons: reasons });
    }

    openHistory(ev) {
        this.history.open(ev.currentTarget, {
            partnerId: this.props.record.resId,
            item: this.props.item,
        });
    }
}

export const updateRecord = {
    component: UpdateRecord,
    extractProps: ({ attrs }) => ({
        item: attrs.item,
        fields: attrs.fields ? attrs.fields.split(",") : [],
    }),
    additionalClasses: ["o_update_record"],
};

registry.category("view_widgets").add("update_record", updateRecord);
