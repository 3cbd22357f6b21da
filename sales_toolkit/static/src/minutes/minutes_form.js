import { onWillUnmount, useExternalListener } from "@odoo/owl";
import { RPCError } from "@web/core/network/rpc";
import { registry } from "@web/core/registry";
import { useDebounced } from "@web/core/utils/timing";
import { formView } from "@web/views/form/form_view";

const PAUSE = 1000;
const RESULTS = ".o_minutes_outcomes";
const TEXTS = ["outcome", "minutes", "next_step", "new_needs"];
const LISTS = ["promise_ids", "objection_ids", "fact_ids"];
const MINUTES = ".o_field_widget[name=minutes] textarea";

/** What can't be kept while one is typing is said when one saves: a dialog would take the words away. */
function whatIsRefused(error) {
    if (!(error instanceof RPCError)) {
        throw error;
    }
    return false;
}

/**
 * The minutes of a contact: what is typed is kept as a draft whenever somebody pauses, and when the form is closed.
 * Closing the browser's tab keeps it as any form of the ERP does. A new contact is kept only when it is saved: it would count as done.
 * A tap on a result about which there is something to write leads to where that is written. By keyboard one walks
 * through the results with the arrows, so there the focus stays.
 */
export class MinutesFormController extends formView.Controller {
    setup() {
        super.setup();
        const keepDraft = useDebounced(() => this.saveDraft(), PAUSE);
        useExternalListener(window, "input", (ev) => {
            if (this.rootRef.el?.contains(ev.target)) {
                keepDraft();
            }
        });
        onWillUnmount(() => this.keepLastWords());
        useExternalListener(window, "pointerup", (ev) => (this.tapped = !!ev.target.closest?.(RESULTS)));
        useExternalListener(window, "keydown", () => (this.tapped = false));
    }

    get modelParams() {
        const params = super.modelParams;
        params.hooks.onRecordChanged = (record, changes) => this.onRecordChanged(record, changes);
        return params;
    }

    onRecordChanged(record, changes) {
        if (this.tapped && "outcome_id" in changes && record.data.outcome_needs_minutes) {
            this.tapped = false;
            this.rootRef.el?.querySelector(MINUTES)?.focus();
        }
    }

    get hasNewRows() {
        const { data } = this.model.root;
        return LISTS.some((name) => data[name]?.records.some((row) => !row.resId));
    }

    /**
     * Rows that are new wait until the whole is saved: half of one is nothing to keep, and a form that is not loaded
     * anew would not know them again.
     */
    async saveDraft() {
        const { root } = this.model;
        if (!root.resId || !(await root.isDirty())) {
            return;
        }
        if (this.hasNewRows) {
            await this.writeChanges(this.orm, true).catch(whatIsRefused);
        } else if (await root.checkValidity()) {
            await root.save({ reload: false, onError: whatIsRefused });
        }
    }

    /** The form closes before the pause. Its own services answer no longer, and what is refused is shown by the ERP. */
    async keepLastWords() {
        const { root } = this.model;
        if (root.resId) {
            // a row that is not complete would be refused, and the words with it
            const textsOnly = this.hasNewRows || !(await root.checkValidity());
            await this.writeChanges(this.env.services.orm, textsOnly);
        }
    }

    async writeChanges(orm, textsOnly) {
        const { root } = this.model;
        const { context, resId, resModel } = root;
        const changes = Object.entries((await root.getChanges()) || {});
        const kept = changes.filter(([name]) => !textsOnly || TEXTS.includes(name));
        if (kept.length) {
            await orm.write(resModel, [resId], Object.fromEntries(kept), { context });
        }
    }
}

registry.category("views").add("sales_toolkit_minutes_form", {
    ...formView,
    Controller: MinutesFormController,
});
