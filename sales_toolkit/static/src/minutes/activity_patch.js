import { Activity } from "@mail/core/web/activity";
import { ActivityListPopoverItem } from "@mail/core/web/activity_list_popover_item";
import { useService } from "@web/core/utils/hooks";
import { patch } from "@web/core/utils/patch";

/** Done on the activity of a follow-up opens its minutes; on any other, the ERP's own little form. */
const opensMinutes = () => ({
    setup() {
        super.setup(...arguments);
        this.minutesAction = useService("action");
        this.minutesOrm = useService("orm");
    },

    async onClickMarkAsDone() {
        const { activity, onActivityChanged } = this.props;
        if (!activity.follow_up_id) {
            return super.onClickMarkAsDone(...arguments);
        }
        const thread = this.env.services["mail.store"].Thread.insert({
            model: activity.res_model,
            id: activity.res_id,
        });
        const action = await this.minutesOrm.call(
            "sales_toolkit.follow_up",
            "action_open_done",
            [[activity.follow_up_id]],
        );
        this.props.onClickEditActivityButton?.();
        await this.minutesAction.doAction(action, {
            onClose: async () => {
                await thread.fetchNewMessages();
                onActivityChanged?.(thread);
            },
        });
    },
});

patch(Activity.prototype, opensMinutes());
patch(ActivityListPopoverItem.prototype, opensMinutes());
