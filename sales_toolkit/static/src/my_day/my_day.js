import { Component, onPatched, onWillStart, useExternalListener, useRef, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { rpc } from "@web/core/network/rpc";
import { registry } from "@web/core/registry";
import { user } from "@web/core/user";
import { useService } from "@web/core/utils/hooks";
import { session } from "@web/session";
import { Layout } from "@web/search/layout";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";
import { MyDayItem } from "./my_day_item";

const ITEM = ".o_my_day_item";
// A day that was left open for so long is looked at anew when somebody comes back to it.
const STALE = 5 * 60 * 1000;
const ONBOARDING = "sales_toolkit_onboarding";
const STEPS = {
    ArrowDown: (place) => place + 1,
    ArrowUp: (place) => place - 1,
    Home: () => 0,
    End: (place, last) => last,
};

/** What is due now, in the order in which it is done, from one call; what is done vanishes. */
export class MyDay extends Component {
    static template = "sales_toolkit.MyDay";
    static components = { Layout, MyDayItem };
    static props = { ...standardActionServiceProps };
    // as on the action's record
    static path = "my-day";
    static displayName = _t("My Day");

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.tour = useService("tour_service");
        this.root = useRef("root");
        this.state = useState({ day: null, current: null, busy: false });
        useExternalListener(document, "visibilitychange", () => this.refreshStale());
        onWillStart(() => this.load());
        onPatched(() => this.restoreFocus());
    }

    get display() {
        return { controlPanel: {} };
    }

    get all() {
        return this.state.day.done + this.state.day.left;
    }

    get progressText() {
        return _t("%(done)s of %(all)s done today", { done: this.state.day.done, all: this.all });
    }

    moreText(section) {
        return _t("and %s more", section.count - section.items.length);
    }

    key(section, item) {
        return `${section.code}-${item.id}`;
    }

    /** The item that the shortcuts are about: the one that has the focus, or else the first. */
    get currentKey() {
        const keys = this.sections.flatMap((section) => section.items.map((item) => this.key(section, item)));
        return keys.includes(this.state.current) ? this.state.current : keys[0];
    }

    /** What waits; where nothing does, what comes next. */
    get sections() {
        const { sections, ahead } = this.state.day;
        return ahead ? [ahead] : sections;
    }

    async load() {
        this.state.day = await this.orm.call("sales_toolkit.my_day", "get", []);
        this.loaded = Date.now();
    }

    async refreshStale() {
        if (document.visibilityState === "visible" && Date.now() - this.loaded > STALE) {
            await this.load();
        }
    }

    /** After something was done: what is left, and the focus where it was. */
    async reload(place) {
        await this.load();
        this.place = place;
    }

    restoreFocus() {
        if (this.place !== undefined && !this.state.busy) {
            this.focusItem(this.place);
            this.place = undefined;
        }
    }

    // Doing it ----------------------------------------------------------------------------------------

    async run(item, button) {
        if (!button.method) {
            return this.open(item);
        }
        if (this.state.busy) {
            return;
        }
        this.state.busy = true;
        const place = this.getPlace();
        try {
            const action = await this.press(item, button);
            if (action?.type && action.type !== "ir.actions.act_window_close") {
                await this.action.doAction(action, { onClose: () => this.reload(place) });
            } else {
                await this.reload(place);
            }
        } catch (error) {
            // a colleague was quicker, maybe
            await this.load();
            throw error;
        } finally {
            this.state.busy = false;
        }
    }

    /** As a button of a form: what comes back is an action that is ready to be done, or false. */
    press(item, { method, args }) {
        return rpc(`/web/dataset/call_button/${item.model}/${method}`, {
            model: item.model,
            method,
            args: [[item.id], ...args],
            kwargs: { context: user.context },
        });
    }

    open({ target }) {
        return (
            target &&
            this.action.doAction({
                type: "ir.actions.act_window",
                res_model: target.model,
                res_id: target.id,
                views: [[false, "form"]],
            })
        );
    }

    openBrief(item) {
        return this.action.doAction("sales_toolkit.brief_action", { props: { resId: item.lead_id } });
    }

    async openSection(section) {
        const args = [section.code];
        const action = await this.orm.call("sales_toolkit.my_day", "action_open_section", args);
        return this.action.doAction(action);
    }

    logContact() {
        const onClose = () => this.reload(this.getPlace());
        return this.action.doAction("sales_toolkit.follow_up_action_log", { onClose });
    }

    // When there is nothing to do ---------------------------------------------------------------------

    registerCustomer() {
        return this.action.doAction("sales_toolkit.customer_action", { viewType: "form" });
    }

    importCustomers() {
        return this.action.doAction("sales_toolkit.paper_form_import_action");
    }

    /** Through a first customer, in this page only: the ERP would go on with its other tours, day after day. */
    async startOnboarding() {
        const { rainbowManMessage } = await this.orm.call("web_tour.tour", "get_tour_json_by_name", [ONBOARDING]);
        await this.tour.startTour(ONBOARDING, { mode: "manual", redirect: false, rainbowManMessage });
        if (!session.tour_enabled) {
            await this.orm.call("res.users", "switch_tour_enabled", [false]);
        }
    }

    openPipeline() {
        return this.action.doAction("crm.crm_lead_action_pipeline");
    }

    // Keyboard ----------------------------------------------------------------------------------------

    get items() {
        return [...this.root.el.querySelectorAll(ITEM)];
    }

    getPlace() {
        return this.items.findIndex((el) => el.contains(document.activeElement));
    }

    focusItem(place) {
        const item = this.root.el && place >= 0 && this.items[Math.min(place, this.items.length - 1)];
        if (item) {
            this.state.current = item.dataset.key;
            item.focus();
        }
    }

    onKeydown(ev) {
        const step = STEPS[ev.key];
        if (!step || !ev.target.closest(ITEM)) {
            return;
        }
        ev.preventDefault();
        const place = step(this.getPlace(), this.items.length - 1);
        this.focusItem(Math.max(place, 0));
    }
}

registry.category("actions").add("sales_toolkit.my_day", MyDay);
