import { registerMessageAction } from "@mail/core/common/message_actions";
import { _t } from "@web/core/l10n/translation";

/** A message of the customer becomes the minutes of a contact, with one click. */
registerMessageAction("sales_toolkit.minutes", {
    condition: ({ message, thread }) =>
        thread?.model === "crm.lead" && ["email", "comment"].includes(message.message_type),
    icon: "fa fa-pencil-square-o",
    name: _t("Turn into Minutes"),
    onSelected: async ({ message, owner, thread }) => {
        const services = owner.env.services;
        const action = await services.orm.call("crm.lead", "action_minutes_from_message", [
            [thread.id],
            message.id,
        ]);
        services.action.doAction(action);
    },
    sequence: 45,
});
