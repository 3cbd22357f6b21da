import { registry } from "@web/core/registry";
import { listView } from "@web/views/list/list_view";

/**
 * Approving all that are ticked states which version of each the list showed. A row's own button says it by
 * itself, as text of the view.
 */
export class ApprovalListController extends listView.Controller {
    /** The field that holds what is looked at. */
    static version = "version";

    async beforeExecuteActionButton(clickParams) {
        const ofRow = typeof clickParams.context === "string";
        if (clickParams.name === "action_approve" && !ofRow) {
            const shown = this.model.root.selection.map(({ resId, data }) => [resId, data[this.constructor.version]]);
            clickParams.context = { seen_versions: Object.fromEntries(shown) };
        }
        return super.beforeExecuteActionButton(...arguments);
    }
}

class ContractListController extends ApprovalListController {
    static version = "turn";
}

const views = registry.category("views");
views.add("sales_toolkit_review_list", { ...listView, Controller: ApprovalListController });
views.add("sales_toolkit_contract_list", { ...listView, Controller: ContractListController });
