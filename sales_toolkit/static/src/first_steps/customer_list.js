import { onWillStart, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { user } from "@web/core/user";
import { useService } from "@web/core/utils/hooks";
import { listView } from "@web/views/list/list_view";

/** Above their customers, managers see how far setting up is, until all is done or skipped. */
export class CustomerListController extends listView.Controller {
    static template = "sales_toolkit.CustomerList";

    setup() {
        super.setup();
        this.orm = useService("orm");
        this.action = useService("action");
        this.firstSteps = useState({ progress: false });
        onWillStart(async () => {
            if (!this.env.inDialog && (await user.hasGroup("sales_team.group_sale_manager"))) {
                this.firstSteps.progress = await this.orm.call("sales_toolkit.first_step", "get_progress", []);
            }
        });
    }

    get firstStepsText() {
        return _t("First steps with the toolkit: %(done)s of %(total)s done", this.firstSteps.progress);
    }

    openFirstSteps() {
        return this.action.doAction("sales_toolkit.first_step_action");
    }

    async dismissFirstSteps() {
        await this.orm.call("sales_toolkit.first_step", "action_dismiss_all", []);
        this.firstSteps.progress = false;
    }
}

registry.category("views").add("sales_toolkit_customer_list", {
    ...listView,
    Controller: CustomerListController,
});
