import { useEffect } from "@odoo/owl";
import { registry } from "@web/core/registry";
import { formView } from "@web/views/form/form_view";

/** The reviewer's screen: after a decision comes the next customer, after the last one the list. */
export class ReviewFormController extends formView.Controller {
    setup() {
        super.setup();
        this.undecided = false;
        useEffect(
            (resId, canDecide) => {
                const decided = this.undecided === resId && !canDecide;
                this.undecided = canDecide && resId;
                if (decided) {
                    this.showNext();
                }
            },
            () => [this.model.root.resId, this.model.root.data.can_decide]
        );
    }

    async showNext() {
        const { resId, resIds } = this.model.root;
        const rest = resIds.filter((id) => id !== resId);
        if (!rest.length) {
            this.env.config.historyBack();
            return;
        }
        const next = rest[Math.min(resIds.indexOf(resId), rest.length - 1)];
        await this.model.load({ resId: next, resIds: rest });
    }
}

registry.category("views").add("sales_toolkit_review_form", {
    ...formView,
    Controller: ReviewFormController,
});
