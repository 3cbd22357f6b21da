import { Activity } from "@mail/core/web/activity";
import { ActivityListPopoverItem } from "@mail/core/web/activity_list_popover_item";
import { patch } from "@web/core/utils/patch";

/** An activity on an opportunity leads to its brief. */
for (const component of [Activity, ActivityListPopoverItem]) {
    patch(component.prototype, {
        get hasBrief() {
            return this.props.activity.res_model === "crm.lead" && Boolean(this.props.activity.res_id);
        },
        openBrief() {
            const props = { resId: this.props.activity.res_id };
            return this.env.services.action.doAction("sales_toolkit.brief_action", { props });
        },
    });
}
