import { registry } from "@web/core/registry";
import { listView } from "@web/views/list/list_view";

/** Approving several at once states which step of each the list showed; a row's own button says it by itself. */
export class ContractListController extends listView.Controller {
    async beforeExecuteActionButton(clickParams) {
        const ofRow = typeof clickParams.context === "string";
        if (clickParams.name === "action_approve" && !ofRow && this.model.root.selection?.length) {
            const shown = this.model.root.selection.map((record) => [record.resId, record.data.turn]);
            clickParams.context = { seen_versions: Object.fromEntries(shown) };
        }
        return super.beforeExecuteActionButton(...arguments);
    }
}

registry.category("views").add("sales_toolkit_contract_list", {
    ...listView,
    Controller: ContractListController,
});
