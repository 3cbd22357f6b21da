import { Component, onWillStart, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { Dropdown } from "@web/core/dropdown/dropdown";
import { DropdownItem } from "@web/core/dropdown/dropdown_item";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { Layout } from "@web/search/layout";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";

const WAYS = [
    { key: "visit", label: _t("Shown or Handed Over") },
    { key: "message", label: _t("By Message") },
    { key: "email", label: _t("By E-mail") },
    { key: "other", label: _t("Other Way") },
];
const BADGES = { a: "text-bg-success", b: "text-bg-warning", c: "text-bg-info" };

/** One part of the brief: a title and what stands below it. */
export class BriefPart extends Component {
    static template = "sales_toolkit.BriefPart";
    static props = { title: String, icon: String, name: String, slots: Object };
}

/** All that one has to know before a contact with the customer of a deal, from one call. */
export class Brief extends Component {
    static template = "sales_toolkit.Brief";
    static components = { BriefPart, Dropdown, DropdownItem, Layout };
    static props = { ...standardActionServiceProps };
    // as on the action's record: so that the web client knows that this address has one record
    static path = "toolkit-brief";
    static displayName = _t("Brief");

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.notification = useService("notification");
        this.ways = WAYS;
        this.state = useState({ brief: null });
        this.leadId = this.props.action.params?.lead_id || this.props.resId;
        onWillStart(() => this.load());
    }

    get display() {
        return { controlPanel: {} };
    }

    get badge() {
        return BADGES[this.state.brief.deal.grade];
    }

    /** The customer in one line, as the classification reads. */
    get customerLine() {
        const { industry, need_type, intent, size } = this.state.brief.customer;
        return [industry, need_type, intent, size].filter(Boolean).join(" · ");
    }

    get daysInStage() {
        const days = this.state.brief.deal.stage_days;
        return days === 1 ? _t("1 day") : _t("%s days", days);
    }

    async load() {
        if (!this.leadId) {
            return;
        }
        this.state.brief = await this.orm.call("crm.lead", "get_brief", [[this.leadId]]);
        this.props.updateActionState?.({ resId: this.leadId });
        this.env.config?.setDisplayName?.(_t("Brief: %s", this.state.brief.deal.name));
    }

    usage(material) {
        if (!material.decided) {
            return _t("Used: %s", material.used);
        }
        return _t("Used: %(used)s, %(rate)s % won", { used: material.used, rate: material.win_rate });
    }

    sentText({ date, user }) {
        return _t("Sent on %(date)s by %(user)s", { date, user });
    }

    async markSent(material, way) {
        const args = [[this.leadId], material.id, way.key];
        material.sent = await this.orm.call("crm.lead", "action_mark_material_sent", args);
    }

    async send(material) {
        const args = [[this.leadId], material.id];
        const action = await this.orm.call("crm.lead", "action_send_material", args);
        this.action.doAction(action, { onClose: () => this.load() });
    }

    /** The contact that was planned, or another one: the form on which it is done. */
    async logContact() {
        const action = await this.orm.call("crm.lead", "action_log_contact", [[this.leadId]]);
        return this.action.doAction(action, { onClose: () => this.load() });
    }

    print() {
        return this.action.doAction("sales_toolkit.action_report_brief", {
            additionalContext: { active_ids: [this.leadId], active_id: this.leadId, active_model: "crm.lead" },
        });
    }

    open(model, id) {
        return this.action.doAction({
            type: "ir.actions.act_window",
            res_model: model,
            res_id: id,
            views: [[false, "form"]],
        });
    }


    openMaterials() {
        return this.action.doAction("sales_toolkit.material_action");
    }
}

registry.category("actions").add("sales_toolkit.brief", Brief);
