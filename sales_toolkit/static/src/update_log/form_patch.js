import { patch } from "@web/core/utils/patch";
import { FormController } from "@web/views/form/form_controller";

/** Whoever looks something up in another tab goes on writing the reason: update records are never mended. */
patch(FormController.prototype, {
    beforeVisibilityChange() {
        if (document.activeElement?.closest(".o_update_reason")) {
            return;
        }
        return super.beforeVisibilityChange(...arguments);
    },
});
