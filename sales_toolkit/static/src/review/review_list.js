import { registry } from "@web/core/registry";
import { listView } from "@web/views/list/list_view";

/** Approving several at once states which version of each the list showed. */
export class ReviewListController extends listView.Controller {
    async beforeExecuteActionButton(clickParams) {
        if (clickParams.name === "action_approve") {
            const shown = this.model.root.selection.map((record) => [record.resId, record.data.version]);
            clickParams.context = { seen_versions: Object.fromEntries(shown) };
        }
        return super.beforeExecuteActionButton(...arguments);
    }
}

registry.category("views").add("sales_toolkit_review_list", {
    ...listView,
    Controller: ReviewListController,
});
