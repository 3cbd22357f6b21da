import { ActivityMenu } from "@mail/core/web/activity_menu";
import { patch } from "@web/core/utils/patch";

/** The clock menu's line for our reminders leads to what waits, without the activity filters. */
patch(ActivityMenu.prototype, {
    openActivityGroup(group, filter = "all", newWindow) {
        if (group.model !== "sales_toolkit.reminder") {
            return super.openActivityGroup(...arguments);
        }
        this.dropdown.close();
        this.action.doAction("sales_toolkit.reminder_action", { newWindow, clearBreadcrumbs: true });
    },
});
