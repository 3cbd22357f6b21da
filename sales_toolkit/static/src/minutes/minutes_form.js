import { useExternalListener } from "@odoo/owl";
import { registry } from "@web/core/registry";
import { useDebounced } from "@web/core/utils/timing";
import { formView } from "@web/views/form/form_view";

const PAUSE = 1000;

/**
 * The minutes of a contact: what is typed is kept as a draft whenever somebody pauses. Closing the browser's tab
 * keeps it as any form of the ERP does. A new contact is kept only when it is saved: it would count as done.
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
    }

    async saveDraft() {
        const { root } = this.model;
        if (root.resId && (await root.isDirty()) && (await root.checkValidity())) {
            await root.save({ reload: false });
        }
    }
}

registry.category("views").add("sales_toolkit_minutes_form", {
    ...formView,
    Controller: MinutesFormController,
});
